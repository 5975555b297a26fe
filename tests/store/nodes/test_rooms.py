"""Machines that share PostgreSQL: one of them has the room of a conference."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete
from tests.kit.machines import MachineClock

from switchboard.errors import Unavailable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import node
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.nodes.rooms import HeldRooms, RoomHolder, holder_of

pytestmark = [pytest.mark.interop, pytest.mark.parametrize("backend", ["postgresql"], indirect=True)]

WEEKLY, DAILY = 7, 8


class Machine:
    """One that lives as soon as it `beats`."""

    def __init__(self, database: Database, name: str) -> None:
        self.database = database
        self.heart = Heartbeat(MachineClock(), name, f"machine of {name}", "1.0")
        self.rooms = HeldRooms(database, self.heart)
        self.holder = RoomHolder(name, self.heart.incarnation)

    async def beats(self) -> "Machine":
        async with self.database.write() as connection:
            await connection.run_sync(lambda sync: self.heart.beat(sync, datetime.now(UTC)))
        return self

    async def is_buried(self) -> None:
        async with self.database.write() as connection:
            await connection.execute(delete(node).where(node.c.incarnation == self.heart.incarnation))


async def test_whoever_comes_first_has_the_room_until_it_is_given_up(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    assert await a.rooms.take(WEEKLY) is None
    assert await b.rooms.take(WEEKLY) == a.holder == await holder_of(database, WEEKLY)
    assert await b.rooms.take(DAILY) is None
    await b.rooms.give_up(WEEKLY)  # which it does not have
    assert await a.rooms.take(WEEKLY) is None
    await a.rooms.give_up(WEEKLY)
    assert await holder_of(database, WEEKLY) is None
    assert await b.rooms.take(WEEKLY) is None


async def test_the_room_of_a_machine_that_is_buried_is_free(database: Database) -> None:
    a, b = await Machine(database, "a").beats(), await Machine(database, "b").beats()
    await a.rooms.take(WEEKLY)
    await a.is_buried()
    assert await holder_of(database, WEEKLY) is None
    assert await b.rooms.take(WEEKLY) is None
    assert await holder_of(database, WEEKLY) == b.holder


async def test_the_room_of_a_former_process_of_the_same_machine_is_free(database: Database) -> None:
    former, present = await Machine(database, "a").beats(), await Machine(database, "a").beats()
    await former.rooms.take(WEEKLY)
    assert await present.rooms.take(WEEKLY) is None


async def test_whoever_does_not_count_as_alive_takes_no_room(database: Database) -> None:
    with pytest.raises(Unavailable):
        await Machine(database, "a").rooms.take(WEEKLY)
    assert await holder_of(database, WEEKLY) is None
