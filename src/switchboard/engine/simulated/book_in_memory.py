"""The queues of scripted calls: the rules and desks of real ones over a book in memory."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from switchboard.clock import Clock
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import AgentChange, Facts
from switchboard.store.queues.books import T, Work
from switchboard.store.queues.desk import QueueDesk


class BookInMemory:
    """Keeps one book. `configuration` and `registered` (extensions with a phone) may be changed at any time."""

    incarnation = "simulated"
    tick_s: float | None = None

    def __init__(self, configuration: Configuration, clock: Clock, registered: Callable[[], frozenset[int]]) -> None:
        self.configuration = configuration
        self._clock = clock
        self._registered = registered
        self.book = Book()
        self.changes: list[AgentChange] = []

    async def change(self, tenant: int, work: Work[T], *, phones: bool) -> T:
        now = self._clock.now()
        queues = {found.id: found.document for found in self.configuration.all(Queue)}
        today = now.astimezone(ZoneInfo(self.configuration.office.timezone)).date()
        book = self.book.copy()
        result = work(book, Facts(queues, self._registered(), today, self.configuration.dnd), now)
        self.changes += book.changes
        self.book = book
        return result


def desk_in_memory(books: BookInMemory, tenant: int) -> QueueDesk:
    """The desk at which calls wait."""

    def number(extension: int) -> str:
        found = books.configuration.get(Extension, extension)
        return found.document.number if found else ""

    def agents() -> frozenset[int]:
        return frozenset(one.extension for queue in books.configuration.all(Queue) for one in queue.document.agents)

    return QueueDesk(books, tenant, number, agents)
