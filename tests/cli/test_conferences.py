"""`switchboard conferences`: who is there, and what is done to them."""

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from switchboard.callflow.memory import Memory
from switchboard.cli import conferences
from switchboard.cli.main import options
from switchboard.config import Settings
from switchboard.engine.control import ControlServer
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.installation import installation
from switchboard.model.conference import Conference
from switchboard.model.conference_live import ConferenceAction, LiveConference, LiveMember
from switchboard.status import CallsReport
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOSTILE = "[/red]\x1b[41m"


class Watched:
    """A calls process in which one is in each conference; `done` is what was asked of it."""

    def __init__(self) -> None:
        self.done: list[tuple[ConferenceAction, str]] = []

    def look(self, tenant: int, conference: int) -> LiveConference:
        states = {"waits": False, "muted": True, "recorded": False}
        who = {"call": "0123abc", "caller": "030", "caller_name": HOSTILE, "extension": None, "role": "member"}
        return LiveConference(locked=True, members=(LiveMember.model_validate({**who, **states, "since": NOON}),))

    def change(self, tenant: int, conference: int, action: ConferenceAction, call: str) -> bool:
        self.done.append((action, call))
        return True

    async def report(self) -> CallsReport:
        raise AssertionError


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """Serves while the test runs commands, each of which has a loop of its own."""
    settings, watched = Settings(data=tmp_path / "data"), Watched()

    async def write() -> None:
        async with installation(settings) as opened:
            repository = Repository(opened.database, opened.tenant)
            await repository.create(Conference(name="Board", number="6500"), author="test")

    asyncio.run(write())
    loop = asyncio.new_event_loop()
    server = ControlServer(settings.calls_socket, SimulatedEngine(), watched, watched.report, Memory().busy)
    loop.run_until_complete(server.start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield watched
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(server.close())
    loop.close()


def called(tmp_path: Path, *arguments: str) -> Result:
    app = typer.Typer()
    app.callback()(options)
    app.add_typer(conferences.app, name="conferences")
    return CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "conferences", *arguments])


def test_who_is_there(tmp_path: Path, watched: Watched) -> None:
    shown = called(tmp_path, "show", "6500").stdout
    assert "1 there, locked" in shown
    assert all(word in shown for word in ("0123abc", "030", "member", "muted", r"\x1b[41m"))
    assert json.loads(called(tmp_path, "show", "6500", "--json").stdout)["members"][0]["caller_name"] == HOSTILE


def test_a_member_is_known_by_the_beginning_of_his_call(tmp_path: Path, watched: Watched) -> None:
    for action in ("mute", "unmute", "remove"):
        assert called(tmp_path, action, "6500", "0123").exit_code == 0
    assert called(tmp_path, "lock", "6500").exit_code == called(tmp_path, "unlock", "6500").exit_code == 0
    done = [*((action, "0123abc") for action in ("mute", "unmute", "remove")), ("lock", ""), ("unlock", "")]
    assert watched.done == done
    assert called(tmp_path, "mute", "6500", "9").exit_code == called(tmp_path, "show", "6501").exit_code == 1
    assert watched.done == done
