"""Hash, star, tails and type-ahead: the call semantics, section 2."""

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
    retry,
    to_ann,
    to_main,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import PlayAndReturn
from switchboard.model.ivr import Retry, Route

ONE_OR_EXTENSION = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, ambiguous_timeout_s=1.5)
QUICK = with_main(options=(option("1", to_sales()),), direct_dial=DIAL_ALL, digit_timeout_s=1.1)
HASH = with_main(options=(option("1", to_sales()), option("#")), direct_dial=DIAL_ALL)
NOTICE_OR_SALES = (option("2", to_sales()), option("3", PlayAndReturn(prompt=prompt(NOTICE))))

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
        "a hash with nothing before it is ignored",
        with_main(no_input=Retry(retries=0)),
        from_outside("wait:1 # wait:1 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed #
        2 key_pressed #
        4 no_input 1; going_to hang_up; call_ended switchboard normal keys=##
        """,
    ),
    Case(
        "a hash with nothing before it does not restart the response timer",
        with_main(no_input=Retry(retries=0)),
        from_outside("wait:5 # wait:1 #"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        5 key_pressed #
        6 key_pressed #
        7 no_input 1; going_to hang_up; call_ended switchboard normal keys=##
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
        1.4 prompt_ended second stopped; key_pressed #
        4.4 no_input 1; prompt_started second
        5.4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=2##
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
        "a star that is no option is a wrong key",
        with_main(no_match=Retry(retries=0)),
        from_outside("wait:1 *"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *; no_match * 1
        2 going_to hang_up; call_ended switchboard normal keys=*
        """,
    ),
    Case(
        "A to D are wrong keys",
        with_main(no_match=Retry(retries=0), direct_dial=DIAL_ALL),
        from_outside("wait:1 A"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed A; no_match A 1
        2 going_to hang_up; call_ended switchboard normal keys=A
        """,
    ),
    Case(
        "the tail of a mistyped number burns no retry",
        with_main(no_match=retry(1)),
        from_outside("wait:1 9999 wait:2 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        1.2 key_pressed 9
        1.4 key_pressed 9
        1.6 key_pressed 9
        2.6 prompt_started retry
        3.6 prompt_ended retry stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        3.6 ringing 100
        4.6 dial_ended cancelled; call_ended caller normal keys=99991
        """,
    ),
    Case(
        "a slow tail is swallowed until it is quiet for a digit time-out",
        with_main(digit_timeout_s=0.5),
        from_outside("wait:1 99 wait:0.4 9 wait:0.6 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        1.2 key_pressed 9
        1.6 key_pressed 9
        2.1 prompt_started greeting
        2.2 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2.2 ringing 100
        3.2 dial_ended cancelled; call_ended caller normal keys=9991
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
    Case(
        "type-ahead through two menus",
        with_main(),
        from_outside("wait:1 21"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        1.2 prompt_ended second stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1.2 ringing 100
        3.2 dial_ended answered; bridged 100
        8.2 bridge_ended callee; call_ended callee normal keys=21
        """,
    ),
    Case(
        "keys during an announcement are kept for the menu",
        with_main(options=(option("2", PlayAndReturn(prompt=prompt(NOTICE))), option("3"))),
        from_outside("wait:1 2 wait:1 3"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to play_and_return
        1 prompt_started notice
        4 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; key_pressed 3; matched 3 option
        4 going_to hang_up; call_ended switchboard normal keys=23
        """,
    ),
    Case(
        "keys older than ten seconds are forgotten",
        with_main(
            options=(option("2", PlayAndReturn(prompt=prompt(NOTICE), times=4)), option("3")),
        ),
        from_outside("wait:1 2 wait:1 3 wait:12 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to play_and_return
        1 prompt_started notice
        4 prompt_ended notice to the end; prompt_started notice
        7 prompt_ended notice to the end; prompt_started notice
        10 prompt_ended notice to the end; prompt_started notice
        13 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        14 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=2
        """,
    ),
    Case(
        "keys typed ahead of a wrong entry are dropped",
        company((MAIN, menu(options=NOTICE_OR_SALES)), (SALES, menu("6501", no_match=Retry(retries=1)))),
        from_outside("wait:1 3 wait:1 291 wait:6 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 3; matched 3 option; going_to play_and_return
        1 prompt_started notice
        4 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; key_pressed 2; matched 2 option
        4 going_to ivr 6501; menu_entered 6501 3; key_pressed 9; no_match 9 1
        5 prompt_started second
        8 prompt_ended second to the end
        8.4 call_ended caller normal menu=6501 keys=329
        """,
    ),
    Case(
        "keys typed ahead are dropped before a transfer",
        with_main(options=(option("1", to_ann()), *NOTICE_OR_SALES), transfer_failed=Route(to=to_main())),
        from_outside("wait:1 3 wait:1 12 wait:4.8 hangup", phones={"100": Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 3; matched 3 option; going_to play_and_return
        1 prompt_started notice
        4 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; key_pressed 1; matched 1 option
        4 going_to extension 100; dial_started 100
        5 dial_ended busy; going_to ivr 6500; menu_entered 6500 3; prompt_started greeting
        7 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=31
        """,
    ),
]
