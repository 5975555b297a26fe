"""What is posted to webhooks of this API's own form."""

from typing import Final

from pydantic import BaseModel

from switchboard.api.native.shapes_calls import CallShown, StreamedEvent
from switchboard.model.messaging import Topic
from switchboard.store.calls.feed import FeedEvent

FORM: Final = "native"


class WebhookBody(BaseModel):
    """One event. `position` orders all events; `call` is what is known of the call when this is sent."""

    topic: Topic
    position: int
    event: StreamedEvent
    call: CallShown


async def webhook_body(event: FeedEvent, topic: Topic) -> str:
    """The body that tells of an event, whichever it is."""
    return WebhookBody(
        topic=topic,
        position=event.position,
        event=StreamedEvent.of(event.row),
        call=CallShown.model_validate(event.call),
    ).model_dump_json()
