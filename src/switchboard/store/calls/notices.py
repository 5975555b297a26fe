"""What of calls others are to be told: it goes in the outbox in the transaction that writes the events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.model.messaging import Topic, Webhook
from switchboard.store.calls import outbox
from switchboard.store.calls.outbox import Message
from switchboard.store.calls.rows import EventRow
from switchboard.store.db.tables import call, object_
from switchboard.store.documents import objects

_STATUS: tuple[Topic, ...] = ("call_status",)
_OVER: tuple[Topic, ...] = ("call_status", "call_end")
TOPICS: Mapping[str, tuple[Topic, ...]] = {
    **dict.fromkeys(("call_started", "answered", "ringing", "dial_ended", "bridged", "bridge_ended"), _STATUS),
    **dict.fromkeys(("hold", "resume", "transferred"), _STATUS),
    **dict.fromkeys(("call_ended", "interrupted"), _OVER),
    "matched": ("option_pressed",),
}
"""Type of event -> what it is for webhooks."""

_REQUESTS = ("sms_requested", "webhook_requested")
"""Types of events by which an option says itself whom to tell."""


@dataclass(frozen=True, slots=True)
class Listening:
    """The webhooks that are switched on in the tenant of a call, by id. `inside`: an extension makes the call."""

    tenant: int
    inside: bool
    webhooks: dict[int, Webhook] = field(default_factory=dict)

    @property
    def wants(self) -> bool:
        """Whether anything is told without being asked for by an option."""
        return any(webhook.events for webhook in self.webhooks.values())

    def waits_to_be_named(self, webhook: int) -> bool:
        """Whether that webhook hears of an option only where the option names it."""
        return webhook in self.webhooks and "option_pressed" not in self.webhooks[webhook].events

    def to(self, topic: Topic) -> list[int]:
        return [key for key, webhook in self.webhooks.items() if topic in webhook.events]


Listeners = Mapping[str, Listening]
"""Call -> who listens to it."""


@dataclass(frozen=True, slots=True)
class Written:
    """An event that was written now, and its position."""

    position: int
    event: EventRow


async def listeners_of(connection: AsyncConnection, events: Sequence[EventRow]) -> Listeners:
    """Whom these events may be told to; one statement, and none when they are for nobody at all."""
    requesting = {one.call_id for one in events if one.type in _REQUESTS}
    calls = sorted(requesting | {one.call_id for one in events if topics_of(one)})
    if not calls:
        return {}
    webhooks = (object_.c.tenant == call.c.tenant) & (object_.c.kind == Webhook.kind)
    query = (
        select(call.c.id.label("call"), call.c.tenant, call.c.extension, object_.c.id, object_.c.document)
        .select_from(call.outerjoin(object_, webhooks))
        .where(call.c.id.in_(calls))
        .order_by(object_.c.id)
    )
    found: dict[str, Listening] = {}
    for row in await connection.execute(query):
        listening = found.setdefault(row.call, Listening(row.tenant, row.extension is not None))
        webhook = None if row.id is None else objects.document(Webhook.kind, row.document)
        if isinstance(webhook, Webhook) and webhook.enabled:
            listening.webhooks[row.id] = webhook
    return {key: listening for key, listening in found.items() if listening.wants or key in requesting}


async def put_notices(connection: AsyncConnection, listeners: Listeners, events: Sequence[Written]) -> None:
    """A message for each webhook that wants an event: the event's `position`, and the `topic` that it is told as; and
    one for all that options ask for."""
    heard = [(one, listeners[one.event.call_id]) for one in events if one.event.call_id in listeners]
    if messages := [message for one, listening in heard for message in _messages(one, listening)]:
        await outbox.put(connection, messages, max(one.event.at for one in events))


def topics_of(event: EventRow) -> tuple[Topic, ...]:
    """What an event is for webhooks. Numbers that were dialled in a menu are not its options."""
    is_number = event.type == "matched" and event.data.get("by") != "option"
    return () if is_number else TOPICS.get(event.type, ())


def _messages(one: Written, listening: Listening) -> Iterator[Message]:
    """A webhook that hears of all options is not told again that it is an option's own."""
    data = one.event.data
    for topic in topics_of(one.event):
        for key in listening.to(topic):
            yield _notice(one, listening.tenant, key, topic)
    if one.event.type == "sms_requested":
        yield Message(listening.tenant, "sms", data["template"], {"to": "" if listening.inside else data["to"]})
    if one.event.type == "webhook_requested" and listening.waits_to_be_named(data["webhook"]):
        yield _notice(one, listening.tenant, data["webhook"], "option_pressed")


def _notice(one: Written, tenant: int, webhook: int, topic: Topic) -> Message:
    return Message(tenant, "webhook", webhook, {"position": one.position, "topic": topic})
