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


def calling(dialled: str, script: str = "wait:60", **trunks: Line) -> Scenario:
    """Ann, of whose outbound routes none takes such a number."""
    lines = {id: trunks[name] for name, id in (("line", LINE), ("spare", SPARE)) if name in trunks}
    return Scenario(dialled=dialled, caller="100", extension=ANN, script=script, trunks=lines)


EMERGENCY = [
    Case(
        "any extension calls the emergency services",
        company(office()),
        calling("112"),
        """
        0 going_to external_number 112; emergency_dialled 112 100; dial_started 112; ringing 112
        2 dial_ended answered; answered; bridged 112
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an extension that wants no calls",
        company(office(), (ANN, Extension(name="Ann", number="100", forwarding=Forwarding(dnd=True)))),
        calling("110"),
        """
        0 going_to external_number 110; emergency_dialled 110 100; dial_started 110; ringing 110
        2 dial_ended answered; answered; bridged 110
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an emergency call goes on to the next trunk whatever a trunk answers",
        company(office()),
        calling("112", line=Line("busy", 1)),
        """
        0 going_to external_number 112; emergency_dialled 112 100; dial_started 112
        1 dial_ended busy; dial_started 112; ringing 112
        3 dial_ended answered; answered; bridged 112
        8 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an emergency call that no trunk takes",
        company(office()),
        calling("112", line=Line("fails"), spare=Line("fails")),
        """
        0 going_to external_number 112; emergency_dialled 112 100; dial_started 112; dial_ended failed
        0 dial_started 112; dial_ended failed; call_ended switchboard failed
        """,
    ),
    Case(
        "digits for a line before an emergency number",
        company(office()),
        calling("9112"),
        """
        0 going_to external_number 112; emergency_dialled 112 100; dial_started 112; ringing 112
        2 dial_ended answered; answered; bridged 112
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "112 and 911 where nobody has said where the office is",
        company(),
        calling("911"),
        """
        0 going_to external_number 911; emergency_dialled 911 100; dial_started 911; ringing 911
        2 dial_ended answered; answered; bridged 911
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an extension with what may be an emergency number",
        company((BOB, Extension(name="Bob", number="112"))),
        calling("112", "wait:1 hangup"),
        """
        0 going_to extension 112; dial_started 112; ringing 112
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "emergency numbers of one's own",
        company(office(numbers=("555",))),
        calling("555"),
        """
        0 going_to external_number 555; emergency_dialled 555 100; dial_started 555; ringing 555
        2 dial_ended answered; answered; bridged 555
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "the country's numbers where the office has others",
        company(office(numbers=("555",))),
        calling("112"),
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
        calling("112", "wait:1 hangup"),
        """
        0 going_to external_number 112; emergency_dialled 112 100; dial_started 112; ringing 112
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
]
