"""How many nodes one database carries, by arithmetic from what one call, one node and one phone take of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

BUSY = 0.7
"""The share of a core, of a lock or of a disk that may be used, so that what comes in bursts does not wait."""

USUAL_CONNECTIONS = 100
"""`max_connections` of PostgreSQL, unless somebody sets it."""

LOG_BYTES_A_SECOND = 50e6
"""What a disk of a small server writes in order: SSDs take several times as much."""

REFRESH_S = 300.0
"""How often a phone registers anew."""

PLOTTED_NODES = 20
PLOTTED_CORES = (1, 4)


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of processor time, and bytes: of a call in the calls process of its node, in the database, there under
    the lock of the record, and in an api process that adds it to the sums, one at a time of all nodes; of a node
    without calls, each second; of a phone that registers anew.
    """

    node_call_s: float
    database_call_s: float
    locked_call_s: float
    summed_call_s: float
    log_call: float
    idle_node_s: float
    connections: float
    database_refresh_s: float

    @property
    def calls_a_node(self) -> float:
        """So many calls a second one node takes: its calls process has one core."""
        return BUSY / self.node_call_s

    def database_cores(self, nodes: float, calls_a_second: float, phones: float = 0.0) -> float:
        """How many cores of the database are busy."""
        calls_s = calls_a_second * self.database_call_s
        return calls_s + nodes * self.idle_node_s + phones / REFRESH_S * self.database_refresh_s

    def calls_of_database(self, cores: float, nodes: float) -> float:
        """So many calls a second that many cores of the database carry, from so many nodes."""
        return max(0.0, BUSY * cores - nodes * self.idle_node_s) / self.database_call_s

    @property
    def calls_of_lock(self) -> float:
        """So many calls a second go through the lock of the record, one transaction after the other."""
        return BUSY / self.locked_call_s


@dataclass(frozen=True, slots=True)
class Limit:
    """What ends the growth at so many nodes at work."""

    name: str
    nodes: int


def limits(costs: Costs, cores: int) -> list[Limit]:
    """By what comes first, for a database with so many cores."""
    each = costs.calls_a_node
    a_node = costs.database_cores(1, each)
    found = [
        Limit(f"{cores} core{'s' * (cores > 1)} of the database", floor(BUSY * cores / a_node)),
        Limit("the lock of the record of calls", floor(costs.calls_of_lock / each)),
        Limit("sums of calls that come in time", floor(BUSY / costs.summed_call_s / each)),
        Limit(f"{LOG_BYTES_A_SECOND / 1e6:g} MB/s of WAL", floor(BUSY * LOG_BYTES_A_SECOND / (each * costs.log_call))),
        Limit(f"{USUAL_CONNECTIONS} connections, as PostgreSQL is set", floor(USUAL_CONNECTIONS / costs.connections)),
    ]
    return sorted(found, key=lambda limit: limit.nodes)


def lines(costs: Costs) -> dict[str, list[tuple[float, float]]]:
    """Calls a second against nodes: what the nodes take, and what cores of the database and its lock carry."""
    counts = range(1, PLOTTED_NODES + 1)
    carried: dict[str, list[tuple[float, float]]] = {
        f"database, {cores} core{'s' * (cores > 1)}": [(n, costs.calls_of_database(cores, n)) for n in counts]
        for cores in PLOTTED_CORES
    }
    taken = {"the nodes": [(0.0, 0.0), *((n, n * costs.calls_a_node) for n in counts)]}
    return {**taken, **carried, "lock of the record": [(n, costs.calls_of_lock) for n in counts]}


def plan(costs: Costs, phones_a_node: float) -> Iterator[tuple[int, float, float]]:
    """Nodes, the calls a second that all of them take, and the cores of the database that are busy then."""
    for nodes in (1, 2, 5, 10, PLOTTED_NODES):
        calls = nodes * costs.calls_a_node
        yield nodes, calls, costs.database_cores(nodes, calls, nodes * phones_a_node)
