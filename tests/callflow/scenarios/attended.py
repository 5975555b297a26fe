"""Attended transfer: who is called calls somebody else, and leaves the two to each other. Events of both calls."""

from tests.callflow.scenarios.world import (
    BOB,
    MAIN,
    OFFICE,
    Case,
    company,
    from_outside,
    meanwhile,
    menu,
    option,
    to_ann,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.directory import Extension
from switchboard.model.office import Office

RECALLING = (OFFICE, Office(transfer_recall=True))
RECORDED_BOB = (BOB, Extension(name="Bob", number="101", record=True))

ATTENDED = [
    Case(
        "a caller is handed over to a talk",
        company(),
        from_outside(
            "wait:1 1", phones={"100": Line(after_s=1, talks_s=4, consults="101"), "101": Line(after_s=1, talks_s=6)}
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to extension 101; dial_started 101; ringing 101
        3.5 dial_ended answered; answered; bridged 101
        6 caller_replaced +4930777 1; bridge_ended callee; transferred 101 100; call_ended callee normal keys=1
        9.5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller is handed over while somebody rings",
        company(),
        from_outside(
            "wait:1 1", phones={"100": Line(after_s=1, talks_s=2, consults="101"), "101": Line(after_s=4, talks_s=2)}
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to extension 101; dial_started 101; ringing 101
        4 caller_replaced +4930777 1; answered
        4 bridge_ended callee; transferred 101 100; call_ended callee normal keys=1
        6.5 dial_ended answered; bridged 101
        8.5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller who was handed over gives up while somebody rings",
        company(),
        from_outside(
            "wait:1 1 wait:5 hangup",
            phones={"100": Line(after_s=1, talks_s=2, consults="101"), "101": Line("no_answer")},
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to extension 101; dial_started 101; ringing 101
        4 caller_replaced +4930777 1; answered
        4 bridge_ended callee; transferred 101 100; call_ended callee normal keys=1
        6 dial_ended cancelled; call_ended caller normal
        """,
    ),
    Case(
        "a caller who is handed over to a menu hears its greeting from the beginning",
        company(),
        from_outside("wait:1 1 wait:5 hangup", phones={"100": Line(after_s=1, talks_s=2, consults="6501")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to ivr 6501; answered; menu_entered 6501 1; prompt_started second
        4 caller_replaced +4930777 1; bridge_ended callee; transferred 6501 100; call_ended callee normal keys=1
        6 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second
        """,
    ),
    Case(
        "a recording goes on with a caller who is handed over",
        company(RECORDED_BOB),
        from_outside(
            "wait:1 1", phones={"100": Line(after_s=1, talks_s=3, consults="101"), "101": Line(after_s=1, talks_s=4)}
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to extension 101; dial_started 101; ringing 101
        3.5 dial_ended answered; answered; recording_started; bridged 101
        5 caller_replaced +4930777 1; recording_stopped; recording_started
        5 bridge_ended callee; transferred 101 100; call_ended callee normal keys=1
        7.5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a caller who may not be recorded is not recorded where he is handed over",
        company(RECORDED_BOB, (MAIN, menu(options=(option("1", to_ann(), stop_recording=True),)))),
        from_outside(
            "wait:1 1", phones={"100": Line(after_s=1, talks_s=3, consults="101"), "101": Line(after_s=1, talks_s=4)}
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; recording_forbidden
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to extension 101; dial_started 101; ringing 101
        3.5 dial_ended answered; answered; recording_started; bridged 101
        5 caller_replaced +4930777 1; recording_forbidden; recording_stopped
        5 bridge_ended callee; transferred 101 100; call_ended callee normal keys=1
        7.5 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "who transferred in vain gets the caller back",
        company(RECALLING),
        from_outside(
            "wait:1 1 wait:6 hangup",
            phones={"100": Line(after_s=1, talks_s=2, transfers_to="101"), "101": Line("busy", after_s=1)},
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        4 bridge_ended callee; transferred 101 100; going_to extension 101; dial_started 101
        5 dial_ended busy; transfer_recalled 100; dial_started 100; ringing 100
        6 dial_ended answered; bridged 100
        7 bridge_ended caller; call_ended caller normal keys=1
        """,
    ),
    Case(
        "who left a phone that does not answer gets the caller back",
        company(RECALLING, (BOB, Extension(name="Bob", number="101", ring_time_s=3))),
        from_outside(
            "wait:1 1 wait:6 hangup",
            phones={"100": Line(after_s=1, talks_s=1.5, consults="101"), "101": Line("no_answer")},
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        2.5 call_started; going_to extension 101; dial_started 101; ringing 101
        3.5 caller_replaced +4930777 1; answered
        3.5 bridge_ended callee; transferred 101 100; call_ended callee normal keys=1
        5.5 dial_ended no-answer; transfer_recalled 100; dial_started 100; ringing 100
        6.5 dial_ended answered; bridged 100
        7 bridge_ended caller; call_ended caller normal
        """,
    ),
    Case(
        "who was called in both calls leaves the callers to each other",
        company(inbound=to_ann()),
        from_outside(
            phones={"100": Line(after_s=1, talks_s=9, then=Line(after_s=1, talks_s=2, joins=True))},
            others=(meanwhile(2, BOB, "100", "wait:5 hangup"),),
        ),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        1 dial_ended answered; answered; bridged 100
        2 call_started; going_to extension 100; dial_started 100; ringing 100
        3 dial_ended answered; answered; bridged 100
        5 bridge_ended callee; callee_replaced 101; bridged 101; bridge_ended callee; transferred 555 100
        5 call_ended callee normal
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "a transfer to a number that means nothing calls nobody back",
        company(RECALLING),
        from_outside("wait:1 1", phones={"100": Line(after_s=1, talks_s=1, transfers_to="777")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100
        1 dial_started 100; ringing 100
        2 dial_ended answered; bridged 100
        3 bridge_ended callee; transferred 777 100; prompt_started invalid
        5 prompt_ended invalid to the end; call_ended switchboard not-found keys=1
        """,
    ),
]
