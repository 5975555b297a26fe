"""Which events of calls webhooks want to be told; put in the outbox in the transaction that writes the events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.model.messaging import Topic, Webhook
from switchboard.store import objects, outbox
from switchboard.store.call_rows import EventRow
from switchboard.store.outbox import Message
from switchboard.store.tables import call, object_

_STATUS: tuple[Topic, ...] = ("call_status",)
_OVER: tuple[Topic, ...] = ("call_status", "call_end")
TOPICS: Mapping[str, tuple[Topic, ...]] = {
    **dict.fromkeys(("call_started", "answered", "ringing", "dial_ended", "bridged", "bridge_ended"), _STATUS),
    **dict.fromkeys(("hold", "resume", "transferred"), _STATUS),
    **dict.fromkeys(("call_ended", "interrupted"), _OVER),
    "matched": ("option_pressed",),
}
"""Type of event -> what it is for webhooks."""


@dataclass(frozen=True, slots=True)
class Written:
    """An event that was written now, and its position."""

    position: int
    event: EventRow

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Numbers that were dialled in a menu are not its options."""
        is_number = self.event.type == "matched" and self.event.data.get("by") != "option"
        return () if is_number else TOPICS.get(self.event.type, ())


async def put_notices(connection: AsyncConnection, events: Sequence[Written]) -> None:
    """A message for each webhook that wants an event: the event's `position`, and the `topic` that it is told as."""
    wanted = [one for one in events if one.topics]
    if not wanted:
        return
    listeners = await _listeners(connection, sorted({one.event.call_id for one in wanted}))
    messages = [
        Message(tenant, "webhook", key, {"position": one.position, "topic": topic})
        for one in wanted
        for tenant, key, webhook in listeners.get(one.event.call_id, ())
        for topic in one.topics
        if webhook.enabled and topic in webhook.events
    ]
    await outbox.put(connection, messages, max(one.event.at for one in wanted))


async def _listeners(connection: AsyncConnection, calls: Sequence[str]) -> Mapping[str, list[tuple[int, int, Webhook]]]:
    """Call -> tenant, id and document of the webhooks of its tenant."""
    query = (
        select(call.c.id.label("call"), object_.c.tenant, object_.c.id, object_.c.document)
        .join(object_, object_.c.tenant == call.c.tenant)
        .where(object_.c.kind == Webhook.kind, call.c.id.in_(calls))
        .order_by(object_.c.id)
    )
    found: dict[str, list[tuple[int, int, Webhook]]] = {}
    for row in await connection.execute(query):
        webhook = objects.document(Webhook.kind, row.document)
        if isinstance(webhook, Webhook):
            found.setdefault(row.call, []).append((row.tenant, row.id, webhook))
    return found
