"""PortSIP: the fields of `ivrs`, and of their `action_urls` that can be seen in a call."""

from collections.abc import Iterator, Mapping

from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.wire_ivr import DAYS
from switchboard.model.scenario import LineKind

from ..portsip.support import HOLIDAY
from .kit import NOON, Body, Call, Parameter, Way, way

BASE: Body = {"name": "Under test", "extension_number": "6299", "pin": "135791"}
ACTION: Body = {
    "name": "CRM",
    "enabled": True,
    "type": "DTMF",
    "dtmf_mask": "7",
    "method": "POST",
    "url": "https://crm.example/",
}
NIGHT, CHRISTMAS_EVE = "2026-01-05T20:00:00+00:00", "2026-12-24T12:00:00+00:00"
MONDAY = 5
"""Of January 2026."""

Rule = Mapping[str, object]
WAYS = ("FORWARD_TO_NUMBER", "FORWARD_TO_VOICEMAIL", "REPEAT", "HANGUP")
REACHES = {
    "FORWARD_TO_NUMBER": (
        "1000",
        "going_to extension 1000; ringing 1000",
        "what has the number, else the number outside",
    ),
    "FORWARD_TO_VOICEMAIL": ("1000", "mailbox_entered 1000", "the caller leaves a message for the extension"),
    "REPEAT": ("", "going_to repeat; menu_entered 6299 2", "the menu again"),
    "HANGUP": ("", "going_to hang_up; call_ended switchboard normal; !going_to repeat", "the call ends"),
    "DISA": ("", "going_to disa; prompt_started enter-pin", "the caller is asked for the PIN and a number"),
}
NUMBERS = {
    "1001": "going_to extension 1001; ringing 1001",
    "6301": "going_to ring_group 6301",
    "6800": "queue_joined 6800",
    "6900": "conference_joined 6900",
    "6700": "mailbox_entered 6700",
    "6250": "menu_entered 6250",
    "004930": "ringing 004930",
}


def _row(name: str, *ways: Way, endpoint: str = "ivrs") -> Parameter:
    return Parameter("portsip", endpoint, name, ways)


def forward(number: str) -> Rule:
    return {"action": "FORWARD_TO_NUMBER", "number": number}


def entry(rule: Rule | None = None, /, **more: object) -> Body:
    return {"user_input": "0", "office_hours_forward_rule": rule or forward("1000"), **more}


def menu(*entries: Body) -> Body:
    return {"custom_forward_rules": list(entries)}


PRESS = "wait:1 0 wait:9 hangup"


def _rules(
    name: str, member: str, script: str, at: str, before: str, more: Body, *, disa: bool = False
) -> Iterator[Parameter]:
    """The action and the number of a rule: of the IVR, or of a menu entry if `member` is not empty."""

    def sent(rule: Rule) -> Body:
        return menu(entry(HANG_UP, **{**more, member: rule})) if member else {**more, name: rule}

    path = f"custom_forward_rules[].{member}" if member else name
    actions = (*WAYS, "DISA") if disa else WAYS
    made = []
    for action in actions:
        number, expects, effect = REACHES[action]
        rule = {"action": action, "number": number} if number else {"action": action}
        made.append(way(action, sent(rule), effect, Call(script, before + expects, at=at)))
    yield _row(f"{path}.action", *made)
    yield _row(
        f"{path}.number",
        *(
            way(number, sent(forward(number)), "where the call goes", Call(script, before + expects, at=at))
            for number, expects in NUMBERS.items()
        ),
    )


HANG_UP: Rule = {"action": "HANGUP"}
BUSY: tuple[tuple[str, LineKind], ...] = (("1001", "busy"),)


def plain() -> Iterator[Parameter]:
    yield _row(
        "name", *(way(text, {"name": text}, "stands in the record", ("", f"- name {text}")) for text in ("A", "B"))
    )
    yield _row(
        "extension_number",
        *(
            way(
                number,
                {"extension_number": number},
                "dialling it enters the menu",
                Call("", f"menu_entered {number}", number),
            )
            for number in ("6298", "6297")
        ),
    )
    yield _row(
        "language",
        *(
            way(tag, {"language": tag}, "the language of announcements", ("", f"- sound {tag}-default"))
            for tag in ("en-US", "de", "fr")
        ),
    )
    yield _row(
        "dtmf_interval",
        *(
            way(
                n,
                {"dtmf_interval": n},
                f"{n} s to press the next key",
                ("wait:1 1 wait:25 hangup", f"@{n + 1} no_match 1 1"),
            )
            for n in (1, 2, 20)
        ),
    )
    yield _row(
        "prompt_file_id",
        way("an id", {"prompt_file_id": wire_id(90)}, "the greeting", ("", "prompt_started IVR.wav")),
        way("null", {"prompt_file_id": None}, "the built-in greeting", ("", "prompt_started default")),
    )
    yield _row(
        "transfer_prompt_file_id",
        way(
            "an id",
            {"transfer_prompt_file_id": wire_id(91), **menu(entry())},
            "heard before somebody is dialled",
            (PRESS, "prompt_started demo.wav; ringing 1000"),
        ),
        way(
            "null",
            {"transfer_prompt_file_id": None, **menu(entry())},
            "nothing is heard",
            (PRESS, "ringing 1000; !prompt_started demo.wav"),
        ),
    )
    disa = menu(entry({"action": "DISA"}))
    yield _row(
        "enable_pin",
        way(True, {"enable_pin": True, **disa}, "DISA asks for the PIN", (PRESS, "prompt_started enter-pin")),
        way(
            False,
            {"enable_pin": False, **disa},
            "DISA asks for the number at once",
            (PRESS, "prompt_started enter-number; !prompt_started enter-pin"),
        ),
    )
    yield _row(
        "pin",
        *(
            way(
                pin,
                {"pin": pin, **disa},
                "the PIN that DISA asks for",
                (f"wait:1 0 wait:4 {pin}# wait:3 1000#", "pin_entered right; ringing 1000"),
            )
            for pin in ("135791", "2468024680")
        ),
    )
    yield _row(
        "enable_night_mode",
        way(
            True,
            {"enable_night_mode": True, "night_mode_forward_rule": forward("1000")},
            "it is night here",
            ("wait:9 hangup", "night_mode 6299; ringing 1000"),
        ),
        way(
            False,
            {"enable_night_mode": False, "night_mode_forward_rule": forward("1000")},
            "it is day",
            ("wait:9 hangup", "menu_entered 6299 1; !night_mode"),
        ),
    )
    dial = ("wait:1 1000 wait:9 hangup", "wait:1 1001 wait:9 hangup")
    yield _row(
        "exclude_list",
        way(
            "1000",
            {"exclude_list": "1000"},
            "the number may not be dialled",
            (dial[0], "no_match 1000"),
            (dial[1], "ringing 1001"),
        ),
        way(
            "1000-1001;6301",
            {"exclude_list": "1000-1001;6301"},
            "none in the range may",
            (dial[0], "no_match 1000"),
            (dial[1], "no_match 1001"),
        ),
        way("", {"exclude_list": ""}, "every number may", (dial[0], "ringing 1000"), (dial[1], "ringing 1001")),
    )
    yield _row(
        "enable_audio_recording",
        way(True, {"enable_audio_recording": True}, "the call is recorded", ("wait:1 hangup", "recording_started")),
        way(
            False, {"enable_audio_recording": False}, "it is not", ("wait:1 hangup", "menu_entered; !recording_started")
        ),
    )
    yield from outwards()


def outwards() -> Iterator[Parameter]:
    """Who calls, as a trunk sees it."""
    out = menu(entry(forward("004930")))

    def shown(**fields: object) -> Body:
        return {"outbound_caller_ids": [{"provider_id": wire_id(60), "caller_id": "+49301", **fields}], **out}

    yield _row(
        "outbound_caller_ids[].provider_id",
        way("the trunk's", shown(), "the number counts", (PRESS, "- caller_id +49301")),
        way(
            "another",
            shown(provider_id=wire_id(61)),
            "the number does not count",
            (PRESS, "ringing 004930; !- caller_id +49301"),
        ),
    )
    yield _row(
        "outbound_caller_ids[].caller_id",
        *(
            way(one, shown(caller_id=one), "the number that is shown", (PRESS, f"- caller_id {one}"))
            for one in ("+49301", "+49302")
        ),
    )
    yield _row(
        "outbound_caller_ids[].display_name",
        *(
            way(one, shown(display_name=one), "the name that is shown", (PRESS, f"- caller_id +49301 {one}"))
            for one in ("Sales", "Desk")
        ),
    )
    yield _row(
        "outbound_caller_ids[].description",
        *(
            way(
                one,
                shown(description=one),
                "nothing on a call; it is given back",
                (
                    PRESS,
                    f"- description {one}",
                ),
            )
            for one in ("First", "Second")
        ),
    )


def entries() -> Iterator[Parameter]:
    """Menu entries."""
    yield _row(
        "custom_forward_rules[].user_input",
        way(
            "1",
            menu(entry(user_input="1")),
            "fires at once",
            ("wait:1 1 wait:9 hangup", "@1 matched 1 option"),
            ("wait:1 1001 wait:9 hangup", "matched 1 option; ringing 1000"),
        ),
        way(
            "1#",
            menu(entry(user_input="1#")),
            "waits 3 s for more keys",
            ("wait:1 1 wait:9 hangup", "@4 matched 1 option"),
            ("wait:1 1001 wait:9 hangup", "matched 1001 extension"),
        ),
        *(
            way(
                keys,
                menu(entry(user_input=keys)),
                effect,
                (f"wait:1 {keys} wait:9 hangup", f"matched {keys} option; ringing 1000"),
            )
            for keys, effect in (
                ("12", "several keys"),
                ("*", "star"),
                ("#", "hash"),
                ("F", "the tone of a fax machine"),
            )
        ),
    )
    evening = {"enabled": True, "ranges": [{"from": "19:00", "to": "21:00"}]}
    hours = {"mode": "CUSTOM", "monday": evening}
    open_noon, open_night = Call(PRESS, "time_decided open", at=NOON), Call(PRESS, "time_decided open", at=NIGHT)
    shut_noon, shut_night = Call(PRESS, "time_decided closed", at=NOON), Call(PRESS, "time_decided closed", at=NIGHT)
    closed = {"non_office_hours_forward_rule": HANG_UP}
    yield _row(
        "custom_forward_rules[].office_hours.mode",
        way(
            "GLOBAL",
            menu(entry(office_hours={**hours, "mode": "GLOBAL"}, **closed)),
            "the hours of the tenant",
            open_noon,
            shut_night,
        ),
        way("CUSTOM", menu(entry(office_hours=hours, **closed)), "the hours of the entry", shut_noon, open_night),
    )
    for number, day in enumerate(DAYS):
        at = f"2026-01-{MONDAY + number:02}T20:00:00+00:00"
        noon = at.replace("T20", "T12")

        def on(day: str, **fields: object) -> Body:
            return menu(entry(office_hours={"mode": "CUSTOM", day: {**evening, **fields}}, **closed))

        path = f"custom_forward_rules[].office_hours.{day}"
        yield _row(
            f"{path}.enabled",
            way(
                True,
                on(day),
                "open in the ranges",
                Call(PRESS, "time_decided open", at=at),
                Call(PRESS, "time_decided closed", at=noon),
            ),
            way(
                False,
                on(day, enabled=False),
                "closed",
                Call(PRESS, "time_decided closed", at=at),
                Call(PRESS, "time_decided closed", at=noon),
            ),
        )
        yield _row(
            f"{path}.ranges[].from",
            way("19:00", on(day), "from then on", Call(PRESS, "time_decided open", at=at)),
            way(
                "20:01",
                on(day, ranges=[{"from": "20:01", "to": "21:00"}]),
                "from then on",
                Call(PRESS, "time_decided closed", at=at),
            ),
        )
        yield _row(
            f"{path}.ranges[].to",
            way("21:00", on(day), "until then", Call(PRESS, "time_decided open", at=at)),
            way(
                "20:00",
                on(day, ranges=[{"from": "19:00", "to": "20:00"}]),
                "until then",
                Call(PRESS, "time_decided closed", at=at),
            ),
        )
    yield _row(
        "custom_forward_rules[].holidays",
        way(
            "an id",
            menu(entry(holidays=[wire_id(HOLIDAY)], holiday_forward_rule=HANG_UP)),
            "days on which the hours do not count",
            Call(PRESS, "time_decided holiday", at=CHRISTMAS_EVE),
        ),
        way(
            "none",
            menu(entry(holidays=[])),
            "every day is like others",
            Call(PRESS, "ringing 1000; !time_decided holiday", at=CHRISTMAS_EVE),
        ),
    )
    pressed = "matched 0 option; "
    yield from _rules(
        "",
        "office_hours_forward_rule",
        PRESS,
        NOON,
        "time_decided open; " + pressed,
        {"non_office_hours_forward_rule": HANG_UP},
        disa=True,
    )
    yield from _rules(
        "", "non_office_hours_forward_rule", PRESS, NIGHT, "time_decided closed; " + pressed, {}, disa=True
    )
    yield from _rules(
        "",
        "holiday_forward_rule",
        PRESS,
        CHRISTMAS_EVE,
        "time_decided holiday; " + pressed,
        {"holidays": [wire_id(HOLIDAY)]},
        disa=True,
    )


def rules() -> Iterator[Parameter]:
    """Where callers go elsewhere than by the menu."""
    silent = {"timeout": 3, "repeat_times": 0}
    for parameter in _rules("timeout_forward_rule", "", "wait:16 hangup", NOON, "no_input 1; ", {}):
        yield Parameter(
            parameter.dialect,
            parameter.endpoint,
            parameter.name,
            tuple(
                Way(one.value, {"timeout_forward_rule": {**silent, **_rule(one)}}, one.effect, one.calls)
                for one in parameter.ways
            ),
        )
    yield _row(
        "timeout_forward_rule.timeout",
        *(
            way(n, {"timeout_forward_rule": {"timeout": n}}, f"{n} s to press a key", ("", f"@{n + 2} no_input 1"))
            for n in (1, 5, 30)
        ),
    )
    yield _row(
        "timeout_forward_rule.repeat_times",
        *(
            way(
                n,
                {"timeout_forward_rule": {"timeout": 1, "repeat_times": n}},
                f"{n} more rounds",
                ("", f"no_input {n + 1}; !no_input {n + 2}"),
            )
            for n in (0, 1, 3)
        ),
    )
    failed = menu(entry(forward("1001")))
    for parameter in _rules("failure_forward_rule", "", PRESS, NOON, "dial_ended busy; ", failed):
        yield Parameter(
            parameter.dialect,
            parameter.endpoint,
            parameter.name,
            tuple(
                Way(
                    one.value,
                    one.body,
                    one.effect,
                    tuple(Call(call.script, call.expects, phones=BUSY) for call in one.calls),
                )
                for one in parameter.ways
                if one.value != "1001"
            ),
        )
    for parameter in _rules(
        "night_mode_forward_rule", "", "wait:9 hangup", NOON, "night_mode 6299 ivr; ", {"enable_night_mode": True}
    ):
        ways = tuple(_at_night(one) for one in parameter.ways)
        yield Parameter(parameter.dialect, parameter.endpoint, parameter.name, ways)


def _rule(one: Way) -> Mapping[str, object]:
    rule = one.body["timeout_forward_rule"]
    assert isinstance(rule, Mapping)
    return rule


def _at_night(one: Way) -> Way:
    """There is no menu to repeat, and nobody was answered before."""
    if one.value not in ("REPEAT", "HANGUP"):
        return one
    calls = (Call("wait:9 hangup", "night_mode 6299 ivr; going_to hang_up; call_ended switchboard rejected"),)
    same = "HANGUP" if one.value == "REPEAT" else ""
    return Way(one.value, one.body, "the call ends", calls, same)


def actions() -> Iterator[Parameter]:
    """Action URLs: when they are asked. What is asked, test_action_urls.py shows with a web server."""
    script = "wait:1 7 wait:9 hangup"

    def sent(**fields: object) -> Body:
        return {"action": fields}

    endpoint = "ivrs/{id}/action_urls"
    yield _row(
        "name",
        *(way(text, sent(name=text), "stands in the record", (script, f"- action {text}")) for text in ("A", "B")),
        endpoint=endpoint,
    )
    yield _row(
        "enabled",
        way(True, sent(enabled=True), "it is asked", (script, "action_asked; action_answered hangup")),
        way(False, sent(enabled=False), "it is not asked", (script, "no_match 7; !action_asked")),
        endpoint=endpoint,
    )
    yield _row(
        "type",
        way("DTMF", sent(type="DTMF"), "asked for keys", (script, "matched 7 action_url; action_asked 1 7")),
        way(
            "CALLER",
            sent(type="CALLER", dtmf_mask=None, caller_mask="4930***"),
            "asked about callers, before they hear anything",
            (script, "action_asked 1; action_answered call 1001; ringing 1001; !menu_entered"),
        ),
        endpoint=endpoint,
    )
    yield _row(
        "dtmf_mask",
        *(
            way(
                mask,
                sent(dtmf_mask=mask),
                "the keys",
                *(
                    (f"wait:1 {keys} wait:9 hangup", f"action_asked 1 {keys}" if keys in asked else "!action_asked")
                    for keys in ("7", "12", "3055", "4711")
                ),
            )
            for mask, asked in (
                ("7", ("7",)),
                ("30**", ("3055",)),
                ("4000-4999", ("4711",)),
                ("ALL", ("7", "12", "3055", "4711")),
            )
        ),
        endpoint=endpoint,
    )
    yield _row(
        "caller_mask",
        *(
            way(
                mask,
                sent(type="CALLER", dtmf_mask=None, caller_mask=mask),
                "the callers",
                *(
                    Call("wait:3 hangup", "action_asked 1" if number == asked else "!action_asked", caller=number)
                    for number in ("+4930777", "+4931777")
                ),
            )
            for mask, asked in (("4930***", "+4930777"), ("4931777", "+4931777"))
        ),
        endpoint=endpoint,
    )


def parameters() -> list[Parameter]:
    return [*plain(), *rules(), *entries(), *actions()]
