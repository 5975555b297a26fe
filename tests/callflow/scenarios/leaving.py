"""Hanging up in every state: the call semantics, section 1."""

from tests.callflow.scenarios.world import (
    DIAL_ALL,
    NOTICE,
    TRANSFER,
    Case,
    from_outside,
    option,
    prompt,
    retry,
    with_main,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.destination import PlayAndExit

BUSY = {"100": Line("busy", after_s=1)}

LEAVING = [
    Case(
        "hanging up during the greeting",
        with_main(),
        from_outside("wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1.5 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "hanging up while the response timer runs",
        with_main(),
        from_outside("wait:5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        4 prompt_ended greeting to the end
        5 call_ended caller normal menu=6500
        """,
    ),
    Case(
        "hanging up between two digits",
        with_main(options=(option("12"),)),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        2 call_ended caller normal menu=6500 keys=1
        """,
    ),
    Case(
        "hanging up during the retry prompt",
        with_main(no_match=retry(1)),
        from_outside("wait:1 9 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started retry
        2.5 prompt_ended retry stopped; call_ended caller normal menu=6500 prompt=retry keys=9
        """,
    ),
    Case(
        "hanging up during the final prompt",
        with_main(no_match=retry(0)),
        from_outside("wait:1 9 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1; prompt_started final
        2.5 prompt_ended final stopped; call_ended caller normal menu=6500 prompt=final keys=9
        """,
    ),
    Case(
        "hanging up during the transfer prompt",
        with_main(transfer_prompt=prompt(TRANSFER)),
        from_outside("wait:1 1 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; prompt_started transfer
        1.5 prompt_ended transfer stopped; call_ended caller normal menu=6500 prompt=transfer keys=1
        """,
    ),
    Case(
        "hanging up after a wrong key, before the next prompt",
        with_main(direct_dial=DIAL_ALL),
        from_outside("wait:1 9 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 9; no_match 9 1
        1.5 call_ended caller normal menu=6500 keys=9
        """,
    ),
    Case(
        "hanging up while an extension rings",
        with_main(),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "hanging up while talking",
        with_main(),
        from_outside("wait:1 1 wait:4 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to extension 100; dial_started 100
        1 ringing 100
        3 dial_ended answered; bridged 100
        5 bridge_ended caller; call_ended caller normal keys=1
        """,
    ),
    Case(
        "hanging up during an announcement",
        with_main(options=(option("1", PlayAndExit(prompt=prompt(NOTICE))),)),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to play_and_exit
        1 prompt_started notice
        2 prompt_ended notice stopped; call_ended caller normal prompt=notice keys=1
        """,
    ),
]
