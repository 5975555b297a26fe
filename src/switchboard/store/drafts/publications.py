"""Drafts put in force: all their changes in one transaction, which can be undone as one."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.clock import Clock, SystemClock
from switchboard.model.base import Document
from switchboard.model.drafts.draft import Outcome, outcome
from switchboard.model.stored import Stored
from switchboard.store.db import locks, storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import draft, publication, revision
from switchboard.store.documents import objects, writing
from switchboard.store.documents.writing import Author, Batch
from switchboard.store.drafts import rows

Live = Mapping[int, Stored[Document]]


@dataclass(frozen=True, slots=True)
class Publication:
    """Changes that were put in force together. `undoes` is the publication that it took back, `undone_by` the one that
    took it back; `objects` is how many it changed.
    """

    id: int
    name: str
    note: str
    author: str
    at: datetime
    undoes: int | None
    undone_by: int | None
    objects: int


@dataclass(frozen=True, slots=True)
class Written:
    """An object that a publication wrote: None was not there, or was deleted."""

    id: int
    before: Document | None
    after: Document | None


class Publications:
    """What one tenant has published."""

    def __init__(self, database: Database, tenant: int, clock: Clock | None = None) -> None:
        self._database = database
        self._tenant = tenant
        self._clock = clock or SystemClock()

    async def page(self, *, limit: int, before: int | None = None) -> list[Publication]:
        """The publications below that id, newest first."""
        query = _publications(self._tenant).order_by(publication.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(publication.c.id < before)
        async with self._database.read() as connection:
            return [_read(row) for row in await connection.execute(query)]

    async def get(self, id: int) -> Publication:
        """Raises NotFound."""
        async with self._database.read() as connection:
            return await self._fetch(connection, id)

    async def written(self, id: int) -> list[Written]:
        """What a publication of the tenant did, by the ids of the objects."""
        async with self._database.read() as connection:
            rows = await self._written(connection, id)
            before = await self._before(connection, rows)
        return [Written(row.object, _document(before.get(row.object)), _of(row)) for row in rows]

    async def publish(self, id: int, *, author: str, note: str, check: Callable[[int], None]) -> Publication:
        """Put a draft in force and end it. What others have changed meanwhile is kept, where it does not conflict.

        Raises NotFound, Overtaken where it does, Invalid (rule "empty") if the draft changes nothing, what
        `writing.write` raises, and what `check` raises, which is given the revision of the draft.
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            found = await rows.fetch(connection, self._tenant, id)
            check(found.revision)
            drafted = await rows.fetch_drafted(connection, id)
            live = await self._live(connection, [one.id for one in drafted])
            outcomes = [outcome(one, live.get(one.id)) for one in drafted]
            if conflicting := [_touched(one) for one in outcomes if one.conflicts]:
                raise errors.Overtaken(tuple(conflicting))
            batch = await self._batch(connection, outcomes, live)
            await connection.execute(delete(draft).where(draft.c.id == id))
            return await self._write(connection, batch, found.name, author, note)

    async def undo(
        self, id: int, *, author: str, note: str, restorable: Callable[[Document], Awaitable[object]] | None = None
    ) -> Publication:
        """Write what was there before a publication; this is a publication too.

        Raises NotFound, Overtaken if any of the objects was written since, what `writing.write` raises, and what
        `restorable` raises, which is given each document that is written again.
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            undone = await self._fetch(connection, id)
            written = await self._written(connection, id)
            before = await self._before(connection, written)
            await self._refuse_overtaken(connection, written, before)
            if restorable is not None:
                for stored in before.values():
                    await restorable(stored.document)
            live = await self._live(connection, [row.object for row in written])
            return await self._write(connection, _back(before, live), undone.name, author, note, undoes=id)

    async def _write(
        self,
        connection: AsyncConnection,
        batch: Batch,
        name: str,
        author: str,
        note: str,
        undoes: int | None = None,
    ) -> Publication:
        if not (batch.created or batch.replaced or batch.deleted):
            raise errors.Invalid("", "changes nothing", rule="empty")
        now = self._clock.now()
        values = {"tenant": self._tenant, "name": name, "note": note, "author": author, "at": now, "undoes": undoes}
        id = await connection.scalar(insert(publication).values(values).returning(publication.c.id))
        await writing.write(connection, self._tenant, batch, Author(author, now, note or name, id))
        return await self._fetch(connection, id or 0)

    async def _batch(self, connection: AsyncConnection, outcomes: Iterable[Outcome], live: Live) -> Batch:
        """What is to be written; nothing for an object that others have changed in the same way."""
        created, replaced, deleted = [], [], []
        for one in outcomes:
            old, new = live.get(one.drafted.id), one.stored
            if new is None:
                deleted += [old] if old is not None else []
            elif old is None:
                created.append(new)
            elif new.document != old.document:
                replaced.append(Stored(old.id, old.revision, new.document))
        last = await _last_revisions(connection, [new.id for new in created])
        reborn = (Stored(new.id, last.get(new.id, 0) + 1, new.document) for new in created)
        return Batch(tuple(reborn), tuple(replaced), tuple(deleted))

    async def _written(self, connection: AsyncConnection, id: int) -> list[Row[Any]]:
        mine = select(revision).where(revision.c.tenant == self._tenant, revision.c.publication == id)
        return list(await connection.execute(mine.order_by(revision.c.object)))

    async def _refuse_overtaken(
        self, connection: AsyncConnection, written: list[Row[Any]], before: Mapping[int, Stored[Document]]
    ) -> None:
        """Raises Overtaken with all that was written since."""
        last = await _last_revisions(connection, [row.object for row in written])
        newer = [row for row in written if last[row.object] != row.revision]
        if newer:
            known = ((row, _of(row) or _document(before.get(row.object))) for row in newer)
            raise errors.Overtaken(
                tuple(
                    errors.Touched(row.kind, row.object, document.name if document else "") for row, document in known
                )
            )

    async def _before(self, connection: AsyncConnection, written: list[Row[Any]]) -> dict[int, Stored[Document]]:
        """What there was, by id, each with the revision that it gets if it is gone now."""
        found: dict[int, Stored[Document]] = {}
        for some in objects.batches([(row.object, row.revision - 1) for row in written]):
            earlier = tuple_(revision.c.object, revision.c.revision).in_(some)
            for row in await connection.execute(select(revision).where(earlier, revision.c.document.is_not(None))):
                document = objects.document(row.kind, row.document)
                found[row.object] = Stored(row.object, row.revision + 2, document)
        return found

    async def _live(self, connection: AsyncConnection, ids: list[int]) -> Live:
        return await objects.fetch_many(connection, self._tenant, Document, ids)

    async def _fetch(self, connection: AsyncConnection, id: int) -> Publication:
        if storable.is_id(id):
            query = _publications(self._tenant).where(publication.c.id == id)
            if row := (await connection.execute(query)).one_or_none():
                return _read(row)
        raise errors.NotFound("publication", id)


def _back(before: Mapping[int, Stored[Document]], live: Live) -> Batch:
    """What brings back what was before, if all of it is as the publication wrote it."""
    created = (stored for id, stored in before.items() if id not in live)
    replaced = (Stored(id, live[id].revision, stored.document) for id, stored in before.items() if id in live)
    return Batch(tuple(created), tuple(replaced), tuple(live[id] for id in live if id not in before))


def _document(stored: Stored[Document] | None) -> Document | None:
    return None if stored is None else stored.document


def _of(row: Row[Any]) -> Document | None:
    return None if row.document is None else objects.document(row.kind, row.document)


def _touched(one: Outcome) -> errors.Touched:
    document = one.drafted.document or (one.theirs.document if one.theirs else None)
    return errors.Touched(one.drafted.kind, one.drafted.id, "" if document is None else document.name)


async def _last_revisions(connection: AsyncConnection, ids: list[int]) -> dict[int, int]:
    """The revision that was written last, by object; objects that never were are left out."""
    last: dict[int, int] = {}
    for some in objects.batches(ids):
        query = select(revision.c.object, func.max(revision.c.revision)).where(revision.c.object.in_(some))
        last.update((id, number) for id, number in await connection.execute(query.group_by(revision.c.object)))
    return last


def _publications(tenant: int) -> Select[Any]:
    other = publication.alias()
    undone_by = select(func.max(other.c.id)).where(other.c.undoes == publication.c.id).scalar_subquery()
    written = select(func.count()).where(revision.c.publication == publication.c.id).scalar_subquery()
    columns = [publication.c[name] for name in ("id", "name", "note", "author", "at", "undoes")]
    query = select(*columns, undone_by.label("undone_by"), written.label("objects"))
    return query.where(publication.c.tenant == tenant)


def _read(row: Row[Any]) -> Publication:
    return Publication(**row._mapping)
