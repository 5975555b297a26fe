"""The record of calls, on every database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from switchboard import errors
from switchboard.call.record import AnsweredRow, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database

pytestmark = pytest.mark.interop
START = datetime(2026, 1, 2, 3, 4, 5, 678900, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def event(call_id: str, seq: int) -> EventRow:
    return EventRow(call_id, seq, after(seq), "key_pressed", {"digit": str(seq), "method": "rfc4733"})


@pytest.fixture
def log(database: Database) -> CallLog:
    return CallLog(database, "node-1")


async def open_call(log: CallLog, call_id: str, tenant: int = 1) -> None:
    await log.write([OpenedRow(call_id, tenant, START, "0301234", "Zoë", "6000", extension=None, trunk=3)])


async def test_the_life_of_a_call(log: CallLog) -> None:
    await open_call(log, "a")
    record, events = await log.get(1, "a")
    assert (record.id, record.tenant, record.node, record.state) == ("a", 1, "node-1", "open")
    assert (record.caller, record.caller_name, record.dialled) == ("0301234", "Zoë", "6000")
    assert (record.extension, record.trunk, record.started_at) == (None, 3, START)
    assert (record.answered_at, record.ended_at, record.dtmf_methods, events) == (None, None, (), [])
    await log.write([AnsweredRow("a", after(1))])
    await log.write([event("a", 0), event("a", 1)])
    await log.write([EndedRow("a", after(9), "ended", "normal", "caller", ("rfc4733", "inband"), "2026/a.wav")])
    record, events = await log.get(1, "a")
    assert (record.answered_at, record.ended_at, record.state) == (after(1), after(9), "ended")
    assert (record.cause, record.ended_by, record.recording) == ("normal", "caller", "2026/a.wav")
    assert record.dtmf_methods == ("rfc4733", "inband")
    assert events == [event("a", 0), event("a", 1)]


async def test_what_was_written_may_be_written_again(log: CallLog) -> None:
    rows: list[CallRow] = [OpenedRow("a", 1, START, "1", "", "2"), event("a", 0), EndedRow("a", after(1))]
    assert await log.write(rows) == 0
    first = await log.get(1, "a")
    assert await log.write(rows) == 0
    assert await log.get(1, "a") == first


async def test_rows_of_a_call_that_was_never_opened_are_left_out(log: CallLog) -> None:
    await open_call(log, "a")
    assert await log.write([event("ghost", 0), event("a", 0), EndedRow("ghost", after(1))]) == 2
    assert (await log.get(1, "a"))[1] == [event("a", 0)]


async def test_an_unknown_call_is_not_found(log: CallLog) -> None:
    await open_call(log, "a")
    for tenant, call_id in ((1, "b"), (2, "a"), (1, "\0"), (1, "\ud800")):
        with pytest.raises(errors.NotFound):
            await log.get(tenant, call_id)
    with pytest.raises(errors.NotFound):
        await log.page(1, limit=5, before="b")


async def test_pages_go_back_in_time(log: CallLog) -> None:
    for name in "abcde":
        await open_call(log, name)
    await log.write([EndedRow("b", after(1)), EndedRow("d", after(1))])
    assert [record.id for record in await log.page(1, limit=2)] == ["e", "d"]
    assert [record.id for record in await log.page(1, limit=2, before="d")] == ["c", "b"]
    assert [record.id for record in await log.page(1, limit=9, wanted=CallFilter(state="ended"))] == ["d", "b"]
    assert [record.id for record in await log.page(1, limit=9, before="c", wanted=CallFilter(state="open"))] == ["a"]
    assert await log.page(1, limit=0) == []
    assert await log.page(2, limit=9) == []


async def test_a_node_that_restarts_closes_what_it_left_open(database: Database, log: CallLog) -> None:
    other = CallLog(database, "node-2")
    await open_call(other, "other")
    for name in ("done", "bare", "busy"):
        await open_call(log, name)
    await log.write([EndedRow("done", after(1))])
    await log.write([event("busy", 0), event("busy", 1)])
    assert await log.interrupt_open(after(60)) == 2
    record, events = await log.get(1, "busy")
    assert (record.state, record.ended_at, record.ended_by) == ("interrupted", after(60), "system")
    assert events[-1] == EventRow("busy", 2, after(60), "interrupted", {})
    assert (await log.get(1, "bare"))[1] == [EventRow("bare", 0, after(60), "interrupted", {})]
    assert (await log.get(1, "done"))[0].state == "ended"
    assert (await log.get(1, "other"))[0].state == "open"
    assert await log.interrupt_open(after(61)) == 0


async def test_what_no_database_can_hold_is_replaced(log: CallLog) -> None:
    await log.write([OpenedRow("a", 1, START, "1\0", "\ud800 evil", "6000")])
    await log.write([EventRow("a", 0, START, "prompt_started", {"name": "nul \0 and \ud800 stay"})])
    record, events = await log.get(1, "a")
    assert (record.caller, record.caller_name) == ("1\ufffd", "\ufffd evil")
    assert events[0].data == {"name": "nul \0 and \ud800 stay"}


async def test_a_batch_takes_few_statements(log: CallLog, statements: Callable[[], list[str]], backend: str) -> None:
    """On PostgreSQL a lock and a wake-up besides."""
    rows = [OpenedRow(str(call), 1, START, "1", "", "2") for call in range(50)]
    events = [event(str(call), seq) for call in range(50) for seq in range(10)]
    statements()
    assert await log.write([*rows, *events]) == 0
    assert len(statements()) == (2 if backend == "sqlite" else 4)


async def test_a_clock_that_was_set_back_ends_no_call_before_its_beginning(log: CallLog) -> None:
    for name in ("bare", "busy"):
        await open_call(log, name)
    await log.write([EventRow("busy", 0, after(90), "answered", {})])
    assert await log.interrupt_open(after(-3600)) == 2
    assert (await log.get(1, "bare"))[0].ended_at == START
    record, events = await log.get(1, "busy")
    assert (record.ended_at, events[-1].at) == (after(90), after(90))
