"""Running calls that a client changes: a party is sent elsewhere, holds the other, or is heard by nobody."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.steered_calls import FAULTS, WORDS, Part
from switchboard.api.native import body
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Handler, Operation
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.engine.call_control import (
    CallOver,
    HoldParty,
    MuteParty,
    SteerCall,
    SteeringRefused,
    TransferCall,
    steer,
)
from switchboard.engine.port import Side
from switchboard.engine.remote_control import CallElsewhere
from switchboard.model.base import Frozen
from switchboard.model.destination import OutsideNumber as Number
from switchboard.store.calls.log import CallLog

CallId = Annotated[str, Path(alias="id", max_length=255)]

_MEMBERS: Final[Mapping[Part, str]] = {"to": "#/to", "rights_of": "#/permission"}


class TransferWanted(Frozen):
    """Send the `party` to the number `to`, as if the other one had transferred it there; the other one leaves the call.

    Outside it goes by the routes that are open to the extension with the number `permission`, which gets the party back
    where the office says so; without it, only numbers inside can be reached.
    """

    to: Number
    party: Side = "caller"
    permission: Number | None = None


class SideWanted(Frozen):
    """One of two who talk."""

    side: Side


class SteeredCallRoutes:
    """Calls that run on this machine."""

    def __init__(self, services: ApiServices) -> None:
        self._settings = services.settings
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, face: Face) -> None:
        transfer = Operation("POST", "/calls/{id}/transfer", "editor", takes=TransferWanted, status=204)
        face.add(transfer, self.transfer, "calls", "transfer_call")
        handlers: dict[str, Handler] = {
            "hold": self.hold,
            "unhold": self.unhold,
            "mute": self.mute,
            "unmute": self.unmute,
        }
        for action, handler in handlers.items():
            change = Operation("POST", f"/calls/{{id}}/{action}", "editor", takes=SideWanted, status=204)
            face.add(change, handler, "calls", f"{action}_call")

    async def transfer(self, request: Request, call_id: CallId) -> Response:
        """Send a party of a running call elsewhere."""
        client, wanted = client_of(request), await body.read(request, TransferWanted)
        command = TransferCall(
            call=call_id,
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            party=wanted.party,
            to=wanted.to,
            rights_of=wanted.permission or "",
        )
        return await self._steer(command)

    async def hold(self, request: Request, call_id: CallId) -> Response:
        """Let one of two who talk hold the other, who hears music."""
        return await self._hold(request, call_id, held=True)

    async def unhold(self, request: Request, call_id: CallId) -> Response:
        """Let the two hear each other again."""
        return await self._hold(request, call_id, held=False)

    async def mute(self, request: Request, call_id: CallId) -> Response:
        """Let nobody hear what one of two who talk says."""
        return await self._mute(request, call_id, muted=True)

    async def unmute(self, request: Request, call_id: CallId) -> Response:
        """Let the other one hear it again."""
        return await self._mute(request, call_id, muted=False)

    async def _hold(self, request: Request, call: str, *, held: bool) -> Response:
        client, wanted = client_of(request), await body.read(request, SideWanted)
        command = HoldParty(call=call, tenant=client.tenant, by=client.author, side=wanted.side, held=held)
        return await self._steer(command)

    async def _mute(self, request: Request, call: str, *, muted: bool) -> Response:
        client, wanted = client_of(request), await body.read(request, SideWanted)
        command = MuteParty(call=call, tenant=client.tenant, by=client.author, side=wanted.side, muted=muted)
        return await self._steer(command)

    async def _steer(self, command: SteerCall) -> Response:
        try:
            await steer(self._log, self._processes, command)
        except CallElsewhere as elsewhere:
            raise Refusal(409, elsewhere.code, str(elsewhere), node=elsewhere.node) from None
        except CallOver as over:
            raise Refusal(409, over.code, str(over)) from None
        except SteeringRefused as refused:
            raise _told(refused) from None
        return Response(status_code=204)


def _told(refused: SteeringRefused) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        return refused_member(_MEMBERS[part], why, refused.reason)
    status = 403 if refused.reason == "not-permitted" else 409
    return Refusal(status, refused.reason, WORDS[refused.reason])
