"""How a call ends, whatever happens to it, and what an engine is asked for."""

import asyncio
from dataclasses import replace

import pytest
from tests.callflow.running import Run
from tests.callflow.scenarios.asked import action
from tests.callflow.scenarios.world import (
    ANN,
    CREW,
    LINE,
    MAIN,
    OFFICE,
    SPARE,
    START,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    outside,
    to_ann,
    told,
    with_main,
)

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallEvent, CallStarted
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Services
from switchboard.clock import LoopClock
from switchboard.engine.port import (
    Audio,
    BridgeEnd,
    CallerId,
    CallInfo,
    Leg,
    Origination,
    PhoneTarget,
    Played,
    TrunkTarget,
)
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.action_url import ActionQuestion
from switchboard.model.destination import ToNumber, ToRingGroup
from switchboard.model.directory import Extension
from switchboard.model.ivr import MenuCallerId, NightMode, Route
from switchboard.model.office import Office
from switchboard.model.trunk import Trunk
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit


class Broken(SimulatedCall):
    """Its media fail in an unforeseen way."""

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        raise OSError("worker is gone")


class Held(SimulatedCall):
    """Its callee puts the caller on hold for a while; then the caller sends the callee to 101."""

    async def bridge(self, leg: Leg) -> BridgeEnd:
        self.answered = True
        self.events.on_hold("callee", True)
        await asyncio.sleep(3)
        self.events.on_hold("callee", False)
        if len(self.dialled) > 1:
            return BridgeEnd("callee")
        self.is_recording = False
        return BridgeEnd("caller", transfer_to="101", transferred_by=ANN)


def test_a_fault_of_the_engine_ends_the_call_and_is_raised() -> None:
    run = Run(company(), from_outside(), Broken)
    assert told(run.events)[-2:] == [
        "call_ended switchboard failed menu=6500 prompt=greeting",
        "key_pressed raised",
    ]
    assert run.call.hung_up is Cause.FAILED


def test_somebody_whom_we_have_called_is_a_caller_who_was_answered() -> None:
    events: list[CallEvent] = []

    async def main() -> None:
        scenario = from_outside(phones={"100": Line(after_s=1, talks_s=3)})
        around = Surroundings(scenario)
        clock = LoopClock(START, asyncio.get_running_loop())
        configuration = company((ANN, Extension(name="Ann", number="100", record=True)))
        queues, edits = SimulatedQueues(configuration, scenario, clock), SimulatedEdits(configuration)
        world = (around, around, around.dialplans, SimulatedPins(), Memory(), SimulatedMailboxes({}), queues, edits)
        services = Services(configuration, clock, events.append, *world)
        engine = SimulatedEngine(scenario)
        origination = Origination(1, PhoneTarget(ANN, "100"), 20, CallerId("600"), dialled="101")
        assert isinstance(await engine.originate(origination, lambda call: handle_call(call, services)), CallInfo)
        await engine.drain(60)

    run_virtual(main())
    started = events[0]
    assert isinstance(started, CallStarted)
    assert (started.caller, started.extension, started.dialled) == ("100", ANN, "101")
    assert told(events)[:4] == ["answered", "recording_started", "going_to extension 101", "dial_started 101"]
    assert told(events)[-1] == "call_ended caller normal"


def test_the_engine_says_who_ended_the_call() -> None:
    run = Run(company(), replace(from_outside(), caller_name="system"))
    assert told(run.events)[-1] == "call_ended switchboard media-lost menu=6500 prompt=greeting"


def test_call_ended_tells_how_much_of_the_prompt_was_heard() -> None:
    run = Run(company(), from_outside("wait:1.234 hangup"))
    ended = run.events[-1]
    assert isinstance(ended, CallEnded)
    assert ended.offset_ms == 1234


def test_the_call_is_hung_up_once_with_the_cause() -> None:
    assert Run(company(), from_ann("4711")).call.hung_up is Cause.NOT_FOUND
    assert Run(company(), from_ann("101")).call.hung_up is Cause.NORMAL


def test_hold_and_a_transfer_by_the_caller() -> None:
    run = Run(company(), from_ann("6501", "wait:1 1"), Held)
    assert told(run.events)[-14:] == [
        "bridged 100",
        "hold",
        "resume",
        "bridge_ended caller",
        "transferred 101 100",
        "going_to extension 101",
        "dial_started 101",
        "ringing 101",
        "dial_ended answered",
        "bridged 101",
        "hold",
        "resume",
        "bridge_ended callee",
        "call_ended callee normal keys=1",
    ]


def test_a_recording_goes_on_with_the_callee_after_a_transfer_by_the_caller() -> None:
    configuration = company((ANN, Extension(name="Ann", number="100", record=True)))
    run = Run(configuration, from_ann("6501", "wait:1 1"), Held)
    transferred = told(run.events).index("transferred 101 100")
    assert told(run.events)[transferred : transferred + 3] == [
        "transferred 101 100",
        "recording_stopped",
        "recording_started",
    ]
    assert (run.call.recordings, run.call.is_recording) == (2, True)


def test_alert_info_goes_to_phones_that_ring_because_of_the_menu() -> None:
    configuration = with_main(alert_info="<http://example.com>;info=sales")
    phones = {"100": Line(transfers_to="101", talks_s=1)}
    call = Run(configuration, from_outside("wait:1 1", phones=phones)).call
    assert [request.alert_info for request in call.dialled] == ["<http://example.com>;info=sales", ""]
    assert Run(configuration, from_ann("101")).call.dialled[0].alert_info == ""


def test_caller_id_inside_is_the_callers() -> None:
    assert Run(company(), from_outside("wait:1 1")).call.dialled[0].caller_id == CallerId("+4930777")


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "+49302000"),
        ({"caller_id": ""}, "+49301000"),
        ({"caller_id": "", "trunks": (SPARE,)}, "+4930777"),
    ],
    ids=["the route's", "the trunk's", "the caller's"],
)
def test_caller_id_outside(changes: dict[str, object], shown: str) -> None:
    base = company()
    route = base.outbound_routes()[0]
    changed = type(route.document).model_validate({**dict(route.document), **changes})
    configuration = company((route.id, changed), (MAIN, menu(options=(option("1", outside()),))))
    assert Run(configuration, from_outside("wait:1 1")).call.dialled[0].caller_id.number == shown


def test_caller_id_is_withheld_where_nothing_allows_it() -> None:
    trunk = company().trunks()[0].document
    route = company().outbound_routes()[0]
    bare = (route.id, route.document.model_copy(update={"caller_id": ""}))
    silent = (LINE, trunk.model_copy(update={"caller_id": ""}))
    configuration = company(bare, silent, (MAIN, menu(options=(option("1", outside()),))))
    assert Run(configuration, from_outside("wait:1 1")).call.dialled[0].caller_id == CallerId("")


def test_recording_is_off_in_the_engine_after_a_route_stopped_it() -> None:
    trunk = company().trunks()[0].document.model_copy(update={"record": True})
    configuration = company((LINE, trunk), (MAIN, menu(options=(option("1", stop_recording=True),))))
    call = Run(configuration, from_outside("wait:1 1")).call
    assert (call.recordings, call.is_recording) == (1, False)


def test_caller_id_outside_is_the_menus_own_for_the_trunk() -> None:
    own = MenuCallerId(trunk=SPARE, number="+49303000", display_name="Switchboard Ltd")
    failing = {LINE: Line("fails", status=503)}
    configuration = company((MAIN, menu(options=(option("1", outside()),), caller_ids=(own,))))
    first, second = Run(configuration, from_outside("wait:1 1", trunks=failing)).call.dialled
    assert (first.caller_id, second.caller_id) == (CallerId("+49302000"), CallerId("+49303000", "Switchboard Ltd"))


def test_the_menus_caller_id_goes_along_at_night_and_to_numbers() -> None:
    own = MenuCallerId(trunk=LINE, number="+49303000")
    night = NightMode(enabled=True, route=Route(to=ToNumber(number="95551234")))
    configuration = company((MAIN, menu(night=night, caller_ids=(own,))))
    (request,) = Run(configuration, from_outside()).call.dialled
    assert request.caller_id == CallerId("+49303000")


def test_a_trunk_is_told_the_caller_in_its_own_form() -> None:
    line = Trunk(name="line", host="192.0.2.1", caller_number_form="national", caller_id="+49301000")
    route = company().outbound_routes()[0]
    bare = (route.id, route.document.model_copy(update={"caller_id": ""}))
    through = (MAIN, menu(options=(option("1", outside()),)))
    configuration = company((OFFICE, Office(country="DE")), (LINE, line), bare, through)
    assert Run(configuration, from_outside("wait:1 1")).call.dialled[0].caller_id == CallerId("0301000")
    own = (LINE, line.model_copy(update={"caller_id": "", "keep_caller_id": True}))
    configuration = company((OFFICE, Office(country="DE")), own, bare)
    assert Run(configuration, from_ann("95551234")).call.dialled[0].caller_id.number == "100"


@pytest.mark.parametrize(("sent", "known"), [("030123456", "+4930123456"), ("100", "100"), ("", "")])
def test_a_caller_from_outside_has_one_number_however_his_provider_writes_it(sent: str, known: str) -> None:
    configuration = company((OFFICE, Office(country="DE", area_code="30")), inbound=to_ann())
    call = run_virtual(run_scenario(configuration, replace(from_outside(), caller=sent), START)).call
    assert (call.info.caller.number, call.dialled[0].caller_id.number) == (known, known)


def test_no_call_goes_out_through_a_trunk_that_is_off() -> None:
    off = company().trunks()[0].document.model_copy(update={"enabled": False})
    configuration = company((LINE, off), (MAIN, menu(options=(option("1", outside()),))))
    assert [trunk.id for trunk in configuration.trunks()] == [SPARE]
    (request,) = Run(configuration, from_outside("wait:1 1")).call.dialled
    assert request.targets == (TrunkTarget(SPARE, "5551234"),)


def test_alert_info_goes_to_ring_groups() -> None:
    to_crew = option("1", ToRingGroup(ring_group=CREW))
    configuration = company((MAIN, menu(options=(to_crew,), alert_info="<x>;info=crew")))
    assert Run(configuration, from_outside("wait:1 1")).call.dialled[0].alert_info == "<x>;info=crew"


def test_a_phone_is_told_that_a_caller_comes_back() -> None:
    configuration = company((OFFICE, Office(transfer_recall=True)))
    lines = {"100": Line(after_s=1, talks_s=1, transfers_to="101"), "101": Line("busy")}
    dialled = Run(configuration, from_outside("wait:1 1 wait:7 hangup", phones=lines)).call.dialled
    assert [request.alert_info for request in dialled[:3]] == ["", "", "transfer-recall"]


def test_a_web_server_is_told_who_calls_and_what_was_pressed() -> None:
    ask = action(1, "7*")
    scenario = replace(from_outside("wait:1 75"), caller_name="Ada")
    around = run_virtual(run_scenario(company((MAIN, menu(actions=(ask,)))), scenario, START)).around
    assert around.asked == [ActionQuestion("+4930777", "Ada", "6500", "Main", "75", "simulated")]
