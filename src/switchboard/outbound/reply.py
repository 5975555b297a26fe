"""What came of a request to another server."""

from dataclasses import dataclass

from switchboard.errors import SwitchboardError


class CannotReach(SwitchboardError):
    """The request was not made, or not answered; the message says why and never repeats the URL."""

    code = "cannot-reach"


@dataclass(frozen=True, slots=True)
class Reply:
    """The status, and the beginning of the body."""

    status: int
    body: bytes
