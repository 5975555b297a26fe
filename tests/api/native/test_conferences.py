"""The PINs of conferences, and who is there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from switchboard.callflow.memory import Memory
from switchboard.callflow.rooms import Member, Room, Rooms
from switchboard.engine.control import ControlServer
from switchboard.engine.port import CallerId, CallInfo, RoomId
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.conference import MEMBER_PIN, MODERATOR_PIN, Conference
from switchboard.status import CallsReport

from ..support import put
from .support import Native, problem

pytestmark = pytest.mark.api

BOARD = 76


async def test_the_pins_of_a_conference_differ_and_are_never_shown(native: Native) -> None:
    await put(native.repository, BOARD, Conference(name="Board", number="6500"))
    path = f"/conferences/{BOARD}"
    assert (await native.editor.put(f"{path}/pin", json={"pin": "2468"})).status_code == 204
    problem(await native.editor.put(f"{path}/moderator-pin", json={"pin": "2468"}), 422, "invalid")
    problem(await native.editor.put(f"{path}/moderator-pin", json={"pin": "12"}), 422, "invalid")
    assert (await native.editor.put(f"{path}/moderator-pin", json={"pin": "97531"})).status_code == 204
    kept = [await native.services.credentials.object_secret(1, BOARD, name) for name in (MEMBER_PIN, MODERATOR_PIN)]
    assert kept == ["2468", "97531"]
    shown = (await native.viewer.get(path)).text
    assert "2468" not in shown and "97531" not in shown
    assert (await native.editor.delete(f"{path}/pin")).status_code == 204
    problem(await native.editor.put("/conferences/85/pin", json={"pin": "2468"}), 404, "not-found")


NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


async def nobody_asks() -> CallsReport:
    raise AssertionError


def member(call: str, caller: str) -> Member:
    info = CallInfo(call, 1, CallerId(caller, f"name of {caller}"), "6500", NOON, trunk=7)
    return Member(SimulatedCall(Scenario("6500"), info), "member", NOON)


@asynccontextmanager
async def meeting(native: Native, tenant: int = 1) -> AsyncIterator[Room]:
    """A calls process in which two are in the conference of that tenant."""
    await put(native.repository, BOARD, Conference(name="Board", number="6500"))
    rooms, place = Rooms(), RoomId(tenant, BOARD)
    room = rooms.at(place)
    for one in (member("a", "030"), member("b", "040")):
        rooms.enter(place, room, one)
    server = ControlServer(native.services.settings.calls_socket, SimulatedEngine(), rooms, nobody_asks, Memory().busy)
    await server.start()
    yield room
    await server.close()


async def test_who_is_there(native: Native) -> None:
    async with meeting(native):
        live = (await native.viewer.get(f"/conferences/{BOARD}/live")).json()
    first = {
        **{"call": "a", "caller": "030", "caller_name": "name of 030", "extension": None, "role": "member"},
        **{"since": "2026-01-05T12:00:00Z", "waits": True, "muted": False, "recorded": False},
    }
    assert live["members"][0] == first
    assert {**live, "members": len(live["members"])} == {"locked": False, "quiet": False, "open": False, "members": 2}


async def test_an_editor_moderates(native: Native) -> None:
    path = f"/conferences/{BOARD}"
    async with meeting(native) as room:
        first, second = room.members
        assert (await native.editor.post(f"{path}/members/b/mute")).status_code == 204
        assert (first.muted, second.muted) == (False, True)
        assert (await native.editor.post(f"{path}/members/b/unmute")).status_code == 204
        assert (await native.editor.post(f"{path}/lock")).status_code == 204
        assert (second.muted, room.locked) == (False, True)
        assert (await native.editor.post(f"{path}/unlock")).status_code == 204
        assert (await native.editor.post(f"{path}/members/a/remove")).status_code == 204
        assert (first.removed, second.removed, room.locked) == (True, False, False)
        problem(await native.editor.post(f"{path}/members/c/mute"), 404, "not-found")
        problem(await native.viewer.post(f"{path}/lock"), 403, "forbidden")


async def test_where_nobody_is_nothing_is_to_be_done(native: Native) -> None:
    async with meeting(native, tenant=2) as room:
        assert (await native.viewer.get(f"/conferences/{BOARD}/live")).json()["members"] == []
        problem(await native.editor.post(f"/conferences/{BOARD}/lock"), 409, "nobody-there")
        problem(await native.editor.post(f"/conferences/{BOARD}/members/a/remove"), 404, "not-found")
        problem(await native.viewer.get("/conferences/85/live"), 404, "not-found")
        assert not room.members[0].removed
    problem(await native.viewer.get(f"/conferences/{BOARD}/live"), 503, "unavailable")
