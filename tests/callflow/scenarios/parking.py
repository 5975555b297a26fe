"""Parking: the call semantics, section 10. Events of both calls."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    OFFICE,
    Case,
    company,
    from_ann,
    from_outside,
    meanwhile,
    to_ann,
    to_sales,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.office import Office
from switchboard.model.pickup import ParkingOptions

ONCE_THEN_NOT = Line(after_s=1, talks_s=1, transfers_to="6001", then=Line("rejects", after_s=1))
"""Parks its first caller, and declines the next call."""


FORWARDS_TO_BOB = Extension(
    name="Ann", number="100", forwarding=Forwarding(busy=ForwardRule(to=ToExtension(extension=BOB)))
)


def lot(**parking: object) -> tuple[int, Office]:
    return OFFICE, Office(parking=ParkingOptions.model_validate(parking))


PARKING = [
    Case(
        "a caller is parked in a slot, and somebody dials it",
        company(inbound=to_ann()),
        from_outside(
            phones={"100": Line(after_s=1, talks_s=1, transfers_to="6001")},
            others=(meanwhile(5, BOB, "6001", "wait:2 hangup"),),
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; transferred 6001 100; going_to feature_code 6001; parked 6001 100
        5 call_started; going_to feature_code 6001; answered; pick_up_asked 6001 connected
        5 call_ended caller normal; picked_up 101; bridged 101
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who has parked a caller by the code is called and told the slot",
        company(inbound=to_ann()),
        from_outside(
            phones={"100": Line(after_s=1, talks_s=1, transfers_to="*5")},
            others=(meanwhile(12, BOB, "6000", "wait:2 hangup"),),
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; transferred *5 100; going_to feature_code *5; parked 6000 100
        10 park_announced 6000 100 yes
        12 call_started; going_to feature_code 6000; answered; pick_up_asked 6000 connected; call_ended caller normal
        12 picked_up 101; bridged 101
        14 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a phone is told a slot, and its caller is parked by an attended transfer",
        company(inbound=to_ann()),
        from_outside(
            phones={"100": Line(after_s=1, talks_s=4.5, consults="*5")},
            others=(meanwhile(8, BOB, "6000", "wait:2 hangup"),),
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        1.5 call_started; going_to feature_code *5; answered; prompt_started park-slot
        3.5 prompt_ended park-slot to the end; prompt_started digits
        5.5 caller_replaced +4930777 1; bridge_ended callee; transferred *5 100; call_ended callee normal
        5.5 prompt_ended digits stopped; parked 6000 100
        8 call_started; going_to feature_code 6000; answered; pick_up_asked 6000 connected; call_ended caller normal
        8 picked_up 101; bridged 101
        10 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a transfer to a lot without a free slot is declined, and the two talk on",
        company(lot(slots=1), inbound=to_ann()),
        from_outside(
            phones={"100": Line(after_s=1, talks_s=2, transfers_to="*5")},
            others=(meanwhile(0.5, BOB, "*5", "wait:6 hangup"),),
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        0.5 call_started; going_to feature_code *5; answered; prompt_started park-slot
        1 dial_ended answered; answered; bridged 100
        2.5 prompt_ended park-slot to the end; prompt_started digits
        3 park_refused
        5 bridge_ended callee; call_ended callee normal
        6.5 prompt_ended digits stopped; call_ended caller normal prompt=digits
        """,
    ),
    Case(
        "a phone is told that no slot is free",
        company(lot(slots=0)),
        from_ann("*5"),
        """
        0 going_to feature_code *5; park_refused; answered; prompt_started park-full
        2 prompt_ended park-full to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone dials a slot in which nobody waits",
        company(),
        from_ann("6005"),
        """
        0 going_to feature_code 6005; pick_up_asked 6005 nothing; answered; prompt_started pickup-none
        2 prompt_ended pickup-none to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone does not park anybody after it was told the slot",
        company(),
        from_ann("*056005"),
        """
        0 going_to feature_code *056005; answered; prompt_started park-slot
        2 prompt_ended park-slot to the end; prompt_started digits
        7 prompt_ended digits to the end
        9 prompt_started park-slot
        11 prompt_ended park-slot to the end; prompt_started digits
        16 prompt_ended digits to the end
        18 prompt_started park-slot
        20 prompt_ended park-slot to the end; prompt_started digits
        25 prompt_ended digits to the end
        27 call_ended switchboard normal
        """,
    ),
    Case(
        "a parked caller hangs up",
        company(inbound=to_ann()),
        from_outside("wait:5 hangup", phones={"100": Line(after_s=1, talks_s=1, transfers_to="6001")}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; transferred 6001 100; going_to feature_code 6001; parked 6001 100
        5 call_ended caller normal
        """,
    ),
    Case(
        "a parked caller comes back to who has parked him",
        company(lot(time_s=10), inbound=to_ann()),
        from_outside("wait:13.5 hangup", phones={"100": Line(after_s=1, talks_s=1, transfers_to="6001")}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; transferred 6001 100; going_to feature_code 6001; parked 6001 100
        12 park_timed_out 6001 100; dial_started 100; ringing 100
        13 dial_ended answered; bridged 100
        13.5 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "a parked caller comes back to a phone that does not answer, and its rule is followed",
        company(lot(time_s=10), (ANN, FORWARDS_TO_BOB), inbound=to_ann()),
        from_outside("wait:16 hangup", phones={"100": ONCE_THEN_NOT}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; transferred 6001 100; going_to feature_code 6001; parked 6001 100
        12 park_timed_out 6001 100; dial_started 100; ringing 100
        13 dial_ended rejected; forwarded 100 busy 101; going_to extension 101; dial_started 101; ringing 101
        15 dial_ended answered; bridged 101
        16 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "a parked caller comes back in vain, and goes where the office says",
        company(lot(time_s=10, then=to_sales()), inbound=to_ann()),
        from_outside("wait:15.5 hangup", phones={"100": ONCE_THEN_NOT}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; transferred 6001 100; going_to feature_code 6001; parked 6001 100
        12 park_timed_out 6001 100; dial_started 100; ringing 100
        13 dial_ended rejected; going_to ivr 6501; menu_entered 6501 1; prompt_started second
        15.5 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a phone that forwards to a slot parks nobody",
        company(inbound=to_ann()),
        from_outside(phones={"100": Line("forwards", after_s=1, forwards_to=("6001",))}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 6001; going_to feature_code 6001; call_ended switchboard forbidden
        """,
    ),
]
