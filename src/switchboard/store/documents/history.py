"""Who changed what and when: of one object, and of a whole tenant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import Row, Select, select

from switchboard import errors
from switchboard.model.base import Document
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import change, revision
from switchboard.store.documents import objects

D = TypeVar("D", bound=Document)
Action = Literal["created", "updated", "deleted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One write. `document` is None when the object was deleted."""

    revision: int
    at: datetime
    author: str
    note: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Change:
    """One write anywhere in a tenant; `seq` grows in the order of the writes."""

    seq: int
    at: datetime
    author: str
    note: str
    kind: str
    id: int
    revision: int
    action: Action
    name: str


class History:
    """The past of one tenant's configuration."""

    def __init__(self, database: Database, tenant: int) -> None:
        self._database = database
        self._tenant = tenant

    async def entries(self, family: type[D], id: int, *, limit: int, before: int | None = None) -> list[Entry]:
        """The writes of an object below the revision `before`, newest first, also of a deleted object.

        Raises NotFound when there is none.
        """
        query = self._of(family, id).order_by(revision.c.revision.desc()).limit(limit)
        if before is not None:
            query = query.where(revision.c.revision < before)
        found = [_entry(row) for row in await self._rows(query, id)]
        if not found and before is None:
            raise errors.NotFound(family.kind, id)
        return found

    async def entry(self, family: type[D], id: int, number: int) -> Entry:
        """Returns one write of an object. Raises NotFound."""
        found = await self._rows(self._of(family, id).where(revision.c.revision == number), id)
        if not found:
            raise errors.NotFound(f"revision of {family.kind}", number)
        return _entry(found[0])

    async def changes(self, *, limit: int, before: int | None = None) -> list[Change]:
        """The writes below the sequence number `before`, newest first."""
        same = (change.c.object == revision.c.object) & (change.c.revision == revision.c.revision)
        columns = (change.c.seq, change.c.object, change.c.kind, change.c.revision, change.c.deleted)
        query = select(*columns, revision.c.at, revision.c.author, revision.c.note, revision.c.document)
        query = query.join(revision, same).where(change.c.tenant == self._tenant)
        if before is not None:
            query = query.where(change.c.seq < before)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(change.c.seq.desc()).limit(limit))
            return [_change(row) for row in rows]

    def _of(self, family: type[Document], id: int) -> Select[Any]:
        mine = revision.c.tenant == self._tenant
        return select(revision).where(mine, revision.c.object == id, revision.c.kind == family.kind)

    async def _rows(self, query: Select[Any], id: int) -> list[Row[Any]]:
        if not storable.is_id(id):
            return []
        async with self._database.read() as connection:
            return list((await connection.execute(query)).all())


def _entry(row: Row[Any]) -> Entry:
    document = None if row.document is None else objects.document(row.kind, row.document)
    return Entry(row.revision, row.at, row.author, row.note, document)


def _change(row: Row[Any]) -> Change:
    action: Action = "deleted" if row.deleted else "created" if row.revision == 1 else "updated"
    name = "" if row.document is None else str(row.document["name"])
    return Change(row.seq, row.at, row.author, row.note, row.kind, row.object, row.revision, action, name)
