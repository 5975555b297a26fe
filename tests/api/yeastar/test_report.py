"""The report on IVRs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from switchboard.call.record import EventRow, OpenedRow
from switchboard.store.calls.log import CallLog
from switchboard.store.db.tables import tenant

from ..support import MINIMAL, Api, fields, furnish, logged_in

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


OTHER: dict[str, object] = {"ivr": 50, "number": "6250", "name": "Other", "revision": 1, "visit": 1}
ENDED: dict[str, object] = {"by": "caller", "cause": "normal"}
EVENING: dict[str, object] = {"ivr": 998, "number": "6299", "name": "Evening", "revision": 1, "visit": 1}


def events(
    call: str, hour: int, choices: list[tuple[str, dict[str, object]]], *, menu: dict[str, object] = OTHER
) -> list[EventRow]:
    """A visit of `menu` for each choice, which takes the caller three seconds."""
    found: list[EventRow] = []
    at = NOON + timedelta(hours=hour)

    def add(kind: str, data: dict[str, object]) -> None:
        found.append(EventRow(call, len(found), at, kind, data))

    add("call_started", {"caller": "1001", "dialled": "6250"})
    for entry, to in choices:
        add("menu_entered", menu)
        at += timedelta(seconds=3)
        add("key_pressed", {"digit": entry, "method": "info"})
        add("matched", {"entry": entry, "by": "option"})
        add("going_to", to)
    add("call_ended", ENDED)
    return found


TO_ANN: dict[str, object] = {"kind": "extension", "description": "extension 1000 Ann Lee", "number": "1000", "id": 85}
TO_OUTSIDE: dict[str, object] = {
    "kind": "external_number",
    "description": "outside number 0301",
    "number": "0301",
    "id": None,
}
TO_GONE: dict[str, object] = {"kind": "ivr", "description": "menu 6299 Gone", "number": "6299", "id": 999}
HANG_UP: dict[str, object] = {"kind": "hang_up", "description": "hang up", "number": "", "id": None}


@pytest.fixture
async def api(api: Api) -> Api:
    await write_calls(api)
    return api


async def write_calls(api: Api) -> None:
    """Two calls with three choices and one, and a neighbour's."""
    async with api.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="other", sip_domain="o.example"))
    log = CallLog(api.services.database, "here")
    await log.write(
        [OpenedRow("c1", 1, NOON, "1001", "Bo Day", "6250", 86), OpenedRow("c2", 1, NOON, "030", "", "6250")]
    )
    await log.write([OpenedRow("c3", 2, NOON, "1", "", "6250")])
    await log.write(events("c1", 0, [("1", TO_ANN), ("*", TO_OUTSIDE), ("7", TO_GONE)]))
    await log.write(events("c2", 1, [("0", HANG_UP)]))
    await log.write(events("c3", 1, [("5", TO_ANN)]))


async def report(api: Api, **parameters: str | int) -> tuple[object, list[dict[str, object]]]:
    reply = await api.get("call_report/detail", type="ivr", **parameters)
    assert reply["errcode"] == 0, reply
    rows = reply["ivr_report_detail"]
    assert isinstance(rows, list)
    return reply["total_number"], rows


async def test_a_row_for_each_choice(api: Api) -> None:
    total, rows = await report(api)
    assert total == 4
    assert rows[0] == {
        "id": "c1",
        "time": "2026/01/05 12:00:03",
        "call_from": "Bo Day<1001>",
        "press": "1",
        "destination": "Ann Lee<1000>",
        "call_to": "Ann Lee<1000>",
        "opr_duration": 3,
        "ivr_num": "6250",
        "destination_type": "Extension",
    }
    shown = [(row["press"], row["destination"], row["destination_type"]) for row in rows[1:]]
    assert shown == [("*", "0301", "External Number"), ("7", "6299", "IVR"), ("0", "", "Hang Up")]
    assert rows[3]["call_from"] == "030"
    assert [row["id"] for row in rows] == ["c1", "c1", "c1", "c2"]


async def test_pages(api: Api) -> None:
    total, rows = await report(api, page=2, page_size=3)
    assert (total, [row["press"] for row in rows]) == (4, ["0"])
    _, rows = await report(api, order_by="desc", page_size=2)
    assert [row["press"] for row in rows] == ["0", "7"]


async def test_without_paging_all_come(api: Api) -> None:
    log = CallLog(api.services.database, "here")
    await log.write([OpenedRow("c4", 1, NOON, "1001", "Bo Day", "6250", 86)])
    await log.write(events("c4", 2, [("1", TO_ANN)] * 25))
    total, rows = await report(api)
    assert (total, len(rows)) == (29, 29)


async def test_the_choices_in_one_menu(api: Api) -> None:
    log = CallLog(api.services.database, "here")
    await log.write([OpenedRow("c4", 1, NOON, "1001", "Bo Day", "6299", 86)])
    await log.write(events("c4", 2, [("1", TO_ANN), ("2", TO_ANN)], menu=EVENING))
    assert [row["press"] for row in (await report(api, ivr_num="6299"))[1]] == ["1", "2"]
    assert (await report(api, ivr_num="6250"))[0] == 4
    assert await report(api, ivr_num="9999") == (0, [])


async def test_the_narrower_of_two_periods(api: Api) -> None:
    year = {"start_time": "2026/01/01 00:00:00", "end_time": "2026/12/31 23:59:59"}
    moment = {"detail_time_begin": "2026/01/05 12:00:06", "detail_time_end": "2026/01/05 12:00:09"}
    before = {"detail_time_begin": "2025/01/01 00:00:00", "detail_time_end": "2025/01/02 00:00:00"}
    assert [row["press"] for row in (await report(api, **year, **moment))[1]] == ["*", "7"]
    assert await report(api, **year, **before) == (0, [])


WEEK = {"start_time": "2026/01/05 00:00:00", "end_time": "2026/01/11 23:59:59"}


async def counts(api: Api, **parameters: str | int) -> dict[str, dict[str, int]]:
    """The presses that were counted at all, by the number of the menu."""
    reply = await api.get("call_report/list", **{"type": "ivr", **WEEK, "ivr_id_list": "50", **parameters})
    assert reply["errcode"] == 0, reply
    rows = reply["ivr_list"]
    assert isinstance(rows, list)
    assert reply["total_number"] == len(rows)
    assert all(len(row["press_count"]) == 14 for row in rows)
    return {row["ivr_num"]: {key: count for key, count in row["press_count"].items() if count} for row in rows}


async def test_voicemail_in_the_words_of_the_vendor(api: Api) -> None:
    log = CallLog(api.services.database, "here")
    await log.write([OpenedRow("c5", 1, NOON, "1001", "Bo Day", "6250", 86)])
    of_ann = {**TO_ANN, "kind": "extension_voicemail"}
    of_group = {**TO_GONE, "kind": "group_voicemail", "number": "6320"}
    await log.write(events("c5", 5, [("1", of_ann), ("2", of_group)]))
    _, rows = await report(api)
    shown = [(row["destination"], row["destination_type"]) for row in rows if row["id"] == "c5"]
    assert shown == [("Ann Lee<1000>", "Voicemail"), ("6320", "Group Voicemail")]


async def test_how_often_each_key_was_pressed(api: Api) -> None:
    log = CallLog(api.services.database, "here")
    await log.write([OpenedRow("c4", 1, NOON, "1001", "Bo Day", "6250", 86)])
    silence: list[tuple[str, dict[str, object]]] = [
        ("menu_entered", OTHER),
        ("no_input", {"count": 1}),
        ("prompt_started", {"name": "default"}),
        ("no_match", {"entry": "99", "count": 1}),
        ("no_input", {"count": 2}),
        ("going_to", HANG_UP),
        ("menu_entered", EVENING),
        ("matched", {"entry": "1", "by": "option"}),
        ("going_to", {**TO_GONE, "id": 50}),
        ("menu_entered", OTHER),
        ("matched", {"entry": "1000", "by": "extension"}),
        ("going_to", TO_ANN),
        ("call_ended", ENDED),
    ]
    await log.write([OpenedRow("tried", 1, NOON, "1001", "Bo Day", "6250", 86, test=True)])
    for call in ("c4", "tried"):
        await log.write([EventRow(call, seq, NOON, kind, data) for seq, (kind, data) in enumerate(silence)])
    expected = {"press_0": 1, "press_1": 1, "press_7": 1, "press_star": 1, "press_timeout": 1, "press_invalid": 1}
    assert await counts(api) == {"6250": expected}
    evening = await api.post("ivr/create", {**MINIMAL, "number": "6299", "name": "Evening"})
    ids = f"{evening['id']}, 50,999"
    assert list(await counts(api, ivr_id_list=ids)) == ["6299", "6250"]
    assert await counts(api, start_time="2026/01/05 13:00:00") == {"6250": {"press_0": 1}}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"type": "queueperformance"}, ("type", "unsupported")),
        ({"type": ""}, ("type", "required")),
        ({"start_time": ""}, ("start_time", "required")),
        ({"end_time": ""}, ("end_time", "required")),
        ({"ivr_id_list": ""}, ("ivr_id_list", "required")),
        ({"ivr_id_list": "50,x"}, ("ivr_id_list", "numeric")),
        ({"end_time": "2026/01/01 00:00:00"}, ("end_time", "min")),
        ({"start_time": "yesterday"}, ("start_time", "format")),
    ],
)
async def test_what_no_counts_are_told_for(api: Api, parameters: dict[str, str], expected: tuple[str, str]) -> None:
    reply = await api.get("call_report/list", **{"type": "ivr", **WEEK, "ivr_id_list": "50", **parameters})
    assert (reply["errcode"], fields(reply)) == (40002, [expected])


async def test_a_period(api: Api) -> None:
    total, rows = await report(api, start_time="2026/01/05 12:00:06", end_time="2026/01/05 12:00:09")
    assert (total, [row["press"] for row in rows]) == (2, ["*", "7"])
    assert (await report(api, start_time="2026/01/05 12:00:10"))[0] == 1
    assert (await report(api, end_time="2025/12/31 23:59:59")) == (0, [])


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"type": "ivr", "start_time": "2026-01-05"}, ("start_time", "format")),
        ({"type": "ivr", "start_time": "2026/02/30 00:00:00"}, ("start_time", "format")),
        ({"type": "ivr", "end_time": "1767614490.5"}, ("end_time", "format")),
        ({"type": "ivr", "start_time": "2026/01/02 00:00:00", "end_time": "2026/01/01 00:00:00"}, ("end_time", "min")),
        ({"type": "queue"}, ("type", "unsupported")),
        ({}, ("type", "required")),
        ({"type": "ivr", "page": 0}, ("page", "min")),
        ({"type": "ivr", "sort_by": "press"}, ("sort_by", "oneof")),
    ],
)
async def test_what_is_no_report(api: Api, parameters: dict[str, str | int], expected: tuple[str, str]) -> None:
    reply = await api.get("call_report/detail", **parameters)
    assert (reply["errcode"], fields(reply)) == (40002, [expected])


async def test_a_report_takes_four_statements(api: Api, statements: Callable[[], list[str]]) -> None:
    statements()
    await report(api, page_size=100)
    assert len(statements()) <= 1 + 4


@pytest.mark.interop
async def test_reports_are_the_same_on_every_database(database_url: str, tmp_path: Path) -> None:
    async with logged_in(database_url, tmp_path) as api:
        await furnish(api.repository)
        await write_calls(api)
        assert await counts(api) == {"6250": {"press_0": 1, "press_1": 1, "press_7": 1, "press_star": 1}}
        assert (await report(api, ivr_num="6250"))[0] == 4
