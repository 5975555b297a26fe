"""Short looks at SQLite from the event loop itself: what takes microseconds is not worth two changes of thread."""

import sqlite3
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

PATIENCE_S = 0.004
"""So long the event loop may be held up by one look: a search among 10,000 objects takes half of it."""
_STEPS = 2000
"""Of SQLite's machine from one look at the clock to the next: some 20 µs."""

Parameter = int | str | datetime
T = TypeVar("T")


class Glance:
    """One connection that only reads, in the thread of its caller. In WAL mode a reader never waits for a writer.

    For statements that take little time; PostgreSQL, which is asked over a network, has none.
    """

    def __init__(self, path: Path) -> None:
        self._connection = connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        connection.execute("PRAGMA query_only=ON")
        self._engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    def rows(self, statement: str, parameters: Mapping[str, Parameter]) -> list[tuple[object, ...]]:
        """Returns all rows; the parameters stand in the statement as `:name`. Raises sqlite3.Error."""
        return self._connection.execute(statement, stored(parameters)).fetchall()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Returns what `work` finds in one transaction. Raises sqlalchemy.exc.OperationalError, also when SQLite takes
        longer than `PATIENCE_S`.
        """
        end_s = time.monotonic() + PATIENCE_S
        self._connection.set_progress_handler(lambda: time.monotonic() > end_s, _STEPS)
        try:
            with self._engine.connect() as connection, connection.begin():
                connection.exec_driver_sql("BEGIN")
                return work(connection)
        finally:
            self._connection.set_progress_handler(None, 0)

    def close(self) -> None:
        self._connection.close()


def stored(parameters: Mapping[str, Parameter]) -> dict[str, int | str]:
    """Parameters as the database has such values: moments as text in UTC."""
    return {
        name: f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value
        for name, value in parameters.items()
    }


def moment(value: str | datetime) -> datetime:
    """Converts a moment as any database gives it."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value
