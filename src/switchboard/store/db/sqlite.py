"""What SQLite needs: WAL, foreign keys, durable commits, and one writer at a time."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_S = 30.0
"""How long a writer waits for those of other processes."""

READERS = 7
"""Connections that read in one process; up to two of the api process only watch."""

# With NORMAL, the default of some builds, WAL keeps the file whole but loses the last commits with the power.
_COMMON = ("foreign_keys=ON", "synchronous=FULL")
_READING = (*_COMMON, "query_only=ON")

_BEGIN_WRITING = "BEGIN IMMEDIATE"
"""A transaction that reads and only then wants to write cannot wait for another writer, and fails at once."""

T = TypeVar("T")


class Threads:
    """Transactions in threads: with the driver of asyncio each statement would change threads several times.

    They begin with `begin`, on at most `size` connections that are set up by `pragmas`.
    """

    def __init__(self, url: URL, *, begin: str, pragmas: Sequence[str], size: int) -> None:
        self._engine = create_engine(
            url.set(drivername="sqlite"),
            pool_size=size,
            max_overflow=0,
            connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        )
        _set_up(self._engine, begin, pragmas)
        self._executor = ThreadPoolExecutor(size, thread_name_prefix="sqlite")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """The result of `work`, which gets a transaction of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._run, work)

    def _run(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection, connection.begin():
            return work(connection)

    async def close(self) -> None:
        await asyncio.to_thread(self._executor.shutdown)
        self._engine.dispose()


def reading_threads(url: URL) -> Threads:
    """Each transaction sees one moment and cannot write."""
    return Threads(url, begin="BEGIN", pragmas=_READING, size=READERS)


def writing_thread(url: URL) -> Threads:
    """One, for transactions that write."""
    return Threads(url, begin=_BEGIN_WRITING, pragmas=_COMMON, size=1)


def path_of(url: URL) -> Path:
    """The file behind a URL. Raises ValueError for a database in memory: processes could not share it."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise ValueError("the SQLite database must be a plain file")
    return Path(url.database)


def prepare(path: Path) -> None:
    """Create the file if need be and switch it to WAL, which it then stays in. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            _switch_to_wal(path)
            return
        except sqlite3.DatabaseError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise OSError(f"SQLite: {error}") from error
            time.sleep(0.02)


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    """SQLite does not wait for its busy time-out when two processes switch to WAL at once."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _switch_to_wal(path: Path) -> None:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def is_wrong_statement(error: BaseException | None) -> bool:
    """Whether SQLite, which calls everything operational, says that a statement makes no sense."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_ERROR


def is_disk_full(error: BaseException | None) -> bool:
    """Whether SQLite found no room to write."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_FULL


def engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """Returns the engines for reading and for writing. The second has one connection, for which writers queue up."""
    reader = engine(url, begin="BEGIN", pragmas=_READING, pool_size=READERS)
    writer = engine(url, begin=_BEGIN_WRITING, pragmas=_COMMON, pool_size=1)
    return reader, writer


def engine(url: URL, *, begin: str, pragmas: Sequence[str], pool_size: int) -> AsyncEngine:
    """An engine whose transactions start with `begin`, on connections set up by `pragmas`."""
    made = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_S,
        connect_args={"timeout": BUSY_TIMEOUT_S},
    )
    _set_up(made.sync_engine, begin, pragmas)
    return made


def _set_up(engine: Engine, begin: str, pragmas: Sequence[str]) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        # The driver would begin transactions by itself, and only before the first write.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
