"""The forms of the page are made from schemas: every member and every word of a kind has a text in every language."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic.json_schema import models_json_schema

from switchboard.model.base import Document
from switchboard.model.families import FAMILIES

pytestmark = pytest.mark.unit

TEXTS = Path(__file__).parents[2] / "web" / "src" / "i18n"
LANGUAGES = sorted(path.name for path in TEXTS.iterdir() if path.is_dir())
ELSEWHERE = frozenset(("Announcement", "CustomPrompt", "PromptWarning", "UnresolvedMember", "UnresolvedService"))
"""Models that have inputs of their own, or that nobody edits."""


def schemas() -> Mapping[str, Any]:
    families: list[type[Document]] = list(FAMILIES.values())
    _, found = models_json_schema([(family, "validation") for family in families])
    return dict(found["$defs"])


def members() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(model, member, schema)"""
    for model, schema in schemas().items():
        if model not in ELSEWHERE:
            for name, member in schema.get("properties", {}).items():
                if "const" not in member:
                    yield model, name, member


def texts(language: str, file: str) -> Mapping[str, Any]:
    return dict(json.loads((TEXTS / language / f"{file}.json").read_text()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_has_a_label(language: str) -> None:
    fields = texts(language, "fields")
    missing = [
        f"{model}.{name}"
        for model, name, _ in members()
        if name not in fields.get(model, {}) and name not in fields["any"]
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_can_be_chosen_has_a_text(language: str) -> None:
    values = texts(language, "values")
    missing = [
        f"{name}: {word}"
        for _, name, member in members()
        for word in words(member)
        if word not in values.get(name, {}) and word not in values["any"]
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_names(language: str) -> None:
    kinds = texts(language, "kinds")
    assert set(kinds["one"]) == set(kinds["many"]) == set(FAMILIES)


def words(schema: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in schema or "discriminator" in schema:
        return
    yield from schema.get("enum", ())
    for inner in schema.get("anyOf", ()):
        yield from words(inner)
    if "items" in schema:
        yield from words(schema["items"])
