"""Ids of calls in the form that two vendors have: clients cut `1764153000.417` at the dot and take both halves for
numbers.

Ours are twelve hexadecimal digits of milliseconds and eight of chance (`call/ids.py`), so one follows from the other.
The second half stays below 2**53, so that JavaScript's numbers hold it.
"""

import re
from datetime import UTC, datetime

_OURS = re.compile(r"([0-9a-f]{12})([0-9a-f]{8})")
_CHANNEL = re.compile(r"[0-9]{1,9}")
_THEIRS = re.compile(r"([0-9]{1,13})\.([0-9]{1,16})(?:\.([0-9]{1,9}))?")
_UID = re.compile(r"([0-9]{14})([0-9a-f]{6})")


def call_id(id: str) -> str:
    """The id of a call as clients see it; one that we have not made stays what it is."""
    ours = _OURS.fullmatch(id)
    if ours is None:
        return id
    second, milliseconds = divmod(int(ours[1], 16), 1000)
    return f"{second}.{milliseconds << 32 | int(ours[2], 16)}"


def channel_id(id: str, channel: int) -> str:
    """A member of a call, counted from 1."""
    return f"{call_id(id)}.{channel}"


def uid(id: str) -> str:
    """The id of a call in reports and records: the moment (UTC) at which it began, and six more digits."""
    ours = _OURS.fullmatch(id)
    if ours is None:
        return id
    began = datetime.fromtimestamp(int(ours[1], 16) / 1000, UTC)
    return f"{began:%Y%m%d%H%M%S}{ours[2][2:]}"


def calls_of_uid(text: str) -> tuple[str, str, str] | None:
    """The calls that may have that `uid`: the first id, the one after the last, and how their ids end."""
    found = _UID.fullmatch(text)
    try:
        second = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if found else None
    except ValueError:
        second = None
    if found is None or second is None:
        return None
    began_ms = round(second.timestamp()) * 1000
    return f"{began_ms:012x}", f"{began_ms + 1000:012x}", found[2]


def named_call(text: str) -> str:
    """The call that a client means by its id or by that of a channel, in the vendor's form or in ours."""
    return named_channel(text)[0]


def named_channel(text: str) -> tuple[str, int | None]:
    """That call, and which of its members, counted from 1; None for no channel."""
    theirs = _THEIRS.fullmatch(text)
    if theirs is None:
        id, _, channel = text.partition(".")
        return id, int(channel) if _CHANNEL.fullmatch(channel) else None
    milliseconds, chance = divmod(int(theirs[2]), 1 << 32)
    id = f"{int(theirs[1]) * 1000 + milliseconds:012x}{chance:08x}"
    return id, None if theirs[3] is None else int(theirs[3])
