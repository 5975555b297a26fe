"""What a webhook in the dialect's form is told: which option a caller pressed."""

import json
from datetime import timedelta, timezone
from typing import Final

from switchboard.api.common import Json
from switchboard.model.messaging import Topic
from switchboard.store.calls.feed import Happening

FORM: Final = "servetel"
INDIA: Final = timezone(timedelta(hours=5, minutes=30))
"""In which the vendor tells times to people."""

TIME_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
_KEYS = ("entry", "keys")
"""Under which the events of an option have what was pressed."""


async def told(happening: Happening, topic: Topic) -> str | None:
    """The body of a webhook; None for all but options: the vendor describes no other."""
    if topic != "option_pressed":
        return None
    call, event = happening.call, happening.event
    pressed = next(str(event.data[name]) for name in _KEYS if name in event.data)
    body: dict[str, Json] = {
        "uuid": call.id,
        "call_to_number": call.dialled,
        "caller_id_number": call.caller,
        "digit_pressed": pressed,
        "date": f"{event.at.astimezone(INDIA):{TIME_FORMAT}}",
    }
    return json.dumps(body)
