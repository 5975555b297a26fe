"""A message that a caller leaves: what of the call must be known to deliver it, also after a restart."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from switchboard.model.base import Frozen


class MessageDraft(Frozen):
    """A message that is not delivered yet.

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
