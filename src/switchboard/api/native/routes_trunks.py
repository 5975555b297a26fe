"""Trunks as the machine that answers sees them now."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.engine import control
from switchboard.errors import Unavailable
from switchboard.model.trunk import Trunk
from switchboard.status import TrunkStatus, TrunkStatuses, TrunkTest


class TrunkRoutes:
    """State, calls and addresses. Raises Unavailable while the calls process does not answer."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def add_to(self, face: Face) -> None:
        all_of_them = Operation("GET", "/trunk-statuses", "viewer", gives=TrunkStatuses)
        face.add(all_of_them, self.list, "trunks", "list_trunk_statuses")
        one = Operation("GET", "/trunks/{id}/status", "viewer", gives=TrunkStatus)
        face.add(one, self.read, "trunks", "read_trunk_status")
        test = Operation("POST", "/trunks/{id}/test", "editor", gives=TrunkTest)
        face.add(test, self.test, "trunks", "test_trunk")

    async def list(self, request: Request) -> Response:
        """All trunks of the tenant, by id."""
        return json_of(await self._statuses(client_of(request).tenant))

    async def read(self, request: Request, id: Id) -> Response:
        """One trunk."""
        client = client_of(request)
        await client.repository.get(Trunk, id)
        statuses = await self._statuses(client.tenant)
        found = next((one for one in statuses.items if one.trunk == id), None)
        if found is None:
            raise Unavailable("the calls process does not know the trunk yet")
        return json_of(found)

    async def test(self, request: Request, id: Id) -> Response:
        """Ask the trunk now whether it is there: OPTIONS to each of its addresses, also while it is off."""
        client = client_of(request)
        await client.repository.get(Trunk, id)
        return json_of(await control.test_trunk(self._services.settings.calls_socket, client.tenant, id))

    async def _statuses(self, tenant: int) -> TrunkStatuses:
        return await control.trunk_statuses(self._services.settings.calls_socket, tenant)
