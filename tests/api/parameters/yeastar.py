"""Yeastar: the parameters of ivr/create and ivr/update."""

from collections.abc import Iterator

from switchboard.api.yeastar.wire import INVALID, SLOTS, TIMEOUT, Slot

from .kit import Body, Call, Parameter, Refused, Way, way

BASE: Body = {
    "number": "6299",
    "name": "Under test",
    "prompt": "default",
    "prompt_repeat": 1,
    "resp_timeout": 5,
    "digit_timeout": 3,
    "dial_ext_option": "disable",
}
ENDPOINT = "ivr/create, ivr/update"


def _row(name: str, *ways: Way) -> Parameter:
    return Parameter("yeastar", ENDPOINT, name, ways)


def _one(value: object, name: str, effect: str, script: str, expects: str, **more: object) -> Way:
    """A way that sets nothing but the parameter, apart from what it needs besides."""
    return way(value, {name: value, **more}, effect, (script, expects))


ANN, BO, SALES, SELLERS = (
    {"value": "85", "type": "extension"},
    {"value": "86", "type": "extension"},
    {"value": "70", "type": "ext_group"},
    {"value": "77", "type": "organization"},
)
GROUP, QUEUE, ROOM = (
    {"value": "71", "type": "ring_group"},
    {"value": "74", "type": "queue"},
    {"value": "75", "type": "conference"},
)
TO_ANN: Body = {"press0_dest": "extension", "press0_dest_value": "85"}
DIAL_ANN, DIAL_BO = "wait:1 1000 wait:9 hangup", "wait:1 1001 wait:9 hangup"
RINGS_ANN, RINGS_BO = "matched 1000 extension; ringing 1000", "matched 1001 extension; ringing 1001"
NO_ANN, NO_BO = "!ringing 1000", "!ringing 1001"


def _members(name: str, option: str, listed: str, hidden: str) -> Parameter:
    """A list of extensions by each type of entry; the group is Ann, the organization Bo."""
    other = "restrict" if option == "allow" else "allow"
    more = {"dial_ext_option": option}
    ann, bo = (RINGS_ANN, NO_BO) if other == "restrict" else (NO_ANN, RINGS_BO)
    ann_not, bo_not = (NO_ANN, RINGS_BO) if other == "restrict" else (RINGS_ANN, NO_BO)
    both = ((DIAL_ANN, RINGS_ANN), (DIAL_BO, RINGS_BO)) if option == "allow" else ((DIAL_ANN, NO_ANN), (DIAL_BO, NO_BO))
    return _row(
        name,
        way(
            "type=extension", {name: [ANN], **more}, f"the extension {listed}, {hidden}", (DIAL_ANN, ann), (DIAL_BO, bo)
        ),
        way(
            "type=organization",
            {name: [SELLERS], **more},
            f"everybody in the organization {listed}, {hidden}",
            (DIAL_ANN, ann_not),
            (DIAL_BO, bo_not),
        ),
        way("type=ext_group", {name: [SALES, BO], **more}, f"everybody in the group {listed}, {hidden}", *both),
    )


def settings() -> Iterator[Parameter]:
    """The parameters that belong to no key."""
    yield _row(
        "number",
        *(
            way(number, {"number": number}, "dialling it enters the menu", Call("", f"menu_entered {number}", number))
            for number in ("6298", "6297")
        ),
    )
    yield _row(
        "name",
        *(way(name, {"name": name}, "stands in the record", ("", f"- name {name}")) for name in ("Sales", "Reception")),
    )
    yield _row(
        "prompt",
        _one("default", "prompt", "the built-in greeting", "", "prompt_started default; !prompt_started IVR.wav"),
        _one("IVR.wav", "prompt", "the prompt is the greeting", "", "prompt_started IVR.wav; !prompt_started default"),
        _one("default,IVR.wav", "prompt", "one after the other", "", "prompt_started default; prompt_started IVR.wav"),
        _one("", "prompt", "no greeting", "", "@0 menu_entered; @5 no_input; !prompt_started"),
    )
    yield _row(
        "prompt_repeat",
        *(
            _one(n, "prompt_repeat", f"{n} rounds of greeting and waiting", "", f"no_input {n}; !no_input {n + 1}")
            for n in range(1, 6)
        ),
    )
    yield _row(
        "resp_timeout",
        *(_one(n, "resp_timeout", f"{n} s to press the first key", "", f"@{n + 2} no_input 1") for n in range(1, 11)),
    )
    yield _row(
        "digit_timeout",
        *(
            way(
                n,
                {"digit_timeout": n, "dial_ext_option": "all"},
                f"{n} s to press the next key",
                ("wait:1 1 wait:20", f"@{n + 1} no_match 1 1"),
            )
            for n in range(1, 11)
        ),
    )
    yield _row(
        "alert_info",
        *(
            way(text, {"alert_info": text, **TO_ANN}, "tells phones how to ring", ("wait:1 0", f"- alert_info {text}"))
            for text in ("ring-2", "ring-7")
        ),
        way(
            "",
            {"alert_info": "", **TO_ANN},
            "phones ring as usual",
            ("wait:1 0", "ringing; !- alert_info ring-2; !- alert_info ring-7"),
        ),
    )
    yield _row(
        "dial_ext_option",
        _one("disable", "dial_ext_option", "no extension may be dialled", DIAL_ANN, f"no_match 1; {NO_ANN}"),
        way(
            "all",
            {"dial_ext_option": "all"},
            "every extension may be dialled",
            (DIAL_ANN, RINGS_ANN),
            (DIAL_BO, RINGS_BO),
        ),
        way(
            "allow",
            {"dial_ext_option": "allow", "dial_ext_list": [ANN]},
            "only those in `dial_ext_list` may be dialled",
            (DIAL_ANN, RINGS_ANN),
            (DIAL_BO, NO_BO),
        ),
        way(
            "restrict",
            {"dial_ext_option": "restrict", "restrict_dial_ext_list": [ANN]},
            "all but those in `restrict_dial_ext_list` may be dialled",
            (DIAL_ANN, NO_ANN),
            (DIAL_BO, RINGS_BO),
        ),
    )
    yield _members("dial_ext_list", "allow", "may be dialled", "nobody else")
    yield _members("restrict_dial_ext_list", "restrict", "may not be dialled", "everybody else may")
    number = "wait:1 6301 wait:9 hangup"
    yield _row(
        "enb_dial_call_number",
        way(
            1,
            {"enb_dial_call_number": 1, "dial_call_number_list": [GROUP]},
            "the numbers listed may be dialled",
            (number, "matched 6301 service"),
        ),
        way(
            0,
            {"enb_dial_call_number": 0, "dial_call_number_list": [GROUP]},
            "none may be dialled",
            (number, "no_match; !matched"),
        ),
    )
    yield _row(
        "dial_call_number_list",
        *(
            way(
                f"type={entry['type']}",
                {"enb_dial_call_number": 1, "dial_call_number_list": [entry]},
                f"the {what} may be dialled by its number, nothing else",
                (f"wait:1 {dialled} wait:5 hangup", f"matched {dialled} service; going_to {entry['type']} {dialled}"),
            )
            for entry, what, dialled in (
                (GROUP, "ring group", "6301"),
                (QUEUE, "queue", "6800"),
                (ROOM, "conference", "6900"),
            )
        ),
    )
    outside = "wait:1 8030111 wait:9 hangup"
    yield _row(
        "enb_dial_outb_routes",
        way(
            1,
            {"enb_dial_outb_routes": 1, "dial_outb_route_list": [{"value": "21"}]},
            "numbers outside may be dialled",
            (outside, "matched 8030111 outbound; ringing 8030111"),
        ),
        way(
            0,
            {"enb_dial_outb_routes": 0, "dial_outb_route_list": [{"value": "21"}]},
            "no number outside may be dialled",
            (outside, "no_match; !matched"),
        ),
    )
    yield _row(
        "dial_outb_route_list",
        *(
            way(
                f"value={route}",
                {"enb_dial_outb_routes": 1, "dial_outb_route_list": [{"value": route}]},
                "only through the routes listed",
                (outside, f"matched 8030111 outbound; - through {trunk}"),
            )
            for route, trunk in (("21", 60), ("22", 61))
        ),
    )
    check = "wait:1 *21000# wait:9 hangup"
    yield _row(
        "enb_dial_check_vm",
        _one(1, "enb_dial_check_vm", "`*2` and a number lead to that mailbox", check, "matched *21000 feature_code"),
        _one(0, "enb_dial_check_vm", "`*2` is invalid input", check, "no_match; !matched *21000"),
    )
    edit: Body = {"prompt_manger_enb": 1, "prompt_manger_password": "4711"}
    tries = "wait:1 #9 wait:4 4711# wait:1 hangup"
    yield _row(
        "prompt_manger_enb",
        way(
            1,
            edit,
            "`#9` asks for the password to change the greeting",
            (tries, "matched #9 feature_code; pin_entered right"),
        ),
        way(0, {**edit, "prompt_manger_enb": 0}, "`#9` is invalid input", (tries, "no_match; !matched #9")),
    )
    yield _row(
        "prompt_manger_password",
        *(
            way(
                password,
                {"prompt_manger_enb": 1, "prompt_manger_password": password},
                "the password that `#9` asks for",
                (f"wait:1 #9 wait:4 {password}# wait:1 hangup", "pin_entered right"),
            )
            for password in ("4711", "864208")
        ),
    )


REACHES = {
    "extension": ("the phones of the extension ring", "85", "going_to extension 1000; ringing 1000"),
    "ext_vm": ("the caller leaves a message for the extension", "85", "mailbox_entered 1000"),
    "ivr": ("the other menu", "50", "menu_entered 6250"),
    "ring_group": ("the members ring", "71", "going_to ring_group 6301; dial_started 1000,1001"),
    "queue": ("the caller waits for an agent", "74", "queue_joined 6800"),
    "group_vm": ("the caller leaves a message for the group", "73", "mailbox_entered 6700"),
    "conference": ("the caller comes into the conference", "75", "conference_joined 6900"),
    "dial_by_name": ("the caller spells a name", "", "going_to dial_by_name"),
    "external_num": ("the number is dialled outside", "030111", "going_to external_number; ringing 030111"),
    "play_greeting": (
        "the prompt, and then the end",
        "IVR.wav",
        "going_to play_and_exit; prompt_started IVR.wav; call_ended switchboard; !menu_entered 6299 2",
    ),
    "play_prompt": (
        "the prompt, and then this menu again",
        "IVR.wav",
        "going_to play_and_return; prompt_started IVR.wav; menu_entered 6299 2",
    ),
    "end_call": ("the call ends", "", "going_to hang_up; call_ended switchboard normal"),
}
OTHERS = {"extension": "86", "ext_vm": "86", "ivr": "78", "external_num": "030222", "play_greeting": "demo.wav"}
"""Another value, for the types that have two objects in the company."""

OTHER_REACHES = {
    "extension": "ringing 1001",
    "ext_vm": "mailbox_entered 1001",
    "ivr": "menu_entered 6270",
    "external_num": "ringing 030222",
    "play_greeting": "prompt_started demo.wav",
}


def _script(slot: Slot) -> str:
    """Leads into the slot, and waits to see where."""
    if slot is TIMEOUT:
        return "wait:16 hangup"
    return f"wait:1 {'7' if slot is INVALID else slot.keys} wait:8 hangup"


def slot_rows(slot: Slot) -> Iterator[Parameter]:
    """The four parameters of a key, of silence or of invalid input."""
    script = _script(slot)

    def led(dest: str, value: str, expects: str, effect: str, shown: str = "", prefix: str = "", stop: int = 0) -> Way:
        body = {slot.dest: dest, slot.prefix: prefix, slot.value: value, slot.stop: stop}
        return way(shown or dest, body, effect, (script, expects))

    if slot.keys:
        nothing = way("", {slot.dest: ""}, "the key means nothing", (script, "no_match; !matched"))
    else:
        ends = (script, REACHES["end_call"][2])
        nothing = way("", {slot.dest: ""}, "the call ends", ends, same_as="end_call")
    pressed = f"matched {slot.keys} option; " if slot.keys else ""
    kinds = [led(dest, value, pressed + expects, effect) for dest, (effect, value, expects) in REACHES.items()]
    yield _row(slot.dest, *kinds, nothing)
    yield _row(
        slot.prefix,
        led("external_num", "030111", "ringing 9030111", "dialled before the number", "external_num: 9", "9"),
        led("external_num", "030111", "ringing 030111", "nothing before the number", "external_num: (empty)", ""),
        *(
            led(
                "play_greeting",
                "IVR.wav",
                "; ".join(["going_to play_and_exit", *["prompt_ended IVR.wav to the end"] * n])
                + f"; @{_ends(slot) + n} call_ended",
                f"the prompt {n} times",
                f"play_greeting: {n}",
                str(n),
            )
            for n in range(1, 6)
        ),
    )
    yield _row(
        slot.value,
        *(
            way(
                f"{dest}: {which}",
                {slot.dest: dest, slot.value: value},
                "which one",
                (script, expects),
            )
            for dest in OTHERS
            for which, value, expects in (
                (REACHES[dest][1], REACHES[dest][1], REACHES[dest][2]),
                (OTHERS[dest], OTHERS[dest], OTHER_REACHES[dest]),
            )
        ),
    )
    yield _row(
        slot.stop,
        led("extension", "85", "recording_forbidden", "from there on the call is not recorded", "1", stop=1),
        led("extension", "85", "ringing 1000; !recording_forbidden", "recording goes on", "0"),
    )


def _ends(slot: Slot) -> int:
    """When the caller is in the slot: the greeting takes two seconds."""
    return 7 if slot is TIMEOUT else 1


def parameters() -> list[Parameter]:
    return [*settings(), *(row for slot in SLOTS for row in slot_rows(slot))]


REFUSED = [
    Refused(
        "yeastar",
        ENDPOINT,
        "client_unique_ringtone",
        "Ring1.mp3",
        {"client_unique_ringtone": "Ring1.mp3"},
        "this server has no ringtones of its own clients",
        "there are no clients of our own that could ring; empty is accepted",
    ),
    *(
        Refused(
            "yeastar",
            ENDPOINT,
            slot.dest,
            "call_flow",
            {slot.dest: "call_flow", slot.value: "1"},
            "this server has no call flows",
            "names an object of another product (the call flow designer)",
        )
        for slot in SLOTS
    ),
]
