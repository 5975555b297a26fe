"""Machines that share PostgreSQL: one of them registers at a trunk, and tells the others how that goes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from tests.kit.machines import MachineClock

from switchboard.store.db.database import Database
from switchboard.store.db.tables import node, trunk_lease
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.nodes.trunk_leases import Progress, Registrant, TrunkLeases, Wish

pytestmark = [pytest.mark.interop, pytest.mark.parametrize("backend", ["postgresql"], indirect=True)]

LINE, OTHER = 7, 8
REFUSED = Progress("rejected", 403)


class Machine:
    """One that lives as soon as it `beats`."""

    def __init__(self, database: Database, name: str) -> None:
        self.database = database
        clock = MachineClock()
        self.heart = Heartbeat(clock, name, f"machine of {name}", "1.0")
        self.leases = TrunkLeases(database, clock, self.heart)

    async def beats(self, ago: timedelta = timedelta()) -> "Machine":
        async with self.database.write() as connection:
            await connection.run_sync(lambda sync: self.heart.beat(sync, datetime.now(UTC) - ago))
        return self

    async def is_buried(self) -> None:
        async with self.database.write() as connection:
            await connection.execute(delete(node).where(node.c.incarnation == self.heart.incarnation))

    async def look(
        self,
        *trunks: int,
        held: tuple[int, ...] = (),
        progress: Mapping[int, Progress] | None = None,
        takes: bool = True,
        hurries: tuple[int, ...] = (),
    ) -> Mapping[int, Registrant]:
        return await self.leases.look(Wish(trunks, held, progress or {}, takes, hurries))


async def leased(database: Database) -> dict[int, str]:
    async with database.read() as connection:
        rows = await connection.execute(select(trunk_lease.c.trunk, trunk_lease.c.node))
    return {row.trunk: row.node for row in rows}


async def test_one_registers_and_the_others_know_how_that_goes(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    assert await a.look(LINE) == {LINE: Registrant("a", ours=True, progress=Progress())}
    assert await b.look(LINE, OTHER) == {
        LINE: Registrant("a", ours=False, progress=Progress()),
        OTHER: Registrant("b", ours=True, progress=Progress()),
    }
    await a.look(LINE, progress={LINE: REFUSED})
    assert (await b.look(LINE, OTHER))[LINE] == Registrant("a", ours=False, progress=REFUSED)


async def test_what_a_dead_machine_had_is_taken_over_once_it_is_buried(database: Database) -> None:
    a, b = await Machine(database, "a").beats(timedelta(seconds=11)), await Machine(database, "b").beats()
    await a.look(LINE, progress={LINE: REFUSED})
    assert not (await b.look(LINE))[LINE].ours
    await a.is_buried()
    assert await b.look(LINE) == {LINE: Registrant("b", ours=True, progress=Progress())}
    # It was only cut off from the database for a while: now it hears that another one has taken over.
    await a.beats()
    assert await a.look(LINE) == {LINE: Registrant("b", ours=False, progress=Progress())}


async def test_a_process_takes_back_at_once_what_the_one_before_it_had(database: Database) -> None:
    before, again = await Machine(database, "a").beats(), await Machine(database, "a").beats()
    await before.look(LINE)
    assert (await again.look(LINE))[LINE].ours


async def test_whoever_does_not_count_as_alive_takes_nothing(database: Database) -> None:
    a = Machine(database, "a")
    assert await a.look(LINE) == {}
    await a.beats()
    assert (await a.look(LINE))[LINE].ours


async def test_whoever_stops_takes_nothing_and_leaves_all_to_others(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    await a.look(LINE)
    assert await a.leases.others_live()
    await a.leases.give_up()
    assert await a.look(LINE, takes=False) == {}
    assert (await b.look(LINE))[LINE].ours
    await b.is_buried()
    assert not await a.leases.others_live()


async def test_a_trunk_that_is_gone_is_given_up_once_its_registration_is_taken_back(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    await a.look(LINE)
    await a.look(held=(LINE,))
    await b.look()
    assert await leased(database) == {LINE: "a"}
    await a.look()
    assert await leased(database) == {}


async def test_what_a_dead_machine_had_and_nobody_wants_is_forgotten(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    await a.look(LINE)
    await a.is_buried()
    await b.look(OTHER)
    assert await leased(database) == {OTHER: "b"}


async def test_who_registers_is_told_once_that_another_machine_wants_another_try(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    await a.look(LINE)
    await b.look(LINE, hurries=(LINE,))
    assert [(await machine.look(LINE))[LINE].hurried for machine in (b, a, a)] == [False, True, False]
