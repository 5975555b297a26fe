"""What those who are called are told of the caller, and of whoever has sent the caller on."""

from dataclasses import replace

import pytest
from tests.callflow.running import Run
from tests.callflow.scenarios.diverting import ann, bob, diverted
from tests.callflow.scenarios.world import BOB, LINE, SPARE, company, from_ann, from_outside, outside, to_ann

from switchboard.call.events import CallStarted
from switchboard.call.timeline import timeline
from switchboard.engine.port import CallerId, DialRequest, Diversion, DivertReason
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.base import Document
from switchboard.model.destination import ToExtension
from switchboard.model.forwarding import ForwardRule
from switchboard.model.trunk import OutboundRoute, Trunk

pytestmark = pytest.mark.unit

NOBODY = CallerId("")
SHORT = Line(after_s=1, talks_s=1)
BUSY = Line("busy", after_s=1)
TO_BOB = ForwardRule(to=ToExtension(extension=BOB))


def line(**changes: object) -> tuple[int, Trunk]:
    return LINE, Trunk.model_validate({**dict(company().trunks()[0].document), **changes})


def route(**changes: object) -> tuple[int, Document]:
    stored = company().outbound_routes()[0]
    return stored.id, OutboundRoute.model_validate({**dict(stored.document), **changes})


def dialled(scenario: Scenario, *replaced: tuple[int, Document]) -> list[DialRequest]:
    return list(Run(company(*replaced, inbound=to_ann()), scenario).call.dialled)


def withheld(scenario: Scenario) -> Scenario:
    return replace(scenario, withheld=True, caller=scenario.caller if scenario.extension else "")


def test_a_phone_that_withholds_its_number_shows_it_to_nobody() -> None:
    inside, outwards = withheld(from_ann("101")), withheld(from_ann("95551234"))
    assert dialled(inside)[0].caller_id == NOBODY
    # The numbers of its route and trunk would tell whose phone it is.
    assert dialled(outwards, line(keep_caller_id=True))[0].caller_id == NOBODY


def test_a_caller_from_outside_who_withholds_the_number_stays_unknown() -> None:
    forwarded = ann(always=ForwardRule(to=outside()))
    nothing = route(caller_id="", trunks=(SPARE,))
    assert dialled(withheld(from_outside()))[0].caller_id == NOBODY
    assert dialled(withheld(from_outside()), forwarded, nothing)[0].caller_id == NOBODY
    # A number of ours tells nothing of him, and some carriers take no call without one.
    assert dialled(withheld(from_outside()), forwarded)[0].caller_id == CallerId("+49302000")


@pytest.mark.parametrize(
    ("trunk", "of_route", "billed"),
    [
        ({}, "", ""),
        ({"send_identity": True}, "+49302000", "+49302000"),
        ({"send_identity": True}, "", "+49301000"),
        ({"send_identity": True, "caller_id": "", "did_numbers": ("+49308000", "+49308001")}, "", "+49308000"),
        ({"send_identity": True, "caller_id": "", "username": "acct-7"}, "", "acct-7"),
        ({"send_identity": True, "caller_id": ""}, "", ""),
    ],
)
def test_the_number_that_a_call_is_billed_to(trunk: dict[str, object], of_route: str, billed: str) -> None:
    (request,) = dialled(from_ann("95551234"), line(**trunk), route(caller_id=of_route, trunks=(LINE,)))
    assert request.billed_to == billed


def test_the_chain_of_forwards_is_told_with_its_reasons() -> None:
    configuration = ann(busy=TO_BOB), bob(no_answer=ForwardRule(to=outside()))
    lines = {"100": BUSY, "101": Line("no_answer")}
    requests = dialled(
        diverted(1, from_outside(phones=lines)), *configuration, line(send_diversion=True), route(all_extensions=True)
    )
    before = Diversion(CallerId("+49305000"), "user-busy")
    by_ann, by_bob = Diversion(CallerId("100", "Ann"), "user-busy"), Diversion(CallerId("101", "Bob"), "no-answer")
    assert [one.diversions for one in requests] == [(before,), (before, by_ann), (before, by_ann, by_bob)]


@pytest.mark.parametrize(
    ("who", "phone", "reason"),
    [
        (ann(always=TO_BOB), SHORT, "unconditional"),
        (ann(on_dnd=TO_BOB, dnd=True), SHORT, "do-not-disturb"),
        (ann(unreachable=TO_BOB), Line("unregistered"), "unavailable"),
        (ann(busy=TO_BOB), Line("rejects", after_s=1), "user-busy"),
        (ann(), Line("forwards", forwards_to=("101",)), "deflection"),
    ],
)
def test_the_reason_is_that_of_the_rule(who: tuple[int, Document], phone: Line, reason: DivertReason) -> None:
    requests = dialled(from_outside(phones={"100": phone}), who)
    assert requests[-1].diversions == (Diversion(CallerId("100", "Ann"), reason),)


def test_a_trunk_without_the_option_is_told_of_no_diversion() -> None:
    assert dialled(from_outside(), ann(always=ForwardRule(to=outside())))[0].diversions == ()


def test_the_record_says_who_was_called_first_and_who_withholds_the_number() -> None:
    chain = (Diversion(NOBODY, "unconditional"), Diversion(CallerId("+49305000"), "no-answer"))
    run = Run(company(), replace(from_outside("wait:1 hangup"), diversions=chain))
    started = run.events[0]
    assert isinstance(started, CallStarted)
    assert (started.diverted_from, started.diverted_by, started.divert_reason) == ("", "+49305000", "no-answer")
    assert "called withheld first, sent on by +49305000 (no-answer)" in timeline(run.events)[0]
    ours = Run(company(), withheld(from_ann("6500", "wait:1 hangup"))).events[0]
    assert isinstance(ours, CallStarted)
    assert (ours.caller, ours.withheld) == ("100", True)
