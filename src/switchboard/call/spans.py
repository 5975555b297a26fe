"""A call as spans of a trace, made of its events when it is over: the call itself, and what it met.

The ids follow from the id of the call: so whoever has that finds the trace, and a span that is told of twice is one.
Nothing here says who called, what was dialled or which keys were pressed.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from switchboard.call.audio import AudioReport, AudioWay
from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallEvent, Interrupted, StatusEvent
from switchboard.call.legs import Leg, LegKind, legs_of
from switchboard.call.record import CallRecord

Value = str | int | float | bool
Name = Literal["call", "menu", "queue", "queue wait", "ring group", "conference", "voicemail", "dial", "bridge"]

_PLACES: Final[dict[LegKind, Name]] = {
    "ivr": "menu",
    "queue": "queue",
    "ring_group": "ring group",
    "conference": "conference",
    "voicemail": "voicemail",
}
_PEOPLE: Final[frozenset[LegKind]] = frozenset({"extension", "outside"})
_FAULTS: Final = frozenset({Cause.FAILED, Cause.MEDIA_LOST})
MOST_MARKS: Final = 128
"""As many events as OpenTelemetry has in a span, unless it is told otherwise."""


@dataclass(frozen=True, slots=True)
class Span:
    """`parent` is None for the call itself; `marks` are the moments in it that have a name."""

    id: int
    parent: int | None
    name: Name
    began: datetime
    ended: datetime
    attributes: dict[str, Value] = field(default_factory=dict)
    marks: Sequence[tuple[datetime, str]] = ()
    failed: bool = False


def trace_of(call: str) -> int:
    """The id of a call's trace: the first 16 octets of the SHA-256 of the call's id."""
    return _number(call, 16)


def spans_of(record: CallRecord, events: Sequence[CallEvent], audio: Sequence[AudioReport] = ()) -> list[Span]:
    """The call first. Of a call that goes on there is nothing to tell."""
    last = events[-1] if events else None
    if not isinstance(last, CallEnded | Interrupted):
        return []
    whole = Span(
        _id(record.id, "call"),
        None,
        "call",
        record.started_at,
        max(last.at, record.started_at),
        _of_call(record, audio),
        [(event.at, event.type) for event in events if isinstance(event, StatusEvent)][:MOST_MARKS],
        failed=isinstance(last, Interrupted) or last.cause in _FAULTS,
    )
    return [whole, *_of_legs(record.id, whole, legs_of(events))]


def _of_legs(call: str, whole: Span, legs: Sequence[Leg]) -> Iterator[Span]:
    """Whoever rings while the caller is in a queue or group is called for that."""
    place = whole
    for number, leg in enumerate(legs):
        if leg.kind in _PEOPLE:
            parent = place if place.began <= leg.started_at < place.ended else whole
            yield from _of_person(call, parent, number, leg)
        elif leg.kind in _PLACES:
            place = _of_leg(call, whole, _PLACES[leg.kind], number, leg, leg.started_at, leg.ended_at)
            yield place
            if leg.kind == "queue":
                yield _of_leg(call, place, "queue wait", number, leg, leg.started_at, leg.answered_at or leg.ended_at)


def _of_person(call: str, parent: Span, number: int, leg: Leg) -> Iterator[Span]:
    yield _of_leg(call, parent, "dial", number, leg, leg.started_at, leg.answered_at or leg.ended_at)
    if leg.answered_at is not None:
        yield _of_leg(call, parent, "bridge", number, leg, leg.answered_at, leg.ended_at)


def _of_leg(
    call: str, parent: Span, name: Name, number: int, leg: Leg, began: datetime, ended: datetime | None
) -> Span:
    found: dict[str, Value] = {
        "switchboard.call.id": call,
        "switchboard.kind": leg.kind,
        "switchboard.disposition": leg.disposition,
    }
    if leg.object is not None:
        found["switchboard.object.id"] = leg.object
    return Span(_id(call, f"{name} {number}"), parent.id, name, began, max(began, ended or parent.ended), found)


def _of_call(record: CallRecord, audio: Sequence[AudioReport]) -> dict[str, Value]:
    known: dict[str, Value | None] = {
        "switchboard.call.id": record.id,
        "switchboard.tenant.id": record.tenant,
        "switchboard.extension.id": record.extension,
        "switchboard.trunk.id": record.trunk,
        "switchboard.cause": record.cause or None,
        "switchboard.ended_by": record.ended_by or None,
    }
    for report in audio:
        side = f"switchboard.audio.{report.party.side}"
        known[f"{side}.codec"] = report.codec
        known[f"{side}.round_trip_ms"] = report.round_trip_ms
        known |= _of_way(f"{side}.received", report.received) | _of_way(f"{side}.sent", report.sent)
    return {name: value for name, value in known.items() if value is not None}


def _of_way(name: str, way: AudioWay) -> dict[str, Value | None]:
    return {f"{name}.loss_percent": way.loss_percent, f"{name}.jitter_ms": way.jitter_ms, f"{name}.mos": way.mos}


def _id(call: str, part: str) -> int:
    return _number(f"{call} {part}", 8)


def _number(text: str, octets: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:octets])
