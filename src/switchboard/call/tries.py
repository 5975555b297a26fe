"""Trying to reach somebody more than once."""

from typing import Annotated, Final, Literal

from pydantic import Field

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded
from switchboard.model.base import Frozen

TryOutcome = Literal[
    "answered",
    "machine",
    "busy",
    "no_answer",
    "rejected",
    "unreachable",
    "failed",
    "not_called",
    "ended",
    "interrupted",
]
"""What became of one try. `answered`: by a person, or by anybody where nobody listened for machines; `not_called`:
nobody may be called; `ended`: somebody has ended the call while it rang; `interrupted`: the server was restarted.
"""
RetryOn = Literal["machine", "busy", "no_answer", "rejected", "unreachable", "failed"]
MOST_TRIES: Final = 10


class Retry(Frozen):
    """Call again at most so many `times`, `after_s` after the last call was over, where that ended as one of `on`."""

    times: Annotated[int, Field(ge=1, le=MOST_TRIES)]
    after_s: Annotated[float, Field(ge=1, le=7 * 86_400)] = 900.0
    on: Annotated[tuple[RetryOn, ...], Field(min_length=1, max_length=6)] = ("busy", "no_answer")


_OUTCOMES: Final[dict[Cause, TryOutcome]] = {
    Cause.BUSY: "busy",
    Cause.NO_ANSWER: "no_answer",
    Cause.REJECTED: "rejected",
    Cause.UNREACHABLE: "unreachable",
    Cause.FORBIDDEN: "not_called",
    Cause.RELEASED: "ended",
    Cause.CANCELLED: "ended",
    Cause.DRAINING: "interrupted",
}


def outcome_of_try(end: CallEnded, *, answered: bool) -> TryOutcome:
    """What became of a try, by the last event of its call."""
    if end.answered_by == "machine":
        return "machine"
    return "answered" if answered else _OUTCOMES.get(end.cause, "failed")
