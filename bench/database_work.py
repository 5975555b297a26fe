"""What a PostgreSQL server does: processor time of all its processes, statements as pg_stat_statements counts them, and
the log that it writes ahead (WAL).
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from tests.kit.postgresql import Postgresql, postgresql

SETTINGS = (
    *("fsync=on", "full_page_writes=on", "autovacuum=on", "max_connections=1000", "shared_buffers=256MB"),
    *("shared_preload_libraries=pg_stat_statements", "pg_stat_statements.max=5000"),
)
"""As in production, and counted. What counts takes a little of the server's time."""

_SEEN = text(
    """
    SELECT /* bench */ coalesce(sum(calls), 0), coalesce(sum(calls) FILTER (WHERE query ~* '^COMMIT'), 0),
        coalesce(sum(rows) FILTER (WHERE query ~* '^(INSERT|UPDATE|DELETE|WITH)'), 0),
        coalesce(sum(total_exec_time) FILTER (WHERE query LIKE 'INSERT INTO "call_event"%'), 0) / 1000,
        pg_current_wal_insert_lsn() - '0/0', pg_database_size(current_database())
    FROM pg_stat_statements WHERE query !~ 'bench'
    """
)
_BUSIEST = text(
    """
    SELECT /* bench */ query, calls, total_exec_time FROM pg_stat_statements WHERE query !~ 'bench'
    ORDER BY calls DESC LIMIT :most
    """
)
_CONNECTIONS = text("SELECT /* bench */ count(*) - 1 FROM pg_stat_activity WHERE backend_type = 'client backend'")
_IS_DIGESTED = text(
    "SELECT /* bench */ coalesce((SELECT max(position) FROM call_digest), 0) >="
    " coalesce((SELECT max(position) FROM call_event), 0)"
)
LOOKS, LOOK_S = 100, 0.3
UTIME, STIME, CUTIME, CSTIME = 11, 12, 13, 14


@dataclass(frozen=True, slots=True)
class Work:
    """Since a moment, a second or a call. `commits` are those of transactions that somebody began, so not of single
    statements; `rows` were written; `locked_s` is how long statements took under the one lock of the record of calls;
    `wal` and `stored` are bytes.
    """

    cpu_s: float = 0.0
    statements: float = 0.0
    commits: float = 0.0
    rows: float = 0.0
    locked_s: float = 0.0
    wal: float = 0.0
    stored: float = 0.0

    def __sub__(self, other: "Work") -> "Work":
        return Work(*(mine - theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def __mul__(self, factor: float) -> "Work":
        return Work(*(one * factor for one in astuple(self)))


class Server:
    """A server while it runs; whoever looks has a connection of his own, and is not counted."""

    def __init__(self, server: Postgresql) -> None:
        self.url = server.url
        self._pid = server.pid
        self._engine: AsyncEngine = create_async_engine(server.url, isolation_level="AUTOCOMMIT", pool_size=1)

    async def open(self) -> None:
        """Begin to count."""
        async with self._engine.connect() as connection:
            await connection.execute(text("CREATE EXTENSION pg_stat_statements"))

    async def work(self) -> Work:
        """What was done so far."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(_SEEN)).one()
        return Work(cpu_of_family(self._pid), *map(float, row))

    async def busiest(self, most: int) -> list[tuple[str, int, float]]:
        """The statements that ran most often: their text, how often, and milliseconds together."""
        async with self._engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(_BUSIEST, {"most": most})]

    async def connections(self) -> int:
        """How many others have."""
        async with self._engine.connect() as connection:
            return int((await connection.execute(_CONNECTIONS)).scalar_one())

    async def digested(self) -> None:
        """Wait until the sums of calls have all that was written, but not for ever."""
        async with self._engine.connect() as connection:
            for _ in range(LOOKS):
                if (await connection.execute(_IS_DIGESTED)).scalar_one():
                    return
                await asyncio.sleep(LOOK_S)

    async def close(self) -> None:
        await self._engine.dispose()


@contextmanager
def serving() -> Iterator[Server]:
    """A new server. Raises PostgresqlMissingError."""
    with postgresql(*SETTINGS) as running:
        yield Server(running)


def cpu_of_family(pid: int) -> float:
    """User and system seconds of a process, its children, and the children that have ended."""
    ticks = sum(_ticks(pid, UTIME, STIME, CUTIME, CSTIME))
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        ticks += sum(_ticks(int(child), UTIME, STIME))
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int, *which: int) -> list[int]:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:  # it has ended, and counts at its parent from now on
        return []
    return [int(fields[one]) for one in which]
