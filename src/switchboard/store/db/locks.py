"""Locks and wake-ups inside PostgreSQL.

On SQLite a write transaction has the database to itself anyway, and watchers poll.
"""

from typing import Literal

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

# "SWC" and a number: advisory locks are shared by all that use the same PostgreSQL database.
_CONFIGURATION = 0x53574301
_MIGRATION = 0x53574302
_CALL_EVENTS = 0x53574303
_MAILBOX_CHANGES = 0x53574304
_QUEUES = 0x53574305
_DIGEST = 0x53574306
_NODES = 0x53574307
_FIRST_START = 0x53574308

Channel = Literal[
    "switchboard_change",
    "switchboard_call_event",
    "switchboard_outbox",
    "switchboard_mailbox",
    "switchboard_queue",
    "switchboard_command",
    "switchboard_answer",
]
"""What PostgreSQL notifies when a commit holds something new."""

CHANGES: Channel = "switchboard_change"
CALL_EVENTS: Channel = "switchboard_call_event"
OUTBOX: Channel = "switchboard_outbox"
MAILBOXES: Channel = "switchboard_mailbox"
QUEUES: Channel = "switchboard_queue"
COMMANDS: Channel = "switchboard_command"
ANSWERS: Channel = "switchboard_answer"


async def configuration(connection: AsyncConnection) -> None:
    """Lock out other writers of configuration until the transaction ends.

    So uniqueness and references are checked without races, and `change.seq` grows in the order of commits, so sequence
    numbers never appear out of order.
    """
    await connection.run_sync(_take, _CONFIGURATION)


def call_events(connection: Connection) -> None:
    """Lock out other writers of call events until the transaction ends: positions grow in the order of commits."""
    _take(connection, _CALL_EVENTS)


async def mailbox_changes(connection: AsyncConnection) -> None:
    """Lock out other changes of mailboxes until the transaction ends: positions grow in the order of commits."""
    await connection.run_sync(_take, _MAILBOX_CHANGES)


def queues(connection: Connection, tenant: int) -> None:
    """Lock out all others who change the queues of a tenant until the transaction ends."""
    if connection.dialect.name == "postgresql":
        # Two keys of 32 bits, which never equal one of 64. Tenants that share a lock wait for one another, no more.
        both = {"what": _QUEUES, "tenant": tenant % 2**31}
        connection.execute(text("SELECT pg_advisory_xact_lock(:what, :tenant)"), both)


def digest(connection: Connection) -> None:
    """Lock out others who add events to sums until the transaction ends: each event counts once."""
    _take(connection, _DIGEST)


def nodes(connection: Connection) -> None:
    """Lock out all others who take the name of a machine, or close what a dead one has left."""
    _take(connection, _NODES)


async def try_first_start(connection: AsyncConnection) -> bool:
    """Whether the transaction may begin a new installation, until it ends: nobody else does meanwhile. For PostgreSQL
    alone.
    """
    query = text("SELECT pg_try_advisory_xact_lock(:key)")
    return bool(await connection.scalar(query, {"key": _FIRST_START}))


async def notify(connection: AsyncConnection, channel: Channel = CHANGES) -> None:
    """Wake listeners when the transaction commits."""
    await connection.run_sync(notify_now, channel)


def notify_now(connection: Connection, channel: Channel) -> None:
    """The same in a transaction that somebody runs in one go."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {channel}"))


def migration(connection: Connection) -> None:
    """Lock out other migrations until the transaction ends."""
    _take(connection, _MIGRATION)


def _take(connection: Connection, key: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
