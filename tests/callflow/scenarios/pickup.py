"""Picking up calls that ring elsewhere: the call semantics, section 10. Events of both calls."""

from tests.callflow.scenarios.queues import TO_SUPPORT, support
from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CID,
    CREW,
    OFFICE,
    TEAM,
    Case,
    company,
    from_outside,
    meanwhile,
    to_ann,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import ToExtension, ToRingGroup
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.office import Office
from switchboard.model.pickup import PickupOptions

NOBODY_ANSWERS = {"100": Line("no_answer"), "101": Line("no_answer"), "2000": Line("no_answer")}
TO_CREW = ToRingGroup(ring_group=CREW)


def permitting(**pickup: object) -> tuple[int, Office]:
    return OFFICE, Office(pickup=PickupOptions.model_validate(pickup))


PICKUP = [
    Case(
        "a phone picks up the call that rings at another",
        company(inbound=to_ann()),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "*04100", "wait:3 hangup"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *04100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 101; dial_ended answered; answered; bridged 101
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who has picked a call up is recorded as if he had been called",
        company((BOB, Extension(name="Bob", number="101", record=True)), inbound=to_ann()),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "*04100", "wait:3 hangup"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *04100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 101; dial_ended answered; answered; recording_started; bridged 101
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller leaves who talks to somebody who has picked him up",
        company(inbound=to_ann()),
        from_outside("wait:6 hangup", phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "*04100"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *04100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 101; dial_ended answered; answered; bridged 101
        6 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "a phone picks up the call by naming it instead of a number",
        company(inbound=to_ann()),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "100", "wait:3 hangup", picks_up="100"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code 100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 101; dial_ended answered; answered; bridged 101
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a phone that names a call which it may not pick up is refused",
        company(permitting(who="nobody"), inbound=to_ann()),
        from_outside("wait:4 hangup", phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "100", picks_up="100"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code 100; pick_up_asked 100 not_permitted; call_ended switchboard forbidden
        4 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "a phone picks up any call that rings at its group",
        company(inbound=TO_CREW),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "*4", "wait:3 hangup"),)),
        """
        0 going_to ring_group 600; dial_started 100,101; ringing 100; ringing 101
        2 call_started; going_to feature_code *4; answered; pick_up_asked connected; call_ended caller normal
        2 picked_up 101; dial_ended answered; answered; bridged 101
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a call that rings at nobody of its group is not there for a phone",
        company(inbound=to_ann()),
        from_outside("wait:6 hangup", phones=NOBODY_ANSWERS, others=(meanwhile(2, CID, "*4"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *4; pick_up_asked nothing; answered; prompt_started pickup-none
        4 prompt_ended pickup-none to the end; call_ended switchboard normal
        6 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "an extension group may pick up calls from one another",
        company(
            permitting(who="group"),
            (TEAM, ExtensionGroup(name="team", members=(ANN, CID))),
            inbound=to_ann(),
        ),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, CID, "*04100", "wait:3 hangup"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *04100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 2000; dial_ended answered; answered; bridged 2000
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a phone may not pick up calls of others where that is for groups",
        company(permitting(who="group"), inbound=to_ann()),
        from_outside("wait:6 hangup", phones=NOBODY_ANSWERS, others=(meanwhile(2, CID, "*04100"),)),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *04100; pick_up_asked 100 not_permitted; answered
        2 prompt_started not-permitted
        4 prompt_ended not-permitted to the end; call_ended switchboard normal
        6 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "two pick one call up, and the first has it",
        company(inbound=to_ann()),
        from_outside(
            "wait:8 hangup",
            phones=NOBODY_ANSWERS,
            others=(meanwhile(2, BOB, "*04100"), meanwhile(3, CID, "*04100")),
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 call_started; going_to feature_code *04100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 101; dial_ended answered; answered; bridged 101
        3 call_started; going_to feature_code *04100; pick_up_asked 100 nothing; answered; prompt_started pickup-none
        5 prompt_ended pickup-none to the end; call_ended switchboard normal
        8 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "a forwarded call is picked up where it rings, and nobody is asked for a key",
        company(
            (
                ANN,
                Extension(
                    name="Ann",
                    number="100",
                    forwarding=Forwarding(always=ForwardRule(to=ToExtension(extension=BOB), confirm=True)),
                ),
            ),
            inbound=to_ann(),
        ),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, CID, "*04101", "wait:3 hangup"),)),
        """
        0 going_to extension 100; forwarded 100 always 101; going_to extension 101; dial_started 101; ringing 101
        2 call_started; going_to feature_code *04101; answered; pick_up_asked 101 connected; call_ended caller normal
        2 picked_up 2000; dial_ended answered; answered; bridged 2000
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an agent picks up a caller of the queue who rings at another",
        company(support(), inbound=TO_SUPPORT),
        from_outside(phones=NOBODY_ANSWERS, others=(meanwhile(2, BOB, "*04100", "wait:3 hangup"),)),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 call_started; going_to feature_code *04100; answered; pick_up_asked 100 connected; call_ended caller normal
        2 picked_up 101; queue_offer_ended 100 elsewhere; queue_left agent; bridged 101
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who is no agent picks up nobody from a queue",
        company(support(), inbound=TO_SUPPORT),
        from_outside("wait:6 hangup", phones=NOBODY_ANSWERS, others=(meanwhile(2, CID, "*04100"),)),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
        2 call_started; going_to feature_code *04100; pick_up_asked 100 nothing; answered; prompt_started pickup-none
        4 prompt_ended pickup-none to the end; call_ended switchboard normal
        6 queue_offer_ended 100 cancelled; queue_left caller; call_ended caller normal
        """,
    ),
]
