"""A message that a caller leaves, on its way to a mailbox and there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from switchboard.model.base import Frozen

HeardOrNot = Literal["new", "heard"]
State = Literal["new", "heard", "deleted"]


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the mailbox of `owner` (its id); `sound` is the hash of its WAV file.

    `copied_from` is the id of the message of which this is a copy. While `deleted_at` is set it can be restored.
    """

    id: int
    owner: int
    heard: HeardOrNot
    received_at: datetime
    caller: str
    caller_name: str
    called: str
    call: str
    sound: str
    duration_ms: int
    interrupted: bool
    copied_from: int | None
    changed_at: datetime
    deleted_at: datetime | None

    @property
    def state(self) -> State:
        return self.heard if self.deleted_at is None else "deleted"


class MessageDraft(Frozen):
    """A message that is not delivered yet: what of the call must be known to deliver it, also after a restart.

    `owner` is the id of the extension or group that it is for, `sound` the WAV file (16 bits, one channel), which
    belongs to the draft: it is deleted with it. `interrupted`: the recording was cut off by a fault of ours.
    """

    tenant: int
    owner: int
    sound: str
    caller: str
    caller_name: str
    called: str
    call: str
    received_at: AwareDatetime
    duration_ms: Annotated[int, Field(ge=0)] = 0
    interrupted: bool = False
