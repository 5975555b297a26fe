"""What a change of a queue costs in an SQLite database, and how many callers a second agents can take."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bench.report import milliseconds, ratio, show
from switchboard.call.queue import Moved, Offer, Refused
from switchboard.clock import SystemClock
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.stored import Stored
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.queues.service import QueueService

SIZES = ((0, 10), (200, 100))
"""Callers who wait anyway, and agents."""
QUEUE, BUSY_QUEUE = 100_001, 100_002
FAR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one thing, on average."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Shop:
    """A database with a queue whose agents have phones, and another one in which callers wait for nobody."""

    database: Database
    service: QueueService
    agents: int


@asynccontextmanager
async def shop(agents: int) -> AsyncIterator[Shop]:
    with tempfile.TemporaryDirectory(prefix="switchboard-bench-") as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'queues.db'}")
        await database.connect()
        await database.migrate()
        configuration = await _furnished(database, agents)

        async def current(tenant: int) -> Configuration:
            return configuration

        books = DatabaseBooks(database, SystemClock(), current, Heartbeat(SystemClock(), "bench"))
        service = QueueService(database, books, lambda tenant: configuration)
        await service.start()
        try:
            yield Shop(database, service, agents)
        finally:
            await service.close()
            await database.close()


async def _furnished(database: Database, agents: int) -> Configuration:
    """Writes the agents and their phones."""
    repository, registrations = Repository(database, DEFAULT_TENANT), Registrations(database)
    people = [
        await repository.create(Extension(name=f"n{one}", number=f"{2000 + one}"), author="bench")
        for one in range(agents)
    ]
    for one in people:
        phone = RegistrationRow(f"sip:{one.id}@127.0.0.1", datetime.now(UTC) + FAR, "bench", 1)
        await registrations.put(DEFAULT_TENANT, one.id, [phone])
    seats = tuple(QueueAgent(extension=one.id) for one in people)
    queue = Queue(name="q", number="600", agents=seats, strategy="least_recent", wrap_up_s=0)
    nobody = tuple(one.model_copy(update={"login": "by_code"}) for one in seats)
    busy = Queue(name="b", number="601", agents=nobody, strategy="least_recent", join_when=None)
    return Configuration.of([*people, Stored(QUEUE, 1, queue), Stored(BUSY_QUEUE, 1, busy)])


async def waits(one: Shop, call: str, joined: asyncio.Event) -> None:
    """Somebody who waits for nobody until he is cancelled."""
    async with one.service.of(DEFAULT_TENANT).join(BUSY_QUEUE, call, "", priority=0) as place:
        assert not isinstance(place, Refused)
        place.ready()
        joined.set()
        await asyncio.Future()


async def is_served(one: Shop, call: str) -> None:
    """A caller with an agent who answers at once and hangs up at once: four changes and more."""
    desk = one.service.of(DEFAULT_TENANT)
    async with desk.join(QUEUE, call, "", priority=0) as place:
        assert not isinstance(place, Refused)
        place.ready()
        while isinstance(news := await place.news(), Moved):
            pass
        assert isinstance(news, Offer)
        with desk.in_call(news.extension, call):
            place.connected(news)
            await asyncio.sleep(0)
        place.talk_ended()


async def changed(one: Shop, number: int) -> None:
    """One change: an agent is paused, or not any more."""
    extension = await _first(one)
    await one.service.of(DEFAULT_TENANT).toggle_pause(extension, QUEUE)


async def _first(one: Shop) -> int:
    rows = await one.database.look("SELECT min(extension) FROM registration")
    return int(rows[0][0])


async def bare(one: Shop, number: int) -> None:
    """The least that a change could be: a transaction that reads a row and writes another."""
    async with one.database.write() as connection:
        await connection.execute(text("SELECT name FROM tenant"))
        await connection.execute(text("UPDATE tenant SET name = name"))


async def cost(work: Callable[[Shop, int], Awaitable[None]], one: Shop, count: int) -> Cost:
    begin_s, cpu_s = time.perf_counter(), time.process_time()
    for number in range(count):
        await work(one, number)
    return Cost((time.perf_counter() - begin_s) / count, (time.process_time() - cpu_s) / count)


async def served_a_second(one: Shop, count: int) -> Cost:
    """Callers come as fast as agents take them."""
    places = asyncio.Semaphore(one.agents)

    async def one_call(number: int) -> None:
        async with places:
            await is_served(one, f"s{number}")

    begin_s, cpu_s = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(one_call(number))
    return Cost((time.perf_counter() - begin_s) / count, (time.process_time() - cpu_s) / count)


async def _measure(callers: int, agents: int, count: int) -> list[list[str]]:
    async with shop(agents) as one:
        floor = await cost(bare, one, count)
        joined = [asyncio.Event() for _ in range(callers)]
        waiting = [asyncio.create_task(waits(one, f"w{number}", event)) for number, event in enumerate(joined)]
        for event in joined:
            await event.wait()
        await changed(one, 0)
        change = await cost(changed, one, count)
        call = await cost(lambda shop, number: is_served(shop, f"c{number}"), one, count)
        together = await served_a_second(one, count)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    return [
        [f"{callers} callers wait, {agents} agents: a change", *_shown(change, floor)],
        ["  a caller alone: joins, is served, leaves", *_shown(call, floor)],
        [f"  the same, {agents} at once: {1 / together.wall_s:,.0f} callers/s", *_shown(together, floor)],
        ["  floor: the bare transaction", *_shown(floor, floor)],
    ]


def _shown(one: Cost, floor: Cost) -> tuple[str, str, str]:
    return milliseconds(one.wall_s), milliseconds(one.cpu_s), ratio(one.cpu_s, floor.cpu_s)


def run(quick: bool) -> None:
    """Measures and prints."""
    rows = [row for size in SIZES for row in asyncio.run(_measure(*size, 40 if quick else 200))]
    show(
        "10. What changes of a queue cost, SQLite, one process",
        ("", "time", "CPU", "x floor"),
        rows,
        "A change is a transaction: read the book if another process has changed it, change it, say who rings, write.",
    )
