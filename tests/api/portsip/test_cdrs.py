"""Call detail records: which are found, in which order, and the legs of one call."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from switchboard.call import events as happened
from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, DialledTarget
from switchboard.call.record import EndedRow, EventRow, OpenedRow
from switchboard.store.calls.log import CallLog

from .support import PortSip

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CARRIER = 60
ANN = DialledTarget(kind="extension", id=85, number="1000")
OUT = DialledTarget(kind="trunk", id=CARRIER, number="0301234")


def call(minute: int, caller: str, name: str, dialled: str) -> list[CallEvent]:
    """Somebody calls Ann, who is busy, and then a number outside."""
    at = NOON + timedelta(minutes=minute)

    def after(seconds: float) -> datetime:
        return at + timedelta(seconds=seconds)

    return [
        happened.CallStarted(at=at, caller=caller, caller_name=name, dialled=dialled),
        happened.DialStarted(at=at, targets=(ANN,)),
        happened.Ringing(at=after(1), target=ANN),
        happened.DialEnded(at=after(2), outcome=Cause.BUSY, status=486),
        happened.DialStarted(at=after(2), targets=(OUT,), caller_id="5550100"),
        happened.DialEnded(at=after(4), outcome="answered"),
        happened.Bridged(at=after(4), target=OUT),
        happened.BridgeEnded(at=after(9), by="callee"),
        happened.CallEnded(at=after(9), by="callee", cause=Cause.NORMAL),
    ]


CALLS = (("c1", 0, "1001", "Bo Day", "1000"), ("c2", 1, "1002", "", "6200"), ("c3", 2, "20", "Cy", "1000"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def called(shared_portsip: PortSip) -> PortSip:
    """The calls above, and one that goes on."""
    log = CallLog(shared_portsip.services.database, "here")
    for id, minute, caller, name, dialled in CALLS:
        events = call(minute, caller, name, dialled)
        rows = [EventRow.of(id, seq, event) for seq, event in enumerate(events)]
        await log.write([OpenedRow(id, 1, events[0].at, caller, name, dialled), *rows, EndedRow(id, events[-1].at)])
    await log.write([OpenedRow("open", 1, NOON, "1001", "", "1000")])
    return shared_portsip


async def ids(portsip: PortSip, **query: str | int) -> list[str]:
    found: Any = await portsip.get("cdrs", **query)
    assert found["count"] >= len(found["items"])
    return [item["id"] for item in found["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["c3", "c2", "c1"]),
        ({"top": 1, "skip": 1}, ["c2"]),
        ({"orderby": "started_at"}, ["c1", "c2", "c3"]),
        ({"orderby": "callee desc,caller"}, ["c2", "c3", "c1"]),
        ({"filter": "caller eq '1001'"}, ["c1"]),
        ({"filter": "callee ne '6200'", "orderby": "caller"}, ["c3", "c1"]),
        ({"filter": "started_at ge 2026-01-05T12:01:00Z"}, ["c3", "c2"]),
        ({"filter": "started_at lt '2026-01-05T12:01:00' and ended_at ne null"}, ["c1"]),
        ({"filter": "started_at eq 2026-01-05T13:01:00+01:00"}, ["c2"]),
        ({"filter": "answered_at eq null"}, ["c3", "c2", "c1"]),
        ({"filter": "contains(caller_display_name,'Day')"}, ["c1"]),
        ({"search": "bo"}, ["c1"]),
        ({"search": "6200 or cy"}, ["c3", "c2"]),
    ],
)
async def test_which_calls_are_found(called: PortSip, query: dict[str, str | int], expected: list[str]) -> None:
    assert await ids(called, **query) == expected


@pytest.mark.parametrize(
    "condition",
    ["started_at gt 'yesterday'", "started_at gt 5", "contains(started_at,'2026')", "trunk eq 'a'", "caller eq '\0'"],
)
async def test_conditions_that_are_refused(called: PortSip, condition: str) -> None:
    response = await called.send("GET", "cdrs", query={"filter": condition})
    assert response.status_code == 400, response.text


async def test_the_legs_of_a_call(called: PortSip) -> None:
    found: Any = await called.get("cdrs/c1")
    kept = ("id", "callee", "rang_at", "answered_at", "ended_at", "status_code", "outbound_caller_id", "duration")
    assert [tuple(item[name] for name in kept) for item in found["items"]] == [
        ("c1", "1000", "2026-01-05T12:00:01Z", "", "2026-01-05T12:00:02Z", 486, "", 2),
        ("c1", "0301234", "", "2026-01-05T12:00:04Z", "2026-01-05T12:00:09Z", 200, "5550100", 7),
    ]
    assert {item["caller_display_name"] for item in found["items"]} == {"Bo Day"}
    for other in ("open", "nothing"):
        assert (await called.send("GET", f"cdrs/{other}")).status_code == 404
