"""Calls that a client asks for, in virtual time: by which way they go, and what is told before anybody answers."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from switchboard.call.events import CallEvent
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.memory import Memory
from switchboard.callflow.placing import Placing, Plan, Unplaceable, Wish, plan_of
from switchboard.callflow.router import handle_call, started
from switchboard.callflow.session import Services
from switchboard.clock import LoopClock
from switchboard.engine.port import CallerId, CallInfo, Target, TrunkTarget
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding
from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk
from switchboard.processes.placed_calls import Bounds

from .scenarios.world import ANN, CITY, LINE, SPARE, START, company, from_outside, told

pytestmark = pytest.mark.unit

OUTSIDE = "5551234"


def world() -> Configuration:
    """Ann may call outside, by the first trunk and then by the second."""
    pattern = DialPattern(pattern="X.")
    route = OutboundRoute(name="city", patterns=(pattern,), trunks=(LINE, SPARE), extensions=(ANN,), caller_id="700")
    return company((CITY, route), (LINE, Trunk(name="line", host="192.0.2.1", did_numbers=("800",))))


def placed(wish: Wish, scenario: Scenario, configuration: Configuration | None = None) -> list[CallEvent]:
    """What happens from the wish to the end of the call."""
    events: list[CallEvent] = []

    async def main() -> None:
        loop, known = asyncio.get_running_loop(), configuration or world()
        clock, around, engine = LoopClock(START, loop), Surroundings(scenario), SimulatedEngine(scenario)
        queues = SimulatedQueues(known, scenario, clock)
        ports = (around, around, around.dialplans, SimulatedPins(), Memory(), SimulatedMailboxes({}), queues)
        services = Services(known, clock, events.append, *ports, SimulatedEdits(known))
        plan = plan_of(wish, CallInfo("placed", 1, CallerId(""), "", START), known, engine)
        assert isinstance(plan, Plan), plan
        events.append(started(plan.info, START, "native:crm"))
        placing = Placing(plan, events.append, clock.now, Engagement(queues, "placed"))
        await placing.run(engine.originate, lambda call, at: handle_call(call, services, plan.flow, at))
        await engine.drain(3600)

    run_virtual(main())
    return events


def trunks_tried(events: list[CallEvent]) -> list[str]:
    return [one for one in told(events) if one.startswith(("dial_started", "trunk_skipped"))]


def test_whoever_answers_goes_on_to_the_menu() -> None:
    wish = Wish("100", "6500")
    events = placed(wish, from_outside(phones={"100": Line(after_s=2, talks_s=30, script="wait:1 9 hangup")}))
    assert told(events)[:6] == [
        "dial_started 100",
        "ringing 100",
        "dial_ended answered",
        "answered",
        "going_to ivr 6500",
        "menu_entered 6500 1",
    ]
    assert told(events)[-1].startswith("call_ended caller normal")


@pytest.mark.parametrize(
    ("lines", "tried", "end"),
    [
        ({}, ["dial_started 5551234"], "call_ended caller normal"),
        (
            {LINE: Line("fails", status=503)},
            ["dial_started 5551234", "dial_started 5551234"],
            "call_ended caller normal",
        ),
        (
            {LINE: Line("full")},
            ["trunk_skipped line full", "dial_started 5551234"],
            "call_ended caller normal",
        ),
        ({LINE: Line("busy", status=486)}, ["dial_started 5551234"], "call_ended callee busy"),
        (
            {LINE: Line("full"), SPARE: Line("full")},
            ["trunk_skipped line full", "trunk_skipped spare full"],
            "call_ended callee unreachable",
        ),
    ],
)
def test_trunk_after_trunk_is_tried(lines: Mapping[int, Line], tried: list[str], end: str) -> None:
    events = placed(Wish("6500", OUTSIDE, rights_of="100"), replace(from_outside(), trunks=lines))
    assert trunks_tried(events) == tried
    assert told(events)[-1].startswith(end)


def test_a_call_ends_when_its_time_is_over() -> None:
    wish = Wish("100", "6500", longest_s=3)
    events = placed(wish, from_outside(phones={"100": Line(after_s=1, talks_s=600)}))
    assert (events[-1].at - events[0].at).total_seconds() == 4
    assert told(events)[-1].startswith("call_ended switchboard normal")


def test_do_not_disturb_rings_no_phone() -> None:
    configuration = company((ANN, Extension(name="Ann", number="100", forwarding=Forwarding(dnd=True))))
    events = placed(Wish("100", "6500"), from_outside(), configuration)
    assert told(events) == ["call_ended callee unreachable"]


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish("101", OUTSIDE), "not-permitted"),
        (Wish("6500", OUTSIDE), "not-permitted"),
        (Wish("6500", "112", rights_of="100"), "not-permitted"),
        (Wish("6500", "6501"), "nobody-to-call"),
        (Wish("", "6500"), "no-such-caller"),
        (Wish("100", "*"), "no-such-callee"),
        (Wish("100", "6500", rights_of="6500"), "no-such-extension"),
        (Wish("100", OUTSIDE, caller_id="999"), "caller-id-not-ours"),
    ],
)
def test_what_cannot_be_placed(wish: Wish, why: Unplaceable) -> None:
    info = CallInfo("placed", 1, CallerId(""), "", START)
    assert plan_of(wish, info, world(), SimulatedEngine()) == why


@pytest.mark.parametrize(("wanted", "shown"), [("", "700"), ("800", "800")])
def test_somebody_outside_is_shown_one_of_our_numbers(wanted: str, shown: str) -> None:
    wish, skipped = Wish(OUTSIDE, "6500", rights_of="100", caller_id=wanted), []
    plan = plan_of(wish, CallInfo("placed", 1, CallerId(""), "", START), world(), SimulatedEngine())
    assert isinstance(plan, Plan)
    ways = list(plan.ways(lambda trunk, why: skipped.append(trunk)))
    assert [way.caller_id.number for way in ways] == [shown, shown]
    targets: list[Target] = [TrunkTarget(LINE, OUTSIDE), TrunkTarget(SPARE, OUTSIDE)]
    assert ([way.target for way in ways], skipped) == (targets, [])


def test_a_client_has_so_many_calls_at_once_and_in_a_minute() -> None:
    now_s = 0.0
    bounds = Bounds(2, 3, lambda: now_s)
    one, other = (1, "native:crm"), (2, "native:crm")
    assert [bounds.enter(one) for _ in range(3)] == [True, True, False]
    assert bounds.enter(other)
    bounds.leave(one)
    bounds.leave(one)
    assert [bounds.enter(one), bounds.enter(one)] == [True, False]
    now_s = 60.0
    assert bounds.enter(one)
