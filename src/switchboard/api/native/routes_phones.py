"""The phones of extensions: which are there, and the password by which they register."""

from ipaddress import IPv4Address, ip_network
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_parameter
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes_phones import (
    ExtensionStatus,
    LineState,
    LineStatus,
    LineStatuses,
    PhoneAccountShown,
    PhoneShown,
)
from switchboard.engine import control
from switchboard.engine.builtin.next_hops import Origin
from switchboard.errors import Unavailable
from switchboard.model.directory import Extension
from switchboard.network_address import parse_address
from switchboard.security_log import tell
from switchboard.status import BusyExtensions
from switchboard.store.people.phone_accounts import PhoneAccounts
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.tenants import Tenants

MOST_ASKED = 500
_IPV4_SHOWN, _IPV6_SHOWN = 24, 64
"""How much of an address viewers see: enough to tell one site from another."""


class PhoneRoutes:
    """Registrations are those of all machines; who talks is known of the machine that answers alone."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._registrations = Registrations(services.database)
        self._tenants = Tenants(services.database)

    def add_to(self, face: Face) -> None:
        every = Operation("GET", "/extension-statuses", "viewer", gives=LineStatuses)
        face.add(every, self.list, "extensions", "list_extension_statuses")
        one = Operation("GET", "/extensions/{id}/status", "viewer", gives=ExtensionStatus)
        face.add(one, self.read, "extensions", "read_extension_status")
        new = Operation("POST", "/extensions/{id}/sip-password", "editor", gives=PhoneAccountShown, status=201)
        face.add(new, self.new_password, "extensions", "new_sip_password")
        forget = Operation("DELETE", "/extensions/{id}/sip-password", "editor", status=204)
        face.add(forget, self.forget_password, "extensions", "forget_sip_password")

    async def list(self, request: Request, extensions: Annotated[str, Query(max_length=4000)] = "") -> Response:
        """Which extensions have phones, ring and talk; `extensions` are ids with commas between them."""
        tenant, wanted = client_of(request).tenant, _ids(extensions)
        phones = await self._registrations.addresses(tenant, wanted or None, self._services.clock.now())
        busy = await self._busy(tenant)
        talking = busy or BusyExtensions()
        known = set(wanted) if wanted else phones.keys() | talking.talking | talking.ringing
        items = [LineStatus(extension=id, phones=len(phones.get(id, ())), state=_state(busy, id)) for id in known]
        return json_of(LineStatuses(items=sorted(items, key=lambda one: one.extension)))

    async def read(self, request: Request, id: Id) -> Response:
        """The phones of an extension: where, since when and until when they are registered."""
        client = client_of(request)
        await client.repository.get(Extension, id)
        rows = await self._registrations.of(client.tenant, id, self._services.clock.now())
        status = ExtensionStatus(
            extension=id,
            state=_state(await self._busy(client.tenant), id),
            sip_username=await self._services.credentials.sip_username(client.tenant, id),
            phones=[_phone(row, client) for row in rows],
        )
        return json_of(status)

    async def new_password(self, request: Request, id: Id) -> Response:
        """Another SIP password for all phones of the extension, and what else to enter; the former is good no more."""
        client, services = client_of(request), self._services
        accounts = PhoneAccounts(
            services.credentials, self._tenants, client.repository, client.tenant, services.settings.sip
        )
        account = await accounts.new(id)
        self._tell(request, id, "set")
        response = json_of(PhoneAccountShown.model_validate(account), 201)
        response.headers["Cache-Control"] = "no-store"
        return response

    async def forget_password(self, request: Request, id: Id) -> Response:
        """From now on no phone registers or calls as the extension."""
        await self._services.credentials.forget_sip(client_of(request).tenant, id)
        self._tell(request, id, "forgotten")
        return Response(status_code=204)

    def _tell(self, request: Request, extension: int, what: str) -> None:
        client, address = client_of(request), source_address(request)
        tell("sip-password-changed", address, tenant=client.tenant, extension=extension, what=what, by=client.author)

    async def _busy(self, tenant: int) -> BusyExtensions | None:
        try:
            return await control.busy_extensions(self._services.settings.calls_socket, tenant)
        except Unavailable:
            return None


def _ids(extensions: str) -> tuple[int, ...]:
    """Raises Refusal 422."""
    parts = [part for part in extensions.split(",") if part]
    if not all(part.isascii() and part.isdecimal() and len(part) <= 16 for part in parts):
        raise refused_parameter("extensions", "must be ids with commas between them", "pattern")
    if len(parts) > MOST_ASKED:
        raise refused_parameter("extensions", f"must be at most {MOST_ASKED}", "too-many", max=MOST_ASKED)
    return tuple(map(int, parts))


def _state(busy: BusyExtensions | None, extension: int) -> LineState | None:
    if busy is None:
        return None
    return "talking" if extension in busy.talking else "ringing" if extension in busy.ringing else "idle"


def _phone(row: RegistrationRow, client: Client) -> PhoneShown:
    origin = Origin.parse(row.source)
    host = origin.hop.host if origin else ""
    return PhoneShown(
        user_agent=row.user_agent,
        address=host if client.sees_secrets else _network(host),
        transport=origin.hop.transport if origin else None,
        since=row.since,
        expires_at=row.expires_at,
        node=row.node,
    )


def _network(host: str) -> str:
    """The address shortened to its network; what is no address is left out."""
    parsed = parse_address(host)
    if parsed is None:
        return ""
    shown = _IPV4_SHOWN if isinstance(parsed, IPv4Address) else _IPV6_SHOWN
    return str(ip_network(f"{parsed}/{shown}", strict=False))
