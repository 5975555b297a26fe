"""Commands between the calls processes of machines that share a database, about callers in conferences whose room
another machine has.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field, TypeAdapter

from switchboard.call.cause import Cause
from switchboard.engine.control_lines import Done, Line, Refused
from switchboard.model.conference_live import Role


class SeatGuest(Line):
    """Expect a caller of the machine `node`, who was let into a conference as `role`; answered by `GuestExpected`.
    `recordable`: that machine may record his `call`.
    """

    type: Literal["seat-guest"] = "seat-guest"
    node: str
    call: Annotated[str, Field(max_length=255)]
    tenant: int
    conference: int
    role: Role
    caller: str
    caller_name: str
    dialled: str
    extension: int | None
    trunk: int | None
    withheld: bool
    recordable: bool


class GuestExpected(Line):
    """The caller is expected at that address (`engine.port.GuestLine`)."""

    type: Literal["guest-expected"] = "guest-expected"
    address: str


class GuestNews(Line):
    """What has happened to the caller of a `call`, as it is kept in a record; answered by `Done`, or `Refused` with
    reason ``no-such-call`` when he is no guest any more. `record`: his call is to be recorded from now on. `over`: that
    was all; `not_admitted` says why he was not let in, and `gone` that the room is somewhere else.
    """

    type: Literal["guest-news"] = "guest-news"
    call: Annotated[str, Field(max_length=255)]
    events: Sequence[Mapping[str, Any]] = ()
    record: bool = False
    over: bool = False
    not_admitted: Cause | None = None
    gone: bool = False


class TakesGuests(Protocol):
    """The end of such commands in a calls process."""

    async def seat(self, command: SeatGuest) -> GuestExpected | Refused: ...

    def hear(self, news: GuestNews) -> Done | Refused: ...


class NoGuests:
    """There is one machine."""

    async def seat(self, command: SeatGuest) -> GuestExpected | Refused:
        return Refused(reason="unavailable")

    def hear(self, news: GuestNews) -> Done | Refused:
        return Refused(reason="no-such-call")


EXPECTED: TypeAdapter[GuestExpected | Refused] = TypeAdapter(
    Annotated[GuestExpected | Refused, Field(discriminator="type")]
)
HEARD: TypeAdapter[Done | Refused] = TypeAdapter(Annotated[Done | Refused, Field(discriminator="type")])
