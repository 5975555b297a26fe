"""How a process learns that another has written: SQLite is polled, PostgreSQL notifies."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import NoReturn, Protocol

import aiosqlite
import structlog

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.locks import CHANGES, Channel

_log = structlog.get_logger(__name__)
POLL_S = 0.1
OUTAGE_RETRY_S = 1.0
LONGEST_WAIT_S = 10.0
"""After this it is worth looking, in case that a connection to PostgreSQL has died in silence."""


class Watch(Protocol):
    """Sees every commit from the moment on at which it was made."""

    async def wait(self) -> None:
        """Return after a commit of anybody; now and then also without. Raises Unavailable."""
        ...


def watch(database: Database, channel: Channel = CHANGES) -> AbstractAsyncContextManager[Watch]:
    """A watch on the database; on PostgreSQL, on the commits that notify `channel`. Raises Unavailable."""
    return _watch_sqlite(database) if database.is_sqlite else _watch_postgresql(database, channel)


async def follow(database: Database, channel: Channel, look: Callable[[], Awaitable[None]], name: str) -> NoReturn:
    """Look now and after every commit, as `watch` sees them.

    It goes on after an outage of the database, and whatever else happens: without it all who wait for news would wait
    in vain. `name` is for the log.
    """
    while True:
        try:
            async with watch(database, channel) as changes:
                while True:
                    await look()
                    await changes.wait()
        except errors.Unavailable:
            _log.warning(f"{name} waits for database")
        except Exception as error:
            _log.error(f"{name} failed", exc_info=error)
        await asyncio.sleep(OUTAGE_RETRY_S)


class _SqliteWatch:
    """`PRAGMA data_version` changes when another connection commits."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._version: object = None

    async def look(self) -> bool:
        """Whether something was committed since the last look."""
        try:
            async with self._connection.execute("PRAGMA data_version") as cursor:
                version = await cursor.fetchone()
        except sqlite3.Error as error:
            raise errors.Unavailable("the database does not answer") from error
        changed, self._version = version != self._version, version
        return changed

    async def wait(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            if await self.look():
                return


@asynccontextmanager
async def _watch_sqlite(database: Database) -> AsyncIterator[Watch]:
    async with database.driver_connection() as connection:
        one = _SqliteWatch(connection)
        await one.look()
        yield one


class _PostgresqlWatch:
    """Woken by NOTIFY, and by the end of the connection."""

    def __init__(self, is_closed: Callable[[], bool]) -> None:
        self._is_closed = is_closed
        self._woken = asyncio.Event()

    def wake(self, *_: object) -> None:
        self._woken.set()

    async def wait(self) -> None:
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                await self._woken.wait()
        except TimeoutError:
            pass
        self._woken.clear()
        if self._is_closed():
            raise errors.Unavailable("the database has closed the connection")


@asynccontextmanager
async def _watch_postgresql(database: Database, channel: Channel) -> AsyncIterator[Watch]:
    async with database.driver_connection() as connection:
        one = _PostgresqlWatch(connection.is_closed)
        try:
            await connection.add_listener(channel, one.wake)
        except Exception as error:  # those of asyncpg, which is optional and so cannot be named
            raise errors.Unavailable("the database does not answer") from error
        connection.add_termination_listener(one.wake)
        try:
            yield one
        finally:
            connection.remove_termination_listener(one.wake)
            if not connection.is_closed():
                await connection.remove_listener(channel, one.wake)
