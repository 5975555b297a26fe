"""Wrong PINs in the database: counted for all who use it, on every database."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from switchboard import errors, security_log
from switchboard.model.pin_door import Door
from switchboard.store.db.database import Database
from switchboard.store.db.tables import pin_failure
from switchboard.store.documents.repository import Repository
from switchboard.store.people.pin_failures import PinFailures

pytestmark = pytest.mark.interop

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOOR = Door(1, "+4930777", "trunk:1", 10, "192.0.2.1")


async def be_wrong(failures: PinFailures, door: Door = DOOR, times: int = 1, now: datetime = NOON) -> float:
    """The delay of the last answer."""
    delay_s = 0.0
    for _ in range(times):
        counted = await failures.begin(door, now)
        assert counted is not None
        failures.wrong(door, counted)
        delay_s = counted.delay_s
    return delay_s


async def rows(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(pin_failure)) or 0


async def test_another_process_knows(database: Database) -> None:
    """Two objects over one database share nothing but its rows: so does a process after a restart."""
    await be_wrong(PinFailures(database), times=9)
    assert await PinFailures(database).refused(DOOR, NOON + timedelta(seconds=299))
    assert not await PinFailures(database).refused(DOOR, NOON + timedelta(seconds=300))
    assert await PinFailures(database).begin(DOOR, NOON + timedelta(seconds=299)) is None


async def test_callers_who_change_their_number_are_one_source(database: Database) -> None:
    failures = PinFailures(database)
    delays = []
    for number in range(8):
        now = NOON + timedelta(seconds=number * 40)
        delays.append(await be_wrong(failures, replace(DOOR, caller=f"+4930{number}"), now=now))
    assert delays == [0, 0, 0, 0, 0, 2, 4, 8]


async def test_sources_are_counted_for_themselves_and_menus_for_all_sources(database: Database) -> None:
    failures = PinFailures(database)
    for number in range(5):
        await be_wrong(failures, replace(DOOR, caller=str(number)))
    elsewhere = replace(DOOR, caller="x", source="trunk:2", object=11)
    assert await be_wrong(failures, elsewhere) == 0
    assert await be_wrong(failures, replace(elsewhere, caller="y", object=10)) == 2


async def test_tries_at_once_are_all_counted(database: Database) -> None:
    failures = PinFailures(database)
    doors = [replace(DOOR, caller=f"c{number}") for number in range(20)]
    counted = await asyncio.gather(*(failures.begin(door, NOON) for door in doors))
    assert sorted(one.delay_s for one in counted if one is not None) == [0, 0, 0, 0, 0, 2, 6, 14, 30, 60, 90]


async def test_who_is_refused_is_not_counted_and_makes_no_row(database: Database) -> None:
    failures = PinFailures(database)
    await be_wrong(failures, times=9, now=NOON)
    before = await rows(database)
    for number in range(50):
        assert await failures.begin(replace(DOOR, source=f"trunk:{number + 2}"), NOON) is None
    assert await rows(database) == before == 3


async def test_the_right_pin_forgives_the_caller_alone(database: Database) -> None:
    failures = PinFailures(database)
    await be_wrong(failures, times=5)
    assert await failures.begin(DOOR, NOON) is not None
    await failures.right(DOOR)
    assert await be_wrong(failures, replace(DOOR, caller="another")) == 4
    async with database.read() as connection:
        found = dict((await connection.execute(select(pin_failure.c.what, pin_failure.c["count"]))).tuples().all())
    assert found == {"caller": 1, "object": 6, "source": 6}


async def test_tenants_do_not_know_of_one_another(database: Database, neighbour: Repository) -> None:
    failures = PinFailures(database)
    await be_wrong(failures, times=9)
    assert not await failures.refused(replace(DOOR, tenant=2), NOON)
    assert await failures.locks(2, NOON) == []
    (lock, *_) = await failures.locks(1, NOON)
    with pytest.raises(errors.NotFound):
        await failures.lift(2, lock.id)


async def test_locks_are_listed_and_lifted(database: Database) -> None:
    failures = PinFailures(database)
    await be_wrong(failures, times=9)
    locks = await failures.locks(1, NOON)
    assert {(lock.what, lock.who, lock.state, lock.count, lock.until) for lock in locks} == {
        ("caller", "+4930777", "refused", 9, NOON + timedelta(seconds=300)),
        ("source", "trunk:1", "slowed", 9, NOON + timedelta(minutes=10)),
        ("object", "10", "slowed", 9, NOON + timedelta(minutes=10)),
    }
    for lock in locks:
        await failures.lift(1, lock.id)
    assert await failures.locks(1, NOON) == []
    assert await be_wrong(failures) == 0
    for gone in (locks[0].id, 0, 2**63):
        with pytest.raises(errors.NotFound):
            await failures.lift(1, gone)


async def test_locks_that_are_over_are_not_listed(database: Database) -> None:
    failures = PinFailures(database)
    await be_wrong(failures, times=9)
    assert [lock.what for lock in await failures.locks(1, NOON + timedelta(seconds=300))] == ["object", "source"]
    assert await failures.locks(1, NOON + timedelta(seconds=600)) == []


async def test_old_rows_are_purged_and_locked_ones_stay(database: Database) -> None:
    failures = PinFailures(database)
    await be_wrong(failures)
    for number in range(99):
        await be_wrong(failures, replace(DOOR, caller=str(number)), now=NOON + timedelta(minutes=10 + 10 * number))
    later = NOON + timedelta(hours=23, minutes=59)
    await failures.purge(later)
    assert await failures.refused(replace(DOOR, caller="new"), later)
    await failures.purge(NOON + timedelta(days=3))
    assert await rows(database) == 0


async def test_any_text_can_be_a_caller(database: Database) -> None:
    failures = PinFailures(database)
    for caller in ("", "\0", "\ud800", "'; --", "ü" * 64):
        door = replace(DOOR, caller=caller)
        await be_wrong(failures, door, now=NOON + timedelta(hours=1))
        assert not await failures.refused(door, NOON)
        await failures.right(door)


async def test_without_the_database_nobody_is_let_in(database: Database) -> None:
    failures = PinFailures(database)
    await database.close()
    for asked in (failures.refused(DOOR, NOON), failures.begin(DOOR, NOON), failures.right(DOOR)):
        with pytest.raises(errors.Unavailable):
            await asked
    await database.connect()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "security.log"
    security_log.open_security_log(file)
    yield file
    security_log.close_security_log()


async def test_wrong_pins_and_locks_stand_in_the_security_log(database: Database, log: Path) -> None:
    failures = PinFailures(database)
    await be_wrong(failures, times=9)
    assert await failures.begin(DOOR, NOON) is None
    lines = [line.partition(" ")[2] for line in log.read_text().splitlines()]
    wrong = "pin-wrong source=192.0.2.1 tenant=1 object=10 from=trunk:1 caller=+4930777"
    locked = "pin-locked source=192.0.2.1 tenant=1 object=10 from=trunk:1 what=caller who=+4930777"
    assert lines == [wrong] * 9 + [f"{locked} until=2026-03-02T12:05:00Z"]
