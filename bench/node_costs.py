"""What nodes that share a database take, and the database: without calls, and of each call with one node and with two.

Calls are given to the nodes in turn, as an edge that spreads them by Call-ID does: no edge is in between, and its share
of a core is not in the figures.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass

from bench.call_rate import KEEPS_UP, P99_LIMIT_S
from bench.database_work import Server, Work, serving
from bench.installation import FIRST_RTP_PORT, NUMBER, Installation, Machine, installed
from bench.load import Clear, Hold, Load, Measure, Rate
from bench.report import milliseconds, progress
from bench.timing import percentile

RTP_PORTS = 900
"""Of each node: so twenty nodes stay below the ports that Linux gives to anybody."""

STARTING = 4
"""So many start at once: all together they would take longer than a start may take."""

SETTLE_S = 2.0
PLACED_A_SECOND = 50.0
WARM_UP = Rate(20.0, 1.5)
RATES, SECONDS = (100.0, 200.0, 280.0, 360.0), 4.0
QUICK_RATES, QUICK_S = (10.0,), 2.0
COLUMNS = (
    *("", "failed", "INVITE→200\np50", "p99", "CPU a call\ncalls", "media", "api", "database"),
    *("statements\na call", "commits", "rows", "WAL"),
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds by the parts of all nodes, and what the database did."""

    cpu_s: dict[str, float]
    database: Work

    def since(self, before: "Spent") -> "Spent":
        """The difference."""
        cpu_s = {part: spent - before.cpu_s[part] for part, spent in self.cpu_s.items()}
        return Spent(cpu_s, self.database - before.database)

    def times(self, factor: float) -> "Spent":
        """So much of it."""
        return Spent({part: spent * factor for part, spent in self.cpu_s.items()}, self.database * factor)


@dataclass(frozen=True, slots=True)
class Taken:
    """Calls at a rate, and what each of them took beside what the nodes take anyway."""

    nodes: int
    offered: float
    made: float
    failures: int
    answer_s: list[float]
    a_call: Spent

    @property
    def is_sustained(self) -> bool:
        """As for the product by itself, but for messages that are sent again: they are in the tail of the answers."""
        in_time = percentile(self.answer_s, 99) < P99_LIMIT_S
        return self.made > KEEPS_UP * self.offered and in_time and not self.failures

    def row(self) -> list[str]:
        """What COLUMNS say."""
        cpu_s, work = self.a_call.cpu_s, self.a_call.database
        return [
            f"{self.nodes} node{'s' * (self.nodes > 1)}, {self.made:.0f}/s",
            f"{self.failures}",
            *(milliseconds(percentile(self.answer_s, percent)) for percent in (50, 99)),
            *(milliseconds(one) for one in (cpu_s["calls"], cpu_s["media"], cpu_s["api"], work.cpu_s)),
            *(f"{work.statements:.1f}", f"{work.commits:.2f}", f"{work.rows:.1f}", f"{work.wal / 1024:.1f} KiB"),
        ]


@asynccontextmanager
async def nodes_on(server: Server, count: int, *, menus: bool = True) -> AsyncIterator[list[Installation]]:
    """So many whole products on one database. The first makes the installation, then the others come."""
    starting = asyncio.Semaphore(STARTING)
    async with AsyncExitStack() as stack:

        async def one(number: int, *others: Installation) -> Installation:
            begin = FIRST_RTP_PORT + number * (RTP_PORTS + 2)
            key = others[0].product.data / "secret.key" if others else None
            machine = Machine(f"n{number}", key, begin, begin + RTP_PORTS)
            node = installed(menus=menus and not others, database=server.url, machine=machine)
            async with starting:
                return await stack.enter_async_context(node)

        first = await one(0)
        yield [first, *await asyncio.gather(*(one(number, first) for number in range(1, count)))]


async def seen(server: Server, nodes: Sequence[Installation]) -> Spent:
    """So far."""
    cpu_s: Counter[str] = Counter()
    for node in nodes:
        cpu_s.update(node.cpu_s())
    return Spent(dict(cpu_s), await server.work())


async def idle(server: Server, nodes: Sequence[Installation], seconds: float) -> Spent:
    """What they take in a second by themselves."""
    before, began_s = await seen(server, nodes), time.monotonic()
    await asyncio.sleep(seconds)
    after = await seen(server, nodes)
    return after.since(before).times(1 / (time.monotonic() - began_s))


async def settle(server: Server, nodes: Sequence[Installation]) -> None:
    """Wait until all is written and summed up."""
    for node in nodes:
        await node.finish()
    await server.digested()


async def measured(count: int, quick: bool) -> list[Taken]:
    """Rates up to the first that is not sustained."""
    rates, seconds = (QUICK_RATES, QUICK_S) if quick else (RATES, SECONDS)
    found: list[Taken] = []
    with serving() as server, ExitStack() as stack:
        async with nodes_on(server, count) as nodes:
            await server.open()
            loads = [stack.enter_context(Load(node.product.sip_port, NUMBER)) for node in nodes]
            await asyncio.gather(*(asyncio.to_thread(load.calls, WARM_UP) for load in loads))
            await settle(server, nodes)
            await asyncio.sleep(SETTLE_S)
            alone = await idle(server, nodes, seconds)
            for rate in rates:
                progress(f"{count} nodes, {rate:g} calls a second for {seconds:g} s")
                found.append(await taken(server, nodes, loads, alone, Rate(rate / count, seconds)))
                if not found[-1].is_sustained:
                    break
    return found


async def taken(
    server: Server, nodes: Sequence[Installation], loads: Sequence[Load], alone: Spent, each: Rate
) -> Taken:
    """Every node takes calls at that rate."""
    before, began_s = await seen(server, nodes), time.monotonic()
    calls = await asyncio.gather(*(asyncio.to_thread(load.calls, each) for load in loads))
    await settle(server, nodes)
    spent = (await seen(server, nodes)).since(before).since(alone.times(time.monotonic() - began_s))
    ended = sum(one.tally.ended for one in calls)
    return Taken(
        len(nodes),
        each.per_second * len(nodes),
        ended / max(one.seconds for one in calls),
        sum(one.tally.failures.total() for one in calls),
        [one_s for one in calls for one_s in one.tally.answer_s],
        spent.times(1 / max(1, ended)),
    )


@dataclass(frozen=True, slots=True)
class HeldByNodes:
    """Calls that nodes hold: how good they are together, and what nodes and database take in a second."""

    nodes: int
    calls: int
    received: float
    a_second: Spent


async def held(count: int, calls: int, seconds: float) -> HeldByNodes:
    """Each node holds so many."""
    with serving() as server, ExitStack() as stack:
        async with nodes_on(server, count) as nodes:
            await server.open()
            loads = [stack.enter_context(Load(node.product.sip_port, NUMBER, talking=False)) for node in nodes]
            progress(f"{count} nodes hold {calls} calls each")
            await asyncio.gather(*(asyncio.to_thread(load.calls, Hold(calls, PLACED_A_SECOND)) for load in loads))
            await settle(server, nodes)
            before, began_s = await seen(server, nodes), time.monotonic()
            heard = await asyncio.gather(*(asyncio.to_thread(load.heard, Measure(seconds)) for load in loads))
            spent = (await seen(server, nodes)).since(before).times(1 / (time.monotonic() - began_s))
            received = [one.quality.received / one.quality.expected for one in heard]
            await asyncio.gather(*(asyncio.to_thread(load.calls, Clear()) for load in loads))
    return HeldByNodes(count, count * calls, min(received), spent)


@dataclass(frozen=True, slots=True)
class Fleet:
    """Nodes without calls: what all of them take in a second, and the connections of all."""

    nodes: int
    connections: int
    a_second: Spent


async def fleet(count: int, seconds: float) -> Fleet:
    """Starts so many, and lets them be."""
    with serving() as server:
        async with nodes_on(server, count, menus=False) as nodes:
            await server.open()
            progress(f"{count} nodes without calls, {seconds:g} s")
            await settle(server, nodes)
            await asyncio.sleep(SETTLE_S)
            return Fleet(count, await server.connections(), await idle(server, nodes, seconds))
