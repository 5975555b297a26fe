"""Drafts as the database has them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.drafts.draft import Drafted
from switchboard.model.stored import Stored
from switchboard.store.db import storable
from switchboard.store.db.tables import draft, draft_change, revision
from switchboard.store.documents import objects


@dataclass(frozen=True, slots=True)
class Draft:
    """A set of changes that are not in force. `base` is the last change of the configuration when it was begun,
    `changes` how many objects it changes.
    """

    id: int
    name: str
    note: str
    author: str
    created_at: datetime
    changed_at: datetime
    base: int
    revision: int
    changes: int


def drafts(tenant: int) -> Select[Any]:
    """Selects what `read` needs of the drafts of a tenant."""
    changes = select(func.count()).where(draft_change.c.draft == draft.c.id).scalar_subquery()
    columns = [draft.c[name] for name in Draft.__dataclass_fields__ if name != "changes"]
    return select(*columns, changes.label("changes")).where(draft.c.tenant == tenant)


def read(row: Row[Any]) -> Draft:
    """One row of `drafts`."""
    return Draft(**row._mapping)


async def fetch(connection: AsyncConnection, tenant: int, id: int) -> Draft:
    """Raises NotFound."""
    if storable.is_id(id) and (row := (await connection.execute(drafts(tenant).where(draft.c.id == id))).one_or_none()):
        return read(row)
    raise errors.NotFound("draft", id)


async def fetch_drafted(connection: AsyncConnection, id: int) -> tuple[Drafted, ...]:
    """What a draft changes, by the ids of the objects, with what they were."""
    was = (revision.c.object == draft_change.c.object) & (revision.c.revision == draft_change.c.base_revision)
    query = select(draft_change, revision.c.document.label("base")).select_from(draft_change.outerjoin(revision, was))
    rows = await connection.execute(query.where(draft_change.c.draft == id).order_by(draft_change.c.object))
    return tuple(map(_drafted, rows))


def _drafted(row: Row[Any]) -> Drafted:
    base = None if row.base is None else Stored(row.object, row.base_revision, objects.document(row.kind, row.base))
    document = None if row.document is None else objects.document(row.kind, row.document)
    return Drafted(row.object, row.kind, row.revision, base, document, row.author, row.at)
