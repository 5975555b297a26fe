"""Night mode and closure by telephone, and callers who are refused: the call semantics, section 21. START is 09:00."""

from dataclasses import replace
from datetime import timedelta

from tests.callflow.scenarios.world import (
    ANN,
    DAYTIME,
    LINE,
    MAIN,
    NOTICE,
    OFFICE,
    SPARE,
    START,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    prompt,
    to_main,
    to_sales,
)

from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.base import Document
from switchboard.model.caller_list import CallerList
from switchboard.model.closure import Closure
from switchboard.model.destination import PlayAndExit, ToExtensionVoicemail, ToTimeCondition
from switchboard.model.directory import Extension
from switchboard.model.ivr import NightMode, Route
from switchboard.model.office import Office
from switchboard.model.trunk import InboundRoute

MAY = (ANN, Extension(name="Ann", number="100", may_close=True))
LATER = START + timedelta(hours=2)
BLOCKED, ALLOWED = 80, 81
CALLER = "+4930777"
AT_NIGHT = (MAIN, menu(night=NightMode(route=Route(to=to_sales()))))
TO_ANN = ToExtensionVoicemail(extension=ANN)


def closed(**changes: object) -> tuple[int, Document]:
    """The office, closed for two hours."""
    return OFFICE, Office(closure=Closure.model_validate({"until": LATER, "by": "101", **changes}))


def listed(*numbers: str, **changes: object) -> tuple[int, Document]:
    return BLOCKED, CallerList.model_validate({"name": "nuisance", "numbers": numbers, **changes})


def let_in(*numbers: str) -> tuple[int, Document]:
    return ALLOWED, CallerList(name="friends", numbers=numbers, allow=True)


def withheld() -> Scenario:
    """Somebody calls in without a number."""
    return replace(from_outside(), withheld=True)


OFFICE_CODES = [
    Case(
        "night mode is switched on by a code",
        company(MAY),
        from_ann("*16"),
        """
        0 going_to feature_code *16; office_switched night_on; answered; prompt_started night-on
        2 prompt_ended night-on to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "night mode is switched off by a code",
        company(MAY, (OFFICE, Office(night_mode=True))),
        from_ann("*16"),
        """
        0 going_to feature_code *16; office_switched night_off; answered; prompt_started night-off
        2 prompt_ended night-off to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "night mode of one menu is switched by a code",
        company(MAY, AT_NIGHT),
        from_ann("*166500"),
        """
        0 going_to feature_code *166500; office_switched night_on 10; answered; prompt_started night-on
        2 prompt_ended night-on to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a menu without a night route has no night mode",
        company(MAY),
        from_ann("*166500"),
        """
        0 going_to feature_code *166500; answered; prompt_started not-possible
        2 prompt_ended not-possible to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "night mode is switched only by who may",
        company(),
        from_ann("*16"),
        """
        0 going_to feature_code *16; answered; prompt_started not-permitted
        2 prompt_ended not-permitted to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "the office is closed only by who may",
        company(),
        from_ann("*171400"),
        """
        0 going_to feature_code *171400; answered; prompt_started not-permitted
        2 prompt_ended not-permitted to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "the office is closed by a code with a time",
        company(MAY),
        from_ann("*171430", "wait:1 1 wait:30"),
        """
        0 going_to feature_code *171430; answered; prompt_started closure-menu
        1 prompt_ended closure-menu stopped; key_pressed 1; office_switched closed; prompt_started closure-on
        3 prompt_ended closure-on to the end; prompt_started closure-opens
        5 prompt_ended closure-opens to the end; prompt_started hour-14
        6 prompt_ended hour-14 to the end; prompt_started minute-30
        7 prompt_ended minute-30 to the end; prompt_started goodbye
        9 prompt_ended goodbye to the end; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "the office is closed until a time that is asked for",
        company(MAY),
        from_ann("*17", "wait:1 0815# wait:1 1 wait:2.5 hangup"),
        """
        0 going_to feature_code *17; answered; prompt_started closure-until
        1 prompt_ended closure-until stopped; key_pressed 0
        1.2 key_pressed 8
        1.4 key_pressed 1
        1.6 key_pressed 5
        1.8 key_pressed #; prompt_started closure-menu
        2.8 prompt_ended closure-menu stopped; key_pressed 1; office_switched closed; prompt_started closure-on
        4.8 prompt_ended closure-on to the end; prompt_started closure-opens
        5.3 prompt_ended closure-opens stopped; call_ended caller normal prompt=closure-opens keys=0815#1
        """,
    ),
    Case(
        "who enters no time leaves the office open",
        company(MAY),
        from_ann("*17", "wait:1 2561# wait:3 # wait:30"),
        """
        0 going_to feature_code *17; answered; prompt_started closure-until
        1 prompt_ended closure-until stopped; key_pressed 2
        1.2 key_pressed 5
        1.4 key_pressed 6
        1.6 key_pressed 1
        1.8 key_pressed #; prompt_started invalid
        3.8 prompt_ended invalid to the end; prompt_started closure-until
        4.8 prompt_ended closure-until stopped; key_pressed #; prompt_started goodbye
        6.8 prompt_ended goodbye to the end; call_ended switchboard normal keys=2561##
        """,
    ),
    Case(
        "who wants no announcement leaves the office open",
        company(MAY),
        from_ann("*171400", "wait:1 #"),
        """
        0 going_to feature_code *171400; answered; prompt_started closure-menu
        1 prompt_ended closure-menu stopped; key_pressed #; prompt_started goodbye
        3 prompt_ended goodbye to the end; call_ended switchboard normal keys=#
        """,
    ),
    Case(
        "an announcement is recorded for a closed office",
        company(MAY),
        from_ann("*171400", "wait:0.5 2 wait:4.3 speaks:1.5 wait:0.5 # wait:0.5 1 wait:0.5 hangup"),
        """
        0 going_to feature_code *171400; answered; prompt_started closure-menu
        0.5 prompt_ended closure-menu stopped; key_pressed 2; prompt_started pe-record
        2.5 prompt_ended pe-record to the end
        6.8 prompt_started pe-review
        7.3 prompt_ended pe-review stopped; key_pressed 1; office_switched closed; prompt_started closure-on
        7.8 prompt_ended closure-on stopped; call_ended caller normal prompt=closure-on keys=21
        """,
    ),
    Case(
        "an announcement for a closed office is thrown away",
        company(MAY),
        from_ann("*171400", "wait:0.5 2 wait:4.3 speaks:1.5 wait:0.5 # wait:0.5 * wait:30"),
        """
        0 going_to feature_code *171400; answered; prompt_started closure-menu
        0.5 prompt_ended closure-menu stopped; key_pressed 2; prompt_started pe-record
        2.5 prompt_ended pe-record to the end
        6.8 prompt_started pe-review
        7.3 prompt_ended pe-review stopped; key_pressed *; prompt_started goodbye
        9.3 prompt_ended goodbye to the end; call_ended switchboard normal keys=2*
        """,
    ),
    Case(
        "a closed office is opened by the same code",
        company(MAY, closed()),
        from_ann("*17"),
        """
        0 going_to feature_code *17; office_switched opened; answered; prompt_started closure-off
        2 prompt_ended closure-off to the end; call_ended switchboard normal
        """,
    ),
]

AT_THE_DOOR = [
    Case(
        "a closed office has words for callers",
        company(closed()),
        from_outside(),
        """
        0 office_closed 101; going_to play_and_exit; answered; prompt_started office-closed
        2 prompt_ended office-closed to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a closed office has a prompt of its own",
        company(closed(prompt=prompt(NOTICE))),
        from_outside(),
        """
        0 office_closed 101; going_to play_and_exit; answered; prompt_started notice
        3 prompt_ended notice to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "callers of a closed office go on to a mailbox",
        company(closed(to=TO_ANN)),
        from_outside("wait:3.5 hangup"),
        """
        0 office_closed 101; answered; prompt_started office-closed
        2 prompt_ended office-closed to the end; going_to extension_voicemail 100; mailbox_entered 100
        2 prompt_started vm-greeting
        3.5 prompt_ended vm-greeting stopped; message_discarded left_before_tone
        3.5 call_ended caller normal prompt=vm-greeting
        """,
    ),
    Case(
        "a closure ends by itself",
        company(closed(until=START - timedelta(seconds=1))),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a number that is reached while the office is closed",
        company(closed(), (3, InboundRoute(name="in", pattern="555", to=to_main(), while_closed=True))),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a number that nobody has is unknown in a closed office, too",
        company(closed()),
        from_outside(dialled="9"),
        """
        0 call_ended switchboard not-found
        """,
    ),
    Case(
        "calls inside go on in a closed office",
        company(closed()),
        from_ann("101", "wait:1 hangup"),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "hours of the office are over while it is closed",
        company(
            closed(),
            (3, InboundRoute(name="in", pattern="555", to=ToTimeCondition(time_condition=DAYTIME), while_closed=True)),
        ),
        from_outside("wait:1 hangup"),
        """
        0 going_to time_condition; time_decided closed daytime; going_to ivr 6501; answered; menu_entered 6501 1
        0 prompt_started second
        1 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a caller whom a list refuses is busy",
        company(listed(CALLER)),
        from_outside(),
        """
        0 caller_blocked nuisance number; call_ended switchboard busy
        """,
    ),
    Case(
        "a caller is refused by a pattern",
        company(listed("+4930.", refusal="declined")),
        from_outside(),
        """
        0 caller_blocked nuisance number; call_ended switchboard rejected
        """,
    ),
    Case(
        "a caller is refused in words",
        company(listed("+49XX777", refusal="announcement")),
        from_outside(),
        """
        0 caller_blocked nuisance number; going_to play_and_exit; answered; prompt_started caller-blocked
        2 prompt_ended caller-blocked to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a caller who is refused goes elsewhere",
        company(listed(CALLER, to=PlayAndExit(prompt=prompt(NOTICE)))),
        from_outside(),
        """
        0 caller_blocked nuisance number; going_to play_and_exit; answered; prompt_started notice
        3 prompt_ended notice to the end; call_ended switchboard normal
        """,
    ),
    Case(
        "a list that allows a caller wins",
        company(listed("+49."), let_in(CALLER)),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a list for another trunk stops nobody",
        company(listed(CALLER, trunks=(SPARE,))),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a list for this trunk stops a caller",
        company(listed(CALLER, trunks=(LINE,))),
        from_outside(),
        """
        0 caller_blocked nuisance number; call_ended switchboard busy
        """,
    ),
    Case(
        "a list that is switched off stops nobody",
        company(listed(CALLER, enabled=False)),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a caller without a number is refused",
        company(listed(withheld=True)),
        withheld(),
        """
        0 caller_blocked nuisance withheld; call_ended switchboard busy
        """,
    ),
    Case(
        "a list of numbers stops no caller without one",
        company(listed(".")),
        withheld(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; prompt_started greeting
        11 prompt_ended greeting to the end
        14 no_input 2; going_to hang_up; call_ended switchboard normal
        """,
    ),
    Case(
        "a list stops no extension",
        company(listed("100", ".")),
        from_ann("101", "wait:1 hangup"),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        1 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
]
