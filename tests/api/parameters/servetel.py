"""Servetel: the fields of `ivr`, `auto_attendant` and `my_number`."""

from collections.abc import Iterator

from .kit import Body, Call, Parameter, Refused, Way, way

BASE: Body = {
    "name": "Under test",
    "description": "",
    "recording": "",
    "timeout": 5,
    "option": ["0"],
    "destination": ["hangup||1"],
    "incorrect_count": 0,
    "invalid_recording": "",
    "recording_invalid": "",
    "invalid_destination": "hangup||1",
    "timeout_retry_recording": "",
    "timeout_recording": "",
    "timeout_destination": "hangup||1",
    "timeout_tries": 0,
}
ATTENDANT: Body = {
    "name": "Under test",
    "description": "",
    "recording_ID": "90",
    "recording_type": "recording",
    "destination_type": "hangup",
    "destination_id": "1",
}
NUMBER: Body = {"name": "In", "description": "", "destination": "hangup||1"}


def _row(name: str, *ways: Way, endpoint: str = "ivr") -> Parameter:
    return Parameter("servetel", endpoint, name, ways)


_ANN = "going_to extension 1000; ringing 1000; !going_to time_condition"
_END = "going_to hang_up; call_ended switchboard; !menu_entered 6250; !menu_entered 6270"
REACHES = {
    "extension": (
        "1000",
        _ANN,
        "the phones of the extension ring",
        "",
    ),
    "agent_extension": (
        "1001",
        "going_to extension 1001; ringing 1001; !dialplan_asked",
        "the phones of the extension ring",
        "",
    ),
    "agent": ("1002", "going_to extension 1002; ringing 4930999", "the mobile number of the extension is dialled", ""),
    "ivr": ("50", "menu_entered 6250", "that menu", ""),
    "number": ("030111", "going_to external_number 030111; ringing 030111", "the number is dialled outside", ""),
    "hangup": (
        "1",
        "going_to hang_up; call_ended switchboard; !menu_entered 6250; !menu_entered 6270",
        "the call ends",
        "",
    ),
    "department": ("71", "going_to ring_group 6301; dial_started 1000,1001", "the members of the group ring", ""),
    "ringgroup": ("71", "going_to ring_group 6301; dial_started 1000,1001", "the members ring", "department"),
    "timegroup": ("72", "going_to time_condition; ringing 1000", "where the hours lead", ""),
    "time_condition": ("72", "going_to time_condition; ringing 1000", "where the hours lead", "timegroup"),
    "auto_attend": ("78", "menu_entered 6270; prompt_started goodbye", "that auto attendant", ""),
    "auto_attendant": ("78", "menu_entered 6270; prompt_started goodbye", "that auto attendant", "auto_attend"),
    "voicemail": ("1000", "mailbox_entered 1000", "the caller leaves a message for the extension", ""),
    "inbound_queue": ("74", "queue_joined 6800", "the caller waits for an agent", ""),
    "api_dialplan": ("76", "dialplan_asked 76; dialplan_answered 1; ringing 1001", "where its web server says", ""),
}
MORE = {
    "voicemail||73": ("mailbox_entered 6700", "the caller leaves a message for the group", ""),
    "department||74": ("queue_joined 6800", "the caller waits for an agent", "inbound_queue"),
    "1000": (
        _ANN,
        "a bare number is an extension",
        "extension",
    ),
}


def _destinations(
    name: str, script: str, *, endpoint: str = "ivr", listed: bool = False, before: str = ""
) -> Parameter:
    """A field that holds a destination, with each type of it."""

    def sent(reference: str) -> Body:
        return {name: [reference] if listed else reference}

    return _row(
        name,
        *(
            way(kind, sent(f"{kind}||{id}"), effect, (script, before + expects), same_as=same)
            for kind, (id, expects, effect, same) in REACHES.items()
        ),
        *(
            way(reference, sent(reference), effect, (script, before + expects), same_as=same)
            for reference, (expects, effect, same) in MORE.items()
        ),
        endpoint=endpoint,
    )


def _recordings(name: str, script: str, more: Body, when: str) -> Parameter:
    """A field that holds a recording, with each type of it."""
    return _row(
        name,
        way("recording", {**more, name: "recording||90"}, f"it is heard {when}", (script, "prompt_started IVR.wav")),
        way(
            "outbound_tts",
            {**more, name: "outbound_tts||92"},
            f"what the server has spoken is heard {when}",
            (script, "prompt_started spoken.wav"),
        ),
        way(
            "", {**more, name: ""}, "nothing is heard", (script, "!prompt_started IVR.wav; !prompt_started spoken.wav")
        ),
    )


WRONG = " ".join(["wait:1 7"] * 13) + " wait:3 hangup"


def ivr() -> Iterator[Parameter]:
    yield _row(
        "name", *(way(text, {"name": text}, "stands in the record", ("", f"- name {text}")) for text in ("A", "B"))
    )
    yield _row(
        "description",
        *(
            way(text, {"description": text}, "nothing on a call; it is given back", ("", f"- shown description {text}"))
            for text in ("First", "Second")
        ),
    )
    yield _recordings("recording", "", {}, "as the greeting")
    yield _row(
        "timeout",
        *(way(n, {"timeout": n}, f"{n} s to press a key", ("", f"@{n} no_input 1")) for n in (1, 2, 30, 300)),
    )
    keys = (*"0123456789*#", "12", "*1#", "F")
    yield _row(
        "option",
        *(
            way(
                one,
                {"option": [one], "destination": ["extension||1000"], "timeout": 60},
                "the tone of a fax machine" if one == "F" else "what the caller presses",
                (f"wait:1 {one} wait:9 hangup", f"matched {one} option; ringing 1000"),
            )
            for one in keys
        ),
    )
    yield _destinations("destination", "wait:1 0 wait:9 hangup", listed=True, before="matched 0 option; ")
    yield _row(
        "incorrect_count",
        *(
            way(
                n,
                {"incorrect_count": n},
                f"{n} wrong keys are tolerated",
                (WRONG, f"no_match 7 {n + 1}; going_to hang_up; !no_match 7 {n + 2}"),
            )
            for n in range(11)
        ),
    )
    yield _recordings(
        "invalid_recording", "wait:1 7 wait:3 hangup", {"incorrect_count": 1}, "after a tolerated wrong key"
    )
    yield _recordings("recording_invalid", "wait:1 7 wait:3 hangup", {}, "after one wrong key too many")
    yield _destinations("invalid_destination", "wait:1 7 wait:9 hangup", before="no_match 7 1; ")
    yield _recordings("timeout_retry_recording", "", {"timeout_tries": 1}, "after a tolerated silence")
    yield _recordings("timeout_recording", "", {}, "after one silence too many")
    yield _destinations("timeout_destination", "wait:15 hangup", before="no_input 1; ")
    for name in ("timeout_tries", "timeout_retries"):
        yield _row(
            name,
            *(
                way(
                    n,
                    {"timeout_tries": None, name: n, "timeout": 1},
                    f"{n} silences are tolerated",
                    ("", f"no_input {n + 1}; going_to hang_up; !no_input {n + 2}"),
                )
                for n in range(11)
            ),
        )
    for name, id, event, effect in (
        ("sms_template", 80, "sms_requested 80 +4930777", "the caller is sent this message"),
        ("webhook_id", 81, "webhook_requested 81", "the webhook is told"),
    ):
        yield _row(
            name,
            way(id, {name: [id]}, effect, ("wait:1 0", event)),
            way(0, {name: [0]}, "nothing besides", ("wait:1 0", f"matched 0 option; !{event.split()[0]}")),
        )


def attendant() -> Iterator[Parameter]:
    for name, shown in (("name", "- name {}"), ("description", "- shown description {}")):
        effect = "stands in the record" if name == "name" else "nothing on a call; it is given back"
        ways = (way(text, {name: text}, effect, ("", shown.format(text))) for text in ("A", "B"))
        yield _row(name, *ways, endpoint="auto_attendant")
    yield _row(
        "recording_ID",
        way("90", {"recording_ID": "90"}, "what is heard", ("", "prompt_started IVR.wav")),
        way("91", {"recording_ID": "91"}, "what is heard", ("", "prompt_started demo.wav")),
        endpoint="auto_attendant",
    )
    yield _row(
        "recording_type",
        way(
            "recording",
            {"recording_type": "recording", "recording_ID": "90"},
            "an upload",
            ("", "prompt_started IVR.wav"),
        ),
        way(
            "outbound_tts",
            {"recording_type": "outbound_tts", "recording_ID": "92"},
            "spoken text",
            ("", "prompt_started spoken.wav"),
        ),
        endpoint="auto_attendant",
    )
    yield _row(
        "destination_type",
        *(
            way(
                kind,
                {"destination_type": kind, "destination_id": id},
                effect,
                ("wait:9 hangup", "prompt_ended IVR.wav to the end; " + expects),
                same_as=same,
            )
            for kind, (id, expects, effect, same) in REACHES.items()
        ),
        endpoint="auto_attendant",
    )
    yield _row(
        "destination_id",
        *(
            way(
                number,
                {"destination_type": "extension", "destination_id": number},
                "which one",
                ("wait:9 hangup", f"ringing {number}"),
            )
            for number in ("1000", "1001")
        ),
        endpoint="auto_attendant",
    )


def number() -> Iterator[Parameter]:
    for name in ("name", "description"):
        ways = (
            way(text, {name: text}, "nothing on a call; it is given back", Call("", f"- shown {name} {text}", "555"))
            for text in ("A", "B")
        )
        yield _row(name, *ways, endpoint="my_number")
    yield _destinations("destination", "wait:9 hangup", endpoint="my_number")


def parameters() -> list[Parameter]:
    return [*ivr(), *attendant(), *number()]


_CUSTOM = "this server has no custom dial plans"
_NAMES = "names a dial plan of the vendor's portal, which has no form in the API"
REFUSED = [
    Refused(
        "servetel", "ivr", "destination", "custom_dialplan", {"destination": ["custom_dialplan||x"]}, _CUSTOM, _NAMES
    ),
    *(
        Refused("servetel", "ivr", name, "custom_dialplan", {name: "custom_dialplan||x"}, _CUSTOM, _NAMES)
        for name in ("invalid_destination", "timeout_destination")
    ),
    Refused(
        "servetel",
        "auto_attendant",
        "destination_type",
        "custom_dialplan",
        {"destination_type": "custom_dialplan", "destination_id": "x"},
        _CUSTOM,
        _NAMES,
    ),
    Refused(
        "servetel",
        "my_number",
        "destination",
        "custom_dialplan",
        {"destination": "custom_dialplan||x"},
        _CUSTOM,
        _NAMES,
    ),
    Refused(
        "servetel",
        "my_number",
        "sms_template",
        "80",
        {"sms_template": "80"},
        "this server has no SMS templates of numbers",
        "messages go with options of an IVR",
    ),
]
