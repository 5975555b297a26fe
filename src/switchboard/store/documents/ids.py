"""Ids of objects that are given by us and not by the database. Whoever asks for them holds `locks.configuration`."""

from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.store.db.tables import draft_change, revision

_LAST_GIVEN: Final = {
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM object_id_seq",
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = 'object'",
}
_GIVEN: Final = "SELECT setval('object_id_seq', GREATEST(:id, (SELECT last_value FROM object_id_seq)))"
_GIVEN_SQLITE: Final = "UPDATE sqlite_sequence SET seq = max(seq, :id) WHERE name = 'object'"
_FIRST_GIVEN_SQLITE: Final = "INSERT INTO sqlite_sequence (name, seq) VALUES ('object', :id)"


async def free_id(connection: AsyncConnection) -> int:
    """Ids from this one on have never been used, also not by new objects in drafts, be they thrown away since."""
    used = await connection.scalar(select(func.max(revision.c.object)))
    drafted = await connection.scalar(select(func.max(draft_change.c.object)))
    given = await connection.scalar(text(_LAST_GIVEN[connection.dialect.name]))
    return max(used or 0, drafted or 0, given or 0) + 1


async def never_give(connection: AsyncConnection, id: int) -> None:
    """The database gives this id, and those below it, to no object any more."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text(_GIVEN), {"id": id})
    elif (await connection.execute(text(_GIVEN_SQLITE), {"id": id})).rowcount == 0:
        await connection.execute(text(_FIRST_GIVEN_SQLITE), {"id": id})
