"""An object in the place of another, wherever documents refer to that."""

from typing import Any, TypeVar

from switchboard.model.base import Document
from switchboard.model.parts import Id, Steps, parts

D = TypeVar("D", bound=Document)


def replaced(document: D, kind: str, old: int, new: int) -> D:
    """The document with the id `new` in the place of each `old` of that kind; the same one where it has none.

    Raises pydantic.ValidationError for what the model does not permit, such as the same thing twice in a list.
    """
    places = [steps for steps, part in parts(document) if part == Id(kind, old)]
    if not places:
        return document
    raw = document.model_dump(mode="json")
    for steps in places:
        _put(raw, steps, new)
    return type(document).model_validate(raw)


def _put(raw: Any, steps: Steps, value: int) -> None:
    *way, last = steps
    for step in way:
        raw = raw[step]
    raw[last] = value
