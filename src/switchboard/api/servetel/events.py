"""What is posted to a webhook of Servetel's form: the option that a caller chose."""

import json
from datetime import timedelta, timezone
from typing import Final

from switchboard.api.common import Json
from switchboard.call.events import Matched, WebhookRequested
from switchboard.model.messaging import Topic
from switchboard.store.calls.feed import FeedEvent

FORM: Final = "servetel"
INDIA: Final = timezone(timedelta(hours=5, minutes=30))
"""The time zone of the vendor's times."""

TIME_FORMAT: Final = "%Y-%m-%d %H:%M:%S"


async def webhook_bodies(event: FeedEvent, _topic: Topic) -> list[str]:
    """The body that tells of the choice of an option; none for all other events: the vendor describes no others."""
    match event.event:
        case Matched(by="option", entry=pressed) | WebhookRequested(keys=pressed):
            call = event.call
        case _:
            return []
    body: dict[str, Json] = {
        "uuid": call.id,
        "call_to_number": call.dialled,
        "caller_id_number": call.caller,
        "digit_pressed": pressed,
        "date": f"{event.row.at.astimezone(INDIA):{TIME_FORMAT}}",
    }
    return [json.dumps(body)]
