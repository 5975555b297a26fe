"""What clients of an API do to running calls, on every engine: the call semantics, section 25."""

from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.engine.call_control import DropCallee, HoldParty, MuteParty, SteerCall, TransferCall
from switchboard.engine.port import Side
from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import ToConference, ToExtensionVoicemail, ToQueue, ToRingGroup
from switchboard.model.directory import Extension
from switchboard.model.office import Office
from switchboard.model.voicemail import Voicemail
from tests.callflow.scenarios.queues import support
from tests.callflow.scenarios.world import (
    ANN,
    BOARD,
    BOB,
    CREW,
    LINE,
    OFFICE,
    SUPPORT,
    Case,
    company,
    from_ann,
    from_outside,
    to_ann,
)
from tests.interop.conformance.rig import Order

CLIENT = "native:crm"


@dataclass(frozen=True)
class SteeredCase:
    """A scenario with orders, and how these are answered."""

    case: Case
    orders: tuple[Order, ...]
    answers: tuple[str, ...] = ("",)

    @property
    def name(self) -> str:
        return self.case.name


def transfer(to: str, party: Side = "caller", rights_of: str = "") -> TransferCall:
    return TransferCall(call="", tenant=1, by=CLIENT, party=party, to=to, rights_of=rights_of, address="192.0.2.9")


def hold(side: Side, *, held: bool = True) -> HoldParty:
    return HoldParty(call="", tenant=1, by=CLIENT, side=side, held=held)


def mute(side: Side, *, muted: bool = True) -> MuteParty:
    return MuteParty(call="", tenant=1, by=CLIENT, side=side, muted=muted)


def drop(extension: int, number: str) -> DropCallee:
    return DropCallee(call="", tenant=1, by=CLIENT, kind="extension", id=extension, number=number)


LONG = Line(after_s=1, talks_s=30)
SHORT = Line(after_s=1, talks_s=1)
TALKING = """
0 going_to extension 100; dial_started 100; ringing 100
1 dial_ended answered; answered; bridged 100"""
IN_SALES = """
2 going_to ivr 6501; menu_entered 6501 1; prompt_started second
3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
"""
WITH_VOICEMAIL = (ANN, Extension(name="Ann", number="100", voicemail=Voicemail()))
REFUSED: Sequence[tuple[SteerCall, str]] = (
    (transfer("4711"), "no-such-callee"),
    (transfer("95551234"), "not-permitted"),
    (transfer("95551234", rights_of="101"), "not-permitted"),
    (transfer("112", rights_of="100"), "not-permitted"),
    (transfer("95551234", rights_of="6500"), "no-such-extension"),
    (transfer("100", "callee"), "no-such-party"),
    (transfer("*5"), "not-permitted"),
    (hold("caller"), "nobody-talks"),
    (mute("callee"), "nobody-talks"),
    (drop(ANN, "100"), "no-such-party"),
)
"""For a caller in a menu."""

STEERED = (
    SteeredCase(
        Case(
            "a caller in a menu is sent to an extension",
            company(),
            from_outside("wait:9 hangup", phones={"100": SHORT}),
            """
            0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
            1 prompt_ended greeting stopped; transferred 100 native:crm; going_to extension 100; dial_started 100
            1 ringing 100
            2 dial_ended answered; bridged 100
            3 bridge_ended callee; call_ended callee normal
            """,
        ),
        (Order("prompt_started greeting", 1, transfer("100")),),
    ),
    SteeredCase(
        Case(
            "a caller is sent elsewhere while a phone rings, which rings no longer",
            company(inbound=to_ann()),
            from_outside("wait:2 hangup", phones={"100": Line("no_answer")}),
            """
            0 going_to extension 100; dial_started 100; ringing 100
            1 dial_ended cancelled; transferred 6501 native:crm; going_to ivr 6501; answered; menu_entered 6501 1
            1 prompt_started second
            2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
            """,
        ),
        (Order("ringing 100", 1, transfer("6501")),),
    ),
    SteeredCase(
        Case(
            "a caller who talks is sent to a menu, and the callee leaves",
            company(inbound=to_ann()),
            from_outside("wait:3 hangup", phones={"100": LONG}),
            TALKING + "\n2 bridge_ended callee; transferred 6501 native:crm" + IN_SALES,
        ),
        (Order("bridged 100", 1, transfer("6501")),),
    ),
    SteeredCase(
        Case(
            "a callee who talks is sent to a colleague, and is the caller there",
            company(inbound=to_ann()),
            from_outside(phones={"100": LONG, "101": SHORT}),
            TALKING
            + """
            2 bridge_ended caller; transferred 101 native:crm; going_to extension 101; dial_started 101; ringing 101
            3 dial_ended answered; bridged 101
            4 bridge_ended callee; call_ended callee normal
            """,
        ),
        (Order("bridged 100", 1, transfer("101", "callee")),),
    ),
    SteeredCase(
        Case(
            "a transfer goes outside by the rights of an extension, which gets the caller back",
            company((OFFICE, Office(transfer_recall=True)), inbound=to_ann()),
            from_outside(
                phones={"100": Line(after_s=1, talks_s=2)}, trunks={LINE: Line("busy", after_s=1, status=486)}
            ),
            TALKING
            + """
            2 bridge_ended callee; transferred 95551234 100 native:crm; going_to external_number 95551234
            2 dial_started 5551234
            3 dial_ended busy; transfer_recalled 100; dial_started 100; ringing 100
            4 dial_ended answered; bridged 100
            6 bridge_ended callee; call_ended callee normal
            """,
        ),
        (Order("bridged 100", 1, transfer("95551234", rights_of="100")),),
    ),
    SteeredCase(
        Case(
            "a transfer in vain ends as a dialled number does",
            company(inbound=to_ann()),
            from_outside(phones={"100": LONG, "101": Line("busy", after_s=1)}),
            TALKING
            + """
            2 bridge_ended callee; transferred 101 native:crm; going_to extension 101; dial_started 101
            3 dial_ended busy; prompt_started busy
            5 prompt_ended busy to the end; call_ended switchboard busy
            """,
        ),
        (Order("bridged 100", 1, transfer("101")),),
    ),
    SteeredCase(
        Case(
            "a caller who waits in a queue is sent elsewhere, and has left it",
            company(support(), inbound=ToQueue(queue=SUPPORT)),
            from_outside("wait:3 hangup", phones={"100": Line("no_answer")}),
            """
            0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
            2 queue_offer_ended 100 cancelled; queue_left transfer; transferred 6501 native:crm"""
            + IN_SALES,
        ),
        (Order("ringing 100", 2, transfer("6501")),),
    ),
    SteeredCase(
        Case(
            "an agent who talks is sent elsewhere by a transfer of the caller",
            company(support(), inbound=ToQueue(queue=SUPPORT)),
            from_outside("wait:3 hangup", phones={"100": LONG}),
            """
            0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
            1 queue_offer_ended 100 answered; queue_left agent; bridged 100
            2 bridge_ended callee; transferred 6501 native:crm"""
            + IN_SALES,
        ),
        (Order("bridged 100", 1, transfer("6501")),),
    ),
    SteeredCase(
        Case(
            "a member of a conference is sent elsewhere",
            company(inbound=ToConference(conference=BOARD)),
            from_outside("wait:3 hangup"),
            """
            0 going_to conference 650; answered; conference_joined 650 member 1; prompt_started conf-alone
            1 prompt_ended conf-alone stopped; conference_left system 0; transferred 6501 native:crm; going_to ivr 6501
            1 menu_entered 6501 1; prompt_started second
            3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
            """,
        ),
        (Order("prompt_started conf-alone", 1, transfer("6501")),),
    ),
    SteeredCase(
        Case(
            "what a caller has said is kept who is sent elsewhere from a voicemail",
            company(WITH_VOICEMAIL, inbound=ToExtensionVoicemail(extension=ANN)),
            from_outside("wait:6.5 speaks:9", phones={"100": SHORT}),
            """
            0 going_to extension_voicemail 100; answered; mailbox_entered 100; prompt_started vm-greeting
            2 prompt_ended vm-greeting to the end; prompt_started vm-after-tone
            4 prompt_ended vm-after-tone to the end; message_recording
            9 message_left system; transferred 100 native:crm; going_to extension 100; dial_started 100; ringing 100
            10 dial_ended answered; bridged 100
            11 bridge_ended callee; call_ended callee normal
            """,
        ),
        (Order("message_recording", 5, transfer("100")),),
    ),
    SteeredCase(
        Case(
            "who holds the other is sent elsewhere, and holds nobody",
            company(),
            from_ann("101", "wait:5 hangup", phones={"101": LONG, "100": SHORT}),
            """
            0 going_to extension 101; dial_started 101; ringing 101
            1 dial_ended answered; answered; bridged 101
            2 hold native:crm
            3 resume; bridge_ended callee; transferred 6501 native:crm; going_to ivr 6501; menu_entered 6501 1
            3 prompt_started second
            5 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
            """,
        ),
        (Order("bridged 101", 1, hold("caller")), Order("bridged 101", 2, transfer("6501"))),
        ("", ""),
    ),
    SteeredCase(
        Case(
            "hold, mute and their end are told with the client",
            company(inbound=to_ann()),
            from_outside("wait:7 hangup", phones={"100": LONG}),
            TALKING
            + """
            2 hold native:crm
            3 resume native:crm
            4 muted caller True native:crm
            5 muted caller False native:crm
            7 bridge_ended caller; call_ended caller normal
            """,
        ),
        (
            Order("bridged 100", 1, hold("callee")),
            Order("bridged 100", 2, hold("callee", held=False)),
            Order("bridged 100", 3, mute("caller")),
            Order("bridged 100", 4, mute("caller", muted=False)),
        ),
        ("", "", "", ""),
    ),
    SteeredCase(
        Case(
            "a phone that holds is not taken back from by command",
            company(inbound=to_ann()),
            from_outside("wait:5 hangup", phones={"100": Line(after_s=1, talks_s=30, script="wait:1 hold")}),
            TALKING + "\n2 hold\n5 bridge_ended caller; call_ended caller normal",
        ),
        (Order("hold", 1, hold("callee")), Order("hold", 2, hold("callee", held=False))),
        ("", "held-by-phone"),
    ),
    SteeredCase(
        Case(
            "what cannot be done changes nothing",
            company(),
            from_outside("wait:3 hangup"),
            """
            0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
            3 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
            """,
        ),
        tuple(
            Order("prompt_started greeting", 1 + number / 10, command) for number, (command, _) in enumerate(REFUSED)
        ),
        tuple(reason for _, reason in REFUSED),
    ),
    SteeredCase(
        Case(
            "of several phones one rings no longer, and the last one does",
            company(inbound=ToRingGroup(ring_group=CREW)),
            from_outside("wait:4 hangup", phones={"100": Line("no_answer"), "101": Line("no_answer")}),
            """
            0 going_to ring_group 600; dial_started 100,101; ringing 100; ringing 101
            1 callee_dropped 100
            4 dial_ended cancelled; call_ended caller cancelled
            """,
        ),
        (Order("ringing 101", 1, drop(ANN, "100")), Order("ringing 101", 2, drop(BOB, "101"))),
        ("", "nobody-else"),
    ),
    SteeredCase(
        Case(
            "an agent who rings is passed over by command",
            company(support(), inbound=ToQueue(queue=SUPPORT)),
            from_outside(phones={"100": Line("no_answer"), "101": SHORT}),
            """
            0 going_to queue 640; queue_joined 640 1; answered; queue_offered 100; ringing 100
            1 callee_dropped 100; queue_offer_ended 100 rejected; queue_offered 101; ringing 101
            2 queue_offer_ended 101 answered; queue_left agent; bridged 101
            3 bridge_ended callee; call_ended callee normal
            """,
        ),
        (Order("ringing 100", 1, drop(ANN, "100")),),
    ),
    SteeredCase(
        Case(
            "of two commands at once one is obeyed",
            company(),
            from_outside("wait:2 hangup"),
            """
            0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
            1 prompt_ended greeting stopped; transferred 6501 native:crm; going_to ivr 6501; menu_entered 6501 2
            1 prompt_started second
            2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
            """,
        ),
        (Order("prompt_started greeting", 1, transfer("6501")), Order("prompt_started greeting", 1, transfer("100"))),
        ("", "not-now"),
    ),
    SteeredCase(
        Case(
            "nobody takes a caller away from the emergency services",
            company((OFFICE, Office(country="DE"))),
            from_ann("112", "wait:8 hangup", trunks={LINE: LONG}),
            """
            0 going_to external_number 112; emergency_dialled 112 100; dial_started 112; ringing 112
            1 dial_ended answered; answered; bridged 112
            8 bridge_ended caller; call_ended caller normal
            """,
        ),
        (
            Order("ringing 112", 0.5, transfer("6501")),
            Order("bridged 112", 1, transfer("6501")),
            Order("bridged 112", 2, transfer("6501", "callee")),
            Order("bridged 112", 3, hold("callee")),
            Order("bridged 112", 4, mute("caller")),
        ),
        ("not-permitted",) * 5,
    ),
    SteeredCase(
        Case(
            "a parked caller is sent elsewhere",
            company(inbound=to_ann()),
            from_outside("wait:4 hangup", phones={"100": LONG}),
            TALKING
            + """
            2 bridge_ended callee; transferred 6001 100 native:crm; going_to feature_code 6001; parked 6001 100
            3 transferred 6501 native:crm; going_to ivr 6501; menu_entered 6501 1; prompt_started second
            4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
            """,
        ),
        (Order("bridged 100", 1, transfer("6001", rights_of="100")), Order("bridged 100", 2, transfer("6501"))),
        ("", ""),
    ),
)
