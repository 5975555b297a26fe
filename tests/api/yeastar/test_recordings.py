"""recording/list, search and download, and what the links lead to."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from switchboard.api.kit.call_ids import call_id, uid
from switchboard.api.yeastar.call_end import CallSummary
from switchboard.call.events import DialledTarget
from switchboard.security_log import close_security_log, open_security_log
from switchboard.store.calls.log import CallLog
from switchboard.store.tenants import Tenants

from ..recorded_calls import SOUND, Recorded, record
from ..support import VERSION, Api, fields

pytestmark = pytest.mark.api

TO_BO = DialledTarget(kind="extension", id=86, number="1001")
OUTSIDE = DialledTarget(kind="trunk", id=60, number="442079460123")
CALLS = (
    Recorded(reached=TO_BO),
    Recorded("+4930123", "", "5550100", TO_BO, trunk=60, minutes=1),
    Recorded(dialled="0442079460123", reached=OUTSIDE, files=2, minutes=2),
    Recorded(open=True, minutes=3),
    Recorded(test=True, minutes=4),
)


@pytest.fixture
async def calls(api: Api) -> list[str]:
    await api.services.credentials.set_client_rights(1, api.client_id, ("recordings",))
    return await record(api.services, *CALLS)


async def rows(api: Api, endpoint: str = "list", **asked: str | int) -> list[dict[str, object]]:
    reply = await api.get(f"recording/{endpoint}", **asked)
    assert reply["errcode"] == 0, reply
    data = reply["data"]
    assert isinstance(data, list)
    return data


async def link_to(api: Api, **which: str | int) -> str:
    reply = await api.get("recording/download", **which)
    assert reply["errcode"] == 0, reply
    link = str(reply["download_resource_url"])
    assert "?" not in link and link.startswith("/openapi/download/") and link.endswith(".wav")
    return link


async def heard(api: Api, link: str, method: str = "GET", **headers: str) -> httpx.Response:
    return await api.http.request(method, f"{link}?access_token={api.token}", headers=headers)


async def test_the_recordings_of_calls_that_are_over(api: Api, calls: list[str]) -> None:
    found = await rows(api)
    assert [(row["call_type"], row["call_from"], row["call_to"]) for row in found] == [
        ("Internal", "Ann Lee<1000>", "Bo Day<1001>"),
        ("Inbound", "+4930123<+4930123>", "Bo Day<1001>"),
        *[("Outbound", "Ann Lee<1000>", "442079460123<442079460123>")] * 2,
    ]
    first = found[0]
    assert (first["duration"], first["size"], first["time"]) == (2, len(SOUND), "2026/01/05 12:00:03")
    assert (first["uid"], first["call_to_name"]) == (uid(calls[0]), "Bo Day")
    assert first["file"] == f"20260105120000-{call_id(calls[0])}-1000-1001-Internal.wav"
    assert str(found[1]["file"]).endswith("-4930123-5550100-Inbound.wav")
    assert len({row["file"] for row in found}) == len({row["id"] for row in found}) == 4


async def test_the_event_at_the_end_names_the_same_file(api: Api, calls: list[str]) -> None:
    call, events = await CallLog(api.services.database, "").get(1, calls[2])
    summary = CallSummary(call)
    for one in events:
        summary.take(one.event)
    told = summary.shown({})
    assert isinstance(told, dict)
    assert told["recording"] == (await rows(api, uid=uid(calls[2])))[0]["file"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"caller": "+4930123"}, [1]),
        ({"callee": "1001"}, [0, 1]),
        ({"callee": "5550100"}, []),
        ({"start_time": 1767614460}, [1, 2, 3]),
        ({"start_time": "2026/01/05 12:00:00", "end_time": "2026/01/05 12:01:59"}, [0, 1]),
        ({"end_time": 1767614403}, [0]),
        ({"sort_by": "time", "order_by": "desc"}, [3, 2, 1, 0]),
        ({"order_by": "desc", "page": 2, "page_size": 3}, [0]),
        ({"page": 9}, []),
        ({"uid": "nonsense"}, []),
    ],
)
async def test_conditions_and_pages(api: Api, calls: list[str], asked: dict[str, str | int], found: list[int]) -> None:
    ids = [row["id"] for row in await rows(api)]
    for endpoint in ("list", "search"):
        assert [ids.index(row["id"]) for row in await rows(api, endpoint, **asked)] == found


async def test_found_by_the_id_that_a_record_has(api: Api, calls: list[str]) -> None:
    assert [row["uid"] for row in await rows(api, uid=uid(calls[2]))] == [uid(calls[2])] * 2
    reply = await api.get("recording/list", uid=uid(calls[2]), page=1, page_size=1)
    assert reply["total_number"] == 2


@pytest.mark.parametrize("asked", [{"start_time": "yesterday"}, {"ids": "1,x"}, {"sort_by": "size"}, {"page": 0}])
async def test_wrong_conditions(api: Api, calls: list[str], asked: dict[str, str | int]) -> None:
    assert fields(await api.get("recording/search", **asked))[0][0] == next(iter(asked))


async def test_the_sound_behind_a_link(api: Api, calls: list[str]) -> None:
    row = (await rows(api))[0]
    for which in ({"id": int(str(row["id"]))}, {"file": str(row["file"])}):
        answer = await heard(api, await link_to(api, **which))
        assert (answer.status_code, answer.content) == (200, SOUND)
        assert answer.headers["content-type"] == "audio/wav"
        assert str(row["file"]) in answer.headers["content-disposition"]
    link = await link_to(api, id=int(str(row["id"])))
    part = await heard(api, link, Range="bytes=44-47")
    assert (part.status_code, part.content) == (206, SOUND[44:48])
    assert part.headers["content-range"] == f"bytes 44-47/{len(SOUND)}"
    assert (await heard(api, link, Range="bytes=999999-")).status_code == 416
    head = await heard(api, link, "HEAD")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(SOUND)))


@pytest.mark.parametrize("wrong", ["filename", "recording_file", "recording_id"])
async def test_a_recording_must_be_named(api: Api, calls: list[str], wrong: str) -> None:
    assert fields(await api.get("recording/download", **{wrong: "1"})) == [("id", "required")]


@pytest.mark.parametrize(
    "file", ["../switchboard.db", "a.wav", "20260105120000-1.2-1000-1001-Internal.wav", "/etc/passwd"]
)
async def test_no_name_leads_to_another_file(api: Api, calls: list[str], file: str) -> None:
    assert (await api.get("recording/download", file=file))["errcode"] == 60001


async def test_the_name_of_another_recording_of_the_call_is_not_guessed(api: Api, calls: list[str]) -> None:
    name = str((await rows(api))[0]["file"])
    for wrong in (name.replace("1001", "1002"), name.replace(".wav", "-2.wav"), name.replace("Internal", "Inbound")):
        assert (await api.get("recording/download", file=wrong))["errcode"] == 60001


async def is_expired(api: Api, link: str) -> bool:
    answer = await heard(api, link)
    return answer.status_code == 200 and answer.json()["errcode"] == 10004


async def test_a_link_ends_after_half_an_hour(api: Api, calls: list[str]) -> None:
    link = await link_to(api, id=int(str((await rows(api))[0]["id"])))
    api.move_clock(1799)
    assert (await heard(api, link)).status_code == 200
    api.move_clock(1)
    (ours,) = await api.services.credentials.api_clients(1)
    pair = await api.services.credentials.issue(ours, 1800, 1800, api.services.clock.now(), 8)
    assert await is_expired(replace(api, token=pair.access_token), link)
    assert await is_expired(api, link)


async def test_a_forged_link_leads_nowhere(api: Api, calls: list[str]) -> None:
    first, second = (int(str(row["id"])) for row in (await rows(api))[:2])
    link = await link_to(api, id=first)
    parts = link.removeprefix("/openapi/download/").removesuffix(".wav").split("-")
    assert parts[1] == f"{first:x}"
    later = f"{int(parts[3], 16) + 3600:x}"
    for wrong in (
        [parts[0], f"{second:x}", *parts[2:]],
        [*parts[:3], later, parts[4]],
        [*parts[:4], "0" * 64],
        [*parts[:4], parts[4][:-1]],
        ["2", *parts[1:]],
        parts[1:],
        ["..", "x"],
        ["f" * 5000],
    ):
        assert await is_expired(api, f"/openapi/download/{'-'.join(wrong)}.wav"), wrong


async def test_a_link_ends_with_its_recording_and_with_the_right(api: Api, calls: list[str]) -> None:
    first, second = (int(str(row["id"])) for row in (await rows(api))[:2])
    link, other = await link_to(api, id=first), await link_to(api, id=second)
    (api.services.settings.recordings_directory / f"{calls[0]}.wav").unlink()
    assert await is_expired(api, link)
    assert (await api.get("recording/download", id=first))["errcode"] == 60001
    await api.services.credentials.set_client_rights(1, api.client_id, ())
    assert (await heard(api, other)).json()["errcode"] == 10005


async def test_nothing_without_the_right(api: Api) -> None:
    await record(api.services, *CALLS)
    for endpoint, asked in (("list", {}), ("search", {}), ("download", {"id": 1}), ("download", {})):
        reply = await api.get(f"recording/{endpoint}", **asked)
        assert reply == {"errcode": 10005, "errmsg": "ACCESS DENIED"}
    assert (await api.http.get("/openapi/download/1-2-3-4-5.wav")).json()["errcode"] == 10004


async def test_another_tenant_sees_and_hears_nothing(api: Api, calls: list[str]) -> None:
    row = (await rows(api))[0]
    link = await link_to(api, id=int(str(row["id"])))
    tenant = await Tenants(api.services.database).create("other", "other.example")
    credentials = api.services.credentials
    await credentials.new_api_client(tenant.id, "yeastar", "stranger", ("recordings",))
    (client,) = await credentials.api_clients(tenant.id)
    pair = await credentials.issue(client, 1800, 86400, api.services.clock.now(), 8)
    other = replace(api, token=pair.access_token)
    assert await rows(other) == []
    for which in ({"id": int(str(row["id"]))}, {"file": str(row["file"])}):
        assert (await other.get("recording/download", **which))["errcode"] == 60001
    assert await is_expired(other, link)
    assert (await heard(api, link)).status_code == 200


async def test_another_machine_has_its_own(api: Api, calls: list[str]) -> None:
    await record(api.services, Recorded(minutes=9), node="elsewhere", files=False)
    row = (await rows(api))[-1]
    # How long and large it is, follows from how long the call was.
    assert (row["duration"], row["size"]) == (6, 6 * 32_000)
    reply = await api.get("recording/download", id=int(str(row["id"])))
    assert (reply["errcode"], "elsewhere" in str(reply["invalid_param_list"])) == (-1, True)


async def test_the_security_log_says_who_heard_it_and_knows_no_link(api: Api, calls: list[str], tmp_path: Path) -> None:
    file = tmp_path / "security.log"
    link = await link_to(api, id=int(str((await rows(api))[0]["id"])))
    open_security_log(file)
    try:
        await heard(api, link)
    finally:
        close_security_log()
    (line,) = file.read_text().splitlines()
    assert f"recording-downloaded source=127.0.0.1 tenant=1 call={calls[0]}" in line
    assert line.endswith("by=yeastar:tests")
    assert api.token not in line and link.rsplit("-", 1)[1] not in line


async def test_head_and_get_need_a_token_in_the_query(api: Api, calls: list[str]) -> None:
    link = await link_to(api, id=int(str((await rows(api))[0]["id"])))
    assert (await api.http.get(link)).json()["errcode"] == 10004
    assert VERSION not in link
