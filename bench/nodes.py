"""Several nodes on one PostgreSQL: what a call, a node and a phone take of it, and how many nodes it carries."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import database_nodes, node_costs, refreshes
from bench.database_nodes import Wanted
from bench.node_costs import Fleet, HeldByNodes, Spent, Taken
from bench.node_limits import BUSY, Costs, limits, lines, plan
from bench.refreshes import Refreshed
from bench.report import milliseconds, show
from bench.svg import write_plot

NODES = (1, 2)
FLEET, QUICK_FLEET = 20, 3
HELD, QUICK_HELD = 400, 20
PHONES, QUICK_PHONES = 250, 10
REFRESHES_A_SECOND = 33.3
"""Of 10,000 phones."""

PHONES_A_NODE = 500
DATABASE_CORES = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the arithmetic stands on."""

    taken: Sequence[Taken]
    wanted: Sequence[Wanted]
    held: HeldByNodes
    fleet: Fleet
    refreshed: Refreshed

    @property
    def costs(self) -> Costs:
        """Of calls at the highest rate that was sustained, by that many nodes for which it is
        dearest.
        """
        sustained = [one for one in self.taken if one.is_sustained]
        most = {one.nodes: one for one in sorted(sustained, key=lambda one: one.made)}.values()
        idle = self.fleet.a_second.database
        return Costs(
            node_call_s=max(one.a_call.cpu_s["calls"] for one in most),
            database_call_s=max(one.a_call.database.cpu_s for one in most),
            locked_call_s=max(one.a_call.locked_s for one in self.wanted),
            summed_call_s=max(one.a_call.cpu_s["api"] for one in most),
            log_call=max(one.a_call.database.wal for one in most),
            idle_node_s=idle.cpu_s / self.fleet.nodes,
            connections=self.fleet.connections / self.fleet.nodes,
            database_refresh_s=self.refreshed.each.database.cpu_s,
        )


def run(quick: bool, folder: Path | None = None) -> None:
    """Measures, prints, and draws into `folder`."""
    report(asyncio.run(_measured(quick)), folder)


async def _measured(quick: bool) -> Measured:
    taken = [one for count in NODES for one in await node_costs.measured(count, quick)]
    held = await node_costs.held(NODES[-1], QUICK_HELD if quick else HELD, 1.0 if quick else 8.0)
    fleet = await node_costs.fleet(QUICK_FLEET if quick else FLEET, 1.0 if quick else 6.0)
    refreshed = await refreshes.measured(QUICK_PHONES if quick else PHONES, REFRESHES_A_SECOND)
    return Measured(taken, await database_nodes.all_measured(quick), held, fleet, refreshed)


def report(found: Measured, folder: Path | None) -> None:
    """What was found, and what follows from it."""
    _show_taken(found)
    _show_rest(found)
    _show_limits(found.costs)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        title = "Calls a second that nodes take, and that one PostgreSQL carries"
        write_plot(folder / "nodes.svg", title, "nodes", "calls a second", lines(found.costs))


def _show_taken(found: Measured) -> None:
    show(
        "11a. Calls of nodes that share a PostgreSQL: INVITE, 200, ACK, BYE, 200",
        node_costs.COLUMNS,
        [one.row() for one in found.taken],
        "CPU is user and system time, of the database that of all its processes, less what they take without calls.",
        "Statements, commits, rows written and WAL are a call's. No edge is in between, nodes are called in turn.",
    )
    show(
        "11b. The database's part of many nodes, without their telephones",
        ("", "calls/s", "CPU a call", "statements", "commits", "WAL", "a batch of the record takes"),
        [one.row() for one in found.wanted],
    )


def _show_rest(found: Measured) -> None:
    fleet, held = found.fleet, found.held
    show(
        "11c. Without new calls, and phones",
        ("", "CPU: calls", "media", "database", "statements", "commits", "WAL"),
        [
            [f"a node of {fleet.nodes}, each second", *_shown(fleet.a_second.times(1 / fleet.nodes))],
            [f"{held.nodes} nodes that hold {held.calls} calls, each second", *_shown(held.a_second)],
            ["a phone registers anew", *_shown(found.refreshed.each)],
        ],
        f"{fleet.nodes} nodes have {fleet.connections} connections.",
        f"Of the packets of held calls {held.received:.1%} came.",
    )


def _shown(spent: Spent) -> list[str]:
    work = spent.database
    return [
        *(milliseconds(one) for one in (spent.cpu_s["calls"], spent.cpu_s["media"], work.cpu_s)),
        *(f"{work.statements:.1f}", f"{work.commits:.2f}", f"{work.wal / 1024:.1f} KiB"),
    ]


def _show_limits(costs: Costs) -> None:
    show(
        "11d. By arithmetic",
        ("nodes", "calls/s", "cores of the database"),
        [[f"{nodes}", f"{calls:,.0f}", f"{cores:.2f}"] for nodes, calls, cores in plan(costs, PHONES_A_NODE)],
        f"Cores, the lock and the disk are used to {BUSY:.0%}. Each node has {PHONES_A_NODE} phones.",
        *(f"{limit.name}: {limit.nodes} nodes" for limit in limits(costs, DATABASE_CORES)),
    )
