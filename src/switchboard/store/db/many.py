"""Many rows by one statement.

SQLite takes them as one text of JSON. The driver would take a list of rows as well, but for each of them it lets go of
the interpreter and asks for it again, and a busy event loop gives it back half a millisecond later. PostgreSQL takes
them as one array for each column: it would carry out a list of rows one by one.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

Row = tuple[Any, ...]


def insert_new(connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Rows that are there already stay: a write whose answer was lost is repeated."""
    if rows:
        name = connection.dialect.name
        connection.exec_driver_sql(_insertion(name, table, columns), _packed(name, table, columns, rows))


def update_by_key(connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Each row changes that in which the first of the columns is the same; of several for one, the last counts."""
    if rows:
        last = tuple({row[0]: row for row in rows}.values())
        name = connection.dialect.name
        connection.exec_driver_sql(_change(name, table, columns), _packed(name, table, columns, last))


@cache
def _insertion(dialect: str, table: Table, columns: tuple[str, ...]) -> str:
    # Without a condition SQLite takes ON CONFLICT for that of a join.
    unpacked = _unpacked(dialect, table, columns)
    return f'INSERT INTO "{table.name}" ({_names(columns)}) {unpacked} WHERE true ON CONFLICT DO NOTHING'


@cache
def _change(dialect: str, table: Table, columns: tuple[str, ...]) -> str:
    key, *changed = columns
    values = ", ".join(f'"{name}" = new."{name}"' for name in changed)
    where = f'"{table.name}"."{key}" = new."{key}"'
    return f'UPDATE "{table.name}" SET {values} FROM ({_unpacked(dialect, table, columns)}) AS new WHERE {where}'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _unpacked(dialect: str, table: Table, columns: tuple[str, ...]) -> str:
    """The query that makes rows of what `_packed` has made."""
    if dialect == "sqlite":
        values = ", ".join(f"json_extract(value, '$[{index}]') AS \"{name}\"" for index, name in enumerate(columns))
        return f"SELECT {values} FROM json_each(?)"
    types = [table.c[name].type.compile(_dialect(dialect)) for name in columns]
    arrays = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(types, 1))
    return f"SELECT {_names(columns)} FROM unnest({arrays}) AS given({_names(columns)})"


def _packed(dialect: str, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> tuple[Any, ...]:
    stored = _stored_by(dialect, table, columns)
    if dialect == "sqlite":
        lists = [[value if to is None else to(value) for to, value in zip(stored, row, strict=True)] for row in rows]
        return (json.dumps(lists),)
    arrays = zip(*rows, strict=True)
    return tuple(list(array) if to is None else [*map(to, array)] for to, array in zip(stored, arrays, strict=True))


@cache
def _stored_by(dialect: str, table: Table, columns: tuple[str, ...]) -> tuple[Callable[[Any], Any] | None, ...]:
    """What makes values of each column as the driver takes them; None where it takes them as they are."""
    known = _dialect(dialect)
    return tuple(table.c[name].type.dialect_impl(known).bind_processor(known) for name in columns)


@cache
def _dialect(name: str) -> Dialect:
    known: Dialect = sqlite.dialect() if name == "sqlite" else postgresql.dialect()  # type: ignore[no-untyped-call]
    return known
