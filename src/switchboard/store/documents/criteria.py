"""Conditions on stored objects, as trees of values, so that callers write no SQL.

`eq`, `ne`, `gt`, `ge`, `lt` and `le` with null are true or false, as in OData. `startswith`, `endswith` and `contains`
on null are null; null as a whole drops the row.
"""

import operator
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Text, and_, bindparam, false, func, not_, or_, true, tuple_

from switchboard import errors
from switchboard.store.db import storable
from switchboard.store.db.position import Position, found_in
from switchboard.store.db.tables import object_

Value: TypeAlias = int | str | datetime | None
Operator = Literal["eq", "ne", "gt", "ge", "lt", "le"]
Part = Literal["startswith", "endswith", "contains"]


@dataclass(frozen=True, slots=True)
class Compare:
    """`field` against a value; more and less are meant in the order that lists have by that field."""

    field: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether `field` has `text` in that place; case matters."""

    field: str
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Search:
    """Whether a number or name contains `text`, whatever the case."""

    text: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts; true without any."""

    parts: tuple["Criterion", ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """One of the parts at least; false without any."""

    parts: tuple["Criterion", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Negation; null stays null."""

    part: "Criterion"


Criterion: TypeAlias = Compare | Holds | Search | Every | Some | Not


@dataclass(frozen=True, slots=True)
class Field:
    """What a condition may name: its column, what lists are ordered by, and where a value stands in that order."""

    column: ColumnElement[Any]
    order: tuple[ColumnElement[Any], ...]
    rank: Callable[[Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a table by name, and those columns of it that hold what `Search` looks through, casefolded."""

    named: Mapping[str, Field]
    searched: tuple[ColumnElement[Any], ...]


OBJECT_FIELDS = Fields(
    {
        "id": Field(object_.c.id, (object_.c.id,), lambda value: (value,)),
        "number": Field(
            object_.c.number,
            (func.length(object_.c.number), object_.c.number),
            lambda value: (len(value), value),
        ),
        "name": Field(object_.c.name, (object_.c.name_folded,), lambda value: (storable.fold(value),)),
    },
    (object_.c.number, object_.c.name_folded),
)
"""The fields of all objects of the configuration."""

_MORE_OR_LESS: Mapping[str, Callable[[Any, Any], Any]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


Values: TypeAlias = list[Value]


def outline(criterion: Criterion, values: Values, fields: Fields = OBJECT_FIELDS) -> Hashable:
    """The condition without its values, which are added to `values`. Conditions with one outline have one `clause`.

    Raises Invalid (of "filter") for text that no database can hold.
    """
    match criterion:
        case Compare(field=field, operator=how):
            values += (operands := _operands(criterion, fields))
            return field, how, len(operands)
        case Holds(field=field, part=part, text=text):
            values += [_storable(text)] if text else []
            return field, part, bool(text)
        case Search(text=text):
            possible = storable.is_searchable(text)
            values += [storable.fold(text)] if possible else []
            return "search", possible
        case Every(parts=parts):
            return "every", tuple(outline(part, values, fields) for part in parts)
        case Some(parts=parts):
            return "some", tuple(outline(part, values, fields) for part in parts)
        case Not(part=part):
            return "not", outline(part, values, fields)


def names() -> Iterator[str]:
    """What the parameters of a `clause` are called, in the order of the values of its `outline`."""
    number = 0
    while True:
        yield f"value_{number}"
        number += 1


def clause(criterion: Criterion, named: Iterator[str], fields: Fields = OBJECT_FIELDS) -> ColumnElement[bool]:
    """The condition for a query, with a parameter for each value."""
    match criterion:
        case Compare():
            return _compare(criterion, fields.named[criterion.field], named)
        case Holds(field=field, text=""):
            return fields.named[field].column == fields.named[field].column
        case Holds():
            return _holds(criterion.part, fields.named[criterion.field].column, named)
        case Search(text=text):
            return _search(fields, named) if storable.is_searchable(text) else false()
        case Every(parts=parts):
            return and_(true(), *(clause(part, named, fields) for part in parts))
        case Some(parts=parts):
            return or_(false(), *(clause(part, named, fields) for part in parts))
        case Not(part=part):
            return not_(clause(part, named, fields))


def ordering(by: Sequence[tuple[str, bool]], fields: Fields = OBJECT_FIELDS) -> list[ColumnElement[Any]]:
    """The ORDER BY for (field, descending) pairs; rows without a value come last, and the id decides between equals."""
    found: list[ColumnElement[Any]] = []
    for name, descending in (*by, ("id", False)):
        field = fields.named[name]
        found.append(field.column.is_(None))
        found += [column.desc() if descending else column.asc() for column in field.order]
    return found


def _operands(wanted: Compare, fields: Fields) -> Values:
    """What a comparison needs of its value: nothing of null; of others, where more or less is meant, their rank."""
    value = _storable(wanted.value)
    if value is None:
        return []
    return list(fields.named[wanted.field].rank(value)) if wanted.operator in _MORE_OR_LESS else [value]


def _compare(wanted: Compare, field: Field, named: Iterator[str]) -> ColumnElement[bool]:
    column = field.column
    if wanted.value is None:
        return {"eq": column.is_(None), "ne": column.is_not(None)}.get(wanted.operator, false())
    if wanted.operator in _MORE_OR_LESS:
        value = tuple_(*(bindparam(next(named), type_=part.type) for part in field.order))
        ordered: ColumnElement[bool] = _MORE_OR_LESS[wanted.operator](tuple_(*field.order), value)
        return and_(column.is_not(None), ordered)
    same: ColumnElement[bool] = column == bindparam(next(named), type_=column.type)
    # Never null itself: the negation takes the rows without a value.
    return and_(column.is_not(None), same) if wanted.operator == "eq" else or_(column.is_(None), not_(same))


def _holds(part: Part, column: ColumnElement[Any], named: Iterator[str]) -> ColumnElement[bool]:
    """Without LIKE, for which case matters in one database and not in the other."""
    text = bindparam(next(named), type_=column.type)
    if part == "startswith":
        return func.substr(column, 1, func.length(text)) == text
    if part == "contains":
        return Position(column, text) > 0
    size = func.length(text)
    return and_(func.length(column) >= size, func.substr(column, func.length(column) - size + 1) == text)


def _search(fields: Fields, named: Iterator[str]) -> ColumnElement[bool]:
    return found_in(fields.searched, bindparam(next(named), type_=Text()))


def _storable(value: Value) -> Value:
    if isinstance(value, str) and not storable.is_text(value):
        raise errors.Invalid("filter", "holds text that nothing can hold", rule="range")
    return value
