"""Configuration objects of every kind: one repository, bound to one tenant."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, func
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.clock import Clock, SystemClock
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db import locks, storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import object_
from switchboard.store.db.tables.columns import Id
from switchboard.store.documents import objects, writing
from switchboard.store.documents.criteria import Criterion, Search, Value, Values, clause, names, ordering, outline
from switchboard.store.documents.kept import kept_objects
from switchboard.store.documents.numbers import first_free
from switchboard.store.documents.objects import Counted
from switchboard.store.documents.writing import Author, Batch

D = TypeVar("D", bound=Document)
N = TypeVar("N", bound=Document)
Sort = Literal["id", "number", "name"]

_ATTEMPTS = 100
"""How often `edit_loading` retries."""


@dataclass(frozen=True, slots=True)
class Page(Generic[D]):
    """Some of the objects that were asked for, and how many there are in all."""

    total: int
    items: tuple[Stored[D], ...]


@dataclass(frozen=True, slots=True)
class Edited(Generic[D]):
    """What becomes of an object: its document, and ciphertexts to keep beside it; None removes one, others stay."""

    document: D
    secrets: Mapping[str, str | None] = field(default_factory=dict)


class Repository:
    """The configuration of one tenant. Every write is one transaction and on disk when the method returns."""

    def __init__(self, database: Database, tenant: int, clock: Clock | None = None) -> None:
        self._database = database
        self._tenant = tenant
        self._clock = clock or SystemClock()
        self._kept = kept_objects(database)

    async def create(
        self,
        document: D,
        *,
        author: str,
        note: str = "",
        id: int | None = None,
        secrets: Mapping[str, str | None] | None = None,
    ) -> Stored[D]:
        """Store a new object; with `id` under that id, above which the ids then go on.

        `secrets` are ciphertexts (`Credentials.sealed`) that are kept beside the document. Raises Duplicate
        (of "number", "name" or "id") and Invalid (rule "reference").
        """
        if id is not None and not storable.is_id(id):
            raise errors.Invalid("id", "not a possible id", rule="range")
        async with self._database.write() as connection:
            await locks.configuration(connection)
            by = self._by(author, note)
            if id is None:
                new = await writing.create(connection, self._tenant, document, by)
            else:
                new = await writing.create_under(connection, self._tenant, id, document, by)
            await writing.write_secrets(connection, new.id, secrets or {})
            return new

    async def create_numbered(self, first: int, make: Callable[[str], D], *, author: str, note: str = "") -> Stored[D]:
        """Store what `make` makes for the lowest number from `first` on that nothing has.

        Raises LimitReached when there is none, Duplicate (of "name") and Invalid (rule "reference").
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            document = make(await first_free(connection, self._tenant, first))
            return await writing.create(connection, self._tenant, document, self._by(author, note))

    async def get(self, family: type[D], id: int) -> Stored[D]:
        """The object of that family and id. Raises NotFound."""
        async with self._database.read() as connection:
            return await objects.fetch(connection, self._tenant, family, id)

    async def find_by_name(self, family: type[D], name: str) -> Stored[D] | None:
        """The object with exactly that name; of several the oldest."""
        query = self._of(family).where(object_.c.name == name).order_by(object_.c.id).limit(1)
        found = await self._select(family, query) if storable.is_text(name) else []
        return found[0] if found else None

    async def by_names(self, family: type[D], names: Iterable[str]) -> list[Stored[D]]:
        """The objects with one of these names."""
        wanted = [name for name in names if storable.is_text(name)]
        async with self._database.read() as connection:
            return [
                objects.stored(family, row)
                for some in objects.batches(wanted)
                for row in await connection.execute(self._of(family).where(object_.c.name.in_(some)))
            ]

    async def by_number(self, number: str) -> Stored[Document] | None:
        """Whatever has that number."""
        if not storable.is_text(number):
            return None
        query = objects.columns(self._tenant).where(object_.c.number == number)
        found = await self._select(Document, query)
        return found[0] if found else None

    async def by_numbers(self, numbers: Iterable[str]) -> list[Stored[Document]]:
        """Whatever has one of these numbers."""
        wanted = [number for number in numbers if storable.is_text(number)]
        async with self._database.read() as connection:
            return [
                objects.stored(Document, row)
                for some in objects.batches(wanted)
                for row in await connection.execute(objects.columns(self._tenant).where(object_.c.number.in_(some)))
            ]

    async def page(
        self,
        family: type[D],
        *,
        search: str = "",
        sort: Sort = "id",
        descending: bool = False,
        offset: int = 0,
        limit: int | None = None,
        where: Criterion | None = None,
        orders: Sequence[tuple[Sort, bool]] = (),
    ) -> Page[D]:
        """Objects whose number or name contains `search`, whatever the case, and that `where` takes; without `limit`
        all of them. `orders`: several (field, descending) pairs, instead of `sort`.
        """
        if not storable.is_searchable(search):
            return Page(0, ())
        conditions = (*((Search(search),) if search else ()), *((where,) if where is not None else ()))
        whole = limit is None and offset == 0
        values: Values = []
        wanted = _Wanted(tuple(outline(one, values) for one in conditions), conditions)
        counted = _pages(family, wanted, sort, descending, tuple(orders), whole)
        parameters: dict[str, Value] = {"tenant": self._tenant, **dict(zip(names(), values, strict=False))}
        if not whole:
            parameters |= {
                "offset": min(max(offset, 0), storable.MAX_ID),
                "limit": storable.MAX_ID if limit is None else min(max(limit, 0), storable.MAX_ID),
            }
        work = partial(self._kept.counted, family, counted, parameters=parameters)
        # All objects of a kind are too many to be made in the thread of the event loop.
        total, found = await (self._database.reading(work) if limit is None else self._database.glancing(work))
        return Page(len(found) if whole else total, found)

    async def many(self, family: type[D], ids: Iterable[int]) -> list[Stored[D]]:
        """The objects with those ids in the order asked; those that do not exist are left out."""
        wanted = [id for id in ids if storable.is_id(id)]
        async with self._database.read() as connection:
            found = await objects.fetch_many(connection, self._tenant, family, wanted)
        return [found[id] for id in wanted if id in found]

    async def update(
        self,
        id: int,
        document: D,
        *,
        expected_revision: int | None,
        author: str,
        note: str = "",
        secrets: Mapping[str, str | None] | None = None,
    ) -> Stored[D]:
        """Replace a document; with `expected_revision` None whatever is there. `secrets` as for `create`; None removes.

        Raises NotFound (also when the id is of another kind), RevisionConflict, Duplicate, Invalid (rule "reference").
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            old = await objects.fetch(connection, self._tenant, type(document), id)
            if expected_revision is not None and expected_revision != old.revision:
                raise errors.RevisionConflict(expected_revision, old.revision)
            new = await self._replace(connection, old, document, self._by(author, note))
            await writing.write_secrets(connection, id, secrets or {})
            return new

    async def edit(
        self,
        family: type[D],
        id: int,
        change: Callable[[D], D | None],
        *,
        author: str,
        note: str = "",
        check: Callable[[int], None] | None = None,
    ) -> Stored[D]:
        """Read, `change` and write in one transaction, so that two partial updates never lose one another.

        If `change` returns None, the object stays as it is; `check` is given the revision before and may refuse it.
        Raises what `change` and `check` raise, NotFound, Duplicate, and Invalid (rule "reference").
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            old = await objects.fetch(connection, self._tenant, family, id)
            if check is not None:
                check(old.revision)
            new = change(old.document)
            if new is None:
                return old
            return await self._replace(connection, old, new, self._by(author, note))

    async def edit_with_new(
        self, family: type[D], id: int, new: N, change: Callable[[D, int], D], *, author: str, note: str = ""
    ) -> Stored[N]:
        """Store a new object, and `change` another one, which is given the id of the new one, in one transaction.

        Returns the new object. Raises what `change` raises, NotFound, Duplicate, and Invalid (rule "reference").
        """
        by = self._by(author, note)
        async with self._database.write() as connection:
            await locks.configuration(connection)
            old = await objects.fetch(connection, self._tenant, family, id)
            stored = await writing.create(connection, self._tenant, new, by)
            await self._replace(connection, old, change(old.document, stored.id), by)
            return stored

    async def edit_loading(
        self,
        family: type[D],
        id: int,
        change: Callable[[Stored[D]], Awaitable[Edited[D] | None]],
        *,
        author: str,
        note: str = "",
    ) -> Stored[D]:
        """Read, `change` and write, for a change that has to load something first: objects referred to, files, secrets.

        `change` runs outside of any transaction. If somebody else writes meanwhile, it runs again on the new revision,
        so it must be safe to repeat. If it returns None, the object stays as it is. Raises what `change` raises,
        NotFound, Duplicate, Invalid (rule "reference"), and Unavailable when others never stop writing.
        """
        for _ in range(_ATTEMPTS):
            old = await self.get(family, id)
            new = await change(old)
            if new is None:
                return old
            try:
                return await self.update(
                    id, new.document, expected_revision=old.revision, author=author, note=note, secrets=new.secrets
                )
            except errors.RevisionConflict:
                continue
        raise errors.Unavailable(f"the {family.kind} is being changed all the time")

    async def edit_named(
        self,
        family: type[D],
        name: str,
        change: Callable[[D | None], D],
        *,
        author: str,
        note: str = "",
        check: Callable[[int], None] = lambda _: None,
    ) -> Stored[D]:
        """Read the object of that name, `change` it and write, in one transaction; where there is none, `change` is
        given None and makes one. `check` is given the revision that there is, 0 for none.

        For families whose names are unique. Raises what `change` and `check` raise, Duplicate and Invalid (rule
        "reference").
        """
        query = self._of(family).where(object_.c.unique_name == name)
        by = self._by(author, note)
        async with self._database.write() as connection:
            await locks.configuration(connection)
            row = (await connection.execute(query)).one_or_none()
            check(0 if row is None else row.revision)
            if row is None:
                return await writing.create(connection, self._tenant, change(None), by)
            old = objects.stored(family, row)
            return await self._replace(connection, old, change(old.document), by)

    async def delete(
        self, family: type[D], id: int, *, author: str, note: str = "", expected_revision: int | None = None
    ) -> None:
        """Remove an object; its history stays. Raises NotFound, RevisionConflict, InUse while others refer to it."""
        async with self._database.write() as connection:
            await locks.configuration(connection)
            old = await objects.fetch(connection, self._tenant, family, id)
            if expected_revision is not None and expected_revision != old.revision:
                raise errors.RevisionConflict(expected_revision, old.revision)
            await writing.write(connection, self._tenant, Batch((), (), (old,)), self._by(author, note))

    async def referrers_of(self, id: int) -> tuple[errors.Referrer, ...]:
        """The objects that refer to the object, itself excepted."""
        async with self._database.read() as connection:
            return await objects.referrers_of(connection, self._tenant, id)

    async def snapshot(self) -> tuple[int, list[Stored[Document]]]:
        """Everything at one moment, and the `change.seq` of that moment."""
        return await self._database.reading(partial(objects.everything, self._tenant))

    def _of(self, family: type[Document]) -> Select[objects.Columns]:
        return objects.columns(self._tenant).where(object_.c.kind == family.kind)

    async def _select(self, family: type[D], query: Select[objects.Columns]) -> list[Stored[D]]:
        rows = await self._database.reading(lambda reader: reader.execute(query).all())
        return [objects.stored(family, row) for row in rows]

    async def _replace(self, connection: AsyncConnection, old: Stored[D], document: D, by: Author) -> Stored[D]:
        new = Stored(old.id, old.revision, document)
        await writing.write(connection, self._tenant, Batch((), (new,), ()), by)
        return Stored(old.id, old.revision + 1, document)

    def _by(self, author: str, note: str) -> Author:
        return Author(author, self._clock.now(), note)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Conditions that all must hold, and what they have alike with others that differ in their values alone."""

    outlines: tuple[Hashable, ...]
    conditions: tuple[Criterion, ...] = field(compare=False)


@lru_cache(maxsize=1000)
def _pages(
    family: type[Document],
    wanted: _Wanted,
    sort: Sort,
    descending: bool,
    orders: tuple[tuple[Sort, bool], ...],
    whole: bool,
) -> Counted:
    """A page of the objects of a family, or the `whole` of them, by the parameters `tenant`, `offset`, `limit`, and the
    values of the conditions.

    It is kept because SQLAlchemy takes three times as long to make these statements as to carry them out.
    """
    named = names()
    matching = objects.places(bindparam("tenant", type_=Id), family)
    matching = matching.where(*(clause(condition, named) for condition in wanted.conditions))
    page = matching.order_by(*(ordering(orders) if orders else _order(sort, descending)))
    if whole:
        return Counted.of(None, page)
    return Counted.of(matching, page.offset(bindparam("offset", type_=Id)).limit(bindparam("limit", type_=Id)))


def _order(sort: Sort, descending: bool) -> list[ColumnElement[Any]]:
    """Numbers sort as numbers, objects without one come last, and the id decides between equals."""
    number, name, id = object_.c.number, object_.c.name_folded, object_.c.id
    by: dict[Sort, list[ColumnElement[Any]]] = {
        "id": [id],
        "number": [func.length(number), number, id],
        "name": [name, id],
    }
    directed: list[ColumnElement[Any]] = [column.desc() if descending else column.asc() for column in by[sort]]
    return [number.is_(None), *directed] if sort == "number" else directed
