"""Query options applied to items in memory, for lists that no single table holds. Pure."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from switchboard.api.portsip.collection import Asked
from switchboard.api.portsip.naming import id_digits
from switchboard.store.db import storable
from switchboard.store.documents.criteria import Compare, Criterion, Every, Holds, Not, Part, Search, Some

Item: TypeAlias = dict[str, int | str | None]

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_PARTS: Mapping[Part, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": str.__contains__,
}


def select(items: Sequence[Item], wanted: Asked, searched: Sequence[str]) -> tuple[int, list[Item]]:
    """How many items match, and the page that is asked for; `searched` are the members that `search` looks through.

    What is null comes last in any order, as in the store.
    """
    found = [one for one in items if wanted.where is None or _holds(wanted.where, one, searched) is True]
    # Sorting is stable, so the last order comes first; a second time by null, which comes last in either direction.
    for field, descending in reversed((*wanted.orders, ("id", False))):
        found.sort(key=partial(_place, field), reverse=descending)
        found.sort(key=partial(_is_null, field))
    return len(found), found[wanted.skip : wanted.skip + wanted.top]


def _holds(criterion: Criterion, item: Item, searched: Sequence[str]) -> bool | None:
    """Whether a condition holds. None is OData's null: it drops an item, and so does its negation."""
    match criterion:
        case Compare():
            return _compare(criterion, item[criterion.field])
        case Holds(field=field, part=part, text=text):
            value = item[field]
            return _PARTS[part](value, text) if isinstance(value, str) else None
        case Search(text=text):
            return any(storable.fold(text) in storable.fold(str(item[name] or "")) for name in searched)
        case Every(parts=parts):
            return _all([_holds(part, item, searched) for part in parts])
        case Some(parts=parts):
            return _not(_all([_not(_holds(part, item, searched)) for part in parts]))
        case Not(part=part):
            return _not(_holds(part, item, searched))


def _compare(wanted: Compare, value: int | str | None) -> bool | None:
    if wanted.operator == "eq":
        return value == wanted.value
    if wanted.operator == "ne":
        return value != wanted.value
    if value is None or wanted.value is None or isinstance(wanted.value, datetime):
        return False
    return _COMPARE[wanted.operator](_rank(wanted.field, value), _rank(wanted.field, wanted.value))


def _all(parts: Sequence[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _place(field: str, item: Item) -> tuple[int, str]:
    return _rank(field, item[field])


def _is_null(field: str, item: Item) -> bool:
    return item[field] is None


def _rank(field: str, value: int | str | None) -> tuple[int, str]:
    """The key to sort by: texts regardless of case, ids by their number."""
    if isinstance(value, str):
        return 0, id_digits(value) if field == "id" else storable.fold(value)
    return value or 0, ""
