"""Objects of one kind in pages that go on after the last one seen, so that no write moves them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, tuple_

from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import object_
from switchboard.store.documents import objects
from switchboard.store.documents.kept import kept_objects
from switchboard.store.documents.objects import Places
from switchboard.store.documents.repository import Sort

D = TypeVar("D", bound=Document)
Position = tuple[int | str, ...]
"""Where an object stands in an order: what it is sorted by, and then its id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which objects, in which order. `search` is a part of the number or name, `number` and `name` are exact."""

    search: str = ""
    number: str | None = None
    name: str | None = None
    sort: Sort = "id"
    descending: bool = False

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
        matching = _matching(objects.places(self._tenant, family), wanted)
        page = _after(matching, wanted, after).limit(limit + 1)
        counted = objects.Counted.of(matching if total else None, page)
        count, read = await self._database.reading(partial(self._kept.counted, family, counted))
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


def _matching(query: Select[Places], wanted: Wanted) -> Select[Places]:
    if wanted.search:
        query = query.where(objects.contains(wanted.search))
    if wanted.number is not None:
        query = query.where(object_.c.number == wanted.number)
    if wanted.name is not None:
        query = query.where(object_.c.name == wanted.name)
    return query


def _after(query: Select[Places], wanted: Wanted, after: Position | None) -> Select[Places]:
    columns = _columns(wanted)
    if after is not None:
        here = tuple_(*columns)
        query = query.where(here < after if wanted.descending else here > after)
    return query.order_by(*(column.desc() if wanted.descending else column.asc() for column in columns))


def _columns(wanted: Wanted) -> list[ColumnElement[Any]]:
    """Numbers sort as numbers; either all objects of a kind have one or none."""
    number = func.coalesce(object_.c.number, "")
    by: dict[Sort, list[ColumnElement[Any]]] = {
        "id": [object_.c.id],
        "number": [func.length(number), number, object_.c.id],
        "name": [object_.c.name_folded, object_.c.id],
    }
    return by[wanted.sort]


def position(stored: Stored[Document], wanted: Wanted) -> Position:
    """Where an object stands in that order."""
    number = stored.document.dialled_number() or ""
    by: dict[Sort, Position] = {
        "id": (stored.id,),
        "number": (len(number), number, stored.id),
        "name": (storable.fold(stored.document.name), stored.id),
    }
    return by[wanted.sort]
