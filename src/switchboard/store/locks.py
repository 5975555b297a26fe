"""Locks and wake-ups inside PostgreSQL.

On SQLite a write transaction has the database to itself anyway, and watchers poll.
"""

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

_CONFIGURATION = 0x53574301
_MIGRATION = 0x53574302

CHANNEL = "switchboard_change"
"""What PostgreSQL notifies when a configuration change is committed."""


async def configuration(connection: AsyncConnection) -> None:
    """Until the transaction ends nobody else writes configuration.

    So uniqueness and references are checked without races, and `change.seq` grows in the order of commits: whoever has
    seen a number has seen all below it.
    """
    await connection.run_sync(_take, _CONFIGURATION)


async def notify(connection: AsyncConnection) -> None:
    """Wake who listens when the transaction commits."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"NOTIFY {CHANNEL}"))


def migration(connection: Connection) -> None:
    """Until the transaction ends nobody else migrates."""
    _take(connection, _MIGRATION)


def _take(connection: Connection, key: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
