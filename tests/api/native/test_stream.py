"""Calls as they happen, and the end of a call by command."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.call.record import EndedRow, EventRow, OpenedRow
from switchboard.callflow.memory import Memory
from switchboard.callflow.rooms import Rooms
from switchboard.engine.control import ControlServer
from switchboard.status import CallsReport, TrunkStatus
from switchboard.store.calls.log import CallLog
from switchboard.store.people.api_tokens import ApiTokens
from tests.kit.processes import until
from tests.kit.sse import COMMENT, ServerSent, streaming
from tests.kit.web import web_client

from .support import OTHER_TENANT, Native, places, problem

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
async def log(native: Native) -> CallLog:
    """The log of the node that serves the API, with a running call of either tenant."""
    log = CallLog(native.services.database, "here")
    await log.write([OpenedRow("a", 1, NOON, "1000", "Ann", "6200"), OpenedRow("b", OTHER_TENANT, NOON, "1", "", "2")])
    return log


def event(seq: int, call: str = "a") -> EventRow:
    return EventRow(call, seq, NOON, "key_pressed", {"digit": str(seq), "method": "info"})


async def test_events_of_the_own_tenant_come_as_they_happen(native: Native, log: CallLog) -> None:
    await log.write([event(0)])
    async with streaming(native.viewer) as stream:
        await log.write([event(1), event(0, "b"), event(2)])
        first = await stream.event()
        assert first.type == "key_pressed"
        assert first.data == {
            "seq": 1,
            "at": "2026-01-05T12:00:00Z",
            "type": "key_pressed",
            "data": {"digit": "1", "method": "info"},
            "call": "a",
        }
        second = await stream.event()
        assert second.data["seq"] == 2
        assert int(second.id) > int(first.id)


async def test_a_stream_goes_on_after_the_last_event_id(native: Native, log: CallLog) -> None:
    await log.write([event(0), event(0, "b"), event(1)])
    async with streaming(native.viewer) as stream:
        await log.write([event(2)])
        last = (await stream.event()).id
    await log.write([event(3)])
    async with streaming(native.viewer, last) as stream:
        assert (await stream.event()).data["seq"] == 3
    async with streaming(native.viewer, "0") as stream:
        assert [(await stream.event()).data["seq"] for _ in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "999", "9" * 30, "٣".encode()])
async def test_a_position_that_the_stream_never_gave(native: Native, log: CallLog, last: str | bytes) -> None:
    answer = await native.viewer.get(
        "/calls/stream", headers=[(b"Last-Event-ID", last if isinstance(last, bytes) else last.encode())]
    )
    assert places(problem(answer, 422, "invalid")) == [("Last-Event-ID", "position")]


async def test_comments_show_that_the_stream_lives(native: Native, log: CallLog) -> None:
    async with streaming(native.viewer) as stream:
        assert await stream.next() == COMMENT


async def test_a_stream_ends_when_its_token_is_revoked(native: Native, log: CallLog) -> None:
    tokens = ApiTokens(native.services.database)
    viewer = next(one for one in await tokens.all(1) if one.role == "viewer")
    async with streaming(native.viewer) as stream:
        await tokens.revoke(1, viewer.id)
        await log.write([event(0)])
        assert await stream.event() == ServerSent("", "end", {"reason": "unauthenticated"})
        with pytest.raises(EOFError):
            await stream.next()


async def test_a_stream_ends_when_its_token_expires(native: Native, log: CallLog) -> None:
    expires_at = "2026-01-05T12:00:10Z"
    minted = await native.admin.post("/tokens", json={"name": "t", "role": "viewer", "expires_at": expires_at})
    headers = {"Authorization": f"Bearer {minted.json()['token']}"}
    async with (
        web_client(str(native.anybody.base_url), headers) as client,
        streaming(client) as stream,
    ):
        native.move_clock(10)
        assert await stream.event() == ServerSent("", "end", {"reason": "unauthenticated"})


async def test_a_stream_ends_when_the_server_stops(native: Native, log: CallLog) -> None:
    async with streaming(native.viewer) as stream:
        native.services.feed.close()
        assert await stream.event() == ServerSent("", "end", {"reason": "stopping"})


async def test_who_leaves_is_forgotten(native: Native, log: CallLog) -> None:
    async with streaming(native.viewer):
        assert native.services.feed.listeners == 1

    async def nobody_listens() -> bool:
        return native.services.feed.listeners == 0

    await until(nobody_listens)


class Running:
    """The calls that a calls process would have."""

    def __init__(self, *calls: tuple[str, int]) -> None:
        self.calls = set(calls)

    def hang_up(self, call: str, tenant: int) -> bool:
        found = (call, tenant) in self.calls
        self.calls.discard((call, tenant))
        return found

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return ()

    async def report(self) -> CallsReport:
        raise AssertionError("nobody asks for it here")


@asynccontextmanager
async def controlled(native: Native, *calls: tuple[str, int]) -> AsyncIterator[Running]:
    running = Running(*calls)
    server = ControlServer(native.services.settings.calls_socket, running, Rooms(), running.report, Memory().busy)
    await server.start()
    yield running
    await server.close()


async def test_an_editor_ends_a_running_call(native: Native, log: CallLog) -> None:
    async with controlled(native, ("a", 1), ("b", OTHER_TENANT)) as running:
        assert (await native.editor.post("/calls/a/hangup")).status_code == 204
        assert running.calls == {("b", OTHER_TENANT)}
        problem(await native.editor.post("/calls/a/hangup"), 409, "call-over")


async def test_a_call_of_another_tenant_cannot_be_ended(native: Native, log: CallLog) -> None:
    async with controlled(native, ("a", 1), ("b", OTHER_TENANT)) as running:
        problem(await native.editor.post("/calls/b/hangup"), 404, "not-found")
        assert len(running.calls) == 2


async def test_a_call_that_is_over_cannot_be_ended(native: Native, log: CallLog) -> None:
    await log.write([EndedRow("a", NOON)])
    problem(await native.editor.post("/calls/a/hangup"), 409, "call-over")
    problem(await native.editor.post("/calls/never/hangup"), 404, "not-found")


async def test_a_call_of_another_node_is_refused_by_name(native: Native, log: CallLog) -> None:
    elsewhere = CallLog(native.services.database, "berlin")
    await elsewhere.write([OpenedRow("far", 1, NOON, "", "", "")])
    async with controlled(native, ("far", 1)) as running:
        answer = problem(await native.editor.post("/calls/far/hangup"), 409, "call-elsewhere")
        assert (answer["node"], "berlin" in str(answer["detail"])) == ("berlin", True)
        assert running.calls == {("far", 1)}


async def test_without_a_calls_process_nothing_can_be_ended(native: Native, log: CallLog) -> None:
    problem(await native.editor.post("/calls/a/hangup"), 503, "unavailable")


async def test_the_control_socket_is_for_its_owner_and_answers_rubbish(native: Native) -> None:
    path = native.services.settings.calls_socket
    async with controlled(native, ("a", 1)) as running:
        assert Path(path).stat().st_mode & 0o777 == 0o600
        reader, writer = await asyncio.open_unix_connection(str(path))
        for line in (b"rubbish\n", b'{"type": "hangup", "call": "a"}\n', b'{"type": "reboot"}\n'):
            writer.write(line)
            assert json.loads(await reader.readline()) == {"type": "refused", "reason": "malformed"}
        writer.write(b"x" * 10_000 + b"\n")
        assert await reader.read() == b""
        writer.close()
        assert running.calls == {("a", 1)}
    assert not path.exists()
