"""Options and numbers that begin alike, and what may be dialled besides extensions: the call semantics, section 2."""

from tests.callflow.scenarios.world import (
    CREW,
    HOOK,
    MAIN,
    SALES,
    THANKS,
    Case,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.model.ivr import DirectDial, NumberRange, Option

HIDING = option("1", to_sales()).model_copy(update={"ambiguous_timeout_s": 0.0})
WAITING = option("1", to_sales()).model_copy(update={"ambiguous_timeout_s": 1.0})
EVERYTHING = DirectDial(mode="all", services="all")
TELLING = Option(keys="1", route=option("1", to_ann()).route, sms_template=THANKS, webhook=HOOK)


def without(first: str, last: str) -> DirectDial:
    return DirectDial(mode="all", services="all", exclude=(NumberRange(first=first, last=last),))


NUMBERS = [
    Case(
        "an option that hides longer numbers acts at once",
        with_main(options=(HIDING,), direct_dial=EVERYTHING),
        from_outside("wait:1 100 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; going_to ivr 6501; menu_entered 6501 2
        1 prompt_started second
        1.2 prompt_ended second stopped; key_pressed 0; no_match 0 1; going_to hang_up
        1.2 call_ended switchboard normal keys=10
        """,
    ),
    Case(
        "an option with a time-out of its own: nothing more comes",
        with_main(options=(WAITING,), direct_dial=EVERYTHING),
        from_outside("wait:1 1 wait:2 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        2 matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        3 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "an option with a time-out of its own: the extension is dialled",
        with_main(options=(WAITING,), direct_dial=EVERYTHING),
        from_outside("wait:1 1 wait:0.6 01 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.6 key_pressed 0
        1.8 key_pressed 1; matched 101 extension; going_to extension 101; dial_started 101; ringing 101
        2.8 dial_ended cancelled; call_ended caller normal keys=101
        """,
    ),
    Case(
        "an option with a time-out of its own: hash commits at once",
        with_main(options=(WAITING,), direct_dial=EVERYTHING),
        from_outside("wait:1 1# wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed #; matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2.2 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1#
        """,
    ),
    Case(
        "an option's own time-out may be longer than the digit time-out",
        with_main(
            options=(option("1", to_sales()).model_copy(update={"ambiguous_timeout_s": 2.0}),),
            direct_dial=EVERYTHING,
            digit_timeout_s=1.0,
        ),
        from_outside("wait:1 1 wait:3 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        3 matched 1 option; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        4 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=1
        """,
    ),
    Case(
        "a ring group is dialled from the menu",
        with_main(direct_dial=DirectDial(services="all")),
        from_outside("wait:1 600 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 0
        1.4 key_pressed 0; matched 600 service; going_to ring_group 600; dial_started 100,101; ringing 100
        1.4 ringing 101
        2.4 dial_ended cancelled; call_ended caller normal keys=600
        """,
    ),
    Case(
        "another menu is dialled from the menu",
        with_main(direct_dial=DirectDial(services="all")),
        from_outside("wait:1 6501 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 5
        1.4 key_pressed 0
        1.6 key_pressed 1; matched 6501 service; going_to ivr 6501; menu_entered 6501 2; prompt_started second
        2.6 prompt_ended second stopped; call_ended caller normal menu=6501 prompt=second keys=6501
        """,
    ),
    Case(
        "a menu does not dial itself",
        with_main(direct_dial=DirectDial(services="all")),
        from_outside("wait:1 6500 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 5
        1.4 key_pressed 0
        1.6 key_pressed 0; no_match 6500 1; prompt_started greeting
        2.1 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=6500
        """,
    ),
    Case(
        "only the ring groups that are named",
        with_main(direct_dial=DirectDial(services="allow", ring_groups=(CREW,))),
        from_outside("wait:1 6501 wait:1.5 600 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 5; no_match 65 1
        1.4 key_pressed 0
        1.6 key_pressed 1
        2.6 prompt_started greeting
        3.1 prompt_ended greeting stopped; key_pressed 6
        3.3 key_pressed 0
        3.5 key_pressed 0; matched 600 service; going_to ring_group 600; dial_started 100,101; ringing 100
        3.5 ringing 101
        4.5 dial_ended cancelled; call_ended caller normal keys=6501600
        """,
    ),
    Case(
        "services off",
        with_main(direct_dial=DirectDial(mode="all")),
        from_outside("wait:1 6 wait:0.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6; no_match 6 1
        1.5 call_ended caller normal menu=6500 keys=6
        """,
    ),
    Case(
        "an excluded extension",
        with_main(options=(), direct_dial=without("101", "199")),
        from_outside("wait:1 101 wait:1.5 100 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 1; no_match 101 1
        2.4 prompt_started greeting
        2.9 prompt_ended greeting stopped; key_pressed 1
        3.1 key_pressed 0
        3.3 key_pressed 0; matched 100 extension; going_to extension 100; dial_started 100; ringing 100
        4.3 dial_ended cancelled; call_ended caller normal keys=101100
        """,
    ),
    Case(
        "an excluded ring group",
        with_main(options=(), direct_dial=without("600", "600")),
        from_outside("wait:1 60 wait:1.5 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 6
        1.2 key_pressed 0; no_match 60 1
        2.2 prompt_started greeting
        2.7 prompt_ended greeting stopped; call_ended caller normal menu=6500 prompt=greeting keys=60
        """,
    ),
    Case(
        "a range excludes numbers of its length only",
        with_main(options=(), direct_dial=without("1000", "2999")),
        from_outside("wait:1 100 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1
        1.2 key_pressed 0
        1.4 key_pressed 0; matched 100 extension; going_to extension 100; dial_started 100; ringing 100
        2.4 dial_ended cancelled; call_ended caller normal keys=100
        """,
    ),
    Case(
        "an option sends a message and tells a webhook",
        company((MAIN, menu(options=(TELLING,)))),
        from_outside("wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6500; answered; menu_entered 6500 1; prompt_started greeting
        1 prompt_ended greeting stopped; key_pressed 1; matched 1 option; sms_requested 64 +4930777
        1 webhook_requested 65 keys=1; going_to extension 100; dial_started 100; ringing 100
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
    Case(
        "an option in another menu tells its own webhook",
        company((SALES, menu("6501", options=(TELLING.model_copy(update={"sms_template": None}),)))),
        from_ann("6501", "wait:1 1 wait:1 hangup"),
        """
        0 going_to ivr 6501; answered; menu_entered 6501 1; prompt_started second
        1 prompt_ended second stopped; key_pressed 1; matched 1 option; webhook_requested 65 keys=1
        1 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended cancelled; call_ended caller normal keys=1
        """,
    ),
]
