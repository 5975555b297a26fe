"""What each field of an IVR may hold, and that all of what is wrong is named."""

import pytest

from switchboard.api.portsip.naming import wire_id

from .support import HOLIDAY, MINIMAL, NOTHING, OPEN_TRUNK, PortSip
from .test_parameters import Json, caller, forward

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]


def menu(**fields: object) -> list[Json]:
    return [{"user_input": "1", **fields}]


def week(day: object) -> list[Json]:
    return menu(office_hours={"mode": "CUSTOM", "friday": day})


def some(*values: object) -> tuple[object, ...]:
    return values


WRONG: list[tuple[str, object, str]] = [
    *(("name", value, "") for value in some("", "x" * 65, "a\nb", "a\0b", "\ud800", 5, ["x"], True, {})),
    *(
        ("extension_number", value, "")
        for value in some("12", "1" * 65, "12a", "", 7000, "٣٣٣", "+123", " 123", "123\n")
    ),
    *(("language", value, "") for value in some("", "e", "en_US", "en-", "x" * 40, 5, "en-US\n", "ü-DE")),
    *(("dtmf_interval", value, "") for value in some(0, -1, 3601, 2.5, 2.0, "2", True, [], 10**400)),
    *(("prompt_file_id", value, "") for value in some(NOTHING, "", "x", wire_id(50), 90, "90", "x" * 65)),
    *(("transfer_prompt_file_id", value, "") for value in some(NOTHING, "", wire_id(85), ["x"])),
    *(("enable_pin", value, "") for value in some(0, 1, "true", "yes", [], {})),
    *(("pin", value, "") for value in some("13579", "13579135791", "111357", "135777", "012579", "135789", "987135")),
    *(("pin", value, "") for value in some("13579a", "", 135791, "١٣٥٧٩١", " 135791", "135791\n", ["135791"])),
    *(("timeout_forward_rule", value, "") for value in some("HANGUP", [], 5, True)),
    *(("timeout_forward_rule", {"timeout": value}, ".timeout") for value in some(-1, 3601, "30", 1.5, True)),
    *(("timeout_forward_rule", {"repeat_times": value}, ".repeat_times") for value in some(-1, 1001, "3", 1.5, False)),
    *(("timeout_forward_rule", {"action": value}, ".action") for value in some("DISA", "hangup", "", 1, "CALL")),
    *(
        ("timeout_forward_rule", {"action": "FORWARD_TO_VOICEMAIL", "number": value}, ".number")
        for value in some("6250", "4711", "", None)
    ),
    ("timeout_forward_rule", {"action": "FORWARD_TO_NUMBER"}, ".number"),
    *(
        ("failure_forward_rule", forward(value), ".number")
        for value in ("", "text", "10 00", "1" * 65, "++1", "1+", "+")
    ),
    ("failure_forward_rule", forward("9" * 40), ".number"),
    ("failure_forward_rule", {"action": "FORWARD_TO_NUMBER", "number": 1000}, ".number"),
    ("failure_forward_rule", {"action": "DISA"}, ".action"),
    ("night_mode_forward_rule", {"action": "DISA"}, ".action"),
    ("night_mode_forward_rule", {"action": "FORWARD_TO_NUMBER", "number": None}, ".number"),
    *(("custom_forward_rules", value, "") for value in some({}, "1", 5, menu() * 2, [*menu(), {"user_input": "1#"}])),
    ("custom_forward_rules", [{"user_input": f"{n:03}"} for n in range(101)], ""),
    ("custom_forward_rules", [5], "[0]"),
    *(
        ("custom_forward_rules", [{"user_input": value}], "[0].user_input")
        for value in some("", "F#", "1F", "text", "1" * 17, 1)
    ),
    ("custom_forward_rules", [{}], "[0].user_input"),
    ("custom_forward_rules", menu(office_hours={"mode": "OFFICE"}), "[0].office_hours.mode"),
    ("custom_forward_rules", menu(office_hours="GLOBAL"), "[0].office_hours"),
    ("custom_forward_rules", week({"enabled": "yes"}), "[0].office_hours.friday.enabled"),
    (
        "custom_forward_rules",
        week({"ranges": [{"from": "9:00", "to": "10:00"}]}),
        "[0].office_hours.friday.ranges[0].from",
    ),
    ("custom_forward_rules", week({"ranges": [{"from": "09:00"}]}), "[0].office_hours.friday.ranges[0].to"),
    (
        "custom_forward_rules",
        week({"ranges": [{"from": "09:00", "to": "09:00"}]}),
        "[0].office_hours.friday.ranges[0].to",
    ),
    (
        "custom_forward_rules",
        week({"ranges": [{"from": "22:00", "to": "06:00"}]}),
        "[0].office_hours.friday.ranges[0].to",
    ),
    (
        "custom_forward_rules",
        week({"ranges": [{"from": "22:00", "to": "25:00"}]}),
        "[0].office_hours.friday.ranges[0].to",
    ),
    (
        "custom_forward_rules",
        week({"ranges": [{"from": "00:00", "to": "01:00"}] * 51}),
        "[0].office_hours.friday.ranges",
    ),
    ("custom_forward_rules", menu(office_hours_forward_rule={"action": "X"}), "[0].office_hours_forward_rule.action"),
    (
        "custom_forward_rules",
        menu(holiday_forward_rule={"action": "FORWARD_TO_VOICEMAIL", "number": "1"}),
        "[0].holiday_forward_rule.number",
    ),
    *(
        ("custom_forward_rules", menu(holidays=[value]), "[0].holidays[0]")
        for value in some(NOTHING, wire_id(50), "x", 5, {})
    ),
    ("custom_forward_rules", menu(holidays=wire_id(HOLIDAY)), "[0].holidays"),
    *(
        ("outbound_caller_ids", [caller(provider_id=value)], "[0].provider_id")
        for value in some(NOTHING, wire_id(50), "x", 60)
    ),
    *(
        ("outbound_caller_ids", [caller(caller_id=value)], "[0].caller_id")
        for value in some("", "x" * 65, "a\r\nVia: b", 4930, None)
    ),
    ("outbound_caller_ids", [caller(provider_id=wire_id(OPEN_TRUNK), caller_id="49302000")], "[0].caller_id"),
    ("outbound_caller_ids", [caller(description="x" * 1025)], "[0].description"),
    ("outbound_caller_ids", [caller(display_name="x\r\nVia: y")], "[0].display_name"),
    ("outbound_caller_ids", [caller()] * 101, ""),
    ("outbound_caller_ids", caller(), ""),
    *(("enable_night_mode", value, "") for value in some(1, "false")),
    *(("enable_audio_recording", value, "") for value in some(0, "true")),
    *(("exclude_list", value, "") for value in some("1;;2", "a", "5-3", "1-22", "1,2", "1-2-3", 1001, ["1001"])),
    ("exclude_list", ";".join(["1"] * 1001), ""),
]


@pytest.mark.parametrize(("field", "value", "place"), WRONG)
async def test_limits(shared_portsip: PortSip, field: str, value: object, place: str) -> None:
    assert await shared_portsip.refused("POST", "ivrs", {**MINIMAL, field: value}) == [field + place]
    if field != "extension_number":
        assert await shared_portsip.refused("POST", f"ivrs/{wire_id(50)}", {field: value}) == [field + place]


@pytest.mark.parametrize(("hiding", "hidden"), [("1", "12"), ("1", "12#"), ("*", "*1"), ("12", "12345"), ("1", "1##")])
async def test_an_entry_that_could_never_be_entered_is_refused(
    shared_portsip: PortSip, hiding: str, hidden: str
) -> None:
    for keys in ([hiding, hidden], [hidden, "9", hiding]):
        body = {**MINIMAL, "custom_forward_rules": [{"user_input": one} for one in keys]}
        response = await shared_portsip.send("POST", "ivrs", body)
        (error,) = response.json()["errors"]
        assert (response.status_code, error["detail"]) == (400, {"field": "custom_forward_rules"})
        assert f"{hiding}# waits" in error["message"]
    body["custom_forward_rules"] = [{"user_input": f"{hiding}#"}, {"user_input": hidden}]
    id = await shared_portsip.create(body)
    await shared_portsip.destroy(id)


LONGEST: list[Json] = [
    {"name": "x" * 64},
    {"name": "ß" * 64},
    {"extension_number": "123"},
    {"extension_number": "1" * 64},
    {"dtmf_interval": 1},
    {"timeout_forward_rule": {"timeout": 3600, "repeat_times": 0}},
    {"failure_forward_rule": forward("9" * 32)},
    {"custom_forward_rules": [{"user_input": f"{n:03}"} for n in range(100)]},
    {"custom_forward_rules": menu(user_input="1" * 16 + "#")},
    {"custom_forward_rules": menu(user_input="#")},
    {"outbound_caller_ids": [caller(description="x" * 1024, display_name="x" * 255, caller_id="x" * 64)] * 100},
    {"outbound_caller_ids": [caller(caller_id=text) for text in ("(030) 1-2*3#", "desk@example.com", "Zoë")]},
    {"exclude_list": ";".join(["1000-1999"] * 1000)},
    {"pin": "102938"},
    {"language": "de-DE-1996"},
]


@pytest.mark.parametrize("fields", LONGEST)
async def test_what_is_just_within_the_limits(shared_portsip: PortSip, fields: Json) -> None:
    await shared_portsip.destroy(await shared_portsip.create({**MINIMAL, **fields}))


async def test_all_that_is_wrong_is_named_at_once(shared_portsip: PortSip) -> None:
    body = {"name": "", "pin": "1", "dtmf_interval": "x", "outbound_caller_ids": [{}]}
    found = await shared_portsip.refused("POST", "ivrs", body)
    places = ["outbound_caller_ids[0].provider_id", "outbound_caller_ids[0].caller_id"]
    assert sorted(found) == sorted(["name", "pin", "dtmf_interval", "extension_number", *places])
