"""Calls in the words of the dialect: sessions, and call detail records. Pure."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from switchboard.api.common import Json
from switchboard.call.cause import Cause
from switchboard.call.events import Bridged, CallStarted
from switchboard.call.legs import Disposition, Leg
from switchboard.call.record import CallRecord, EventRow

_STATUS: Final[Mapping[str, int]] = {
    Cause.NORMAL: 200,
    Cause.BUSY: 486,
    Cause.NO_ANSWER: 480,
    Cause.REJECTED: 603,
    Cause.UNREACHABLE: 480,
    Cause.NOT_FOUND: 404,
    Cause.FORBIDDEN: 403,
    Cause.CANCELLED: 487,
    Cause.RELEASED: 200,
}
_STATUS_OF_LEG: Final[Mapping[Disposition, int]] = {
    "answered": 200,
    "voicemail": 200,
    "busy": 486,
    "no-answer": 480,
    "failed": 500,
}


def session(
    record: CallRecord, events: Sequence[EventRow], trunks: Mapping[int, str], now: datetime
) -> dict[str, Json]:
    """A call that goes on; `trunks` are the names of trunks by id."""
    talks_since = next((row.at for row in events if row.type == "bridged"), None)
    call: dict[str, Json] = {
        "caller": record.caller,
        "caller_display_name": record.caller_name,
        "callee": record.dialled,
        "trunk": trunks.get(record.trunk or 0, ""),
        "started_at": moment(record.started_at),
        "talking_time": 0 if talks_since is None else round((now - talks_since).total_seconds()),
    }
    return {"id": record.id, "calls": [call]}


def cdr(record: CallRecord, events: Sequence[EventRow], trunks: Mapping[int, str], domain: str) -> dict[str, Json]:
    """A call that is over, with what all legs of it came to."""
    started = next((row.event for row in events if row.type == "call_started"), None)
    placed = isinstance(started, CallStarted) and bool(started.placed_by)
    reached = [row.event.target for row in events if isinstance(row.event, Bridged)]
    rang = next((row.at for row in events if row.type == "ringing"), None)
    goes_out = any(target.kind == "trunk" for target in reached) or (placed and record.trunk is not None)
    end = record.ended_at or record.started_at
    return {
        "id": record.id,
        "caller": record.caller,
        "caller_domain": domain,
        "caller_display_name": record.caller_name,
        "callee": record.dialled,
        "callee_domain": domain,
        "callee_display_name": "",
        "started_at": moment(record.started_at),
        "rang_at": moment(rang),
        "answered_at": moment(record.answered_at),
        "ended_at": moment(record.ended_at),
        "call_id": record.id,
        "direction": _direction(comes_in=record.trunk is not None and not placed, goes_out=goes_out),
        "end_reason": _end_reason(record, events),
        "reroute_reason": "",
        "status_code": 200 if record.answered_at else _STATUS.get(record.cause, 500),
        "destination": reached[-1].number if reached else record.dialled,
        "outbound_caller_id": "",
        "did_cid": record.dialled if record.trunk is not None and not placed else "",
        "trunk": trunks.get(record.trunk or 0, ""),
        "duration": round((end - record.started_at).total_seconds()),
        "service_number": "",
        "user_data": started.reference if isinstance(started, CallStarted) else "",
    }


def leg_row(leg: Leg, trunks: Mapping[int, str]) -> dict[str, Json]:
    """What the row of a leg has other than that of its call."""
    goes_out = leg.kind == "outside"
    trunk = leg.object if goes_out else leg.caller.trunk
    return {
        "caller": leg.caller.number,
        "caller_display_name": leg.caller.name,
        "callee": leg.number,
        "callee_display_name": leg.name,
        "started_at": moment(leg.started_at),
        "rang_at": moment(leg.rang_at),
        "answered_at": moment(leg.answered_at),
        "ended_at": moment(leg.ended_at),
        "status_code": _STATUS_OF_LEG[leg.disposition],
        "destination": leg.number,
        "outbound_caller_id": leg.shown,
        "trunk": trunks.get(trunk or 0, ""),
        "duration": round(leg.duration_ms / 1000),
    }


def _direction(*, comes_in: bool, goes_out: bool) -> str:
    if comes_in:
        return "INBOUND_OUTBOUND_CALL" if goes_out else "INBOUND_CALL"
    return "OUTBOUND_CALL" if goes_out else "EXTENSION_CALL"


def _end_reason(record: CallRecord, events: Sequence[EventRow]) -> str:
    if any(row.type == "transferred" for row in events):
        return "BLIND_TRANSFER_COMPLETED"
    if record.answered_at is None and record.cause == Cause.CANCELLED:
        return "CANCELLED"
    return "CALLER_DISCONNECTED" if record.ended_by == "caller" else "CALLEE_DISCONNECTED"


def moment(at: datetime | None) -> str:
    """A time as the dialect writes it; "" for none."""
    return "" if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
