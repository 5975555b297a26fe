"""Which machines serve calls on a database that they share: each proves that it lives, and any of them closes what a
dead one has left open.

Only PostgreSQL is shared: on SQLite nothing here runs.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import delete, exists, func, select
from sqlalchemy.engine import Connection

from switchboard.clock import Clock
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.store.calls.log import interrupt_calls
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.tables import node
from switchboard.store.nodes.heartbeat import BEAT_S, Heartbeat, database_now

log = structlog.get_logger()

Free = Callable[[str], Awaitable[None]]
"""Frees what was held by somebody who is dead. Raises Unavailable."""


class NodeNameTaken(SwitchboardError):
    """Another machine serves calls under this name."""

    code = "node-name-taken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"another machine serves calls as node {name}: give each a name of its own (the setting `node`), or wait"
            " ten seconds after that one has stopped"
        )


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A machine as the others see it. `started_at` and `version` are of its calls process; None and "" where an older
    one runs.
    """

    name: str
    alive: bool
    started_at: datetime | None
    version: str


async def nodes_of(database: Database, clock: Clock) -> list[NodeRow]:
    """All machines that serve calls, or did until they died a moment ago, by name. Raises Unavailable."""
    query = select(node.c.name, node.c.alive_until, node.c.started_at, node.c.version).order_by(node.c.name)

    def look(connection: Connection) -> list[NodeRow]:
        now = database_now(connection, clock)
        rows = connection.execute(query)
        return [NodeRow(row.name, row.alive_until > now, row.started_at, row.version) for row in rows]

    return [] if database.is_sqlite else await database.reading(look)


@dataclass(frozen=True, slots=True)
class _Dead:
    """A process that does not prove any more that it lives. `succeeded`: its machine runs another one already."""

    incarnation: str
    name: str
    succeeded: bool


class Nodes:
    """This machine among the others. Before the records of a dead one are closed, `free` takes out what its process,
    known by its incarnation, held, and `inherit` goes on with what that machine, known by its name, was about to do.
    """

    def __init__(self, database: Database, clock: Clock, heart: Heartbeat, free: Free, inherit: Free) -> None:
        self._database = database
        self._clock = clock
        self._heart = heart
        self._free = free
        self._inherit = inherit
        self._beating: asyncio.Task[None] | None = None

    async def enter(self) -> None:
        """Take the name of this machine. Raises NodeNameTaken, Unavailable."""
        if self._database.is_sqlite:
            return
        await until_name_is_free(self._database, self._take_name, self._heart.name)
        self._beating = asyncio.create_task(self._beat_for_ever(), name="heartbeat")

    async def leave(self) -> None:
        """This process has no calls any more."""
        if self._beating is None:
            return
        self._beating.cancel()
        await asyncio.gather(self._beating, return_exceptions=True)
        try:
            async with self._database.write() as connection:
                await connection.execute(delete(node).where(node.c.incarnation == self._heart.incarnation))
        except Unavailable:
            log.warning("the other machines will find out by themselves that this one has stopped")

    def _take_name(self, connection: Connection) -> datetime | None:
        locks.nodes(connection)
        taken = taken_until(connection, self._clock, self._heart.name, self._heart.machine)
        if taken is None:
            self._heart.beat(connection, database_now(connection, self._clock))
        return taken

    async def _beat_for_ever(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                for dead in await to_its_end(self._database.writing(self._beat)):
                    await self._close(dead)
            except Unavailable:
                log.warning("the other machines cannot see that this one lives, the database does not answer")
            except Exception:
                # Without the heart the others would take the calls of this machine for lost.
                log.exception("heartbeat failed")

    def _beat(self, connection: Connection) -> list[_Dead]:
        """Returns who is dead, as far as this process may say so."""
        now = database_now(connection, self._clock)
        self._heart.beat(connection, now)
        if not self._heart.is_trusted:
            return []
        successor = node.alias()
        succeeded = exists().where(successor.c.name == node.c.name, successor.c.alive_until >= now)
        query = select(node.c.incarnation, node.c.name, succeeded.label("succeeded"))
        return [_Dead(*row) for row in connection.execute(query.where(node.c.alive_until < now))]

    async def _close(self, dead: _Dead) -> None:
        """Everything of it is freed before its row goes: if we die meanwhile, another one does it again."""
        await self._free(dead.incarnation)
        if not dead.succeeded:
            await self._inherit(dead.name)
        closed = await to_its_end(self._database.writing(lambda connection: self._bury(connection, dead)))
        if closed is not None:
            log.warning("a machine has died, its calls were interrupted", node=dead.name, calls=closed)

    def _bury(self, connection: Connection, dead: _Dead) -> int | None:
        """How many calls it had; None if somebody was faster, or it lives after all."""
        locks.nodes(connection)
        now = database_now(connection, self._clock)
        row = delete(node).where(node.c.incarnation == dead.incarnation, node.c.alive_until < now)
        if not connection.execute(row).rowcount:
            return None
        # The calls of its successor bear the same name, and it has closed those of the dead when it started.
        successor = select(node.c.name).where(node.c.name == dead.name, node.c.alive_until >= now).limit(1)
        return 0 if connection.scalar(successor) else interrupt_calls(connection, dead.name, self._clock.now())


def taken_until(connection: Connection, clock: Clock, name: str, machine: str) -> datetime | None:
    """Until when another machine of this name counts as alive; None: there is none."""
    now = database_now(connection, clock)
    namesake = (node.c.name == name) & (node.c.machine != machine) & (node.c.alive_until > now)
    until: datetime | None = connection.scalar(select(func.max(node.c.alive_until)).where(namesake))
    return until


async def until_name_is_free(database: Database, look: Callable[[Connection], datetime | None], name: str) -> None:
    """Wait until `look` says that nobody has the name. A former process of the same machine gives way at once; another
    machine if it stays silent until it counts as dead. Raises NodeNameTaken, Unavailable.
    """
    seen: datetime | None = None
    while (until := await database.writing(look)) is not None:
        if seen is not None and until > seen:
            raise NodeNameTaken(name)
        if seen is None:
            log.warning("another machine served calls under this name: waiting whether it still does", node=name)
        seen = until
        await asyncio.sleep(BEAT_S)
