"""The record of a call: what is written while it goes on, and how it reads afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import TypeAdapter

from switchboard.call.audio import AudioReport
from switchboard.call.events import CallEvent

State = Literal["open", "ended", "interrupted"]

_EVENT: TypeAdapter[CallEvent] = TypeAdapter(CallEvent)
_APART = {"at", "type"}


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A call came in. `extension` or `trunk` is the id of where it came from. `test`: somebody tries how calls go."""

    call_id: str
    tenant: int
    started_at: datetime
    caller: str
    caller_name: str
    dialled: str
    extension: int | None = None
    trunk: int | None = None
    test: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A call was answered by us."""

    call_id: str
    at: datetime


@dataclass(frozen=True)
class EventRow:
    """One event of a call as it is kept: `seq` counts from 0 within the call, `data` is JSON without `type` and `at`.

    Who only shows what is kept needs no more than that, and shows events of other versions too.
    """

    call_id: str
    seq: int
    at: datetime
    type: str
    data: Mapping[str, Any]

    @classmethod
    def of(cls, call_id: str, seq: int, event: CallEvent) -> Self:
        # What `model_dump` does, which each call asks half a dozen times.
        data = event.__pydantic_serializer__.to_python(event, mode="json", exclude=_APART)
        row = cls(call_id, seq, event.at, event.type, data)
        row.__dict__["event"] = event
        return row

    @cached_property
    def event(self) -> CallEvent:
        """The event itself; it is parsed when it is first asked for, once for all who ask. Raises ValueError."""
        return _EVENT.validate_python({**self.data, "type": self.type, "at": self.at})


@dataclass(frozen=True, slots=True)
class EndedRow:
    """A call is over."""

    call_id: str
    at: datetime
    state: State = "ended"
    cause: str = ""
    ended_by: str = ""
    dtmf_methods: tuple[str, ...] = ()
    recording: str = ""


@dataclass(frozen=True, slots=True)
class AudioRow:
    """How the audio of one party was, known at a moment (aware); `seq` is like no other of the call. It may come when
    the call is over.
    """

    seq: int
    at: datetime
    report: AudioReport

    @property
    def call_id(self) -> str:
        return self.report.party.call


CallRow = OpenedRow | AnsweredRow | EventRow | EndedRow | AudioRow
"""What can be written about a call."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call as it is known now. `test`: somebody has tried how calls go; it counts in no statistics.

    `outcome` is an Outcome; "" while the call goes on, and some seconds longer.
    """

    id: str
    tenant: int
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
    test: bool = False
    outcome: str = ""
