"""Call detail records: a row for each leg of the calls that are over."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from switchboard.call import events as happened
from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, DialledTarget
from switchboard.call.record import EndedRow, EventRow, OpenedRow
from switchboard.model.directory import ExtensionGroup
from switchboard.model.ring_group import RingGroup
from switchboard.store.calls.digest import CallDigest
from switchboard.store.calls.log import CallLog
from switchboard.store.db.tables import call_digest, call_leg, tenant

from ..support import Api, fields, put

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
DID, CARRIER = "442079460000", 60
ANN, BO = (DialledTarget(kind="extension", id=id, number=number) for id, number in ((85, "1000"), (86, "1001")))
OUT = DialledTarget(kind="trunk", id=CARRIER, number="0301234")
INBOUND, INTERNAL, OUTBOUND, NOWHERE = (
    f"{ms:012x}{chance:08x}" for ms, chance in ((0, 1), (60, 2), (120, 3), (180, 4))
)


def at(call: int, second: float) -> datetime:
    """In the minute of a call."""
    return NOON + timedelta(minutes=call, seconds=second)


def rung(call: int, since: float, target: DialledTarget, answered: float, until: float) -> list[CallEvent]:
    return [
        happened.DialStarted(at=at(call, since), targets=(target,), caller_id="5550100" if target is OUT else None),
        happened.Ringing(at=at(call, since), target=target),
        happened.DialEnded(at=at(call, answered), outcome="answered"),
        happened.Bridged(at=at(call, answered), target=target),
        happened.BridgeEnded(at=at(call, until), by="callee"),
    ]


def ended(call: int, second: float, cause: Cause = Cause.NORMAL) -> CallEvent:
    return happened.CallEnded(at=at(call, second), by="callee", cause=cause)


CALLS: Sequence[tuple[OpenedRow, str, list[CallEvent]]] = (
    (
        OpenedRow(INBOUND, 1, at(0, 0), "442079460123", "", DID, trunk=CARRIER),
        "INBOUND.wav",
        [
            happened.CallStarted(at=at(0, 0), caller="442079460123", dialled=DID, trunk=CARRIER),
            happened.CallAnswered(at=at(0, 0)),
            happened.MenuEntered(at=at(0, 0), ivr=50, number="6250", name="Other", revision=1, visit=1),
            happened.GoingTo(at=at(0, 9), kind="ring_group", description="", number="6300", id=333),
            happened.RecordingStarted(at=at(0, 14), name="x"),
            *rung(0, 9, ANN, 14, 30),
            ended(0, 30),
        ],
    ),
    (
        OpenedRow(INTERNAL, 1, at(1, 0), "1001", "Bo Day", "1000", 86),
        "",
        [
            happened.CallStarted(at=at(1, 0), caller="1001", caller_name="Bo Day", dialled="1000", extension=86),
            happened.GoingTo(at=at(1, 0), kind="extension", description="", number="1000", id=85),
            happened.DialStarted(at=at(1, 0), targets=(ANN,)),
            happened.Ringing(at=at(1, 0), target=ANN),
            happened.DialEnded(at=at(1, 4), outcome=Cause.BUSY, status=486),
            ended(1, 4, Cause.BUSY),
        ],
    ),
    (
        OpenedRow(OUTBOUND, 1, at(2, 0), "1001", "Bo Day", "0301234", 86),
        "",
        [
            happened.CallStarted(at=at(2, 0), caller="1001", caller_name="Bo Day", dialled="0301234", extension=86),
            *rung(2, 0, OUT, 6, 20),
            ended(2, 20),
        ],
    ),
    (
        OpenedRow(NOWHERE, 1, at(3, 0), "1001", "Bo Day", "999", 86),
        "",
        [
            happened.CallStarted(at=at(3, 0), caller="1001", caller_name="Bo Day", dialled="999", extension=86),
            ended(3, 0, Cause.NOT_FOUND),
        ],
    ),
)


@pytest.fixture
async def api(api: Api) -> Api:
    """The calls above, a test call, one that goes on, and a neighbour's."""
    async with api.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="other", sip_domain="o.example"))
    await put(api.repository, 333, RingGroup(name="Crew", number="6300"))
    log = CallLog(api.services.database, "here")
    for opened, recording, events in CALLS:
        rows = [EventRow.of(opened.call_id, seq, event) for seq, event in enumerate(events)]
        await log.write([opened, *rows, EndedRow(opened.call_id, events[-1].at, recording=recording)])
    opened, _, events = CALLS[1]
    for id, of, test, some in (
        ("test", 1, True, events),
        ("open", 1, False, events[:-1]),
        ("theirs", 2, False, events),
    ):
        await log.write([OpenedRow(id, of, opened.started_at, "1", "", "2", test=test)])
        await log.write([EventRow.of(id, seq, event) for seq, event in enumerate(some)])
    return api


async def found(api: Api, path: str = "cdr/list", **parameters: str | int) -> tuple[object, list[dict[str, Any]]]:
    reply: Any = await api.get(path, **parameters)
    assert reply["errcode"] == 0, reply
    return reply["total_number"], reply["data"]


async def called(api: Api, **parameters: str | int) -> list[str]:
    """Whom the legs lead to that are found."""
    total, rows = await found(api, "cdr/search", **parameters)
    assert total == len(rows)
    return [row["call_to_number"] for row in rows]


async def test_a_row_for_each_leg(api: Api) -> None:
    total, rows = await found(api)
    assert total == len(rows) == 6
    assert [
        (
            row["call_to"],
            row["disposition"],
            row["call_type"],
            row["duration"],
            row.get("ring_duration"),
            row["talk_duration"],
        )
        for row in rows
    ] == [
        ("IVR Other<6250>", "ANSWERED", "Inbound", 9, None, 9),
        ("RingGroup Crew<6300>", "ANSWERED", "Inbound", 21, 5, 16),
        ("Ann Lee<1000>", "ANSWERED", "Inbound", 21, 5, 16),
        ("Ann Lee<1000>", "BUSY", "Internal", 4, 4, 0),
        ("0301234<0301234>", "ANSWERED", "Outbound", 20, 6, 14),
        ("999<999>", "FAILED", "Internal", 0, None, 0),
    ]
    assert rows[0] == {
        "id": 1000,
        "new_id": "1000",
        "uid": "19700101000000000001",
        "call_id": "0.1",
        "time": "2026/01/05 12:00:00",
        "timestamp": 1767614400,
        "call_from": "442079460123<442079460123>",
        "call_to": "IVR Other<6250>",
        "call_from_number": "442079460123",
        "call_from_name": "442079460123",
        "call_to_number": "6250",
        "call_to_name": "Other",
        "duration": 9,
        "talk_duration": 9,
        "disposition": "ANSWERED",
        "call_type": "Inbound",
        "src_trunk": "Carrier",
        "did_number": DID,
        "did": DID,
    }
    assert rows[3]["call_from"] == "Bo Day<1001>"
    assert (rows[4]["dst_trunk"], rows[4]["dod_number"]) == ("Carrier", "5550100")
    assert len({row["uid"] for row in rows[:3]}) == len({row["call_id"] for row in rows[:3]}) == 1
    assert len({row["new_id"] for row in rows}) == 6
    recorded = [row["record_file"] for row in rows if "record_file" in row]
    assert len(recorded) == 2 and set(recorded) == {f"20260105120000-0.1-442079460123-{DID}-Inbound.wav"}


async def test_pages_and_orders(api: Api) -> None:
    total, rows = await found(api, page=2, page_size=4)
    assert (total, [row["call_to_number"] for row in rows]) == (6, ["0301234", "999"])
    assert await found(api, page=9, page_size=4) == (6, [])
    for sort, first, last in (
        ("id", "6250", "999"),
        ("time", "6250", "999"),
        ("duration", "999", "1000"),
        ("ring_duration", "6250", "0301234"),
        ("talk_duration", "1000", "1000"),
        ("disposition", "6250", "999"),
        ("did_number", "1000", "1000"),
    ):
        _, rows = await found(api, sort_by=sort)
        assert (rows[0]["call_to_number"], rows[-1]["call_to_number"]) == (first, last), sort
        _, backwards = await found(api, sort_by=sort, order_by="desc")
        assert backwards == rows[::-1]


@pytest.mark.parametrize(
    ("parameters", "numbers"),
    [
        ({}, ["6250", "6300", "1000", "1000", "0301234", "999"]),
        ({"start_time": "2026/01/05 12:02:00"}, ["0301234", "999"]),
        ({"start_time": "1767614520", "end_time": "1767614520"}, ["0301234"]),
        ({"end_time": "2026/01/05 12:00:08 PM"}, ["6250"]),
        ({"call_from": "442079460123"}, ["6250", "6300", "1000"]),
        ({"call_from": "44"}, []),
        ({"call_from": "bo d", "enable_fuzzy_search": 1}, ["1000", "0301234", "999"]),
        ({"call_to": "1000"}, ["1000", "1000"]),
        ({"call_to": "%", "enable_fuzzy_search": 1}, []),
        ({"status": "BUSY"}, ["1000"]),
        ({"status": "VOICEMAIL"}, []),
        ({"did": f"{DID}:Carrier"}, ["6250", "6300", "1000"]),
        ({"did": f"{DID}:Other"}, []),
        ({"pin_code": "1"}, []),
        ({"extension_group": 400}, ["1000", "1000"]),
    ],
)
async def test_what_is_looked_for(api: Api, parameters: dict[str, str | int], numbers: list[str]) -> None:
    if "extension_group" in parameters:
        await put(api.repository, 400, ExtensionGroup(name="Only Ann", members=(85,)))
    assert await called(api, **parameters) == numbers


@pytest.mark.parametrize(
    ("parameters", "errcode", "field"),
    [
        ({"start_time": "05.01.2026"}, 40002, "start_time"),
        ({"start_time": "9" * 40}, 40002, "start_time"),
        ({"start_time": "2", "end_time": "1"}, 40002, "end_time"),
        ({"status": "ABANDONED"}, 40002, "status"),
        ({"page_size": "10001"}, 40002, "page_size"),
        ({"sort_by": "caller"}, 40002, "sort_by"),
        ({"call_from": "a" * 300}, 40002, "call_from"),
        ({"extension_group": "999"}, 60001, None),
    ],
)
async def test_what_cannot_be_looked_for(
    api: Api, parameters: dict[str, str | int], errcode: int, field: str | None
) -> None:
    reply = await api.get("cdr/search", **parameters)
    assert reply["errcode"] == errcode
    assert field is None or [name for name, _ in fields(reply)] == [field]


async def test_calls_from_before_there_were_legs_get_theirs(api: Api) -> None:
    _, before = await found(api)
    async with api.services.database.write() as connection:
        await connection.execute(delete(call_leg))
        await connection.execute(update(call_digest).values(legless=100))
    assert await found(api) == (0, [])
    digest = CallDigest(api.services.database)
    await digest.catch_up()
    await digest.fill()
    assert await found(api) == (6, before)
