"""What many nodes want of one database: each is simulated by all that a node does there, without its telephones.

That is the proof that it lives, the two looks with which a call begins, the record of calls with its own queue, and the
sums. All simulated nodes share this process, so what is measured is the database.
"""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.database_work import Server, Work, serving
from bench.report import milliseconds, progress
from switchboard.call.events import CallAnswered, CallEnded, CallEvent, CallStarted, MenuEntered, PromptStarted
from switchboard.call.record import AnsweredRow, EndedRow, EventRow, OpenedRow
from switchboard.clock import SystemClock
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.digest import CallDigest
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.writer import CallWriter
from switchboard.store.db.database import Database
from switchboard.store.db.last_change import last_change_of_anybody
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.nodes.nodes import Nodes
from switchboard.store.tenants import Tenants

COUNTS, QUICK_COUNTS = (1, 5, 20), (1, 3)
PER_SECOND, QUICK_PER_SECOND = 400.0, 50.0
SECONDS, QUICK_S = 3.0, 1.0
SETTLE_S = 1.0
IN_FLIGHT = 4
MOST_WAITING = 4000
"""Rows of a node that wait to be written, while calls come as fast as they can."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The database under the calls of so many nodes; `written_s` is how long a batch of the record took on average."""

    nodes: int
    offered: float | None
    made: float
    written_s: float
    a_call: Work

    def row(self) -> list[str]:
        """For the table of `bench/nodes.py`."""
        work = self.a_call
        rate = "as fast as can be" if self.offered is None else f"{self.offered:g} calls/s"
        return [
            f"{self.nodes} node{'s' * (self.nodes > 1)}, {rate}",
            f"{self.made:,.0f}",
            milliseconds(work.cpu_s),
            *(f"{work.statements:.1f}", f"{work.commits:.2f}", f"{work.wal / 1024:.1f} KiB"),
            milliseconds(self.written_s),
        ]


class Node:
    """The database's view of one."""

    def __init__(self, url: str, name: str) -> None:
        self._database = Database(url)
        self._name, self._clock = name, SystemClock()
        heart = Heartbeat(self._clock, name, secrets.token_hex(8), "bench")
        self._nodes = Nodes(self._database, self._clock, heart, _nothing, _nothing)
        self._tenants = Tenants(self._database)
        self.writer = CallWriter(CallLog(self._database, name))
        self._digest: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._database.connect()
        await self._database.migrate()
        await self._nodes.enter()
        self.writer.start()
        self._digest = asyncio.create_task(CallDigest(self._database).follow())

    async def close(self) -> None:
        assert self._digest is not None
        self._digest.cancel()
        await asyncio.wait([self._digest])
        await self.writer.close()
        await self._nodes.leave()
        await self._database.close()

    async def call(self) -> None:
        """All that a call is to the database: a caller is answered by a menu, and hangs up."""
        await self._tenants.by_domain("127.0.0.1")
        await last_change_of_anybody(self._database)
        id, now = secrets.token_hex(16), datetime.now(UTC)
        self.writer.put(OpenedRow(id, DEFAULT_TENANT, now, "+493012345678", "", "7000"))
        self.writer.put(AnsweredRow(id, now))
        for seq, event in enumerate(_events(now)):
            self.writer.put(EventRow.of(id, seq, event))
        self.writer.put(EndedRow(id, now, cause="normal", ended_by="caller"))


def _events(now: datetime) -> Sequence[CallEvent]:
    return (
        CallStarted(at=now, caller="+493012345678", dialled="7000"),
        MenuEntered(at=now, ivr=1, number="7000", name="Bench 7000", revision=1, visit=1),
        CallAnswered(at=now),
        PromptStarted(at=now, name="400"),
        CallEnded(at=now, by="caller", cause="normal"),
    )


async def _nothing(whose: str) -> None:
    """Nobody of these dies."""


@asynccontextmanager
async def nodes_at(server: Server, count: int) -> AsyncIterator[list[Node]]:
    """So many."""
    async with AsyncExitStack() as stack:
        nodes = [Node(server.url, f"n{number}") for number in range(count)]
        for node in nodes:
            await node.start()
            stack.push_async_callback(node.close)
        yield nodes


async def all_measured(quick: bool) -> list[Wanted]:
    """The same rate from more and more nodes, and at last as fast as can be."""
    counts, rate, seconds = (QUICK_COUNTS, QUICK_PER_SECOND, QUICK_S) if quick else (COUNTS, PER_SECOND, SECONDS)
    wanted = [await measured(count, rate, seconds) for count in counts]
    return [*wanted, await measured(counts[-1], None, seconds)]


async def measured(count: int, per_second: float | None, seconds: float) -> Wanted:
    """Calls at that rate, for all nodes together; None: as fast as the database takes them."""
    with serving() as server:
        async with nodes_at(server, count) as nodes:
            await server.open()
            await _placed(nodes, per_second, SETTLE_S)
            before = await server.work()
            rate = "as fast as can be" if per_second is None else f"{per_second:g} calls a second"
            progress(f"the database's part of {count} nodes, {rate}")
            began_s = time.monotonic()
            calls = await _placed(nodes, per_second, seconds)
            took_s = time.monotonic() - began_s
            await server.digested()
            work = await server.work() - before
            written = [node.writer.write_ms for node in nodes]
        await server.close()
    batches = sum(sum(one.counts) for one in written)
    written_s = sum(one.total for one in written) / 1000 / max(1, batches)
    return Wanted(count, per_second, calls / took_s, written_s, work * (1 / calls))


async def _placed(nodes: Sequence[Node], per_second: float | None, seconds: float) -> int:
    """How many; all are written when it returns."""
    end_s = time.monotonic() + seconds
    if per_second is None:
        placed = sum(await asyncio.gather(*(_as_fast_as_can_be(node, end_s) for node in nodes)))
    else:
        placed = sum(await asyncio.gather(*(_evenly(node, per_second / len(nodes), seconds) for node in nodes)))
    await asyncio.gather(*(node.writer.flush() for node in nodes))
    return placed


async def _evenly(node: Node, per_second: float, seconds: float) -> int:
    begin_s, total = time.monotonic(), round(per_second * seconds)
    async with asyncio.TaskGroup() as group:
        for number in range(total):
            await asyncio.sleep(begin_s + number / per_second - time.monotonic())
            group.create_task(node.call())
    return total


async def _as_fast_as_can_be(node: Node, end_s: float) -> int:
    async def one_after_another() -> int:
        placed = 0
        while time.monotonic() < end_s:
            await node.call()
            placed += 1
            if node.writer.waiting > MOST_WAITING:
                await node.writer.flush()
        return placed

    return sum(await asyncio.gather(*(one_after_another() for _ in range(IN_FLIGHT))))
