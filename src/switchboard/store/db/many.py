"""Many rows by one statement.

SQLite takes them as one text of JSON. The driver would take a list of rows as well, but for each of them it lets go of
the interpreter and asks for it again, and a busy event loop gives it back half a millisecond later.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Table, bindparam, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from switchboard.store.db.inserting import insert_into

Row = tuple[Any, ...]


def insert_new(connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Rows that are there already stay: a write whose answer was lost is repeated."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insertion(table, columns), (_packed(table, columns, rows),))
    elif rows:
        statement = insert_into(connection, table).on_conflict_do_nothing()
        connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in rows])


def update_by_key(connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Each row changes that in which the first of the columns is the same; of several for one, the last counts."""
    rows = tuple({row[0]: row for row in rows}.values())
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_change(table, columns), (_packed(table, columns, rows),))
    elif rows:
        key, *changed = columns
        statement = update(table).where(table.c[key] == bindparam(f"of_{key}"))
        values = statement.values({name: bindparam(f"to_{name}") for name in changed})
        names = (f"of_{key}", *(f"to_{name}" for name in changed))
        connection.execute(values, [dict(zip(names, row, strict=True)) for row in rows])


@cache
def _insertion(table: Table, columns: tuple[str, ...]) -> str:
    # Without a condition SQLite takes ON CONFLICT for that of a join.
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table.name}" ({names}) {_unpacked(columns)} WHERE true ON CONFLICT DO NOTHING'


@cache
def _change(table: Table, columns: tuple[str, ...]) -> str:
    key, *changed = columns
    values = ", ".join(f'"{name}" = new."{name}"' for name in changed)
    where = f'"{table.name}"."{key}" = new."{key}"'
    return f'UPDATE "{table.name}" SET {values} FROM ({_unpacked(columns)}) AS new WHERE {where}'


def _unpacked(columns: tuple[str, ...]) -> str:
    """The query that makes rows of what `_packed` has made."""
    values = ", ".join(f"json_extract(value, '$[{index}]') AS \"{name}\"" for index, name in enumerate(columns))
    return f"SELECT {values} FROM json_each(?)"


def _packed(table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> str:
    stored = _stored_by(table, columns)
    return json.dumps(
        [[value if to is None else to(value) for to, value in zip(stored, row, strict=True)] for row in rows]
    )


@cache
def _stored_by(table: Table, columns: tuple[str, ...]) -> tuple[Callable[[Any], Any] | None, ...]:
    """What makes values of each column as the database has them; None where it has them as they are."""
    dialect: Dialect = sqlite.dialect()
    return tuple(table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns)
