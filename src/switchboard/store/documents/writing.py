"""The one way in which objects are written: with their references, their history, and the feed for other processes.

A single write is a batch of one; only `create` is not. Writers hold `locks.configuration`, so what is checked here
stays true until the transaction ends; when a check fails, whoever opened the transaction undoes it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Row, Select, bindparam, delete, func, insert, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.organization import Organization, refuse_circles
from switchboard.model.stored import Stored
from switchboard.store.db import storable
from switchboard.store.db.locks import notify
from switchboard.store.db.tables import change, object_, object_secret, reference, revision
from switchboard.store.documents.emergency_numbers import refuse_emergency_numbers
from switchboard.store.documents.ids import never_give
from switchboard.store.documents.objects import Json, batches
from switchboard.store.documents.references import Reference, references

D = TypeVar("D", bound=Document)
Objects = Sequence[Stored[Document]]
Unique = tuple[str, str, str]
"""What no two objects of a tenant may share: kind ("" for all kinds together), field and value."""


@dataclass(frozen=True, slots=True)
class Author:
    """The author of a write, its time, a note on its reason, and the publication of which it is a part."""

    name: str
    at: datetime
    note: str
    publication: int | None = None


@dataclass(frozen=True)
class Batch:
    """What to write.

    `created`: new objects under ids that nothing has. `replaced`: new documents, each carrying its old revision number.
    `deleted`: the objects as they were.
    """

    created: Objects
    replaced: Objects
    deleted: Objects


async def write(connection: AsyncConnection, tenant: int, batch: Batch, by: Author) -> None:
    """Writes all of a batch; references may point forwards and in circles, and unique values may be exchanged.

    What is unique is given up before it is taken, and targets exist before they are referred to. Raises Duplicate,
    Invalid (rule "reference", "emergency", and "circle" or "max" of organizations), and InUse when something that is
    deleted is still referred to.
    """
    replaced = [Stored(new.id, new.revision + 1, new.document) for new in batch.replaced]
    gone = [Stored(old.id, old.revision + 1, old.document) for old in batch.deleted]
    written = [*batch.created, *replaced]
    documents = [stored.document for stored in sorted(written, key=lambda stored: stored.id)]
    await _refuse_duplicates(connection, tenant, documents, {stored.id for stored in (*written, *gone)})
    # This order is what makes exchanges and circles possible: see above.
    await _drop_references(connection, [*replaced, *gone])
    await _delete(connection, gone)
    await _replace(connection, replaced)
    await _insert(connection, tenant, batch.created)
    await _write_references(connection, tenant, written)
    if any(isinstance(stored.document, Organization) for stored in written):
        await _refuse_circles(connection, tenant)
    await refuse_emergency_numbers(connection, tenant, documents)
    await _record(connection, tenant, written, gone, by)


async def create(connection: AsyncConnection, tenant: int, document: D, by: Author) -> Stored[D]:
    """Write an object under an id that the database generates: the one write that is no `Batch`, which needs ids.

    Raises Duplicate and Invalid.
    """
    await _refuse_duplicates(connection, tenant, [document], set())
    values = _row(Stored(0, 1, document)) | {"tenant": tenant, "kind": document.kind}
    result = await connection.execute(insert(object_).values(values))
    if result.inserted_primary_key is None:
        raise errors.Unavailable("the database returned no id")
    new = Stored(int(result.inserted_primary_key[0]), 1, document)
    await _write_references(connection, tenant, [new])
    if isinstance(document, Organization):
        await _refuse_circles(connection, tenant)
    await refuse_emergency_numbers(connection, tenant, [document])
    await _record(connection, tenant, [new], [], by)
    return new


async def create_under(connection: AsyncConnection, tenant: int, id: int, document: D, by: Author) -> Stored[D]:
    """Write an object under that id; its revisions go on after those of a deleted object that had the same id.

    Raises Duplicate (also of "id") and Invalid.
    """
    query = select(object_.c.tenant, object_.c.kind, object_.c.number, object_.c.name).where(object_.c.id == id)
    if (owner := (await connection.execute(query)).one_or_none()) is not None:
        if owner.tenant != tenant:
            raise errors.Duplicate("id", str(id), "object", "")
        raise _Owner(id, owner.kind, owner.number, owner.name).duplicate("id", str(id))
    last = await connection.scalar(select(func.max(revision.c.revision)).where(revision.c.object == id))
    new = Stored(id, (last or 0) + 1, document)
    await write(connection, tenant, Batch((new,), (), ()), by)
    return new


async def write_secrets(connection: AsyncConnection, id: int, sealed: Mapping[str, str | None]) -> None:
    """Replace secrets of an object by their ciphertexts; None removes one. Others stay."""
    if not sealed:
        return
    ours = object_secret.c.object == id
    await connection.execute(delete(object_secret).where(ours, object_secret.c.name.in_(list(sealed))))
    rows = [{"object": id, "name": name, "ciphertext": text} for name, text in sealed.items() if text is not None]
    if rows:
        await connection.execute(insert(object_secret), rows)


def unique_values(document: Document) -> Iterator[Unique]:
    """The number, which is unique in a tenant, and the name where it is unique in its kind."""
    number = document.dialled_number()
    if number is not None:
        yield "", "number", number
    if document.unique_names:
        yield document.kind, "name", document.name


async def _refuse_duplicates(
    connection: AsyncConnection, tenant: int, documents: Sequence[Document], own: set[int]
) -> None:
    """Raises Duplicate for a value that another object has, or an earlier one of `documents`.

    Values held by `own` objects are free: those are being replaced or deleted.
    """
    # Asked beforehand, so that the error can name the owner; the constraints of the table would only say that there is
    # one.
    owners: dict[Unique, _Owner] = {}
    for some in batches([unique for document in documents for unique in unique_values(document)]):
        for row in await connection.execute(union_all(*_having(tenant, some))):
            if row.id not in own:
                owner = _Owner(row.id, row.kind, row.number, row.name)
                owners["", "number", row.number] = owner
                owners[row.kind, "name", row.unique_name] = owner
    for document in documents:
        for unique in unique_values(document):
            if unique in owners:
                raise owners[unique].duplicate(unique[1], unique[2])
            owners[unique] = _Owner(None, document.kind, document.dialled_number(), document.name)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Who has a value that must be unique; one that is being written has no `id` yet."""

    id: int | None
    kind: str
    number: str | None
    name: str

    def duplicate(self, field: str, value: str) -> errors.Duplicate:
        return errors.Duplicate(field, value, self.kind, self.number or "", owner_id=self.id, owner_name=self.name)


def _having(tenant: int, uniques: Iterable[Unique]) -> Iterator[Select[tuple[int, str, str | None, str | None, str]]]:
    """Queries for the owners of these values, one per index."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for kind, field, value in uniques:
        wanted.setdefault((kind, field), []).append(value)
    query = select(object_.c.id, object_.c.kind, object_.c.number, object_.c.unique_name, object_.c.name)
    for (kind, field), values in wanted.items():
        if field == "number":
            yield query.where(object_.c.tenant == tenant, object_.c.number.in_(values))
        else:
            mine = (object_.c.tenant == tenant) & (object_.c.kind == kind)
            yield query.where(mine, object_.c.unique_name.in_(values))


async def _drop_references(connection: AsyncConnection, of: Objects) -> None:
    for ids in batches([stored.id for stored in of]):
        await connection.execute(delete(reference).where(reference.c.source.in_(ids)))


async def _delete(connection: AsyncConnection, gone: Objects) -> None:
    for ids in batches([stored.id for stored in gone]):
        await _refuse_used(connection, gone, ids)
        await connection.execute(delete(object_).where(object_.c.id.in_(ids)))


async def _refuse_used(connection: AsyncConnection, gone: Objects, ids: Sequence[int]) -> None:
    """Runs after the references of replaced and deleted objects are dropped, so any left is a real use."""
    query = (
        select(reference.c.target, object_.c.kind, object_.c.id, object_.c.name, reference.c.field)
        .join(object_, object_.c.id == reference.c.source)
        .where(reference.c.target.in_(ids))
        .order_by(object_.c.id, reference.c.field)
    )
    referrers: dict[int, list[Row[Any]]] = {}
    for row in await connection.execute(query):
        referrers.setdefault(row.target, []).append(row)
    for stored in gone:
        if stored.id in referrers:
            found = (errors.Referrer(row.kind, row.id, row.name, row.field) for row in referrers[stored.id])
            raise errors.InUse(stored.document.kind, stored.id, tuple(found))


async def _replace(connection: AsyncConnection, replaced: Objects) -> None:
    if len(replaced) > 1:  # two objects may exchange their names
        for ids in batches([stored.id for stored in replaced]):
            await connection.execute(update(object_).where(object_.c.id.in_(ids)).values(number=None, unique_name=None))
    if replaced:
        values: dict[str, BindParameter[Any]] = {name: bindparam(f"new_{name}") for name in _row(replaced[0])}
        rows = [
            {"of": stored.id} | {f"new_{name}": value for name, value in _row(stored).items()} for stored in replaced
        ]
        await connection.execute(update(object_).where(object_.c.id == bindparam("of")).values(values), rows)


async def _insert(connection: AsyncConnection, tenant: int, created: Objects) -> None:
    if not created:
        return
    rows = [_row(stored) | {"id": stored.id, "tenant": tenant, "kind": stored.document.kind} for stored in created]
    await connection.execute(insert(object_), rows)
    # Without it, a generated id would meet one that was given by hand.
    await never_give(connection, max(stored.id for stored in created))


def _row(stored: Stored[Document]) -> Json:
    """The columns of `object` that a write changes."""
    document = stored.document
    return {
        "revision": stored.revision,
        "number": document.dialled_number(),
        "name": document.name,
        "name_folded": storable.fold(document.name),
        "unique_name": document.name if document.unique_names else None,
        "document": _dump(document),
    }


async def _write_references(connection: AsyncConnection, tenant: int, written: Objects) -> None:
    found = [(stored.id, one) for stored in written for one in references(stored.document)]
    await _refuse_missing(connection, tenant, [one for _, one in found])
    if found:
        rows = [{"source": source, "field": one.field, "target": one.target} for source, one in found]
        await connection.execute(insert(reference), rows)


async def _refuse_missing(connection: AsyncConnection, tenant: int, found: Sequence[Reference]) -> None:
    """Raises Invalid unless each target exists in the tenant and is of the right kind."""
    kinds: dict[int, str] = {}
    for ids in batches(sorted({one.target for one in found})):
        query = select(object_.c.id, object_.c.kind).where(object_.c.tenant == tenant, object_.c.id.in_(ids))
        kinds.update((row.id, row.kind) for row in await connection.execute(query))
    for one in found:
        if kinds.get(one.target) != one.kind:
            reason = f"{one.kind} {one.target} does not exist"
            raise errors.Invalid(one.field, reason, rule="reference", kind=one.kind)


async def _refuse_circles(connection: AsyncConnection, tenant: int) -> None:
    """Looks at all organizations of the tenant: which of them a write has put deeper is not known."""
    query = select(object_.c.id, reference.c.target).select_from(
        object_.outerjoin(reference, (reference.c.source == object_.c.id) & (reference.c.field == "parent"))
    )
    mine = query.where(object_.c.tenant == tenant, object_.c.kind == Organization.kind)
    refuse_circles({row.id: row.target for row in await connection.execute(mine)})


async def _record(connection: AsyncConnection, tenant: int, written: Objects, gone: Objects, by: Author) -> None:
    """History for people, and the feed for the other processes."""
    history: list[Json] = []
    feed: list[Json] = []
    for stored, deleted in (*((one, False) for one in written), *((one, True) for one in gone)):
        what = {"object": stored.id, "revision": stored.revision, "tenant": tenant, "kind": stored.document.kind}
        content = None if deleted else _dump(stored.document)
        signed = {"author": by.name, "at": by.at, "note": by.note, "publication": by.publication}
        history.append(what | {"document": content} | signed)
        feed.append(what | {"deleted": deleted})
    if history:
        await connection.execute(insert(revision), history)
        await connection.execute(insert(change), feed)
        await notify(connection)


def _dump(document: Document) -> Json:
    return document.model_dump(mode="json")
