"""Collecting digits in a menu: the call semantics, section 2."""

from tests.callflow.scenarios.world import (
    DIAL_ALL,
    Case,
    from_outside,
    option,
    to_sales,
    with_main,
)

ONE_OR_EXTENSION = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, ambiguous_timeout_s=1.5)
QUICK = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, digit_timeout_s=1.1)
HASH = with_main(options=(option("1", to_sales()), option("#")), direct_dial=DIAL_ALL)

ENTRIES = [
    Case(
        "an option that nothing else begins with commits at once",
        with_main(options=(option("1", to_sales()), option("2"))),
        from_outside("wait:1 1 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        1.5 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "1 against 100: nothing more comes",
        ONE_OR_EXTENSION,
        from_outside("wait:1 1 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        2.5 matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "1 against 100: the extension is dialled",
        ONE_OR_EXTENSION,
        from_outside("wait:0.1 1 wait:0.3 0 wait:1 0 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.1 prompt_ended greeting stopped; key_pressed 1
        0.4 key_pressed 0
        1.4 key_pressed 0; matched 100 extension; going_to extension 100; dial_started 100; ringing 100
        2.4 dial_ended cancelled; call_ended caller normal keys=100
        """,
    ),
    Case(
        "1 against 100: the second key comes a little before the ambiguous time-out",
        ONE_OR_EXTENSION,
        from_outside("wait:0.1 1 wait:1.4 0 wait:0.2 0 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.1 prompt_ended greeting stopped; key_pressed 1
        1.5 key_pressed 0
        1.7 key_pressed 0; matched 100 extension; going_to extension 100; dial_started 100; ringing 100
        2.7 dial_ended cancelled; call_ended caller normal keys=100
        """,
    ),
    Case(
        "1 against 100: the second key comes too late and is for the next menu",
        ONE_OR_EXTENSION,
        from_outside("wait:0.1 1 wait:1.6 0 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.1 prompt_ended greeting stopped; key_pressed 1
        1.6 matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        1.7 prompt_ended second stopped; key_pressed 0; no_match 0 1; going_to hang_up
        1.7 call_ended switchboard normal keys=10
        """,
    ),
    Case(
        "1 against 100: hash commits at once",
        ONE_OR_EXTENSION,
        from_outside("wait:1 1 wait:0.3 # wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.3 key_pressed #; matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2.3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1#
        """,
    ),
    Case(
        "the ambiguous time-out is never longer than the digit time-out",
        with_main(options=(option("1"),), direct_dial=DIAL_ALL, digit_timeout_s=2, ambiguous_timeout_s=10),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        3 matched 1 option; going_to hang_up; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "an unfinished number runs into the digit time-out",
        QUICK,
        from_outside("wait:0.1 1 wait:0.3 0 wait:1.6 0 wait:0.6 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.1 prompt_ended greeting stopped; key_pressed 1
        0.4 key_pressed 0
        1.5 no_match 10 1; prompt_started greeting
        2 prompt_ended greeting stopped; key_pressed 0; no_match 0 2
        2.6 call_ended caller normal menu=6500 keys=100
        """,
    ),
    Case(
        "the last digit comes a little before the digit time-out",
        QUICK,
        from_outside("wait:0.1 1 wait:0.3 0 wait:1 0 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.1 prompt_ended greeting stopped; key_pressed 1
        0.4 key_pressed 0
        1.4 key_pressed 0; matched 100 extension; going_to extension 100; dial_started 100; ringing 100
        2.4 dial_ended cancelled; call_ended caller normal keys=100
        """,
    ),
]
