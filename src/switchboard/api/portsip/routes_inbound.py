"""Inbound rules: list, create, read, update and destroy."""

from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.kit.objects import objects_for
from switchboard.api.portsip import inbound
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.body import path_id, read_object
from switchboard.api.portsip.collection import NAMED, Kind, add_resource, page
from switchboard.api.portsip.envelope import Refusal, created, destroyed, updated
from switchboard.api.portsip.naming import wire_id
from switchboard.model.trunk import InboundRoute
from switchboard.store.documents.batch import Batches


class InboundRoutes:
    """The inbound routes of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._database = services.database
        self._clock = services.clock
        self._gate = gate
        self._kind = Kind(InboundRoute, NAMED, inbound.shown)

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "/inbound_rules", self)

    async def list(self, request: Request) -> Response:
        """A page of inbound rules."""
        return await page(request, self._gate, self._kind)

    async def get(self, request: Request) -> Response:
        """One inbound rule."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(InboundRoute, path_id(request))
        return JSONResponse(inbound.shown(stored, await objects_for(client.repository, [stored.document])))

    async def create(self, request: Request) -> Response:
        """Lead a number somewhere, from the next call on."""
        client = await self._gate.admit(request, "editor")
        body = await read_object(request)
        written = await self._batches(client).rewrite(partial(inbound.added, body=body), author=client.author)
        return created(wire_id(written.created[0].id))

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest."""
        client = await self._gate.admit(request, "editor")
        id, body = path_id(request), await read_object(request)
        await self._batches(client).rewrite(partial(inbound.changed, id=id, body=body), author=client.author)
        return updated()

    async def destroy(self, request: Request) -> Response:
        """Lead the number nowhere any more."""
        client = await self._gate.admit(request, "editor")
        try:
            await client.repository.delete(InboundRoute, path_id(request), author=client.author)
        except errors.NotFound as error:
            raise Refusal(400, "UNKNOWN", "there is no such inbound rule") from error
        return destroyed()

    def _batches(self, client: UserClient) -> Batches:
        return Batches(self._database, client.tenant, self._clock)
