"""Where in a document pydantic found fault."""

from collections.abc import Iterable

from pydantic_core import ErrorDetails

from switchboard.model.refused import AT


def place_of(detail: ErrorDetails, document: object) -> tuple[str | int, ...]:
    """The steps from the root to what is wrong; `detail` is with its context, in which a validator may point below the
    value that it looked at.
    """
    return (*steps_of(detail["loc"], document), *detail.get("ctx", {}).get(AT, ()))


def steps_of(location: Iterable[str | int], document: object) -> tuple[str | int, ...]:
    """The steps from the root to the value, without the tags of unions, which pydantic reports and which are no steps.

    A tag is recognised as the `kind` of the value that `document` has at that place.
    """
    steps: list[str | int] = []
    here, tagged = document, False
    for step in location:
        if isinstance(here, dict) and steps and not tagged and here.get("kind") == step:
            tagged = True
            continue
        steps.append(step)
        here, tagged = _inside(here, step), False
    return tuple(steps)


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
