"""Conditions on stored objects, as trees of values, so that callers write no SQL.

`eq`, `ne`, `gt`, `ge`, `lt` and `le` with null are true or false, as in OData. `startswith`, `endswith` and `contains`
on null are null; null as a whole drops the row.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Integer, and_, false, func, not_, or_, true, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from switchboard import errors
from switchboard.store.db import storable
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


class _Position(FunctionElement[int]):
    """Where a text has another one, from 1 on; 0: nowhere. Takes half as long as REPLACE, which both databases have."""

    type = Integer()
    inherit_cache = True


@compiles(_Position, "sqlite")
def _sqlite_position(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Position, "postgresql")
def _postgresql_position(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


def clause(criterion: Criterion, fields: Fields = OBJECT_FIELDS) -> ColumnElement[bool]:
    """The condition for a query. Raises Invalid (of "filter") for text that no database can hold."""
    match criterion:
        case Compare():
            return _compare(criterion, fields.named[criterion.field])
        case Holds():
            return _holds(criterion, fields.named[criterion.field].column)
        case Search():
            return _search(criterion.text, fields)
        case Every(parts=parts):
            return and_(true(), *(clause(part, fields) for part in parts))
        case Some(parts=parts):
            return or_(false(), *(clause(part, fields) for part in parts))
        case Not(part=part):
            return not_(clause(part, fields))


def ordering(by: Sequence[tuple[str, bool]], fields: Fields = OBJECT_FIELDS) -> list[ColumnElement[Any]]:
    """The ORDER BY for (field, descending) pairs; rows without a value come last, and the id decides between equals."""
    found: list[ColumnElement[Any]] = []
    for name, descending in (*by, ("id", False)):
        field = fields.named[name]
        found.append(field.column.is_(None))
        found += [column.desc() if descending else column.asc() for column in field.order]
    return found


def _compare(wanted: Compare, field: Field) -> ColumnElement[bool]:
    column, value = field.column, _storable(wanted.value)
    if value is None:
        return {"eq": column.is_(None), "ne": column.is_not(None)}.get(wanted.operator, false())
    if wanted.operator == "eq":
        # Never null itself: the negation takes the rows without a value.
        return and_(column.is_not(None), column == value)
    if wanted.operator == "ne":
        return or_(column.is_(None), column != value)
    compare = _MORE_OR_LESS[wanted.operator]
    ordered: ColumnElement[bool] = compare(tuple_(*field.order), field.rank(value))
    return and_(column.is_not(None), ordered)


def _holds(wanted: Holds, column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Without LIKE, for which case matters in one database and not in the other."""
    text, size = str(_storable(wanted.text)), len(wanted.text)
    if not text:
        return column == column
    if wanted.part == "startswith":
        return func.substr(column, 1, size) == text
    if wanted.part == "contains":
        return _Position(column, text) > 0
    return and_(func.length(column) >= size, func.substr(column, func.length(column) - size + 1) == text)


def _search(text: str, fields: Fields) -> ColumnElement[bool]:
    if not storable.is_searchable(text):
        return false()
    return or_(*(column.contains(storable.fold(text), autoescape=True) for column in fields.searched))


def _storable(value: Value) -> Value:
    if isinstance(value, str) and not storable.is_text(value):
        raise errors.Invalid("filter", "holds text that nothing can hold", rule="range")
    return value
