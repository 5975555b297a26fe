"""The picture of what goes on now."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from switchboard.call.events import CallEvent, Held, QueueJoined
from switchboard.call.record import EndedRow, EventRow, OpenedRow
from switchboard.store.calls import live
from switchboard.store.calls.log import CallLog
from tests.kit.sse import streaming

from .past_calls import ANN, MENU, NOON, gave_up, in_menu, put_call, talking
from .support import OTHER_TENANT, Native

pytestmark = pytest.mark.api


async def look(native: Native) -> dict[str, tuple[object, ...]]:
    """What callers do and where, by the id of the call."""
    calls = (await native.viewer.get("/live")).json()["calls"]
    return {one["id"]: (one["where"] and one["where"]["doing"], one["where"] and one["where"]["id"]) for one in calls}


async def add(native: Native, call: str, seq: int, event: CallEvent) -> None:
    await CallLog(native.services.database, "node").write([EventRow.of(call, seq, event)])


async def test_where_callers_are(native: Native) -> None:
    database = native.services.database
    assert (await native.viewer.get("/live")).json()["calls"] == []
    await put_call(database, "in-menu", in_menu(NOON))
    await put_call(database, "also-in-menu", in_menu(NOON))
    await put_call(database, "talks", talking(NOON))
    await put_call(database, "over", gave_up(NOON))
    await put_call(database, "theirs", in_menu(NOON), tenant=OTHER_TENANT)
    shown = (await native.viewer.get("/live")).json()
    where = {one["id"]: one["where"] for one in shown["calls"]}
    assert list(where) == ["in-menu", "also-in-menu", "talks"]
    assert where["talks"] == {
        "doing": "talking",
        "since": "2026-01-05T12:00:08Z",
        "kind": "extension",
        "id": ANN,
        "number": "1000",
        "name": "Ann Lee",
        "held": False,
    }
    menu = {"doing": "menu", "kind": "ivr", "id": MENU, "number": "6250", "name": "Other", "calls": 2}
    ann = {"doing": "talking", "kind": "extension", "id": ANN, "number": "1000", "name": "Ann Lee", "calls": 1}
    assert shown["places"] == [menu, ann]
    listed = (await native.viewer.get("/calls")).json()["items"]
    assert {one["id"]: one["where"] for one in listed if one["where"]} == where
    assert (await native.viewer.get("/calls/talks")).json()["where"] == where["talks"]


async def test_the_picture_follows_the_calls(native: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what is new alone, and anew when that is too much."""
    database = native.services.database
    await put_call(database, "a", in_menu(NOON))
    assert await look(native) == {"a": ("menu", MENU)}
    joined = QueueJoined(at=NOON, queue=70, number="6400", name="Sales", position=1, waiting=1)
    await add(native, "a", 2, joined)
    await put_call(database, "b", talking(NOON))
    assert await look(native) == {"a": ("queue", 70), "b": ("talking", ANN)}
    monkeypatch.setattr(live, "MOST_NEWS", 0)
    await add(native, "b", 6, Held(at=NOON, side="callee"))
    calls = (await native.viewer.get("/live")).json()["calls"]
    assert [one["where"]["held"] for one in calls] == [False, True]
    await CallLog(database, "node").write([EndedRow("a", NOON + timedelta(seconds=9))])
    assert await look(native) == {"b": ("talking", ANN)}


async def test_a_call_whose_events_are_lost_is_shown(native: Native) -> None:
    await CallLog(native.services.database, "node").write([OpenedRow("lost", 1, NOON, "1", "", "2")])
    assert await look(native) == {"lost": (None, None)}


async def test_a_stream_goes_on_where_the_picture_ends(native: Native) -> None:
    await put_call(native.services.database, "a", in_menu(NOON))
    position = (await native.viewer.get("/live")).json()["position"]
    await add(native, "a", 2, Held(at=NOON, side="caller"))
    async with streaming(native.viewer, path=f"/calls/stream?last_event_id={position}") as stream:
        assert (await stream.event()).type == "hold"


async def test_those_who_look_while_somebody_reads_share_the_next_reading(
    native: Native, statements: Callable[[], list[str]]
) -> None:
    """The first reads for itself; what it reads may be older than the question of the others."""
    await put_call(native.services.database, "a", in_menu(NOON))
    statements()
    pictures = await asyncio.gather(*(native.services.live.look(1) for _ in range(5)))
    assert [[one.id for one in picture.calls] for picture in pictures] == [["a"]] * 5
    assert sum("max(call_event.position)" in one for one in statements()) == 2
