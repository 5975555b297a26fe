"""What media workers are told of those who are in a room, and what becomes of these."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio
from tests.unit.engine.kit.phone import Talk
from tests.unit.engine.kit.worker import MemoryWorker

from switchboard.call.cause import Cause
from switchboard.engine.builtin.seating import BuiltinSeat
from switchboard.engine.port import (
    Call,
    CallerId,
    CallInfo,
    Ending,
    Origination,
    PhoneTarget,
    PlayList,
    RoomEnd,
    RoomId,
    Seat,
)
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Bridge, Loop, RoomAnnounce, RoomJoin, RoomLeave, RoomSet

pytestmark = pytest.mark.unit

ROOM = RoomId(1, 800)
MUSIC = audio("music", 30)
TO_BOB = Origination(1, PhoneTarget(101, "101"), 20, CallerId("800"), dialled="800")


class Gathering(Exchange):
    """The caller is in the room, alone, and stays as long as he is let. `ends` are why they had to leave, by number."""

    def __init__(self, *other_workers: MemoryWorker) -> None:
        super().__init__(*other_workers)
        self.seats: dict[str, Seat] = {}
        self.calls: dict[str, Call] = {}
        self.ends: dict[str, RoomEnd] = {}
        self.leaves: dict[str, asyncio.Event] = {"100": asyncio.Event(), "101": asyncio.Event()}

    async def begin(self) -> Talk:
        """The caller joins."""
        talk = await (await self.connect(self._sit)).answered()
        await asyncio.sleep(1)
        return talk

    async def bob_joins(self) -> tuple[Talk, CallInfo]:
        placing = asyncio.create_task(self.engine.originate(TO_BOB, self._sit))
        talk = (await self.phones[101].rings()).answer()
        info = await placing
        assert isinstance(info, CallInfo)
        await asyncio.sleep(1)
        return talk, info

    async def _sit(self, call: Call) -> None:
        number = "101" if call.info.caller.number == "101" else "100"
        self.calls[number] = call
        async with call.join(ROOM, muted=False, waiting=PlayList((MUSIC,))) as seat:
            self.seats[number] = seat
            ended, leaves = asyncio.create_task(seat.left()), asyncio.create_task(self.leaves[number].wait())
            try:
                await asyncio.wait({ended, leaves}, return_when=asyncio.FIRST_COMPLETED)
                if ended.done():
                    self.ends[number] = ended.result()
            finally:
                ended.cancel()
                leaves.cancel()
        await asyncio.sleep(5)

    async def left(self) -> list[str]:
        """Everybody leaves; what is left then."""
        for leaves in self.leaves.values():
            leaves.set()
        return await self.finished()


def test_music_while_alone_and_the_room_with_another() -> None:
    async def main() -> None:
        room = Gathering()
        await room.begin()
        assert room.worker.heard(1) == ("music-30",)
        await room.bob_joins()
        assert [room.worker.heard(one) for one in (1, 2)] == [(), ()]
        (first, second) = room.worker.orders_of(RoomJoin)
        assert (first.stream, second.stream, first.room) == (1, 2, second.room)
        room.leaves["101"].set()
        await asyncio.sleep(1)
        assert [one.stream for one in room.worker.orders_of(RoomLeave)] == [2]
        assert [room.worker.heard(one) for one in (1, 2)] == [("music-30",), ()]
        assert await room.left() == []

    run_virtual(main())


def test_a_member_in_another_worker_sits_there_by_a_link_and_hears_prompts_over_the_room() -> None:
    async def main() -> None:
        other = MemoryWorker()
        room = Gathering(other)
        await room.begin()
        await room.bob_joins()
        assert [one.stream for one in room.worker.orders_of(RoomJoin)] == [1, 2]
        assert [(one.stream, one.other) for one in other.orders_of(Bridge)] == [(1, 2)]
        playing = asyncio.create_task(room.calls["101"].play(audio("hint", 9), stop_on_key=True))
        await asyncio.sleep(1)
        assert room.worker.heard(2) == ("hint-9",) and other.heard(1) == ()
        other.press(1, "5")
        await asyncio.sleep(0.1)
        assert not (await playing).finished
        room.leaves["101"].set()
        await asyncio.sleep(1)
        assert (room.worker.open_streams, other.open_streams) == ({1}, {1})
        playing = asyncio.create_task(room.calls["101"].play(audio("bye", 2), stop_on_key=False))
        await asyncio.sleep(1)
        assert other.heard(1) == ("bye-2",)
        assert (await playing).finished
        assert await room.left() == []

    run_virtual(main())


def test_who_holds_is_muted_until_he_resumes_and_longer_if_he_was_muted() -> None:
    async def main() -> None:
        room = Gathering()
        talk = await room.begin()
        for held in (True, False):
            await talk.hold(held=held)
            await asyncio.sleep(1)
        room.seats["100"].set(muted=True, hear_db=3)
        for held in (True, False):
            await talk.hold(held=held)
            await asyncio.sleep(1)
        sets = list(room.worker.orders_of(RoomSet))
        assert [one.muted for one in sets] == [True, False, True, True, True]
        assert sets[2].hear_db == 3
        assert await room.left() == []

    run_virtual(main())


@pytest.mark.parametrize("worker", [0, 1], ids=["of the room", "another"])
def test_another_caller_takes_the_seat_as_it_is(worker: int) -> None:
    """As after an attended transfer."""

    async def main() -> None:
        other = MemoryWorker()
        room = Gathering(other)
        await room.begin()
        await room.bob_joins()
        seat = room.seats["101"]
        assert isinstance(seat, BuiltinSeat)
        seat.set(deaf=True, speak_db=-3)
        orders = len(room.worker.orders)
        stream = await room.context.pool.workers[worker].open("10.0.0.1", "other call")
        await seat.move(stream, held=False)
        leave, *_, join, settings = [one for one in room.worker.orders[orders:] if not isinstance(one, Loop)]
        assert leave == RoomLeave(stream=2) and isinstance(join, RoomJoin) and join.stream == 3
        assert settings == RoomSet(stream=3, muted=False, deaf=True, hear_db=0, speak_db=-3)
        assert len(list(other.orders_of(Bridge))) == 1 + worker
        await stream.close()
        assert await room.left() == []

    run_virtual(main())


def test_announcements_are_heard_by_the_others_also_from_one_who_has_left() -> None:
    async def main() -> None:
        room = Gathering()
        await room.begin()
        await room.bob_joins()
        room.seats["101"].announce(audio("gong", 1))
        room.leaves["101"].set()
        await asyncio.sleep(1)
        room.seats["101"].announce(audio("gong", 1))
        assert [(one.stream, one.included) for one in room.worker.orders_of(RoomAnnounce)] == [(2, False), (1, True)]
        assert await room.left() == []
        room.seats["101"].announce(audio("gong", 1))
        assert len(list(room.worker.orders_of(RoomAnnounce))) == 2

    run_virtual(main())


def test_the_room_is_ended_for_all() -> None:
    async def main() -> None:
        room = Gathering()
        await room.begin()
        await room.bob_joins()
        room.seats["101"].end_room()
        await asyncio.sleep(1)
        assert room.ends == {"100": "ended", "101": "ended"}
        assert len(room.context.rooms) == 0
        assert await room.left() == []

    run_virtual(main())


def test_a_room_whose_worker_dies_ends_and_the_next_one_is_another() -> None:
    async def main() -> None:
        other = MemoryWorker()
        room = Gathering(other)
        await room.begin()
        _, info = await room.bob_joins()
        room.worker.vanish()
        await asyncio.sleep(1)
        assert room.ends == {"101": "media-lost"}
        assert room.call.ending == Ending("system", Cause.MEDIA_LOST)
        assert room.calls["101"].ending is None
        assert room.engine.hang_up(info.id, 1)
        await room.bob_joins()
        assert [one.stream for one in other.orders_of(RoomJoin)] == [3]
        assert await room.left() == []

    run_virtual(main())


@pytest.mark.parametrize("turns", range(12))
def test_one_who_leaves_in_any_turn_of_the_loop_leaves_nothing(turns: int) -> None:
    async def main() -> None:
        other = MemoryWorker()
        room = Gathering(other)
        await room.begin()
        placing = asyncio.create_task(room.engine.originate(TO_BOB, room._sit))
        talk = (await room.phones[101].rings()).answer()
        info = await placing
        assert isinstance(info, CallInfo)
        for _ in range(turns):
            await asyncio.sleep(0)
        assert room.engine.hang_up(info.id, 1)
        await talk.over.wait()
        await asyncio.sleep(1)
        assert room.worker.open_streams == {1} and other.open_streams == set()
        assert room.worker.heard(1) == ("music-30",)
        assert await room.left() == []

    run_virtual(main())
