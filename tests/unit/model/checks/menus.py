"""What callers hear in menus and what they press there."""

from tests.callflow.scenarios.codes import coded
from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CITY,
    DAYTIME,
    FINAL,
    GREETING,
    LINE,
    MAIN,
    NEW_YEAR,
    company,
    content,
    from_outside,
    menu,
    option,
    prompt,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.model.action_url import ActionUrl
from switchboard.model.destination import ByTime
from switchboard.model.ivr import DirectDial, ExtensionMember, NumberRange, Option, OutboundDial, Retry, Route
from switchboard.model.prompt import Prompt, PromptWarning
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import DialPattern, OutboundRoute

from .case import Case

ALL = DirectDial(mode="all")


def at_once(keys: str) -> Option:
    return Option(keys=keys, route=Route(to=to_sales()), ambiguous_timeout_s=0)


def asked(mask: str) -> ActionUrl:
    return ActionUrl(key=1, name="crm", enabled=True, on="keys", mask=mask, method="GET", url="http://192.0.2.7/")


def spoken(**changes: object) -> tuple[int, Prompt]:
    return GREETING, Prompt(name="greeting", content=content(GREETING), duration_ms=4000, **changes)


def of_main(*steps: int | str) -> tuple[int | str, ...]:
    return (MAIN, *steps)


SILENT = (PromptWarning(code="silent", text="no sound"),)
KEYS = of_main("options", 0, "keys")

MENUS = [
    Case(
        "no-greeting",
        with_main(greeting=()),
        of_main("greeting"),
        with_main(greeting=(), response_timeout_s=0),
        from_outside("wait:2 hangup"),
        misses=("prompt_started",),
    ),
    Case(
        "other-language",
        company(spoken(language="de-DE"), (MAIN, menu(language="en-GB"))),
        of_main("greeting", 0),
        company(spoken(language="en-US"), (MAIN, menu(language="en-GB"))),
    ),
    Case("silent-prompt", company(spoken(warnings=SILENT)), of_main("greeting", 0), company()),
    Case(
        "key-hidden",
        with_main(options=(option("12"), at_once("1"))),
        KEYS,
        with_main(options=(option("12"), option("1"))),
        from_outside("wait:1 1 2"),
        ("matched 1 option",),
    ),
    Case(
        "key-hidden",
        with_main(options=(option("12"),), actions=(asked("1*"),)),
        KEYS,
        with_main(options=(option("12"),), actions=(asked("2*"),)),
        from_outside("wait:1 1 2"),
        ("matched 12 action_url",),
    ),
    Case(
        "number-hidden",
        with_main(options=(at_once("1"),), direct_dial=ALL),
        KEYS,
        with_main(
            options=(at_once("1"),),
            direct_dial=DirectDial(
                mode="restrict", restrict=(ExtensionMember(extension=ANN), ExtensionMember(extension=BOB))
            ),
        ),
        from_outside("wait:1 1 0 0"),
        ("matched 1 option",),
        ("dial_started 100",),
    ),
    Case(
        "number-hidden",
        with_main(options=(option("2000", to_sales()),), direct_dial=ALL),
        KEYS,
        with_main(options=(option("2001", to_sales()),), direct_dial=ALL),
        from_outside("wait:1 2 0 0 0"),
        ("matched 2000 option",),
    ),
    Case(
        "key-slow",
        with_main(direct_dial=ALL),
        KEYS,
        with_main(direct_dial=ALL.model_copy(update={"exclude": (NumberRange(first="100", last="199"),)})),
    ),
    Case(
        "key-slow",
        with_main(options=(option("9"),), outbound_dial=OutboundDial(enabled=True, routes=(CITY,))),
        KEYS,
        with_main(options=(option("9"),), outbound_dial=OutboundDial(enabled=False, routes=(CITY,))),
    ),
    Case(
        "no-time-for-keys",
        with_main(digit_timeout_s=0, direct_dial=ALL),
        of_main("digit_timeout_s"),
        with_main(digit_timeout_s=0),
        from_outside("wait:1 2 wait:1 0 0 0 wait:1 hangup"),
        ("matched 2 option",),
        ("dial_started 2000",),
    ),
    Case(
        "no-time-for-keys",
        with_main(ambiguous_timeout_s=0.1, direct_dial=ALL),
        of_main("ambiguous_timeout_s"),
        with_main(ambiguous_timeout_s=0.1),
        from_outside("wait:1 1 wait:1 0"),
        ("matched 1 option",),
    ),
    Case(
        "all-keys-asked",
        with_main(actions=(asked("ALL"),)),
        of_main("actions", 0),
        with_main(actions=(asked("ALL").model_copy(update={"enabled": False}),)),
        from_outside("wait:1 1 wait:5 hangup"),
        ("matched 1 action_url",),
    ),
    Case(
        "code-hides-key",
        with_main(options=(option("*2"),), feature_codes=("check_messages",)),
        KEYS,
        company(coded(check_messages="*9"), (MAIN, menu(options=(option("*2"),), feature_codes=("check_messages",)))),
        from_outside("wait:1 * 2 wait:5 hangup"),
        ("matched *2 feature_code",),
    ),
    Case(
        "code-before-route",
        company((CITY, OutboundRoute(name="city", patterns=(DialPattern(pattern="*2"),), trunks=(LINE,)))),
        (CITY, "patterns"),
        company(),
    ),
    Case(
        "wrong-key-ends",
        with_main(no_match=Retry(retries=0)),
        of_main("no_match", "route"),
        with_main(no_match=Retry(retries=0, final_prompt=prompt(FINAL))),
        from_outside("wait:1 9"),
        ("no_match 9 1", "call_ended switchboard normal keys=9"),
    ),
    Case(
        "silence-ends",
        with_main(no_input=Retry(retries=0)),
        of_main("no_input", "route"),
        with_main(no_input=Retry(retries=0, route=Route(to=to_ann()))),
        from_outside(),
        ("no_input 1",),
    ),
    Case(
        "nothing-to-press",
        with_main(options=()),
        of_main("options"),
        with_main(options=(), outbound_dial=OutboundDial(enabled=True)),
    ),
    Case(
        "time-unset",
        with_main(no_input=Retry(retries=0, route=Route(to=ByTime(open=None, closed=to_ann())))),
        of_main("no_input", "route", "to", "open"),
        with_main(options=(option("1", ByTime(closed=to_ann())),)),
        from_outside(),
        ("time_decided open", "call_ended switchboard normal"),
    ),
    Case(
        "time-unset",
        company(
            (
                DAYTIME,
                TimeCondition(name="daytime", when=Schedule(holidays=(NEW_YEAR,)), open=to_ann(), closed=to_ann()),
            )
        ),
        (DAYTIME, "holiday"),
        company((DAYTIME, TimeCondition(name="daytime", open=to_ann(), closed=to_ann()))),
    ),
]
