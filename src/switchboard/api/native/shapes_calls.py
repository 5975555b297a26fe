"""What the native API shows of calls and their events."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from switchboard.call.outcome import Outcome
from switchboard.call.record import CallRecord, EventRow, State
from switchboard.call.whereabouts import Doing, Where
from switchboard.store.calls.audio import KeptAudio


class WhereShown(BaseModel):
    """Where the caller of a running call is, and since when.

    `doing`: `going` somewhere or hearing what plays there, choosing in a `menu`, hearing it ring (`ringing`),
    `talking`, waiting in a `queue`, in a `conference`, leaving a `message`, hearing messages (`mailbox`), or `parked`.
    `kind` and `id` name the object, where there is one, and `number` is its number, or the parking slot. `held`: who
    talks is on hold, or has put the other there.
    """

    model_config = ConfigDict(from_attributes=True)

    doing: Doing
    since: datetime
    kind: str
    id: int | None
    number: str
    name: str
    held: bool


class CallShown(BaseModel):
    """A call as it is known now. `extension` and `trunk` are the ids of where it came from.

    `duration_s` is how long it took, or has taken by now. `outcome` says what became of it, null while it goes on;
    `where` where the caller is, null when it is over. `test`: somebody tried the call flow.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    node: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    duration_s: float
    caller: str
    caller_name: str
    dialled: str
    extension: int | None
    trunk: int | None
    state: State
    outcome: Outcome | None
    where: WhereShown | None
    cause: str
    ended_by: str
    dtmf_methods: tuple[str, ...]
    recording: str
    test: bool

    @classmethod
    def of(cls, record: CallRecord, now: datetime, where: Where | None = None) -> Self:
        return cls.model_validate(shown_call(record, now, where))


class EventShown(BaseModel):
    """One event of a call."""

    model_config = ConfigDict(from_attributes=True)

    seq: int
    at: datetime
    type: str
    data: dict[str, Any]


class StreamedEvent(EventShown):
    """One event as it is told to others, with the id of its call."""

    call: str

    @classmethod
    def of(cls, event: EventRow) -> Self:
        return cls(call=event.call_id, seq=event.seq, at=event.at, type=event.type, data=dict(event.data))


class AudioWayShown(BaseModel):
    """One direction of somebody's audio; null is not known. `mos` is the mean opinion score (1 to 4.4) that the E-model
    (ITU-T G.107) expects.
    """

    model_config = ConfigDict(from_attributes=True)

    packets: int
    loss_percent: float | None
    jitter_ms: float | None
    mos: float | None


class AudioShown(BaseModel):
    """How the audio of a party of the call was: `received` is how he was heard, `sent` how he heard, by what his phone
    says. `extension` or `trunk` is the id of where he was.
    """

    side: Literal["caller", "callee"]
    number: str
    extension: int | None
    trunk: int | None
    ended_at: datetime
    codec: str
    encrypted: bool
    received: AudioWayShown
    sent: AudioWayShown
    round_trip_ms: float | None

    @classmethod
    def of(cls, kept: KeptAudio) -> Self:
        report = kept.report
        party = report.party
        return cls(
            side=party.side,
            number=party.number,
            extension=party.extension,
            trunk=party.trunk,
            ended_at=kept.ended_at,
            codec=report.codec,
            encrypted=report.encrypted,
            received=AudioWayShown.model_validate(report.received),
            sent=AudioWayShown.model_validate(report.sent),
            round_trip_ms=report.round_trip_ms,
        )


class CallDetails(CallShown):
    """A call with its events in order, and how the audio of each party was whose stream has ended."""

    events: list[EventShown]
    audio: list[AudioShown]


_MEMBERS = tuple(member.name for member in fields(CallRecord))


def shown_call(record: CallRecord, now: datetime, where: Where | None = None) -> dict[str, object]:
    """What a call is shown by; `now` counts for one that goes on."""
    took = (record.ended_at or now) - record.started_at
    return {
        **{name: getattr(record, name) for name in _MEMBERS},
        "duration_s": max(0.0, round(took.total_seconds(), 1)),
        "outcome": record.outcome or None,
        "where": where if record.state == "open" else None,
    }
