"""The IVRs: list, create, read, update and delete."""

import asyncio
from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import ApiServices
from switchboard.api.kit.client import Client
from switchboard.api.kit.ids import NO_OBJECT
from switchboard.api.kit.objects import objects_for
from switchboard.api.pages import Content
from switchboard.api.servetel import mapping, wire
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import path_id, read_object
from switchboard.api.servetel.change import apply
from switchboard.api.servetel.editing import edit
from switchboard.api.servetel.envelope import done
from switchboard.api.servetel.lookup import named_by_ivr
from switchboard.api.servetel.numbers import Numbers
from switchboard.api.servetel.recordings import recording_names
from switchboard.api.servetel.resource import add_resource
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored


class IvrRoutes:
    """The IVRs of the tenant that the token belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._numbers = Numbers(services)
        self._pages = services.pages
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "ivr", self)

    async def list(self, request: Request) -> Response:
        """All IVRs, and the names of all recordings, as they are at one moment."""
        client = await self._gate.admit(request)
        key = client.tenant, "servetel ivrs", ""
        content = await self._pages.get(key, client.last_change, lambda: _everything(client))
        return Response(content.filled(()), media_type="application/json")

    async def get(self, request: Request) -> Response:
        """One IVR."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(Ivr, path_id(request))
        objects = await objects_for(client.repository, [stored.document])
        return JSONResponse(mapping.shown(stored, client.tenant, objects))

    async def create(self, request: Request) -> Response:
        """A new IVR under the next free number."""
        client = await self._gate.admit(request)
        sent = wire.parse(await read_object(request))
        objects = await objects_for(client.repository, [], named_by_ivr(sent))
        menu = apply(self._numbers.blank(sent.name), NO_OBJECT, sent, objects)
        return done("IVR created successfully", id=await self._numbers.create(client, menu))

    async def update(self, request: Request) -> Response:
        """Replace what the request can express; the rest stays."""
        client = await self._gate.admit(request)
        id, sent = path_id(request), wire.parse(await read_object(request))
        await edit(client, Ivr, id, named_by_ivr(sent), lambda ivr, objects: apply(ivr, id, sent, objects), "IVR")
        return done("IVR updated successfully")

    async def delete(self, request: Request) -> Response:
        """Remove an IVR that nothing else refers to."""
        client = await self._gate.admit(request)
        await client.repository.delete(Ivr, path_id(request), author=client.author)
        return done("IVR deleted successfully")


async def _everything(client: Client) -> Content:
    """In a thread: many IVRs take long."""
    _, everything = await client.repository.snapshot()
    return await asyncio.to_thread(_rendered, client.tenant, everything)


def _rendered(tenant: int, everything: Sequence[Stored[Document]]) -> Content:
    objects = Configuration.of(everything)
    shown = [mapping.shown(stored, tenant, objects) for stored in objects.all(Ivr)]
    return Content((bytes(JSONResponse({"ivrs": shown, "recordings": recording_names(objects)}).body),))
