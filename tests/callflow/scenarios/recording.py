"""Recording and the loop guard: the call semantics, sections 11 and 12."""

from tests.callflow.scenarios.world import (
    ANN,
    LINE,
    MAIN,
    SALES,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    to_ann,
    to_main,
    to_sales,
)

from switchboard.callflow.session import Limits
from switchboard.model.directory import Extension
from switchboard.model.ivr import Retry, Route
from switchboard.model.trunk import Trunk

RECORDED = (LINE, Trunk(name="line", host="192.0.2.1", record=True))
RECORDED_ANN = (ANN, Extension(name="Ann", number="100", record=True))
ROUND = (SALES, menu("6501", no_input=Retry(retries=0, route=Route(to=to_main()))))
ROUND_TRIP = company((MAIN, menu(no_input=Retry(retries=0, route=Route(to=to_sales())))), ROUND)

RECORDING = [
    Case(
        "a recorded trunk is recorded from the answer on",
        company(RECORDED),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; recording_started; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a recorded extension is recorded from its answer on",
        company(RECORDED_ANN),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; recording_started; bridged 100
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "a recorded extension is recorded when it calls",
        company(RECORDED_ANN),
        from_ann("101"),
        """
        0 going_to extension 101; dial_started 101; ringing 101
        2 dial_ended answered; answered; recording_started; bridged 101
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an option stops the recording for the rest of the call",
        company(
            RECORDED,
            RECORDED_ANN,
            (MAIN, menu(options=(option("2", to_sales(), stop_recording=True),))),
        ),
        from_outside("wait:1 2 wait:1 1"),
        """
        0 going_to ivr 6500; answered; recording_started; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 2; matched 2 option; going_to ivr 6501; recording_forbidden
        1 recording_stopped; menu_entered 6501 2; prompt_started second
        2 prompt_ended second stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2 ringing 100
        4 dial_ended answered; bridged 100
        9 bridge_ended callee; call_ended callee normal keys=21
        """,
    ),
    Case(
        "an option forbids a recording that has not begun",
        company(RECORDED_ANN, (MAIN, menu(options=(option("1", to_ann(), stop_recording=True),)))),
        from_outside("wait:1 1"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; recording_forbidden
        1 dial_started 100; ringing 100
        3 dial_ended answered; bridged 100
        8 bridge_ended callee; call_ended callee normal keys=1
        """,
    ),
    Case(
        "silence stops the recording where the rule says so",
        company(RECORDED, (MAIN, menu(no_input=Retry(retries=0, route=Route(to=to_sales(), stop_recording=True))))),
        from_outside("wait:8 hangup"),
        """
        0 going_to ivr 6500; answered; recording_started; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to ivr 6501; recording_forbidden; recording_stopped; menu_entered 6501 2
        7 prompt_started second
        8 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "loop guard: too many visits",
        ROUND_TRIP,
        from_outside(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        10 prompt_ended second to the end
        13 no_input 1; going_to ivr 6500; menu_entered 6500 3; prompt_started greeting
        17 prompt_ended greeting to the end
        20 no_input 1; going_to ivr 6501; loop_guard visits; prompt_started limit-reached
        22 prompt_ended limit-reached to the end; call_ended switchboard normal
        """,
        Limits(visits=3),
    ),
    Case(
        "loop guard: too deep",
        ROUND_TRIP,
        from_outside(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to ivr 6501; loop_guard depth; prompt_started limit-reached
        9 prompt_ended limit-reached to the end; call_ended switchboard normal
        """,
        Limits(depth=1),
    ),
    Case(
        "loop guard: too long in menus, in the middle of a prompt",
        ROUND_TRIP,
        from_outside(),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        7 no_input 1; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        8 prompt_ended second stopped; loop_guard time; prompt_started limit-reached
        10 prompt_ended limit-reached to the end; call_ended switchboard normal
        """,
        Limits(menu_time_s=8),
    ),
]
