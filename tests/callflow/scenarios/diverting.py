"""Do-not-disturb and the rules by which extensions forward: the call semantics, section 10."""

from dataclasses import replace

from tests.callflow.scenarios.queues import TO_SUPPORT, support
from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CID,
    CREW,
    LINE,
    MAIN,
    NOTICE,
    OFFICE,
    SECOND,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    outside,
    prompt,
    to_ann,
    to_sales,
)

from switchboard.engine.port import CallerId, Diversion
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.destination import (
    PlayAndExit,
    ToExtension,
    ToExtensionVoicemail,
    ToNumber,
    ToRingGroup,
)
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.ivr import Route
from switchboard.model.office import Office
from switchboard.model.ring_group import RingGroup
from switchboard.model.schedule import DayHours, Schedule, TimeRange, WeekHours
from switchboard.model.voicemail import Greetings, Voicemail, VoicemailOptions

TO_BOB = ToExtension(extension=BOB)
TO_CID = ToExtension(extension=CID)
TO_CREW = ToRingGroup(ring_group=CREW)
SHORT = Line(after_s=1, talks_s=1)
SILENT = Line("no_answer")
EVENING = WeekHours(monday=DayHours(open=True, ranges=(TimeRange(start="18:00", end="22:00"),)))


def ann(*, takes: tuple[str, ...] = (), ring_time_s: int = 3, **forwarding: object) -> tuple[int, Extension]:
    """Ann, who forwards."""
    voicemail = Voicemail.model_validate({"takes": takes})
    rules = Forwarding.model_validate(forwarding)
    return ANN, Extension(name="Ann", number="100", ring_time_s=ring_time_s, voicemail=voicemail, forwarding=rules)


def bob(**forwarding: object) -> tuple[int, Extension]:
    """Bob, who forwards."""
    rules = Forwarding.model_validate(forwarding)
    return BOB, Extension(name="Bob", number="101", ring_time_s=20, forwarding=rules)


def crew(*members: int, **options: object) -> tuple[int, RingGroup]:
    return CREW, RingGroup.model_validate({"name": "crew", "number": "600", "members": members, **options})


def diverted(times: int, scenario: Scenario) -> Scenario:
    """Another exchange has sent the caller on so often."""
    return replace(scenario, diversions=(Diversion(CallerId("+49305000"), "user-busy", times),))


DIVERTING = [
    Case(
        "a phone that is not to be disturbed does not ring",
        company(ann(dnd=True), inbound=to_ann()),
        from_outside(),
        "0 going_to extension 100; not_rung 100 dnd; call_ended switchboard busy",
    ),
    Case(
        "a caller of somebody who is not to be disturbed goes by the rule for that",
        company(ann(dnd=True, on_dnd=ForwardRule(to=TO_BOB)), inbound=to_ann()),
        from_outside(phones={"101": SHORT}),
        """
        0 going_to extension 100; not_rung 100 dnd; forwarded 100 on_dnd 101; going_to extension 101; dial_started 101
        0 ringing 101
        1 dial_ended answered; answered; bridged 101
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller of somebody who is not to be disturbed goes to the voicemail that takes that",
        company(
            ann(dnd=True, takes=("dnd",)),
            (OFFICE, Office(voicemail=VoicemailOptions(greetings=Greetings(busy=prompt(SECOND), dnd=prompt(NOTICE))))),
            inbound=to_ann(),
        ),
        from_outside("wait:1 hangup"),
        """
        0 going_to extension 100; not_rung 100 dnd; going_to extension_voicemail 100; answered; mailbox_entered 100 dnd
        0 prompt_started notice
        1 prompt_ended notice stopped; message_discarded left_before_tone; call_ended caller normal prompt=notice
        """,
    ),
    Case(
        "a menu's caller of somebody who is not to be disturbed goes by the menu's rule",
        company(ann(dnd=True), (MAIN, menu(options=(option("1", to_ann()),), transfer_failed=Route(to=to_sales())))),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; not_rung 100 dnd
        1 going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "the rule always lets the phone not ring",
        company(ann(always=ForwardRule(to=PlayAndExit(prompt=prompt(NOTICE)))), inbound=to_ann()),
        from_outside(),
        """
        0 going_to extension 100; forwarded 100 always play notice, then hang up; going_to play_and_exit; answered
        0 prompt_started notice
        3 prompt_ended notice to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a busy phone's caller goes by the rule busy",
        company(ann(busy=ForwardRule(to=TO_BOB), no_answer=ForwardRule(to=TO_CID)), inbound=to_ann()),
        from_outside(phones={"100": Line("busy", after_s=1), "101": SHORT}),
        """
        0 going_to extension 100; dial_started 100
        1 dial_ended busy; forwarded 100 busy 101; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended answered; answered; bridged 101
        3 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a declined call goes by the rule busy, and stays declined without one",
        company(ann(busy=ForwardRule(to=TO_BOB)), bob(), inbound=to_ann()),
        from_outside(phones={"100": Line("rejects", after_s=1), "101": Line("rejects", after_s=1)}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended rejected; forwarded 100 busy 101; going_to extension 101; dial_started 101; ringing 101
        2 dial_ended rejected; call_ended switchboard rejected
        """,
    ),
    Case(
        "an unregistered extension's caller goes by the rule unreachable",
        company(ann(unreachable=ForwardRule(to=ToNumber(number="101"))), inbound=to_ann()),
        from_outside(phones={"100": Line("unregistered"), "101": SHORT}),
        """
        0 going_to extension 100; dial_started 100; dial_ended unreachable; forwarded 100 unreachable 101
        0 going_to extension 101; dial_started 101; ringing 101
        1 dial_ended answered; answered; bridged 101
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an unanswered call goes out by the routes of who forwards",
        company(ann(no_answer=ForwardRule(to=outside())), inbound=to_ann()),
        from_outside(phones={"100": SILENT}, trunks={LINE: SHORT}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        3 dial_ended no-answer; forwarded 100 no_answer 95551234; going_to external_number 95551234
        3 dial_started 5551234; ringing 5551234
        4 dial_ended answered; answered; bridged 5551234
        5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a rule with a number that the extension may not dial is not followed",
        company(bob(always=ForwardRule(to=outside())), inbound=TO_BOB),
        from_outside(phones={"101": SHORT}),
        """
        0 going_to extension 101; forward_refused 101 95551234 not_permitted; dial_started 101; ringing 101
        1 dial_ended answered; answered; bridged 101
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a rule for callers from outside leaves those inside alone",
        company(bob(always=ForwardRule(to=TO_CID, callers="outside"))),
        from_ann("101", phones={"101": SHORT}),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        1 dial_ended answered; answered; bridged 101
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a rule for callers from inside",
        company(bob(always=ForwardRule(to=TO_CID, callers="inside"))),
        from_ann("101", phones={"2000": SHORT}),
        """
        0 going_to extension 101; forwarded 101 always 2000; going_to extension 2000; dial_started 2000; ringing 2000
        1 dial_ended answered; answered; bridged 2000
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a rule outside its hours is not there",
        company(ann(always=ForwardRule(to=TO_BOB, hours=Schedule(hours=EVENING))), inbound=to_ann()),
        from_outside(phones={"100": SHORT}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "two extensions that forward to each other",
        company(ann(always=ForwardRule(to=TO_BOB)), bob(always=ForwardRule(to=to_ann())), inbound=to_ann()),
        from_outside(),
        """
        0 going_to extension 100; forwarded 100 always 101; going_to extension 101; forwarded 101 always 100
        0 going_to extension 100; not_rung 100 loop; call_ended switchboard unreachable
        """,
    ),
    Case(
        "a caller who comes back to an extension goes to its voicemail",
        company(
            ann(always=ForwardRule(to=TO_BOB), takes=("unreachable",)),
            bob(always=ForwardRule(to=to_ann())),
            inbound=to_ann(),
        ),
        from_outside("wait:1 hangup"),
        """
        0 going_to extension 100; forwarded 100 always 101; going_to extension 101; forwarded 101 always 100
        0 going_to extension 100; not_rung 100 loop; going_to extension_voicemail 100; answered
        0 mailbox_entered 100 unreachable; prompt_started vm-greeting
        1 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        1 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a forward in vain leads back to the voicemail",
        company(ann(no_answer=ForwardRule(to=TO_BOB), takes=("no_answer",)), inbound=to_ann()),
        from_outside("wait:5 hangup", phones={"100": SILENT, "101": Line("busy", after_s=1)}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        3 dial_ended no-answer; forwarded 100 no_answer 101; going_to extension 101; dial_started 101
        4 dial_ended busy; going_to extension_voicemail 100; answered; mailbox_entered 100 no_answer
        4 prompt_started vm-greeting
        5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        5 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "an extension forwards to its own voicemail",
        company(ann(no_answer=ForwardRule(to=ToExtensionVoicemail(extension=ANN))), inbound=to_ann()),
        from_outside("wait:4 hangup", phones={"100": SILENT}),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        3 dial_ended no-answer; forwarded 100 no_answer 100; going_to extension_voicemail 100; answered
        3 mailbox_entered 100 no_answer; prompt_started vm-greeting
        4 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        4 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a mobile's own voicemail presses no key",
        company(ann(always=ForwardRule(to=outside(), confirm=True), takes=("no_answer",)), inbound=to_ann()),
        from_outside("wait:13.5 hangup", trunks={LINE: Line(after_s=0.5, talks_s=60)}),
        """
        0 going_to extension 100; forwarded 100 always 95551234; going_to external_number 95551234
        0 dial_started 5551234; ringing 5551234
        12.5 forward_asked no; dial_ended no-answer; going_to extension_voicemail 100; answered
        12.5 mailbox_entered 100 no_answer; prompt_started vm-greeting
        13.5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        13.5 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "who answers a forwarded call presses the key",
        company(ann(always=ForwardRule(to=outside(), confirm=True)), inbound=to_ann()),
        from_outside(trunks={LINE: Line(after_s=1, talks_s=4, script="wait:1 5 wait:1 1")}),
        """
        0 going_to extension 100; forwarded 100 always 95551234; going_to external_number 95551234
        0 dial_started 5551234; ringing 5551234
        3 forward_asked yes; dial_ended answered; answered; bridged 5551234
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who answers a forwarded call hangs up when asked",
        company(ann(always=ForwardRule(to=TO_BOB, confirm=True)), inbound=to_ann()),
        from_outside(phones={"101": Line(after_s=1, script="wait:1 hangup")}),
        """
        0 going_to extension 100; forwarded 100 always 101; going_to extension 101; dial_started 101; ringing 101
        2 forward_asked no; dial_ended no-answer; call_ended switchboard no-answer
        """,
    ),
    Case(
        "a ring group rings its members, wherever they forward",
        company(ann(always=ForwardRule(to=TO_CID)), bob(dnd=True), crew(ANN, BOB), inbound=TO_CREW),
        from_outside(phones={"100": SHORT}),
        """
        0 going_to ring_group 600; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a ring group that follows its members",
        company(ann(always=ForwardRule(to=TO_CID)), crew(ANN, BOB, follow_members=True), inbound=TO_CREW),
        from_outside(phones={"2000": SHORT, "101": SILENT}),
        """
        0 going_to ring_group 600; forwarded 100 always 2000; dial_started 2000,101; ringing 2000; ringing 101
        1 dial_ended answered; answered; bridged 2000
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a ring group whose members are all not to be disturbed",
        company(ann(dnd=True), bob(dnd=True), crew(ANN, BOB), inbound=TO_CREW),
        from_outside(),
        "0 going_to ring_group 600; call_ended switchboard unreachable",
    ),
    Case(
        "an agent who is not to be disturbed does not ring",
        company(ann(dnd=True), support(strategy="ring_all"), inbound=TO_SUPPORT),
        from_outside("wait:2 hangup", phones={"101": SILENT}),
        """
        0 going_to queue 640; queue_joined 640 1; answered; queue_offered 101; ringing 101
        2 queue_offer_ended 101 cancelled; queue_left caller; call_ended caller normal
        """,
    ),
    Case(
        "a caller who was diverted often enough before the call came is forwarded no more",
        company(ann(always=ForwardRule(to=TO_BOB)), bob(always=ForwardRule(to=TO_CID)), inbound=to_ann()),
        diverted(9, from_outside(phones={"101": SHORT})),
        """
        0 going_to extension 100; forwarded 100 always 101; going_to extension 101; forward_refused 101 2000 loop
        0 dial_started 101; ringing 101
        1 dial_ended answered; answered; bridged 101
        2 bridge_ended callee; call_ended callee normal
        """,
    ),
]
