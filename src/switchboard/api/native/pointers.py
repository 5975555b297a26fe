"""JSON pointers (RFC 6901), written as URI fragments like the examples of RFC 9457."""

import re
from collections.abc import Iterable
from urllib.parse import quote

_STEP = re.compile(r"[^.\[\]]+")


def pointer(steps: Iterable[str | int]) -> str:
    """`#/options/0/keys` for the steps "options", 0, "keys"; `#` is the whole document."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "#" + "".join(f"/{quote(step, safe='~!$&()*+,;=:@', errors='replace')}" for step in escaped)


def of_field(field: str) -> str:
    """The pointer for a path as the store writes it: `options[0].route.to.extension`."""
    return pointer(_STEP.findall(field))


def of_location(location: Iterable[str | int], document: object) -> str:
    """The pointer for a location as pydantic reports it, which also holds the tags of unions: they are no steps.

    A tag is recognised as the `kind` of the value that `document` has at that place.
    """
    steps: list[str | int] = []
    here, tagged = document, False
    for step in location:
        if isinstance(here, dict) and not tagged and steps and here.get("kind") == step:
            tagged = True
            continue
        steps.append(step)
        here, tagged = _inside(here, step), False
    return pointer(steps)


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
