"""A caller's seat in a conference: what he hears of it, and what ends it."""

import asyncio
from dataclasses import dataclass
from typing import NoReturn

from switchboard.call.events import ConferenceLeftReason, ConferenceLocked, ConferenceMuted
from switchboard.callflow.conference.invited import ComeInvited
from switchboard.callflow.conference.inviting import Inviting
from switchboard.callflow.conference.menu import SeatMenu
from switchboard.callflow.first import first_of
from switchboard.callflow.rooms import Member, Room
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import enter_number
from switchboard.engine.port import Audio, RoomId, Seat
from switchboard.model.conference import Conference
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement, AnnouncementName
from switchboard.model.spoken import spoken_digits
from switchboard.model.stored import Stored

LONGEST_SPOKEN = 6
"""Longer numbers are not read to the others: so many words would wait for one another when several come at once."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """The last moderator has left, and everybody waits for one."""


Ended = ConferenceLeftReason | Suspended


class Inside:
    """One member in the room. `has_joined`: he has been there, so that the others know of him.

    `name` is what he has said, if the others are to hear it. Whoever is invited by him comes in by `come_invited`.
    """

    def __init__(
        self,
        session: Session,
        stored: Stored[Conference],
        room: Room,
        member: Member,
        name: Audio | None,
        come_invited: ComeInvited,
    ) -> None:
        self._session = session
        self._id = stored.id
        self._conference = stored.document
        self._place = RoomId(session.call.info.tenant, stored.id)
        self._room = room
        self._member = member
        self._name = name
        self._voice = asyncio.Lock()
        self._inviting = Inviting(session, stored, room, member, self._voice, come_invited)
        self.has_joined = False

    async def run(self, *, begins: bool) -> Ended:
        """Be in the room, until something ends that. `begins`: the caller has waited until now."""
        session, room, member = self._session, self._room, self._member
        music = session.music.waiting(self._conference.music)
        async with session.call.join(self._place, muted=room.is_muted(member), waiting=music) as seat:
            room.sit(member, seat)
            if not self.has_joined:
                self.has_joined = True
                self._signal(seat, "join")
            reason: Ended = "caller"
            try:
                reason = await first_of(
                    self._shown_out(seat),
                    self._suspended(),
                    self._grace(),
                    self._solitude(begins=begins),
                    self._keys(seat),
                    self._recorded(),
                    self._notices(),
                    self._inviting.run(),
                )
                return reason
            finally:
                self._stand_up(seat, for_good=not isinstance(reason, Suspended))

    def _stand_up(self, seat: Seat, *, for_good: bool) -> None:
        """Tell the others who stay. Whoever is alone then hears that instead."""
        conference, room = self._conference, self._room
        ends_at_s = self._session.time_s() + conference.moderator_grace_s
        was_last_moderator = room.stand_up(self._member, conference.without_moderator, ends_at_s)
        if not for_good or len(room.seated) < 2:
            return
        self._signal(seat, "leave")
        if was_last_moderator and conference.without_moderator != "wait":
            self._announce(seat, "conf-moderator-left")

    async def _keys(self, seat: Seat) -> Ended:
        """Open the menu at `*`, until the caller leaves by it; `#` begins the number of who is invited. Other keys do
        nothing.
        """
        menu = SeatMenu(self._session, self._id, self._room, self._member, seat)
        while True:
            if await self._session.meant_key("*#" if self._inviting.is_allowed else "*") == "#":
                self._inviting.want(await enter_number(self._session))
                continue
            async with self._voice:
                if await menu.run():
                    return "key"

    async def _shown_out(self, seat: Seat) -> Ended:
        end = await seat.left()
        return "media" if end == "media-lost" else end

    async def _suspended(self) -> Ended:
        if self._member.is_moderator:
            await asyncio.Future()
        await self._room.until(lambda: self._room.state == "suspended")
        return Suspended()

    async def _grace(self) -> Ended:
        """The conference ends some time after its last moderator has left, unless one comes back."""
        room = self._room
        while True:
            await room.until(lambda: room.ends_at_s is not None)
            ends_at_s = room.ends_at_s
            if ends_at_s is None:
                continue
            try:
                async with asyncio.timeout_at(ends_at_s):
                    await room.until(lambda: room.ends_at_s is None)
            except TimeoutError:
                return "ended"

    async def _solitude(self, *, begins: bool) -> Ended:
        """Tell the caller when he is alone; he is not left alone for ever."""
        room, member = self._room, self._member
        if begins:
            await self._say("conf-begin")
        while True:
            await room.until(lambda: room.is_alone(member))
            if (end := await first_of(self._company(), self._alone())) is not None:
                return end

    async def _company(self) -> Ended | None:
        await self._room.until(lambda: not self._room.is_alone(self._member))
        return None

    async def _alone(self) -> Ended | None:
        began_s, limit_s = self._session.time_s(), self._conference.alone_limit_s
        await self._say("conf-alone")
        if limit_s == 0:
            await asyncio.Future()
        await asyncio.sleep(began_s + limit_s - self._session.time_s())
        return "alone"

    async def _recorded(self) -> NoReturn:
        """A conference is recorded in the call of whoever of its members came first."""
        if self._conference.record:
            await self._room.until(lambda: self._room.recorder is self._member)
            await self._session.recording.start()
        await asyncio.Future()
        raise AssertionError

    async def _notices(self) -> NoReturn:
        """Tell the caller what somebody over the API has done to him."""
        while True:
            await self._room.until(lambda: bool(self._member.notices))
            notice, now = self._member.notices.popleft(), self._session.now()
            if notice in ("locked", "unlocked"):
                self._session.emit(ConferenceLocked(at=now, conference=self._id, locked=notice == "locked", by="api"))
            else:
                self._session.emit(ConferenceMuted(at=now, conference=self._id, muted=notice == "muted", by="api"))
                await self._say("conf-muted" if self._room.is_muted(self._member) else "conf-unmuted")

    async def _say(self, name: AnnouncementName) -> None:
        async with self._voice:
            await self._session.say(name)

    def _signal(self, seat: Seat, what: str) -> None:
        """Tell the others that he comes or goes."""
        joins = what == "join"
        match self._conference.entry:
            case "tone":
                self._announce(seat, "tone-join" if joins else "tone-leave")
            case "name":
                self._announce(seat, "conf-joined" if joins else "conf-left")
                _announce(seat, self._name)
            case "number":
                self._announce(seat, "conf-joined" if joins else "conf-left")
                for clip in spoken_digits(self._number()):
                    _announce(seat, self._session.clip(clip))
            case "none":
                pass

    def _number(self) -> str:
        """The number of the extension that calls, if it is short enough and not withheld; "" for all other callers."""
        info = self._session.call.info
        extension = None if info.withheld else info.extension
        stored = self._session.configuration.get(Extension, extension) if extension is not None else None
        number = stored.document.number if stored is not None else ""
        return number if len(number) <= LONGEST_SPOKEN else ""

    def _announce(self, seat: Seat, name: AnnouncementName) -> None:
        _announce(seat, self._session.find(Announcement(name=name)))


def _announce(seat: Seat, audio: Audio | None) -> None:
    if audio is not None:
        seat.announce(audio)
