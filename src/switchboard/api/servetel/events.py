"""What is posted to a webhook of Servetel's form: the option that a caller chose, and what became of a call."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Final

from switchboard.api.common import Json
from switchboard.api.kit.call_ids import call_id
from switchboard.api.servetel.calls import TIME, Course, hangup
from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallStarted, Matched, WebhookRequested
from switchboard.call.record import EventRow
from switchboard.model.messaging import Topic
from switchboard.store.calls.feed import FeedEvent
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database

FORM: Final = "servetel"
INDIA: Final = timezone(timedelta(hours=5, minutes=30))
"""The time zone of the vendor's times."""

TIME_FORMAT: Final = TIME


class ServetelWebhooks:
    """The bodies that tell of events. What a client has noted with a call stands in each, under its own names."""

    def __init__(self, database: Database) -> None:
        self._log = CallLog(database, "")

    async def bodies(self, event: FeedEvent, _topic: Topic) -> list[str]:
        """Nothing for the events that the vendor's webhooks do not tell of. Raises Unavailable."""
        match event.event:
            case Matched(by="option", entry=pressed) | WebhookRequested(keys=pressed):
                started = await self._log.events(event.call.id, after=-1, before=1)
                return [json.dumps(_chosen(event, started, pressed))]
            case CallEnded(cause=cause):
                rows = await self._log.events(event.call.id, after=-1, before=event.row.seq + 1)
                return [json.dumps(_ended(event, cause, rows))]
        return []


def _chosen(event: FeedEvent, started: Sequence[EventRow], pressed: str) -> dict[str, Json]:
    notes = next((row.event.notes for row in started if isinstance(row.event, CallStarted)), {})
    return {**notes, **_call(event), "digit_pressed": pressed, "date": _text(event.row.at)}


def _ended(event: FeedEvent, cause: Cause, rows: Sequence[EventRow]) -> dict[str, Json]:
    """`billsec` counts from the answer on."""
    course, call = Course.of((row.event for row in rows), {}), event.call
    ended, answered = event.row.at, call.answered_at
    inbound = call.trunk is not None and not course.placed
    return {
        **course.notes,
        **_call(event),
        "call_id": call_id(call.id),
        "ref_id": course.reference or None,
        "direction": "inbound" if inbound else "outbound",
        "call_status": "missed" if answered is None else "answered",
        "start_stamp": _text(call.started_at),
        "answer_stamp": None if answered is None else _text(answered),
        "end_stamp": _text(ended),
        "duration": round((ended - call.started_at).total_seconds()),
        "billsec": 0 if answered is None else round((ended - answered).total_seconds()),
        "hangup_cause": hangup(cause)[1],
        "answered_agent": course.agent[0] or None,
        "digits_dialed": course.keys,
        "date": _text(ended),
    }


def _call(event: FeedEvent) -> dict[str, Json]:
    call = event.call
    return {"uuid": call.id, "call_to_number": call.dialled, "caller_id_number": call.caller}


def _text(at: datetime) -> str:
    return f"{at.astimezone(INDIA):{TIME_FORMAT}}"
