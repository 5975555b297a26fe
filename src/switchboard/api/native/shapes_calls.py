"""What the native API shows of calls and their events."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from switchboard.call.record import EventRow, State


class CallShown(BaseModel):
    """A call as it is known now. `extension` and `trunk` are the ids of where it came from. `test`: a test call."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    node: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    caller: str
    caller_name: str
    dialled: str
    extension: int | None
    trunk: int | None
    state: State
    cause: str
    ended_by: str
    dtmf_methods: tuple[str, ...]
    recording: str
    test: bool


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


class CallDetails(CallShown):
    """A call with its events in order."""

    events: list[EventShown]
