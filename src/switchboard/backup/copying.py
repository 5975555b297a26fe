"""The whole content of a database as a file of SQLite, and such a file as the content of a database."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Table, create_engine, delete, func, insert, inspect, select, text
from sqlalchemy.engine import URL, Connection

from switchboard import errors
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db import migrate, sqlite
from switchboard.store.db.database import Database
from switchboard.store.db.newest import newest_version
from switchboard.store.db.tables import call_digest, installation, metadata, node, tenant

T = TypeVar("T")

_ROWS_AT_ONCE: Final = 1000
_VERSION: Final = "SELECT version_num FROM alembic_version"


class Refused(errors.SwitchboardError):
    """The state of the installation permits no backup, or no restore."""

    code = "refused"


async def save(database: Database, file: Path) -> str:
    """Write the content of one moment to a new file; returns its version. Others may write meanwhile.

    Raises Unavailable, and Refused for PostgreSQL of another version than this program's.
    """
    if database.is_sqlite:
        return await asyncio.to_thread(_save_sqlite, sqlite.path_of(database.url), file)
    await asyncio.to_thread(migrate.upgrade, URL.create("sqlite+aiosqlite", database=str(file)))
    async with database.read() as connection:
        version = await connection.scalar(text(_VERSION))
        if version != newest_version():
            raise Refused(f"the database has version {version}, this program {newest_version()}")
        await connection.run_sync(lambda source: _in_file(file, partial(_copy, source)))
    return newest_version()


async def load(file: Path, database: Database) -> None:
    """Put the content of a file in place of that of a database, all of it or nothing. Both have the newest version.

    Raises Unavailable.
    """
    async with database.write() as connection:
        await connection.run_sync(lambda target: _in_file(file, lambda source: _copy(source, target)))


async def is_empty(database: Database) -> bool:
    """Whether there are no tables yet, or nothing but the default tenant in them. Raises Unavailable."""
    async with database.read() as connection:
        return await connection.run_sync(_is_empty)


async def is_in_use(database: Database) -> bool:
    """Whether a machine proves that it works with a database. Raises Unavailable."""
    async with database.read() as connection:
        if not await connection.run_sync(lambda sync: inspect(sync).has_table(node.name)):
            return False
        alive = select(node.c.incarnation).where(node.c.alive_until > func.now()).limit(1)
        return (await connection.execute(alive)).first() is not None


def _save_sqlite(source: Path, file: Path) -> str:
    if not source.exists():
        raise Refused("there is no database, so there is nothing to back up")
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(file)) as copy:
            # All at once: in parts it would begin anew whenever somebody writes in between.
            live.backup(copy)
            # So there are no further files beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            (version,) = copy.execute(_VERSION).fetchone()
    except sqlite3.Error as error:
        raise errors.Unavailable("the database cannot be read") from error
    return str(version)


def _in_file(file: Path, work: Callable[[Connection], T]) -> T:
    """What `work` does in a transaction on a file of SQLite."""
    engine = create_engine(URL.create("sqlite", database=str(file)))
    try:
        with engine.begin() as connection:
            return work(connection)
    finally:
        engine.dispose()


def _copy(source: Connection, target: Connection) -> None:
    """Replace all rows of all tables, and the ids that are never to be given again."""
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    for table in metadata.sorted_tables:
        rows = source.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table))
        for some in rows.partitions():
            target.execute(insert(table), [dict(row._mapping) for row in some])
    for table, id in _given(source).items():
        _never_give(target, table, id)


def _given(connection: Connection) -> Mapping[Table, int]:
    """The highest id that each table ever had, of those to which the database gives ids."""
    sqlite_given = {}
    if connection.dialect.name == "sqlite":
        sqlite_given = dict(connection.execute(text("SELECT name, seq FROM sqlite_sequence")).tuples().all())
    found = {}
    for table, column in _with_ids():
        present = connection.scalar(select(func.max(column))) or 0
        given = sqlite_given.get(table.name, 0)
        if sequence := _sequence(connection, table, column):
            given = connection.scalar(text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))
        found[table] = max(present, given or 0)
    return found


def _never_give(connection: Connection, table: Table, id: int) -> None:
    column = next(column for one, column in _with_ids() if one is table)
    if sequence := _sequence(connection, table, column):
        values = {"sequence": sequence, "id": max(id, 1), "called": id > 0}
        connection.execute(text("SELECT setval(CAST(:sequence AS regclass), :id, :called)"), values)
    elif table.dialect_kwargs.get("sqlite_autoincrement") and id:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        values = {"name": table.name, "id": id}
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :id)"), values)


def _with_ids() -> Iterator[tuple[Table, ColumnElement[int]]]:
    """The tables to which the database gives ids, with the column that has them."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            yield table, column


def _sequence(connection: Connection, table: Table, column: ColumnElement[int]) -> str | None:
    """The sequence of PostgreSQL that gives the ids, as it is named in statements."""
    if connection.dialect.name != "postgresql":
        return None
    values = {"table": f'"{table.name}"', "column": column.key}
    found: str | None = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), values)
    return found


def _is_empty(connection: Connection) -> bool:
    present = set(inspect(connection).get_table_names())
    only_default = select(tenant.c.id).where(tenant.c.id != DEFAULT_TENANT).limit(1)
    for table in metadata.sorted_tables:
        if table.name not in present or table in (call_digest, installation):
            continue
        query = only_default if table is tenant else select(*table.primary_key.columns).limit(1)
        if connection.execute(query).first() is not None:
            return False
    return True
