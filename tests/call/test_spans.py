"""Calls as traces, by the events of whole calls."""

import json
from datetime import timedelta
from typing import get_args

import pytest
from tests.callflow.scenarios.conferences import CONFERENCES
from tests.callflow.scenarios.leaving import LEAVING
from tests.callflow.scenarios.queues import QUEUES
from tests.callflow.scenarios.ringing import RINGING
from tests.callflow.scenarios.voicemail import VOICEMAIL
from tests.callflow.scenarios.world import START

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.call.events import CallEvent, CallStarted, DialStarted, Interrupted
from switchboard.call.record import CallRecord
from switchboard.call.spans import Name, Span, spans_of, trace_of
from switchboard.simulation import simulate

pytestmark = pytest.mark.unit

CASES = (*CONFERENCES, *LEAVING, *QUEUES, *RINGING, *VOICEMAIL)


def record(events: list[CallEvent]) -> CallRecord:
    started = events[0]
    assert isinstance(started, CallStarted)
    return CallRecord(
        *("a call", 1, "node", started.at, None, events[-1].at, started.caller, started.caller_name, started.dialled),
        *(None, None, "ended", "normal", "caller", (), ""),
    )


@pytest.fixture(scope="module")
def calls() -> list[list[CallEvent]]:
    """The events of scenarios of one call."""

    played = [simulate(case.configuration, case.scenario, START, limits=case.limits) for case in CASES]
    return [events for events in played if sum(one.type == "call_started" for one in events) == 1]


@pytest.fixture(scope="module")
def traces(calls: list[list[CallEvent]]) -> list[list[Span]]:
    return [spans_of(record(events), events) for events in calls]


def test_each_span_is_within_its_parent(traces: list[list[Span]]) -> None:
    for spans in traces:
        by_id = {span.id: span for span in spans}
        assert len(by_id) == len(spans)
        assert [span.name for span in spans if span.parent is None] == ["call"]
        for span in spans[1:]:
            assert span.parent is not None
            parent = by_id[span.parent]
            assert parent.began <= span.began <= span.ended <= parent.ended, (span, parent)


def test_there_is_all_that_a_call_can_meet(traces: list[list[Span]]) -> None:
    assert {span.name for spans in traces for span in spans} == set(get_args(Name))


def test_agents_are_dialled_within_the_queue(traces: list[list[Span]]) -> None:
    parents = {pair for spans in traces for pair in _pairs(spans)}
    assert {("queue", "queue wait"), ("queue", "dial"), ("queue", "bridge"), ("ring group", "dial")} <= parents


def _pairs(spans: list[Span]) -> set[tuple[Name, Name]]:
    """The names of each span's parent and of itself."""
    names = {span.id: span.name for span in spans}
    return {(names[span.parent], span.name) for span in spans if span.parent is not None}


def test_nobodys_number_is_told(calls: list[list[CallEvent]], traces: list[list[Span]]) -> None:
    for events, spans in zip(calls, traces, strict=True):
        started = events[0]
        assert isinstance(started, CallStarted)
        dialled = {target.number for one in events if isinstance(one, DialStarted) for target in one.targets}
        texts = {value for span in spans for value in span.attributes.values() if isinstance(value, str)}
        assert texts.isdisjoint({started.caller, started.caller_name, started.dialled, *dialled} - {""}), texts
        assert {name for span in spans for _, name in span.marks} <= {event.type for event in events}


def test_a_call_that_goes_on_is_not_told_and_one_that_was_lost_has_failed() -> None:
    events: list[CallEvent] = [CallStarted(at=START, caller="+4930111", dialled="6200")]
    assert spans_of(record(events), events) == spans_of(record(events), []) == []
    # A clock that was set back makes no call that ends before it begins.
    events.append(Interrupted(at=START - timedelta(seconds=5)))
    (whole,) = spans_of(record(events[:1]), events)
    assert (whole.began, whole.ended, whole.failed) == (START, START, True)


def test_how_the_audio_was_is_told_with_the_call() -> None:
    party = AudioParty("a call", "callee", "+4930111", None, 3)
    audio = AudioReport(party, "PCMA", False, AudioWay(500, 0.5, 2.0, 4.2), AudioWay(510), 31.5)
    events: list[CallEvent] = [CallStarted(at=START, caller="+4930111", dialled="6200"), Interrupted(at=START)]
    (whole,) = spans_of(record(events), events, [audio])
    told = {name: value for name, value in whole.attributes.items() if ".audio." in name}
    assert told == {
        "switchboard.audio.callee.codec": "PCMA",
        "switchboard.audio.callee.round_trip_ms": 31.5,
        "switchboard.audio.callee.received.loss_percent": 0.5,
        "switchboard.audio.callee.received.jitter_ms": 2.0,
        "switchboard.audio.callee.received.mos": 4.2,
    }
    assert "+4930111" not in json.dumps(whole.attributes)


def test_the_trace_is_found_by_the_id_of_the_call() -> None:
    """The first 32 digits that `sha256sum` prints."""
    assert f"{trace_of('abc'):032x}" == "ba7816bf8f01cfea414140de5dae2223"
