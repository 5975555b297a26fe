"""How the processes of this machine are, for those who run the installation."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.status import StatusCollector
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.status import Status


class StatusRoutes:
    """For admins of the default tenant: the figures are of all tenants, and none may see that of another."""

    def __init__(self, services: ApiServices) -> None:
        self._collector = StatusCollector(services)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/status", "admin", gives=Status), self.read, "status", "read_status")

    async def read(self, request: Request) -> Response:
        """All processes of the machine that answers, with their figures over all tenants."""
        if client_of(request).tenant != DEFAULT_TENANT:
            raise Refusal(403, "forbidden", "the status of the installation is for admins of its first tenant")
        return json_of(await self._collector.collect())
