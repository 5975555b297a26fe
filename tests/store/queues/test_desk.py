"""A desk in virtual time, over a book in memory: what calls want and hear, and at which moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

import pytest

from switchboard.call.queue import Ejected, Moved, Offer, QueueNews, Refused, Withdrawn
from switchboard.callflow.ports import Place, Queues
from switchboard.clock import LoopClock
from switchboard.engine.simulated.book_in_memory import BookInMemory, desk_in_memory
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.queue_book import Book
from switchboard.model.queue_order import Standing
from switchboard.model.queue_rows import Facts
from switchboard.model.stored import Stored
from switchboard.store.queues.desk import QueueDesk

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PEOPLE = (201, 202, 203)
SALES = 600


class World:
    """One queue with three agents, whose phones ring one after the other unless `rules` say otherwise."""

    def __init__(self, **rules: object) -> None:
        agents = tuple(QueueAgent(extension=one) for one in PEOPLE)
        queue = Queue(name="sales", number="600", **{"agents": agents, "strategy": "linear", **rules})
        people = [Stored(one, 1, Extension(name=f"n{one}", number=str(one))) for one in PEOPLE]
        configuration = Configuration.of([Stored(SALES, 1, queue), *people])
        self.phones = frozenset(PEOPLE)
        self.books = BookInMemory(configuration, LoopClock(NOON, asyncio.get_running_loop()), lambda: self.phones)
        self.desk = desk_in_memory(self.books, 1)

    @asynccontextmanager
    async def waiting(self, call: str, *, caller: str = "", ready: bool = True) -> AsyncIterator[Place]:
        async with self.desk.join(SALES, call, caller, priority=0) as place:
            assert not isinstance(place, Refused)
            if ready:
                place.ready()
            yield place


def after(now_s: float) -> Awaitable[None]:
    return asyncio.sleep(now_s - asyncio.get_running_loop().time())


def at(test: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    def run() -> None:
        async def main() -> None:
            await test()

        run_virtual(main())

    run.__name__ = test.__name__
    return run


async def told(place: Place) -> QueueNews:
    """The next news but where the caller stands."""
    while isinstance(news := await place.news(), Moved):
        pass
    return news


async def offered(place: Place) -> Offer:
    news = await told(place)
    assert isinstance(news, Offer)
    return news


def test_the_protocol_is_implemented() -> None:
    async def main() -> None:
        desk: Queues = World().desk
        assert isinstance(desk, QueueDesk)

    run_virtual(main())


@at
async def test_an_agent_rings_at_once_and_again_in_the_next_round() -> None:
    world = World(agents=(QueueAgent(extension=201),))
    async with world.waiting("a") as place:
        offer = await offered(place)
        assert (offer.extension, offer.number, asyncio.get_running_loop().time()) == (201, "201", 0)
        await after(20)
        place.failed(offer, "no-answer")
        again = await offered(place)
        assert (again.extension, asyncio.get_running_loop().time()) == (201, 25)
        assert again.id != offer.id


@at
async def test_nobody_rings_before_the_caller_is_ready() -> None:
    world = World()
    async with world.desk.join(SALES, "a", "", priority=0) as place, world.waiting("b") as second:
        assert not isinstance(place, Refused)
        assert (await offered(second)).extension == 201
        await after(5)
        place.ready()
        assert (await offered(place)).extension == 202


@at
async def test_an_agent_is_free_for_the_next_after_talk_and_wrap_up() -> None:
    world = World(agents=(QueueAgent(extension=201),))
    async with world.waiting("a") as place, world.waiting("b") as other:
        place.connected(await offered(place))
        await after(60)
        place.talk_ended()
        assert (await offered(other)).extension == 201
        assert asyncio.get_running_loop().time() == 70


@at
async def test_the_end_of_the_block_ends_the_talk() -> None:
    world = World()
    async with world.waiting("a") as place:
        place.connected(await offered(place))
        await after(30)
    await asyncio.sleep(0.001)
    assert world.books.book.reservations == {}
    assert world.books.book.agent(201).last_ended_at is not None


@at
async def test_callers_hear_where_they_stand_and_only_the_last_of_several_moves() -> None:
    world = World(agents=(), join_when=None)
    async with AsyncExitStack() as others:
        for call in "ab":
            await others.enter_async_context(world.waiting(call))
        async with world.waiting("c") as place:
            assert place.standing == Standing(3, 3)
            await others.aclose()
            await asyncio.sleep(1)
            assert await place.news() == Moved(Standing(1, 1))
            assert place.standing == Standing(1, 1)


@at
async def test_an_offer_is_withdrawn_when_the_agent_is_paused_by_phone() -> None:
    world = World()
    async with world.waiting("a") as place:
        offer = await offered(place)
        assert await world.desk.toggle_pause(201, None) == "paused"
        assert await told(place) == Withdrawn(offer)
        assert (await offered(place)).extension == 202
        place.failed(offer, "cancelled")
        assert await world.desk.toggle_pause(201, SALES) == "resumed"
        assert await world.desk.toggle_pause(999, SALES) == "not-agent"
        assert await world.desk.toggle_login(201, SALES) == "not-agent"
    changes = [(one.extension, one.queue, one.change, one.by) for one in world.books.changes]
    assert changes == [(201, None, "paused", "phone:201"), (201, None, "resumed", "phone:201")]


@at
async def test_whoever_has_to_log_in_by_code_does_so_in_all_queues_or_in_one() -> None:
    world = World(agents=(QueueAgent(extension=201, login="by_code"),), join_when=None)
    async with world.waiting("a") as place:
        assert await world.desk.toggle_login(201, None) == "logged-in"
        offer = await offered(place)
        assert await world.desk.toggle_login(201, SALES) == "logged-out"
        assert await told(place) == Withdrawn(offer)


@at
async def test_who_is_in_a_call_is_not_rung() -> None:
    world = World(agents=(QueueAgent(extension=201),))
    async with world.waiting("a", ready=False) as place:
        with world.desk.in_call(201, "x"), world.desk.in_call(999, "y"):
            place.ready()
            with world.desk.in_call(201, "x"):
                await after(3)
            await after(4)
            assert set(world.books.book.other_calls) == {(201, "x")}
            assert world.books.book.reservations == {}
        await offered(place)
        assert asyncio.get_running_loop().time() == 4
    assert world.books.book.other_calls == {}


@at
async def test_who_hangs_up_leaves_and_the_next_one_is_offered_at_once() -> None:
    world = World(agents=(QueueAgent(extension=201),), resume_s=60)

    async def wait() -> None:
        async with world.waiting("a", caller="030") as place:
            await offered(place)
            await asyncio.Event().wait()

    leaving = asyncio.create_task(wait())
    await after(1)
    async with world.waiting("b") as place:
        await after(2)
        leaving.cancel()
        assert (await offered(place)).extension == 201
        assert asyncio.get_running_loop().time() == 2
        async with world.desk.join(SALES, "a2", "030", priority=0) as again:
            assert not isinstance(again, Refused)
            assert (again.resumed, again.standing.position) == (True, 1)


@at
async def test_who_hangs_up_in_the_instant_of_joining_leaves_nothing_behind() -> None:
    """After any number of turns of the loop."""
    world = World()

    async def wait() -> None:
        async with world.waiting("a"):
            await asyncio.Event().wait()

    for turns in range(12):
        joining = asyncio.create_task(wait())
        for _ in range(turns):
            await asyncio.sleep(0)
        joining.cancel()
        await asyncio.sleep(0.01)
        assert joining.cancelled()
        assert (world.books.book.tickets, world.books.book.reservations, world.desk.waiting) == ({}, {}, 0)


@at
async def test_a_queue_that_is_deleted_ejects_its_callers() -> None:
    world = World()
    async with world.waiting("a") as place:
        await offered(place)
        world.books.configuration = world.books.configuration.changed([], [SALES])
        world.desk.ask()
        assert await told(place) == Ejected("gone")
    await asyncio.sleep(0.001)
    assert world.books.book.tickets == {}


@at
async def test_without_a_database_nobody_joins_and_what_is_to_be_done_is_done_later() -> None:
    world = World()
    change, away = world.books.change, False

    async def faulty(*arguments: object, **more: object) -> object:
        if away:
            raise Unavailable("away")
        return await change(*arguments, **more)  # type: ignore[arg-type]

    world.books.change = faulty  # type: ignore[method-assign, assignment]
    async with world.waiting("a") as place:
        offer = await offered(place)
        away = True
        with pytest.raises(Unavailable):
            async with world.waiting("b"):
                pass
        assert asyncio.get_running_loop().time() == 3
        place.failed(offer, "rejected")
        await after(20)
        away = False
        assert (await offered(place)).extension == 202
    await asyncio.sleep(3)
    assert world.books.book.tickets == {}


@at
async def test_of_several_wishes_only_that_is_lost_that_cannot_be_carried_out() -> None:
    world = World()

    def impossible(book: Book, facts: Facts, now: datetime) -> None:
        raise RuntimeError("this cannot be done")

    async with world.waiting("a") as first, world.waiting("b", ready=False) as second:
        offer = await offered(first)
        first.failed(offer, "rejected")
        world.desk.put("x", impossible)
        second.ready()
        assert (await offered(first)).extension == 202
        assert (await offered(second)).extension == 203
        world.desk.put("x", impossible)
    await asyncio.sleep(0.001)
    assert (world.books.book.tickets, world.books.book.reservations) == ({}, {})


@at
async def test_phones_that_are_away_for_a_moment_throw_nobody_out() -> None:
    """Four seconds; after ten all would have to leave."""
    world = World(stay_when=("unreachable",))
    async with world.waiting("a") as place:
        offer = await offered(place)
        world.phones = frozenset()
        place.failed(offer, "unreachable")
        await after(4)
        world.phones = frozenset(PEOPLE)
        world.desk.ask()
        offer = await offered(place)
        assert offer.extension == 202
        world.phones = frozenset()
        place.failed(offer, "unreachable")
        assert await told(place) == Ejected("empty")
        assert asyncio.get_running_loop().time() == 14


@at
async def test_the_phone_of_an_agent_who_is_not_to_be_disturbed_stops() -> None:
    world = World()
    async with world.waiting("a") as place:
        offer = await offered(place)
        ann = Extension(name="n201", number="201", forwarding=Forwarding(dnd=True))
        world.books.configuration = world.books.configuration.changed([Stored(201, 2, ann)], [])
        world.desk.ask()
        assert await told(place) == Withdrawn(offer)
        assert (await offered(place)).extension == 202


@at
async def test_what_the_book_has_lost_is_put_right() -> None:
    """As when others swept us because we seemed to be dead."""
    world = World()
    async with world.waiting("talks") as talks, world.waiting("a") as first, world.waiting("b"):
        talks.connected(await offered(talks))
        offer = await offered(first)
        with world.desk.in_call(203, "x"):
            await asyncio.sleep(0.001)
            world.books.book.sweep({world.books.incarnation})
            world.desk.ask()
            assert await told(first) == Withdrawn(offer)
            assert (await offered(first)).extension == 202
            book = world.books.book
            assert [one.call for one in book.waiting(SALES)] == ["a", "b"]
            assert book.reservations[201].talking
            assert set(book.other_calls) == {(203, "x")}


@at
async def test_what_is_about_to_be_changed_when_it_closes_is_changed_before() -> None:
    """Otherwise the agent of a call that ends as its process stops would seem to talk for ever."""
    world = World()
    change = world.books.change

    async def slow(*arguments: object, **more: object) -> object:
        await asyncio.sleep(1)
        return await change(*arguments, **more)  # type: ignore[arg-type]

    async with world.waiting("a") as place:
        place.connected(await offered(place))
        await asyncio.sleep(0.001)
        assert 201 in world.books.book.reservations
        world.books.change = slow  # type: ignore[method-assign, assignment]
    await asyncio.sleep(0.5)
    await world.desk.close()
    assert world.books.book.reservations == {}
