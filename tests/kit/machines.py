"""Machines that share a database: each has its own connection, books and desk."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

from switchboard.call.queue import Moved, Offer, QueueNews
from switchboard.callflow.ports import Place
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.queues.service import QueueService

TENANT = 1
PATIENCE_S = 60.0


class MachineClock:
    """The machine's clock, and how long it runs, which tests may set forward."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.monotonic() + self.passed_s


@dataclass
class Machine:
    database: Database
    books: DatabaseBooks
    service: QueueService
    clock: MachineClock


@dataclass
class Office:
    """Two queues, 1 and 2 in `queues`, with the agents of `people`, whose phones are registered."""

    url: str
    people: list[int] = field(default_factory=list)
    queues: dict[int, Queue] = field(default_factory=dict)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def configuration(self) -> Configuration:
        people = [Stored(one, 1, Extension(name=f"n{one}", number=str(one + 100))) for one in self.people]
        return Configuration.of([*people, *(Stored(id, 1, queue) for id, queue in self.queues.items())])

    async def machine(self, name: str) -> Machine:
        database, clock = Database(self.url), MachineClock()
        await database.connect()
        self.stack.push_async_callback(database.close)

        async def configuration(tenant: int) -> Configuration:
            return self.configuration

        books = DatabaseBooks(database, clock, configuration, Heartbeat(clock, name))
        service = QueueService(database, books, lambda tenant: self.configuration, PATIENCE_S)
        await service.start()
        self.stack.push_async_callback(service.close)
        return Machine(database, books, service, clock)


async def told(place: Place) -> QueueNews:
    """The next news but where the caller stands."""
    async with asyncio.timeout(PATIENCE_S):
        while isinstance(news := await place.news(), Moved):
            pass
        return news


async def offered(place: Place) -> Offer:
    news = await told(place)
    assert isinstance(news, Offer)
    return news
