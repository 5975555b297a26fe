"""Changing a greeting by telephone: the call semantics, section 19."""

from tests.callflow.scenarios.world import (
    GREETING,
    SECOND,
    Case,
    from_outside,
    option,
    prompt,
    to_sales,
    with_main,
)

EDITABLE = with_main(feature_codes=("edit_prompt",))
HASH_TOO = with_main(
    feature_codes=("edit_prompt",), options=(option("#", to_sales()),), ambiguous_timeout_s=1.0, digit_timeout_s=2.0
)
SEVERAL = with_main(feature_codes=("edit_prompt",), greeting=(prompt(SECOND), prompt(GREETING)))
PASSWORD = "4711"
DOOR = f"wait:0.5 #9 wait:0.5 {PASSWORD}#"

PROMPT_EDIT = [
    Case(
        "a greeting is recorded and kept",
        EDITABLE,
        from_outside(
            f"{DOOR} wait:0.5 1 wait:4.3 speaks:1.5 wait:0.5 # wait:0.5 1 wait:0.5 hangup",
            pin=PASSWORD,
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #
        0.7 key_pressed 9; matched #9 feature_code; going_to feature_code #9; prompt_started pe-password
        1.2 prompt_ended pe-password stopped
        2 pin_entered right 1; prompt_started pe-menu
        2.5 prompt_ended pe-menu stopped; key_pressed 1; prompt_started pe-record
        4.5 prompt_ended pe-record to the end
        8.8 prompt_started pe-review
        9.3 prompt_ended pe-review stopped; key_pressed 1; prompt_edited 10; prompt_started pe-saved
        9.8 prompt_ended pe-saved stopped; call_ended caller normal prompt=pe-saved keys=#911
        """,
    ),
    Case(
        "a caller hangs up before a greeting is kept",
        EDITABLE,
        from_outside(f"{DOOR} wait:0.5 1 wait:4.3 speaks:1.5 # wait:0.5 hangup", pin=PASSWORD),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #
        0.7 key_pressed 9; matched #9 feature_code; going_to feature_code #9; prompt_started pe-password
        1.2 prompt_ended pe-password stopped
        2 pin_entered right 1; prompt_started pe-menu
        2.5 prompt_ended pe-menu stopped; key_pressed 1; prompt_started pe-record
        4.5 prompt_ended pe-record to the end
        8.3 prompt_started pe-review
        8.8 prompt_ended pe-review stopped; call_ended caller normal prompt=pe-review keys=#91
        """,
    ),
    Case(
        "a greeting is thrown away",
        EDITABLE,
        from_outside(
            f"{DOOR} wait:0.3 1 wait:0.3 # wait:2.3 speaks:1.3 # wait:0.3 * wait:0.3 # wait:0.5 hangup",
            pin=PASSWORD,
        ),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #
        0.7 key_pressed 9; matched #9 feature_code; going_to feature_code #9; prompt_started pe-password
        1.2 prompt_ended pe-password stopped
        2 pin_entered right 1; prompt_started pe-menu
        2.3 prompt_ended pe-menu stopped; key_pressed 1; prompt_started pe-record
        2.6 prompt_ended pe-record stopped
        6.2 prompt_started pe-review
        6.5 prompt_ended pe-review stopped; key_pressed *; prompt_started pe-menu
        6.8 prompt_ended pe-menu stopped; key_pressed #; prompt_started goodbye
        7.3 prompt_ended goodbye stopped; call_ended caller normal prompt=goodbye keys=#91*#
        """,
    ),
    Case(
        "the built-in greeting comes back instead of several",
        SEVERAL,
        from_outside(f"{DOOR} wait:2.5 3 wait:2.5 hangup", pin=PASSWORD),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started second
        0.5 prompt_ended second stopped; key_pressed #
        0.7 key_pressed 9; matched #9 feature_code; going_to feature_code #9; prompt_started pe-password
        1.2 prompt_ended pe-password stopped
        2 pin_entered right 1; prompt_started pe-several
        4 prompt_ended pe-several to the end; prompt_started pe-menu
        4.5 prompt_ended pe-menu stopped; key_pressed 3; prompt_edited 10; prompt_started pe-saved
        6.5 prompt_ended pe-saved to the end; prompt_started default
        7 prompt_ended default stopped; call_ended caller normal prompt=default keys=#93
        """,
    ),
    Case(
        "an option by # waits for the code behind it",
        HASH_TOO,
        from_outside("wait:0.5 # wait:2 hangup", pin=PASSWORD),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #
        1.5 matched # option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2.5 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=#
        """,
    ),
    Case(
        "the code behind an option by #",
        HASH_TOO,
        from_outside("wait:0.5 #9 wait:0.5 hangup", pin=PASSWORD),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #
        0.7 key_pressed 9; matched #9 feature_code; going_to feature_code #9; prompt_started pe-password
        1.2 prompt_ended pe-password stopped; call_ended caller normal prompt=pe-password keys=#9
        """,
    ),
    Case(
        "a menu whose greeting is not changed by telephone",
        with_main(),
        from_outside("wait:0.5 #9 wait:0.5 hangup", pin=PASSWORD),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #; no_match # 1; prompt_started greeting
        0.7 prompt_ended greeting stopped; key_pressed 9; no_match 9 2; going_to hang_up
        0.7 call_ended switchboard normal keys=#9
        """,
    ),
    Case(
        "a greeting without a password is not changed",
        EDITABLE,
        from_outside("wait:0.5 #9 wait:3"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        0.5 prompt_ended greeting stopped; key_pressed #
        0.7 key_pressed 9; matched #9 feature_code; going_to feature_code #9; prompt_edit_refused no_pin
        0.7 prompt_started not-permitted
        2.7 prompt_ended not-permitted to the end; call_ended switchboard forbidden keys=#9
        """,
    ),
]
