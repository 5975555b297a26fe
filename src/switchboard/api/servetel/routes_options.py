"""call/options: what is done to a call that goes on."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.call_ids import named_call
from switchboard.api.kit.placed_calls import plain_number
from switchboard.api.kit.steered_calls import FAULTS, WORDS, Parties
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import read_object
from switchboard.api.servetel.envelope import Refusal, done, invalid
from switchboard.api.servetel.resource import add_endpoint
from switchboard.engine.call_control import CallOver, SteeringRefused, TransferCall, steer
from switchboard.engine.remote_control import CallElsewhere
from switchboard.store.calls.log import CallLog

TRANSFER: Final = "4"
_ABSENT: Final[Mapping[str, str]] = {"1": "monitoring", "2": "whispering", "3": "barging in"}


class OptionRoutes:
    """Calls of the tenant that the token belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._settings = services.settings
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, router: APIRouter) -> None:
        add_endpoint(router, "POST", "/call/options", self.options)

    async def options(self, request: Request) -> Response:
        """Transfer whoever is outside, else the caller, to an extension."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        kind = _text(body, "type")
        if kind in _ABSENT:
            raise invalid({"type": f"{_ABSENT[kind]} is not supported by this server"})
        if kind != TRANSFER:
            raise invalid({"type": "must be 4, a transfer"})
        call, to = named_call(_text(body, "call_id")), plain_number(_text(body, "intercom"))
        if not to:
            raise invalid({"intercom": "must be a number"})
        try:
            record, rows = await self._log.get(client.tenant, call)
            command = TransferCall(
                call=call,
                tenant=client.tenant,
                by=client.author,
                address=source_address(request),
                party=Parties.of(record, (row.event for row in rows)).outside,
                to=to,
            )
            await steer(self._log, self._processes, command)
        except (CallOver, CallElsewhere, errors.NotFound):
            raise Refusal(422, "No such call goes on") from None
        except SteeringRefused as refused:
            if refused.reason in FAULTS:
                raise invalid({"intercom": FAULTS[refused.reason][1]}) from None
            raise Refusal(422, WORDS[refused.reason].capitalize()) from None
        return done("Call transferred")


def _text(body: Mapping[str, object], name: str) -> str:
    """A text, or a whole number as one. Raises Refusal 422."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise invalid({name: "is required"})
    return str(value)
