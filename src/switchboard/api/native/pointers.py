"""JSON pointers (RFC 6901), written as URI fragments like the examples of RFC 9457."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from pydantic_core import ErrorDetails

from switchboard.model.locations import place_of

_STEP = re.compile(r"[^.\[\]]+")


def pointer(steps: Iterable[str | int]) -> str:
    """`#/options/0/keys` for the steps "options", 0, "keys"; `#` is the whole document."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "#" + "".join(f"/{quote(step, safe='~!$&()*+,;=:@', errors='replace')}" for step in escaped)


def of_field(field: str) -> str:
    """The pointer for a path as the store writes it: `options[0].route.to.extension`."""
    return pointer(_STEP.findall(field))


def of_detail(detail: ErrorDetails, document: object) -> str:
    """The pointer to what is wrong with `document`, as pydantic reports it."""
    return pointer(place_of(detail, document))
