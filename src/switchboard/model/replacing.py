"""An object in the place of another, or a prompt in that of an announcement, wherever documents name it."""

from typing import Any, TypeVar

from pydantic import BaseModel

from switchboard.model.base import Document
from switchboard.model.parts import Id, Steps, parts
from switchboard.model.prompt import Announcement, AnnouncementName, CustomPrompt

D = TypeVar("D", bound=Document)


def replaced(document: D, kind: str, old: int, new: int) -> D:
    """The document with the id `new` in the place of each `old` of that kind; the same one where it has none.

    Raises pydantic.ValidationError for what the model does not permit, such as the same thing twice in a list.
    """
    return _put_at(document, Id(kind, old), new)


def says(document: Document, announcement: AnnouncementName) -> bool:
    """Whether a document names an announcement somewhere."""
    return any(part == Announcement(name=announcement) for _, part in parts(document))


def said_otherwise(document: D, announcement: AnnouncementName, prompt: int) -> D:
    """The document with that prompt in the place of an announcement. Raises as `replaced`."""
    return _put_at(document, Announcement(name=announcement), CustomPrompt(prompt=prompt).model_dump())


def _put_at(document: D, old: BaseModel | Id, new: Any) -> D:
    places = [steps for steps, part in parts(document) if part == old]
    if not places:
        return document
    raw = document.model_dump(mode="json")
    for steps in places:
        _put(raw, steps, new)
    return type(document).model_validate(raw)


def _put(raw: Any, steps: Steps, value: Any) -> None:
    *way, last = steps
    for step in way:
        raw = raw[step]
    raw[last] = value
