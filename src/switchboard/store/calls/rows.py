"""What is written and read about calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

State = Literal["open", "ended", "interrupted"]


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A call came in. `extension` or `trunk` is the id of where it came from."""

    call_id: str
    tenant: int
    started_at: datetime
    caller: str
    caller_name: str
    dialled: str
    extension: int | None = None
    trunk: int | None = None


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A call was answered by us."""

    call_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a call; `seq` counts from 0 within it, `data` is JSON without `type` and `at`."""

    call_id: str
    seq: int
    at: datetime
    type: str
    data: Mapping[str, Any]


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


CallRow = OpenedRow | AnsweredRow | EventRow | EndedRow
"""What can be written about a call."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call as it is known now."""

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
