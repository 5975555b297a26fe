"""Notices of events, to webhooks and callers: they go into the outbox in the transaction that writes the events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from pydantic import AwareDatetime
from sqlalchemy import Connection, select

from switchboard.call.events import (
    CallEnded,
    CallEvent,
    EmergencyDialled,
    Interrupted,
    Matched,
    MessageLeft,
    SmsRequested,
    StatusEvent,
    StepEvent,
    WebhookRequested,
)
from switchboard.call.record import EventRow
from switchboard.model.base import Frozen
from switchboard.model.messaging import Topic, Webhook
from switchboard.store.calls import outbox
from switchboard.store.calls.outbox import Message
from switchboard.store.db.tables import call, object_
from switchboard.store.documents import objects


class WebhookNotice(Frozen):
    """To a webhook: the event at `position` happened, which it wants to hear of as `topic`.

    With the topic `agent_state`, `position` is the id of a change of an agent.
    """

    position: int
    topic: Topic


class SmsNotice(Frozen):
    """To a caller, who chose an option that sends a short message; `to` is "" for callers who are extensions."""

    to: str


class AlarmNotice(Frozen):
    """To the people of an office: the extension `caller` has dialled the emergency `number`."""

    number: str
    caller: str
    at: AwareDatetime


class MailNotice(Frozen):
    """To the owner of a mailbox: there is a new message, the one with this id."""

    message: int


@dataclass(frozen=True, slots=True)
class Audience:
    """The webhooks that are switched on in the tenant of a call, by id. `inside`: an extension makes the call."""

    tenant: int
    inside: bool
    webhooks: dict[int, Webhook] = field(default_factory=dict)

    @property
    def wants_any(self) -> bool:
        """Whether a webhook wants to hear of events, and not only of options that name it."""
        return any(webhook.events for webhook in self.webhooks.values())

    def wanting(self, topic: Topic) -> list[int]:
        """The ids of the webhooks that want that topic."""
        return [webhook_id for webhook_id, webhook in self.webhooks.items() if topic in webhook.events]

    def only_when_named(self, webhook_id: int) -> bool:
        """Whether that webhook hears of an option only where the option names it: it does not hear of one twice."""
        return webhook_id in self.webhooks and "option_pressed" not in self.webhooks[webhook_id].events


_ASKING = (SmsRequested, WebhookRequested, EmergencyDialled)
"""Events that ask for a message by themselves."""

Audiences = Mapping[str, Audience]
"""Audiences by the id of the call."""


@dataclass(frozen=True, slots=True)
class Written:
    """An event that was written now, and its position."""

    position: int
    row: EventRow


def audiences_of(connection: Connection, rows: Sequence[EventRow]) -> Audiences:
    """Finds the webhooks that may want these events, by one statement; by no statement if no event is for webhooks.

    Nobody outside is told of test calls.
    """
    asking = {row.call_id for row in rows if isinstance(row.event, _ASKING)}
    calls = sorted(asking | {row.call_id for row in rows if topics_of(row.event)})
    if not calls:
        return {}
    webhooks = (object_.c.tenant == call.c.tenant) & (object_.c.kind == Webhook.kind)
    query = (
        select(call.c.id.label("call"), call.c.tenant, call.c.extension, object_.c.id, object_.c.document)
        .select_from(call.outerjoin(object_, webhooks))
        .where(call.c.id.in_(calls), ~call.c.test)
        .order_by(object_.c.id)
    )
    found: dict[str, Audience] = {}
    for one in connection.execute(query):
        audience = found.setdefault(one.call, Audience(one.tenant, one.extension is not None))
        webhook = None if one.id is None else objects.document(Webhook.kind, one.document)
        if isinstance(webhook, Webhook) and webhook.enabled:
            audience.webhooks[one.id] = webhook
    return {call_id: audience for call_id, audience in found.items() if audience.wants_any or call_id in asking}


def put_notices(connection: Connection, audiences: Audiences, events: Sequence[Written]) -> None:
    """Writes a message for each webhook that wants an event, and all messages that options ask for."""
    heard = [(one, audiences[one.row.call_id]) for one in events if one.row.call_id in audiences]
    if messages := [message for one, audience in heard for message in _messages(one, audience)]:
        outbox.put_now(connection, messages, max(one.row.at for one in events))


def topics_of(event: CallEvent) -> tuple[Topic, ...]:
    """The topics of an event for webhooks. Numbers that were dialled in a menu are not its options."""
    match event:
        case CallEnded() | Interrupted():
            return ("call_status", "call_end")
        case StatusEvent():
            return ("call_status",)
        case Matched(by="option"):
            return ("option_pressed",)
        case MessageLeft():
            return ("message_left",)
        case EmergencyDialled():
            return ("emergency_dialled",)
        case StepEvent():
            return ()
        case _:
            assert_never(event)


def _messages(one: Written, audience: Audience) -> Iterator[Message]:
    for topic in topics_of(one.row.event):
        for webhook_id in audience.wanting(topic):
            yield _to_webhook(one, audience.tenant, webhook_id, topic)
    match one.row.event:
        case SmsRequested(template=template, to=to):
            notice = SmsNotice(to="" if audience.inside else to)
            yield Message(audience.tenant, "sms", template, notice.model_dump())
        case EmergencyDialled(by_mail=True, extension=extension) as event:
            alarm = AlarmNotice(number=event.number, caller=event.caller, at=event.at)
            yield Message(audience.tenant, "alarm", extension or 0, alarm.model_dump(mode="json"))
        case WebhookRequested(webhook=webhook_id) if audience.only_when_named(webhook_id):
            yield _to_webhook(one, audience.tenant, webhook_id, "option_pressed")


def _to_webhook(one: Written, tenant: int, webhook_id: int, topic: Topic) -> Message:
    return Message(tenant, "webhook", webhook_id, WebhookNotice(position=one.position, topic=topic).model_dump())
