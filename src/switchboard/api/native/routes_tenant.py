"""Which tenant the client belongs to. Tenants are managed by the operator, on the command line: a token has one."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.shapes import TenantShown
from switchboard.store.tenants import Tenants


class TenantRoutes:
    """The client's own tenant."""

    def __init__(self, services: ApiServices) -> None:
        self._tenants = Tenants(services.database)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/tenant", "viewer", gives=TenantShown), self.read, "tenant", "read_tenant")

    async def read(self, request: Request) -> Response:
        """Its name, and the SIP domain in which its phones register."""
        return json_of(TenantShown.model_validate(await self._tenants.get(client_of(request).tenant)))
