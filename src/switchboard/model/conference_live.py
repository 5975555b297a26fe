"""A conference as somebody watches it."""

from datetime import datetime
from typing import Literal

from switchboard.model.base import Frozen

Role = Literal["member", "moderator"]
ConferenceAction = Literal["mute", "unmute", "remove", "lock", "unlock"]
"""What somebody who watches may do: the first three to one member."""


class LiveMember(Frozen):
    """Somebody in a conference, known by his call, since then.

    `waits`: he neither hears the others nor is heard, until a moderator comes. `muted`: he is not heard, because he or
    somebody else has muted him, or because only moderators are heard. The conference is `recorded` in his call.
    """

    call: str
    caller: str
    caller_name: str
    extension: int | None
    role: Role
    since: datetime
    waits: bool
    muted: bool
    recorded: bool


class LiveConference(Frozen):
    """Who is there, in the order in which they came.

    `locked`: only moderators come in; `quiet`: only moderators are heard; `open`: a moderator is there, or was last.
    """

    locked: bool = False
    quiet: bool = False
    open: bool = False
    members: tuple[LiveMember, ...] = ()
