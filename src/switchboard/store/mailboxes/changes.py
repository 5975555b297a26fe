"""Which mailboxes have changed: whoever shows their counts need not look at all of them after each commit."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.tables import mailbox_change
from switchboard.store.db.wakeup import watch

_log = structlog.get_logger(__name__)
OUTAGE_RETRY_S = 1.0
KEPT = timedelta(days=1)
"""How long changes are remembered: longer than any outage of the database that a calls process sits out."""

_LAST = "SELECT coalesce(max(id), 0) FROM mailbox_change"
_AFTER = "SELECT id, owner FROM mailbox_change WHERE id > :position ORDER BY id"


class MailboxChanges:
    """The changes of all mailboxes, in the order of commits. All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self) -> int:
        """The position of the last change, 0 before the first."""
        ((position,),) = await self._database.look(_LAST)
        return int(position)

    async def after(self, position: int) -> tuple[int, frozenset[int]]:
        """The position now, and whose mailboxes (ids of owners) have changed since `position`.

        On SQLite this takes microseconds.
        """
        rows = await self._database.look(_AFTER, position=position)
        return (int(rows[-1][0]) if rows else position), frozenset(int(owner) for _, owner in rows)

    async def follow(self) -> AsyncGenerator[frozenset[int], None]:
        """Whose mailboxes change from now on, commit by commit. An outage of the database holds it up, and loses
        nothing.
        """
        position: int | None = None
        while True:
            try:
                async with watch(self._database, locks.MAILBOXES) as commits:
                    position = await self.last() if position is None else position
                    while True:
                        position, owners = await self.after(position)
                        if owners:
                            yield owners
                        await commits.wait()
            except errors.Unavailable:
                _log.warning("mailboxes wait for database")
            await asyncio.sleep(OUTAGE_RETRY_S)

    async def purge(self, now: datetime) -> int:
        """Forget old changes; returns how many."""
        async with self._database.write() as connection:
            return (await connection.execute(delete(mailbox_change).where(mailbox_change.c.at <= now - KEPT))).rowcount


async def note(connection: AsyncConnection, owners: Collection[int], now: datetime) -> None:
    """Note in the transaction that changes these mailboxes that it does, and wake who watches them.

    It must come last: other changes of mailboxes wait from here on, so that positions grow in the order of commits.
    """
    if not owners:
        return
    await locks.mailbox_changes(connection)
    await connection.execute(insert(mailbox_change), _rows(owners, now))
    await locks.notify(connection, locks.MAILBOXES)


def _rows(owners: Iterable[int], now: datetime) -> list[dict[str, object]]:
    return [{"owner": owner, "at": now} for owner in sorted(set(owners))]
