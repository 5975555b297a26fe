"""What calls add up to, event by event."""

from datetime import UTC, datetime, timedelta

import pytest

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallAnswered,
    CallEnded,
    CallerBlocked,
    CallEvent,
    CallStarted,
    ConferenceJoined,
    ConferenceLeft,
    DialEnded,
    DialledTarget,
    DialStarted,
    QueueJoined,
    QueueLeft,
)
from switchboard.processes.call_counts import OTHERS, CallCounts

pytestmark = pytest.mark.unit

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
BOB = DialledTarget(kind="extension", id=2, number="1001")
OUTSIDE = DialledTarget(kind="trunk", id=3, number="+49301")


def at(ms: int) -> datetime:
    return NOON + timedelta(milliseconds=ms)


def started(ms: int = 0, **more: object) -> CallStarted:
    return CallStarted.model_validate({"at": at(ms), "caller": "1", "dialled": "6200", **more})


def ended(ms: int, cause: Cause = Cause.NORMAL) -> CallEnded:
    return CallEnded(at=at(ms), by="caller", cause=cause)


def joined(ms: int) -> QueueJoined:
    return QueueJoined(at=at(ms), queue=5, number="6700", name="q", position=1, waiting=1)


def counted(counts: CallCounts, *events: CallEvent, tenant: int = 1) -> list[CallEvent]:
    """The events of one call; returns what was emitted."""
    emitted: list[CallEvent] = []
    emit = counts.counting(emitted.append, tenant)
    for event in events:
        emit(event)
    return emitted


def going_on(counts: CallCounts) -> dict[tuple[str, str], int]:
    return {(direction, stage): number for (direction, stage), number in counts.now.items() if number}


def test_every_event_goes_on() -> None:
    events = (started(), CallAnswered(at=at(5)), ended(9))
    assert counted(CallCounts(), *events) == [*events]


@pytest.mark.parametrize(
    ("begin", "direction"),
    [
        (started(trunk=3), "inbound"),
        (started(), "inbound"),
        (started(extension=2), "internal"),
        (started(placed_by="crm"), "placed"),
        (started(placed_by="crm", extension=2), "placed"),
    ],
)
def test_a_call_has_a_direction(begin: CallStarted, direction: str) -> None:
    counts = CallCounts()
    counted(counts, begin)
    assert (going_on(counts), dict(counts.started)) == ({(direction, "setup"): 1}, {direction: 1})


def test_a_call_is_at_one_stage_at_a_time_until_it_ends() -> None:
    counts, seen = CallCounts(), []
    emit = counts.counting(lambda event: None, 1)
    for event in (
        started(),
        CallAnswered(at=at(1)),
        joined(2),
        QueueLeft(at=at(3), queue=5, reason="agent", waited_ms=1, position=1),
        Bridged(at=at(4), target=BOB),
        BridgeEnded(at=at(5), by="callee"),
        ConferenceJoined(at=at(6), conference=7, number="6800", name="c", role="member", members=1),
        ConferenceLeft(at=at(7), conference=7, reason="key", members=0),
        ended(8),
    ):
        emit(event)
        seen.append("".join(stage for _, stage in going_on(counts)))
    assert seen == ["setup", "dialogue", "queue", "dialogue", "talk", "dialogue", "conference", "dialogue", ""]
    assert dict(counts.ended) == {Cause.NORMAL: 1}


def test_who_leaves_a_queue_for_an_agent_goes_on_talking() -> None:
    counts = CallCounts()
    counted(
        counts,
        started(),
        joined(1),
        Bridged(at=at(2), target=BOB),
        QueueLeft(at=at(2), queue=5, reason="agent", waited_ms=1, position=1),
    )
    assert going_on(counts) == {("inbound", "talk"): 1}


def test_how_long_an_answer_takes_counts_by_who_answers() -> None:
    counts = CallCounts()
    counted(counts, started(), CallAnswered(at=at(40)))
    counted(counts, started(), DialStarted(at=at(2), targets=(BOB,)), CallAnswered(at=at(7000)))
    counted(counts, started(placed_by="crm"), CallAnswered(at=at(9000)))
    counted(counts, started(500), CallAnswered(at=at(0)))  # the clock was set back
    by = {name: (sum(one.counts), one.total) for name, one in counts.answer_ms.items()}
    assert by == {"switchboard": (2, 40.0), "callee": (1, 7000.0)}


def test_dialling_counts_by_whom_and_how_it_ended() -> None:
    counts = CallCounts()
    counted(
        counts,
        started(),
        DialStarted(at=at(1), targets=(BOB,)),
        DialEnded(at=at(2), outcome=Cause.BUSY),
        DialStarted(at=at(3), targets=(OUTSIDE,), caller_id=""),
        DialEnded(at=at(4), outcome="answered"),
        DialStarted(at=at(5), targets=(BOB, OUTSIDE)),
        DialEnded(at=at(6), outcome=Cause.NO_ANSWER),
    )
    assert counts.measures().dials == {
        "extension": {"busy": 1},
        "trunk": {"answered": 1},
        "several": {"no-answer": 1},
    }


def test_an_end_counts_once_and_none_without_a_beginning() -> None:
    counts = CallCounts()
    counted(counts, started(), ended(1), ended(2, Cause.FAILED))
    counted(counts, ended(3))
    assert (dict(counts.ended), going_on(counts)) == ({Cause.NORMAL: 1}, {})


def test_tenants_count_apart_as_far_as_is_wanted() -> None:
    counts = CallCounts(2)
    for tenant in (7, 8, 9, 10, 7):
        counted(counts, started(), tenant=tenant)
    counted(counts, started(), ended(1), tenant=8)
    measures = counts.measures()
    assert measures.tenants_started == {"7": 2, "8": 2, OTHERS: 2}
    assert measures.tenants_now == {"7": 2, "8": 1, OTHERS: 2}


def test_tenants_do_not_count_apart_unless_that_is_wanted() -> None:
    counts = CallCounts()
    counted(counts, started())
    assert (counts.measures().tenants_started, counts.measures().tenants_now) == ({}, {})


def test_callers_whom_a_list_refuses_are_counted() -> None:
    counts = CallCounts()
    counted(counts, started(), CallerBlocked(at=at(1), list=4, name="Pests", reason="number"))
    assert counts.blocked == 1
