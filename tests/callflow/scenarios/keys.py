"""Hash and star: the call semantics, section 2."""

from tests.callflow.scenarios.world import (
    DIAL_ALL,
    GONE,
    MAIN,
    NOTICE,
    SALES,
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

from switchboard.model.destination import PlayAndReturn
from switchboard.model.ivr import Retry

QUICK = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, digit_timeout_s=1.1)
HASH = with_main(options=(option("1", to_sales()), option("#")), direct_dial=DIAL_ALL)
THREE = (option("3", to_ann()),)
TWELVE = company(
    (MAIN, menu(options=(option("12", to_sales()),))),
    (SALES, menu("6501", options=(option("#"), option("1", to_ann())))),
)

KEYS = [
    Case(
        "hash ends an unfinished number",
        QUICK,
        from_outside("wait:1 10# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed #; no_match 10 1; prompt_started greeting
        2.4 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=10#
        """,
    ),
    Case(
        "hash is an option",
        HASH,
        from_outside("wait:1 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed #; matched # option; going_to hang_up
        1 call_ended switchboard normal keys=#
        """,
    ),
    Case(
        "hash still commits an ambiguous entry where it is an option",
        HASH,
        from_outside("wait:1 1# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed #; matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2.2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1#
        """,
    ),
    Case(
        "a hash with nothing before it is a wrong key",
        with_main(no_input=Retry(retries=0)),
        from_outside("wait:1 # wait:1 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed #; no_match # 1; prompt_started greeting
        2 prompt_ended greeting stopped; key_pressed #; no_match # 2; going_to hang_up
        2 call_ended switchboard normal keys=##
        """,
    ),
    Case(
        "a hash with nothing before it stops the response timer like any key",
        with_main(no_input=Retry(retries=0)),
        from_outside("wait:5 # wait:1 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        5 key_pressed #; no_match # 1; prompt_started greeting
        6 prompt_ended greeting stopped; key_pressed #; no_match # 2; going_to hang_up
        6 call_ended switchboard normal keys=##
        """,
    ),
    Case(
        "a hash within a second of the commit is swallowed",
        with_main(),
        from_outside("wait:1 2# wait:5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        1.2 prompt_ended second stopped; key_pressed #; prompt_started second
        4.2 prompt_ended second to the end
        6.2 call_ended caller normal menu=6501 keys=2#
        """,
    ),
    Case(
        "a hash typed ahead with its option is swallowed",
        with_main(options=(option("2", PlayAndReturn(prompt=prompt(NOTICE))), option("3"))),
        from_outside("wait:1 2 wait:0.9 # wait:1 3"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to play_and_return
        1 prompt_started notice
        4 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; key_pressed #; key_pressed 3
        4 matched 3 option; going_to hang_up; call_ended switchboard normal keys=2#3
        """,
    ),
    Case(
        "only one hash is swallowed",
        with_main(),
        from_outside("wait:1 2## wait:4 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        1.2 prompt_ended second stopped; key_pressed #; prompt_started second
        1.4 prompt_ended second stopped; key_pressed #; no_match # 1; going_to hang_up
        1.4 call_ended switchboard normal keys=2##
        """,
    ),
    Case(
        "a hash within a second of the commit is swallowed where nothing plays",
        company((SALES, menu("6501", greeting=(prompt(GONE),), no_input=Retry(retries=0)))),
        from_outside("wait:1 2 wait:0.5 # wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_skipped prompt 29 missing
        1.5 key_pressed #
        3.5 call_ended caller normal menu=6501 keys=2#
        """,
    ),
    Case(
        "a hash later than a second after the commit counts",
        company(
            (MAIN, menu(options=(option("2", to_sales()),))),
            (SALES, menu("6501", options=(option("#"),))),
        ),
        from_outside("wait:1 2 wait:1.1 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        2.1 prompt_ended second stopped; key_pressed #; matched # option; going_to hang_up
        2.1 call_ended switchboard normal keys=2#
        """,
    ),
    Case(
        "star is an ordinary key",
        with_main(options=(option("*", to_sales()), option("*2"))),
        from_outside("wait:1 *2"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *
        1.2 key_pressed 2; matched *2 option; going_to hang_up; call_ended switchboard normal keys=*2
        """,
    ),
    Case(
        "a hash with nothing before it may begin a mistyped number",
        with_main(options=THREE, direct_dial=DIAL_ALL),
        from_outside("wait:1 #3 wait:1.5 3 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed #; no_match # 1
        1.2 key_pressed 3
        2.2 prompt_started greeting
        2.7 prompt_ended greeting stopped; key_pressed 3; matched 3 option; going_to extension 100; dial_started 100
        2.7 ringing 100
        3.7 dial_ended cancelled; call_ended caller normal keys=#33
        """,
    ),
    Case(
        "a hash within three seconds of a number is swallowed",
        TWELVE,
        from_outside("wait:1 12 wait:2.5 # wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 2; matched 12 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        3.7 prompt_ended second stopped; key_pressed #; prompt_started second
        5.7 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=12#
        """,
    ),
    Case(
        "a hash later than three seconds after a number counts",
        TWELVE,
        from_outside("wait:1 12 wait:3.6 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 2; matched 12 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        4.2 prompt_ended second to the end
        4.8 key_pressed #; matched # option; going_to hang_up; call_ended switchboard normal keys=12#
        """,
    ),
    Case(
        "a hash behind another key than those of the number counts",
        company(
            (MAIN, menu(options=(option("12", to_sales()),))),
            (SALES, menu("6501", options=(option("1", PlayAndReturn(prompt=prompt(NOTICE))), option("#")))),
        ),
        from_outside("wait:1 12 wait:0.5 1 wait:1.2 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 2; matched 12 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        1.7 prompt_ended second stopped; key_pressed 1; matched 1 option; going_to play_and_return
        1.7 prompt_started notice
        4.7 prompt_ended notice to the end; going_to ivr 6501; menu_entered 6501 3; key_pressed #; matched # option
        4.7 going_to hang_up; call_ended switchboard normal keys=121#
        """,
    ),
    Case(
        "an option wins over an extension of the same digits",
        with_main(options=(option("100"),), direct_dial=DIAL_ALL),
        from_outside("wait:1 100"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 0; matched 100 option; going_to hang_up; call_ended switchboard normal keys=100
        """,
    ),
]
