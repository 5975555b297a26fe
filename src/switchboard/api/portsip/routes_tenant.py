"""The tenant that the user belongs to: read and change."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import ApiServices
from switchboard.api.portsip import tenant
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import read_object
from switchboard.api.portsip.envelope import updated
from switchboard.model.office import OFFICE, Office
from switchboard.store.tenants import Tenants


class TenantRoutes:
    """A tenant has one office, which is created when it is first changed."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._tenants = Tenants(services.database)
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/tenant", self.get, methods=["GET"])
        router.add_api_route("/tenant", self.update, methods=["POST"])
        router.add_api_route("/tenant/password_policy", self.get_policy, methods=["GET"])
        router.add_api_route("/tenant/password_policy", self.update_policy, methods=["POST"])

    async def get(self, request: Request) -> Response:
        """The tenant."""
        client = await self._gate.admit(request)
        found = (await client.repository.page(Office)).items
        office = found[0].document if found else Office()
        return JSONResponse(tenant.shown(await self._tenants.get(client.tenant), office))

    async def update(self, request: Request) -> Response:
        """Other hours, another zone, region or language, or night; the next call goes by it."""
        client = await self._gate.admit(request, "editor")
        sent = tenant.read(await self._tenants.get(client.tenant), await read_object(request))
        await client.repository.edit_named(
            Office, OFFICE, lambda office: tenant.changed(office or Office(), sent), author=client.author
        )
        return updated()

    async def get_policy(self, request: Request) -> Response:
        """What the PIN of an IVR must be."""
        await self._gate.admit(request)
        return JSONResponse(tenant.POLICY)

    async def update_policy(self, request: Request) -> Response:
        """The rules are fixed: those that hold may be sent back, others are refused."""
        await self._gate.admit(request, "editor")
        tenant.refuse_other_policy(await read_object(request))
        return updated()
