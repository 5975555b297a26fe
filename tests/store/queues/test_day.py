"""A day of a queue in virtual time: two machines over one book, callers by chance, and agents who are people."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest
from tests.kit.examples import examples

from switchboard.call.queue import Ejected, Offer, Refused, Withdrawn
from switchboard.callflow.ports import Place
from switchboard.clock import LoopClock
from switchboard.engine.simulated.book_in_memory import BookInMemory
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.configuration import Configuration
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.queue_book import Book
from switchboard.model.stored import Stored
from switchboard.store.queues.books import T, Work
from switchboard.store.queues.desk import QueueDesk

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AGENTS = tuple(range(201, 211))
CALLS = examples(1000)
EVERY_S = 8.0


class Machine:
    """One of several that share a book; the others look at it whenever one has changed it."""

    tick_s: float | None = None

    def __init__(self, incarnation: str, shared: BookInMemory) -> None:
        self.incarnation = incarnation
        self._shared = shared
        self.desk = QueueDesk(self, 1, str, frozenset)
        self.others: list[Machine] = []

    async def change(self, tenant: int, work: Work[T], *, phones: bool) -> T:
        before = self._shared.book
        result = await self._shared.change(tenant, work, phones=phones)
        if self._shared.book != before:
            for other in self.others:
                other.desk.ask()
        return result


class Day:
    def __init__(self) -> None:
        agents = tuple(QueueAgent(extension=one, tier=1 + (one > 207)) for one in AGENTS)
        queue = Queue(name="sales", number="600", agents=agents, strategy="least_recent", pause_after_missed=0)
        configuration = Configuration.of([Stored(1, 1, queue)])
        clock = LoopClock(NOON, asyncio.get_running_loop())
        self.books = BookInMemory(configuration, clock, lambda: frozenset(AGENTS))
        self.machines = [Machine("one", self.books), Machine("two", self.books)]
        for machine in self.machines:
            machine.others = [one for one in self.machines if one is not machine]
        self.random = Random(1)
        self.talking: set[int] = set()
        self.free_at_s: dict[int, float] = {}
        self.ended: Counter[str] = Counter()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as calls:
            for number in range(CALLS):
                machine = self.random.choice(self.machines)
                calls.create_task(self.call(machine.desk, f"c{number}"))
                await asyncio.sleep(self.random.expovariate(1 / EVERY_S))
        await asyncio.sleep(1)

    async def call(self, desk: QueueDesk, name: str) -> None:
        patience_s = self.random.choice((5, 600, 600, 600))
        async with desk.join(1, name, "", priority=0) as place:
            assert not isinstance(place, Refused)
            place.ready()
            try:
                async with asyncio.timeout(patience_s):
                    offer = await self.answered(place)
            except TimeoutError:
                self.ended["gave up"] += 1
                return
            await self.talk(place, offer)

    async def answered(self, place: Place) -> Offer:
        """Of four offers one is not answered and one refused."""
        while True:
            news = await place.news()
            assert not isinstance(news, Ejected | Withdrawn)
            if isinstance(news, Offer):
                assert news.extension not in self.talking
                assert asyncio.get_running_loop().time() >= self.free_at_s.get(news.extension, 0.0)
                match self.random.randrange(4):
                    case 0:
                        await asyncio.sleep(20)
                        place.failed(news, "no-answer")
                    case 1:
                        place.failed(news, "rejected")
                    case _:
                        await asyncio.sleep(3)
                        return news

    async def talk(self, place: Place, offer: Offer) -> None:
        loop = asyncio.get_running_loop()
        place.connected(offer)
        self.talking.add(offer.extension)
        await asyncio.sleep(self.random.uniform(10, 90))
        self.talking.remove(offer.extension)
        self.free_at_s[offer.extension] = loop.time() + 10 - 0.001
        place.talk_ended()
        self.ended["talked"] += 1


def test_a_day_of_two_machines_rings_nobody_twice_and_leaves_nothing_behind() -> None:
    async def main() -> tuple[Counter[str], Book]:
        day = Day()
        await day.run()
        assert [machine.desk.waiting for machine in day.machines] == [0, 0]
        return day.ended, day.books.book

    ended, book = run_virtual(main())
    assert ended.total() == CALLS
    assert ended["talked"] > CALLS / 2
    assert ended["gave up"] > 0
    assert (book.tickets, book.reservations, book.other_calls) == ({}, {}, {})
    assert book.tally(1).handled == ended["talked"]
