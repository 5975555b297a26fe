"""What goes over the WebSocket of a test call, besides audio."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, TypeAdapter

from switchboard.engine.test_call_control import PhonesDo
from switchboard.model.base import Frozen, Instant, ObjectId

_Text = Annotated[str, StringConstraints(max_length=64)]


class WantedCall(Frozen):
    """The first message of the client. `from`, `trunk`, `withheld`, `dialled` and `at` are as in a simulation.

    With `draft` (an id) the call goes as that draft says. Phones ring with `ring_phones` alone, and others outside are
    called with `call_outside` alone; all who are not called behave as `phones` says.
    """

    type: Literal["call"]
    dialled: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    caller: _Text = Field("", alias="from")
    trunk: ObjectId | None = None
    withheld: bool = False
    at: Instant | None = None
    draft: ObjectId | None = None
    ring_phones: bool = False
    call_outside: bool = False
    phones: PhonesDo = "no_answer"


class PressKeys(Frozen):
    """Press keys, one after another."""

    type: Literal["keys"]
    keys: Annotated[str, StringConstraints(pattern=r"^[0-9*#A-D]{1,32}$")]


class HangUp(Frozen):
    """The caller hangs up."""

    type: Literal["hang-up"]


class Alive(Frozen):
    """The client is there, and says nothing."""

    type: Literal["alive"]


ClientMessage = PressKeys | HangUp | Alive
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(Annotated[ClientMessage, Field(discriminator="type")])


class CallBegun(BaseModel):
    """The call has begun; `call` is its id in the record."""

    type: Literal["begun"] = "begun"
    call: str


class EventTold(BaseModel):
    """An event of the call, as `/calls/{id}` shows it; `event` is its type."""

    type: Literal["event"] = "event"
    seq: int
    at: AwareDatetime
    event: str
    data: dict[str, Any]


class CallOver(BaseModel):
    """The call is over."""

    type: Literal["over"] = "over"


class CallRefused(BaseModel):
    """The call cannot begin, or something that was sent is refused; `problem` is as the API answers it (RFC 9457)."""

    type: Literal["refused"] = "refused"
    problem: dict[str, Any]
