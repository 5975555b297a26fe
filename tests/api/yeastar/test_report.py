"""The report on IVRs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from switchboard.store.call_rows import EventRow, OpenedRow
from switchboard.store.calls import CallLog
from switchboard.store.tables import tenant

from ..support import Api, fields

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def events(call: str, hour: int, choices: list[tuple[str, dict[str, object]]]) -> list[EventRow]:
    """A visit of the menu 6250 for each choice, which takes the caller three seconds."""
    found: list[EventRow] = []
    at = NOON + timedelta(hours=hour)

    def add(kind: str, data: dict[str, object]) -> None:
        found.append(EventRow(call, len(found), at, kind, data))

    add("call_started", {})
    for entry, to in choices:
        add("menu_entered", {"ivr": 50, "number": "6250", "name": "Other", "revision": 1, "visit": 1})
        at += timedelta(seconds=3)
        add("key_pressed", {"digit": entry})
        add("matched", {"entry": entry, "by": "option"})
        add("going_to", to)
    add("call_ended", {})
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


@pytest.fixture(autouse=True)
async def calls(api: Api) -> None:
    """Two calls with three choices and one, and a neighbour's."""
    async with api.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="other", sip_domain="o.example"))
    log = CallLog(api.services.database, "here")
    await log.write(
        [OpenedRow("c1", 1, NOON, "1001", "Bo Day", "6250", 86), OpenedRow("c2", 1, NOON, "030", "", "6250")]
    )
    await log.write([OpenedRow("c3", 2, NOON, "1", "", "6250")])
    await log.append(events("c1", 0, [("1", TO_ANN), ("*", TO_OUTSIDE), ("7", TO_GONE)]))
    await log.append(events("c2", 1, [("0", HANG_UP)]))
    await log.append(events("c3", 1, [("5", TO_ANN)]))


async def report(api: Api, **parameters: str | int) -> tuple[object, list[dict[str, object]]]:
    reply = await api.get("call_report/detail", type="ivr", **parameters)
    assert reply["errcode"] == 0, reply
    rows = reply["ivr_report_detail"]
    assert isinstance(rows, list)
    return reply["total_number"], rows


async def test_a_row_for_each_choice(api: Api) -> None:
    total, rows = await report(api)
    assert total == 4
    assert {key: value for key, value in rows[0].items() if key != "id"} == {
        "time": "2026/01/05 12:00:03",
        "call_from": "Bo Day<1001>",
        "press": "1",
        "destination": "Ann Lee<1000>",
        "call_to": "IVR Other<6250>",
        "opr_duration": 3,
        "ivr_num": "6250",
        "destination_type": "Extension",
    }
    shown = [(row["press"], row["destination"], row["destination_type"]) for row in rows[1:]]
    assert shown == [("*", "0301", "External Number"), ("7", "6299", "IVR"), ("0", "", "Hang Up")]
    assert rows[3]["call_from"] == "030"
    assert len({str(row["id"]) for row in rows}) == 4


async def test_pages(api: Api) -> None:
    total, rows = await report(api, page=2, page_size=3)
    assert (total, [row["press"] for row in rows]) == (4, ["0"])
    _, rows = await report(api, order_by="desc", page_size=2)
    assert [row["press"] for row in rows] == ["0", "7"]


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
        ({"type": "ivr", "end_time": "1767614490"}, ("end_time", "format")),
        ({"type": "ivr", "start_time": "2026/01/02 00:00:00", "end_time": "2026/01/01 00:00:00"}, ("end_time", "min")),
        ({"type": "queue"}, ("type", "oneof")),
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
