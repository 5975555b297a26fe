"""The requests of the vendor's page. Its "text" stands for values that the page itself would refuse."""

import copy
import json

import pytest

from switchboard.api.portsip.naming import wire_id

from .support import HOLIDAY, PortSip, failures

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

SAMPLE_ID = "NzAwNTUxOTA5NzczMTQ4MTYw"
DAY = '{"enabled": true, "ranges": [{"from": "09:00", "to": "17:00"}]}'
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = ", ".join(f'"{day}": {DAY}' for day in DAYS)
TEXT_RULE = '{"action": "FORWARD_TO_NUMBER", "number": "text"}'
PAGE = f"""{{
"name": "text",
"extension_number": "text",
"language": "en-US",
"dtmf_interval": 2,
"prompt_file_id": "{SAMPLE_ID}",
"transfer_prompt_file_id": "{SAMPLE_ID}",
"enable_pin": true,
"pin": "text",
"timeout_forward_rule": {{"timeout": 30, "repeat_times": 3, "action": "FORWARD_TO_NUMBER", "number": "text"}},
"failure_forward_rule": {TEXT_RULE},
"custom_forward_rules": [
{{
"user_input": "text",
"office_hours": {{"mode": "CUSTOM", {WEEK}}},
"office_hours_forward_rule": {TEXT_RULE},
"non_office_hours_forward_rule": {TEXT_RULE},
"holidays": ["{SAMPLE_ID}"],
"holiday_forward_rule": {TEXT_RULE}
}}
],
"outbound_caller_ids": [{{"provider_id": "{SAMPLE_ID}", "caller_id": "text", "description": "text"}}]
}}"""
"""The body of `POST /api/ivrs`, value for value; that of the update is the same without the number."""

WRONG = [
    "pin",
    "timeout_forward_rule.number",
    "failure_forward_rule.number",
    "custom_forward_rules[0].user_input",
    "custom_forward_rules[0].office_hours_forward_rule.number",
    "custom_forward_rules[0].non_office_hours_forward_rule.number",
    "custom_forward_rules[0].holiday_forward_rule.number",
]
"""Where the page's "text" is no possible value."""


def real() -> dict[str, object]:
    """The body of the page with values that exist in place of its placeholders."""
    body: dict[str, object] = json.loads(PAGE.replace('"number": "text"', '"number": "1000"'))
    text = json.dumps(body)
    for placeholder, value in (
        ('"name": "text"', '"name": "Reception"'),
        ('"extension_number": "text"', '"extension_number": "7700"'),
        ('"pin": "text"', '"pin": "246813"'),
        ('"user_input": "text"', '"user_input": "1"'),
        ('"caller_id": "text"', '"caller_id": "+4930123"'),
        (f'"prompt_file_id": "{SAMPLE_ID}"', f'"prompt_file_id": "{wire_id(90)}"'),
        (f'"transfer_prompt_file_id": "{SAMPLE_ID}"', f'"transfer_prompt_file_id": "{wire_id(91)}"'),
        (f'"provider_id": "{SAMPLE_ID}"', f'"provider_id": "{wire_id(60)}"'),
        (f'["{SAMPLE_ID}"]', f'["{wire_id(HOLIDAY)}"]'),
    ):
        assert placeholder in text
        text = text.replace(placeholder, value)
    return dict(json.loads(text))


async def test_the_placeholders_are_refused_each_by_its_field(shared_portsip: PortSip) -> None:
    """All but the caller id, which may be any text."""
    body = json.loads(PAGE)
    assert sorted(await shared_portsip.refused("POST", "ivrs", body)) == sorted([*WRONG, "extension_number"])
    update = {name: value for name, value in body.items() if name != "extension_number"}
    path = f"ivrs/{wire_id(50)}"
    assert sorted(await shared_portsip.refused("POST", path, update)) == sorted(WRONG)


async def test_create_read_and_update(shared_portsip: PortSip) -> None:
    body = real()
    response = await shared_portsip.send("POST", "ivrs", body)
    assert response.status_code == 201
    assert list(response.json()) == ["id"]
    id = response.json()["id"]
    assert len(id) == len(SAMPLE_ID)
    shown = await shared_portsip.shown(id)
    expected = copy.deepcopy(body)
    del expected["prompt_file_id"], expected["transfer_prompt_file_id"]
    entries = shown["custom_forward_rules"]
    assert isinstance(entries, list)
    (holiday,) = entries[0]["holidays"]
    assert list(holiday) == [
        *("id", "name", "region", "consecutive", "every_year", "year_start", "year_end", "month_start", "month_end"),
        *("day_start", "day_end", "hour_start", "hour_end", "minute_start", "minute_end"),
    ]
    entries[0]["holidays"] = [holiday["id"]]
    callers = shown["outbound_caller_ids"]
    assert isinstance(callers, list)
    assert callers[0].pop("display_name") is None
    assert {name: shown[name] for name in expected} == expected
    update = {name: value for name, value in real().items() if name != "extension_number"}
    await shared_portsip.update(id, update)
    await shared_portsip.destroy(id)


async def test_an_answer_has_every_key_of_the_page_in_its_order(shared_portsip: PortSip) -> None:
    shown = await shared_portsip.shown(wire_id(50))
    of_page = [
        *("id", "name", "extension_number", "language", "dtmf_interval"),
        *("prompt_file_name", "prompt_file_size", "prompt_file_url"),
        *("transfer_prompt_file_name", "transfer_prompt_file_size", "transfer_prompt_file_url"),
        *("enable_pin", "pin", "timeout_forward_rule", "failure_forward_rule", "custom_forward_rules"),
        "outbound_caller_ids",
    ]
    later = ["night_mode_forward_rule", "enable_night_mode", "exclude_list", "enable_audio_recording"]
    assert list(shown) == of_page + later


async def test_the_list(shared_portsip: PortSip) -> None:
    assert await shared_portsip.get("ivrs") == {
        "count": 1,
        "items": [{"id": wire_id(50), "name": "Other", "extension_number": "6250"}],
    }


async def test_the_id_of_the_page_denotes_nothing_here(shared_portsip: PortSip) -> None:
    for method, path, status in (
        ("GET", "", 404),
        ("POST", "", 404),
        ("POST", "/destroy", 400),
        ("GET", "/status", 404),
    ):
        response = await shared_portsip.send(method, f"ivrs/{SAMPLE_ID}{path}", {} if method == "POST" else None)
        assert response.status_code == status
        assert [one["code"] for one in failures(response)] == ["UNKNOWN"]
