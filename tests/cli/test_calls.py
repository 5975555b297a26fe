"""`switchboard calls`: what strangers sent, ids, and `--version`."""

import asyncio
import json
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.call.record import AudioRow, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.cli import calls
from switchboard.cli.main import options
from switchboard.cli.terminal import console
from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.store.calls.log import CallLog

pytestmark = pytest.mark.interop

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FIRST, SECOND = "019a0b0c0d0e11112222", "019a0b0c0d0e33334444"
CAME, SENT = AudioWay(150, 0.67, 1.2, 4.2), AudioWay(151)
HOSTILE = "[/red]:bug:\x1b[41m\x9b31m\r\u202e"


def called(tmp_path: Path, *arguments: str, columns: int = 80) -> Result:
    app = typer.Typer()
    app.callback()(options)
    app.add_typer(calls.app, name="calls")
    # Rich looks at COLUMNS only where it was not set when the console was made, which another test may have caused.
    console.width = columns
    return CliRunner().invoke(app, ["--data", str(tmp_path / "data"), *arguments])


@pytest.fixture
def two_calls(tmp_path: Path) -> Path:
    """One from a stranger with escape sequences as number and name."""

    async def write() -> None:
        async with installation(Settings(data=tmp_path / "data")) as opened:
            started = {"caller": HOSTILE, "caller_name": HOSTILE, "dialled": "6200", "trunk": 1}
            rows: list[CallRow] = [
                OpenedRow(FIRST, opened.tenant, NOW, HOSTILE, HOSTILE, "6200", trunk=1),
                EventRow(FIRST, 0, NOW, "call_started", started),
                EndedRow(FIRST, NOW, cause="normal", ended_by="caller"),
                OpenedRow(SECOND, opened.tenant, NOW, "1000", "Alice", "+4930123456789", extension=1),
                AudioRow(0, NOW, AudioReport(AudioParty(FIRST, "caller", HOSTILE, None, 1), "PCMU", True, CAME, SENT)),
            ]
            await CallLog(opened.database, "").write(rows)

    asyncio.run(write())
    return tmp_path


@pytest.mark.parametrize("arguments", [(), ("show", FIRST), ("show", FIRST, "--json"), ("--json",)])
def test_nothing_that_a_caller_sent_reaches_the_terminal_raw(two_calls: Path, arguments: tuple[str, ...]) -> None:
    result = called(two_calls, "calls", *arguments, columns=250)
    assert result.exit_code == 0, result.output
    assert re.findall(r"[^\x20-\x7e\n]", result.stdout) == []
    if "--json" not in arguments:
        assert r"[/red]:bug:\x1b[41m\x9b31m\r\u202e" in result.stdout


def test_how_the_audio_was(two_calls: Path) -> None:
    *_, line = called(two_calls, "calls", "show", FIRST, columns=250).stdout.splitlines()
    assert line.startswith("audio of the caller [/red]")
    assert line.endswith(
        "(PCMU encrypted): was heard in 150 packets, loss 0.67 %, jitter 1.2 ms, MOS 4.20; heard in 151 packets"
    )


def test_json_has_every_character(two_calls: Path) -> None:
    assert json.loads(called(two_calls, "calls", "--json").stdout)[1]["caller"] == HOSTILE


def test_ids_are_whole_in_80_columns(two_calls: Path) -> None:
    lines = called(two_calls, "calls").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert {line.split()[0] for line in lines} >= {FIRST, SECOND}
    assert lines[0].split() == ["id", "started", "caller", "dialled", "seconds", "state"]


def test_wider_terminals_show_more(two_calls: Path) -> None:
    lines = called(two_calls, "calls", columns=110).stdout.splitlines()
    assert lines[0].endswith("keys by")
    assert "ended by" in lines[0]


def test_the_beginning_of_an_id_is_enough(two_calls: Path) -> None:
    assert called(two_calls, "calls", "show", SECOND[:13]).stdout.startswith(f"call {SECOND} from 1000")
    for beginning, complaint in ((FIRST[:12], "several calls begin with"), ("02", "not-found"), ("", "not-found")):
        refused = called(two_calls, "calls", "show", beginning)
        assert (refused.exit_code, complaint in refused.stderr) == (1, True)
    for wildcard in ("%", "019_"):
        assert "not-found" in called(two_calls, "calls", "show", wildcard).stderr
    over = called(two_calls, "calls", "hangup", FIRST[:14])
    assert (over.exit_code, "the call is over" in over.stderr) == (1, True)


def test_version() -> None:
    result = called(Path("/nowhere"), "--version")
    assert result.stdout == f"switchboard {version('switchboard-ivr')}\n"
