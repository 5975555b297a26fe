"""The statistics of a queue: whatever happened in calls, they are what one finds by reading the events one by one."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kit.examples import examples
from tests.kit.queue_stays import Stay, statistics

from switchboard.call.events import CallEvent, QueueJoined, QueueLeft
from switchboard.call.queue import LeaveReason
from switchboard.call.record import CallRow, EventRow, OpenedRow
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.queues.report import queue_report

pytestmark = pytest.mark.api

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(hours=24)
QUEUE, OTHER = 7, 8
SLA_S = 60


@st.composite
def left(draw: st.DrawFn) -> tuple[int, Stay]:
    """A stay in one of two queues, that ended at some time of two days."""
    joined_at = NOON + timedelta(seconds=draw(st.integers(0, 2 * 86_400)))
    waited_ms = draw(st.one_of(st.integers(0, 200_000), st.sampled_from([0, SLA_S * 1000, SLA_S * 1000 + 1])))
    reason = draw(st.sampled_from(get_args(LeaveReason)))
    stay = Stay("", joined_at, 1, left_at=joined_at + timedelta(milliseconds=waited_ms), reason=reason)
    stay.waited_ms = waited_ms
    return draw(st.sampled_from([QUEUE, QUEUE, OTHER])), stay


def events(number: int, queue: int, stay: Stay) -> list[CallRow]:
    call = f"c{number}"
    assert stay.left_at is not None
    told: Sequence[CallEvent] = (
        QueueJoined(at=stay.joined_at, queue=queue, number="600", name="q", position=1, waiting=1),
        QueueLeft.model_validate(
            {"at": stay.left_at, "queue": queue, "reason": stay.reason, "waited_ms": stay.waited_ms, "position": 1}
        ),
    )
    opened = OpenedRow(call_id=call, tenant=1, started_at=stay.joined_at, caller="", caller_name="", dialled="600")
    return [opened, *(EventRow.of(call, seq, event) for seq, event in enumerate(told))]


@given(st.lists(left(), max_size=12))
@settings(max_examples=examples(15), deadline=None)
def test_statistics_are_what_the_events_say(migrated_sqlite: Path, found: list[tuple[int, Stay]]) -> None:
    file = Path(copy(migrated_sqlite, migrated_sqlite.with_name("report.db")))
    asyncio.run(_compare(f"sqlite+aiosqlite:///{file}", found))


async def _compare(url: str, found: Sequence[tuple[int, Stay]]) -> None:
    database = Database(url)
    await database.connect()
    try:
        rows = [row for number, (queue, stay) in enumerate(found) for row in events(number, queue, stay)]
        await CallLog(database, "n").write(rows)
        report = await queue_report(database, 1, QUEUE, since=NOON, until=NOON + DAY, sla_s=SLA_S)
    finally:
        await database.close()
    mine = [stay for queue, stay in found if queue == QUEUE]
    expected = statistics(mine, since=NOON, until=NOON + DAY, sla_s=SLA_S)
    assert {name: getattr(report, name) for name in expected} == expected
