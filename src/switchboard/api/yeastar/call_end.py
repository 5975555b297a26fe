"""The details of a call that is over: event 30012."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from switchboard.api.common import Json
from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    CallAnswered,
    CallEnded,
    CallEvent,
    DialledTarget,
    DialStarted,
    MenuEntered,
    RecordingStarted,
    Ringing,
)
from switchboard.store.calls.rows import CallRecord

TIME_FORMAT = "%Y/%m/%d %H:%M:%S"


def call_end(record: CallRecord, events: Sequence[CallEvent], trunks: Mapping[int, str]) -> Json:
    """The content of event 30012, from all events of a call; `trunks` are the names of trunks by id."""
    answered_at = next((event.at for event in events if isinstance(event, CallAnswered)), None)
    outbound = _outbound(events)
    ended_at = events[-1].at
    return {
        "call_id": record.id,
        "time_start": f"{record.started_at:{TIME_FORMAT}}",
        "call_from": record.caller,
        "call_to": _reached(record, events),
        "call_duration": _seconds(record.started_at, ended_at),
        "talk_duration": 0 if answered_at is None else _seconds(answered_at, ended_at),
        "src_trunk_name": "" if record.trunk is None else trunks.get(record.trunk, ""),
        "dst_trunk_name": "" if outbound is None else trunks.get(outbound.id, ""),
        "status": _status(events, answered_at),
        "type": "Inbound" if record.trunk is not None else "Internal" if outbound is None else "Outbound",
        "recording": next((event.name for event in events if isinstance(event, RecordingStarted)), ""),
        "did_number": "" if record.trunk is None else record.dialled,
        "did_name": "",
        "agent_ring_time": 0,
        "uid": record.id,
        "call_note_id": "",
    }


def _seconds(since: datetime, until: datetime) -> int:
    return round((until - since).total_seconds())


def _reached(record: CallRecord, events: Sequence[CallEvent]) -> str:
    """The last who talked, rang, or spoke as a menu; else what was dialled."""
    for event in reversed(events):
        match event:
            case Bridged(target=target) | Ringing(target=target):
                return target.number
            case MenuEntered(number=number):
                return number
    return record.dialled


def _outbound(events: Sequence[CallEvent]) -> DialledTarget | None:
    """Where the call last went out, if it did."""
    targets = (target for event in reversed(events) if isinstance(event, DialStarted) for target in event.targets)
    return next((target for target in targets if target.kind == "trunk"), None)


def _status(events: Sequence[CallEvent], answered_at: datetime | None) -> str:
    if answered_at is not None:
        return "ANSWERED"
    last = events[-1]
    cause = last.cause if isinstance(last, CallEnded) else Cause.FAILED
    if cause is Cause.BUSY:
        return "BUSY"
    return "NO ANSWER" if cause in (Cause.NO_ANSWER, Cause.CANCELLED, Cause.RELEASED) else "FAILED"
