"""Coming to a mailbox, and from there to its operator: the call semantics, section 14."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CREW,
    DAYTIME,
    DESK,
    MAIN,
    NOTICE,
    OFFICE,
    SECOND,
    Case,
    company,
    from_outside,
    menu,
    option,
    prompt,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.destination import (
    ToExtension,
    ToExtensionVoicemail,
    ToGroupVoicemail,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.ivr import Route
from switchboard.model.mailbox import MessageCounts
from switchboard.model.office import Office
from switchboard.model.ring_group import RingGroup
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition
from switchboard.model.voicemail import Greetings, VoicemailOptions

TO_ANN = ToExtensionVoicemail(extension=ANN)
TO_DESK = ToGroupVoicemail(group_voicemail=DESK)
TO_BOB = ToExtension(extension=BOB)
TO_CREW = ToRingGroup(ring_group=CREW)
FULL = MessageCounts(new=60, heard=40)
BUSY = {"100": Line("busy", after_s=1)}
BOB_TALKS = {"101": Line(after_s=1, talks_s=1)}
BOB_RINGS_BRIEFLY = (BOB, Extension(name="Bob", number="101", ring_time_s=3))
OWN = Greetings(general=prompt(NOTICE))
OF_BUSY = Greetings(general=prompt(SECOND), busy=prompt(NOTICE))
TEMPORARY = Greetings(busy=prompt(NOTICE), temporary=prompt(SECOND))


def taking(**options: object) -> tuple[int, Office]:
    """The office with options of all mailboxes."""
    return OFFICE, Office(voicemail=VoicemailOptions.model_validate(options))


OFF = taking(enabled=False)

VOICEMAIL = [
    Case(
        "the voicemail of an extension that no longer exists",
        with_main(options=(option("1", ToExtensionVoicemail(extension=999)),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail
        1 prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard unreachable keys=1
        """,
    ),
    Case(
        "a voicemail that is switched off goes by the rule of the menu",
        company((MAIN, menu(options=(option("1", TO_ANN),), transfer_failed=Route(to=to_sales()))), OFF),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a full mailbox goes by the rule of the menu",
        company((MAIN, menu(options=(option("1", TO_ANN),), transfer_failed=Route(to=TO_BOB)))),
        from_outside("wait:1 1 wait:3 hangup", messages={ANN: FULL}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 prompt_started vm-full
        3 prompt_ended vm-full to the end; going_to extension 101; dial_started 101; ringing 101
        4 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "a full mailbox",
        with_main(options=(option("1", TO_ANN),)),
        from_outside("wait:1 1", messages={ANN: FULL}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension_voicemail 100
        1 prompt_started vm-full
        3 prompt_ended vm-full to the end; call_ended switchboard busy keys=1
        """,
    ),
    Case(
        "the full mailbox of a group, by its number",
        company(),
        Scenario(dialled="690", caller="100", extension=ANN, messages={DESK: FULL}),
        """
        0 going_to group_voicemail 690; answered; prompt_started vm-full
        2 prompt_ended vm-full to the end; call_ended switchboard busy
        """,
    ),
    Case(
        "a full mailbox that makes room by a heard message",
        company(taking(when_full="drop_oldest_heard"), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 hangup", messages={ANN: FULL}),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 message_left caller; call_ended caller normal keys=#
        """,
    ),
    Case(
        "a full mailbox of unheard messages makes no room",
        company(taking(when_full="drop_oldest_heard"), inbound=TO_ANN),
        from_outside(messages={ANN: MessageCounts(new=100)}),
        """
        0 going_to extension_voicemail 100; answered; prompt_started vm-full
        2 prompt_ended vm-full to the end; call_ended switchboard busy
        """,
    ),
    Case(
        "the operator from the greeting does not answer",
        company(taking(operator=TO_BOB), BOB_RINGS_BRIEFLY, inbound=TO_ANN),
        from_outside("wait:1 0 wait:4 0 wait:0.5 hangup", phones={"101": Line("no_answer")}),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed 0; prompt_ended vm-greeting stopped; going_to extension 101; dial_started 101; ringing 101
        4 dial_ended no-answer; going_to extension_voicemail 100; mailbox_entered 100; prompt_started vm-greeting
        5 key_pressed 0
        5.5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        5.5 call_ended caller normal prompt=vm-greeting keys=00
        """,
    ),
    Case(
        "the operator from the greeting answers",
        company(taking(operator=TO_BOB), inbound=TO_ANN),
        from_outside("wait:1 0", phones=BOB_TALKS),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed 0; prompt_ended vm-greeting stopped; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended answered; bridged 101
        3 bridge_ended callee; call_ended callee normal keys=0
        """,
    ),
    Case(
        "the operator after a message",
        company(taking(operator=TO_BOB), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 0", phones=BOB_TALKS),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 message_left operator; going_to extension 101; dial_started 101; ringing 101
        7.5 dial_ended answered; bridged 101
        8.5 bridge_ended callee; call_ended callee normal keys=#
        """,
    ),
    Case(
        "the operator after a message is busy",
        company(taking(operator=TO_BOB), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 0", phones={"101": Line("busy")}),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 message_left operator; going_to extension 101; dial_started 101
        8.5 dial_ended busy; prompt_started busy
        10.5 prompt_ended busy to the end; call_ended switchboard busy keys=#
        """,
    ),
    Case(
        "a caller with a message hangs up while the operator rings",
        company(taking(operator=TO_BOB), inbound=TO_ANN),
        from_outside("wait:1 # wait:2.5 speaks:2.5 wait:0.5 0 wait:1 hangup", phones={"101": Line("no_answer")}),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
        1 key_pressed #; prompt_ended vm-greeting stopped; message_recording
        6.5 message_left operator; going_to extension 101; dial_started 101; ringing 101
        7.5 dial_ended cancelled; call_ended caller normal keys=#
        """,
    ),
    Case(
        "only # ends an own greeting",
        company(taking(greetings=OWN), inbound=TO_ANN),
        from_outside("wait:1 *5 wait:1 # wait:1 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started notice
        1 key_pressed *
        1.2 key_pressed 5
        2.2 key_pressed #; prompt_ended notice stopped; message_recording
        3.2 message_discarded left_before_tone; call_ended caller normal keys=*5#
        """,
    ),
    Case(
        "an own greeting without instructions",
        company(taking(greetings=OWN, instructions=False), inbound=TO_ANN),
        from_outside("wait:5.5 speaks:2.5 wait:0.5 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started notice
        3 prompt_ended notice to the end; message_recording
        8.5 message_left caller; call_ended caller normal
        """,
    ),
    Case(
        "a mailbox that only greets",
        company(taking(greetings=OWN, max_message_s=0), inbound=TO_ANN),
        from_outside(),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started notice
        3 prompt_ended notice to the end; prompt_started goodbye
        5 prompt_ended goodbye to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a caller hangs up in a mailbox that only greets",
        company(taking(greetings=OWN, max_message_s=0), inbound=TO_ANN),
        from_outside("wait:1 hangup"),
        """
        0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started notice
        1 prompt_ended notice stopped; call_ended caller normal prompt=notice
        """,
    ),
    Case(
        "an unanswered call goes to the voicemail that takes it",
        company(
            taking(takes=("no_answer",)),
            (MAIN, menu(options=(option("1", TO_BOB),), transfer_failed=Route(to=to_ann()))),
            BOB_RINGS_BRIEFLY,
        ),
        from_outside("wait:1 1 wait:4 hangup", phones={"101": Line("no_answer")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 101; dial_started 101
        1 ringing 101
        4 dial_ended no-answer; going_to extension_voicemail 101; mailbox_entered 101 no_answer
        4 prompt_started vm-greeting
        5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        5 call_ended caller normal prompt=vm-greeting keys=1
        """,
    ),
    Case(
        "a voicemail takes only those for whom it says so",
        company(taking(takes=("no_answer",)), inbound=to_ann()),
        from_outside(phones=BUSY),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; call_ended switchboard busy
        """,
    ),
    Case(
        "a busy extension whose voicemail takes that",
        company(taking(takes=("busy",)), inbound=to_ann()),
        from_outside("wait:1.5 hangup", phones=BUSY),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; going_to extension_voicemail 100; answered; mailbox_entered 100 busy
        1 prompt_started vm-greeting-busy
        1.5 prompt_ended vm-greeting-busy stopped; message_discarded left_before_tone
        1.5 call_ended caller normal prompt=vm-greeting-busy
        """,
    ),
    Case(
        "a declined call counts as busy for the voicemail",
        company(taking(takes=("busy",), greetings=OF_BUSY), inbound=to_ann()),
        from_outside("wait:1.5 hangup", phones={"100": Line("rejects", after_s=1)}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended rejected; going_to extension_voicemail 100; answered; mailbox_entered 100 busy
        1 prompt_started notice
        1.5 prompt_ended notice stopped; message_discarded left_before_tone; call_ended caller normal prompt=notice
        """,
    ),
    Case(
        "the voicemail of an extension without a phone",
        company(taking(takes=("unreachable",), greetings=OF_BUSY), inbound=to_ann()),
        from_outside("wait:1 hangup", phones={"100": Line("unregistered")}),
        """
        0 going_to extension 100; dial_started 100; dial_ended unreachable; going_to extension_voicemail 100; answered
        0 mailbox_entered 100 unreachable; prompt_started second
        1 prompt_ended second stopped; message_discarded left_before_tone; call_ended caller normal prompt=second
        """,
    ),
    Case(
        "a temporary greeting wins",
        company(taking(takes=("busy",), greetings=TEMPORARY), inbound=to_ann()),
        from_outside("wait:1.5 hangup", phones=BUSY),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; going_to extension_voicemail 100; answered; mailbox_entered 100 busy; prompt_started second
        1.5 prompt_ended second stopped; message_discarded left_before_tone; call_ended caller normal prompt=second
        """,
    ),
    Case(
        "numbers that a phone forwards to come before its voicemail",
        company(taking(takes=("busy", "unreachable")), inbound=to_ann()),
        from_outside(
            "wait:1.2 hangup",
            phones={"100": Line("forwards", after_s=0.3, forwards_to=("101",)), "101": Line("busy", after_s=0.3)},
        ),
        """
        0 going_to extension 100; dial_started 100
        0.3 dial_ended unreachable; forwarded 100 101; going_to extension 101; dial_started 101
        0.6 dial_ended busy; going_to extension_voicemail 101; answered; mailbox_entered 101 busy
        0.6 prompt_started vm-greeting-busy
        1.2 prompt_ended vm-greeting-busy stopped; message_discarded left_before_tone
        1.2 call_ended caller normal prompt=vm-greeting-busy
        """,
    ),
    Case(
        "the voicemail of a phone that forwards to nowhere",
        company(taking(takes=("unreachable",)), inbound=to_ann()),
        from_outside("wait:1.5 hangup", phones={"100": Line("forwards", after_s=1, forwards_to=("7777",))}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended unreachable; forward_refused 100 7777 not_permitted; going_to extension_voicemail 100; answered
        1 mailbox_entered 100 unreachable; prompt_started vm-greeting
        1.5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1.5 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "the voicemail of members takes no calls of a ring group",
        company(taking(takes=("busy",)), (CREW, RingGroup(name="crew", number="600", members=(ANN,))), inbound=TO_CREW),
        from_outside(phones=BUSY),
        """
        0 going_to ring_group 600; dial_started 100
        1 dial_ended busy; call_ended switchboard busy
        """,
    ),
    Case(
        "a group voicemail as the failover of a ring group",
        company((CREW, RingGroup(name="crew", number="600", members=(ANN,), failover=TO_DESK)), inbound=TO_CREW),
        from_outside("wait:1.5 hangup", phones=BUSY),
        """
        0 going_to ring_group 600; dial_started 100
        1 dial_ended busy; going_to group_voicemail 690; answered; mailbox_entered 690
        1 prompt_started vm-greeting-group
        1.5 prompt_ended vm-greeting-group stopped; message_discarded left_before_tone
        1.5 call_ended caller normal prompt=vm-greeting-group
        """,
    ),
    Case(
        "a transfer to the voicemail of a group",
        company(inbound=to_ann()),
        from_outside("wait:3.5 hangup", phones={"100": Line(after_s=1, talks_s=2, transfers_to="690")}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        3 bridge_ended callee; transferred 690 100; going_to group_voicemail 690; mailbox_entered 690
        3 prompt_started vm-greeting-group
        3.5 prompt_ended vm-greeting-group stopped; message_discarded left_before_tone
        3.5 call_ended caller normal prompt=vm-greeting-group
        """,
    ),
    Case(
        "a voicemail by the hours of a time condition",
        company(
            (DAYTIME, TimeCondition(name="daytime", when=Schedule(), open=TO_ANN)),
            inbound=ToTimeCondition(time_condition=DAYTIME),
        ),
        from_outside("wait:1 hangup"),
        """
        0 going_to time_condition; time_decided open daytime; going_to extension_voicemail 100; answered
        0 mailbox_entered 100; prompt_started vm-greeting
        1 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1 call_ended caller normal prompt=vm-greeting
        """,
    ),
]
