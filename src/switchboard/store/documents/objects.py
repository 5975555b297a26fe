"""The statements behind the repository. Writers hold `locks.configuration`, so what they check stays true."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, CursorResult, Row, Select, delete, func, insert, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.stored import Stored
from switchboard.store.db.locks import notify
from switchboard.store.db.tables import change, object_, object_secret, reference, revision
from switchboard.store.documents import keys
from switchboard.store.documents.references import Reference, references

D = TypeVar("D", bound=Document)
Item = TypeVar("Item")
Json = dict[str, Any]
Columns = tuple[int, str, int, Json]
AnyRow = Row[Any]
_BATCH = 1000
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, when and why."""

    name: str
    at: datetime
    note: str


def columns(tenant: int) -> Select[Columns]:
    """What `stored` needs, of every object of a tenant."""
    return select(object_.c.id, object_.c.kind, object_.c.revision, object_.c.document).where(
        object_.c.tenant == tenant
    )


def document(kind: str, content: Json) -> Document:
    """A document as it was dumped. Raises pydantic.ValidationError when the model has moved on without a migration."""
    family: type[Document] = FAMILIES[kind]
    return family.model_validate(content)


def stored(family: type[D], row: AnyRow) -> Stored[D]:
    """One row of `columns`, whose kind is known to be that of `family`."""
    content = document(row.kind, row.document)
    if not isinstance(content, family):
        raise TypeError(f"a {row.kind} was read as a {family.__name__}")
    return Stored(row.id, row.revision, content)


async def fetch(connection: AsyncConnection, tenant: int, family: type[D], key: int) -> Stored[D]:
    """Raises NotFound."""
    if keys.is_key(key):
        query = columns(tenant).where(object_.c.id == key, object_.c.kind == family.kind)
        if row := (await connection.execute(query)).one_or_none():
            return stored(family, row)
    raise errors.NotFound(family.kind, key)


async def require(connection: AsyncConnection, tenant: int, kind: str, key: int) -> None:
    """Until the transaction ends the object stays, and who requires it too waits. Raises NotFound."""
    query = select(object_.c.id).where(object_.c.tenant == tenant, object_.c.kind == kind, object_.c.id == key)
    if not keys.is_key(key) or await connection.scalar(query.with_for_update(key_share=True)) is None:
        raise errors.NotFound(kind, key)


async def fetch_many(
    connection: AsyncConnection, tenant: int, family: type[D], wanted: Sequence[int]
) -> dict[int, Stored[D]]:
    """By id; Document as family means of any kind."""
    query = columns(tenant)
    if family is not Document:
        query = query.where(object_.c.kind == family.kind)
    found: dict[int, Stored[D]] = {}
    for ids in batches(wanted):
        rows = await connection.execute(query.where(object_.c.id.in_(ids)))
        found.update((row.id, stored(family, row)) for row in rows)
    return found


async def snapshot(connection: AsyncConnection, tenant: int) -> tuple[int, list[Stored[Document]]]:
    """Every object by id, and the last change that they contain."""
    return await connection.run_sync(lambda reader: everything(tenant, reader))


def everything(tenant: int, connection: Connection) -> tuple[int, list[Stored[Document]]]:
    """What `snapshot` gives."""
    seq = connection.scalar(select(func.max(change.c.seq)).where(change.c.tenant == tenant)) or 0
    return seq, [stored(Document, row) for row in connection.execute(columns(tenant).order_by(object_.c.id))]


def counted(
    matching: Select[Columns] | None, page: Select[Columns], connection: Connection
) -> tuple[int, Sequence[AnyRow]]:
    """How many objects are `matching` (0 for None), and those on a page, in one statement.

    It takes a second one only when the page is empty.
    """
    if matching is None:
        return 0, connection.execute(page).all()
    total = select(func.count()).select_from(matching.with_only_columns(object_.c.id).subquery())
    rows = connection.execute(page.add_columns(total.scalar_subquery().label("total"))).all()
    return (rows[0].total if rows else connection.scalar(total) or 0), rows


async def last_change(connection: AsyncConnection, tenant: int) -> int:
    """The highest `change.seq` of a tenant; 0 before the first."""
    return await connection.scalar(select(func.max(change.c.seq)).where(change.c.tenant == tenant)) or 0


async def has_change(connection: AsyncConnection, tenant: int, seq: int) -> bool:
    """Whether that change is of the tenant. Changes go with their tenant, whose id another one may get."""
    query = select(change.c.seq).where(change.c.tenant == tenant, change.c.seq == seq)
    return await connection.scalar(query) is not None


async def changed_since(connection: AsyncConnection, tenant: int, seq: int) -> tuple[list[Stored[Document]], list[int]]:
    """Objects created or replaced after the change `seq`, and the ids of those deleted."""
    query = select(change.c.object).distinct().where(change.c.tenant == tenant, change.c.seq > seq)
    ids = list((await connection.scalars(query)).all())
    found = await fetch_many(connection, tenant, Document, ids)
    return list(found.values()), [key for key in ids if key not in found]


async def users_of(connection: AsyncConnection, tenant: int, key: int) -> tuple[errors.User, ...]:
    """Who refers to the object, itself excepted."""
    if not keys.is_key(key):
        return ()
    query = (
        select(object_.c.kind, object_.c.id, object_.c.name, reference.c.field)
        .join(reference, reference.c.source == object_.c.id)
        .where(object_.c.tenant == tenant, reference.c.target == key, reference.c.source != key)
        .order_by(object_.c.id, reference.c.field)
    )
    return tuple(errors.User(row.kind, row.id, row.name, row.field) for row in await connection.execute(query))


async def insert_object(
    connection: AsyncConnection, tenant: int, document: D, key: int | None, by: Author
) -> Stored[D]:
    """Raises Duplicate and Invalid."""
    first_revision = 1
    if key is not None:
        await _refuse_taken_id(connection, tenant, key)
        first_revision = await _next_revision(connection, key)
    await _refuse_duplicates(connection, tenant, document, own=None)
    values = row_values(document) | {"tenant": tenant, "kind": document.kind, "revision": first_revision}
    result = await connection.execute(insert(object_).values(values if key is None else values | {"id": key}))
    if key is not None:
        await continue_above(connection, key)
    new = Stored(key if key is not None else _generated_id(result), first_revision, document)
    await _write_references(connection, tenant, new)
    await _record(connection, tenant, new, by)
    return new


async def replace_object(connection: AsyncConnection, tenant: int, new: Stored[Document], by: Author) -> None:
    """Raises Duplicate and Invalid."""
    await _refuse_duplicates(connection, tenant, new.document, own=new.id)
    values = row_values(new.document) | {"revision": new.revision}
    await connection.execute(update(object_).where(object_.c.id == new.id).values(values))
    await connection.execute(delete(reference).where(reference.c.source == new.id))
    await _write_references(connection, tenant, new)
    await _record(connection, tenant, new, by)


async def delete_object(connection: AsyncConnection, tenant: int, old: Stored[Document], by: Author) -> None:
    """The caller has made sure that nobody else refers to it."""
    await connection.execute(delete(reference).where(reference.c.source == old.id))
    await connection.execute(delete(object_).where(object_.c.id == old.id))
    await _record(connection, tenant, Stored(old.id, old.revision + 1, old.document), by, deleted=True)


async def write_secrets(connection: AsyncConnection, key: int, sealed: Mapping[str, str | None]) -> None:
    """Replace secrets of an object by their ciphertexts; None removes one. Others stay."""
    ours = object_secret.c.object == key
    await connection.execute(delete(object_secret).where(ours, object_secret.c.name.in_(list(sealed))))
    rows = [{"object": key, "name": name, "ciphertext": text} for name, text in sealed.items() if text is not None]
    if rows:
        await connection.execute(insert(object_secret), rows)


def batches(wanted: Sequence[Item]) -> Iterable[Sequence[Item]]:
    """`wanted` in parts that fit in one statement."""
    return (wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH))


def dump(document: Document) -> Json:
    """What is stored of a document."""
    return document.model_dump(mode="json")


def row_values(document: Document) -> Json:
    """The columns of `object` that follow from its document."""
    return {
        "number": document.dialled_number(),
        "name": document.name,
        "name_folded": keys.fold(document.name),
        "unique_name": document.name if document.unique_names else None,
        "document": dump(document),
    }


async def _refuse_taken_id(connection: AsyncConnection, tenant: int, key: int) -> None:
    query = select(object_.c.tenant, object_.c.kind, object_.c.number).where(object_.c.id == key)
    owner = (await connection.execute(query)).one_or_none()
    if owner is None:
        return
    own = owner.tenant == tenant
    raise errors.Duplicate("id", str(key), owner.kind if own else "object", (owner.number or "") if own else "")


async def _next_revision(connection: AsyncConnection, key: int) -> int:
    """Above the history of a deleted object that had the same id."""
    last = await connection.scalar(select(func.max(revision.c.revision)).where(revision.c.object == key))
    return (last or 0) + 1


def _generated_id(result: CursorResult[Any]) -> int:
    if result.inserted_primary_key is None:
        raise errors.Unavailable("the database returned no id")
    return int(result.inserted_primary_key[0])


async def continue_above(connection: AsyncConnection, key: int) -> None:
    """Generated ids go on above an explicit one. SQLite's AUTOINCREMENT does so by itself."""
    if connection.dialect.name == "postgresql":
        sequence = "SELECT setval('object_id_seq', GREATEST(:key, (SELECT last_value FROM object_id_seq)))"
        await connection.execute(text(sequence), {"key": key})


async def _refuse_duplicates(connection: AsyncConnection, tenant: int, document: Document, own: int | None) -> None:
    number = document.dialled_number()
    if number is not None:
        await _refuse_owner(connection, tenant, own, "number", number, object_.c.number == number)
    if document.unique_names:
        same = (object_.c.kind == document.kind) & (object_.c.unique_name == document.name)
        await _refuse_owner(connection, tenant, own, "name", document.name, same)


async def _refuse_owner(
    connection: AsyncConnection, tenant: int, own: int | None, field: str, value: str, same: ColumnElement[bool]
) -> None:
    query = select(object_.c.id, object_.c.kind, object_.c.number).where(object_.c.tenant == tenant, same)
    owner = (await connection.execute(query)).one_or_none()
    if owner is not None and owner.id != own:
        raise errors.Duplicate(field, value, owner.kind, owner.number or "")


async def _write_references(connection: AsyncConnection, tenant: int, new: Stored[Document]) -> None:
    found = references(new.document)
    await refuse_missing(connection, tenant, found)
    rows = [{"source": new.id, "field": one.field, "target": one.target} for one in found]
    if rows:
        await connection.execute(insert(reference), rows)


async def refuse_missing(connection: AsyncConnection, tenant: int, found: Sequence[Reference]) -> None:
    """Raises Invalid (rule "reference") when a target does not exist in the tenant or is of another kind."""
    kinds: dict[int, str] = {}
    for ids in batches(sorted({one.target for one in found})):
        query = select(object_.c.id, object_.c.kind).where(object_.c.tenant == tenant, object_.c.id.in_(ids))
        kinds.update((row.id, row.kind) for row in await connection.execute(query))
    for one in found:
        if kinds.get(one.target) != one.kind:
            raise errors.Invalid(one.field, f"{one.kind} {one.target} does not exist", rule="reference")


async def _record(
    connection: AsyncConnection, tenant: int, new: Stored[Document], by: Author, *, deleted: bool = False
) -> None:
    """History for people and the feed for the other processes."""
    what = {"object": new.id, "revision": new.revision, "tenant": tenant, "kind": new.document.kind}
    content = None if deleted else dump(new.document)
    history = {"document": content, "author": by.name, "at": by.at, "note": by.note}
    await connection.execute(insert(revision).values(what | history))
    await connection.execute(insert(change).values(what | {"deleted": deleted}))
    await notify(connection)
