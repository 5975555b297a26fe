"""The legs of calls, by the events of whole calls."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import START, Case

from switchboard.call import events as happened
from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, DialledTarget
from switchboard.call.legs import Disposition, Leg, LegKind, legs_of
from switchboard.call.outcome import outcome_of
from switchboard.simulation import simulate

pytestmark = pytest.mark.unit
PEOPLE = ("extension", "outside")
ANN, BO = (DialledTarget(kind="extension", id=id, number=number) for id, number in ((85, "1000"), (86, "1001")))


@pytest.fixture(scope="module")
def calls() -> dict[str, list[CallEvent]]:
    """The events of every scenario of one call, by its name: of several calls they would be mixed."""

    def events(case: Case) -> list[CallEvent]:
        return simulate(case.configuration, case.scenario, START, limits=case.limits)

    played = {case.name: events(case) for case in ALL}
    return {name: events for name, events in played.items() if sum(one.type == "call_started" for one in events) == 1}


def ended_at(leg: Leg) -> datetime:
    assert leg.ended_at is not None
    return leg.ended_at


def test_every_call_has_legs_that_are_over_with_it(calls: dict[str, list[CallEvent]]) -> None:
    for name, events in calls.items():
        legs = legs_of(events)
        assert legs, name
        for leg in legs:
            begin = [leg.started_at, leg.rang_at or leg.started_at, leg.answered_at or leg.started_at]
            assert events[0].at <= min(begin) == leg.started_at, (name, leg)
            assert max(begin) <= ended_at(leg) <= events[-1].at, (name, leg)
            assert (leg.ring_ms or 0) + (leg.talk_ms or 0) <= leg.duration_ms, (name, leg)


def test_nobody_talks_twice_at_once(calls: dict[str, list[CallEvent]]) -> None:
    """Neither to two people nor in two places; only that in which people are called goes on while they talk."""
    for name, events in calls.items():
        people = [leg for leg in legs_of(events) if leg.kind in PEOPLE and leg.answered_at]
        places = [
            leg for leg in legs_of(events) if leg.kind not in (*PEOPLE, "ring_group", "queue") and leg.answered_at
        ]
        talks = sorted((leg.answered_at, ended_at(leg)) for leg in (*people, *places) if leg.answered_at)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(talks)), name


def test_who_talked_is_answered_and_nobody_else(calls: dict[str, list[CallEvent]]) -> None:
    for name, events in calls.items():
        legs = legs_of(events)
        bridged = [event for event in events if isinstance(event, happened.Bridged)]
        assert len([leg for leg in legs if leg.kind in PEOPLE and leg.disposition == "answered"]) == len(bridged), name
        answered = any(leg.disposition == "answered" for leg in legs if leg.kind in (*PEOPLE, "conference", "dialled"))
        if outcome_of(events) == "answered":
            assert answered, name
        for leg in legs:
            assert (leg.answered_at is not None) == (leg.disposition in ("answered", "voicemail")), (name, leg)


def test_all_talks_of_a_call_are_in_its_legs(calls: dict[str, list[CallEvent]]) -> None:
    """So long as caller and callee talked by the events, so long they did in the legs of those who were called."""
    for name, events in calls.items():
        talked, since = timedelta(), None
        for event in events:
            if isinstance(event, happened.Bridged):
                since = event.at
            elif isinstance(event, happened.BridgeEnded | happened.CallEnded) and since is not None:
                talked, since = talked + (event.at - since), None
        legs = [leg for leg in legs_of(events) if leg.kind in PEOPLE]
        assert sum(leg.talk_ms or 0 for leg in legs) == round(talked.total_seconds() * 1000), name


def test_there_is_all_that_a_leg_can_be(calls: dict[str, list[CallEvent]]) -> None:
    legs = [leg for events in calls.values() for leg in legs_of(events)]
    assert {leg.kind for leg in legs} == set(get_args(LegKind))
    assert {leg.disposition for leg in legs} == set(get_args(Disposition))


def told(events: Sequence[CallEvent]) -> list[str]:
    """Of each leg its kind, its number, what became of it, and for how many seconds it rang and was talked in."""
    return [
        " ".join(f"{leg.kind} {leg.number} {leg.disposition} {_s(leg.ring_ms)} {_s(leg.talk_ms)}".split())
        for leg in legs_of(events)
    ]


def _s(ms: int | None) -> str:
    return "-" if ms is None else f"{ms / 1000:g}"


@pytest.mark.parametrize(
    ("name", "legs"),
    [
        (
            "a ring group rings one after the other",
            [
                "ivr 6500 answered - 1",
                "ring_group 600 answered 4 1",
                "extension 100 no-answer 2 -",
                "extension 101 busy - -",
                "extension 2000 answered 1 1",
            ],
        ),
        (
            "a ring group that nobody answers is announced",
            ["ivr 6500 answered - 1", "ring_group 600 no-answer 2 -", "extension 100 no-answer 2 -"],
        ),
        (
            "an agent who declines is followed by the next",
            ["queue 640 answered 2 1", "extension 100 failed 1 -", "extension 101 answered 1 1"],
        ),
        ("a group of phones that all forward", ["ring_group 600 failed - -"]),
        (
            "a transfer to the voicemail of a group",
            ["extension 100 answered 1 2", "voicemail 690 voicemail - 0.5"],
        ),
        ("a caller whom a list refuses is busy", ["dialled 555 busy - -"]),
    ],
)
def test_legs_of_a_call(calls: dict[str, list[CallEvent]], name: str, legs: list[str]) -> None:
    assert told(calls[name]) == legs


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def placed(*events: CallEvent) -> list[CallEvent]:
    """Bo is called for a client, whose phone rings for two seconds, and is to go on to a menu."""
    return [
        happened.CallStarted(at=at(0), caller="1001", dialled="6200", extension=86, placed_by="yeastar:crm"),
        happened.DialStarted(at=at(0), targets=(BO,)),
        happened.Ringing(at=at(1), target=BO),
        *events,
    ]


def test_who_is_called_for_a_client_is_the_caller_and_no_leg() -> None:
    answered = placed(
        happened.DialEnded(at=at(3), outcome="answered"),
        happened.CallAnswered(at=at(3)),
        happened.MenuEntered(at=at(3), ivr=50, number="6200", name="Main", revision=1, visit=1),
        happened.CallEnded(at=at(5), by="caller", cause=Cause.NORMAL),
    )
    assert told(answered) == ["ivr 6200 answered - 2"]
    (leg,) = legs_of(answered)
    assert leg.caller.number == "1001"
    busy = placed(
        happened.DialEnded(at=at(3), outcome=Cause.BUSY, status=486),
        happened.CallEnded(at=at(3), by="callee", cause=Cause.BUSY),
    )
    assert told(busy) == ["dialled 6200 busy 2 -"]


def test_who_is_sent_on_by_the_caller_is_the_caller_then() -> None:
    events: list[CallEvent] = [
        happened.CallStarted(at=at(0), caller="1001", dialled="1000", extension=86),
        happened.DialStarted(at=at(0), targets=(ANN,)),
        happened.DialEnded(at=at(1), outcome="answered"),
        happened.Bridged(at=at(1), target=ANN),
        happened.BridgeEnded(at=at(4), by="caller"),
        happened.Transferred(at=at(4), to="6200", by=86),
        happened.MenuEntered(at=at(4), ivr=50, number="6200", name="Main", revision=1, visit=1),
        happened.Interrupted(at=at(6)),
    ]
    assert told(events) == ["extension 1000 answered - 3", "ivr 6200 answered - 2"]
    assert [leg.caller.number for leg in legs_of(events)] == ["1001", "1000"]
