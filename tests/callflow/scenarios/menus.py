"""One visit of a menu: the call semantics, section 1."""

from tests.callflow.scenarios.world import (
    FINAL,
    GONE,
    GREETING,
    NOTICE,
    SECOND,
    TRANSFER,
    Case,
    content,
    from_outside,
    option,
    prompt,
    retry,
    to_main,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import PlayAndExit, PlayAndReturn
from switchboard.model.ivr import Retry, Route

BUSY = {"100": Line("busy", after_s=1)}

MENUS = [
    Case(
        "a key stops the greeting and goes at once",
        with_main(),
        from_outside("wait:1.5 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1.5 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1.5 ringing 100
        3.5 dial_ended answered; bridged 100
        8.5 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a key in the last 20 ms of the greeting",
        with_main(),
        from_outside("wait:3.98 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        3.98 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        3.98 ringing 100
        5.98 dial_ended answered; bridged 100
        10.98 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a greeting of several prompts is one round",
        with_main(greeting=(prompt(GREETING), prompt(SECOND)), options=(option("1"),)),
        from_outside("wait:5 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end; prompt_started second
        5 prompt_ended second stopped; key_pressed 1; matched 1 option; going_to hang_up
        5 call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "the response timer starts when the last prompt was heard",
        with_main(greeting=(prompt(GREETING), prompt(SECOND)), options=(option("1"),)),
        from_outside("wait:9.7 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end; prompt_started second
        7 prompt_ended second to the end
        9.7 key_pressed 1; matched 1 option; going_to hang_up; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "a menu without a greeting listens at once",
        with_main(greeting=(), options=(option("1"),)),
        from_outside("wait:2.5 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1
        2.5 key_pressed 1; matched 1 option; going_to hang_up; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "silence is tolerated as often as the rule says",
        with_main(no_input=retry(2, to_sales()), options=(option("1"),)),
        from_outside("wait:35 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; prompt_started retry
        9 prompt_ended retry to the end; prompt_started greeting
        13 prompt_ended greeting to the end
        16 no_input 2; prompt_started retry
        18 prompt_ended retry to the end; prompt_started greeting
        22 prompt_ended greeting to the end
        25 no_input 3; prompt_started final
        27 prompt_ended final to the end; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        30 prompt_ended second to the end
        33 no_input 1; prompt_started second
        35 prompt_ended second stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        35 ringing 100
        36 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "silence in a menu without a rule hangs up",
        with_main(no_input=Retry(retries=0)),
        from_outside(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to hang_up; call_ended switchboard normal
        """,
    ),
    Case(
        "wrong keys are tolerated as often as the rule says",
        with_main(no_match=retry(1, PlayAndExit(prompt=prompt(NOTICE)))),
        from_outside("wait:1 9 wait:5 9"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started retry
        3 prompt_ended retry to the end; prompt_started greeting
        6 prompt_ended greeting stopped; key_pressed 9; no_match 9 2; prompt_started final
        8 prompt_ended final to the end; going_to play_and_exit; prompt_started notice
        11 prompt_ended notice to the end; call_ended switchboard normal keys=99
        """,
    ),
    Case(
        "the two counters are independent",
        with_main(no_match=retry(1), no_input=retry(1)),
        from_outside("wait:1 9 wait:14 9"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started retry
        3 prompt_ended retry to the end; prompt_started greeting
        7 prompt_ended greeting to the end
        10 no_input 1; prompt_started retry
        12 prompt_ended retry to the end; prompt_started greeting
        15 prompt_ended greeting stopped; key_pressed 9; no_match 9 2; prompt_started final
        17 prompt_ended final to the end; going_to hang_up; call_ended switchboard normal keys=99
        """,
    ),
    Case(
        "the counters are fresh at each entry",
        with_main(no_match=Retry(retries=0, route=Route(to=to_main())), options=(option("1"),)),
        from_outside("wait:1 9 wait:2 9 wait:2 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; going_to ivr 6500; menu_entered 6500 2
        1 prompt_started greeting
        3 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; going_to ivr 6500; menu_entered 6500 3
        3 prompt_started greeting
        5 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to hang_up
        5 call_ended switchboard normal keys=991
        """,
    ),
    Case(
        "a key stops the response timer for good",
        with_main(options=(option("12"),), response_timeout_s=1, digit_timeout_s=5),
        from_outside("wait:4.5 1 wait:4.9 2"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        4.5 key_pressed 1
        9.4 key_pressed 2; matched 12 option; going_to hang_up; call_ended switchboard normal keys=12
        """,
    ),
    Case(
        "a key during the retry prompt is the first digit",
        with_main(no_match=retry(1), options=(option("12"),)),
        from_outside("wait:1 9 wait:2 1 wait:1 2"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        2 prompt_started retry
        3 prompt_ended retry stopped; key_pressed 1
        4 key_pressed 2; matched 12 option; going_to hang_up; call_ended switchboard normal keys=912
        """,
    ),
    Case(
        "keys during the final prompt are dropped",
        with_main(no_match=retry(0, to_sales())),
        from_outside("wait:1 9 wait:1 1 wait:6 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started final
        3 prompt_ended final to the end; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        6 prompt_ended second to the end
        8 key_pressed 1; matched 1 option; going_to extension 100; dial_started 100; ringing 100
        9 dial_ended cancelled; call_ended caller normal keys=91
        """,
    ),
    Case(
        "keys during the transfer prompt are dropped",
        with_main(transfer_prompt=prompt(TRANSFER)),
        from_outside("wait:1 1 wait:0.5 2 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; prompt_started transfer
        2 prompt_ended transfer to the end; going_to extension 100; dial_started 100; ringing 100
        3.5 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "a transfer prompt is heard before an extension rings",
        with_main(transfer_prompt=prompt(TRANSFER)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; prompt_started transfer
        2 prompt_ended transfer to the end; going_to extension 100; dial_started 100; ringing 100
        4 dial_ended answered; bridged 100
        9 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a missing prompt is skipped",
        with_main(
            greeting=(prompt(GONE), prompt(SECOND)),
            options=(option("1", PlayAndReturn(prompt=prompt(GONE))),),
            transfer_prompt=prompt(GONE),
        ),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_skipped prompt 29 missing; prompt_started second
        1 prompt_ended second stopped; key_pressed 1; matched 1 option
        1 going_to play_and_return; prompt_skipped prompt 29 missing; going_to ivr 6500; menu_entered 6500 2
        1 prompt_skipped prompt 29 missing; prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6500 prompt=second keys=1
        """,
    ),
    Case(
        "an unreadable prompt is skipped",
        with_main(options=(option("1"),), no_input=Retry(retries=0, final_prompt=prompt(FINAL))),
        from_outside(unreadable=frozenset((content(GREETING), content(FINAL)))),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0 prompt_skipped greeting unreadable
        3 no_input 1; prompt_started final; prompt_skipped final unreadable; going_to hang_up
        3 call_ended switchboard normal
        """,
    ),
]
