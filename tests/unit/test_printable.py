"""What strangers send reaches terminals and logs harmless."""

import logging
from pathlib import Path

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from switchboard.cli.logs import set_up_logging
from switchboard.printable import printable
from switchboard.security_log import open_security_log, tell

pytestmark = pytest.mark.unit

HOSTILE = "Eve \x1b]0;pwned\x07\x9b31m\r\nfake=line \u202e7654 \ud800"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë 張 +49 (30) 1234 ☎", "Zoë 張 +49 (30) 1234 ☎"),
        ("\x1b[41m", r"\x1b[41m"),
        ("\x9b31m", r"\x9b31m"),
        ("a\r\nb\tc\x00\x7f", r"a\r\nb\tc\x00\x7f"),
        ("\u202e1234", r"\u202e1234"),
        ("\ud800", r"\ud800"),
    ],
)
def test_control_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert printable(text).isprintable()


def test_a_line_of_the_log_is_one_line_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("info")
    structlog.get_logger().warning("refused", caller=HOSTILE, path=Path("/x"), count=3)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()
    assert "path=/x count=3" in line
    structlog.reset_defaults()


def test_log_lines_of_libraries_hold_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    set_up_logging("info")
    (handler,) = root.handlers
    text = handler.format(logging.makeLogRecord({"name": "lib", "msg": "bad %s", "args": ("\x1b[2J\x9b",)}))
    assert text.isprintable()
    structlog.reset_defaults()


def test_a_stranger_cannot_forge_a_line_of_the_security_log(tmp_path: Path) -> None:
    file = tmp_path / "security.log"
    open_security_log(file)
    tell("pin-wrong", "192.0.2.1", caller=HOSTILE, quoted='a"b\\c', number="+49301234", count=2)
    (line,) = file.read_text().splitlines()
    assert line.isprintable()
    assert " pin-wrong source=192.0.2.1 caller=" in line
    assert line.endswith(r' quoted="a\"b\\c" number=+49301234 count=2')
