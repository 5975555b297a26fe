"""The page has words for each event, and for whatever its fields may say."""

import json
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from switchboard.call.cause import Cause
from switchboard.call.events import PLACE_KINDS, BaseEvent, CallEvent, type_of
from switchboard.call.outcome import Outcome
from switchboard.call.whereabouts import Doing

pytestmark = pytest.mark.unit
WEB = Path(__file__).parents[2] / "web" / "src"
TEXTS = json.loads((WEB / "i18n" / "en" / "calls.json").read_text())
EVENTS: tuple[type[BaseEvent], ...] = get_args(get_args(CallEvent)[0])


def words_of(annotation: Any) -> set[str]:
    """All that a field may say, if it is one of some words."""
    if get_origin(annotation) is Literal:
        return {word for word in get_args(annotation) if isinstance(word, str)}
    if annotation is Cause:
        return set(Cause)
    return {word for part in get_args(annotation) for word in words_of(part)}


def test_every_event_is_listed_and_has_words() -> None:
    listed = set(re.findall(r'"(\w+)"', (WEB / "calls" / "types.ts").read_text()))
    types = {type_of(event) for event in EVENTS}
    assert types == listed
    assert listed <= set(TEXTS["event"])


def test_what_a_text_tells_of_a_field_has_words() -> None:
    missing = set()
    for event in EVENTS:
        text = " ".join(text for key, text in TEXTS["event"].items() if key.startswith(type_of(event)))
        for name, field in event.model_fields.items():
            if name != "type" and f"{{{{{name}}}}}" in text:
                missing |= {
                    (name, word) for word in words_of(field.annotation) - {""} - set(TEXTS["value"].get(name, ()))
                }
    assert missing == set()


def test_places_and_outcomes_have_words() -> None:
    assert set(PLACE_KINDS) <= set(TEXTS["kind"])
    assert set(TEXTS["outcome"]) == set(get_args(Outcome))
    assert set(TEXTS["doing"]) == {*get_args(Doing), "going_to"}
