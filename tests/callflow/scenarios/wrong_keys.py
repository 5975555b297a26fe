"""Wrong keys, what follows them, and type-ahead: the call semantics, section 2."""

from tests.callflow.scenarios.world import (
    DIAL_ALL,
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

THREE = (option("3", to_ann()),)
NOTICE_OR_SALES = (option("2", to_sales()), option("3", PlayAndReturn(prompt=prompt(NOTICE))))

WRONG_KEYS = [
    Case(
        "a star that is no option is a wrong key",
        with_main(no_match=Retry(retries=0)),
        from_outside("wait:1 *"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed *; no_match * 1; going_to hang_up
        1 call_ended switchboard normal keys=*
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
        with_main(options=THREE, direct_dial=DIAL_ALL, no_match=retry(1)),
        from_outside("wait:1 9999 wait:2 3 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        1.2 key_pressed 9
        1.4 key_pressed 9
        1.6 key_pressed 9
        2.6 prompt_started retry
        3.6 prompt_ended retry stopped; key_pressed 3; matched 3 option; going_to extension 100; dial_started 100
        3.6 ringing 100
        4.6 dial_ended cancelled; call_ended caller normal keys=99993
        """,
    ),
    Case(
        "a slow tail is swallowed until it is quiet for a digit time-out",
        with_main(options=THREE, direct_dial=DIAL_ALL, digit_timeout_s=0.5),
        from_outside("wait:1 99 wait:0.4 9 wait:0.6 3 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        1.2 key_pressed 9
        1.6 key_pressed 9
        2.1 prompt_started greeting
        2.2 prompt_ended greeting stopped; key_pressed 3; matched 3 option; going_to extension 100; dial_started 100
        2.2 ringing 100
        3.2 dial_ended cancelled; call_ended caller normal keys=9993
        """,
    ),
    Case(
        "the tail of a mistyped number may end in a hash",
        with_main(options=THREE, direct_dial=DIAL_ALL),
        from_outside("wait:1 99# wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        1.2 key_pressed 9
        1.4 key_pressed #
        2.4 prompt_started greeting
        3.4 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=99#
        """,
    ),
    Case(
        "a number that is as long as the longest leaves no tail",
        with_main(options=THREE, direct_dial=DIAL_ALL),
        from_outside("wait:1 20013 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2
        1.2 key_pressed 0
        1.4 key_pressed 0
        1.6 key_pressed 1; no_match 2001 1; prompt_started greeting
        1.8 prompt_ended greeting stopped; key_pressed 3; matched 3 option; going_to extension 100; dial_started 100
        1.8 ringing 100
        2.8 dial_ended cancelled; call_ended caller normal keys=20013
        """,
    ),
    Case(
        "every wrong key counts in a menu of single keys, and none is waited for",
        with_main(no_match=retry(1)),
        from_outside("wait:1 9 wait:1 9"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started retry
        2 prompt_ended retry stopped; key_pressed 9; no_match 9 2; prompt_started final
        4 prompt_ended final to the end; going_to hang_up; call_ended switchboard normal keys=99
        """,
    ),
    Case(
        "a quick correction is heard in a menu of single keys",
        with_main(no_match=retry(1)),
        from_outside("wait:1 91 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started retry
        1.2 prompt_ended retry stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1.2 ringing 100
        2.2 dial_ended cancelled; call_ended caller normal keys=91
        """,
    ),
    Case(
        "a quick correction is heard in a menu of single keys that says nothing at a retry",
        with_main(),
        from_outside("wait:1 91 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started greeting
        1.2 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1.2 ringing 100
        2.2 dial_ended cancelled; call_ended caller normal keys=91
        """,
    ),
    Case(
        "keys typed ahead survive a wrong one in a menu of single keys, and the retry prompt is skipped",
        company((MAIN, menu(options=NOTICE_OR_SALES)), (SALES, menu("6501", no_match=retry(1)))),
        from_outside("wait:1 3 wait:1 291 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 3; matched 3 option; going_to play_and_return
        1 prompt_started notice
        4 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; key_pressed 2; matched 2 option
        4 going_to ivr 6501; menu_entered 6501 3; key_pressed 9; no_match 9 1; key_pressed 1; matched 1 option
        4 going_to extension 100; dial_started 100; ringing 100
        5.4 dial_ended cancelled; call_ended caller normal keys=3291
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
        company(
            (MAIN, menu(options=NOTICE_OR_SALES)),
            (SALES, menu("6501", no_match=Retry(retries=1), direct_dial=DIAL_ALL)),
        ),
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
