"""The security log: who was refused, locked out or suspected; one event a line, for people and for tools like fail2ban.

A line is `TIME EVENT source=ADDRESS name=value …`, in UTC. Values that hold anything but harmless characters stand in
quotes, with all control characters escaped, so that no stranger can forge a line. Nothing secret may be told.

Nor can a stranger fill the disk: of one event and source a process writes so many lines a minute, and of one event in
all; when the minute is over, a line with `left-out=COUNT` says how many there were besides.
"""

import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Literal

from switchboard.printable import printable

SecurityEvent = Literal[
    "sip-authentication-failed",
    "sip-locked-out",
    "sip-credentials-for-another-uri",
    "sip-flood",
    "sip-password-changed",
    "api-authentication-failed",
    "api-locked-out",
    "recovery-code-used",
    "second-factor-reset",
    "pin-wrong",
    "pin-locked",
    "message-downloaded",
    "recording-downloaded",
    "recording-deleted",
    "number-forgotten",
    "call-placed-outside",
    "call-transferred-outside",
    "test-call-outside",
    "media-source-changed",
    "media-source-refused",
]

LINES_A_SOURCE = 20
LINES_AN_EVENT = 200
"""How many lines a process writes in a minute, of one event and source and of one event."""

MINUTE_S = 60.0
LONGEST_VALUE = 128
"""How many characters of a value are written. So lines are short enough to be written whole, whoever else writes."""

FILE_MODE = 0o640

_log = logging.getLogger(__name__)
_log.propagate = False
_log.setLevel(logging.INFO)
_log.addHandler(logging.NullHandler())
_HARMLESS = re.compile(r"[A-Za-z0-9_.:@+*#/\[\]\-]+\Z")


class _WholeLines(WatchedFileHandler):
    """Appends each line by one write. A file that is renamed, as logrotate does, is begun anew."""

    _complained = False

    def _open(self) -> TextIOWrapper:
        return os.fdopen(os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE), "a")

    def emit(self, record: logging.LogRecord) -> None:
        """A file that cannot be written is said once: a disk that is full must not fill another log."""
        try:
            self.reopenIfNeeded()
            self.stream = self.stream or self._open()
            os.write(self.stream.fileno(), f"{record.getMessage()}\n".encode("utf-8", "backslashreplace"))
            self._complained = False
        except OSError as error:
            if not self._complained:
                self._complained = True
                logging.getLogger("switchboard").error("the security log cannot be written: %s", error)


class _Minute:
    """Counts lines since it began; bounded, because only what is written for the first time makes an entry."""

    def __init__(self, write: Callable[[str, str, dict[str, str | int]], None]) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._begin()

    def tell(self, event: str, source: str, details: dict[str, str | int]) -> None:
        with self._lock:
            if time.monotonic() - self._began_s >= MINUTE_S:
                self._end()
            if self._counts(event, source):
                self._write(event, source, details)
            elif self._timer is None:
                self._timer = threading.Timer(self._began_s + MINUTE_S - time.monotonic(), self.end)
                self._timer.daemon = True
                self._timer.start()

    def end(self) -> None:
        """Write what was left out, and begin the next minute."""
        with self._lock:
            self._end()

    def _counts(self, event: str, source: str) -> bool:
        """Whether the line is written; what is not written is counted."""
        written = self._written.get((event, source), 0)
        if written < LINES_A_SOURCE and self._of_event.get(event, 0) < LINES_AN_EVENT:
            self._written[event, source] = written + 1
            self._of_event[event] = self._of_event.get(event, 0) + 1
            return True
        known = (event, source) if written else (event, "")
        self._left_out[known] = self._left_out.get(known, 0) + 1
        return False

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for (event, source), count in self._left_out.items():
            self._write(event, source, {"left-out": count})
        self._begin()

    def _begin(self) -> None:
        self._began_s = time.monotonic()
        self._timer = None
        self._written: dict[tuple[str, str], int] = {}
        self._of_event: dict[str, int] = {}
        self._left_out: dict[tuple[str, str], int] = {}


def open_security_log(file: Path) -> None:
    """Write to `file`, which several processes may share, from now on. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _WholeLines(file)
    close_security_log()
    _log.addHandler(handler)


def close_security_log() -> None:
    """Write what was left out so far, and nothing from now on."""
    _minute.end()
    for handler in [handler for handler in _log.handlers if isinstance(handler, _WholeLines)]:
        _log.removeHandler(handler)
        handler.close()


def tell(event: SecurityEvent, source: str, **details: str | int) -> None:
    """Write one line. `source` is the address of whoever caused it, "" where there is none."""
    _minute.tell(event, source, details)


def _write(event: str, source: str, details: dict[str, str | int]) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    fields = {"source": source, **details}
    _log.info("%s", " ".join([now, event, *_named(fields)]))


def _named(fields: dict[str, str | int]) -> Iterator[str]:
    return (f"{name}={_value(value)}" for name, value in fields.items())


def _value(value: str | int) -> str:
    text = str(value)[:LONGEST_VALUE]
    if _HARMLESS.match(text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{printable(quoted)}"'


_minute = _Minute(_write)
