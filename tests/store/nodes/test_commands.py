"""Commands to another machine: carried out once, answered, and never by one that is dead."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from tests.kit.machines import MachineClock

from switchboard.errors import Unavailable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import node_command
from switchboard.store.nodes.commands import Commands, CommandsToUs, NodeGone
from switchboard.store.nodes.heartbeat import Heartbeat

pytestmark = [pytest.mark.interop, pytest.mark.parametrize("backend", ["postgresql"], indirect=True)]
CLOCK = MachineClock()
WITHIN_S = 20.0


async def lives(database: Database, name: str, ago_s: float = 0.0) -> None:
    heart, then = Heartbeat(CLOCK, name), datetime.now(UTC) - timedelta(seconds=ago_s)
    async with database.write() as connection:
        await connection.run_sync(lambda sync: heart.beat(sync, then))


async def left(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(node_command)) or 0


async def test_each_command_is_carried_out_once_and_answered(database: Database) -> None:
    await lives(database, "b")
    heard: list[str] = []

    async def obey(line: bytes) -> str:
        heard.append(line.decode())
        return f"done {line.decode()}"

    there, other = (CommandsToUs(database, CLOCK, name, obey) for name in ("b", "c"))
    there.start()
    other.start()
    lines = [f"line {number}" for number in range(5)]
    answers = await asyncio.gather(*(Commands(database, CLOCK).ask("b", line, WITHIN_S) for line in lines))
    await there.close()
    await other.close()
    assert answers == [f"done {line}" for line in lines]
    assert sorted(heard) == lines
    assert await left(database) == 0


async def test_the_dead_are_not_asked_and_nobody_waits_for_the_silent(database: Database) -> None:
    await lives(database, "b", ago_s=11)
    commands = Commands(database, CLOCK)
    for name in ("b", "nobody"):
        with pytest.raises(NodeGone):
            await commands.ask(name, "line", WITHIN_S)
    await lives(database, "c")
    with pytest.raises(Unavailable):
        await commands.ask("c", "line", 0.2)
    assert await left(database) == 0
