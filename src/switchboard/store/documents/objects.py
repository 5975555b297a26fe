"""How objects are read: the statements behind the repository and its relatives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Row, Select, Text, cast, func, literal_column, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.stored import Stored
from switchboard.store.db import storable
from switchboard.store.db.last_change import last_change_seen_by, of_tenant_in
from switchboard.store.db.position import found_in
from switchboard.store.db.tables import object_, reference
from switchboard.store.db.tables import tenant as tenant_table

D = TypeVar("D", bound=Document)
Item = TypeVar("Item")
Json = dict[str, Any]
Columns = tuple[int, str, int, str]
Places = tuple[int, int]
"""Where an object is: its id and revision."""
AnyRow = Row[Any]
Parameters = Mapping[str, object]
# Far below the parameters that a statement may have: 32766 for SQLite, 32767 for asyncpg.
_BATCH = 1000
"""Ids in one statement."""


# The document as its text: pydantic makes an object of that four times as fast as of what `json` makes of it.
_COLUMNS = (object_.c.id, object_.c.kind, object_.c.revision, cast(object_.c.document, Text).label("document"))


def columns(tenant: int) -> Select[Columns]:
    """Selects the columns that `stored` needs, of every object of a tenant."""
    return columns_of_all().where(object_.c.tenant == tenant)


def columns_of_all() -> Select[Columns]:
    """The same, of the objects of all tenants."""
    return select(*_COLUMNS)


def places(tenant: int | BindParameter[int], family: type[Document]) -> Select[Places]:
    """Selects what `KeptObjects.read` needs, of every object of a family; an index has all of it."""
    return select(object_.c.id, object_.c.revision).where(object_.c.tenant == tenant, object_.c.kind == family.kind)


def contains(folded: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the number or the name of an object has that in it, whatever the case: it is `storable.fold`ed."""
    return found_in((object_.c.number, object_.c.name_folded), folded)


def document(kind: str, content: Json) -> Document:
    """A document as it was dumped. Raises pydantic.ValidationError when the model has moved on without a migration."""
    family: type[Document] = FAMILIES[kind]
    return family.model_validate(content)


def stored(family: type[D], row: AnyRow) -> Stored[D]:
    """One row of `columns`, whose kind is known to be that of `family`."""
    content = FAMILIES[row.kind].model_validate_json(row.document)
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


def of_all_tenants(connection: Connection) -> dict[int, tuple[int, list[Stored[Document]]]]:
    """What `everything` returns, by tenant: one after the other, a thousand tenants would take seconds."""
    query = select(tenant_table.c.id, literal_column(of_tenant_in("tenant.id")))
    found: dict[int, tuple[int, list[Stored[Document]]]] = {
        tenant: (seq or 0, []) for tenant, seq in connection.execute(query)
    }
    for row in connection.execute(columns_of_all().add_columns(object_.c.tenant).order_by(object_.c.id)):
        found[row.tenant][1].append(stored(Document, row))
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """The places on a page, each with the `total` of what matches, and that total alone; None: nobody asks for it."""

    page: Select[Places]
    total: Select[tuple[int]] | None

    @classmethod
    def of(cls, matching: Select[Places] | None, page: Select[Places]) -> "Counted":
        """`matching` is all that the page is cut from, where its number is asked for."""
        if matching is None:
            return cls(page, None)
        total = select(func.count()).select_from(matching.with_only_columns(object_.c.id).subquery())
        return cls(page.add_columns(total.scalar_subquery().label("total")), total)

    def read(self, connection: Connection, parameters: Parameters = MappingProxyType({})) -> tuple[int, list[Places]]:
        """The total (0 where nobody asks for it) and the page; takes a second statement only for an empty page."""
        rows = connection.execute(self.page, parameters).all()
        if self.total is None:
            return 0, [(row[0], row[1]) for row in rows]
        total = rows[0].total if rows else connection.scalar(self.total, parameters) or 0
        return total, [(row[0], row[1]) for row in rows]


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
