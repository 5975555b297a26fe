"""Holidays: list, create, read, update and destroy."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.portsip import envelope, holidays
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import path_id, read_object
from switchboard.api.portsip.collection import NAMED, add_resource, page, plain
from switchboard.api.portsip.naming import wire_id
from switchboard.model.holiday import Holiday
from switchboard.store.documents.batch import Batches


class HolidayRoutes:
    """The holidays of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._database = services.database
        self._clock = services.clock
        self._gate = gate
        self._kind = plain(Holiday, NAMED, holidays.shown)

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "/holidays", self)

    async def list(self, request: Request) -> Response:
        """A page of holidays."""
        return await page(request, self._gate, self._kind)

    async def create(self, request: Request) -> Response:
        """A new holiday."""
        client = await self._gate.admit(request, "editor")
        holiday = holidays.created(await read_object(request))
        return envelope.created(wire_id((await client.repository.create(holiday, author=client.author)).id))

    async def get(self, request: Request) -> Response:
        """One holiday."""
        client = await self._gate.admit(request)
        return JSONResponse(holidays.shown(await client.repository.get(Holiday, path_id(request))))

    async def update(self, request: Request) -> Response:
        """Change a holiday, also where it is used."""
        client = await self._gate.admit(request, "editor")
        body = await read_object(request)
        await client.repository.edit(
            Holiday, path_id(request), lambda old: holidays.changed(old, body), author=client.author
        )
        return envelope.updated()

    async def destroy(self, request: Request) -> Response:
        """Remove a holiday, also from where it is used."""
        client = await self._gate.admit(request, "editor")
        batches, id = Batches(self._database, client.tenant, self._clock), path_id(request)
        try:
            await batches.rewrite(lambda current: holidays.without(current, id), author=client.author)
        except errors.NotFound as error:
            raise envelope.Refusal(400, "UNKNOWN", "there is no such holiday") from error
        return envelope.destroyed()
