"""What calls want of a book, carried out in one change. It may run in another thread: it gets all that it needs."""

import asyncio
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from switchboard.model.queue_book import Book
from switchboard.model.queue_order import Standing, settle, standings
from switchboard.model.queue_rows import Facts, OtherCall, Reservation, Ticket
from switchboard.store.queues.books import Work


@dataclass(slots=True)
class Wish:
    """Something to carry out for a call ("" for none). `joins`: the result is the caller's place, if there is one."""

    call: str
    work: Work[Any]
    done: asyncio.Future[Any]
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    ticket: Ticket
    resumed: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A book after a change, where those of this process stand, and what the wishes have brought."""

    book: Book
    standings: Mapping[str, Standing]
    next_in_s: float | None
    results: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Ours:
    """What the book must have of this process, beside what the wishes change: it may have lost it while we seemed to be
    dead. `known` are all of our calls."""

    incarnation: str
    known: Set[str]
    tickets: Sequence[Ticket]
    talks: Sequence[Reservation]
    other_calls: Sequence[OtherCall]

    def put_right(self, book: Book) -> None:
        """The book has all this, and no other calls of us: a change whose answer was lost may be in it."""
        book.drop_calls(lambda incarnation, call: incarnation == self.incarnation and call not in self.known)
        for talk in self.talks:
            book.reservations.setdefault(talk.extension, replace(talk, talking=True))
        for ticket in self.tickets:
            book.tickets.setdefault(ticket.call, ticket)
        for one in self.other_calls:
            book.other_calls.setdefault((one.extension, one.call), one)


def carried_out(wishes: Sequence[Wish], ours: Ours, book: Book, facts: Facts, now: datetime) -> Settled:
    ours.put_right(book)
    results = [one.work(book, facts, now) for one in wishes]
    book.forget_left(now, facts)
    next_at = settle(book, facts, now)
    stand: dict[str, Standing] = {}
    for queue in {one.queue for one in book.tickets.values() if one.incarnation == ours.incarnation}:
        stand |= standings(book, facts, queue)
    return Settled(book, stand, (next_at - now).total_seconds() if next_at else None, results)
