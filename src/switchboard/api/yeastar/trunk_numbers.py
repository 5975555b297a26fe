"""The vendor's numbers for the state of a trunk."""

from collections.abc import Mapping

from switchboard.status import TrunkState

UNKNOWN, IDLE, BUSY, UNMONITORED, REGISTERING = 0, 1, 2, 3, 4
REGISTRATION_FAILED, UNREACHABLE, DISABLED = 41, 42, 44
_STATUS_OF: Mapping[TrunkState | None, int] = {
    None: UNKNOWN,
    "off": DISABLED,
    "unmonitored": UNMONITORED,
    "checking": UNKNOWN,
    "up": IDLE,
    "down": UNREACHABLE,
    "registering": REGISTERING,
    "rejected": REGISTRATION_FAILED,
}


def trunk_number(state: TrunkState | None, reason: str) -> int:
    """The vendor's number of a trunk's state."""
    return REGISTRATION_FAILED if reason == "registration-failed" else _STATUS_OF[state]
