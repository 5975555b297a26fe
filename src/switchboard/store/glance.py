"""Short looks at SQLite from the event loop itself: what takes microseconds is not worth two changes of thread."""

import sqlite3
from pathlib import Path


class Glance:
    """One connection that only reads, in the thread of its caller. In WAL mode a reader never waits for a writer.

    For statements that an index answers with one row; PostgreSQL, which is asked over a network, has none.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._connection.execute("PRAGMA query_only=ON")

    def row(self, statement: str, *parameters: int | str) -> tuple[object, ...] | None:
        """The first row, or None. Raises sqlite3.Error."""
        found: tuple[object, ...] | None = self._connection.execute(statement, parameters).fetchone()
        return found

    def close(self) -> None:
        self._connection.close()
