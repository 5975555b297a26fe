"""Every refusal in its envelope."""

import json
from collections.abc import AsyncIterator

import pytest
from starlette.types import Message, Scope
from structlog.testing import capture_logs

from switchboard import errors
from switchboard.api.asgi import create_api
from switchboard.api.yeastar.envelope import Code, answer_to
from switchboard.model.destination import ToIvr
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.store.db.database import Database

from ..support import MINIMAL, VERSION, Api, answer, fields, put, shared

pytestmark = pytest.mark.api


async def raw(api: Api, content: bytes) -> dict[str, object]:
    response = await api.http.post(VERSION + "ivr/create", params={"access_token": api.token}, content=content)
    return answer(response)


def test_the_messages_of_the_codes() -> None:
    assert {int(code): code.message for code in Code} == {
        -2: "INTERNAL SERVER ERROR",
        -1: "FAILURE",
        0: "SUCCESS",
        10001: "INTERFACE NOT EXISTED",
        10003: "API VERSION UNSUPPORTED",
        10004: "TOKEN EXPIRED",
        10005: "ACCESS DENIED",
        40001: "PARAMETER SYNTAX ERROR",
        40002: "PARAMETER ERROR",
        40003: "DUPLICATE KEY VALUE",
        40004: "FILE SIZE EXCEEDED",
        60001: "DATA NOT FOUND",
        60002: "MAX LIMITATION EXCEEDED",
        70004: "ACCOUNT IP BLOCKED",
        70087: "IP FORBIDDEN",
        70091: "CONNECTION_RELATION_EXISTED",
        70123: "API UNAVAILABLE",
    }


@shared
@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "v1.0/ivr/nothing", 10001),
        ("GET", "v1.0/ivr/list/", 10001),
        ("GET", "v1.0", 10001),
        ("GET", "", 10001),
        ("POST", "v1.0/ivr/list", 10001),
        ("POST", "v1.0/ivr/delete", 10001),
        ("GET", "v1.0/ivr/create", 10001),
        ("GET", "v1.0/get_token", 10001),
        ("DELETE", "v1.0/ivr/delete", 10001),
        ("OPTIONS", "v1.0/ivr/list", 10001),
        ("GET", "v2.0/ivr/list", 10001),
        ("GET", "v9.9/ivr/list", 10003),
    ],
)
async def test_no_such_interface(shared_api: Api, method: str, path: str, code: int) -> None:
    response = await shared_api.http.request(method, f"/openapi/{path}", params={"access_token": shared_api.token})
    assert answer(response) == {"errcode": code, "errmsg": Code(code).message}


async def test_malformed_json(api: Api) -> None:
    assert await raw(api, b"c") == {
        "errcode": -2,
        "errmsg": "INTERNAL SERVER ERROR",
        "invalid_param_list": [{"value": "invalid character 'c' looking for beginning of value"}],
    }


async def test_json_that_is_no_object(api: Api) -> None:
    for content in (b"[1]", b'"text"', b"7", b"true"):
        assert (await raw(api, content))["errcode"] == 40001


async def test_a_number_without_end(api: Api) -> None:
    reply = await raw(api, b'{"prompt_repeat": 1e999}')
    assert (reply["errcode"], fields(reply)) == (40001, [("prompt_repeat", None)])


async def test_too_long_a_body(api: Api) -> None:
    assert (await raw(api, b'{"name":"' + b"x" * 300_000 + b'"}'))["errcode"] == 40004


async def test_too_long_a_body_of_unknown_length(api: Api) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b" " * 1024

    url = VERSION + "ivr/create"
    response = await api.http.post(url, params={"access_token": api.token}, content=chunks())
    assert answer(response)["errcode"] == 40004


async def test_what_is_missing(api: Api) -> None:
    reply = await api.post("ivr/create", {})
    assert (reply["errcode"], reply["errmsg"]) == (40002, "PARAMETER ERROR")
    assert reply["invalid_param_list"] == [{"field": name, "validation_type": "required"} for name in MINIMAL]


@shared
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prompt_repeat", "3"),
        ("prompt_repeat", 3.0),
        ("prompt_repeat", True),
        ("prompt_repeat", 2**70),
        ("name", 5),
        ("name", "\ud800"),
        ("prompt", ["default"]),
        ("dial_ext_option", 1),
        ("dial_ext_list", {}),
        ("dial_ext_list", [1]),
        ("dial_ext_list", [{"value": 85, "type": "extension"}]),
        ("press0_dest", 1),
        ("press0_dest_prefix", 2),
        ("press0_dest_value", 85),
        ("allow_out_record0", "1"),
        ("allow_out_record0", True),
    ],
)
async def test_wrong_json_types(shared_api: Api, name: str, value: object) -> None:
    reply = await shared_api.post("ivr/update", {"id": 50, name: value})
    assert (reply["errcode"], fields(reply)) == (40001, [(name, None)])


@shared
@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("number", "62a", "format"),
        ("number", "12345678", "format"),
        ("number", "", "required"),
        ("name", "", "required"),
        ("name", "x" * 64, "max"),
        ("name", "a\nb", "format"),
        ("prompt_repeat", 0, "min"),
        ("prompt_repeat", 6, "max"),
        ("resp_timeout", 0, "min"),
        ("resp_timeout", 11, "max"),
        ("digit_timeout", 0, "min"),
        ("digit_timeout", 11, "max"),
        ("alert_info", "x" * 256, "max"),
        ("alert_info", "a\r\nVia: b", "format"),
        ("dial_ext_option", "some", "oneof"),
        ("enb_dial_outb_routes", 2, "oneof"),
        ("allow_out_record_hash", -1, "oneof"),
        ("press_star_dest", "mars", "oneof"),
        ("timeout_dest", "mars", "oneof"),
    ],
)
async def test_wrong_values(shared_api: Api, name: str, value: object, rule: str) -> None:
    reply = await shared_api.post("ivr/update", {"id": 50, name: value})
    assert (reply["errcode"], fields(reply)) == (40002, [(name, rule)])
    if rule != "required":
        entries = reply["invalid_param_list"]
        assert isinstance(entries, list)
        assert list(entries[0]) == ["field", "value", "validation_type", "valid_msg"]


async def test_wrong_values_within_lists(api: Api) -> None:
    reply = await api.post("ivr/update", {"id": 50, "dial_ext_list": [{"value": "85", "type": "person"}, {}]})
    assert reply["errcode"] == 40002
    assert fields(reply) == [
        ("dial_ext_list", "oneof"),
        ("dial_ext_list", "required"),
        ("dial_ext_list", "required"),
    ]
    assert "entry 1 value" in str(reply)


async def test_a_password_is_never_given_back(api: Api) -> None:
    for value in (4711, "4711"):
        reply = await api.post("ivr/update", {"id": 50, "prompt_manger_password": value})
        assert "4711" not in str(reply)


def test_what_the_store_refuses_names_the_field() -> None:
    """As when an object goes between the look-up and the write."""
    response = answer_to(errors.Invalid("options[0].route.to.ivr", "ivr 3 does not exist", rule="reference"), "update")
    entry = {"field": "options[0].route.to.ivr", "validation_type": "reference", "valid_msg": "ivr 3 does not exist"}
    assert json.loads(bytes(response.body))["invalid_param_list"] == [entry]


async def test_taken_numbers_and_names(api: Api) -> None:
    reply = await api.post("ivr/create", {**MINIMAL, "number": "1000"})
    assert reply == {
        "errcode": 40003,
        "errmsg": "DUPLICATE KEY VALUE",
        "submsg": "IVR create fail for duplicate fields",
        "duplicate_field_list": [
            {"field": "number", "value": "1000", "external_source": "extension", "external_source_name": "1000"}
        ],
    }
    reply = await api.post("ivr/create", {**MINIMAL, "number": "6301"})
    assert reply["duplicate_field_list"] == [
        {"field": "number", "value": "6301", "external_source": "ring_group", "external_source_name": "6301"}
    ]
    await put(api.repository, 51, Ivr(number="6251", name="Third"))
    reply = await api.post("ivr/update", {"id": 51, "name": "Other"})
    assert reply["submsg"] == "IVR update fail for duplicate fields"
    assert reply["duplicate_field_list"] == [
        {"field": "name", "value": "Other", "external_source": "ivr", "external_source_name": "6250"}
    ]


async def test_an_ivr_in_use_cannot_be_deleted(api: Api) -> None:
    option = Option(keys="1", route=Route(to=ToIvr(ivr=50)))
    await put(api.repository, 51, Ivr(number="6251", name="Third", options=(option,)))
    reply = await api.get("ivr/delete", id=50)
    assert (reply["errcode"], reply["errmsg"]) == (70091, "CONNECTION_RELATION_EXISTED")
    assert reply["invalid_param_list"] == [
        {"field": "id", "value": 50, "valid_msg": "used by ivr 51 'Third' in options[0].route.to.ivr"}
    ]
    assert (await api.get("ivr/delete", id=51))["errcode"] == 0
    assert (await api.get("ivr/delete", id=50)) == {"errcode": 0, "errmsg": "SUCCESS"}


@shared
@pytest.mark.parametrize("endpoint", ["ivr/get", "ivr/delete"])
async def test_ids_in_the_query(shared_api: Api, endpoint: str) -> None:
    for text, code in (("abc", 40002), ("1.0", 40002), ("１", 40002), ("999", 60001), ("0", 60001), ("9" * 30, 60001)):
        assert (await shared_api.get(endpoint, id=text))["errcode"] == code, text
    reply = await shared_api.get(endpoint)
    assert (reply["errcode"], fields(reply)) == (40002, [("id", "required")])
    assert (await shared_api.get(endpoint, id=85))["errcode"] == 60001, "an extension is no IVR"


async def test_ids_in_the_body(api: Api) -> None:
    for id, code in (("50", 40001), (True, 40001), (None, 40002), (999, 60001), (0, 60001), (85, 60001)):
        assert (await api.post("ivr/update", {"id": id, "alert_info": "x"}))["errcode"] == code, id


async def test_without_a_database(api: Api) -> None:
    await api.services.database.close()
    with capture_logs() as logs:
        reply = await api.get("ivr/list")
    assert (reply["errcode"], logs) == (-2, [])
    assert "try again later" in str(reply["invalid_param_list"])


async def test_a_fault_is_an_incident_that_tells_nothing(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Database, statement: str, **parameters: object) -> None:
        raise RuntimeError("secret 4711")

    monkeypatch.setattr(Database, "look", broken)
    with capture_logs() as logs:
        reply = await api.get("ivr/list")
    assert reply["errcode"] == -2
    assert [entry["event"] for entry in logs] == ["api.incident"]
    assert reply["invalid_param_list"] == [{"value": f"incident {logs[0]['incident']}"}]


async def test_a_client_that_goes_away_is_no_incident(api: Api) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    path = f"{VERSION}get_token"
    scope: Scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "root_path": ""}
    with capture_logs() as logs:
        await create_api(api.services)({**scope, "headers": [(b"user-agent", b"x")], "client": None}, receive, send)
    assert logs == []
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
