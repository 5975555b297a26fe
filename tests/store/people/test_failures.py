"""Wrong passwords that machines count together."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from switchboard.api.lockout import Lockout
from switchboard.errors import LockedOut, LoginFailed, Unavailable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import failure
from switchboard.store.people.failures import Counted, Failures, purge

pytestmark = pytest.mark.interop

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
PHONE, NEIGHBOUR = "203.0.113.7", "203.0.113.8"


class At:
    """A clock that is set."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def monotonic_s(self) -> float:
        return self.time.timestamp()


async def test_failures_of_all_machines_are_counted_together(database: Database) -> None:
    clock = At()
    one, other = Failures(database, clock, "sip", 300), Failures(database, clock, "sip", 300)
    assert [await machine.add(PHONE) for machine in (one, other, one)] == [1, 2, 3]
    assert await one.add(NEIGHBOUR) == 1
    await other.forget(PHONE)
    assert await one.add(PHONE) == 1


async def test_they_are_forgotten_after_a_while(database: Database) -> None:
    clock = At()
    failures = Failures(database, clock, "sip", 300)
    for source in (PHONE, PHONE, NEIGHBOUR):
        await failures.add(source)
    clock.time += timedelta(seconds=299)
    assert await failures.add(PHONE) == 3
    clock.time += timedelta(seconds=300)
    assert await failures.add(PHONE) == 1
    await purge(database, clock.time)
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(failure)) == 1


async def test_nobody_is_counted_who_has_failed_too_often(database: Database) -> None:
    clock = At()
    failures = Failures(database, clock, "login-address", 300)
    assert [await failures.add_unless(PHONE, 2) for _ in range(2)] == [Counted(1), Counted(2)]
    clock.time += timedelta(seconds=100)
    assert await failures.add_unless(PHONE, 2) == Counted(2, locked_s=200)
    assert await Failures(database, clock, "login-account", 300).add_unless(PHONE, 2) == Counted(1)
    clock.time += timedelta(seconds=200)
    assert await failures.add_unless(PHONE, 2) == Counted(1)


async def test_what_is_taken_back_does_not_count(database: Database) -> None:
    failures = Failures(database, At(), "login-address", 300)
    await failures.add_unless(PHONE, 1)
    await failures.take_back(PHONE)
    assert await failures.add_unless(PHONE, 1) == Counted(1)


async def test_names_of_any_length_are_counted_and_none_is_kept(database: Database) -> None:
    failures = Failures(database, At(), "login-account", 300)
    typed = "/default/" + "my secret " * 10_000
    assert [await failures.add(typed) for _ in range(2)] == [1, 2]
    async with database.read() as connection:
        (row,) = await connection.execute(select(failure))
    assert "secret" not in str(row)


async def test_who_is_locked_out_of_one_machine_is_locked_out_of_all(database: Database) -> None:
    clock = At()
    one, other = (Lockout(2, 300, clock, shared=Failures(database, clock, "login-address", 300)) for _ in range(2))
    for machine in (one, other):
        with suppress(LoginFailed):
            async with machine.attempt(PHONE):
                raise LoginFailed
    for machine in (one, other):
        with pytest.raises(LockedOut) as caught:
            async with machine.attempt(PHONE):
                raise AssertionError
        assert caught.value.retry_after_s == 300
    clock.time += timedelta(seconds=300)
    async with one.attempt(PHONE), other.attempt(NEIGHBOUR):
        pass
    with suppress(Unavailable):
        async with one.attempt(PHONE):
            raise Unavailable("the database is away")
    async with other.attempt(PHONE) as failures:
        assert failures == 1
