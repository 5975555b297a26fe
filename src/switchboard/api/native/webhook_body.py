"""What is posted to webhooks of this API's own form."""

from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel

from switchboard.api.native.shapes_agents import AgentChangeShown
from switchboard.api.native.shapes_calls import CallShown, StreamedEvent
from switchboard.call.record import EventRow
from switchboard.clock import Clock
from switchboard.delivery.sender import NotDelivered
from switchboard.model.messaging import Topic
from switchboard.store.calls.feed import FeedEvent
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.trunk_news import TrunkNotice
from switchboard.store.db.database import Database
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.queues.agent_changes import KeptChange

FORM: Final = "native"
LATEST_S: Final = 60.0
"""After this a message is told of that is in no mailbox: it may never come."""


class MessageRef(BaseModel):
    """A message by its id, in the mailbox of `owner`."""

    id: int
    owner: int


class WebhookBody(BaseModel):
    """One event. `position` orders all events; `call` is what is known of the call when this is sent.

    Only with the topic `message_left`: `messages` are the message in each mailbox that got it.
    """

    topic: Topic
    position: int
    event: StreamedEvent
    call: CallShown
    messages: list[MessageRef] | None = None


class AgentWebhookBody(BaseModel):
    """What an agent of a queue did."""

    topic: Literal["agent_state"] = "agent_state"
    agent: AgentChangeShown


async def agent_body(_tenant: int, change: KeptChange) -> list[str]:
    """What is posted about an agent."""
    return [AgentWebhookBody(agent=AgentChangeShown.model_validate(change)).model_dump_json()]


class TrunkBody(BaseModel):
    """A trunk that is in another state."""

    topic: Literal["trunk_state"] = "trunk_state"
    trunk: TrunkNotice


async def trunk_body(notice: TrunkNotice) -> str:
    """What is told of a trunk."""
    return TrunkBody(trunk=notice).model_dump_json()


class NativeWebhooks:
    """The bodies that tell of events, whichever they are."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._log = CallLog(database, "")
        self._messages = Messages(database)
        self._clock = clock

    async def bodies(self, event: FeedEvent, topic: Topic) -> list[str]:
        """The one that there is. Raises NotDelivered for a message that is not in its mailbox yet, Unavailable."""
        told = WebhookBody(
            topic=topic,
            position=event.position,
            event=StreamedEvent.of(event.row),
            # As long as the call took until then: a body that is sent again is the same.
            call=CallShown.of(event.call, event.row.at),
        )
        if topic == "message_left":
            told.messages = await self._left(event)
        return [told.model_dump_json(exclude={"messages"} if told.messages is None else None)]

    async def _left(self, event: FeedEvent) -> list[MessageRef]:
        moments = _recorded_at(await self._log.events(event.call.id, after=-1, before=event.row.seq))
        found = await self._messages.left_in(event.call.tenant, event.call.id, moments)
        if not found and event.row.at > self._clock.now() - timedelta(seconds=LATEST_S):
            raise NotDelivered("the message is not in its mailbox yet")
        return [MessageRef(id=message.id, owner=message.owner) for message in found]


def _recorded_at(before: list[EventRow]) -> list[datetime]:
    """When the message may have begun that was left next: one that is recorded again may be kept nevertheless."""
    moments: list[datetime] = []
    for row in before:
        if row.type == "message_left":
            moments = []
        elif row.type == "message_recording":
            moments.append(row.at)
    return moments
