"""The book of a tenant as rows of tables: reading it, and writing what has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import Agent, OtherCall, Reservation, Seat, Tally, Ticket
from switchboard.store.db import tables


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where the rows of one class are: their table, its key, and the dictionary of the book."""

    kind: type
    table: Table
    key: tuple[str, ...]
    of: Callable[[Book], dict[Any, Any]]

    @property
    def names(self) -> list[str]:
        return [one.name for one in fields(self.kind)]

    def key_of(self, row: Any) -> Any:
        """By which the book has the row."""
        key = tuple(getattr(row, name) for name in self.key)
        return key if len(key) > 1 else key[0]


# What is free comes before what takes it: an offer that ends and another of the same agent are one row each.
_SHELVES = (
    _Shelf(Ticket, tables.queue_ticket, ("call",), lambda book: book.tickets),
    _Shelf(Reservation, tables.queue_offer, ("extension",), lambda book: book.reservations),
    _Shelf(Agent, tables.agent, ("extension",), lambda book: book.agents),
    _Shelf(Seat, tables.agent_seat, ("queue", "extension"), lambda book: book.seats),
    _Shelf(Tally, tables.queue_tally, ("queue",), lambda book: book.tallies),
    _Shelf(OtherCall, tables.extension_call, ("extension", "call"), lambda book: book.other_calls),
)


def load(connection: Connection, tenant: int, serial: int) -> Book:
    """The book of a tenant as it is in the tables."""
    book = Book(serial)
    for shelf in _SHELVES:
        columns = [shelf.table.c[name] for name in shelf.names]
        for row in connection.execute(select(*columns).where(shelf.table.c.tenant == tenant)):
            values = dict(row._mapping)
            if "tried" in values:
                values["tried"] = tuple(values["tried"])
            one = shelf.kind(**values)
            shelf.of(book)[shelf.key_of(one)] = one
    return book


def save(connection: Connection, tenant: int, before: Book, after: Book) -> bool:
    """Write the rows that differ; returns whether any do. A new row that is there already is an error."""
    changed = False
    for shelf in _SHELVES:
        old, new = shelf.of(before), shelf.of(after)
        gone = [row for key, row in old.items() if key not in new]
        other = [row for key, row in new.items() if key in old and old[key] is not row and old[key] != row]
        added = [row for key, row in new.items() if key not in old]
        _delete(connection, shelf, gone)
        _update(connection, shelf, other)
        if added:
            connection.execute(insert(shelf.table), [{"tenant": tenant, **_values(shelf, row)} for row in added])
        changed = changed or bool(gone or other or added)
    return changed


def _delete(connection: Connection, shelf: _Shelf, rows: Sequence[Any]) -> None:
    if rows:
        connection.execute(delete(shelf.table).where(_this(shelf)), [_keys(shelf, row) for row in rows])


def _update(connection: Connection, shelf: _Shelf, rows: Sequence[Any]) -> None:
    if not rows:
        return
    rest = {name: bindparam(f"new_{name}", type_=shelf.table.c[name].type) for name in shelf.names}
    statement = update(shelf.table).where(_this(shelf)).values(rest)
    values = [
        {**_keys(shelf, row), **{f"new_{name}": value for name, value in _values(shelf, row).items()}} for row in rows
    ]
    connection.execute(statement, values)


def _this(shelf: _Shelf) -> Any:
    return and_(*(shelf.table.c[name] == bindparam(f"of_{name}") for name in shelf.key))


def _keys(shelf: _Shelf, row: Any) -> Mapping[str, Any]:
    return {f"of_{name}": getattr(row, name) for name in shelf.key}


def _values(shelf: _Shelf, row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shelf.names}
