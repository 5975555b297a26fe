"""Machines that share PostgreSQL: a name is one machine's, and what a dead one has left open is closed by another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from tests.kit.machines import MachineClock
from tests.kit.processes import until

from switchboard.call.record import OpenedRow
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.db.tables import node
from switchboard.store.nodes import nodes as module
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.nodes.nodes import NodeNameTaken, NodeRow, Nodes, nodes_of

pytestmark = [pytest.mark.interop, pytest.mark.parametrize("backend", ["postgresql"], indirect=True)]
WITHIN_S = 20.0


class Machine:
    """One that beats all the time, and notes what it frees."""

    def __init__(self, database: Database, name: str, machine: str) -> None:
        self.clock = MachineClock()
        self.heart = Heartbeat(self.clock, name, machine, "1.0")
        self.freed: list[str] = []
        self.inherited: list[str] = []
        self.nodes = Nodes(database, self.clock, self.heart, self._free, self._inherit)

    async def _free(self, incarnation: str) -> None:
        self.freed.append(incarnation)

    async def _inherit(self, name: str) -> None:
        self.inherited.append(name)


Make = Callable[[str, str], Machine]


@pytest.fixture
async def make(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Make]:
    monkeypatch.setattr(module, "BEAT_S", 0.02)
    made: list[Machine] = []

    def machine(name: str, machine: str) -> Machine:
        made.append(Machine(database, name, machine))
        return made[-1]

    yield machine
    for one in made:
        await one.nodes.leave()
    assert await nodes_of(database, MachineClock()) == []


async def lapse(database: Database, machine: Machine) -> None:
    """It has died, and has not proved for long that it lives."""
    await machine.nodes.leave()
    async with database.write() as connection:
        await connection.run_sync(lambda sync: machine.heart.beat(sync, datetime.now(UTC) - timedelta(seconds=11)))


async def opened(database: Database, name: str, call: str) -> None:
    row = OpenedRow(call, 1, datetime.now(UTC), "", "", "600", None, None)
    await CallLog(database, name).write([row])


async def state_of(database: Database, call: str) -> str:
    return (await CallLog(database, "").get(1, call))[0].state


async def is_buried(database: Database, machine: Machine) -> bool:
    return await beats(database, machine) is None


async def test_all_see_who_lives(database: Database, make: Make) -> None:
    one, two = make("a", "1"), make("b", "2")
    await one.nodes.enter()
    await two.nodes.enter()
    found = await nodes_of(database, one.clock)
    assert [(row.name, row.alive, row.version) for row in found] == [("a", True, "1.0"), ("b", True, "1.0")]
    await two.nodes.leave()
    assert [row.name for row in await nodes_of(database, one.clock)] == ["a"]


async def test_what_a_dead_machine_left_open_is_closed_by_one_that_surely_lives(database: Database, make: Make) -> None:
    dead, alive = make("a", "1"), make("b", "2")
    await opened(database, "a", "of-the-dead")
    await opened(database, "b", "of-the-living")
    await lapse(database, dead)
    await alive.nodes.enter()
    await asyncio.sleep(0.1)
    # It has not proved for long enough yet that it lives itself.
    assert alive.freed == [] and len(await nodes_of(database, alive.clock)) == 2
    for _ in range(4):
        alive.clock.passed_s += 4
        before = await beats(database, alive)
        await until(lambda before=before: has_beaten(database, alive, before))  # type: ignore[misc]
    await until(lambda: is_buried(database, dead))
    assert await state_of(database, "of-the-dead") == "interrupted"
    assert set(alive.freed) == {dead.heart.incarnation} and set(alive.inherited) == {"a"}
    assert await state_of(database, "of-the-living") == "open"
    assert [row.name for row in await nodes_of(database, alive.clock)] == ["b"]


async def beats(database: Database, machine: Machine) -> datetime | None:
    query = select(node.c.alive_until).where(node.c.incarnation == machine.heart.incarnation)
    async with database.read() as connection:
        found: datetime | None = await connection.scalar(query)
    return found


async def has_beaten(database: Database, machine: Machine, before: datetime | None) -> bool:
    return await beats(database, machine) != before


async def test_calls_of_a_successor_are_not_those_of_the_dead(database: Database, make: Make) -> None:
    dead, successor, other = make("a", "1"), make("a", "1"), make("b", "2")
    await lapse(database, dead)
    await successor.nodes.enter()
    await opened(database, "a", "of-the-successor")
    other.heart._since_s = -100.0
    await other.nodes.enter()
    other.heart._since_s -= 100.0
    await until(lambda: is_buried(database, dead))
    assert other.freed == [dead.heart.incarnation] and other.inherited == []
    assert await state_of(database, "of-the-successor") == "open"


async def test_the_name_of_a_machine_that_lives_is_refused(database: Database, make: Make) -> None:
    first, second = make("a", "1"), make("a", "2")
    await first.nodes.enter()
    with pytest.raises(NodeNameTaken, match="another machine serves calls as node a"):
        await second.nodes.enter()


async def test_a_name_is_free_when_its_machine_has_died_or_starts_again(database: Database, make: Make) -> None:
    """The same machine at once, though its former process counts as alive still; another one when that has lapsed."""
    former, again = make("a", "1"), make("a", "1")
    await former.nodes.enter()
    await again.nodes.enter()
    await former.nodes.leave()
    assert [row.alive for row in await nodes_of(database, again.clock)] == [True]
    await again.nodes.leave()
    silent, other = make("c", "1"), make("c", "2")
    async with database.write() as connection:
        await connection.run_sync(lambda sync: silent.heart.beat(sync, datetime.now(UTC)))
    entering = asyncio.create_task(other.nodes.enter())
    await asyncio.sleep(0.1)
    assert not entering.done()
    async with database.write() as connection:
        await connection.execute(update(node).values(alive_until=datetime.now(UTC)))
    async with asyncio.timeout(WITHIN_S):
        await entering
    await lapse(database, silent)
    async with database.write() as connection:
        await connection.execute(node.delete().where(node.c.incarnation == silent.heart.incarnation))


async def test_sqlite_knows_no_nodes(tmp_path: object, backend: str) -> None:
    clock = MachineClock()
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    lonely = Nodes(database, clock, Heartbeat(clock), lambda one: _nothing(), lambda one: _nothing())
    await lonely.enter()
    await lonely.leave()
    nobody: list[NodeRow] = []
    assert await nodes_of(database, clock) == nobody


async def _nothing() -> None: ...
