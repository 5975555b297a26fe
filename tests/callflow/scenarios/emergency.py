"""Calls to the emergency services: the call semantics, section 22."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    LINE,
    MAIN,
    OFFICE,
    SPARE,
    Case,
    company,
    from_outside,
    menu,
    option,
    to_ann,
)

from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.base import Document
from switchboard.model.destination import Disa
from switchboard.model.directory import Extension
from switchboard.model.emergency import Emergency
from switchboard.model.forwarding import Forwarding
from switchboard.model.office import Office
from switchboard.model.trunk import InboundRoute


def office(**emergency: object) -> tuple[int, Document]:
    """An office in Germany."""
    return OFFICE, Office(country="DE", emergency=Emergency.model_validate(emergency))


def from_bob(dialled: str, script: str = "wait:60") -> Scenario:
    """Bob, who may dial nothing outside."""
    return Scenario(dialled=dialled, caller="101", extension=BOB, script=script)


EMERGENCY = [
    Case(
        "any extension calls the emergency services",
        company(office()),
        from_bob("112"),
        """
        0 going_to external_number 112; emergency_dialled 112 101; dial_started 112; ringing 112
        2 dial_ended answered; answered; bridged 112
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an extension that wants no calls",
        company(office(), (BOB, Extension(name="Bob", number="101", forwarding=Forwarding(dnd=True)))),
        from_bob("110"),
        """
        0 going_to external_number 110; emergency_dialled 110 101; dial_started 110; ringing 110
        2 dial_ended answered; answered; bridged 110
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an emergency call goes on to the next trunk whatever a trunk answers",
        company(office()),
        Scenario(dialled="112", caller="101", extension=BOB, trunks={LINE: Line("busy", 1)}),
        """
        0 going_to external_number 112; emergency_dialled 112 101; dial_started 112
        1 dial_ended busy; dial_started 112; ringing 112
        3 dial_ended answered; answered; bridged 112
        8 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an emergency call that no trunk takes",
        company(office()),
        Scenario(dialled="112", caller="101", extension=BOB, trunks={LINE: Line("fails"), SPARE: Line("fails")}),
        """
        0 going_to external_number 112; emergency_dialled 112 101; dial_started 112; dial_ended failed
        0 dial_started 112; dial_ended failed; call_ended switchboard failed
        """,
    ),
    Case(
        "digits for a line before an emergency number",
        company(office()),
        from_bob("9112"),
        """
        0 going_to external_number 112; emergency_dialled 112 101; dial_started 112; ringing 112
        2 dial_ended answered; answered; bridged 112
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "112 and 911 where nobody has said where the office is",
        company(),
        from_bob("911"),
        """
        0 going_to external_number 911; emergency_dialled 911 101; dial_started 911; ringing 911
        2 dial_ended answered; answered; bridged 911
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an extension with what may be an emergency number",
        company((ANN, Extension(name="Ann", number="112"))),
        from_bob("112", "wait:1 hangup"),
        """
        0 going_to extension 112; dial_started 112; ringing 112
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "emergency numbers of one's own",
        company(office(numbers=("555",))),
        from_bob("555"),
        """
        0 going_to external_number 555; emergency_dialled 555 101; dial_started 555; ringing 555
        2 dial_ended answered; answered; bridged 555
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "the country's numbers where the office has others",
        company(office(numbers=("555",))),
        from_bob("112"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "no caller from outside reaches the emergency services",
        company(office(), (3, InboundRoute(name="in", pattern="X.", to=to_ann()))),
        from_outside("wait:1 hangup", dialled="112"),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "no caller by DISA reaches the emergency services",
        company(office(), (MAIN, menu(options=(option("1", Disa()),), disa_pin_required=False))),
        from_outside("wait:1 1 wait:1 112# wait:60"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 1
        2.2 key_pressed 1
        2.4 key_pressed 2
        2.6 key_pressed #; no_match 112 1; prompt_started invalid
        4.6 prompt_ended invalid to the end; call_ended switchboard not-found keys=1112#
        """,
    ),
    Case(
        "who calls the emergency services hangs up",
        company(office()),
        Scenario(dialled="112", caller="101", extension=BOB, script="wait:1 hangup"),
        """
        0 going_to external_number 112; emergency_dialled 112 101; dial_started 112; ringing 112
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
]
