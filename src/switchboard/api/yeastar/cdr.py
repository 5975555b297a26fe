"""Call detail records in the vendor's words: a row for each leg of a call. Pure."""

from collections.abc import Mapping
from typing import Final

from switchboard.api.common import Json
from switchboard.api.kit.call_ids import call_id, uid
from switchboard.api.kit.recording_names import recording_file
from switchboard.api.yeastar.periods import TIME_FORMAT
from switchboard.call.legs import Disposition, LegKind
from switchboard.store.calls.legs import Direction, FoundLeg, LegRow

DISPOSITIONS: Final[Mapping[str, Disposition]] = {
    "ANSWERED": "answered",
    "NO ANSWER": "no-answer",
    "BUSY": "busy",
    "FAILED": "failed",
    "VOICEMAIL": "voicemail",
}
_DISPOSITION: Final = {ours: theirs for theirs, ours in DISPOSITIONS.items()}
_DIRECTION: Final[Mapping[Direction, str]] = {"inbound": "Inbound", "outbound": "Outbound", "internal": "Internal"}
_PLACE: Final[Mapping[LegKind, str]] = {
    "ivr": "IVR ",
    "queue": "Queue ",
    "ring_group": "RingGroup ",
    "conference": "Conference ",
    "voicemail": "Voicemail ",
}
_RINGS: Final = ("extension", "outside", "queue", "ring_group")
_ALWAYS: Final = ("call_from_number", "call_from_name", "call_to_number", "call_to_name")


def row(found: FoundLeg) -> dict[str, Json]:
    """A leg. What it does not have is left out, and not empty or 0."""
    leg, call = found.leg, found.call
    rings = leg.kind in _RINGS or leg.ring_ms is not None
    shown: dict[str, Json] = {
        "id": found.number,
        "new_id": str(found.number),
        "uid": uid(call.id),
        "call_id": call_id(call.id),
        "time": f"{leg.started_at:{TIME_FORMAT}}",
        "timestamp": int(leg.started_at.timestamp()),
        "call_from": _spoken(leg.caller_name, leg.caller),
        "call_to": _PLACE.get(leg.kind, "") + _spoken(leg.callee_name, leg.callee),
        "call_from_number": leg.caller,
        "call_from_name": leg.caller_name or leg.caller,
        "call_to_number": leg.callee,
        "call_to_name": leg.callee_name or leg.callee,
        "duration": _seconds(leg.duration_ms),
        "ring_duration": _seconds(leg.ring_ms or 0) if rings else None,
        "talk_duration": _seconds(leg.talk_ms or 0),
        "disposition": _DISPOSITION[leg.disposition],
        "call_type": _DIRECTION[leg.direction],
    }
    shown |= {**_outside(leg), "record_file": recording_file(call) if leg.recorded and call.recording else ""}
    return {name: value for name, value in shown.items() if name in _ALWAYS or value not in ("", None)}


def _outside(leg: LegRow) -> Mapping[str, Json]:
    return {
        "src_trunk": leg.src_trunk,
        "dst_trunk": leg.dst_trunk,
        "did_number": leg.did,
        "did": leg.did,
        "dod_number": leg.shown,
    }


def _spoken(name: str, number: str) -> str:
    """`Bo Day<1001>`."""
    return f"{name or number}<{number}>" if number else name


def _seconds(milliseconds: int) -> int:
    return round(milliseconds / 1000)
