"""Before whom the transfer prompt is heard: the call semantics, section 1. START is a Monday in office hours."""

from tests.callflow.scenarios.asked import KEYS, action, asking, call
from tests.callflow.scenarios.world import (
    DAYTIME,
    GONE,
    MAIN,
    TRANSFER,
    Case,
    company,
    from_outside,
    menu,
    option,
    prompt,
    to_ann,
    to_sales,
)

from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination, HangUp, ToNumber, ToTimeCondition
from switchboard.model.ivr import Ivr
from switchboard.model.schedule import Schedule, WeekHours
from switchboard.model.time_condition import TimeCondition


def leads(to: Destination, transfer: int = TRANSFER) -> Ivr:
    """A main menu with a transfer prompt, in which 1 leads there."""
    return menu(options=(option("1", to),), transfer_prompt=prompt(transfer))


def leading(to: Destination, transfer: int = TRANSFER) -> Configuration:
    """The company with that main menu."""
    return company((MAIN, leads(to, transfer)))


TRANSFERS = [
    Case(
        "no transfer prompt before a menu",
        leading(to_sales()),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "no transfer prompt before hanging up",
        leading(HangUp()),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to hang_up
        1 call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "a transfer prompt before whom a time condition leads to now",
        leading(ToTimeCondition(time_condition=DAYTIME)),
        from_outside("wait:1 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; prompt_started transfer
        2 prompt_ended transfer to the end; going_to time_condition; time_decided open daytime; going_to extension 100
        2 dial_started 100; ringing 100
        3 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "no transfer prompt where a time condition leads to a menu now",
        company(
            (
                DAYTIME,
                TimeCondition(name="daytime", when=Schedule(hours=WeekHours()), open=to_ann(), closed=to_sales()),
            ),
            (MAIN, leads(ToTimeCondition(time_condition=DAYTIME))),
        ),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to time_condition
        1 time_decided closed daytime; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "no transfer prompt before the number of a menu",
        leading(ToNumber(number="6501")),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to number 6501; going_to ivr 6501
        1 menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "no transfer prompt where a web server says the number of a menu",
        asking(action(KEYS, "7"), transfer_prompt=prompt(TRANSFER)),
        from_outside("wait:1 7 wait:2 hangup", replies={KEYS: call("6501")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; matched 7 action_url; going_to action_url; action_asked 1 7
        2 action_answered call 6501; going_to number 6501; going_to ivr 6501; menu_entered 6501 2
        2 prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=7
        """,
    ),
    Case(
        "a missing transfer prompt is skipped",
        leading(to_ann(), GONE),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; prompt_skipped prompt 29 missing
        1 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
]
