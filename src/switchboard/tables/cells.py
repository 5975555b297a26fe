"""What stands in a cell, and which value that is. Pure."""

from collections.abc import Callable

from pydantic_core import PydanticCustomError

from switchboard.model.refused import refused
from switchboard.tables.columns import BETWEEN, Column

Find = Callable[[str, str], int | None]
"""The id of the object of a kind that has that number, or else that name."""
Show = Callable[[int], str]
"""The number or the name of an object."""

DEFAULT = object()
"""The value of an empty cell where the member is to have its default."""

_YES = frozenset(("true", "yes", "1", "wahr", "ja"))
_NO = frozenset(("false", "no", "0", "falsch", "nein"))
"""A spreadsheet writes the words of its own language."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXT = "'"
"""A spreadsheet takes as a formula what begins so, unless this stands before it."""


def value_of(cell: str, column: Column, find: Find) -> object:
    """The JSON value. Raises PydanticCustomError, as the validators of documents do."""
    text = _unguarded(cell.strip())
    if not text:
        return [] if column.many and not column.nullable else _nothing(column)
    if column.many:
        return [_one(part.strip(), column, find) for part in text.split(BETWEEN)]
    return _one(text, column, find)


def cell_of(value: object, column: Column, show: Show) -> str:
    """The text of a cell that means the value."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _guarded(BETWEEN.join(_shown(one, column, show) for one in value))
    return _guarded(_shown(value, column, show))


def _nothing(column: Column) -> object:
    if column.nullable:
        return None
    return "" if column.type == "string" else DEFAULT


def _one(text: str, column: Column, find: Find) -> object:
    if column.refers:
        return _reference(text, column.refers, find)
    if column.type == "boolean":
        return _truth(text)
    return text if column.type == "string" else _number(text, whole=column.type == "integer")


def _reference(text: str, kind: str, find: Find) -> int:
    found = find(kind, text)
    if found is None:
        raise refused("reference", "does not exist", kind=kind)
    return found


def _truth(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise _type("boolean", "must be yes or no")


def _number(text: str, *, whole: bool) -> int | float:
    """A spreadsheet may write 2,5 for 2.5."""
    try:
        return int(text[:32]) if whole else float(text[:32].replace(",", "."))
    except ValueError:
        raise _type("integer" if whole else "number", "must be a number") from None


def _type(expected: str, reason: str) -> PydanticCustomError:
    return refused("type", reason, expected=expected)


def _shown(value: object, column: Column, show: Show) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if column.refers and isinstance(value, int):
        return show(value)
    return str(value)


def _guarded(text: str) -> str:
    return _TEXT + text if text.startswith((*_FORMULA, _TEXT)) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith(_TEXT) else text
