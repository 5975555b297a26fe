"""Records of calls that are to go, go, with what agents did: all but the sums, in which nobody is named."""

from datetime import datetime
from typing import Final

from sqlalchemy import Select, delete, func, select, tuple_

from switchboard.store.db.database import Database
from switchboard.store.db.tables import agent_change, call, call_digest, call_event, call_object, recording

AT_ONCE: Final = 200
"""Calls of one transaction, each with some dozen rows: other writers of SQLite wait for some hundredths of a second."""

_OBJECTS_AT_ONCE: Final = 1000


async def expire(database: Database, tenant: int, before: datetime) -> int:
    """Delete the calls of a tenant that began before that moment; returns how many.

    A call stays while it goes on, while it is not in the sums yet, and while it has a recording: that goes first, by
    the machine that has its file. Raises Unavailable.
    """
    await _expire_agent_changes(database, tenant, before)
    old = (call.c.tenant == tenant) & (call.c.started_at < before) & (call.c.state != "open")
    recorded = select(recording.c.id).where(recording.c.call == call.c.id).exists()
    digested = select(func.coalesce(func.max(call_digest.c.position), 0)).scalar_subquery()
    new = (call_event.c.call == call.c.id) & (call_event.c.position > digested)
    undigested = select(call_event.c.position).where(new).exists()
    query = select(call.c.position).where(old, ~recorded, ~undigested).order_by(call.c.started_at).limit(AT_ONCE)
    await _expire_objects(database, tenant, before)
    gone = 0
    while positions := await _found(database, query):
        async with database.write() as connection:
            # Their events and legs go with them.
            await connection.execute(delete(call).where(call.c.position.in_(positions)))
        gone += len(positions)
    return gone


async def _expire_objects(database: Database, tenant: int, before: datetime) -> None:
    """Which objects old calls met. By objects, because no index has the rows of a call."""
    met = select(call_object.c.object).where(call_object.c.tenant == tenant).distinct()
    keys = (call_object.c.object, call_object.c.started_at, call_object.c.call)
    for id in await _found(database, met):
        theirs = (call_object.c.tenant == tenant) & (call_object.c.object == id)
        old = theirs & (call_object.c.started_at < before)
        query = select(*keys).where(old).limit(_OBJECTS_AT_ONCE)
        while True:
            async with database.read() as connection:
                rows = [tuple(row) for row in await connection.execute(query)]
            if not rows:
                break
            async with database.write() as connection:
                await connection.execute(delete(call_object).where(tuple_(*keys).in_(rows)))


async def _expire_agent_changes(database: Database, tenant: int, before: datetime) -> None:
    old = (agent_change.c.tenant == tenant) & (agent_change.c.at < before)
    query = select(agent_change.c.id).where(old).order_by(agent_change.c.id).limit(_OBJECTS_AT_ONCE)
    while ids := await _found(database, query):
        async with database.write() as connection:
            await connection.execute(delete(agent_change).where(agent_change.c.id.in_(ids)))


async def _found(database: Database, query: Select[tuple[int]]) -> list[int]:
    async with database.read() as connection:
        return list(await connection.scalars(query))
