"""The inbound numbers: list, read and assign. Beside assigning, the vendor documents none of it."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.kit.objects import objects_for
from switchboard.api.servetel import number
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import path_id, read_object
from switchboard.api.servetel.editing import edit
from switchboard.api.servetel.envelope import done
from switchboard.api.servetel.lookup import named
from switchboard.api.servetel.resource import add_endpoint
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute


class NumberRoutes:
    """The inbound routes of the tenant. They are created elsewhere."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        add_endpoint(router, "GET", "/my_numbers", self.list)
        add_endpoint(router, "GET", "/my_number", self.array)
        add_endpoint(router, "GET", "/my_number/{key}", self.get)
        add_endpoint(router, "PUT", "/my_number/{key}", self.update)

    async def list(self, request: Request) -> Response:
        """All numbers, in the form in which the other lists of this server come."""
        found, objects = await self._all(request)
        return JSONResponse({"my_numbers": [number.shown(stored, objects) for stored in found]})

    async def array(self, request: Request) -> Response:
        """All numbers, in the vendor's form: a bare array."""
        found, objects = await self._all(request)
        return JSONResponse([number.listed(stored, objects) for stored in found])

    async def _all(self, request: Request) -> tuple[Sequence[Stored[InboundRoute]], Configuration]:
        client = await self._gate.admit(request)
        found = (await client.repository.page(InboundRoute)).items
        return found, await objects_for(client.repository, [stored.document for stored in found])

    async def get(self, request: Request) -> Response:
        """One number."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(InboundRoute, path_id(request))
        return JSONResponse(number.shown(stored, await objects_for(client.repository, [stored.document])))

    async def update(self, request: Request) -> Response:
        """Lead a number somewhere else; from the next call on."""
        client = await self._gate.admit(request)
        id, sent = path_id(request), number.parse(await read_object(request))

        def change(route: InboundRoute, objects: Configuration) -> InboundRoute:
            return number.apply(route, sent, objects)

        await edit(client, InboundRoute, id, named([sent.destination]), change, "number")
        return done("Number updated successfully")
