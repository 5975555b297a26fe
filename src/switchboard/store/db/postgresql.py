"""Connections to PostgreSQL: which of them are tried before they are used, and short looks past SQLAlchemy."""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

RESTED_S = 1.0
"""A connection that nobody has used for so long is tried first: its server may be gone without a word. To try all of
them took three trips to the server for each transaction, and a third of what calls cost it."""

KEPT = 2
"""So many connections for looks are kept: each call looks twice, and to borrow one takes as long as to look."""

_WRONG_STATEMENT = "42"
"""How the SQLSTATE of a syntax error, an unknown table and the like begins."""

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")


def engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """Returns the engines for reading and for writing, over one pool."""
    engine = create_async_engine(url, pool_timeout=10, connect_args={"timeout": 10, "command_timeout": 60})
    _try_those_that_rested(engine)
    # REPEATABLE READ: all statements of a transaction see one moment, as they do on SQLite.
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return reader, engine


def _try_those_that_rested(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "checkin")
    def note(dbapi_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info["used_s"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def check(connection: DBAPIConnection, record: ConnectionPoolEntry, fairy: object) -> None:
        used_s = record.info.get("used_s")
        if used_s is not None and not _lives(engine.dialect, connection, used_s):
            # All that are older, too: the server has been away.
            raise InvalidatePoolError


def _lives(dialect: Dialect, connection: DBAPIConnection, used_s: float) -> bool:
    driver: Any = connection.driver_connection
    if driver.is_closed():
        return False
    if time.monotonic() - used_s < RESTED_S:
        return True
    try:
        return dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error:
        return False


@dataclass(frozen=True, slots=True)
class _Borrowed:
    """A connection of the pool, and the driver's behind it."""

    pooled: AsyncConnection
    driver: Any


class Looks:
    """Single statements that only read, each a transaction by itself, without what SQLAlchemy does around them."""

    def __init__(self, engine: AsyncEngine) -> None:
        # AUTOCOMMIT saves BEGIN and COMMIT, two trips to the server.
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._kept: list[_Borrowed] = []
        self._is_closed = False

    async def rows(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """All rows; the parameters stand in the statement as `:name`. Raises as SQLAlchemy and the driver do."""
        numbered, names = _numbered(statement)
        values = [parameters[name] for name in names]
        while True:
            was_kept = bool(self._kept)
            borrowed = self._kept.pop() if was_kept else await self._borrow()
            try:
                rows: Sequence[Sequence[Any]] = await borrowed.driver.fetch(numbered, *values)
            except BaseException as error:
                # One that was lost while nobody looked is no outage: the next one may live.
                was_lost = isinstance(error, Exception) and was_kept and borrowed.driver.is_closed()
                await asyncio.shield(_give_back(borrowed, error))
                if not was_lost:
                    raise
            else:
                await self._keep(borrowed)
                return rows

    async def close(self) -> None:
        """Give back all connections."""
        self._is_closed = True
        while self._kept:
            await self._kept.pop().pooled.close()

    async def _borrow(self) -> _Borrowed:
        pooled = await self._engine.connect()
        return _Borrowed(pooled, (await pooled.get_raw_connection()).driver_connection)

    async def _keep(self, borrowed: _Borrowed) -> None:
        if len(self._kept) < KEPT and not self._is_closed:
            self._kept.append(borrowed)
        else:
            await borrowed.pooled.close()


async def _give_back(borrowed: _Borrowed, error: BaseException) -> None:
    """After an error: one whose server may be gone is not used again."""
    if isinstance(error, Exception) and not _is_wrong_statement(error):
        await borrowed.pooled.invalidate()
    await borrowed.pooled.close()


def is_outage(error: BaseException) -> bool:
    """Whether it is the driver that raises it, in looks and while SQLAlchemy connects, and not because of a statement:
    the server is gone or not there yet. asyncpg is optional, and so cannot be named.
    """
    return type(error).__module__.partition(".")[0] == "asyncpg" and not _is_wrong_statement(error)


def _is_wrong_statement(error: BaseException) -> bool:
    """Whether no server could carry it out."""
    return str(getattr(error, "sqlstate", "")).startswith(_WRONG_STATEMENT)


@lru_cache(256)
def _numbered(statement: str) -> tuple[str, tuple[str, ...]]:
    """The statement as the driver wants it, and the names of its parameters in order."""
    names = tuple(dict.fromkeys(_PARAMETER.findall(statement)))
    return _PARAMETER.sub(lambda found: f"${1 + names.index(found[1])}", statement), names
