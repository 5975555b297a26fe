"""What IVRs refer to and is set up elsewhere: providers, which are trunks, and ring groups."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.trunk_states import known_trunks, state_of
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import path_id
from switchboard.api.portsip.collection import NAMED, NUMBERED, Kind, page
from switchboard.api.portsip.naming import wire_id
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

_OFFLINE = ("off", "down", "rejected")


class LookupRoutes:
    """The providers and ring groups of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._providers = Kind(Trunk, NAMED, provider)
        self._ring_groups = Kind(RingGroup, NUMBERED, ring_group)

    def add_to(self, router: APIRouter) -> None:
        for path, endpoint in (
            ("/providers", self.list_providers),
            ("/providers/{key}", self.get_provider),
            ("/providers/{key}/status", self.provider_status),
            ("/ring_groups", self.list_ring_groups),
            ("/ring_groups/{key}", self.get_ring_group),
        ):
            router.add_api_route(path, endpoint, methods=["GET"])

    async def list_providers(self, request: Request) -> Response:
        """A page of trunks."""
        return await page(request, self._gate, self._providers)

    async def get_provider(self, request: Request) -> Response:
        """One trunk."""
        client = await self._gate.admit(request)
        return JSONResponse(detailed(await client.repository.get(Trunk, path_id(request))))

    async def provider_status(self, request: Request) -> Response:
        """Whether calls may go through a trunk, as far as is known."""
        client = await self._gate.admit(request)
        trunk = await client.repository.get(Trunk, path_id(request))
        known = await known_trunks(self._services, client.tenant)
        state = state_of(trunk.document, known.get(trunk.id))
        return JSONResponse({"status": "OFFLINE" if state in _OFFLINE else "ONLINE"})

    async def list_ring_groups(self, request: Request) -> Response:
        """A page of ring groups."""
        return await page(request, self._gate, self._ring_groups)

    async def get_ring_group(self, request: Request) -> Response:
        """One ring group."""
        client = await self._gate.admit(request)
        return JSONResponse(ring_group(await client.repository.get(RingGroup, path_id(request))))


def provider(stored: Stored[Trunk]) -> dict[str, Json]:
    """A trunk in a list. A trunk belongs to one tenant, so none is shared."""
    trunk = stored.document
    return {
        "id": wire_id(stored.id),
        "name": trunk.name,
        "enabled": trunk.enabled,
        "brand": None,
        "hostname": trunk.host,
        "port": trunk.port,
        "did_numbers": ";".join(trunk.did_numbers),
        "shared": False,
    }


def detailed(stored: Stored[Trunk]) -> dict[str, Json]:
    """A trunk alone."""
    trunk = stored.document
    return {
        **provider(stored),
        "username": trunk.username or None,
        "registration": trunk.type == "register",
        "register_interval": trunk.register_interval_s,
        "additional_ips": ";".join(trunk.addresses),
    }


def ring_group(stored: Stored[RingGroup]) -> dict[str, Json]:
    """A ring group, in a list or alone."""
    return {"id": wire_id(stored.id), "name": stored.document.name, "extension_number": stored.document.number}
