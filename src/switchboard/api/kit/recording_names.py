"""Names under which clients know the recordings of calls. They follow from the call; files on disk have other names.

Programs look for the id of the call in the name, which is `20261126160000-1764172800.417-1001-1002-Internal.wav`.
"""

import re
from typing import Final

from switchboard.api.kit.call_ids import call_id, named_call
from switchboard.call.record import CallRecord

_UNNAMEABLE: Final = re.compile(r"[^0-9A-Za-z]+")
_LONGEST: Final = 32
_FILE: Final = re.compile(r"[0-9]{14}-([0-9a-z.]{1,64})-[0-9A-Za-z]*-[0-9A-Za-z]*-[A-Za-z]+(?:-[0-9]{1,9})?\.wav")


def recording_file(record: CallRecord, number: int = 1) -> str:
    """The name of a recording of a call, counted from 1. Whether there is one, the caller knows."""
    kind = "Inbound" if record.trunk is not None else "Internal"
    began, id = f"{record.started_at:%Y%m%d%H%M%S}", call_id(record.id)
    nth = f"-{number}" if number > 1 else ""
    return f"{began}-{id}-{_plain(record.caller)}-{_plain(record.dialled)}-{kind}{nth}.wav"


def named_by(file: str) -> str | None:
    """The call whose recording may have that name; None for what is no such name."""
    found = _FILE.fullmatch(file)
    return named_call(found[1]) if found else None


def _plain(number: str) -> str:
    """What of a number stands in a name: nothing that a path or an address gives a meaning to."""
    return _UNNAMEABLE.sub("", number)[:_LONGEST]
