"""The security log: its lines, what strangers cannot do to it, and its file."""

import logging
import re
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from switchboard import security_log
from switchboard.security_log import LINES_A_SOURCE, LINES_AN_EVENT, close_security_log, open_security_log, tell

pytestmark = pytest.mark.unit

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "logs" / "security.log"
    open_security_log(file)
    yield file
    close_security_log()


def lines(log: Path) -> list[str]:
    return [line.partition(" ")[2] for line in log.read_text("utf-8").splitlines()]


def test_a_line_has_time_event_source_and_details(log: Path) -> None:
    tell("sip-locked-out", "192.0.2.7", method="REGISTER", until=3)
    assert re.fullmatch(TIME + r" sip-locked-out source=192\.0\.2\.7 method=REGISTER until=3\n", log.read_text())


@pytest.mark.parametrize(
    "value",
    ["a\nb", "a\rb", 'x" sip-flood source=1.2.3.4', "\x1b[2J", "a b", "", "\u2028x", "\ud800", "x" * 100_000, "é\\"],
)
def test_no_value_forges_a_line(log: Path, value: str) -> None:
    tell("pin-wrong", "192.0.2.7", caller=value)
    text = log.read_bytes()
    assert text.count(b"\n") == 1
    assert len(text) < 2048
    assert text.decode("utf-8").splitlines()[0].isprintable()
    assert re.fullmatch(rf'{TIME} pin-wrong source=192\.0\.2\.7 caller=(\S+|"([^"\\]|\\.)*")\n', text.decode("utf-8"))


def test_repeats_of_one_source_are_counted_not_written(log: Path) -> None:
    for number in range(LINES_A_SOURCE + 30):
        tell("sip-authentication-failed", "192.0.2.7", attempt=number)
    tell("sip-authentication-failed", "192.0.2.8")
    tell("api-locked-out", "192.0.2.7")
    assert len(lines(log)) == LINES_A_SOURCE + 2
    close_security_log()
    assert lines(log)[-1] == "sip-authentication-failed source=192.0.2.7 left-out=30"


def test_many_sources_are_bounded_too_and_hide_no_other_event(log: Path) -> None:
    for number in range(10 * LINES_AN_EVENT):
        tell("sip-flood", f"10.0.{number >> 8}.{number & 255}")
    tell("pin-locked", "192.0.2.7")
    close_security_log()
    assert len(lines(log)) == LINES_AN_EVENT + 2
    assert lines(log)[-2:] == ["pin-locked source=192.0.2.7", f'sip-flood source="" left-out={9 * LINES_AN_EVENT}']


def test_the_next_minute_has_room_again(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = time.monotonic()
    for _ in range(LINES_A_SOURCE + 1):
        tell("sip-flood", "192.0.2.7")
    monkeypatch.setattr(time, "monotonic", lambda: now_s + 61)
    tell("sip-flood", "192.0.2.7")
    assert lines(log)[LINES_A_SOURCE:] == ["sip-flood source=192.0.2.7 left-out=1", "sip-flood source=192.0.2.7"]


def test_what_was_left_out_is_told_though_nothing_follows(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security_log, "MINUTE_S", 0.05)
    open_security_log(log)
    monkeypatch.setattr(security_log, "LINES_A_SOURCE", 0)
    tell("sip-flood", "192.0.2.7")
    timer = security_log._minute._timer
    if timer is not None:
        timer.join()
    assert lines(log) == ['sip-flood source="" left-out=1']


def test_only_the_owner_and_the_group_read_it(log: Path) -> None:
    assert stat.S_IMODE(log.stat().st_mode) & 0o137 == 0
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_a_file_that_is_renamed_is_begun_anew(log: Path) -> None:
    tell("sip-flood", "192.0.2.7")
    log.rename(log.with_suffix(".1"))
    tell("sip-flood", "192.0.2.8")
    assert lines(log) == ["sip-flood source=192.0.2.8"]
    assert lines(log.with_suffix(".1")) == ["sip-flood source=192.0.2.7"]


WRITER = """
import sys
from pathlib import Path
from switchboard import security_log
security_log.LINES_A_SOURCE = security_log.LINES_AN_EVENT = 10_000
security_log.open_security_log(Path(sys.argv[1]))
for _ in range(2000):
    security_log.tell("pin-wrong", sys.argv[2], caller="\\U0001f600" * 500)
"""


def test_processes_that_share_the_file_write_whole_lines(tmp_path: Path) -> None:
    file = tmp_path / "security.log"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), source]) for source in ("10.0.0.1", "10.0.0.2")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    found = lines(file)
    assert len(found) == 4000
    assert len(set(found)) == 2


def test_a_full_disk_is_said_once(log: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    log.unlink()
    log.symlink_to("/dev/full")
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            tell("sip-flood", "192.0.2.7")
    assert [record.getMessage() for record in caplog.records] == [
        "the security log cannot be written: [Errno 28] No space left on device"
    ]
