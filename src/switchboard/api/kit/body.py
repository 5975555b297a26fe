"""Bodies of requests, for the dialects that take any JSON object."""

import json
from collections.abc import Iterable
from typing import TypeVar

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import read_body

T = TypeVar("T")


class MalformedBody(errors.SwitchboardError):
    """The body is not what the endpoint takes; the message says why, and begins in lower case."""

    code = "malformed-body"


async def read_bounded(request: Request, limit: int) -> bytes:
    """The body. Raises MalformedBody as soon as it is longer than `limit` bytes."""
    try:
        return await read_body(request, limit)
    except errors.LimitReached as error:
        raise MalformedBody(f"the body is longer than {limit} bytes") from error


async def read_object(request: Request, limit: int, *, unique_names: bool = False) -> dict[str, object]:
    """The JSON object in the body, `unique_names`: none of its names twice; an empty body counts as `{}`.

    Raises MalformedBody.
    """
    raw = await read_bounded(request, limit)
    try:
        pairs = unique if unique_names else None
        value: object = json.loads(raw, parse_constant=_no_constant, object_pairs_hook=pairs) if raw.strip() else {}
    # RecursionError: brackets nested a thousand deep.
    except (ValueError, RecursionError) as error:
        raise MalformedBody("the body is not valid JSON") from error
    if not isinstance(value, dict):
        raise MalformedBody("the body must be a JSON object")
    return value


def unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The values by their names. Raises ValueError for a name that is there twice."""
    found: dict[str, T] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError("a name is there twice")
        found[name] = value
    return found


def _no_constant(name: str) -> float:
    """NaN and Infinity are no JSON (RFC 8259 §6), though Python takes them."""
    raise ValueError(name)
