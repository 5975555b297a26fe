"""A day of a hotline in virtual time: whole calls, in two processes that share a database."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from switchboard.call.events import Bridged, CallEvent, QueueOffered, QueueOfferEnded
from switchboard.call.record import CallRow, EventRow, OpenedRow
from switchboard.clock import LoopClock
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.stored import Stored
from switchboard.simulation import run_scenario
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.db.tables import extension_call, queue_offer, queue_ticket
from switchboard.store.documents.repository import Repository
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.queues.books import T, Work
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.queues.report import QueueReport, queue_report
from switchboard.store.queues.service import QueueService
from tests.callflow.scenarios.world import START
from tests.kit.halting_loop import HaltingLoop
from tests.kit.queue_stays import ROUNDED, Stay, stays

TENANT, NUMBER, QUEUE = 1, "600", 100_001
AGENTS = 10
DAY_S = 86_400
CALLS_A_DAY = 10_000


class _Books(DatabaseBooks):
    """Those of a process whose time is that of the loop, also on PostgreSQL. All processes hear of its changes."""

    def __init__(self, loop: HaltingLoop, everybody: Sequence[QueueService], *arguments: Any) -> None:
        super().__init__(*arguments)
        self._loop = loop
        self._everybody = everybody

    async def change(self, tenant: int, work: Work[T], *, phones: bool) -> T:
        before = self._version(tenant)
        with self._loop.standing():
            result = await super().change(tenant, work, phones=phones)
        if self._version(tenant) != before:
            for one in self._everybody:
                if one._books is not self:
                    one.ask()
        return result

    def _version(self, tenant: int) -> int:
        return self._known[tenant].version if tenant in self._known else 0

    def _now(self, connection: Connection) -> datetime:
        return self._clock.now()


@dataclass
class Day:
    """`calls` are the events of each call, and `report` is what the product says of the queue."""

    url: str
    count: int
    queue: Queue = field(init=False)
    calls: dict[str, list[CallEvent]] = field(default_factory=dict)
    rows_left: int = -1
    report: QueueReport = field(init=False)

    @property
    def stays(self) -> list[Stay]:
        return stays(self.calls)

    @property
    def began(self) -> datetime:
        return START

    @property
    def over(self) -> datetime:
        return START + timedelta(days=2)

    async def run(self) -> None:
        """On a halting loop."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HaltingLoop)
        services: list[QueueService] = []
        async with AsyncExitStack() as stack:
            with loop.standing():
                databases = [await self._connected(stack) for _ in range(2)]
                configuration = await self._furnish(databases[0])

            async def current(tenant: int) -> Configuration:
                return configuration

            for number, database in enumerate(databases):
                clock = LoopClock(START, loop)
                books = _Books(loop, services, database, clock, current, Heartbeat(clock, f"node-{number}"))
                services.append(QueueService(database, books, lambda tenant: configuration))
            await self._have_calls(services, configuration)
            for service in services:
                await service.close()
            with loop.standing():
                await self._look_back(databases[0])
                for database in databases:
                    await database.close()

    async def _connected(self, stack: AsyncExitStack) -> Database:
        database = Database(self.url)
        await database.connect()
        stack.push_async_callback(database.close)
        return database

    async def _furnish(self, database: Database) -> Configuration:
        repository, registrations = Repository(database, TENANT), Registrations(database)
        people = [
            await repository.create(Extension(name=f"n{one}", number=f"{2000 + one}"), author="test")
            for one in range(AGENTS)
        ]
        for one in people:
            phone = RegistrationRow(f"sip:{one.id}@192.0.2.1", START + timedelta(days=9), "c", 1)
            await registrations.put(TENANT, one.id, [phone])
        seats = tuple(QueueAgent(extension=one.id) for one in people)
        self.queue = Queue(
            name="hotline", number=NUMBER, agents=seats, strategy="least_recent", say_position=True, say_wait=True
        )
        return Configuration.of([*people, Stored(QUEUE, 1, self.queue)])

    async def _have_calls(self, services: Sequence[QueueService], configuration: Configuration) -> None:
        """As many as would come in so much of a day; each process takes about half of them."""
        random = Random(self.count)
        async with asyncio.TaskGroup() as group:
            for number in range(self.count):
                service, scenario = random.choice(services), _caller(random)
                group.create_task(self._call(f"call-{number}", service, configuration, scenario))
                await asyncio.sleep(random.expovariate(CALLS_A_DAY / DAY_S))

    async def _call(self, id: str, service: QueueService, configuration: Configuration, scenario: Scenario) -> None:
        now = START + timedelta(seconds=asyncio.get_running_loop().time())
        run = await run_scenario(configuration, scenario, now, queues=service.of(TENANT), id=id)
        self.calls[id] = run.events

    async def _look_back(self, database: Database) -> None:
        rows: list[CallRow] = []
        for id, events in self.calls.items():
            rows.append(OpenedRow(id, TENANT, events[0].at, "", "", NUMBER))
            rows += [EventRow.of(id, seq, event) for seq, event in enumerate(events)]
        for first in range(0, len(rows), 1000):
            await CallLog(database, "node-0").write(rows[first : first + 1000])
        sla_s = self.queue.sla_s
        self.report = await queue_report(database, TENANT, QUEUE, since=self.began, until=self.over, sla_s=sla_s)
        async with database.read() as connection:
            tables = (queue_ticket, queue_offer, extension_call)
            self.rows_left = sum(
                [await connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables]
            )


def _caller(random: Random) -> Scenario:
    """One of six gives up soon. Agents take, miss and decline calls, and their phones are away now and then."""
    script = f"wait:{random.uniform(5, 60):.1f} hangup" if random.random() < 1 / 6 else "wait:3600 hangup"
    phones = {f"{2000 + one}": _phone(random) for one in range(AGENTS)}
    return Scenario(dialled=NUMBER, caller=f"0{random.randrange(10**9)}", trunk=None, script=script, phones=phones)


def _phone(random: Random) -> Line:
    kind = random.choices(("answers", "no_answer", "rejects", "unregistered"), (80, 8, 8, 4))[0]
    return Line(kind, after_s=random.uniform(1, 6), talks_s=random.uniform(10, 90))  # type: ignore[arg-type]


def assert_nobody_has_two(calls: Mapping[str, Sequence[CallEvent]]) -> None:
    """From the moment on at which an agent is rung for a caller until they have talked, no other caller has him."""
    had: dict[int, list[tuple[datetime, datetime]]] = {}
    for events in calls.values():
        for number, event in enumerate(events):
            if isinstance(event, QueueOffered):
                had.setdefault(event.agent, []).append((event.at, _until(events[number:], event.agent)))
    for spans in had.values():
        spans.sort()
        for (_, until), (begins, _) in pairwise(spans):
            assert begins >= until - ROUNDED, (until, begins)


def _until(events: Sequence[CallEvent], agent: int) -> datetime:
    """When an offer has ended, and the talk that came of it."""
    ended = next(one for one in events if isinstance(one, QueueOfferEnded) and one.agent == agent)
    if ended.outcome != "answered" or not any(isinstance(one, Bridged) for one in events):
        return ended.at
    return events[-1].at
