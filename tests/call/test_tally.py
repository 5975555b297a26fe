"""What calls add to sums."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import START

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallEnded,
    CallEvent,
    CallStarted,
    DialledTarget,
    DialStarted,
    GoingTo,
    Interrupted,
    Matched,
    MenuEntered,
    NoInput,
    NoMatch,
    QueueLeft,
)
from switchboard.call.tally import CallTally, Count, Measure, quarter_of
from switchboard.simulation import simulate

pytestmark = pytest.mark.unit
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TRUNK, MENU, SUBMENU, ANN = 3, 50, 51, 85


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def started() -> CallStarted:
    return CallStarted(at=at(0), caller="+4930777", dialled="6200", trunk=TRUNK)


def entered(seconds: float, menu: int = MENU, visit: int = 1) -> MenuEntered:
    return MenuEntered(at=at(seconds), ivr=menu, number="6200", name="Main", revision=1, visit=visit)


def going(seconds: float, kind: str, id: int | None = None) -> GoingTo:
    return GoingTo(at=at(seconds), kind=kind, description="", id=id)


def ended(seconds: float, by: str = "caller", cause: Cause = Cause.NORMAL) -> CallEnded:
    return CallEnded(at=at(seconds), by=by, cause=cause)


def counts(*events: CallEvent) -> list[Count]:
    tally = CallTally()
    return [count for event in events for count in tally.see(event)]


def told(found: list[Count]) -> Counter[tuple[int, Measure, str]]:
    return Counter((one.object, one.measure, one.detail) for one in found)


def took(found: list[Count], measure: Measure) -> list[int]:
    return [one.took_ms for one in found if one.measure == measure]


def test_a_caller_who_chooses_and_talks() -> None:
    target = DialledTarget(kind="extension", id=ANN, number="1000")
    found = counts(
        started(),
        entered(1),
        Matched(at=at(4), entry="1", by="option"),
        going(5, "extension", ANN),
        DialStarted(at=at(5), targets=(target,)),
        Bridged(at=at(9), target=target),
        BridgeEnded(at=at(69), by="caller"),
        ended(69),
    )
    assert told(found) == {
        (0, "came", "outside"): 1,
        (0, "outcome", "answered"): 1,
        (0, "talked", ""): 1,
        (TRUNK, "made", ""): 1,
        (TRUNK, "talked", ""): 1,
        (MENU, "entered", ""): 1,
        (MENU, "visited", ""): 1,
        (MENU, "key", "1"): 1,
        (MENU, "stayed", ""): 1,
        (MENU, "went", f"extension:{ANN}"): 1,
        (ANN, "rang", ""): 1,
        (ANN, "answered", ""): 1,
        (ANN, "talked", ""): 1,
    }
    assert (took(found, "stayed"), took(found, "outcome")) == ([3000], [9000])
    assert took(found, "talked") == [60_000] * 3


def test_wrong_keys_and_silence_and_somebody_who_gives_up() -> None:
    found = counts(
        started(),
        entered(1),
        NoMatch(at=at(2), entry="7", count=1),
        NoMatch(at=at(3), entry="030123456", count=2),
        NoInput(at=at(8), count=1),
        ended(11),
    )
    assert told(found) >= Counter(
        {(MENU, "wrong", "7"): 1, (MENU, "wrong", ""): 1, (MENU, "silence", ""): 1, (MENU, "gave_up", ""): 1}
    )
    assert took(found, "gave_up") == took(found, "stayed") == [10_000]


def test_who_hears_where_he_goes_gives_up_no_menu() -> None:
    found = counts(started(), entered(1), Matched(at=at(2), entry="1", by="option"), ended(3))
    assert (MENU, "gave_up", "") not in told(found)


def test_a_menu_that_is_visited_again_is_visited_by_one_call() -> None:
    found = told(counts(started(), entered(1), going(2, "ivr", SUBMENU), entered(2, SUBMENU, 2), entered(3, visit=3)))
    assert (found[MENU, "entered", ""], found[MENU, "visited", ""], found[SUBMENU, "entered", ""]) == (2, 1, 1)
    assert found[MENU, "went", f"ivr:{SUBMENU}"] == 1


def test_a_call_counts_when_it_came_and_a_key_when_it_was_pressed() -> None:
    later = Matched(at=at(1000), entry="1", by="option")
    found = counts(started(), entered(1), later, ended(2000))
    quarters = {one.measure: one.quarter - quarter_of(NOON) for one in found}
    assert (quarters["came"], quarters["outcome"], quarters["entered"], quarters["key"]) == (0, 0, 0, 1)


def test_a_call_that_was_interrupted_ends_its_talk() -> None:
    target = DialledTarget(kind="extension", id=ANN, number="1000")
    found = counts(started(), Bridged(at=at(1), target=target), Interrupted(at=at(3)))
    assert took(found, "talked") == [2000] * 3
    assert (0, "outcome", "interrupted") in told(found)


def test_a_queue_counts_how_long_callers_waited() -> None:
    (count,) = counts(QueueLeft(at=at(9), queue=7, reason="agent", waited_ms=8000, position=1))
    assert count == Count(7, quarter_of(at(9)), "queue_left", "agent", 8000)


def test_a_clock_that_is_set_back_takes_no_time() -> None:
    assert took(counts(started(), entered(5), ended(1)), "stayed") == [0]


def test_sums_of_all_scenarios_name_nobody() -> None:
    """No detail is a number that somebody has or dialled; ids and single keys are."""
    for case in ALL:
        events = simulate(case.configuration, case.scenario, START, limits=case.limits)
        options = {event.entry for event in events if isinstance(event, Matched) and event.by == "option"}
        for one in counts(*events):
            text = one.detail.partition(":")[2] or one.detail
            assert len(text) <= 1 or text.isalpha() or "_" in text or text in options or _is_id(one), one


def _is_id(count: Count) -> bool:
    return count.measure == "went" and ":" in count.detail
