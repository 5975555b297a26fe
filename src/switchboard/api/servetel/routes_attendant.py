"""The auto attendants: list, create, read, update and delete. Beside creating, the vendor documents none of it."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.client import Client
from switchboard.api.kit.ids import NO_OBJECT
from switchboard.api.kit.objects import objects_for
from switchboard.api.servetel import attendant
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import path_id, read_object
from switchboard.api.servetel.destinations import is_attendant
from switchboard.api.servetel.editing import edit
from switchboard.api.servetel.envelope import done
from switchboard.api.servetel.lookup import named
from switchboard.api.servetel.numbers import Numbers
from switchboard.api.servetel.resource import add_resource
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored


class AttendantRoutes:
    """The IVRs of the tenant that are auto attendants."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._numbers = Numbers(services)
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "auto_attendant", self, self.array)

    async def list(self, request: Request) -> Response:
        """All auto attendants."""
        return JSONResponse({"auto_attendants": await self._all(request)})

    async def array(self, request: Request) -> Response:
        """The same as a bare array."""
        return JSONResponse(await self._all(request))

    async def _all(self, request: Request) -> Sequence[Json]:
        client = await self._gate.admit(request)
        found = [stored for stored in (await client.repository.page(Ivr)).items if is_attendant(stored.document)]
        objects = await objects_for(client.repository, [stored.document for stored in found])
        return [attendant.shown(stored, objects) for stored in found]

    async def get(self, request: Request) -> Response:
        """One auto attendant."""
        client = await self._gate.admit(request)
        stored = await _existing(client, request)
        return JSONResponse(attendant.shown(stored, await objects_for(client.repository, [stored.document])))

    async def create(self, request: Request) -> Response:
        """A new auto attendant under the next free number."""
        client = await self._gate.admit(request)
        sent = attendant.parse(await read_object(request))
        objects = await objects_for(client.repository, [], named(sent.references))
        menu = attendant.apply(self._numbers.blank(sent.name), NO_OBJECT, sent, objects)
        return done("Auto attendant created successfully", id=await self._numbers.create(client, menu))

    async def update(self, request: Request) -> Response:
        """Replace what the request says."""
        client = await self._gate.admit(request)
        id, sent = path_id(request), attendant.parse(await read_object(request))

        def change(ivr: Ivr, objects: Configuration) -> Ivr:
            return attendant.apply(_checked(id, ivr), id, sent, objects)

        await edit(client, Ivr, id, named(sent.references), change, "auto attendant")
        return done("Auto attendant updated successfully")

    async def delete(self, request: Request) -> Response:
        """Remove an auto attendant that nothing else refers to."""
        client = await self._gate.admit(request)
        stored = await _existing(client, request)
        await client.repository.delete(Ivr, stored.id, author=client.author)
        return done("Auto attendant deleted successfully")


async def _existing(client: Client, request: Request) -> Stored[Ivr]:
    """Raises NotFound, also for an IVR that is none."""
    stored = await client.repository.get(Ivr, path_id(request))
    _checked(stored.id, stored.document)
    return stored


def _checked(id: int, ivr: Ivr) -> Ivr:
    """Raises NotFound for an IVR that is no auto attendant."""
    if not is_attendant(ivr):
        raise errors.NotFound("auto attendant", id)
    return ivr
