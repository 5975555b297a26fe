"""Why calls end."""

from enum import StrEnum


class Cause(StrEnum):
    """Why a call ends, or never begins.

    An engine turns it into its protocol's own words (SIP: `STATUS_OF` in `engine/builtin/invitation.py`).
    """

    NORMAL = "normal"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    NOT_FOUND = "not-found"
    FORBIDDEN = "forbidden"
    CANCELLED = "cancelled"
    MEDIA_LOST = "media-lost"
    DRAINING = "draining"
    RELEASED = "released"
    FAILED = "failed"
