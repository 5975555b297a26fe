"""Calls that are asked for with a click: an agent or a customer is called first, and connected when he answers."""

import secrets
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.placed_calls import FAULTS, NOT_NOW_TEXT, RETRY_AFTER_S, TOO_MANY, TOO_MANY_TEXT, Part
from switchboard.api.servetel import click
from switchboard.api.servetel.auth import DIALECT, Gate
from switchboard.api.servetel.body import read_object
from switchboard.api.servetel.envelope import Refusal, done, invalid
from switchboard.api.servetel.resource import add_endpoint
from switchboard.engine.placed_call_control import PlaceCall, PlacingRefused, place_call
from switchboard.security_log import tell
from switchboard.store.people.call_keys import CallKey, CallKeys

_COMMON: Final = ("caller_id", "async", "call_timeout")
_OF_AGENTS: Final = ("agent_number", "destination_number", *_COMMON)
_OF_KEYS: Final = ("api_key", "customer_number", "customer_ring_timeout", *_COMMON)
_AGENT_FIELDS: Final[Mapping[Part, str]] = {
    "first": "agent_number",
    "then": "destination_number",
    "caller_id": "caller_id",
}
_KEY_FIELDS: Final[Mapping[Part, str]] = {
    "first": "customer_number",
    "then": "api_key",
    "rights_of": "api_key",
    "caller_id": "caller_id",
}


class ClickRoutes:
    """Calls by token, and by key."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._socket = services.settings.calls_socket
        self._keys = CallKeys(services.database)
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        add_endpoint(router, "POST", "/click_to_call", self.click_to_call)
        add_endpoint(router, "POST", "/click_to_call_support", self.click_to_call_support)

    async def click_to_call(self, request: Request) -> Response:
        """Call an agent, and connect him with a number when he answers."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        click.must_not_wait(body)
        command = PlaceCall(
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            reference=secrets.token_hex(16),
            notes=click.notes(body, _OF_AGENTS),
            first=click.number(body, "agent_number"),
            then=click.number(body, "destination_number"),
            caller_id=click.number(body, "caller_id", required=False),
            longest_s=click.seconds(body, "call_timeout"),
        )
        return await self._place(command, _AGENT_FIELDS, "destination_number", "may not be called by this agent")

    async def click_to_call_support(self, request: Request) -> Response:
        """Call a customer, who goes where the key leads when he answers. Whoever has the key may do so."""
        body = await read_object(request)
        key = await self._key(request, body)
        click.must_not_wait(body)
        command = PlaceCall(
            tenant=key.tenant,
            by=f"{DIALECT}-key:{key.name}",
            address=source_address(request),
            reference=secrets.token_hex(16),
            notes=click.notes(body, _OF_KEYS),
            first=click.customer(body),
            then=key.to,
            rights_of=key.permission,
            caller_id=click.number(body, "caller_id", required=False),
            ring_time_s=click.seconds(body, "customer_ring_timeout", *click.RINGS_S) or float(click.RINGS_S[1]),
            longest_s=click.seconds(body, "call_timeout"),
        )
        return await self._place(command, _KEY_FIELDS, "customer_number", "may not be called by this key")

    async def _key(self, request: Request, body: Mapping[str, object]) -> CallKey:
        """Raises Unauthenticated."""
        sent = body.get("api_key")
        key = await self._keys.check(sent) if isinstance(sent, str) else None
        if key is None:
            if sent:
                tell("api-authentication-failed", source_address(request), what="key")
            raise errors.Unauthenticated("no key, or none of ours")
        return key

    async def _place(self, command: PlaceCall, fields: Mapping[Part, str], wrong: str, why: str) -> Response:
        """Raises Refusal; 422 says that `why` of the field `wrong` where no route permits the call."""
        try:
            placed = await place_call(self._socket, command)
        except PlacingRefused as refused:
            raise _told(refused, fields) from None
        if placed.forbidden:
            raise invalid({wrong: why})
        return done("Call queued", ref_id=command.reference)


def _told(refused: PlacingRefused, fields: Mapping[Part, str]) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        return invalid({fields[part]: why})
    if refused.reason == TOO_MANY:
        return Refusal(429, TOO_MANY_TEXT.capitalize(), headers={"Retry-After": RETRY_AFTER_S})
    return Refusal(503, NOT_NOW_TEXT.capitalize())
