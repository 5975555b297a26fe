"""Cursors of pages: opaque texts for where the next page begins. They hold nothing that a page does not show."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from pydantic_core import from_json, to_json

from switchboard.api.native.problem import Refusal, refused_parameter

Part = int | str


def written(purpose: str, parts: Sequence[Part]) -> str:
    """A cursor for `parts`, good for that purpose only."""
    return urlsafe_b64encode(to_json([purpose, *parts])).decode().rstrip("=")


def read(purpose: str, cursor: str) -> list[Part]:
    """The parts of a cursor. Raises Refusal 422 for a text that is no cursor of that purpose."""
    try:
        parts = from_json(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except ValueError:
        raise refused() from None
    if not isinstance(parts, list) or not all(type(part) in (int, str) for part in parts) or parts[:1] != [purpose]:
        raise refused()
    return parts[1:]


def one_number(purpose: str, cursor: str | None) -> int | None:
    """The number that a cursor holds; None without a cursor. Raises Refusal 422."""
    if cursor is None:
        return None
    parts = read(purpose, cursor)
    if len(parts) != 1 or not isinstance(parts[0], int) or not 0 <= parts[0] < 2**53:
        raise refused()
    return parts[0]


def one_text(purpose: str, cursor: str | None) -> str | None:
    """The text that a cursor holds; None without a cursor. Raises Refusal 422."""
    if cursor is None:
        return None
    parts = read(purpose, cursor)
    if len(parts) != 1 or not isinstance(parts[0], str):
        raise refused()
    return parts[0]


def refused() -> Refusal:
    """The refusal of a cursor: 422."""
    return refused_parameter("cursor", "is not one that this list gave", "cursor")
