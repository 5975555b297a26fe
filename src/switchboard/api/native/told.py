"""What webhooks of this API's own form are told."""

from typing import Final

from pydantic import BaseModel

from switchboard.api.native.shapes import CallShown, StreamedEvent
from switchboard.model.messaging import Topic
from switchboard.store.calls.feed import Happening

FORM: Final = "native"


class Told(BaseModel):
    """One event. `position` orders all events; `call` is what is known of the call when this is sent."""

    topic: Topic
    position: int
    event: StreamedEvent
    call: CallShown


async def told(happening: Happening, topic: Topic) -> str:
    """The body of a webhook."""
    return Told(
        topic=topic,
        position=happening.position,
        event=StreamedEvent.of(happening.event),
        call=CallShown.model_validate(happening.call),
    ).model_dump_json()
