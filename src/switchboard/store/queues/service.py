"""The queues of a process that serves calls: a desk for each tenant, and the news from other processes."""

import asyncio
from collections.abc import Callable

import structlog

from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.store.db.database import Database
from switchboard.store.db.locks import QUEUES
from switchboard.store.db.wakeup import watch
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.queues.desk import PATIENCE_S, QueueDesk

_log = structlog.get_logger(__name__)
OUTAGE_RETRY_S = 1.0


class QueueService:
    """Opens desks over `books`. `configuration` is that of a tenant as this process knows it, None without one."""

    def __init__(
        self,
        database: Database,
        books: DatabaseBooks,
        configuration: Callable[[int], Configuration | None],
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._database = database
        self._books = books
        self._configuration = configuration
        self._patience_s = patience_s
        self._desks: dict[int, QueueDesk] = {}
        self._agents: dict[int, tuple[Configuration, frozenset[int]]] = {}
        self._somebody_waits = asyncio.Event()
        self._follower: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take out what a former process left behind, and follow what others change. Raises Unavailable."""
        await self._books.take_over()
        self._follower = asyncio.create_task(self._follow(), name="queue-follower")

    def of(self, tenant: int) -> QueueDesk:
        """The desk of a tenant."""
        if tenant not in self._desks:

            def number(extension: int) -> str:
                configuration = self._configuration(tenant)
                found = configuration.get(Extension, extension) if configuration else None
                return found.document.number if found else ""

            self._desks[tenant] = QueueDesk(
                self._books,
                tenant,
                number,
                lambda: self._agents_of(tenant),
                self._somebody_waits.set,
                self._patience_s,
            )
        return self._desks[tenant]

    def ask(self) -> None:
        """The configuration has changed: queues may be other, or gone."""
        for desk in self._desks.values():
            desk.ask()

    def phones_changed(self, tenant: int, extension: int) -> None:
        """The first phone of an extension has registered, or its last one is gone: callers of any machine may wait for
        that."""
        if extension in self._agents_of(tenant):
            self.of(tenant).put("", lambda book, facts, now: None)

    async def close(self) -> None:
        """Carry out what waits, if the database is there, and stop."""
        if self._follower is not None:
            self._follower.cancel()
            await asyncio.gather(self._follower, return_exceptions=True)
        for desk in self._desks.values():
            await desk.close()
        try:
            await self._books.retire()
        except Unavailable:
            _log.warning("queues-not-left")

    def _agents_of(self, tenant: int) -> frozenset[int]:
        """The extensions that a queue of the tenant may ring; worked out once for each configuration."""
        configuration = self._configuration(tenant)
        if configuration is None:
            return frozenset()
        known = self._agents.get(tenant)
        if known is None or known[0] is not configuration:
            queues = configuration.all(Queue)
            agents = frozenset(one.extension for queue in queues for one in queue.document.agents)
            known = self._agents[tenant] = configuration, agents
        return known[1]

    async def _follow(self) -> None:
        """While somebody waits here, look whether others have changed the book that he is in."""
        while True:
            await self._somebody_waits.wait()
            try:
                async with watch(self._database, QUEUES) as changes:
                    while any(desk.waiting for desk in self._desks.values()):
                        await self._look()
                        await changes.wait()
                self._somebody_waits.clear()
                if any(desk.waiting for desk in self._desks.values()):
                    self._somebody_waits.set()
            except Unavailable:
                await asyncio.sleep(OUTAGE_RETRY_S)

    async def _look(self) -> None:
        versions = await self._books.versions()
        for tenant, desk in self._desks.items():
            if desk.waiting and self._books.is_news(tenant, versions.get(tenant, 0)):
                desk.ask()
