"""What is done to a session: an extension holds whom it talks to, or sends it elsewhere."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.client import Client
from switchboard.api.kit.placed_calls import plain_number
from switchboard.api.kit.steered_calls import FAULTS, WORDS, Parties
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import read_object
from switchboard.api.portsip.envelope import Refusal, invalid, not_found, updated
from switchboard.engine.call_control import (
    CallOver,
    HoldParty,
    SteerCall,
    SteeringRefused,
    TransferCall,
    steer,
)
from switchboard.engine.port import Side
from switchboard.engine.remote_control import CallElsewhere
from switchboard.store.calls.log import CallLog


class SessionControlRoutes:
    """The calls of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._settings = services.settings
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, router: APIRouter) -> None:
        for name, handler in (("refer", self.refer), ("hold", self.hold), ("unhold", self.unhold)):
            router.add_api_route(f"/sessions/{{key}}/{name}", handler, methods=["POST"])

    async def refer(self, request: Request) -> Response:
        """Let an extension send whom it talks to elsewhere, by its own permissions."""
        client, body = await self._asked(request)
        number, to = _number(body, "extension_number"), _number(body, "refer_to")
        side = await self._side_of(client, request, number)
        command = TransferCall(
            call=request.path_params["key"],
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            party="callee" if side == "caller" else "caller",
            to=to,
            rights_of=number,
        )
        return await self._steered(command)

    async def hold(self, request: Request) -> Response:
        """Let an extension hold whom it talks to."""
        return await self._hold(request, held=True)

    async def unhold(self, request: Request) -> Response:
        """Let it take the other one back."""
        return await self._hold(request, held=False)

    async def _hold(self, request: Request, *, held: bool) -> Response:
        client, body = await self._asked(request)
        side = await self._side_of(client, request, _number(body, "extension_number"))
        call = request.path_params["key"]
        return await self._steered(HoldParty(call=call, tenant=client.tenant, by=client.author, side=side, held=held))

    async def _asked(self, request: Request) -> tuple[Client, Mapping[str, object]]:
        client = await self._gate.admit(request, "editor")
        return client, await read_object(request)

    async def _side_of(self, client: Client, request: Request, number: str) -> Side:
        """Raises Refusal 400 for an extension that is not in the session, 404."""
        try:
            record, rows = await self._log.get(client.tenant, request.path_params["key"])
        except errors.NotFound:
            raise not_found("session") from None
        side = Parties.of(record, (row.event for row in rows)).side_of(number)
        if side is None:
            raise invalid({"extension_number": "is in no talk of this session"})
        return side

    async def _steered(self, command: SteerCall) -> Response:
        try:
            await steer(self._log, self._processes, command)
        except (CallOver, errors.NotFound):
            raise not_found("session") from None
        except CallElsewhere as elsewhere:
            raise Refusal(409, "UNKNOWN", str(elsewhere)) from None
        except SteeringRefused as refused:
            raise _told(refused) from None
        return updated()


def _told(refused: SteeringRefused) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        return invalid({"refer_to" if part == "to" else "extension_number": why})
    return Refusal(403 if refused.reason == "not-permitted" else 409, "UNKNOWN", WORDS[refused.reason])


def _number(body: Mapping[str, object], name: str) -> str:
    """A number, also as that of a SIP address. Raises Refusal 400."""
    value = body.get(name)
    text = value.removeprefix("sip:").partition("@")[0] if isinstance(value, str) else ""
    number = plain_number(text)
    if not number:
        raise invalid({name: "must be a number"})
    return number
