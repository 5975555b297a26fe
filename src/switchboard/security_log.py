"""The security log: who was refused, locked out or suspected; one event a line, for people and for tools like fail2ban.

A line is `TIME EVENT source=ADDRESS name=value …`, in UTC. Values that hold anything but harmless characters stand in
quotes, with all control characters escaped, so that no stranger can forge a line. Nothing secret may be told.
"""

import logging
import re
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Literal

from switchboard.printable import printable

SecurityEvent = Literal[
    "sip-authentication-failed",
    "sip-locked-out",
    "sip-credentials-for-another-uri",
    "sip-flood",
    "api-authentication-failed",
    "api-locked-out",
    "pin-wrong",
    "pin-locked",
    "media-source-changed",
    "media-source-refused",
]

_log = logging.getLogger(__name__)
_log.propagate = False
_log.setLevel(logging.INFO)
_log.addHandler(logging.NullHandler())
_HARMLESS = re.compile(r"[A-Za-z0-9_.:@+*#/\[\]\-]+\Z")


def open_security_log(file: Path) -> None:
    """Write to `file` from now on. A file that is renamed, as logrotate does, is begun anew. OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = WatchedFileHandler(file, encoding="utf-8", errors="backslashreplace")
    for old in list(_log.handlers):
        _log.removeHandler(old)
        old.close()
    _log.addHandler(handler)


def tell(event: SecurityEvent, source: str, **details: str | int) -> None:
    """Write one line. `source` is the address of whoever caused it, "" where there is none."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    fields = {"source": source, **details}
    _log.info("%s", " ".join([now, event, *(f"{name}={_value(value)}" for name, value in fields.items())]))


def _value(value: str | int) -> str:
    text = str(value)
    if _HARMLESS.match(text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{printable(quoted)}"'
