"""Alembic from inside the program: the migrations are part of the package and need no alembic.ini."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from switchboard import errors
from switchboard.store.db import locks, sqlite
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.newest import COMPATIBLE, COMPATIBLE_SINCE
from switchboard.store.db.tables import installation

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(url: URL) -> None:
    """Bring the tables up to date in one transaction. Blocks; call it in a thread without an event loop.

    Raises Unavailable when the database has a migration that this version does not know.
    """
    asyncio.run(_upgrade(url))


def config_for(connection: Connection) -> Config:
    """The configuration of Alembic, with the connection that `migrations/env.py` uses."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def _upgrade(url: URL) -> None:
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade_within)
    finally:
        await engine.dispose()


def _engine(url: URL) -> AsyncEngine:
    """On SQLite without foreign keys, because a table that is rebuilt would take its dependents with it."""
    if url.get_backend_name() == "sqlite":
        return sqlite.engine(url, begin="BEGIN IMMEDIATE", pragmas=("synchronous=FULL",), pool_size=1)
    return create_async_engine(url, poolclass=NullPool)


def _upgrade_within(connection: Connection) -> None:
    locks.migration(connection)
    try:
        command.upgrade(config_for(connection), "head")
        _say_who_can_use_it(connection)
    except CommandError as error:
        raise errors.Unavailable("the database belongs to a newer version of this program") from error


def _say_who_can_use_it(connection: Connection) -> None:
    row = insert_into(connection, installation).values(name=COMPATIBLE, value=COMPATIBLE_SINCE)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": COMPATIBLE_SINCE}))
