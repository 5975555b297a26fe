"""Objects of one kind in pages that go on after the last one seen, so that no write moves them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, func, tuple_

from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import object_
from switchboard.store.db.tables.columns import Id
from switchboard.store.documents import objects
from switchboard.store.documents.kept import kept_objects
from switchboard.store.documents.objects import Counted, Places
from switchboard.store.documents.repository import Sort

D = TypeVar("D", bound=Document)
Position = tuple[int | str, ...]
"""Where an object stands in an order: what it is sorted by, and then its id."""


_PARTS = ("after_first", "after_second", "after_third")
"""What the parts of a position are called in statements."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is `given` (search, number, name) and the order: requests that are alike in this differ in values alone."""

    given: frozenset[str]
    sort: Sort
    descending: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which objects, in which order. `search` is a part of the number or name, `number` and `name` are exact."""

    search: str = ""
    number: str | None = None
    name: str | None = None
    sort: Sort = "id"
    descending: bool = False

    @property
    def shape(self) -> Shape:
        """What decides on the statement."""
        return Shape(frozenset(self.values), self.sort, self.descending)

    @property
    def values(self) -> Mapping[str, str]:
        """The parameters of the statement."""
        given = {"search": storable.fold(self.search) or None, "number": self.number, "name": self.name}
        return {name: value for name, value in given.items() if value is not None}

    def is_possible(self) -> bool:
        """Whether a database can hold what is asked for."""
        exact = (text for text in (self.number, self.name) if text is not None)
        return storable.is_searchable(self.search) and all(map(storable.is_text, exact))


@dataclass(frozen=True, slots=True)
class Slice(Generic[D]):
    """Some objects, and where the last one stands if more follow; `total` of all where it was asked for."""

    items: tuple[Stored[D], ...]
    last: Position | None = None
    total: int | None = None


class Listing:
    """Reads the objects of one tenant in slices."""

    def __init__(self, database: Database, tenant: int) -> None:
        self._database = database
        self._tenant = tenant
        self._kept = kept_objects(database)

    async def slice(
        self, family: type[D], wanted: Wanted, *, limit: int, after: Position | None = None, total: bool = False
    ) -> Slice[D]:
        """At most `limit` objects that come after the position, in one statement.

        `after` must be a position that a slice in the same order ended with.
        """
        if not wanted.is_possible():
            return Slice((), total=0 if total else None)
        statement = _statement(family, wanted.shape, after=after is not None, total=total)
        parameters = {
            "tenant": self._tenant,
            "limit": limit + 1,
            **wanted.values,
            **dict(zip(_PARTS, after or (), strict=False)),
        }
        count, read = await self._database.glancing(
            partial(self._kept.counted, family, statement, parameters=parameters)
        )
        found = read[:limit]
        return Slice(found, position(found[-1], wanted) if len(read) > limit else None, count if total else None)


def chosen(
    objects: Iterable[Stored[D]], wanted: Wanted, *, limit: int, after: Position | None = None, total: bool = False
) -> Slice[D]:
    """What `Listing.slice` returns, of objects that are in memory."""
    if not wanted.is_possible():
        return Slice((), total=0 if total else None)
    placed = sorted(((position(one, wanted), one) for one in objects if _is_wanted(one, wanted)), key=_place)
    if wanted.descending:
        placed.reverse()
    count = len(placed) if total else None
    if after is not None:
        placed = [(at, one) for at, one in placed if (at < after if wanted.descending else at > after)]
    last = placed[limit - 1][0] if len(placed) > limit else None
    return Slice(tuple(one for _, one in placed[:limit]), last, count)


def _place(placed: tuple[Position, object]) -> Position:
    return placed[0]


def _is_wanted(stored: Stored[Document], wanted: Wanted) -> bool:
    number, name = stored.document.dialled_number(), stored.document.name
    if wanted.number not in (None, number) or wanted.name not in (None, name):
        return False
    folded = storable.fold(wanted.search)
    return folded in (number or "") or folded in storable.fold(name)


def fits(position: Sequence[object], sort: Sort) -> bool:
    """Whether something that came from outside has the types of a position in that order."""
    types = tuple(type(part) for part in position)
    wanted: dict[Sort, tuple[type, ...]] = {"id": (int,), "number": (int, str, int), "name": (str, int)}
    texts = (part for part in position if isinstance(part, str))
    numbers = (part for part in position if isinstance(part, int))
    return (
        types == wanted[sort] and all(map(storable.is_text, texts)) and all(0 <= n <= storable.MAX_ID for n in numbers)
    )


@lru_cache(maxsize=1000)
def _statement(family: type[Document], shape: Shape, *, after: bool, total: bool) -> Counted:
    """A slice, by the parameters `tenant`, `limit`, the values of what is wanted, and the position that it comes after.

    It is kept because SQLAlchemy takes longer to make these statements than to carry them out.
    """
    matching = _matching(objects.places(bindparam("tenant", type_=Id), family), shape.given)
    page = _after(matching, shape, after).limit(bindparam("limit", type_=Id))
    return Counted.of(matching if total else None, page)


def _matching(query: Select[Places], given: frozenset[str]) -> Select[Places]:
    if "search" in given:
        query = query.where(objects.contains(bindparam("search", type_=object_.c.name_folded.type)))
    if "number" in given:
        query = query.where(object_.c.number == bindparam("number", type_=object_.c.number.type))
    if "name" in given:
        query = query.where(object_.c.name == bindparam("name", type_=object_.c.name.type))
    return query


def _after(query: Select[Places], shape: Shape, after: bool) -> Select[Places]:
    columns = _columns(shape.sort)
    if after:
        here, there = (
            tuple_(*columns),
            tuple_(*(bindparam(name, type_=one.type) for name, one in zip(_PARTS, columns, strict=False))),
        )
        query = query.where(here < there if shape.descending else here > there)
    return query.order_by(*(column.desc() if shape.descending else column.asc() for column in columns))


def _columns(sort: Sort) -> list[ColumnElement[Any]]:
    """Numbers sort as numbers; either all objects of a kind have one or none."""
    number = func.coalesce(object_.c.number, "")
    by: dict[Sort, list[ColumnElement[Any]]] = {
        "id": [object_.c.id],
        "number": [func.length(number), number, object_.c.id],
        "name": [object_.c.name_folded, object_.c.id],
    }
    return by[sort]


def position(stored: Stored[Document], wanted: Wanted) -> Position:
    """Where an object stands in that order."""
    number = stored.document.dialled_number() or ""
    by: dict[Sort, Position] = {
        "id": (stored.id,),
        "number": (len(number), number, stored.id),
        "name": (storable.fold(stored.document.name), stored.id),
    }
    return by[wanted.sort]
