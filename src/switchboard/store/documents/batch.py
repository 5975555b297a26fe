"""Many writes as one: all of them happen, or none; the order of the objects does not matter."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.clock import Clock, SystemClock
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.tables import change, object_, reference, revision
from switchboard.store.documents import objects
from switchboard.store.documents.objects import Author, Json
from switchboard.store.documents.references import references

Objects = Sequence[Stored[Document]]


@dataclass(frozen=True, slots=True)
class Current:
    """All objects of a tenant at one moment. Ids from `free_id` on have never been used."""

    objects: Objects
    free_id: int


@dataclass(frozen=True)
class Batch:
    """What to write. `created` bear ids from `free_id` on; `replaced` are the new documents with the revisions that
    they are based on, `deleted` the objects as they were."""

    created: Objects
    replaced: Objects
    deleted: Objects


B = TypeVar("B", bound=Batch)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two objects have the same `field`, "number" or "name", which must be unique."""

    field: str
    value: str
    first: Stored[Document]
    second: Stored[Document]


def clashes(everything: Iterable[Stored[Document]]) -> Iterator[Clash]:
    """Numbers that occur twice in a tenant, and names that occur twice in a kind where they are unique."""
    owners: dict[tuple[str, str, str], Stored[Document]] = {}
    for stored in everything:
        for kind, field, value in _unique_values(stored.document):
            owner = owners.setdefault((kind, field, value), stored)
            if owner is not stored:
                yield Clash(field, value, owner, stored)


def _unique_values(document: Document) -> Iterator[tuple[str, str, str]]:
    number = document.dialled_number()
    if number is not None:
        yield "", "number", number
    if document.unique_names:
        yield document.kind, "name", document.name


class Batches:
    """Reads and rewrites the whole configuration of one tenant."""

    def __init__(self, database: Database, tenant: int, clock: Clock | None = None) -> None:
        self._database = database
        self._tenant = tenant
        self._clock = clock or SystemClock()

    async def current(self) -> Current:
        """Everything at this moment."""
        async with self._database.read() as connection:
            return await _current(connection, self._tenant)

    async def rewrite(self, plan: Callable[[Current], B], *, author: str, note: str = "") -> B:
        """Read everything, `plan`, and write in one transaction, in which nobody else writes; returns what was planned.

        References may point forwards and in circles. Raises what `plan` raises, Duplicate, Invalid (rule "reference"),
        and InUse when something that is deleted is still referred to; then nothing is written.
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            current = await _current(connection, self._tenant)
            batch = plan(current)
            _refuse_duplicates(current, batch)
            await _write(connection, self._tenant, batch, Author(author, self._clock.now(), note))
            return batch


async def _current(connection: AsyncConnection, tenant: int) -> Current:
    _, found = await objects.snapshot(connection, tenant)
    last = await connection.scalar(select(func.max(revision.c.object)))
    return Current(found, (last or 0) + 1)


def _refuse_duplicates(current: Current, batch: Batch) -> None:
    final = {stored.id: stored for stored in (*current.objects, *batch.created, *batch.replaced)}
    for stored in batch.deleted:
        del final[stored.id]
    for clash in clashes(final.values()):
        owner = clash.first.document
        raise errors.Duplicate(clash.field, clash.value, owner.kind, owner.dialled_number() or "")


async def _write(connection: AsyncConnection, tenant: int, batch: Batch, by: Author) -> None:
    """What is unique is given up before it is taken, and targets exist before they are referred to."""
    replaced = [Stored(old.id, old.revision + 1, old.document) for old in batch.replaced]
    gone = [Stored(old.id, old.revision + 1, old.document) for old in batch.deleted]
    written = [*batch.created, *replaced]
    await _drop_references(connection, [*replaced, *gone])
    await _delete(connection, gone)
    await _replace(connection, replaced)
    await _insert(connection, tenant, batch.created)
    await _write_references(connection, tenant, written)
    await _record(connection, tenant, written, by)
    await _record(connection, tenant, gone, by, deleted=True)
    if written or gone:
        await locks.notify(connection)


async def _drop_references(connection: AsyncConnection, of: Objects) -> None:
    for ids in objects.batches([stored.id for stored in of]):
        await connection.execute(delete(reference).where(reference.c.source.in_(ids)))


async def _delete(connection: AsyncConnection, gone: Objects) -> None:
    for ids in objects.batches([stored.id for stored in gone]):
        await _refuse_used(connection, gone, ids)
        await connection.execute(delete(object_).where(object_.c.id.in_(ids)))


async def _refuse_used(connection: AsyncConnection, gone: Objects, ids: Sequence[int]) -> None:
    """What still refers to them is neither replaced nor deleted: those have no references at this point."""
    query = (
        select(reference.c.target, object_.c.kind, object_.c.id, object_.c.name, reference.c.field)
        .join(object_, object_.c.id == reference.c.source)
        .where(reference.c.target.in_(ids))
        .order_by(object_.c.id, reference.c.field)
    )
    rows = (await connection.execute(query)).all()
    for stored in gone:
        users = tuple(errors.User(row.kind, row.id, row.name, row.field) for row in rows if row.target == stored.id)
        if users:
            raise errors.InUse(stored.document.kind, stored.id, users)


async def _replace(connection: AsyncConnection, replaced: Objects) -> None:
    """Two statements, so that two objects may exchange their names."""
    for ids in objects.batches([stored.id for stored in replaced]):
        await connection.execute(update(object_).where(object_.c.id.in_(ids)).values(number=None, unique_name=None))
    rows = [_bound(stored) for stored in replaced]
    if rows:
        values: dict[str, BindParameter[Any]] = {name: bindparam(f"new_{name}") for name in _row(replaced[0])}
        await connection.execute(update(object_).where(object_.c.id == bindparam("key")).values(values), rows)


def _row(stored: Stored[Document]) -> Json:
    return objects.row_values(stored.document) | {"revision": stored.revision}


def _bound(stored: Stored[Document]) -> Json:
    return {"key": stored.id} | {f"new_{name}": value for name, value in _row(stored).items()}


async def _insert(connection: AsyncConnection, tenant: int, created: Objects) -> None:
    rows = [_row(stored) | {"id": stored.id, "tenant": tenant, "kind": stored.document.kind} for stored in created]
    if rows:
        await connection.execute(insert(object_), rows)
        await objects.continue_above(connection, max(stored.id for stored in created))


async def _write_references(connection: AsyncConnection, tenant: int, written: Objects) -> None:
    found = [(stored.id, one) for stored in written for one in references(stored.document)]
    await objects.refuse_missing(connection, tenant, [one for _, one in found])
    if found:
        rows = [{"source": source, "field": one.field, "target": one.target} for source, one in found]
        await connection.execute(insert(reference), rows)


async def _record(
    connection: AsyncConnection, tenant: int, written: Objects, by: Author, *, deleted: bool = False
) -> None:
    """History for people and the feed for the other processes."""
    if not written:
        return
    what = [
        {"object": stored.id, "revision": stored.revision, "tenant": tenant, "kind": stored.document.kind}
        for stored in written
    ]
    history = {"author": by.name, "at": by.at, "note": by.note}
    contents = [None if deleted else objects.dump(stored.document) for stored in written]
    rows = [row | history | {"document": content} for row, content in zip(what, contents, strict=True)]
    await connection.execute(insert(revision), rows)
    await connection.execute(insert(change), [row | {"deleted": deleted} for row in what])
