"""Records of calls go after a while, with all that names somebody; the sums stay."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from switchboard.call.events import CallEvent, MenuEntered, RecordingStarted
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls import old_calls
from switchboard.store.calls.digest import CallDigest
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.db.tables import agent_change, call, call_event, call_leg, call_object, call_sum, recording
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BEFORE = START + timedelta(days=10)


def rows(id: str, at: datetime, *events: CallEvent, tenant: int = 1, ended: bool = True) -> list[CallRow]:
    opened = OpenedRow(id, tenant, at, "+49301", "Zoë", "6000")
    found: list[CallRow] = [opened, *(EventRow.of(id, seq, event) for seq, event in enumerate(events))]
    return [*found, EndedRow(id, at + timedelta(seconds=5))] if ended else found


def entered(at: datetime) -> CallEvent:
    return MenuEntered(at=at, ivr=7, number="6000", name="Menu", revision=1, visit=1)


async def left(database: Database) -> list[str]:
    async with database.read() as connection:
        return list(await connection.scalars(select(call.c.id).order_by(call.c.id)))


async def test_old_calls_go_with_all_that_names_somebody(
    database: Database, neighbour: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_calls, "AT_ONCE", 2)
    log = CallLog(database, "node")
    for index in range(5):
        await log.write(rows(f"old{index}", START, entered(START)))
    await log.write(rows("new", BEFORE, entered(BEFORE)))
    await log.write(rows("open", START, entered(START), ended=False))
    await log.write(rows("theirs", START, entered(START), tenant=2))
    await CallDigest(database).catch_up()
    await log.write(rows("undigested", START, entered(START)))
    change = {"extension": 1, "queue": None, "change": "paused", "reason": "", "by": ""}
    async with database.write() as connection:
        values = [{"id": 1, "tenant": 1, "at": START, **change}, {"id": 2, "tenant": 1, "at": BEFORE, **change}]
        await connection.execute(insert(agent_change), values)
        sums = len((await connection.execute(select(call_sum))).all())
    assert sums
    assert await old_calls.expire(database, 1, BEFORE) == 5
    assert await left(database) == ["new", "open", "theirs", "undigested"]

    def names(connection: Connection) -> tuple[set[str], int, int, int]:
        events = set(connection.scalars(select(call_event.c.call)))
        others = (call_object.c.call, agent_change.c.id, call_sum.c.slot)
        met, changes, stay = (len(connection.execute(select(one)).all()) for one in others)
        return events, met, changes, stay

    assert await database.reading(names) == ({"new", "open", "theirs", "undigested"}, 2, 1, sums)
    async with database.read() as connection:
        positions = set(await connection.scalars(select(call.c.position)))
        assert set(await connection.scalars(select(call_leg.c.call))) <= positions


async def test_a_call_stays_until_its_recording_is_gone(database: Database) -> None:
    log = CallLog(database, "node")
    await log.write(rows("a", START, RecordingStarted(at=START, name="a.wav"), entered(START)))
    await CallDigest(database).catch_up()
    assert await old_calls.expire(database, 1, BEFORE) == 0
    async with database.write() as connection:
        await connection.execute(recording.delete())
    assert await old_calls.expire(database, 1, BEFORE) == 1
