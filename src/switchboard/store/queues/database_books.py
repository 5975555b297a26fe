"""The books of all tenants in the database: one process of all machines changes one at a time.

Whoever has the lock of a tenant reads the book, or knows that nobody has changed it since, and writes what is other
afterwards. Processes of calls prove every two seconds that they live while they have calls in a book; whoever finds
calls of a process that does not live takes them out.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.engine import Connection

from switchboard.clock import Clock
from switchboard.model.configuration import Configuration
from switchboard.model.queue import Queue
from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import Facts
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.tables import (
    extension_call,
    node,
    object_,
    queue_book,
    queue_offer,
    queue_ticket,
    registration,
)
from switchboard.store.nodes.heartbeat import BEAT_S, Heartbeat, database_now
from switchboard.store.queues import agent_changes, rows
from switchboard.store.queues.books import T, Work

_FEW = 500
"""Extensions in one statement."""

_PHONES = "SELECT DISTINCT extension FROM registration WHERE tenant = :tenant AND expires_at > :now"


@dataclass(frozen=True, slots=True)
class _Known:
    """A book as this process has last seen it."""

    version: int
    book: Book


class DatabaseBooks:
    """Implements `Books`. `configuration` is that of a tenant now; `heart` is that of a process that serves calls."""

    tick_s: float | None = BEAT_S

    def __init__(
        self,
        database: Database,
        clock: Clock,
        configuration: Callable[[int], Awaitable[Configuration]],
        heart: Heartbeat | None = None,
    ) -> None:
        self._heart = heart or Heartbeat(clock)
        self.incarnation = self._heart.incarnation
        self._database = database
        self._clock = clock
        self._configuration = configuration
        self._known: dict[int, _Known] = {}

    async def change(self, tenant: int, work: Work[T], *, phones: bool) -> T:
        configuration = await self._configuration(tenant)
        return await to_its_end(self._change(tenant, configuration, work, phones=phones))

    async def look(self, tenant: int, work: Work[T]) -> T:
        """Do the work on the book as it is now, and keep nothing. Raises Unavailable."""
        configuration = await self._configuration(tenant)

        def seen(connection: Connection) -> T:
            now = self._now(connection)
            known = _newest(connection, tenant, None)
            book = known.book if known else Book()
            return work(book, _facts(connection, tenant, configuration, book, now, phones=True), now)

        return await self._database.reading(seen)

    async def take_over(self) -> None:
        """Take out the calls of former processes of this machine, which has one. Raises Unavailable."""
        former = (node.c.name == self._heart.name) & (node.c.incarnation != self.incarnation)
        async with self._database.write() as connection:
            gone = (await connection.scalars(delete(node).where(former).returning(node.c.incarnation))).all()
        await self.drop(gone)

    async def drop(self, dead: Collection[str]) -> None:
        """Take out the calls of processes that are dead, known by their incarnation. Raises Unavailable."""
        tenants: set[int] = set()
        async with self._database.read() as connection:
            for table in (queue_ticket, queue_offer, extension_call):
                theirs = select(table.c.tenant).distinct().where(table.c.incarnation.in_(dead))
                tenants |= set(await connection.scalars(theirs))
        for tenant in sorted(tenants):
            await self.change(tenant, lambda book, facts, now: book.sweep(dead), phones=False)

    async def tidy(self) -> None:
        """Forget what was known of agents and queues that are deleted. Raises Unavailable."""
        for tenant in await self.versions():
            async with self._database.read() as connection:
                ids = frozenset(await connection.scalars(select(object_.c.id).where(object_.c.tenant == tenant)))
            tidied = partial(_forget_objects, _is_among(ids))
            await self.change(tenant, tidied, phones=False)

    async def versions(self) -> dict[int, int]:
        """The version of each tenant's book, which grows with every change. Raises Unavailable."""
        return {row[0]: row[1] for row in await self._database.look("SELECT tenant, version FROM queue_book")}

    def is_news(self, tenant: int, version: int) -> bool:
        """Whether somebody else has changed the book."""
        return tenant not in self._known or self._known[tenant].version != version

    async def retire(self) -> None:
        """This process has no calls any more. Raises Unavailable."""
        if not self._database.is_sqlite:
            # Others would not look for what it still has to write if it died meanwhile: `Nodes.leave` comes last.
            return
        async with self._database.write() as connection:
            await connection.execute(delete(node).where(node.c.incarnation == self.incarnation))

    async def _change(self, tenant: int, configuration: Configuration, work: Work[T], *, phones: bool) -> T:
        known = self._known.pop(tenant, None)

        def change(connection: Connection) -> tuple[T, _Known | None]:
            return self._changed(connection, tenant, known, configuration, work, phones=phones)

        result, kept = await self._database.writing(change)
        if kept is not None:
            self._known[tenant] = kept
        return result

    def _changed(
        self,
        connection: Connection,
        tenant: int,
        known: _Known | None,
        configuration: Configuration,
        work: Work[T],
        *,
        phones: bool,
    ) -> tuple[T, _Known | None]:
        """The whole transaction. On SQLite in another thread, and nobody else changes anything of the books then."""
        locks.queues(connection, tenant)
        now = self._now(connection)
        known = _newest(connection, tenant, known)
        book = known.book.copy() if known else Book()
        self._sweep(connection, book, now)
        facts = _facts(connection, tenant, configuration, book, now, phones=phones)
        result = work(book, facts, now)
        kept = self._keep(connection, tenant, known, book, now)
        self._beat(connection, book, now)
        return result, kept

    def _now(self, connection: Connection) -> datetime:
        return database_now(connection, self._clock)

    def _keep(
        self, connection: Connection, tenant: int, known: _Known | None, book: Book, now: datetime
    ) -> _Known | None:
        """Write what has changed, and tell others; returns what there is then."""
        before = known.book if known else Book()
        if not rows.save(connection, tenant, before, book) and book.serial == before.serial:
            return known
        agent_changes.put(connection, tenant, book.changes, now)
        # The first version is like no other: a tenant may have the id of one that was deleted.
        version = known.version + 1 if known else int(now.timestamp() * 1000)
        values = {"version": version, "serial": book.serial}
        if known is None:
            connection.execute(insert(queue_book).values(tenant=tenant, **values))
        else:
            connection.execute(update(queue_book).where(queue_book.c.tenant == tenant).values(**values))
        locks.notify_now(connection, locks.QUEUES)
        book.changes.clear()
        return _Known(version, book)

    def _beat(self, connection: Connection, book: Book, now: datetime) -> None:
        """Prove that this process lives, if it has calls in the book."""
        if self.incarnation in book.incarnations() and not self._heart.is_fresh:
            self._heart.beat(connection, now)

    def _sweep(self, connection: Connection, book: Book, now: datetime) -> None:
        """Take out the calls of processes that do not live, if this one certainly does."""
        others = book.incarnations() - {self.incarnation}
        if not others or not self._heart.is_trusted:
            return
        alive = connection.scalars(select(node.c.incarnation).where(node.c.alive_until > now))
        if dead := others - set(alive):
            book.sweep(dead)


def _is_among(ids: frozenset[int]) -> Callable[[int], bool]:
    """Whether an object exists; what was created since the ids were read has a higher one."""
    newest = max(ids, default=0)
    return lambda id: id in ids or id > newest


def _forget_objects(is_there: Callable[[int], bool], book: Book, facts: Facts, now: datetime) -> None:
    book.forget_objects(is_there)
    book.forget_left(now, facts)


def _newest(connection: Connection, tenant: int, known: _Known | None) -> _Known | None:
    """The book as it is; None before the first change."""
    query = select(queue_book.c.version, queue_book.c.serial).where(queue_book.c.tenant == tenant)
    row = (connection.execute(query)).one_or_none()
    if row is None or (known is not None and known.version == row.version):
        return None if row is None else known
    return _Known(row.version, rows.load(connection, tenant, row.serial))


def _facts(
    connection: Connection, tenant: int, configuration: Configuration, book: Book, now: datetime, *, phones: bool
) -> Facts:
    queues = {found.id: found.document for found in configuration.all(Queue)}
    registered: frozenset[int] = frozenset()
    if phones or any(one.state == "waiting" for one in book.tickets.values()):
        agents = {one.extension for queue in queues.values() for one in queue.agents}
        registered = _registered(connection, tenant, agents, now)
    today = now.astimezone(ZoneInfo(configuration.office.timezone)).date()
    return Facts(queues, registered, today, configuration.dnd)


def _registered(connection: Connection, tenant: int, agents: set[int], now: datetime) -> frozenset[int]:
    """Those of the agents who have a registered phone."""
    if not agents:
        return frozenset()
    # Numbers of ours: as parameters, hundreds of them cost more than all else.
    some = f" AND extension IN ({', '.join(map(str, sorted(agents)))})" if len(agents) <= _FEW else ""
    query = text(f"{_PHONES}{some}").bindparams(bindparam("now", type_=registration.c.expires_at.type))
    rows = connection.execute(query, {"tenant": tenant, "now": now})
    return frozenset(rows.scalars()) & agents
