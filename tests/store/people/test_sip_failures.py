"""Wrong SIP passwords that machines count together."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from switchboard.store.db.database import Database
from switchboard.store.db.tables import sip_failure
from switchboard.store.people.sip_failures import SipFailures, purge

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
    one, other = SipFailures(database, clock, 300), SipFailures(database, clock, 300)
    assert [await machine.add(PHONE) for machine in (one, other, one)] == [1, 2, 3]
    assert await one.add(NEIGHBOUR) == 1
    await other.forget(PHONE)
    assert await one.add(PHONE) == 1


async def test_they_are_forgotten_after_a_while(database: Database) -> None:
    clock = At()
    failures = SipFailures(database, clock, 300)
    for source in (PHONE, PHONE, NEIGHBOUR):
        await failures.add(source)
    clock.time += timedelta(seconds=299)
    assert await failures.add(PHONE) == 3
    clock.time += timedelta(seconds=300)
    assert await failures.add(PHONE) == 1
    await purge(database, clock.time)
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(sip_failure)) == 1
