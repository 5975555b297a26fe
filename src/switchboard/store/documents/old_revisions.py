"""Versions of objects that are to go, go: those that have not been in force for a while."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select, tuple_

from switchboard.store.db.database import Database
from switchboard.store.db.tables import change, draft_change, publication, revision

AT_ONCE: Final = 500
"""Rows of one transaction."""


async def expire(database: Database, tenant: int, before: datetime) -> int:
    """Delete the versions that others took the place of before that moment, and all of what was deleted before it;
    returns how many. What an open draft was made from stays. Raises Unavailable.
    """
    await _expire_publications(database, tenant, before)
    later = revision.alias()
    follows = (later.c.object == revision.c.object) & (later.c.revision > revision.c.revision)
    replaced = select(later.c.revision).where(follows, later.c.at < before).exists()
    deletion = revision.c.document.is_(None) & (revision.c.at < before)
    is_base = (draft_change.c.base_revision == revision.c.revision) | revision.c.document.is_(None)
    drafted = select(draft_change.c.draft).where(draft_change.c.object == revision.c.object, is_base).exists()
    old = (revision.c.tenant == tenant) & (replaced | deletion) & ~drafted
    query = select(revision.c.object, revision.c.revision).where(old)
    query = query.order_by(revision.c.object, revision.c.revision).limit(AT_ONCE)
    gone = 0
    while True:
        async with database.read() as connection:
            rows = [tuple(row) for row in await connection.execute(query)]
            newest = await connection.scalar(select(func.max(change.c.seq)).where(change.c.tenant == tenant))
        if not rows:
            return gone
        async with database.write() as connection:
            of_rows = tuple_(change.c.object, change.c.revision).in_(rows)
            # Of the newest, its number is what others compare with.
            await connection.execute(delete(change).where(of_rows, change.c.seq != newest))
            these = tuple_(revision.c.object, revision.c.revision).in_(rows)
            await connection.execute(delete(revision).where(these))
        gone += len(rows)


async def _expire_publications(database: Database, tenant: int, before: datetime) -> None:
    """Without the versions before them, they cannot be undone."""
    old = (publication.c.tenant == tenant) & (publication.c.at < before)
    async with database.write() as connection:
        await connection.execute(delete(publication).where(old))
