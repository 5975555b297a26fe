"""DISA: the PIN, and the number that the caller dials on. Announcements last two seconds."""

from tests.callflow.scenarios.world import (
    CITY,
    MAIN,
    OFFICE,
    Case,
    company,
    from_outside,
    menu,
    option,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import Disa, Repeat
from switchboard.model.ivr import Ivr, NightMode, Route
from switchboard.model.office import Office
from switchboard.model.trunk import OutboundRoute

PIN = "246813"


def ivr(**changes: object) -> Ivr:
    """A main menu in which 1 leads to DISA; two seconds of silence end a number, six a PIN."""
    return menu("6500", **{"options": (option("1", Disa()),), "digit_timeout_s": 2.0, **changes})


ASKING = company((MAIN, ivr()))
OPEN = company((MAIN, ivr(disa_pin_required=False)))
FALLING_BACK = company((MAIN, ivr(disa_pin_required=False, transfer_failed=Route(to=Repeat()))))


def open_city() -> OutboundRoute:
    """The route to the city, open to all extensions."""
    found = company().get(OutboundRoute, CITY)
    assert found is not None
    return found.document.model_copy(update={"all_extensions": True})


INSIDERS = [
    Case(
        "DISA: PIN and number",
        ASKING,
        from_outside(f"wait:1 1 wait:1 {PIN}# wait:1 101# wait:1 hangup", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        2 prompt_ended enter-pin stopped
        3.2 pin_entered right 1; prompt_started enter-number
        4.2 prompt_ended enter-number stopped; key_pressed 1
        4.4 key_pressed 0
        4.6 key_pressed 1
        4.8 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        5.8 dial_ended cancelled; call_ended caller normal keys=1101#
        """,
    ),
    Case(
        "DISA: the PIN ends by silence",
        ASKING,
        from_outside(f"wait:1 1 wait:1 {PIN} wait:7 101# wait:1 hangup", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        2 prompt_ended enter-pin stopped
        9 pin_entered right 1; prompt_started enter-number
        10 prompt_ended enter-number stopped; key_pressed 1
        10.2 key_pressed 0
        10.4 key_pressed 1
        10.6 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        11.6 dial_ended cancelled; call_ended caller normal keys=1101#
        """,
    ),
    Case(
        "DISA: the PIN ends by its tenth digit, and a hash after it is swallowed",
        ASKING,
        from_outside("wait:1 1 wait:1 1357924680# wait:1 101# wait:1 hangup", pin="1357924680"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        2 prompt_ended enter-pin stopped
        3.8 pin_entered right 1; prompt_started enter-number
        4 prompt_ended enter-number stopped; key_pressed #; prompt_started enter-number
        5 prompt_ended enter-number stopped; key_pressed 1
        5.2 key_pressed 0
        5.4 key_pressed 1
        5.6 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        6.6 dial_ended cancelled; call_ended caller normal keys=1#101#
        """,
    ),
    Case(
        "DISA: no PIN is needed",
        OPEN,
        from_outside("wait:1 1 wait:1 101# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 1
        2.2 key_pressed 0
        2.4 key_pressed 1
        2.6 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        3.6 dial_ended cancelled; call_ended caller normal keys=1101#
        """,
    ),
    Case(
        "DISA: wrong, then right",
        ASKING,
        from_outside(f"wait:1 1 wait:1 1111# wait:4 {PIN}# wait:1 101# wait:1 hangup", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        2 prompt_ended enter-pin stopped
        2.8 pin_entered wrong 1; prompt_started wrong-pin
        4.8 prompt_ended wrong-pin to the end; prompt_started enter-pin
        6.8 prompt_ended enter-pin stopped
        8 pin_entered right 2; prompt_started enter-number
        9 prompt_ended enter-number stopped; key_pressed 1
        9.2 key_pressed 0
        9.4 key_pressed 1
        9.6 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        10.6 dial_ended cancelled; call_ended caller normal keys=1101#
        """,
    ),
    Case(
        "DISA: wrong three times",
        ASKING,
        from_outside("wait:1 1 wait:1 1111# wait:3 2222# wait:3 3333#", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        2 prompt_ended enter-pin stopped
        2.8 pin_entered wrong 1; prompt_started wrong-pin
        4.8 prompt_ended wrong-pin to the end; prompt_started enter-pin
        5.8 prompt_ended enter-pin stopped
        6.6 pin_entered wrong 2; prompt_started wrong-pin
        8.6 prompt_ended wrong-pin to the end; prompt_started enter-pin
        9.6 prompt_ended enter-pin stopped
        10.4 pin_entered wrong 3; prompt_started wrong-pin
        12.4 prompt_ended wrong-pin to the end; prompt_started goodbye
        14.4 prompt_ended goodbye to the end; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "DISA: no PIN is entered",
        ASKING,
        from_outside("wait:1 1", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        3 prompt_ended enter-pin to the end
        9 pin_entered nothing 1; prompt_started wrong-pin
        11 prompt_ended wrong-pin to the end; prompt_started enter-pin
        13 prompt_ended enter-pin to the end
        19 pin_entered nothing 2; prompt_started wrong-pin
        21 prompt_ended wrong-pin to the end; prompt_started enter-pin
        23 prompt_ended enter-pin to the end
        29 pin_entered nothing 3; prompt_started wrong-pin
        31 prompt_ended wrong-pin to the end; prompt_started goodbye
        33 prompt_ended goodbye to the end; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "DISA: no PIN is set",
        ASKING,
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; disa_refused no_pin
        1 prompt_started not-permitted
        3 prompt_ended not-permitted to the end; call_ended switchboard forbidden keys=1
        """,
    ),
    Case(
        "DISA: hanging up in the middle of the PIN",
        ASKING,
        from_outside("wait:1 1 wait:1 2468 wait:0.5 hangup", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        2 prompt_ended enter-pin stopped
        3.1 call_ended caller normal keys=1
        """,
    ),
    Case(
        "DISA: keys typed ahead are dropped before the PIN",
        ASKING,
        from_outside("wait:1 12 wait:1 hangup", pin=PIN),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-pin
        1.2 prompt_ended enter-pin stopped
        2.2 call_ended caller normal keys=1
        """,
    ),
    Case(
        "DISA: the number is typed ahead where no PIN is needed",
        OPEN,
        from_outside("wait:1 1101# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        1.2 prompt_ended enter-number stopped; key_pressed 1
        1.4 key_pressed 0
        1.6 key_pressed 1
        1.8 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        2.8 dial_ended cancelled; call_ended caller normal keys=1101#
        """,
    ),
    Case(
        "DISA: the number ends by silence",
        OPEN,
        from_outside("wait:1 1 wait:1 101 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 1
        2.2 key_pressed 0
        2.4 key_pressed 1
        4.4 matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        5.4 dial_ended cancelled; call_ended caller normal keys=1101
        """,
    ),
    Case(
        "DISA: a hash before the number is ignored",
        OPEN,
        from_outside("wait:1 1 wait:1.5 #101# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2.5 prompt_ended enter-number stopped; key_pressed #
        2.7 key_pressed 1
        2.9 key_pressed 0
        3.1 key_pressed 1
        3.3 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        4.3 dial_ended cancelled; call_ended caller normal keys=1#101#
        """,
    ),
    Case(
        "DISA: a menu is dialled",
        OPEN,
        from_outside("wait:1 1 wait:1 6501# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 6
        2.2 key_pressed 5
        2.4 key_pressed 0
        2.6 key_pressed 1
        2.8 key_pressed #; matched 6501 disa; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        3.8 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=16501#
        """,
    ),
    Case(
        "DISA: an outside number through a route that is open to all",
        company((MAIN, ivr(disa_pin_required=False)), (CITY, open_city())),
        from_outside("wait:1 1 wait:1 95551234# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 9
        2.2 key_pressed 5
        2.4 key_pressed 5
        2.6 key_pressed 5
        2.8 key_pressed 1
        3 key_pressed 2
        3.2 key_pressed 3
        3.4 key_pressed 4
        3.6 key_pressed #; matched 95551234 disa; going_to external_number 95551234; dial_started 5551234
        3.6 ringing 5551234
        4.6 dial_ended cancelled; call_ended caller normal keys=195551234#
        """,
    ),
    Case(
        "DISA: an outside number that only some may dial",
        FALLING_BACK,
        from_outside("wait:1 1 wait:1 95551234# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 9
        2.2 key_pressed 5
        2.4 key_pressed 5
        2.6 key_pressed 5
        2.8 key_pressed 1
        3 key_pressed 2
        3.2 key_pressed 3
        3.4 key_pressed 4
        3.6 key_pressed #; no_match 95551234 1; going_to repeat; going_to ivr 6500; menu_entered 6500 2
        3.6 prompt_started greeting
        4.6 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=195551234#
        """,
    ),
    Case(
        "DISA: a number that means nothing is announced",
        OPEN,
        from_outside("wait:1 1 wait:1 4711#"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 4
        2.2 key_pressed 7
        2.4 key_pressed 1
        2.6 key_pressed 1
        2.8 key_pressed #; no_match 4711 1; prompt_started invalid
        4.8 prompt_ended invalid to the end; call_ended switchboard not-found keys=14711#
        """,
    ),
    Case(
        "DISA: no number is dialled",
        FALLING_BACK,
        from_outside("wait:1 1 wait:6 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        3 prompt_ended enter-number to the end
        6 no_input 1; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        7 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=1
        """,
    ),
    Case(
        "DISA: a number that is busy goes by the rule of the menu",
        FALLING_BACK,
        from_outside("wait:1 1 wait:1 101# wait:2 hangup", phones={"101": Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to disa; prompt_started enter-number
        2 prompt_ended enter-number stopped; key_pressed 1
        2.2 key_pressed 0
        2.4 key_pressed 1
        2.6 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101
        3.6 dial_ended busy; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        4.6 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=1101#
        """,
    ),
    Case(
        "DISA: at night",
        company((OFFICE, Office(night_mode=True)), (MAIN, ivr(night=NightMode(route=Route(to=Disa()))))),
        from_outside(f"wait:1 {PIN}# wait:1 101# wait:1 hangup", pin=PIN),
        """
        0 going_to ivr 6500; night_mode 6500 office; going_to disa; answered; prompt_started enter-pin
        1 prompt_ended enter-pin stopped
        2.2 pin_entered right 1; prompt_started enter-number
        3.2 prompt_ended enter-number stopped; key_pressed 1
        3.4 key_pressed 0
        3.6 key_pressed 1
        3.8 key_pressed #; matched 101 disa; going_to extension 101; dial_started 101; ringing 101
        4.8 dial_ended cancelled; call_ended caller normal keys=101#
        """,
    ),
    Case(
        "DISA: where there is no menu",
        company(inbound=Disa()),
        from_outside(pin=PIN),
        """
        0 going_to disa; call_ended switchboard unreachable
        """,
    ),
]
