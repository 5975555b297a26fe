"""Rooms of scripted calls: nothing is mixed, but it is known who hears whom."""

import asyncio
from dataclasses import dataclass, field

from switchboard.engine.port import Audio, PlayList, RoomEnd, RoomId
from switchboard.engine.simulated.listener import Listener


@dataclass(frozen=True, slots=True)
class Announcement:
    """`but` does not hear it."""

    audio: Audio
    begin_s: float
    end_s: float
    but: "SimulatedSeat"


@dataclass(slots=True)
class SimulatedRoom:
    """Who is in it, and what is or was announced there."""

    seats: list["SimulatedSeat"] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)

    def tell(self) -> None:
        """Somebody came or went."""
        for seat in self.seats:
            seat.listener.music(seat.waiting if len(self.seats) == 1 else None)


class SimulatedSeat:
    """Implements `engine.port.Seat` for the caller of that number."""

    def __init__(self, number: str, listener: Listener, waiting: PlayList | None, *, muted: bool, held: bool) -> None:
        self._loop = asyncio.get_running_loop()
        self.number = number
        self.listener = listener
        self.waiting = waiting
        self.muted = muted
        self.held = held
        self.deaf = False
        self.room: SimulatedRoom | None = None
        self._left: asyncio.Future[RoomEnd] = self._loop.create_future()

    @property
    def hears(self) -> tuple[str, ...]:
        """The numbers of those whom the caller hears, and the names of announcements."""
        if self.room is None or self.deaf:
            return ()
        now_s = self._loop.time()
        voices = [one.number for one in self.room.seats if one is not self and not one.muted and not one.held]
        said = [
            one.audio.name
            for one in self.room.announcements
            if one.but is not self and one.begin_s <= now_s < one.end_s
        ]
        return *voices, *said

    async def left(self) -> RoomEnd:
        return await asyncio.shield(self._left)

    def set(
        self,
        *,
        muted: bool | None = None,
        deaf: bool | None = None,
        hear_db: float | None = None,
        speak_db: float | None = None,
    ) -> None:
        self.muted = self.muted if muted is None else muted
        self.deaf = self.deaf if deaf is None else deaf

    def announce(self, audio: Audio) -> None:
        if self.room is not None:
            before = max((one.end_s for one in self.room.announcements), default=0.0)
            begin_s = max(self._loop.time(), before)
            self.room.announcements.append(Announcement(audio, begin_s, begin_s + audio.duration_s, self))

    def remove(self) -> None:
        self._end("removed")

    def end_room(self) -> None:
        for seat in () if self.room is None else tuple(self.room.seats):
            seat._end("ended")

    def sit(self, room: SimulatedRoom) -> None:
        self.room = room
        room.seats.append(self)
        room.tell()

    def stand_up(self) -> None:
        """May be called again."""
        if self.room is not None and self in self.room.seats:
            self.room.seats.remove(self)
            self.room.tell()
            self.listener.music(None)

    def _end(self, end: RoomEnd) -> None:
        if not self._left.done():
            self._left.set_result(end)
            self.stand_up()


class SimulatedRooms:
    """Rooms by id; each is there from its first member to its last."""

    def __init__(self) -> None:
        self._rooms: dict[RoomId, SimulatedRoom] = {}

    def __len__(self) -> int:
        return sum(bool(room.seats) for room in self._rooms.values())

    def at(self, room: RoomId) -> SimulatedRoom:
        found = self._rooms.get(room)
        if found is None or not found.seats:
            found = self._rooms[room] = SimulatedRoom()
        return found
