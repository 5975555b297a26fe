"""Members call others into a conference: `#`, a number and `#`. The others in the room hear nothing of it."""

import asyncio
from collections.abc import Mapping
from typing import Literal, NoReturn

from switchboard.call.cause import Cause
from switchboard.call.events import ConferenceInvited
from switchboard.callflow.conference.door import closed
from switchboard.callflow.conference.invited import ComeInvited, Invitation
from switchboard.callflow.conference.reach import Reach, reach_of
from switchboard.callflow.outward import is_unusable
from switchboard.callflow.rooms import Member, Room
from switchboard.callflow.session import Session
from switchboard.engine.port import NotAnswered
from switchboard.errors import Unavailable
from switchboard.model.conference import Conference
from switchboard.model.prompt import AnnouncementName
from switchboard.model.stored import Stored

MOST_AT_ONCE = 5
"""So many ring for one member; what else is entered meanwhile is dropped."""

Outcome = Literal["joined", "declined", "not-permitted", "full", "locked"] | Cause
_WORDS: Mapping[Outcome, AnnouncementName | None] = {
    "joined": None,
    "declined": "no-answer",
    "not-permitted": "not-permitted",
    "full": "conf-full",
    "locked": "conf-locked",
    Cause.BUSY: "busy",
    Cause.NO_ANSWER: "no-answer",
}


class Inviting:
    """Those whom one member invites, for as long as he is in the room. `voice` is held by whatever he is told."""

    def __init__(
        self,
        session: Session,
        stored: Stored[Conference],
        room: Room,
        member: Member,
        voice: asyncio.Lock,
        come_invited: ComeInvited,
    ) -> None:
        self._session = session
        self._stored = stored
        self._room = room
        self._member = member
        self._voice = voice
        self._come_invited = come_invited
        self._wanted: asyncio.Queue[str] = asyncio.Queue(MOST_AT_ONCE)

    @property
    def is_allowed(self) -> bool:
        """Only extensions have a right to call anybody."""
        return self._stored.document.invite and self._session.call.info.extension is not None

    def want(self, number: str) -> None:
        """Invite whoever has that number."""
        if number and not self._wanted.full():
            self._wanted.put_nowait(number)

    async def run(self) -> NoReturn:
        """Invite all who are wanted. Who still rings when the member leaves is given up."""
        places = asyncio.Semaphore(MOST_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            while True:
                await places.acquire()
                task = group.create_task(self._invite(await self._wanted.get()))
                task.add_done_callback(lambda _: places.release())

    async def _invite(self, number: str) -> None:
        outcome: Outcome = Cause.CANCELLED
        try:
            outcome = await self._call_in(number)
        finally:
            event = ConferenceInvited(at=self._session.now(), conference=self._stored.id, to=number, outcome=outcome)
            self._session.emit(event)
        if words := _WORDS.get(outcome, "unavailable"):
            async with self._voice:
                await self._session.say(words)

    async def _call_in(self, number: str) -> Outcome:
        if (reason := closed(self._stored.document, self._room)) and not self._member.is_moderator:
            return reason
        reach = reach_of(self._session, self._stored.document, number)
        if not isinstance(reach, Reach):
            return reach
        self._room.expected += 1
        try:
            return await self._ring(reach)
        except Unavailable:
            return Cause.UNREACHABLE
        finally:
            self._room.expected -= 1

    async def _ring(self, reach: Reach) -> Outcome:
        """Call by one way after another, until one can be used."""
        invitation = Invitation(self._stored, self._come_invited)
        failure = NotAnswered(Cause.UNREACHABLE)
        for origination in reach.ways:
            with self._session.engagement.called((origination.target,)):
                answered = await self._session.originate(origination, invitation.flow)
            if not isinstance(answered, NotAnswered):
                return await invitation.outcome()
            failure = answered
            if not is_unusable(failure):
                break
        return failure.cause
