"""Test calls over the command socket of the calls process: one is placed by a command, which begins a conversation, and
ends when who has placed it closes the connection. Its audio goes by RTP over loopback.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from switchboard.command_socket import Conversation, conversing
from switchboard.engine.control_lines import ANSWER_S, Line, Refused, RefusedBecause
from switchboard.errors import SwitchboardError, Unavailable

Text = Annotated[str, Field(max_length=255)]
PhonesDo = Literal["no_answer", "busy", "rejects", "unregistered"]
"""How phones behave that do not really ring, and lines that nobody really calls."""


class PlaceTestCall(Line):
    """Begin a test call; answered by `Refused`, or by a conversation that begins with `Begun`.

    `caller` calls `dialled` as an `extension` or through a `trunk` (ids). `user` has asked for it, from `address`, and
    has his audio at `port` of the loopback address. `at` is the moment at which it is as if he called, `draft` the
    draft by which the call goes instead of by what is live. Phones ring with `ring_phones` alone, others outside with
    `call_outside` alone; who does not behaves as `phones` says.
    """

    type: Literal["test-call"] = "test-call"
    tenant: int
    user: Text
    address: Text
    port: Annotated[int, Field(ge=1, le=65535)]
    dialled: Text
    caller: Text = ""
    caller_name: Text = ""
    extension: int | None = None
    trunk: int | None = None
    withheld: bool = False
    at: AwareDatetime | None = None
    draft: int | None = None
    ring_phones: bool = False
    call_outside: bool = False
    phones: PhonesDo = "no_answer"


class Begun(Line):
    """The call has begun: its id, and where its caller's audio is expected."""

    type: Literal["begun"] = "begun"
    call: str
    host: str
    port: int


class Happened(Line):
    """An event of the call, as it is kept."""

    type: Literal["happened"] = "happened"
    seq: int
    at: datetime
    event: str
    data: dict[str, Any]


Place = Callable[[PlaceTestCall], Awaitable[Refused | Conversation]]
"""Begins test calls."""


async def no_test_calls(command: PlaceTestCall) -> Refused:
    """Where there is no line for them."""
    return Refused(reason="no-more-calls")


_FIRST: TypeAdapter[Begun | Refused] = TypeAdapter(Annotated[Begun | Refused, Field(discriminator="type")])


class TestCallRefused(SwitchboardError):
    """The test call cannot begin; `reason` says why."""

    __test__ = False

    def __init__(self, reason: RefusedBecause) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A test call that goes on, and its events as they happen; they end with the call."""

    begun: Begun
    events: AsyncIterator[Happened]


@asynccontextmanager
async def placed(path: Path, command: PlaceTestCall) -> AsyncIterator[PlacedCall]:
    """A test call on this machine, within the block. Raises TestCallRefused, and Unavailable when the calls process
    does not answer.
    """
    async with conversing(path, command, ANSWER_S) as lines:
        line = await anext(lines, b"")
        try:
            first = _FIRST.validate_json(line)
        except ValidationError as error:
            raise Unavailable("the calls process of this machine does not answer") from error
        if isinstance(first, Refused):
            raise TestCallRefused(first.reason)
        yield PlacedCall(first, _events(lines))


async def _events(lines: AsyncIterator[bytes]) -> AsyncIterator[Happened]:
    async for line in lines:
        yield Happened.model_validate_json(line)
