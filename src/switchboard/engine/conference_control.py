"""Commands about conferences, over the command socket of the calls process that mixes them."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal, Protocol

from pydantic import Field, TypeAdapter

from switchboard.engine.control_lines import Done, Line, Refused
from switchboard.errors import NotFound, SwitchboardError
from switchboard.model.conference_live import ConferenceAction, LiveConference


class NobodyThere(SwitchboardError):
    """Nobody is in the conference."""

    code = "nobody-there"


class LookAtConference(Line):
    """Say who is in a conference; answered by `Looked`."""

    type: Literal["conference"] = "conference"
    tenant: int
    conference: int


class ChangeConference(Line):
    """Do something to a conference, or to the member whose `call` it is; answered by `Done`, or `Refused` with reason
    ``no-such-call`` if he, or anybody, is not there.
    """

    type: Literal["change-conference"] = "change-conference"
    tenant: int
    conference: int
    action: ConferenceAction
    call: Annotated[str, Field(max_length=255)] = ""


class Looked(Line):
    """A conference as it is now."""

    type: Literal["looked"] = "looked"
    live: LiveConference


class Conferences(Protocol):
    """The process in which they are."""

    def look(self, tenant: int, conference: int) -> LiveConference:
        """Who is there; a conference without anybody is empty."""
        ...

    def change(self, tenant: int, conference: int, action: ConferenceAction, call: str) -> bool:
        """Returns whether the member, or for what is done to all of the conference anybody, is there."""
        ...


def obeyed(conferences: Conferences, command: LookAtConference | ChangeConference) -> Looked | Done | Refused:
    """The answer to a command."""
    match command:
        case LookAtConference():
            return Looked(live=conferences.look(command.tenant, command.conference))
        case ChangeConference():
            there = conferences.change(command.tenant, command.conference, command.action, command.call)
            return Done() if there else Refused(reason="no-such-call")


Ask = Callable[[Line], Awaitable[bytes]]
"""Asks the calls process of the machine that has the room, which gives the line that answers."""
_CHANGED: TypeAdapter[Done | Refused] = TypeAdapter(Annotated[Done | Refused, Field(discriminator="type")])


async def look(ask: Ask, tenant: int, conference: int) -> LiveConference:
    """Who is in a conference. Raises Unavailable when the calls process does not answer."""
    line = await ask(LookAtConference(tenant=tenant, conference=conference))
    return Looked.model_validate_json(line).live


async def change(ask: Ask, tenant: int, conference: int, action: ConferenceAction, call: str = "") -> None:
    """Change a conference, or the member with that call.

    Raises NotFound if he is not there, NobodyThere, and Unavailable when the calls process does not answer.
    """
    command = ChangeConference(tenant=tenant, conference=conference, action=action, call=call)
    if isinstance(_CHANGED.validate_json(await ask(command)), Refused):
        raise NotFound("member", call) if call else NobodyThere("nobody is in the conference")
