"""The connection to SQLite or PostgreSQL: transactions, migration, and errors as ours."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import insert, select, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from switchboard import errors
from switchboard.model.tenant import DEFAULT_NAME, DEFAULT_TENANT
from switchboard.store.db import locks, postgresql, sqlite
from switchboard.store.db.glance import Glance, Parameter, stored
from switchboard.store.db.newest import COMPATIBLE, is_compatible, newest_version
from switchboard.store.db.tables import installation, tenant

T = TypeVar("T")

_OUR_MISTAKES = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
"""What a driver reports when it is there and the statement is wrong; anything else of it is an outage."""


@asynccontextmanager
async def unavailable_when_gone() -> AsyncIterator[None]:
    """Turns an outage of the database inside the block into errors.Unavailable."""
    try:
        yield
    except _OUR_MISTAKES:
        raise
    except (DBAPIError, PoolTimeoutError) as error:
        if isinstance(error, DBAPIError) and sqlite.is_wrong_statement(error.orig):
            raise
        full = isinstance(error, DBAPIError) and sqlite.is_disk_full(error.orig)
        raise errors.Unavailable("the disk is full" if full else "the database does not answer") from error
    except Exception as error:
        if not isinstance(error, OSError) and not postgresql.is_outage(error):
            raise
        raise errors.Unavailable("the database cannot be reached") from error


async def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Await a transaction in a task that may be cancelled: it is cancelled then, but the transaction ends first.

    SQLite keeps the lock of a connection that is dropped in the middle of a statement until its cursor is collected.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()
        raise


class Database:
    """One database, known by its SQLAlchemy URL (`sqlite+aiosqlite:///FILE` or `postgresql+asyncpg://…`).

    Call `connect` and `migrate` first and `close` at the end. On SQLite all writes of a process take turns on one
    connection, and processes wait for one another, so that nobody sees "database is locked".
    """

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self._reader: AsyncEngine | None = None
        self._writer: AsyncEngine | None = None
        self._looks: postgresql.Looks | None = None
        self._threads: sqlite.Threads | None = None
        self._writing_thread: sqlite.Threads | None = None
        self._glance: Glance | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    async def connect(self) -> None:
        """Open the database. Raises Unavailable, also when an SQLite file cannot be created."""
        async with unavailable_when_gone():
            if self.is_sqlite:
                await asyncio.to_thread(sqlite.prepare, sqlite.path_of(self.url))
                self._reader, self._writer = sqlite.engines(self.url)
                self._threads = sqlite.reading_threads(self.url)
                self._writing_thread = sqlite.writing_thread(self.url)
                self._glance = Glance(sqlite.path_of(self.url))
            else:
                self._reader, self._writer = postgresql.engines(self.url)
                self._looks = postgresql.Looks(self._writer)
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))

    async def migrate(self) -> None:
        """Bring the tables up to date and make sure that the default tenant exists. Processes may do it at once."""
        if not await self._is_current():
            from switchboard.store.db import migrate

            async with unavailable_when_gone():
                # In a thread, because it runs a loop of its own.
                await asyncio.to_thread(migrate.upgrade, self.url)
        async with self.write() as connection:
            await _ensure_default_tenant(connection)

    async def _is_current(self) -> bool:
        """Whether the newest migration has run, or a newer program's after which this one can still work; spares the
        loading of Alembic at most starts."""
        try:
            async with self.read() as connection:
                found = str(await connection.scalar(text("SELECT version_num FROM alembic_version")))
                if found == newest_version():
                    return True
                since = select(installation.c.value).where(installation.c.name == COMPATIBLE)
                return is_compatible(found, await connection.scalar(since) or "")
        except (OperationalError, ProgrammingError, errors.Unavailable):
            return False

    async def close(self) -> None:
        """Close every connection; the object can `connect` again."""
        reader, writer, self._reader, self._writer = self._reader, self._writer, None, None
        looks, self._looks = self._looks, None
        if looks is not None:
            await looks.close()
        if self._glance is not None:
            self._glance.close()
            self._glance = None
        threads, self._threads = (self._threads, self._writing_thread), None
        self._writing_thread = None
        for one in threads:
            if one is not None:
                await one.close()
        for engine in (reader, writer):
            if engine is not None:
                await engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Opens a transaction that sees one moment and cannot write. Raises Unavailable."""
        async with unavailable_when_gone(), self._open(self._reader).connect() as connection, connection.begin():
            yield connection

    async def reading(self, work: Callable[[Connection], T]) -> T:
        """Returns what `work` finds in a transaction like those of `read`; on SQLite all of it at one change of
        threads.
        """
        if self._threads is not None:
            async with unavailable_when_gone():
                return await self._threads.run(work)
        async with self.read() as connection:
            return await connection.run_sync(work)

    async def look(self, statement: str, **parameters: Parameter) -> Sequence[Sequence[Any]]:
        """The rows of one short statement, whose parameters are `:name`; the cheapest way to ask. Raises Unavailable.

        Moments come back as the database has them: as text from SQLite.
        """
        if self._glance is None:
            if self._looks is None:
                raise errors.Unavailable("the database is not connected")
            async with unavailable_when_gone():
                return await self._looks.rows(statement, parameters)
        try:
            return self._glance.rows(statement, parameters)
        except sqlite3.Error:
            return await self.reading(lambda reader: reader.exec_driver_sql(statement, stored(parameters)).all())

    async def glancing(self, work: Callable[[Connection], T]) -> T:
        """As `reading`, for what mostly takes little time: on SQLite without a change of threads, unless it takes more.

        `work` may be begun twice. Raises Unavailable.
        """
        if self._glance is None:
            return await self.reading(work)
        try:
            return self._glance.run(work)
        except OperationalError:
            return await self.reading(work)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Opens a transaction that is on disk when the block has ended, or undone if it raised. Raises Unavailable."""
        async with unavailable_when_gone(), self._open(self._writer).begin() as connection:
            yield connection

    async def writing(self, work: Callable[[Connection], T]) -> T:
        """Returns what `work` does in a transaction like those of `write`; on SQLite all of it at one change of
        threads.

        Whoever may be cancelled waits for its end (`to_its_end`). Raises Unavailable.
        """
        if self._writing_thread is not None:
            # The connection of `write` is the turn of this process to write.
            async with unavailable_when_gone(), self._open(self._writer).connect():
                return await self._writing_thread.run(work)
        async with self.write() as connection:
            return await connection.run_sync(work)

    @asynccontextmanager
    async def driver_connection(self) -> AsyncIterator[Any]:
        """A connection of the driver itself, outside of transactions, to watch for changes. Raises Unavailable."""
        async with unavailable_when_gone(), self._open(self._reader).connect() as connection:
            yield (await connection.get_raw_connection()).driver_connection

    @staticmethod
    def _open(engine: AsyncEngine | None) -> AsyncEngine:
        if engine is None:
            raise errors.Unavailable("the database is not connected")
        return engine


async def _ensure_default_tenant(connection: AsyncConnection) -> None:
    """Creates the default tenant; an existing one stays as it is."""
    await locks.configuration(connection)
    found = await connection.scalar(select(tenant.c.id).where(tenant.c.id == DEFAULT_TENANT))
    if found is None:
        await connection.execute(insert(tenant).values(id=DEFAULT_TENANT, name=DEFAULT_NAME, sip_domain=""))
