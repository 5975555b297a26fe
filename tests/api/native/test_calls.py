"""The record of calls."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.call.events import CallEvent, DialledTarget, Parked, ParkTimedOut, PickedUp
from switchboard.call.record import AnsweredRow, AudioRow, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.log import CallLog
from switchboard.store.db.tables import call_event

from .support import OTHER_TENANT, Native, problem

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def calls(native: Native) -> None:
    """Three calls, of which the second has ended, with events as another version might have kept them; one of the
    neighbour's."""
    rows: list[CallRow] = [OpenedRow(f"c{n}", 1, NOON, "1000", "Ann Lee", "6200", 85) for n in (1, 2, 3)]
    rows += [OpenedRow("theirs", OTHER_TENANT, NOON, "1", "", "2")]
    rows += [AnsweredRow("c2", NOON)]
    rows += [EndedRow("c2", NOON + timedelta(seconds=3), "ended", "normal", "caller", ("rfc4733",), "r.wav")]
    ann = AudioParty("c2", "caller", "1000", 85, None)
    audio = AudioReport(ann, "PCMA", False, AudioWay(150, 0.67, 1.2, 4.21), AudioWay(151), 20.5)
    rows += [AudioRow(0, NOON + timedelta(seconds=3), audio)]
    await CallLog(native.services.database, "node").write(rows)
    common = {"call": "c2", "at": NOON}
    events = [
        {**common, "seq": 0, "type": "call_started", "data": {"dialled": "6200"}},
        {**common, "seq": 1, "type": "call_ended", "data": {"by": "caller"}},
    ]
    async with native.services.database.write() as connection:
        await connection.execute(insert(call_event), events)


async def test_calls_come_newest_first_in_pages(native: Native) -> None:
    first = (await native.viewer.get("/calls?limit=2")).json()
    assert [call["id"] for call in first["items"]] == ["c3", "c2"]
    rest = (await native.viewer.get(f"/calls?limit=2&cursor={first['next']}")).json()
    assert ([call["id"] for call in rest["items"]], rest["next"]) == (["c1"], None)


async def test_calls_of_one_state(native: Native) -> None:
    page = (await native.viewer.get("/calls?state=open&limit=1")).json()
    assert [call["id"] for call in page["items"]] == ["c3"]
    page = (await native.viewer.get(f"/calls?state=open&limit=1&cursor={page['next']}")).json()
    assert ([call["id"] for call in page["items"]], page["next"]) == (["c1"], None)
    problem(await native.viewer.get("/calls?state=x"), 422, "invalid")


async def test_one_call_with_its_events(native: Native) -> None:
    shown = (await native.viewer.get("/calls/c2")).json()
    assert shown["events"] == [
        {"seq": 0, "at": "2026-01-05T12:00:00Z", "type": "call_started", "data": {"dialled": "6200"}},
        {"seq": 1, "at": "2026-01-05T12:00:00Z", "type": "call_ended", "data": {"by": "caller"}},
    ]
    assert shown["audio"] == [
        {
            "side": "caller",
            "number": "1000",
            "extension": 85,
            "trunk": None,
            "ended_at": "2026-01-05T12:00:03Z",
            "codec": "PCMA",
            "encrypted": False,
            "received": {"packets": 150, "loss_percent": 0.67, "jitter_ms": 1.2, "mos": 4.21},
            "sent": {"packets": 151, "loss_percent": None, "jitter_ms": None, "mos": None},
            "round_trip_ms": 20.5,
        }
    ]
    del shown["events"], shown["audio"]
    assert shown == {
        "id": "c2",
        "node": "node",
        "started_at": "2026-01-05T12:00:00Z",
        "answered_at": "2026-01-05T12:00:00Z",
        "ended_at": "2026-01-05T12:00:03Z",
        "duration_s": 3.0,
        "caller": "1000",
        "caller_name": "Ann Lee",
        "dialled": "6200",
        "extension": 85,
        "trunk": None,
        "state": "ended",
        "outcome": None,
        "where": None,
        "cause": "normal",
        "ended_by": "caller",
        "dtmf_methods": ["rfc4733"],
        "recording": "r.wav",
        "test": False,
    }


async def test_a_call_of_nobody_or_of_another_tenant(native: Native) -> None:
    for id in ("c9", "theirs", "%00", "%FF", "x" * 256):
        problem(await native.viewer.get(f"/calls/{id}"), 404, "not-found")
    following = (await native.viewer.get("/calls?limit=1")).json()["next"]
    problem(await native.neighbour.get(f"/calls?cursor={following}"), 422, "invalid")


async def test_who_is_parked_now(native: Native) -> None:
    """One who waits; one who was found, one whose time was over, and one who has hung up; and a neighbour."""
    until = NOON + timedelta(seconds=60)

    def parked(slot: str) -> CallEvent:
        return Parked(at=NOON, slot=slot, extension=85, caller="+4930777", caller_name="", until=until)

    found = PickedUp(at=NOON, call="c9", target=DialledTarget(kind="extension", id=86, number="1001"))
    late = ParkTimedOut(at=NOON, slot="6002", extension=85)
    told = {"c1": [parked("6000"), found, parked("6001")], "c2": [parked("6003")], "c3": [parked("6002"), late]}
    told["theirs"] = [parked("6000")]
    rows = [EventRow.of(call, 10 + seq, event) for call, events in told.items() for seq, event in enumerate(events)]
    await CallLog(native.services.database, "node").write(rows)
    assert (await native.viewer.get("/parked-calls")).json() == {
        "items": [
            {
                "slot": "6001",
                "call": "c1",
                "caller": "+4930777",
                "caller_name": "",
                "by": 85,
                "since": "2026-01-05T12:00:00Z",
                "until": "2026-01-05T12:01:00Z",
            }
        ]
    }
