"""Commands to the calls process of another machine: a row with the command, NOTIFY to whom it is for, and an answer in
the same row. For PostgreSQL alone.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from switchboard.clock import Clock
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.tables import node, node_command
from switchboard.store.db.wakeup import follow, watch
from switchboard.store.nodes.heartbeat import database_now

log = structlog.get_logger()

Obey = Callable[[bytes], Awaitable[str]]
"""Carries out a command; returns the answer."""

AT_ONCE = 50
"""So many commands of other machines are carried out at a time; further ones wait."""
RETRY_S = 1.0


class NodeGone(SwitchboardError):
    """The machine that is to obey is dead."""

    code = "node-gone"


class Commands:
    """Commands from this machine to others."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def ask(self, name: str, line: str, timeout_s: float) -> str:
        """What the calls process of that machine answers. Raises NodeGone when it is dead, and Unavailable when it does
        not answer in time.
        """
        try:
            async with asyncio.timeout(timeout_s), watch(self._database, locks.ANSWERS) as answers:
                id = await self._database.writing(lambda connection: self._put(connection, name, line, timeout_s))
                try:
                    while (answer := await self._answer(id)) is None:
                        await answers.wait()
                finally:
                    await asyncio.shield(self._forget(id))
        except TimeoutError as error:
            raise Unavailable(f"the calls process of the machine {name} does not answer") from error
        return answer

    def _put(self, connection: Connection, name: str, line: str, timeout_s: float) -> int:
        now = database_now(connection, self._clock)
        alive = select(node.c.name).where(node.c.name == name, node.c.alive_until > now).limit(1)
        if connection.scalar(alive) is None:
            raise NodeGone(f"the machine {name} is dead")
        row = {"node": name, "line": line, "expires_at": now + timedelta(seconds=timeout_s), "taken": False}
        id: int = connection.execute(insert(node_command).values(row).returning(node_command.c.id)).scalar_one()
        locks.notify_now(connection, locks.COMMANDS)
        return id

    async def _answer(self, id: int) -> str | None:
        async with self._database.read() as connection:
            answer: str | None = await connection.scalar(select(node_command.c.answer).where(node_command.c.id == id))
        return answer

    async def _forget(self, id: int) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(node_command).where(node_command.c.id == id))


class CommandsToUs:
    """Those of other machines to the calls process of this one, which is known by its name."""

    def __init__(self, database: Database, clock: Clock, name: str, obey: Obey) -> None:
        self._database = database
        self._clock = clock
        self._name = name
        self._obey = obey
        self._places = asyncio.Semaphore(AT_ONCE)
        self._follower: asyncio.Task[None] | None = None
        self._obeying: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        if not self._database.is_sqlite:
            following = follow(self._database, locks.COMMANDS, self._look, "commands of other machines")
            self._follower = asyncio.create_task(following, name="commands")

    async def close(self) -> None:
        tasks = [*self._obeying, *([self._follower] if self._follower else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self) -> None:
        for id, line in await self._database.writing(self._take):
            task = asyncio.create_task(self._carry_out(id, line), name=f"command-{id}")
            self._obeying.add(task)
            task.add_done_callback(self._obeying.discard)

    def _take(self, connection: Connection) -> list[tuple[int, str]]:
        """Each is carried out once, and none of which nobody awaits the answer any more."""
        now, ours = database_now(connection, self._clock), node_command.c.node == self._name
        connection.execute(delete(node_command).where(ours, node_command.c.expires_at <= now))
        fresh = update(node_command).where(ours, node_command.c.taken.is_(False)).values(taken=True)
        rows = connection.execute(fresh.returning(node_command.c.id, node_command.c.line))
        return [(row.id, row.line) for row in rows]

    async def _carry_out(self, id: int, line: str) -> None:
        async with self._places:
            try:
                answer = await self._obey(line.encode())
                async with self._database.write() as connection:
                    await connection.execute(update(node_command).where(node_command.c.id == id).values(answer=answer))
                    await locks.notify(connection, locks.ANSWERS)
            except Unavailable:
                log.warning("a command of another machine is not answered, the database is away")
            except Exception:
                log.exception("a command of another machine failed")
