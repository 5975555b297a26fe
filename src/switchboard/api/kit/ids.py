"""Ids of objects in what clients send."""

import re
from collections.abc import Callable
from typing import Final

from starlette.requests import Request

from switchboard.store.db.storable import is_id

NO_OBJECT: Final = 0
"""An id that nothing has."""

_DECIMAL = re.compile(r"[0-9]+")


def decimal_id(text: str, most_digits: int) -> int | None:
    """The id that a text of at most so many digits denotes, leading zeros aside; None when it denotes none."""
    if len(text) > most_digits or not _DECIMAL.fullmatch(text):
        return None
    id = int(text)
    return id if is_id(id) else None


def path_id(request: Request, object_id: Callable[[str], int | None]) -> int:
    """The id at `{key}` in the path, as `object_id` reads it; `NO_OBJECT` for a text that is no id, so that nothing is
    found.

    The OpenAPI documents of the dialects call it `key`, and so do the clients that were made of them.
    """
    return object_id(request.path_params["key"]) or NO_OBJECT
