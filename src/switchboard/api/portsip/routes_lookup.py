"""What IVRs refer to and is set up elsewhere: providers, which are trunks, users, ring groups and call queues."""

from typing import TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.objects import objects_for
from switchboard.api.kit.trunk_states import known_trunks, state_of
from switchboard.api.portsip import groups
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import path_id
from switchboard.api.portsip.collection import NAMED, NUMBERED, Kind, page, plain
from switchboard.api.portsip.naming import wire_id
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

D = TypeVar("D", bound=Document)

_OFFLINE = ("off", "down", "rejected")


class LookupRoutes:
    """Those of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._providers = plain(Trunk, NAMED, provider)
        self._users = plain(Extension, groups.USERS, groups.user)
        self._ring_groups = Kind(RingGroup, NUMBERED, groups.ring_group)
        self._queues = Kind(Queue, NUMBERED, groups.call_queue)

    def add_to(self, router: APIRouter) -> None:
        for path, endpoint in (
            ("/providers", self.list_providers),
            ("/providers/{key}", self.get_provider),
            ("/providers/{key}/status", self.provider_status),
            ("/ring_groups", self.list_ring_groups),
            ("/ring_groups/{key}", self.get_ring_group),
            ("/ring_groups/{key}/agents", self.ring_group_agents),
            ("/call_queues", self.list_queues),
            ("/call_queues/{key}", self.get_queue),
            ("/call_queues/{key}/agents", self.queue_agents),
            ("/users", self.list_users),
            ("/users/{key}", self.get_user),
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
        return JSONResponse(groups.ring_group(*await self._one(request, RingGroup)))

    async def ring_group_agents(self, request: Request) -> Response:
        """The members of a ring group."""
        group, objects = await self._one(request, RingGroup)
        return JSONResponse({"items": groups.agents(groups.of_ring_group(group.document), objects)})

    async def list_queues(self, request: Request) -> Response:
        """A page of queues."""
        return await page(request, self._gate, self._queues)

    async def get_queue(self, request: Request) -> Response:
        """One queue."""
        return JSONResponse(groups.call_queue(*await self._one(request, Queue)))

    async def queue_agents(self, request: Request) -> Response:
        """The agents of a queue."""
        queue, objects = await self._one(request, Queue)
        return JSONResponse({"items": groups.agents(groups.of_queue(queue.document), objects)})

    async def list_users(self, request: Request) -> Response:
        """A page of extensions."""
        return await page(request, self._gate, self._users)

    async def get_user(self, request: Request) -> Response:
        """One extension."""
        return JSONResponse(groups.user((await self._one(request, Extension))[0]))

    async def _one(self, request: Request, family: type[D]) -> tuple[Stored[D], Configuration]:
        """The object that is asked for, and what it refers to. Raises NotFound."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(family, path_id(request))
        return stored, await objects_for(client.repository, [stored.document])


def provider(stored: Stored[Trunk]) -> dict[str, Json]:
    """A trunk in a list. A trunk belongs to one tenant, so none is shared."""
    trunk = stored.document
    return {
        "id": wire_id(stored.id),
        "name": trunk.name,
        "enabled": trunk.enabled,
        "brand": None,
        "hostname": trunk.host,
        "port": trunk.shown_port,
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
