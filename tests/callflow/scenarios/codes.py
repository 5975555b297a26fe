"""Feature codes: the call semantics, section 15."""

from tests.callflow.scenarios.world import (
    BOB,
    OFFICE,
    Case,
    company,
    from_ann,
    from_outside,
    to_ann,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.directory import Extension
from switchboard.model.feature_codes import FeatureCodes
from switchboard.model.office import Office
from switchboard.model.trunk import DialPattern, OutboundRoute


def coded(**codes: str) -> tuple[int, Office]:
    """The office with other feature codes."""
    return OFFICE, Office(feature_codes=FeatureCodes(**codes))


CODES = [
    Case(
        "a phone leaves a message by a feature code",
        company(),
        from_ann("*12101", "wait:1 hangup"),
        """
        0 going_to feature_code *12101; going_to extension_voicemail 101; answered; mailbox_entered 101
        0 prompt_started vm-greeting
        1 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a feature code with the number of a group",
        company(),
        from_ann("*12690", "wait:1 hangup"),
        """
        0 going_to feature_code *12690; going_to group_voicemail 690; answered; mailbox_entered 690
        0 prompt_started vm-greeting-group
        1 prompt_ended vm-greeting-group stopped; message_discarded left_before_tone
        1 call_ended caller normal prompt=vm-greeting-group
        """,
    ),
    Case(
        "a feature code with a number that has no mailbox",
        company(),
        from_ann("*126500"),
        "0 going_to feature_code *126500; call_ended switchboard not-found",
    ),
    Case(
        "a feature code that is switched off",
        company(coded(leave_message="")),
        from_ann("*12101"),
        "0 call_ended switchboard not-found",
    ),
    Case(
        "a feature code that needs a number",
        company(),
        from_ann("*12"),
        "0 call_ended switchboard not-found",
    ),
    Case(
        "a feature code wins over an outbound route",
        company((50, OutboundRoute(name="stars", patterns=(DialPattern(pattern="*X."),), trunks=(1,)))),
        from_ann("*12101", "wait:1 hangup"),
        """
        0 going_to feature_code *12101; going_to extension_voicemail 101; answered; mailbox_entered 101
        0 prompt_started vm-greeting
        1 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a trunk dials no feature code",
        company(),
        from_outside(dialled="*12101"),
        "0 call_ended switchboard not-found",
    ),
    Case(
        "a transfer to a feature code",
        company(inbound=to_ann()),
        from_outside("wait:3.5 hangup", phones={"100": Line(after_s=1, talks_s=2, transfers_to="*12101")}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        3 bridge_ended callee; transferred *12101 100; going_to feature_code *12101
        3 going_to extension_voicemail 101; mailbox_entered 101; prompt_started vm-greeting
        3.5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        3.5 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a phone forwards to a feature code",
        company((BOB, Extension(name="Bob", number="101")), inbound=to_ann()),
        from_outside("wait:1.5 hangup", phones={"100": Line("forwards", after_s=1, forwards_to=("*12101",))}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forwarded 100 *12101; going_to feature_code *12101
        1 going_to extension_voicemail 101; answered; mailbox_entered 101; prompt_started vm-greeting
        1.5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1.5 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a phone forwards all calls by a feature code",
        company(),
        from_ann("*31101"),
        """
        0 going_to feature_code *31101; answered; prompt_started forward-on
        2 prompt_ended forward-on to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone forwards by a feature code to a number outside that it may dial",
        company(),
        from_ann("*3395551234"),
        """
        0 going_to feature_code *3395551234; answered; prompt_started forward-on
        2 prompt_ended forward-on to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone forwards by a feature code to a number that it may not dial",
        company(),
        from_ann("*31004912345"),
        """
        0 going_to feature_code *31004912345; answered; prompt_started not-permitted
        2 prompt_ended not-permitted to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone forwards by a feature code to itself",
        company(),
        from_ann("*32100"),
        """
        0 going_to feature_code *32100; answered; prompt_started not-permitted
        2 prompt_ended not-permitted to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone forwards no longer by a feature code",
        company(),
        from_ann("*031"),
        """
        0 going_to feature_code *031; answered; prompt_started forward-off
        2 prompt_ended forward-off to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a phone turns do-not-disturb on by a feature code",
        company(),
        from_ann("*75"),
        """
        0 going_to feature_code *75; answered; prompt_started dnd-on
        2 prompt_ended dnd-on to the end; call_ended switchboard normal
        """,
    ),
]
