"""docs/operating.md shows every setting that there is, with its default."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from switchboard.config import Section, Settings

pytestmark = pytest.mark.unit

PAGE = (Path(__file__).parents[2] / "docs" / "operating.md").read_text()
BLOCKS = [tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)]
PLACEHOLDERS = {"data"}
"""Shown with an example."""


def names(settings: Settings) -> Iterator[tuple[str, str]]:
    """Section, empty for none, and name of each setting."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, Section):
            yield from ((name, setting) for setting in type(value).model_fields)
        else:
            yield "", name


def test_every_setting_is_shown() -> None:
    shown = {
        (key, name)
        for block in BLOCKS
        for key, value in block.items()
        for name in (value if isinstance(value, dict) else ())
    } | {("", key) for block in BLOCKS for key, value in block.items() if not isinstance(value, dict)}
    assert shown == set(names(Settings()))


def test_the_list_of_settings_has_the_defaults() -> None:
    listed = {**BLOCKS[0], **dict.fromkeys(PLACEHOLDERS, Settings().data)}
    assert Settings.model_validate(listed).model_dump() == Settings().model_dump()
