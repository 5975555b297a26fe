"""What became of calls, and where their callers are meanwhile, by the events of whole calls."""

from typing import get_args

import pytest
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import START, Case

from switchboard.call.events import CallEvent, type_of
from switchboard.call.outcome import CallSummary, Outcome
from switchboard.call.whereabouts import Doing, Where, moved
from switchboard.simulation import simulate

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def calls() -> dict[str, list[CallEvent]]:
    """The events of every scenario, by its name."""

    def events(case: Case) -> list[CallEvent]:
        return simulate(case.configuration, case.scenario, START, limits=case.limits)

    return {case.name: events(case) for case in ALL}


def summary(events: list[CallEvent]) -> CallSummary:
    found = CallSummary()
    for event in events:
        found.see(event)
    return found


def places(events: list[CallEvent]) -> list[Where]:
    """All places in order, each once."""
    where, found = None, list[Where]()
    for event in events:
        after = moved(where, event)
        if after is not None and after != where:
            found.append(after)
        where = after
    return found


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("a key in the last 20 ms of the greeting", "answered"),
        ("a moderator by the PIN", "answered"),
        ("a message by an option of the menu", "voicemail"),
        ("night mode is switched on by a code", "completed"),
        ("what is said before a message", "completed"),
        ("a caller hangs up in words before any answer", "completed"),
        ("a caller is told before a recording begins", "abandoned"),
        ("a hash with nothing before it is a wrong key", "abandoned"),
        ("a caller hangs up in the greeting of a mailbox", "abandoned"),
        ("an outside number: busy is final", "missed"),
        ("a caller whom a list refuses is busy", "blocked"),
        ("inside: a number that means nothing is not found", "failed"),
    ],
)
def test_what_became_of_a_call(calls: dict[str, list[CallEvent]], name: str, outcome: Outcome) -> None:
    assert summary(calls[name]).outcome == outcome


def test_every_call_that_ends_has_an_outcome(calls: dict[str, list[CallEvent]]) -> None:
    outcomes = {name: summary(events).outcome for name, events in calls.items()}
    assert {name for name, outcome in outcomes.items() if outcome is None} == set()
    assert {*outcomes.values(), "interrupted"} == set(get_args(Outcome))


def test_callers_do_all_there_is_to_do(calls: dict[str, list[CallEvent]]) -> None:
    found = {place.doing for events in calls.values() for place in places(events)}
    assert found == set(get_args(Doing))


def test_nobody_is_where_he_was_when_it_is_over(calls: dict[str, list[CallEvent]]) -> None:
    """Once a talk, a queue or a conference has ended, the caller is on the way again."""
    for events in calls.values():
        where: Where | None = None
        for event in events:
            where = moved(where, event)
            if event.type in ("bridge_ended", "queue_left", "conference_left"):
                assert where is not None
                assert where.doing == "going", event.type


def test_all_that_was_met_is_among_the_events(calls: dict[str, list[CallEvent]]) -> None:
    events = calls["a key in the last 20 ms of the greeting"]
    entered = {event.ivr for event in events if event.type == "menu_entered"}
    talked = {event.target.id for event in events if event.type == "bridged"}
    assert entered | talked <= summary(events).met


def test_the_types_that_matter_are_types_of_events() -> None:
    from switchboard.call import whereabouts

    assert set(whereabouts.MATTER) == {type_of(event) for event in whereabouts._MATTER}
