"""The filter of fail2ban that is shipped finds the sources that may be banned, and no others."""

import configparser
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from switchboard.security_log import SecurityEvent, close_security_log, open_security_log, tell

pytestmark = pytest.mark.unit

FILTER = Path(__file__).parents[2] / "deploy" / "fail2ban" / "filter.d" / "switchboard.conf"
HOST = r"(?P<host>[0-9A-Fa-f:.]+)"
"""What fail2ban puts for `<HOST>`, without host names."""

BANNED = {
    "sip-authentication-failed",
    "sip-locked-out",
    "sip-credentials-for-another-uri",
    "api-authentication-failed",
    "api-locked-out",
}
"""Whose source cannot be forged."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "security.log"
    open_security_log(file)
    yield file
    close_security_log()


def banned(log: Path) -> list[str]:
    """The addresses that the filter finds, as fail2ban reads it: the date is cut out of the line first."""
    parser = configparser.ConfigParser()
    parser.read(FILTER)
    definition = parser["Definition"]
    date = re.compile(
        definition["datepattern"]
        .replace("%Y", r"\d{4}")
        .replace("%m", r"\d\d")
        .replace("%d", r"\d\d")
        .replace("%H:%M:%S", r"\d\d:\d\d:\d\d")
        .replace("%f", r"\d+")
        .replace("%z", r"(?:Z|[+-]\d\d:?\d\d)")
    )
    failure = re.compile(definition["failregex"].replace("<HOST>", HOST))
    rests = [date.subn("", line, count=1) for line in log.read_text().splitlines()]
    assert all(found == 1 for _, found in rests)
    return [match["host"] for rest, _ in rests if (match := failure.search(rest))]


@pytest.mark.parametrize("event", get_args(SecurityEvent))
@pytest.mark.parametrize("source", ["192.0.2.7", "2001:db8::7"])
def test_sources_that_cannot_be_forged_are_found(log: Path, event: SecurityEvent, source: str) -> None:
    tell(event, source, what="password")
    tell(event, source)
    assert banned(log) == ([source] * 2 if event in BANNED else [])


def test_nobody_has_another_one_banned(log: Path) -> None:
    forged = "x\n2026-01-01T00:00:00.000Z sip-locked-out source=198.51.100.1 "
    tell("sip-authentication-failed", "192.0.2.7", user=forged, method="a sip-locked-out source=198.51.100.1")
    tell("sip-authentication-failed", forged)
    tell("pin-wrong", "", caller=forged)
    assert banned(log) == ["192.0.2.7"]
