"""The status, with and without a calls process that answers."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import pytest

from switchboard import lifeline
from switchboard.api import status as api_status
from switchboard.api.status import StatusCollector, StatusServer, status_of_machine
from switchboard.callflow.memory import Memory
from switchboard.callflow.rooms import Rooms
from switchboard.command_socket import CommandServer, ask
from switchboard.engine import control
from switchboard.engine.control import ControlServer
from switchboard.lifeline import Board, OnBoard
from switchboard.status import (
    CallFigures,
    CallsFigures,
    CallsReport,
    MediaFigures,
    MediaReport,
    RecordFigures,
    Shape,
    SipFigures,
    Status,
    TrunkStatus,
)
from switchboard.store.calls.outbox import Message, Outbox

from .support import Native, problem

pytestmark = pytest.mark.api

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SIP = SipFigures(
    received=9,
    sent=8,
    send_failures=0,
    malformed=1,
    dropped=0,
    merged=0,
    unmatched_responses=0,
    unmatched_acks=0,
    handler_faults=0,
    responses={"200": 3, "401": 2},
    server_transactions=1,
    client_transactions=0,
)
REPORT = CallsReport(
    pid=17,
    since=NOON,
    figures=CallsFigures(
        calls=CallFigures(now=1, started=3, ended={"normal": 1, "busy": 1}),
        sip=SIP,
        registrations=2,
        subscriptions=1,
        records=RecordFigures(waiting=0, dropped=0),
    ),
    media=(
        MediaReport(pid=18, since=NOON, figures=MediaFigures(streams=2, late_slots=0, idle_s=9, refused_commands={})),
    ),
)


class Running:
    """What a calls process would say."""

    def hang_up(self, call: str, tenant: int) -> bool:
        raise AssertionError("nobody hangs up here")

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return ()

    async def report(self) -> CallsReport:
        return REPORT


@asynccontextmanager
async def answering(native: Native) -> AsyncIterator[None]:
    """A calls process that reports."""
    running = Running()
    server = ControlServer(native.services.settings.calls_socket, running, Rooms(), running.report, Memory().busy)
    await server.start()
    yield
    await server.close()


@asynccontextmanager
async def hanging(path: Path) -> AsyncIterator[None]:
    """A process that takes commands and never answers, until the block ends."""
    released = asyncio.Event()

    async def never(line: bytes) -> Shape:
        await released.wait()
        return Shape()

    server = CommandServer(path, never)
    await server.start()
    yield
    released.set()
    await server.close()


async def shown(native: Native) -> Status:
    return Status.model_validate((await native.admin.get("/status")).json())


async def test_all_that_answer_are_shown_with_their_figures(native: Native) -> None:
    await Outbox(native.services.database).put([Message(2, "webhook", 7, {})] * 2, native.services.clock.now())
    await native.viewer.get("/ivrs/4")
    async with answering(native):
        found = await shown(native)
    assert (found.node, found.api.pid, found.api.since) == ("here", os.getpid(), native.services.started_at)
    assert found.api.figures is not None
    assert found.api.figures.requests == {"native": {"404": 1}}
    assert found.api.figures.model_dump(exclude={"requests"}) == {
        "outbox": {"waiting": 2, "failed": 0},
        "feed": {"listeners": 0, "behind": 0},
    }
    assert (found.calls.pid, found.calls.since, found.calls.figures) == (17, NOON, REPORT.figures)
    first, *others = found.media
    assert (first.name, first.pid, first.answers) == ("media-0", 18, True)
    assert first.figures == MediaFigures(streams=2, late_slots=0, idle_s=9, refused_commands={})
    assert all(one.answers is False for one in others)
    assert {process.state for process in found.processes} == {"unknown"}


async def test_only_admins_of_the_first_tenant_see_it(native: Native) -> None:
    problem(await native.neighbour.get("/status"), 403, "forbidden")
    problem(await native.editor.get("/status"), 403, "forbidden")


async def test_a_calls_process_that_hangs_is_shown_as_such(native: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "REPORT_S", 0.05)
    monkeypatch.setattr(lifeline, "BOARD_STALE_S", inf)  # nobody writes it again, however slow the first request is
    board = Board()
    native.services.lifeline.board = board.descriptor
    board.write({"api": OnBoard("running", 16, NOON), "calls": OnBoard("silent", 17, NOON)})
    async with hanging(native.services.settings.calls_socket):
        found = await shown(native)
    board.close()
    native.services.lifeline.board = None
    calls = found.calls
    assert (calls.state, calls.answers, calls.pid, calls.since, calls.figures) == ("silent", False, 17, NOON, None)
    assert (found.media[0].answers, found.media[0].figures) == (None, None)
    assert (found.api.state, found.api.pid, found.api.answers) == ("running", os.getpid(), True)
    assert found.api.since == native.services.started_at  # the board has another pid


async def test_a_database_that_hangs_is_not_waited_for(native: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    collector = StatusCollector(native.services)
    with monkeypatch.context() as context:
        context.setattr(api_status, "DATABASE_S", 0)
        figures = (await collector.collect()).api.figures
        assert figures is not None
        assert (figures.outbox, figures.feed) == (None, None)
    figures = (await collector.collect()).api.figures
    assert figures is not None
    assert figures.outbox is not None


async def test_the_command_is_told_by_the_api_process(native: Native) -> None:
    settings = native.services.settings
    server = StatusServer(settings.api_socket, StatusCollector(native.services))
    await server.start()
    async with answering(native):
        found = await status_of_machine(settings)
        assert (found.api.answers, found.calls.figures) == (True, REPORT.figures)
        assert b"malformed" in await ask(settings.api_socket, Shape(), 5)
    await server.close()


async def test_without_an_api_process_the_calls_process_is_asked(
    native: Native, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_status, "STATUS_S", 0.05)
    async with answering(native), hanging(native.services.settings.api_socket):
        found = await status_of_machine(native.services.settings)
    assert (found.api.answers, found.api.figures) == (False, None)
    assert (found.calls.answers, found.calls.figures, found.media[0].pid) == (True, REPORT.figures, 18)


async def test_requests_are_counted_by_face(native: Native) -> None:
    base = str(native.admin.base_url).removesuffix("/rest/v1/")
    for path in ("/v1/ivrs", "//api/ivrs", "/healthz", "/rest/v1x"):
        await native.anybody.get(base + path)
    counts = native.services.requests.by_face()
    assert counts == {"servetel": {"401": 1}, "portsip": {"401": 1}, "other": {"200": 1, "404": 1}}
