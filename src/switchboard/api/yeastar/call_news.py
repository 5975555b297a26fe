"""What single events of a call are to Yeastar's listeners, besides the states of its members: keys, transfers,
forwarding and failures.
"""

from collections.abc import Mapping
from typing import Final

from switchboard.api.common import Json
from switchboard.call.cause import Cause
from switchboard.call.events import CallAnswered, CallEnded, CallEvent, DialEnded, Forwarded, KeyPressed, Transferred

TRANSFER: Final = 30013
FORWARDING: Final = 30014
CALL_FAILED: Final = 30015
KEY: Final = 30017

_BY_STATUS: Final[Mapping[int, str]] = {
    404: "404 NOT found",
    408: "408 Request Time",
    410: "410 Gone",
    480: "480 Temporatily Unavailable",
    484: "484 Address incomplete",
    486: "486 Busy here",
    603: "603 Declined",
}
_BY_CAUSE: Final[Mapping[Cause, str]] = {
    Cause.FORBIDDEN: "NO Outbound Restrictin",
    Cause.BUSY: "User Busy",
    Cause.REJECTED: "603 Declined",
    Cause.NO_ANSWER: "480 Temporatily Unavailable",
    Cause.NOT_FOUND: "404 NOT found",
    Cause.UNREACHABLE: "Line Unreachable",
    Cause.FAILED: "Circuit/channel congestion",
}
"""The vendor's words, with its own spelling: clients compare them. For other causes a call does not fail."""


class CallNews:
    """Follows one call, from its first event on."""

    def __init__(self) -> None:
        self._keys = ""
        self._answered = False
        self._status = 0

    def take(self, event: CallEvent) -> tuple[int, dict[str, Json]] | None:
        """The topic that the next event belongs to, and what it tells besides the call's id and members."""
        match event:
            case KeyPressed(digit=digit):
                self._keys += digit
                return KEY, {"info": digit, "flag": len(self._keys) - 1, "infos": self._keys}
            case Transferred():
                return TRANSFER, {}
            case Forwarded():
                return FORWARDING, {}
            case CallAnswered():
                self._answered = True
            case DialEnded(status=status):
                self._status = status
            case CallEnded(cause=cause) if not self._answered and cause in _BY_CAUSE:
                return CALL_FAILED, {"reason": _BY_STATUS.get(self._status, _BY_CAUSE[cause])}
        return None
