"""Destinations that fail: the call semantics, section 4."""

from tests.callflow.scenarios.world import (
    BOB,
    NOTICE,
    Case,
    from_outside,
    option,
    outside,
    prompt,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import PlayAndReturn
from switchboard.model.ivr import Route

BUSY = {"100": Line("busy", after_s=1)}

FAILURES = [
    Case(
        "a busy extension goes by the rule of the menu",
        with_main(transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1 wait:2 hangup", phones=BUSY),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2 dial_ended busy; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "an extension without a phone goes by the rule of the menu",
        with_main(transfer_failed=Route(to=PlayAndReturn(prompt=prompt(NOTICE)))),
        from_outside("wait:1 1 wait:4 hangup", phones={"100": Line("unregistered")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 dial_ended unreachable; going_to play_and_return; prompt_started notice
        4 prompt_ended notice to the end; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        5 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=1
        """,
    ),
    Case(
        "the rule for failures is used once",
        with_main(transfer_failed=Route(to=to_ann())),
        from_outside("wait:1 1", phones=BUSY),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2 dial_ended busy; going_to extension 100; dial_started 100
        3 dial_ended busy; prompt_started busy
        5 prompt_ended busy to the end; call_ended switchboard busy keys=1
        """,
    ),
    Case(
        "without a rule a busy extension is announced",
        with_main(),
        from_outside("wait:1 1", phones=BUSY),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        2 dial_ended busy; prompt_started busy
        4 prompt_ended busy to the end; call_ended switchboard busy keys=1
        """,
    ),
    Case(
        "without a rule an unanswered extension is announced after its ring time",
        with_main(options=(option("1", to_ann().model_copy(update={"extension": BOB})),)),
        from_outside("wait:1 1", phones={"101": Line("no_answer")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 101; dial_started 101
        1 ringing 101
        21 dial_ended no-answer; prompt_started no-answer
        23 prompt_ended no-answer to the end; call_ended switchboard no-answer keys=1
        """,
    ),
    Case(
        "without a rule a call that is declined is announced",
        with_main(),
        from_outside("wait:1 1", phones={"100": Line("rejects", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        2 dial_ended rejected; prompt_started unavailable
        4 prompt_ended unavailable to the end; call_ended switchboard rejected keys=1
        """,
    ),
    Case(
        "an outside number that fails goes by the rule of the menu",
        with_main(options=(option("1", outside()),), transfer_failed=Route(to=to_sales())),
        from_outside("wait:1 1 wait:3 hangup", trunks={1: Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to external_number 95551234
        1 dial_started 5551234
        2 dial_ended busy; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
]
