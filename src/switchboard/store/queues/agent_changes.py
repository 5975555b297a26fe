"""When agents logged in and out and paused, and by whom."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from switchboard.model.queue_rows import AgentChange, SeatChange
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import agent_change


@dataclass(frozen=True, slots=True)
class KeptChange:
    """An agent (the id of the extension) was logged in or out, paused or resumed, in one queue or, None, in all."""

    id: int
    at: datetime
    extension: int
    queue: int | None
    change: SeatChange
    reason: str
    by: str


def put(connection: Connection, tenant: int, changes: Sequence[AgentChange], now: datetime) -> None:
    """Keep what has changed in a book, in the transaction that writes the book."""
    if changes:
        connection.execute(insert(agent_change), [{"tenant": tenant, "at": now, **asdict(one)} for one in changes])


async def page(
    database: Database, tenant: int, *, limit: int, before: int | None, agent: int | None
) -> list[KeptChange]:
    """The newest changes before the one with that id, of one agent or of all. Raises Unavailable."""
    query = select(*(agent_change.c[name] for name in KeptChange.__dataclass_fields__))
    query = query.where(agent_change.c.tenant == tenant)
    if before is not None:
        query = query.where(agent_change.c.id < min(before, storable.MAX_ID))
    if agent is not None:
        query = query.where(agent_change.c.extension == agent)
    async with database.read() as connection:
        rows = await connection.execute(query.order_by(agent_change.c.id.desc()).limit(limit))
        return [KeptChange(**row._mapping) for row in rows]
