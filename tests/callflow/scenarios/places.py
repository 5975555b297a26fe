"""Destinations: the call semantics, section 4."""

from tests.callflow.scenarios.world import (
    ANN,
    LINE,
    MAIN,
    NOTICE,
    SALES,
    SPARE,
    Case,
    company,
    from_outside,
    menu,
    option,
    outside,
    prompt,
    to_main,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import HangUp, PlayAndExit, PlayAndReturn, ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import Retry, Route
from switchboard.model.trunk import Trunk

RECORDED = (LINE, Trunk(name="line", host="192.0.2.1", record=True))
RECORDED_ANN = (ANN, Extension(name="Ann", number="100", record=True))
ROUND = (SALES, menu("6501", no_input=Retry(retries=0, route=Route(to=to_main()))))
ROUND_TRIP = company((MAIN, menu(no_input=Retry(retries=0, route=Route(to=to_sales())))), ROUND)

PLACES = [
    Case(
        "hang up",
        with_main(options=(option("1", HangUp()),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to hang_up
        1 call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "play and exit, not interruptible",
        with_main(options=(option("1", PlayAndExit(prompt=prompt(NOTICE), times=2)),)),
        from_outside("wait:1 1 wait:1 5"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to play_and_exit
        1 prompt_started notice
        4 prompt_ended notice to the end; prompt_started notice
        7 prompt_ended notice to the end; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "play and return, with fresh counters",
        with_main(options=(option("1", PlayAndReturn(prompt=prompt(NOTICE), times=2)),)),
        from_outside("wait:5 9 wait:2 1 wait:7 9 wait:2 9"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        5 key_pressed 9; no_match 9 1; prompt_started greeting
        7 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to play_and_return
        7 prompt_started notice
        10 prompt_ended notice to the end; prompt_started notice
        13 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        14 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started greeting
        16 prompt_ended greeting stopped; key_pressed 9; no_match 9 2; going_to hang_up
        16 call_ended switchboard normal keys=9199
        """,
    ),
    Case(
        "another menu",
        with_main(),
        from_outside("wait:1 2 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=2
        """,
    ),
    Case(
        "an extension: the callee hangs up",
        with_main(),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "an extension: the caller hangs up",
        with_main(),
        from_outside("wait:1 1", phones={"100": Line(leaves="caller")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        8 bridge_ended caller; call_ended caller normal keys=1
        """,
    ),
    Case(
        "an extension that no longer exists",
        with_main(options=(option("1", ToExtension(extension=999)),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension
        1 prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard unreachable keys=1
        """,
    ),
    Case(
        "a menu that no longer exists",
        with_main(options=(option("1", ToIvr(ivr=999)),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ivr; prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard unreachable keys=1
        """,
    ),
    Case(
        "an outside number",
        with_main(options=(option("1", outside()),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 95551234
        1 dial_started 5551234; ringing 5551234
        3 dial_ended answered; bridged 5551234
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "an outside number: the next trunk when the first is unusable",
        with_main(options=(option("1", outside()),)),
        from_outside("wait:1 1", trunks={LINE: Line("fails", status=503)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 95551234
        1 dial_started 5551234; dial_ended failed; dial_started 5551234; ringing 5551234
        3 dial_ended answered; bridged 5551234
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "an outside number: the next trunk when the first is unreachable",
        with_main(options=(option("1", outside()),)),
        from_outside("wait:1 1", trunks={LINE: Line("unregistered", status=408)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 95551234
        1 dial_started 5551234; dial_ended unreachable; dial_started 5551234; ringing 5551234
        3 dial_ended answered; bridged 5551234
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "an outside number: busy is final",
        with_main(options=(option("1", outside()),)),
        from_outside("wait:1 1", trunks={LINE: Line("busy", after_s=1, status=486)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 95551234
        1 dial_started 5551234
        2 dial_ended busy; prompt_started busy
        4 prompt_ended busy to the end; call_ended switchboard busy keys=1
        """,
    ),
    Case(
        "an outside number: all trunks are unusable",
        with_main(options=(option("1", outside()),)),
        from_outside("wait:1 1", trunks={LINE: Line("fails", status=500), SPARE: Line("fails", status=503)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 95551234
        1 dial_started 5551234; dial_ended failed; dial_started 5551234; dial_ended failed; prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard failed keys=1
        """,
    ),
    Case(
        "an outside number that no route takes",
        with_main(options=(option("1", outside("1")),)),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 91
        1 prompt_started unavailable
        3 prompt_ended unavailable to the end; call_ended switchboard unreachable keys=1
        """,
    ),
]
