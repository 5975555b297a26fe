"""How objects are read: the statements behind the repository and its relatives."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.stored import Stored
from switchboard.store.db import storable
from switchboard.store.db.last_change import last_change_seen_by
from switchboard.store.db.tables import object_, reference

D = TypeVar("D", bound=Document)
Item = TypeVar("Item")
Json = dict[str, Any]
Columns = tuple[int, str, int, Json]
AnyRow = Row[Any]
# Far below the parameters that a statement may have: 32766 for SQLite, 32767 for asyncpg.
_BATCH = 1000
"""Ids in one statement."""


def columns(tenant: int) -> Select[Columns]:
    """Selects the columns that `stored` needs, of every object of a tenant."""
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


async def fetch(connection: AsyncConnection, tenant: int, family: type[D], id: int) -> Stored[D]:
    """Raises NotFound."""
    if storable.is_id(id):
        query = columns(tenant).where(object_.c.id == id, object_.c.kind == family.kind)
        if row := (await connection.execute(query)).one_or_none():
            return stored(family, row)
    raise errors.NotFound(family.kind, id)


async def require(connection: AsyncConnection, tenant: int, kind: str, id: int) -> None:
    """Locks the object's row until commit. Raises NotFound."""
    # FOR NO KEY UPDATE: the object cannot be deleted meanwhile, and rows may be added that refer to it.
    query = select(object_.c.id).where(object_.c.tenant == tenant, object_.c.kind == kind, object_.c.id == id)
    if not storable.is_id(id) or await connection.scalar(query.with_for_update(key_share=True)) is None:
        raise errors.NotFound(kind, id)


async def fetch_many(
    connection: AsyncConnection, tenant: int, family: type[D], wanted: Sequence[int]
) -> dict[int, Stored[D]]:
    """Returns the objects by id; `Document` as family means any kind."""
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
    """Reads what `Repository.snapshot` returns."""
    seq = last_change_seen_by(connection, tenant)
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


async def referrers_of(connection: AsyncConnection, tenant: int, id: int) -> tuple[errors.Referrer, ...]:
    """The objects that refer to the object, itself excepted."""
    if not storable.is_id(id):
        return ()
    query = (
        select(object_.c.kind, object_.c.id, object_.c.name, reference.c.field)
        .join(reference, reference.c.source == object_.c.id)
        .where(object_.c.tenant == tenant, reference.c.target == id, reference.c.source != id)
        .order_by(object_.c.id, reference.c.field)
    )
    return tuple(errors.Referrer(row.kind, row.id, row.name, row.field) for row in await connection.execute(query))


def batches(wanted: Sequence[Item]) -> Iterable[Sequence[Item]]:
    """`wanted` in parts that fit in one statement."""
    return (wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH))
