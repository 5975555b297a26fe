"""When agents logged in and out and paused, and by whom."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from switchboard.errors import NotFound
from switchboard.model.messaging import Webhook
from switchboard.model.queue_rows import AgentChange, SeatChange
from switchboard.store.calls import outbox
from switchboard.store.calls.notices import WebhookNotice
from switchboard.store.calls.outbox import Message
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import agent_change, object_
from switchboard.store.documents import objects


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


_COLUMNS = [agent_change.c[name] for name in KeptChange.__dataclass_fields__]


def put(connection: Connection, tenant: int, changes: Sequence[AgentChange], now: datetime) -> None:
    """Keep what has changed in a book, and tell the webhooks that want to know, in the transaction that writes it."""
    if not changes:
        return
    added = insert(agent_change).returning(agent_change.c.id)
    ids = [connection.scalars(added, {"tenant": tenant, "at": now, **asdict(one)}).one() for one in changes]
    webhooks = _listening(connection, tenant)
    notices = [WebhookNotice(position=id, topic="agent_state").model_dump() for id in ids]
    outbox.put_now(connection, [Message(tenant, "webhook", to, one) for one in notices for to in webhooks], now)


def _listening(connection: Connection, tenant: int) -> list[int]:
    """The ids of the webhooks that want to hear of agents."""
    query = select(object_.c.id, object_.c.document).where(object_.c.tenant == tenant, object_.c.kind == Webhook.kind)
    found = [(row.id, objects.document(Webhook.kind, row.document)) for row in connection.execute(query)]
    return [id for id, one in found if isinstance(one, Webhook) and one.enabled and "agent_state" in one.events]


async def find(database: Database, tenant: int, id: int) -> KeptChange:
    """Raises NotFound, Unavailable."""
    found = await after(database, tenant, id - 1, 1)
    if not found or found[0].id != id:
        raise NotFound("agent change", id)
    return found[0]


async def after(database: Database, tenant: int, position: int, limit: int) -> list[KeptChange]:
    """The first changes after the one with that id. Raises Unavailable."""
    query = select(*_COLUMNS).where(agent_change.c.tenant == tenant, agent_change.c.id > position)
    async with database.read() as connection:
        rows = await connection.execute(query.order_by(agent_change.c.id).limit(limit))
        return [KeptChange(**row._mapping) for row in rows]


async def page(
    database: Database, tenant: int, *, limit: int, before: int | None, agent: int | None
) -> list[KeptChange]:
    """The newest changes before the one with that id, of one agent or of all. Raises Unavailable."""
    query = select(*_COLUMNS).where(agent_change.c.tenant == tenant)
    if before is not None:
        query = query.where(agent_change.c.id < min(before, storable.MAX_ID))
    if agent is not None:
        query = query.where(agent_change.c.extension == agent)
    async with database.read() as connection:
        rows = await connection.execute(query.order_by(agent_change.c.id.desc()).limit(limit))
        return [KeptChange(**row._mapping) for row in rows]
