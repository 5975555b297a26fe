"""Which sounds objects name: in force, in the past, or in drafts."""

from collections.abc import Iterable

from sqlalchemy import Table, select

from switchboard.model.prompt import Prompt
from switchboard.store.db.database import Database
from switchboard.store.db.tables import draft_change, revision
from switchboard.store.documents.objects import batches


async def published(database: Database, contents: Iterable[str]) -> set[str]:
    """Those that are or were in force: what was can be restored."""
    return await _named(database, revision, contents)


async def drafted(database: Database, contents: Iterable[str]) -> set[str]:
    """Those that some draft has."""
    return await _named(database, draft_change, contents)


async def all_named(database: Database) -> set[str]:
    """All that objects name, in force, in the past or in drafts."""
    found: set[str] = set()
    async with database.read() as connection:
        for table in (revision, draft_change):
            query = select(table.c.document["content"].as_string()).where(table.c.kind == Prompt.kind).distinct()
            found.update(content for content in await connection.scalars(query) if content)
    return found


async def _named(database: Database, table: Table, contents: Iterable[str]) -> set[str]:
    content, found = table.c.document["content"].as_string(), set[str]()
    async with database.read() as connection:
        for some in batches(list(contents)):
            query = select(content).where(table.c.kind == Prompt.kind, content.in_(some))
            found.update(await connection.scalars(query))
    return found
