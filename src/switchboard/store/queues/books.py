"""What a desk needs of whoever keeps the books."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from switchboard.model.queue_book import Book
from switchboard.model.queue_order import settle
from switchboard.model.queue_rows import Facts

T = TypeVar("T")
Work = Callable[[Book, Facts, datetime], T]
"""Changes a book at a moment, with what else is known then, and returns something. Done again if it is not kept."""


class Books(Protocol):
    """The books of all tenants. `incarnation` is the process whose calls are in them."""

    incarnation: str
    tick_s: float | None
    """How often a book has to be asked for that holds something of this process; None: only if something happens."""

    async def change(self, tenant: int, work: Work[T], *, phones: bool) -> T:
        """Do the work on the book as it is now, keep what it changes, and return its result. Raises Unavailable.

        Nobody else changes the book meanwhile. `work` may run in another thread. `phones`: the registered phones are
        wanted even if nobody waits.
        """
        ...


def and_assign(work: Work[T]) -> Work[T]:
    """The same, and then says who rings."""

    def both(book: Book, facts: Facts, now: datetime) -> T:
        result = work(book, facts, now)
        settle(book, facts, now)
        return result

    return both
