"""The history of one object and of a whole tenant: author, time and content of each write."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Row, Select, select

from switchboard import errors
from switchboard.model.base import Document
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import change, object_, revision
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
    number: str | None
    publication: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which writes: of one kind or object, by an author, in a period (`since` included, `until` not), or of one
    publication.
    """

    kind: str | None = None
    object: int | None = None
    author: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    publication: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What an object is called, or was called last when it is `deleted`."""

    kind: str
    name: str
    number: str | None
    deleted: bool


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

    async def changes(self, wanted: Wanted = Wanted(), *, limit: int, before: int | None = None) -> list[Change]:
        """The writes that are wanted below the sequence number `before`, newest first."""
        same = (change.c.object == revision.c.object) & (change.c.revision == revision.c.revision)
        columns = (change.c.seq, change.c.object, change.c.kind, change.c.revision, change.c.deleted)
        content = (revision.c.at, revision.c.author, revision.c.note, revision.c.publication)
        # What a deletion has no document for, the write before it has.
        earlier = revision.alias()
        previous = (earlier.c.object == revision.c.object) & (earlier.c.revision == revision.c.revision - 1)
        query = select(*columns, *content, revision.c.document, earlier.c.document.label("earlier"))
        query = query.join(revision, same).outerjoin(earlier, previous & change.c.deleted)
        query = query.where(change.c.tenant == self._tenant, *_conditions(wanted))
        if before is not None:
            query = query.where(change.c.seq < before)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(change.c.seq.desc()).limit(limit))
            return [_change(row) for row in rows]

    async def names(self, ids: Collection[int]) -> dict[int, Named]:
        """What these objects are called, or were called last; ids that the tenant never had are left out."""
        found: dict[int, Named] = {}
        async with self._database.read() as connection:
            for some in objects.batches(sorted(ids)):
                query = select(object_.c.id, object_.c.kind, object_.c.name, object_.c.number)
                rows = await connection.execute(query.where(object_.c.tenant == self._tenant, object_.c.id.in_(some)))
                found.update((row.id, Named(row.kind, row.name, row.number, deleted=False)) for row in rows)
            for some in objects.batches(sorted(set(ids) - set(found))):
                mine = (revision.c.tenant == self._tenant) & revision.c.document.is_not(None)
                query = select(revision).where(mine, revision.c.object.in_(some)).order_by(revision.c.revision)
                for row in await connection.execute(query):
                    document = row.document
                    found[row.object] = Named(row.kind, document["name"], document.get("number"), deleted=True)
        return found

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


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kind is not None:
        yield change.c.kind == wanted.kind
    if wanted.object is not None:
        yield change.c.object == wanted.object
    if wanted.author is not None:
        yield revision.c.author == wanted.author
    if wanted.since is not None:
        yield revision.c.at >= wanted.since
    if wanted.until is not None:
        yield revision.c.at < wanted.until
    if wanted.publication is not None:
        yield revision.c.publication == wanted.publication


def _change(row: Row[Any]) -> Change:
    action: Action = "deleted" if row.deleted else "created" if row.revision == 1 else "updated"
    document = row.document or row.earlier or {}
    what = (row.kind, row.object, row.revision, action, str(document.get("name", "")), document.get("number"))
    return Change(row.seq, row.at, row.author, row.note, *what, row.publication)
