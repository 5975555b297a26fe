"""Action URLs: when a web server is asked, and what its answers do."""

from tests.callflow.scenarios.world import (
    DIAL_ALL,
    MAIN,
    TRANSFER,
    Case,
    company,
    from_outside,
    menu,
    option,
    prompt,
    to_ann,
    to_sales,
)

from switchboard.engine.simulated.scenario import Line, Reply
from switchboard.model.action_url import ActionAnswer, ActionUrl
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Route

RULE = Route(to=to_sales())
KEYS, OTHER, CALLER = 1, 2, 3


def action(key: int, mask: str, *, on: str = "keys", enabled: bool = True) -> ActionUrl:
    return ActionUrl.model_validate(
        {
            "key": key,
            "name": f"action {key}",
            "enabled": enabled,
            "on": on,
            "mask": mask,
            "method": "GET",
            "url": "http://192.0.2.7/ask",
        }
    )


def asking(*actions: ActionUrl, **changes: object) -> Configuration:
    """A main menu with these action URLs, and a rule for failures."""
    options = (option("1", to_ann()), option("2", to_sales()))
    return company((MAIN, menu("6500", **{"options": options, "actions": actions, "transfer_failed": RULE, **changes})))


def call(number: str, after_s: float = 1.0) -> Reply:
    return Reply(ActionAnswer("call", number), after_s)


HANG_UP = Reply(ActionAnswer("hangup"), 1.0)
REPEAT = Reply(ActionAnswer("repeat"), 1.0)
NONE = Reply(ActionAnswer("none", outcome="status 500"), 1.0)

ASKED = [
    Case(
        "keys that an action URL takes: call",
        asking(action(KEYS, "7**"), transfer_prompt=prompt(TRANSFER)),
        from_outside("wait:1 712 wait:3 hangup", replies={KEYS: call("101")}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7
        1.2 key_pressed 1
        1.4 key_pressed 2; matched 712 action_url; going_to action_url; action_asked 1 712
        2.4 action_answered call 101; prompt_started transfer
        3.4 prompt_ended transfer to the end; going_to number 101; going_to extension 101; dial_started 101
        3.4 ringing 101
        4.4 dial_ended cancelled; call_ended caller normal keys=712
        """,
    ),
    Case(
        "keys that an action URL takes: hang up",
        asking(action(KEYS, "7")),
        from_outside("wait:1 7", replies={KEYS: HANG_UP}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; matched 7 action_url; going_to action_url; action_asked 1 7
        2 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=7
        """,
    ),
    Case(
        "keys that an action URL takes: repeat",
        asking(action(KEYS, "7")),
        from_outside("wait:1 7 wait:2 hangup", replies={KEYS: REPEAT}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; matched 7 action_url; going_to action_url; action_asked 1 7
        2 action_answered repeat; going_to repeat; going_to ivr 6500; menu_entered 6500 2; prompt_started greeting
        3 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=7
        """,
    ),
    Case(
        "an action URL without a usable answer goes by the rule of the menu",
        asking(action(KEYS, "7")),
        from_outside("wait:1 7 wait:2 hangup", replies={KEYS: NONE}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; matched 7 action_url; going_to action_url; action_asked 1 7
        2 action_answered none; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=7
        """,
    ),
    Case(
        "an action URL that sends the caller to a busy phone goes by the rule of the menu",
        asking(action(KEYS, "7")),
        from_outside("wait:1 7 wait:3 hangup", replies={KEYS: call("101")}, phones={"101": Line("busy", after_s=1)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; matched 7 action_url; going_to action_url; action_asked 1 7
        2 action_answered call 101; going_to number 101; going_to extension 101; dial_started 101
        3 dial_ended busy; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=7
        """,
    ),
    Case(
        "an action URL wins over an option",
        asking(action(KEYS, "1")),
        from_outside("wait:1 1", replies={KEYS: HANG_UP}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 action_url; going_to action_url; action_asked 1 1
        2 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=1
        """,
    ),
    Case(
        "an action URL hides longer numbers",
        asking(action(KEYS, "10"), direct_dial=DIAL_ALL, options=()),
        from_outside("wait:1 100", replies={KEYS: HANG_UP}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0; matched 10 action_url; going_to action_url; action_asked 1 10
        2.2 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=10
        """,
    ),
    Case(
        "an action URL waits for the keys of another one",
        asking(action(KEYS, "7"), action(OTHER, "70-79")),
        from_outside("wait:1 75", replies={OTHER: HANG_UP}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7
        1.2 key_pressed 5; matched 75 action_url; going_to action_url; action_asked 2 75
        2.2 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=75
        """,
    ),
    Case(
        "an action URL that is off is none",
        asking(action(KEYS, "7", enabled=False)),
        from_outside("wait:1 7 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; no_match 7 1; prompt_started greeting
        1.5 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=7
        """,
    ),
    Case(
        "an action URL for all keys ends by silence",
        asking(action(KEYS, "ALL"), digit_timeout_s=2.0),
        from_outside("wait:1 12", replies={KEYS: HANG_UP}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 2
        3.2 matched 12 action_url; going_to action_url; action_asked 1 12
        4.2 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=12
        """,
    ),
    Case(
        "an action URL for all keys ends by hash",
        asking(action(KEYS, "ALL"), ambiguous_timeout_s=0.5),
        from_outside("wait:1 1 wait:1 *2#", replies={KEYS: HANG_UP}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        2 key_pressed *
        2.2 key_pressed 2
        2.4 key_pressed #; matched 1*2 action_url; going_to action_url; action_asked 1 1*2
        3.4 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=1*2#
        """,
    ),
    Case(
        "an action URL for some keys comes before that for all",
        asking(action(KEYS, "ALL"), action(OTHER, "12"), digit_timeout_s=2.0),
        from_outside("wait:1 12", replies={OTHER: HANG_UP, KEYS: NONE}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 2
        3.2 matched 12 action_url; going_to action_url; action_asked 2 12
        4.2 action_answered hangup; going_to hang_up; call_ended switchboard normal keys=12
        """,
    ),
    Case(
        "a caller whom an action URL knows is asked about before the greeting",
        asking(action(CALLER, "4930***", on="caller")),
        from_outside("wait:1.5 hangup", replies={CALLER: call("101", 0.5)}),
        """
        0 going_to ivr 6500; going_to action_url; action_asked 3
        0.5 action_answered call 101; going_to number 101; going_to extension 101; dial_started 101; ringing 101
        1.5 dial_ended cancelled; call_ended caller cancelled
        """,
    ),
    Case(
        "a caller whom an action URL lets in is asked about once",
        asking(action(CALLER, "+4930777", on="caller")),
        from_outside("wait:1 hangup", replies={CALLER: Reply(ActionAnswer("repeat"), 0.0)}),
        """
        0 going_to ivr 6500; going_to action_url; action_asked 3; action_answered repeat; going_to repeat
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "a caller whom an action URL turns away",
        asking(action(CALLER, "4930777", on="caller")),
        from_outside(replies={CALLER: HANG_UP}),
        """
        0 going_to ivr 6500; going_to action_url; action_asked 3
        1 action_answered hangup; going_to hang_up; call_ended switchboard rejected
        """,
    ),
    Case(
        "a caller whom no action URL knows",
        asking(action(CALLER, "4931***", on="caller")),
        from_outside("wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting
        """,
    ),
    Case(
        "hanging up while a web server is asked",
        asking(action(KEYS, "7")),
        from_outside("wait:1 7 wait:1 hangup", replies={KEYS: call("101", 9)}),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 7; matched 7 action_url; going_to action_url; action_asked 1 7
        2 call_ended caller normal keys=7
        """,
    ),
]
