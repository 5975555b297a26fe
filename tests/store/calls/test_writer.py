"""The queue in front of the call log: it never blocks, loses nothing while it can, and counts what it lost."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from switchboard import errors
from switchboard.call.events import Interrupted
from switchboard.call.record import AnsweredRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.writer import CallWriter
from switchboard.store.db.database import Database

pytestmark = pytest.mark.interop
AT = datetime(2026, 1, 2, tzinfo=UTC)


def opened(call_id: str) -> OpenedRow:
    return OpenedRow(call_id, 1, AT, "1", "", "2")


def event(call_id: str, seq: int) -> EventRow:
    return EventRow.of(call_id, seq, Interrupted(at=AT))


@pytest.fixture
def log(database: Database) -> CallLog:
    return CallLog(database, "node-1")


@pytest.fixture
async def writer(log: CallLog) -> AsyncIterator[CallWriter]:
    writer = CallWriter(log)
    writer.start()
    yield writer
    await writer.close()


async def test_everything_put_is_there_after_a_flush(writer: CallWriter, log: CallLog) -> None:
    for call in range(20):
        writer.put(opened(str(call)))
        writer.put(AnsweredRow(str(call), AT))
        for seq in range(100):
            writer.put(event(str(call), seq))
        writer.put(EndedRow(str(call), AT, cause="normal"))
    await writer.flush()
    assert (writer.waiting, writer.dropped) == (0, 0)
    for call in range(20):
        record, events = await log.get(1, str(call))
        assert (record.state, record.answered_at) == ("ended", AT)
        assert [one.seq for one in events] == list(range(100))


async def test_close_writes_what_waits(log: CallLog) -> None:
    writer = CallWriter(log)
    writer.start()
    writer.put(opened("a"))
    await writer.close()
    assert (await log.get(1, "a"))[0].state == "open"
    assert writer.dropped == 0


async def test_close_without_start_does_nothing(log: CallLog) -> None:
    await CallWriter(log).close()


async def test_while_the_database_is_away_it_keeps_and_then_writes(
    writer: CallWriter, log: CallLog, database: Database
) -> None:
    await database.close()
    writer.put(opened("a"))
    writer.put(event("a", 0))
    with pytest.raises(errors.Unavailable):
        await log.get(1, "a")
    await database.connect()
    await writer.flush()
    assert (await log.get(1, "a"))[1] == [event("a", 0)]
    assert writer.dropped == 0


async def test_over_its_capacity_it_drops_events_first_and_counts(log: CallLog) -> None:
    writer = CallWriter(log, capacity=20)
    for call in range(10):
        writer.put(opened(str(call)))
    for seq in range(10):
        writer.put(event("0", seq))
    assert (writer.waiting, writer.dropped) == (18, 2)
    writer.put(EndedRow("0", AT))
    writer.put(EndedRow("1", AT))
    writer.put(EndedRow("2", AT))
    assert (writer.waiting, writer.dropped) == (20, 3)
    writer.start()
    await writer.close()
    assert len(await log.page(1, limit=99, wanted=CallFilter(state="ended"))) == 2
    assert writer.dropped == 3


async def test_what_cannot_be_written_until_close_is_counted(log: CallLog, database: Database) -> None:
    await database.close()
    writer = CallWriter(log)
    writer.start()
    for seq in range(3):
        writer.put(event("a", seq))
    await writer.close(timeout_s=0)
    assert (writer.waiting, writer.dropped) == (0, 3)


async def test_flushes_in_the_way_of_close_are_cancelled(log: CallLog, database: Database) -> None:
    await database.close()
    writer = CallWriter(log)
    writer.put(opened("a"))
    in_hand = asyncio.create_task(writer.flush())
    await asyncio.sleep(0)
    writer.start()
    await asyncio.sleep(0)
    writer.put(event("a", 0))
    queued = asyncio.create_task(writer.flush())
    await asyncio.sleep(0)
    await writer.close(timeout_s=0)
    for flush in (in_hand, queued):
        with pytest.raises(asyncio.CancelledError):
            await flush
    assert (writer.waiting, writer.dropped) == (0, 2)


async def test_one_bad_row_takes_no_neighbour_with_it(writer: CallWriter, log: CallLog) -> None:
    writer.put(opened("a"))
    writer.put(EventRow.of("a", 0, Interrupted.model_construct(at=AT.replace(tzinfo=None))))
    writer.put(EventRow("a", 1, AT, "odd", {"not json": object()}))
    writer.put(OpenedRow("b", 99, AT, "", "", ""))
    writer.put(event("a", 2))
    await writer.flush()
    assert (await log.get(1, "a"))[1] == [event("a", 2)]
    assert writer.dropped == 3
