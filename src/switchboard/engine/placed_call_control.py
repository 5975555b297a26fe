"""Calls that clients of an API ask for, over the command socket of the calls process."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError

from switchboard.call.answerer import AfterAnswer
from switchboard.call.tries import Retry
from switchboard.engine.control_lines import ANSWER_S, Line, Refused, RefusedBecause, asked
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.model.base import Instant

MOST_NOTES: Final = 10
LONGEST_NOTE: Final = 128
Text = Annotated[str, Field(max_length=255)]
Note = Annotated[str, Field(max_length=LONGEST_NOTE)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]
MOST_PROMPTS, MOST_TIMES = 20, 100
Forbidden = Literal["no_route", "do_not_call", "calling_hours"]
"""Why nobody is called: no route permits the number, a list forbids it, or the time does where the number is."""


class PlaceCall(Line):
    """Call somebody, and let him go on; answered by `Placed`, or `Refused`.

    `by` is the client that asks, from `address`, `reference` its own name of the call, and `notes` what else it wants
    to find there again. With `not_before` or `retry` the wish is kept, and tried from then on, and again. The other
    fields are those of a `Wish`.
    """

    type: Literal["place-call"] = "place-call"
    tenant: int
    by: Text
    address: Text
    reference: Text = ""
    notes: Annotated[dict[Note, Note], Field(max_length=MOST_NOTES)] = Field(default_factory=dict)
    first: Text
    then: Text = ""
    rights_of: Text = ""
    caller_id: Text = ""
    ring_time_s: Seconds | None = None
    longest_s: Seconds | None = None
    auto_answer: bool = False
    after_answer: AfterAnswer = "ignore"
    prompts: Annotated[tuple[int, ...], Field(max_length=MOST_PROMPTS)] = ()
    times: Annotated[int, Field(ge=1, le=MOST_TIMES)] = 1
    not_before: Instant | None = None
    retry: Retry | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it is a wish for later, or for more than one try."""
        return self.not_before is not None or self.retry is not None


class Placed(Line):
    """The call has begun, and its record: nobody has answered yet. `forbidden`: why nobody is called, and it has ended.

    `wish` is the id of a wish that is kept; it has no `call` yet.
    """

    type: Literal["placed"] = "placed"
    call: str = ""
    forbidden: Forbidden | None = None
    wish: str = ""


PlacesCall = Callable[[PlaceCall], Awaitable[Placed | Refused]]


async def no_placed_calls(command: PlaceCall) -> Refused:
    """Where there is no line for them."""
    return Refused(reason="no-more-calls")


_ANSWER: TypeAdapter[Placed | Refused] = TypeAdapter(Annotated[Placed | Refused, Field(discriminator="type")])


class PlacingRefused(SwitchboardError):
    """The call is not placed; `reason` says why."""

    def __init__(self, reason: RefusedBecause) -> None:
        super().__init__(reason)
        self.reason = reason


async def place_call(path: Path, command: PlaceCall) -> Placed:
    """Have the calls process of this machine place a call. Raises PlacingRefused, and Unavailable when it does not
    answer.
    """
    line = await asked(path, command, ANSWER_S)
    try:
        answer = _ANSWER.validate_json(line)
    except ValidationError as error:
        raise Unavailable("the calls process of this machine is of another version") from error
    if isinstance(answer, Refused):
        raise PlacingRefused(answer.reason)
    return answer
