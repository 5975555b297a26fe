"""The IVRs: list, create, read, update and destroy."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.collection import NUMBERED, Kind, page
from switchboard.api.portsip.envelope import Refusal, destroyed
from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored


class IvrRoutes:
    """The IVRs of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._gate = gate
        self._kind = Kind(Ivr, NUMBERED, listed)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/ivrs", self.list, methods=["GET"])
        router.add_api_route("/ivrs/{key}/destroy", self.destroy, methods=["POST"])
        router.add_api_route("/ivrs/{key}/status", self.status, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """A page of IVRs."""
        return await page(request, await self._gate.admit(request), self._kind)

    async def destroy(self, request: Request) -> Response:
        """Remove an IVR that nothing else refers to."""
        caller = await self._gate.admit(request, "editor")
        try:
            await caller.repository.delete(Ivr, path_id(request), author=caller.author)
        except errors.NotFound as error:
            raise Refusal(400, "UNKNOWN", "there is no such ivr") from error
        return destroyed()

    async def status(self, request: Request) -> Response:
        """An IVR that exists answers calls."""
        caller = await self._gate.admit(request)
        await caller.repository.get(Ivr, path_id(request))
        return JSONResponse({"status": "ONLINE"})


def listed(stored: Stored[Ivr]) -> dict[str, Json]:
    return {"id": wire_id(stored.id), "name": stored.document.name, "extension_number": stored.document.number}


def path_id(request: Request, name: str = "key") -> int:
    """The id of an object in the path; 0, which nothing has, for what is none."""
    return object_id(str(request.path_params[name])) or 0
