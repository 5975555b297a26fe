"""docs/operating.md shows every setting that there is, with its default; its examples of objects are valid."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from switchboard.config import Section, Settings
from switchboard.model.families import FAMILIES

pytestmark = pytest.mark.unit

PAGE = (Path(__file__).parents[2] / "docs" / "operating.md").read_text()
BLOCKS = [tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)]
PLACEHOLDERS = {"data"}
"""Shown with an example."""
OBJECTS = re.findall(r"switchboard (?:--tenant \w+ )?objects (create|update) (\w+) [^']*'(\{[^']*\})'", PAGE)
LEAST = {"office": {}, "ivr": {"number": "6"}, "extension": {"number": "1"}}
"""What an update has in common with all documents of its kind, besides a name."""


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


@pytest.mark.parametrize(("command", "kind", "body"), OBJECTS)
def test_examples_of_objects_are_valid(command: str, kind: str, body: str) -> None:
    values = json.loads(re.sub(r"\b[A-Z]+_?ID\b|\bID\b", "1", body))
    least = {} if command == "create" else {"name": "office", **LEAST[kind]}
    FAMILIES[kind].model_validate_json(json.dumps(least | values))


def test_every_example_of_an_object_is_looked_at() -> None:
    assert len(OBJECTS) == len(re.findall(r"objects (?:create|update) \w", PAGE))
