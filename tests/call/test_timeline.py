"""The text rendering, and the tagged union as JSON."""

from dataclasses import replace
from typing import get_args

import pytest
from pydantic import TypeAdapter
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import START, company, from_outside, option, with_main

from switchboard.call.events import (
    ActionAnswered,
    ActionAsked,
    CalleeDropped,
    CallEvent,
    DialledTarget,
    DialplanAnswered,
    DialplanAsked,
    DialStarted,
    DisaRefused,
    ForwardRefused,
    Held,
    Interrupted,
    LoopGuard,
    Matched,
    Muted,
    NightModeOn,
    PinEntered,
    Resumed,
    SmsRequested,
    TimeDecided,
    Transferred,
    WebhookRequested,
)
from switchboard.call.timeline import timeline
from switchboard.model.destination import ToNumber
from switchboard.simulation import simulate

pytestmark = pytest.mark.unit

TARGET = DialledTarget(kind="extension", id=100, number="100")


def test_timeline() -> None:
    events = simulate(company(), from_outside("wait:1 9 wait:2.5 1 wait:1 hangup"), START)
    assert timeline(events) == [
        "    0.000  call started    +4930777 calls 555 from trunk #1",
        "    0.000  going to        menu 6500 Main",
        "    0.000  answered",
        "    0.000  menu entered    6500 Main (revision 1, visit 1)",
        "    0.000  prompt started  greeting",
        "    1.000  prompt ended    greeting, stopped after 1000 ms",
        "    1.000  key pressed     9 (rfc4733)",
        "    1.000  no match        9 (count 1)",
        "    1.000  prompt started  greeting",
        "    3.500  prompt ended    greeting, stopped after 2500 ms",
        "    3.500  key pressed     1 (rfc4733)",
        "    3.500  matched         1 (option)",
        "    3.500  going to        extension 100 Ann",
        "    3.500  dial started    100 (extension #100)",
        "    3.500  ringing         100 (extension #100)",
        "    4.500  dial ended      cancelled",
        "    4.500  call ended      by caller, normal, keys 91",
    ]


def test_timeline_of_nothing() -> None:
    assert timeline([]) == []


def test_every_event_happens_has_a_line_and_survives_json() -> None:
    adapter: TypeAdapter[CallEvent] = TypeAdapter(CallEvent)
    unseen = (
        Held(at=START, side="callee"),
        Muted(at=START, side="callee", muted=True, asked_by="native:crm"),
        CalleeDropped(at=START, target=TARGET, asked_by="native:crm"),
        Resumed(at=START, side="callee"),
        Interrupted(at=START),
    )
    seen: dict[str, CallEvent] = {event.type: event for event in unseen}
    assert len(timeline(unseen)) == len(unseen)
    for case in ALL:
        events = simulate(case.configuration, case.scenario, START, limits=case.limits)
        assert len(timeline(events)) == len(events)
        seen.update((event.type, event) for event in events)
    union = get_args(get_args(CallEvent)[0])
    assert set(seen) == {event.model_fields["type"].default for event in union}
    for event in seen.values():
        assert adapter.validate_json(adapter.dump_json(event)) == event


def test_what_decides_in_words() -> None:
    events: list[CallEvent] = [
        TimeDecided(at=START, rule="open", local="2026-03-02T10:00:00", zone="Europe/Berlin", by="daytime"),
        TimeDecided(
            at=START, rule="holiday", local="2026-01-01T10:00:00", zone="UTC", holiday=61, holiday_name="New Year"
        ),
        NightModeOn(at=START, ivr=10, number="6500", by="office"),
        NightModeOn(at=START, ivr=10, number="6500", by="ivr"),
        PinEntered(at=START, outcome="wrong", count=2),
        DisaRefused(at=START, reason="too_many_failures"),
        ForwardRefused(at=START, extension=1, number="100", to="9", reason="not_permitted"),
        ActionAsked(at=START, ivr=10, key=3, name="crm", input="7*"),
        ActionAsked(at=START, ivr=10, key=3, name="crm"),
        ActionAnswered(at=START, action="call", destination="101"),
        ActionAnswered(at=START, action="none", outcome="HTTP status 500"),
        DialplanAsked(at=START, dialplan=70, name="crm"),
        DialplanAsked(at=START, dialplan=70, name="crm", keys="12"),
        DialplanAnswered(at=START, steps=2),
        DialplanAnswered(at=START, steps=0, outcome="HTTP status 500"),
        SmsRequested(at=START, template=64, to="+4930777", ivr=10, keys="1"),
        WebhookRequested(at=START, webhook=65, ivr=10, keys="1"),
        Matched(at=START, entry="101", by="disa"),
        LoopGuard(at=START, which="hops"),
        Held(at=START, side="caller", asked_by="native:crm"),
        Muted(at=START, side="callee", muted=False, asked_by="native:crm"),
        CalleeDropped(at=START, target=TARGET, asked_by="native:crm"),
        Transferred(at=START, to="101", by=100, asked_by="native:crm"),
    ]
    assert [line[11:].strip() for line in timeline(events)] == [
        "time decided       open at 2026-03-02 10:00:00 Europe/Berlin, by daytime",
        "time decided       holiday New Year at 2026-01-01 10:00:00 UTC",
        "night mode         of the office, for menu 6500",
        "night mode         of menu 6500",
        "pin entered        wrong (count 2)",
        "disa refused       too many failures",
        "forward refused    to 9 by 100 (extension #1): not permitted",
        "action asked       crm (#3) about 7*",
        "action asked       crm (#3)",
        "action answered    call 101",
        "action answered    none HTTP status 500",
        "dialplan asked     crm (#70)",
        "dialplan asked     crm (#70) about 12",
        "dialplan answered  2 steps",
        "dialplan answered  HTTP status 500",
        "sms requested      template #64 to +4930777",
        "webhook requested  webhook #65, keys 1",
        "matched            101 (disa)",
        "loop guard         too many hops",
        "hold               by caller, asked for by native:crm",
        "muted              callee heard again, asked for by native:crm",
        "callee dropped     100 (extension #100), asked for by native:crm",
        "transferred        to 101, asked for by native:crm",
    ]


def test_loop_guard_in_words() -> None:
    guards = [LoopGuard(at=START, which="visits"), LoopGuard(at=START, which="time")]
    assert [line.split("loop guard")[1].strip() for line in timeline(guards)] == ["too many visits", "limit of time"]


def test_a_withheld_caller_is_not_told_by_its_extension() -> None:
    withheld = replace(from_outside("wait:1 hangup"), caller="", caller_name="", trunk=None, extension=100)
    assert timeline(simulate(company(), withheld, START))[0].endswith("withheld calls 555")


@pytest.mark.parametrize(("dialled", "shown"), [("95551234", "+49302000"), ("0049", "+4930777"), ("100", None)])
def test_what_a_trunk_was_told_of_the_caller_is_in_the_event(dialled: str, shown: str | None) -> None:
    outside = with_main(options=(option("1", ToNumber(number=dialled)),))
    events = simulate(outside, from_outside("wait:1 1 wait:1 hangup"), START)
    (started,) = (event for event in events if isinstance(event, DialStarted))
    assert started.caller_id == shown
    (line,) = (line for line in timeline(events) if "dial started" in line)
    assert (f", shown {shown}" in line) == (shown is not None)
