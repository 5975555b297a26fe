"""docs/security.md names what there is: every event, and settings that exist."""

import re
from pathlib import Path
from typing import get_args

import pytest

from switchboard.config import Settings
from switchboard.security_log import LINES_A_SOURCE, LINES_AN_EVENT, SecurityEvent

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()


def test_every_event_is_explained() -> None:
    log = PAGE.partition("## The security log")[2].partition("## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", log, re.MULTILINE) == list(get_args(SecurityEvent))


def test_every_setting_exists() -> None:
    settings = Settings()
    named = re.findall(
        r"`((?:api|login|yeastar|servetel|portsip|sip|media|supervisor|limits|outbound)\.[a-z_]+)`", PAGE
    )
    assert len(named) > 20
    for name in named:
        section, _, setting = name.partition(".")
        assert hasattr(getattr(settings, section), setting), name


def test_the_figures_of_the_log_are_its_own() -> None:
    assert f"at most {LINES_A_SOURCE} lines a minute of one event and source, and {LINES_AN_EVENT} of one event" in PAGE


def test_the_files_that_it_names_are_shipped() -> None:
    files = set(re.findall(r"deploy/[a-z0-9./]+[a-z]", PAGE))
    assert len(files) == 3
    assert all((ROOT / file).is_file() for file in files)
