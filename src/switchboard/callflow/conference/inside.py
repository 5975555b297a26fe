"""A caller's seat in a conference: what he hears of it, and what ends it."""

import asyncio
from dataclasses import dataclass
from typing import NoReturn

from switchboard.call.events import ConferenceLeftReason, ConferenceLocked, ConferenceMuted
from switchboard.callflow.conference.menu import SeatMenu
from switchboard.callflow.first import first_of
from switchboard.callflow.rooms import Member, Room
from switchboard.callflow.session import Session
from switchboard.engine.port import Audio, RoomId, Seat
from switchboard.model.conference import Conference
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement, AnnouncementName
from switchboard.model.spoken import spoken_digits

LONGEST_SPOKEN = 6
"""Longer numbers are not read to the others: so many words would wait for one another when several come at once."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """The last moderator has left, and everybody waits for one."""


Ended = ConferenceLeftReason | Suspended


class Inside:
    """One member in the room. `has_joined`: he has been there, so that the others know of him."""

    def __init__(
        self, session: Session, id: int, conference: Conference, place: RoomId, room: Room, member: Member
    ) -> None:
        self._session = session
        self._id = id
        self._conference = conference
        self._place = place
        self._room = room
        self._member = member
        self._voice = asyncio.Lock()
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
        """Open the menu at `*`, until the caller leaves by it. Other keys do nothing."""
        menu = SeatMenu(self._session, self._id, self._room, self._member, seat)
        while True:
            await self._session.meant_key("*")
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
            case "number":
                self._announce(seat, "conf-joined" if joins else "conf-left")
                for clip in spoken_digits(self._number()):
                    _announce(seat, self._session.clip(clip))
            case "none":
                pass

    def _number(self) -> str:
        """The number of the extension that calls, if it is short enough; "" for all other callers."""
        extension = self._session.call.info.extension
        stored = self._session.configuration.get(Extension, extension) if extension is not None else None
        number = stored.document.number if stored is not None else ""
        return number if len(number) <= LONGEST_SPOKEN else ""

    def _announce(self, seat: Seat, name: AnnouncementName) -> None:
        _announce(seat, self._session.find(Announcement(name=name)))


def _announce(seat: Seat, audio: Audio | None) -> None:
    if audio is not None:
        seat.announce(audio)
