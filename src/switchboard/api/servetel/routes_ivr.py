"""The IVRs: list, create, read, update and delete."""

import asyncio
from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.kit.client import Client
from switchboard.api.pages import Content
from switchboard.api.servetel import mapping, wire
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import path_id, read_object
from switchboard.api.servetel.change import Resolved, apply
from switchboard.api.servetel.envelope import Refusal, done, invalid
from switchboard.api.servetel.lookup import objects_named, objects_of
from switchboard.api.servetel.numbers import Numbers
from switchboard.api.servetel.recordings import recording_names
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
        for path in ("/ivrs", "/ivrs/", "/ivr", "/ivr/"):
            router.add_api_route(path, self.list, methods=["GET"])
            router.add_api_route(path, self.create, methods=["POST"])
        for path in ("/ivr/{key}", "/ivr/{key}/"):
            router.add_api_route(path, self.get, methods=["GET"])
            router.add_api_route(path, self.update, methods=["PUT"])
            router.add_api_route(path, self.delete, methods=["DELETE"])

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
        objects = await objects_of(client.repository, [stored.document])
        return JSONResponse(mapping.shown(stored, client.tenant, objects))

    async def create(self, request: Request) -> Response:
        """A new IVR under the next free number."""
        client = await self._gate.admit(request)
        resolved = await _resolved(client, await read_object(request))
        if not resolved.sent.option:
            raise invalid({"option": "must have an entry"})
        name = resolved.sent.name
        key = await self._numbers.create(client, lambda number: apply(Ivr(number=number, name=name), 0, resolved))
        return done("IVR created successfully", id=key)

    async def update(self, request: Request) -> Response:
        """Replace what the request can express; the rest stays."""
        client = await self._gate.admit(request)
        key, body = path_id(request), await read_object(request)
        resolved = await _resolved(client, body)
        try:
            await client.repository.edit(Ivr, key, lambda ivr: apply(ivr, key, resolved), author=client.author)
        except errors.NotFound as error:
            raise Refusal(422, "The IVR was not found", {"id": "does not exist"}) from error
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


async def _resolved(client: Client, body: dict[str, object]) -> Resolved:
    sent = wire.parse(body)
    return Resolved(sent, await objects_named(client.repository, sent))
