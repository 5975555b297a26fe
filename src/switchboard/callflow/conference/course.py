"""The course of a caller through a conference: from its door to the end of the call."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import ConferenceJoined, ConferenceLeft, ConferenceLeftReason, ConferenceWaiting
from switchboard.callflow.conference.door import NotAdmitted, admitted, can_be_moderated, is_full, not_available
from switchboard.callflow.conference.elsewhere import Stay, left_reason
from switchboard.callflow.conference.inside import Inside, Suspended
from switchboard.callflow.conference.spoken_name import spoken_name
from switchboard.callflow.first import first_of
from switchboard.callflow.hop import Over
from switchboard.callflow.rooms import Member
from switchboard.callflow.session import Session
from switchboard.engine.port import Audio, RoomId
from switchboard.errors import Unavailable
from switchboard.model.conference import Conference
from switchboard.model.conference_live import Role
from switchboard.model.spoken import spoken_count
from switchboard.model.stored import Stored

WaitEnd = Literal["alone", "removed"] | None

LONGEST_WAIT_S = 86_400.0
"""Nobody waits longer for a moderator, whatever the limit."""
PATIENCE_S = 20.0
"""For so long a caller waits for the room, or for the machine that takes it over when another one dies."""
AGAIN_S = 1.0


async def confer(session: Session, stored: Stored[Conference]) -> Over | NotAdmitted:
    """Let the caller talk to those in the conference; returns when his call is to end, or why he does not come in."""
    session.set_language(stored.document.language)
    await session.answer()
    session.call.keys.drop()
    role = await admitted(session, stored)
    if isinstance(role, NotAdmitted):
        return role
    return await _where_the_room_is(session, stored, role, lambda: _come_in(session, stored, role))


async def come_as_guest(session: Session, stored: Stored[Conference], role: Role) -> Over | NotAdmitted | None:
    """The way of a caller whom another machine has let in. None: the room is not here."""
    session.set_language(stored.document.language)
    async with session.homes.home(RoomId(session.call.info.tenant, stored.id)) as elsewhere:
        return await _come_in(session, stored, role) if elsewhere is None else None


async def _where_the_room_is(
    session: Session,
    stored: Stored[Conference],
    role: Role,
    come_in: Callable[[], Coroutine[object, object, Over | NotAdmitted]],
) -> Over | NotAdmitted:
    """`come_in`, if the room is here. Where it is, may change: a machine dies, or the last member leaves it."""
    room, until_s = RoomId(session.call.info.tenant, stored.id), session.time_s() + PATIENCE_S
    while True:
        async with AsyncExitStack() as stack:
            try:
                elsewhere = await stack.enter_async_context(session.homes.home(room))
            except Unavailable:
                stay = None
            else:
                if elsewhere is None:
                    return await come_in()
                stay = Stay(session, stored.id)
                if (over := await stay.run(elsewhere, role)) is not None:
                    return over
        if stay is not None and stay.has_been_inside:
            until_s = session.time_s() + PATIENCE_S
        if session.time_s() >= until_s:
            return await not_available(session, stored.id)
        session.call.background(session.music.waiting(stored.document.music))
        await asyncio.sleep(AGAIN_S)


async def _come_in(session: Session, stored: Stored[Conference], role: Role) -> Over | NotAdmitted:
    # Nobody need say a name to hear that there is no seat left.
    room = session.memory.rooms.at(RoomId(session.call.info.tenant, stored.id))
    if refusal := await is_full(session, stored.id, stored.document, room, role):
        return refusal
    waits = stored.document.wait_for_moderator and await can_be_moderated(session, stored)
    await _tell_recorded(session, stored.document)
    async with spoken_name(session, stored.document) as name:
        visit = _Visit(session, stored, role, name, waits_for_moderator=waits)
        # Others may have come while the caller was asked for a PIN or a name.
        if refusal := await visit.refusal():
            return refusal
        return await visit.run()


async def _come_invited(session: Session, stored: Stored[Conference]) -> Over:
    """A member who was invited: nobody asks for a PIN, and a seat is kept for him."""
    over = await _where_the_room_is(session, stored, "member", lambda: _take_kept_seat(session, stored))
    return over if isinstance(over, Over) else Over(over.cause)


async def _take_kept_seat(session: Session, stored: Stored[Conference]) -> Over:
    waits = stored.document.wait_for_moderator and await can_be_moderated(session, stored)
    await _tell_recorded(session, stored.document)
    async with spoken_name(session, stored.document) as name:
        return await _Visit(session, stored, "member", name, waits_for_moderator=waits).run()


async def _tell_recorded(session: Session, conference: Conference) -> None:
    if conference.record:
        await session.recording.tell(conference.record_notice)


class _Visit:
    """One caller in one conference, from the door on."""

    def __init__(
        self,
        session: Session,
        stored: Stored[Conference],
        role: Role,
        name: Audio | None,
        *,
        waits_for_moderator: bool,
    ) -> None:
        self._session = session
        self._stored = stored
        self._name = name
        self._id = stored.id
        self._conference = stored.document
        self._place = RoomId(session.call.info.tenant, stored.id)
        self._room = session.memory.rooms.at(self._place)
        self._waits_for_moderator = waits_for_moderator
        self._member = Member(
            session.call,
            role,
            session.time_of_day(),
            muted=stored.document.mute_on_entry and role == "member",
            recordable=not session.recording.is_forbidden,
        )

    async def refusal(self) -> NotAdmitted | None:
        """Why he does not come in after all."""
        return await is_full(self._session, self._id, self._conference, self._room, self._member.role)

    async def run(self) -> Over:
        session = self._session
        session.recall = None  # whoever was transferred here has arrived
        with self._among_the_members():
            session.memory.rooms.enter(self._place, self._room, self._member)
            reason = await self._stay()
            self._leave(reason)
        session.leave_menu()
        await self._say_goodbye(reason)
        return Over(Cause.NORMAL)

    async def _stay(self) -> ConferenceLeftReason:
        """Wait where that is needed, and talk; returns why the stay is over."""
        has_waited = False
        inside = Inside(self._session, self._stored, self._room, self._member, self._name, _come_invited)
        while True:
            if self._has_to_wait():
                if (end := await self._wait()) is not None:
                    return end
                has_waited = True
            elif not inside.has_joined and (count := self._room.others(self._member)):
                await self._session.speak([spoken_count("conf-count", count)], stop_on_key=False)
            if not inside.has_joined:
                self._tell_joined()
            reason = await inside.run(begins=has_waited)
            if not isinstance(reason, Suspended):
                return reason

    def _has_to_wait(self) -> bool:
        if self._member.is_moderator:
            return False
        return self._room.state == "suspended" or (self._room.state == "new" and self._waits_for_moderator)

    async def _wait(self) -> WaitEnd:
        """Music, until a moderator comes; else returns why the stay is over."""
        session = self._session
        session.emit(ConferenceWaiting(at=session.now(), conference=self._id))
        session.call.background(session.music.waiting(self._conference.music))
        try:
            return await first_of(self._removed(), self._begin(), self._patience())
        finally:
            session.call.background(None)
            session.call.keys.drop()

    async def _removed(self) -> WaitEnd:
        await self._room.until(lambda: self._member.removed)
        return "removed"

    async def _begin(self) -> WaitEnd:
        await self._room.until(lambda: not self._has_to_wait())
        return None

    async def _patience(self) -> WaitEnd:
        until_s = self._session.time_s() + (self._conference.alone_limit_s or LONGEST_WAIT_S)
        await self._session.say("conf-wait")
        await asyncio.sleep(until_s - self._session.time_s())
        return "alone"

    async def _say_goodbye(self, reason: ConferenceLeftReason) -> None:
        if reason == "removed":
            await self._session.say("conf-removed")
        if reason in ("ended", "alone"):
            await self._session.say("conf-ended")
        if reason in ("key", "removed", "alone"):
            await self._session.say("goodbye")

    @contextmanager
    def _among_the_members(self) -> Iterator[None]:
        """The call may end at any instant: the caller hangs up, or is ended."""
        try:
            yield
        except asyncio.CancelledError:
            self._leave(left_reason(self._session.ending))
            raise

    def _leave(self, reason: ConferenceLeftReason) -> None:
        self._session.memory.rooms.leave(self._place, self._room, self._member)
        self._session.emit(
            ConferenceLeft(at=self._session.now(), conference=self._id, reason=reason, members=len(self._room.members))
        )

    def _tell_joined(self) -> None:
        self._session.emit(
            ConferenceJoined(
                at=self._session.now(),
                conference=self._id,
                number=self._conference.number,
                name=self._conference.name,
                role=self._member.role,
                members=len(self._room.members),
            )
        )
