"""Whoever holds the other for too long is called anew: the call semantics, section 10."""

from tests.callflow.scenarios.world import OFFICE, Case, company, from_ann, from_outside, to_ann

from switchboard.engine.simulated.scenario import Line
from switchboard.model.office import Office

PATIENT = (OFFICE, Office(hold_limit_s=2))

HELD = [
    Case(
        "who holds the caller too long is called again",
        company(PATIENT, inbound=to_ann()),
        from_outside("wait:7 hangup", phones={"100": Line(after_s=1, talks_s=9, script="wait:1 hold")}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 hold
        4 bridge_ended callee; hold_recalled 100; going_to extension 100; dial_started 100; ringing 100
        5 dial_ended answered; bridged 100
        6 hold
        7 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "a caller who holds too long is called again",
        company(PATIENT),
        from_ann("101", "wait:2 hold", phones={"101": Line(after_s=1, talks_s=9), "100": Line(after_s=1, talks_s=2)}),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        1 dial_ended answered; answered; bridged 101
        2 hold
        4 bridge_ended caller; hold_recalled 100; going_to extension 100; dial_started 100; ringing 100
        5 dial_ended answered; bridged 100
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who comes back in time is not called again",
        company(PATIENT, inbound=to_ann()),
        from_outside(
            phones={"100": Line(after_s=1, talks_s=6, script="wait:1 hold wait:1 resume wait:1.5 hold wait:1 resume")}
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 hold
        3 resume
        4.5 hold
        5.5 resume
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "somebody outside who holds is not called",
        company(PATIENT, inbound=to_ann()),
        from_outside("wait:1.5 hold wait:4 hangup", phones={"100": Line(after_s=1, talks_s=9)}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        1.5 hold
        5.5 bridge_ended caller; call_ended caller normal
        """,
    ),
]
