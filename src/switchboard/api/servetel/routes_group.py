"""The departments and time groups: lists of what the native API makes, as bare arrays."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.kit.objects import objects_for
from switchboard.api.servetel import groups
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.resource import add_endpoint
from switchboard.model.configuration import Configuration
from switchboard.model.office import Office
from switchboard.model.ring_group import RingGroup
from switchboard.model.time_condition import TimeCondition


class GroupRoutes:
    """The ring groups and time conditions of the tenant."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        for path in ("/departments", "/department"):
            add_endpoint(router, "GET", path, self.departments)
        for path in ("/timegroups", "/timegroup"):
            add_endpoint(router, "GET", path, self.time_groups)

    async def departments(self, request: Request) -> Response:
        """All ring groups."""
        client = await self._gate.admit(request)
        found = (await client.repository.page(RingGroup)).items
        objects = await objects_for(client.repository, [stored.document for stored in found])
        return JSONResponse([groups.department(stored, objects) for stored in found])

    async def time_groups(self, request: Request) -> Response:
        """All time conditions, with the hours of the office where they have none of their own."""
        client = await self._gate.admit(request)
        found = (await client.repository.page(TimeCondition)).items
        office = Configuration.of((await client.repository.page(Office)).items)
        return JSONResponse([groups.time_group(stored, office) for stored in found])
