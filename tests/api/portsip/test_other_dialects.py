"""An IVR that is written here and read and changed through the other faces, and the other way round."""

import pytest
from hypothesis import HealthCheck, given, settings

from switchboard.api.portsip.naming import object_id, wire_id
from tests.kit.examples import examples

from ..support import VERSION
from .support import HOLIDAY, MINIMAL, PortSip
from .test_properties import valid

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

Json = dict[str, object]
RICH: Json = {
    **MINIMAL,
    "prompt_file_id": wire_id(90),
    "timeout_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "6400"},
    "failure_forward_rule": {"action": "REPEAT"},
    "custom_forward_rules": [
        {"user_input": "1", "office_hours_forward_rule": {"action": "DISA"}, "holidays": [wire_id(HOLIDAY)]},
        {"user_input": "2#", "office_hours_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "1000"}},
        {"user_input": "3", "office_hours_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "+4930"}},
    ],
    "outbound_caller_ids": [{"provider_id": wire_id(60), "caller_id": "4930"}],
    "night_mode_forward_rule": {"action": "HANGUP"},
    "exclude_list": "1000-1009",
}


async def yeastar(portsip: PortSip, method: str, path: str, body: object = None, **query: int) -> Json:
    """A request in Yeastar's dialect by a client that is made for it."""
    credentials = portsip.services.credentials
    client_id, secret = await credentials.new_api_client(1, "yeastar", "others")
    log_in = {"username": client_id, "password": secret}
    token = (await portsip.http.post(VERSION + "get_token", json=log_in)).json()["access_token"]
    parameters = {"access_token": token, **query}
    reply = (await portsip.http.request(method, VERSION + path, params=parameters, json=body)).json()
    assert reply["errcode"] == 0, reply
    return dict(reply)


async def native(portsip: PortSip, method: str, path: str, body: object = None) -> Json:
    headers = {"Authorization": f"Bearer {portsip.tokens['admin']}", "If-Match": "*"}
    response = await portsip.http.request(method, f"/rest/v1/{path}", json=body, headers=headers)
    assert response.is_success, response.text
    return dict(response.json())


async def test_written_here_read_there(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(RICH)
    number = object_id(id) or 0
    shown = (await yeastar(shared_portsip, "GET", "ivr/get", id=number))["data"]
    assert isinstance(shown, dict)
    assert (shown["number"], shown["name"], shown["prompt"]) == ("7000", "Front desk", "IVR.wav")
    assert (await native(shared_portsip, "GET", f"ivrs/{number}"))["number"] == "7000"
    await shared_portsip.destroy(id)


async def test_written_here_read_in_servetels_dialect(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(RICH)
    email, password = await shared_portsip.services.credentials.new_api_client(1, "servetel", "others")
    log_in = {"email": email, "password": password}
    token = (await shared_portsip.http.post("/v1/auth/login", json=log_in)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    response = await shared_portsip.http.get(f"/v1/ivr/{object_id(id)}", headers=headers)
    shown = response.json()
    assert (shown["name"], shown["timeout"], shown["timeout_retries"]) == ("Front desk", 30, 3)
    assert [entry["option"] for entry in shown["ivr_menu"]] == ["1", "2", "3"]
    await shared_portsip.destroy(id)


async def test_changed_there_the_rest_stays_here(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(RICH)
    before = await shared_portsip.shown(id)
    await yeastar(shared_portsip, "POST", "ivr/update", {"id": object_id(id), "name": "By Yeastar"})
    assert await shared_portsip.shown(id) == {**before, "name": "By Yeastar"}
    await shared_portsip.destroy(id)


async def test_made_in_yeastars_dialect_and_read_here(shared_portsip: PortSip) -> None:
    body: Json = {
        "number": "6300",
        "name": "Yeastar's",
        "prompt": "IVR.wav,demo.wav",
        "prompt_repeat": 3,
        "resp_timeout": 7,
        "digit_timeout": 4,
        "dial_ext_option": "disable",
        "press1_dest": "extension",
        "press1_dest_value": "85",
    }
    number = (await yeastar(shared_portsip, "POST", "ivr/create", body))["id"]
    assert isinstance(number, int)
    id = wire_id(number)
    shown = await shared_portsip.shown(id)
    silence = {"timeout": 7, "repeat_times": 2, "action": "HANGUP", "number": None}
    assert (shown["timeout_forward_rule"], shown["dtmf_interval"], shown["prompt_file_name"]) == (silence, 4, "IVR.wav")
    there = await yeastar(shared_portsip, "GET", "ivr/get", id=number)
    await shared_portsip.update(id, shown)
    await shared_portsip.update(id, {"pin": "135791"})
    assert await yeastar(shared_portsip, "GET", "ivr/get", id=number) == there
    assert await shared_portsip.shown(id) == {**shown, "pin": "135791"}
    await shared_portsip.destroy(id)


@settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=valid())
async def test_written_back_by_the_native_api(shared_portsip: PortSip, body: Json) -> None:
    id = await shared_portsip.create({**body, "extension_number": "7000"})
    before = await shared_portsip.shown(id)
    path = f"ivrs/{object_id(id)}"
    document = await native(shared_portsip, "GET", path)
    assert str(body["pin"]) not in str(document)
    kept = {name: value for name, value in document.items() if name not in ("id", "revision", "kind")}
    await native(shared_portsip, "PUT", path, kept)
    assert await shared_portsip.shown(id) == before
    await shared_portsip.destroy(id)
