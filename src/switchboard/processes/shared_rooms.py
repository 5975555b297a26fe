"""The rooms of conferences, each at one of the machines that share a database: which one that is, and our callers who
are in those of others.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import structlog

from switchboard.call.record import EventRow
from switchboard.callflow.room_homes import Guest, RoomElsewhere, StayOver
from switchboard.engine.control_lines import Done, Refused
from switchboard.engine.guest_control import EXPECTED, GuestExpected, GuestNews, SeatGuest
from switchboard.engine.port import RoomId
from switchboard.engine.remote_control import CallsProcesses
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.store.nodes.heartbeat import BEAT_S
from switchboard.store.nodes.rooms import HeldRooms, RoomHolder

log = structlog.get_logger()

OVER_S = 3.0
"""For so long a machine may take to tell the last of a guest whose call has ended."""


class SharedRooms:
    """Implements `callflow.room_homes.RoomHomes`."""

    def __init__(self, held: HeldRooms, processes: CallsProcesses) -> None:
        self._held = held
        self._processes = processes
        self._here: Counter[int] = Counter()
        self._locks: dict[int, asyncio.Lock] = {}
        self._guests: dict[str, _Seat] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def home(self, room: RoomId) -> AsyncIterator[RoomElsewhere | None]:
        holder = await self._enter(room.conference)
        if holder is not None:
            yield _Elsewhere(self, room, holder)
            return
        try:
            yield None
        finally:
            self._leave(room.conference)

    def hear(self, news: GuestNews) -> Done | Refused:
        """What another machine says of a caller of ours."""
        seat = self._guests.get(news.call)
        if seat is None:
            return Refused(reason="no-such-call")
        seat.hear(news)
        return Done()

    async def close(self) -> None:
        """Wait until all rooms are given up."""
        await asyncio.gather(*self._leaving, return_exceptions=True)

    @asynccontextmanager
    async def seat(self, room: RoomId, holder: RoomHolder, guest: Guest) -> AsyncIterator["_Seat"]:
        """Raises Unavailable."""
        seat = self._guests[guest.info.id] = _Seat(guest, room.conference, holder, self._held)
        try:
            seat.address = await self._asked(room, holder, guest)
            yield seat
        finally:
            if self._guests.get(guest.info.id) is seat:
                del self._guests[guest.info.id]

    async def _asked(self, room: RoomId, holder: RoomHolder, guest: Guest) -> str:
        info = guest.info
        command = SeatGuest(
            node=self._processes.node,
            call=info.id,
            tenant=room.tenant,
            conference=room.conference,
            role=guest.role,
            caller=info.caller.number,
            caller_name=info.caller.name,
            dialled=info.dialled,
            extension=info.extension,
            trunk=info.trunk,
            withheld=info.withheld,
            recordable=guest.record is not None,
        )
        try:
            answer = EXPECTED.validate_json(await self._processes.ask(holder.node, command))
        except (SwitchboardError, ValueError) as error:
            raise Unavailable("the machine that has the room does not answer") from error
        if not isinstance(answer, GuestExpected):
            raise Unavailable("the machine that has the room takes no guest")
        return answer.address

    async def _enter(self, conference: int) -> RoomHolder | None:
        """Whoever has the room; None: we have, and one more is here. While somebody is, nobody asks the database."""
        if self._here[conference]:
            self._here[conference] += 1
            return None
        async with self._lock(conference):
            if not self._here[conference] and (holder := await self._held.take(conference)) is not None:
                return holder
            self._here[conference] += 1
            return None

    def _leave(self, conference: int) -> None:
        """In the background: who leaves does not wait for the database."""
        self._here[conference] -= 1
        if not self._here[conference]:
            task = asyncio.create_task(self._give_up(conference), name=f"give-up-room-{conference}")
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _give_up(self, conference: int) -> None:
        async with self._lock(conference):
            if self._here[conference]:
                return
            del self._here[conference]
            with suppress(Unavailable):  # whoever comes next finds that it is ours
                await self._held.give_up(conference)

    def _lock(self, conference: int) -> asyncio.Lock:
        """One for each conference that anybody was in since the start."""
        return self._locks.setdefault(conference, asyncio.Lock())


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Implements `callflow.room_homes.RoomElsewhere`."""

    rooms: SharedRooms
    room: RoomId
    holder: RoomHolder

    @asynccontextmanager
    async def seat(self, guest: Guest) -> AsyncIterator["_Seat"]:
        async with self.rooms.seat(self.room, self.holder, guest) as seat:
            yield seat


@dataclass(eq=False, slots=True)
class _Seat:
    """Implements `callflow.room_homes.SeatElsewhere`."""

    guest: Guest
    conference: int
    holder: RoomHolder
    held: HeldRooms
    address: str = ""
    _over: "asyncio.Future[StayOver | None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def hear(self, news: GuestNews) -> None:
        for one in news.events:
            self._tell(dict(one))
        if news.record and self.guest.record is not None:
            self.guest.record()
        if news.over and not self._over.done():
            self._over.set_result(None if news.gone else StayOver(news.not_admitted))

    async def over(self) -> StayOver | None:
        try:
            async with asyncio.timeout(OVER_S):
                return await asyncio.shield(self._over)
        except TimeoutError:
            return None

    async def lost(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                if await self.held.holder(self.conference) != self.holder:
                    return
            except Unavailable:
                continue  # who talks goes on talking

    def _tell(self, told: dict[str, object]) -> None:
        try:
            event = EventRow(self.guest.info.id, 0, told.pop("at"), str(told.pop("type")), told).event  # type: ignore[arg-type]
        except (KeyError, ValueError):
            log.warning("an event of another version is not kept", call=self.guest.info.id)
            return
        self.guest.emit(event)
