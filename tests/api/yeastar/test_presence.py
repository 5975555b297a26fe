"""What people say of themselves, and contacts, of which there are none."""

from typing import Any

import pytest

from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.directory import Extension

from ..support import EXTENSION, Api, fields, heard

pytestmark = pytest.mark.api


async def presence(api: Api) -> object:
    shown: Any = (await api.get("extension/get", id=EXTENSION))["data"]
    assert shown["presence_status"] == shown["custom_presence_status"]
    return shown["presence_status"]


async def test_presence_is_shown_and_lets_no_phone_ring_where_it_says_so(api: Api) -> None:
    assert await presence(api) == "available"
    for state, rings in (("lunch", True), ("do_not_disturb", False), ("off_work", True)):
        assert (await api.post("extension/update", {"id": EXTENSION, "presence_status": state}))["errcode"] == 0
        assert await presence(api) == state
        events = await heard(api.repository, Scenario("1000", caller="1001", script="hangup"))
        assert any(event.type == "dial_started" for event in events) == rings
    assert (await api.repository.get(Extension, EXTENSION)).document.presence == "off_work"
    rows: Any = (await api.get("extension/list", sort_by="presence_status"))["data"]
    assert [row["presence_status"] for row in rows] == ["available", "off_work"]
    assert (await api.get("extension/search", sort_by="presence_status"))["data"] == rows


async def test_what_is_sent_back_changes_nothing(api: Api) -> None:
    before = await api.repository.get(Extension, EXTENSION)
    shown: Any = (await api.get("extension/get", id=EXTENSION))["data"]
    assert (await api.post("extension/update", shown))["errcode"] == 0
    assert await api.repository.get(Extension, EXTENSION) == before


@pytest.mark.parametrize(
    ("body", "errcode", "field"),
    [
        ({"id": EXTENSION, "presence_status": "asleep"}, 40002, "presence_status"),
        ({"id": EXTENSION, "presence_status": 1}, 40001, "presence_status"),
        ({"id": EXTENSION, "number": "1009"}, 40002, "number"),
        ({"id": str(EXTENSION)}, 40001, "id"),
        ({"presence_status": "away"}, 40002, "id"),
        ({"id": 50, "presence_status": "away"}, 60001, None),
    ],
)
async def test_what_cannot_be_changed(api: Api, body: dict[str, object], errcode: int, field: str | None) -> None:
    reply = await api.post("extension/update", body)
    assert reply["errcode"] == errcode
    assert field is None or [name for name, _ in fields(reply)] == [field]


@pytest.mark.parametrize("path", ["company_contact", "phonebook"])
async def test_there_are_no_contacts(api: Api, path: str) -> None:
    for endpoint in ("list", "search"):
        reply = await api.get(f"{path}/{endpoint}", page=1, page_size=100)
        assert (reply["errcode"], reply["total_number"], reply["data"]) == (0, 0, [])
    assert (await api.get(f"{path}/list", page=0))["errcode"] == 40002
    for endpoint, named in (("get", {"id": 1}), ("query", {"ids": "1,2"}), ("delete", {"id": 1})):
        assert (await api.get(f"{path}/{endpoint}", **named))["errcode"] == 60001
        assert (await api.get(f"{path}/{endpoint}"))["errcode"] == 40002
    for endpoint in ("create", "update"):
        assert (await api.post(f"{path}/{endpoint}", {"contact_name": "Ann"}))["errcode"] == 10001


@pytest.mark.parametrize(
    "path",
    [
        *("sign/create", "uacsta_call/answer", "call/answer", "call/accept_inbound", "call/refuse_inbound"),
        *("call/add_member", "call/park", "call/listen", "extension/create", "extension/delete"),
        *("extension/getpassword", "system/sendemail", "autorecord/update", "message_queue/list"),
    ],
)
async def test_what_is_not_here_does_not_exist(api: Api, path: str) -> None:
    assert (await api.post(path, {}))["errcode"] == 10001


@pytest.mark.parametrize("path", ["system/capacity", "presence_status/list", "myreport/list", "call_report/download"])
async def test_what_is_not_to_be_read_does_not_exist(api: Api, path: str) -> None:
    assert (await api.get(path))["errcode"] == 10001
