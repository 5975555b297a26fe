"""What the vendor documents beside IVRs and this server has none of: refused with the reason, never swallowed."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.envelope import Refusal

ABSENT = {
    "/auto_attendant": ("POST", "This server has no auto attendants; create an IVR"),
    "/my_number/{key}": ("PUT", "This server leads numbers to IVRs by inbound routes, which are set up elsewhere"),
}
"""Path -> method and reason."""


def add_absent(router: APIRouter, gate: Gate) -> None:
    for path, (method, reason) in ABSENT.items():
        endpoint = _Absent(gate, reason).answer
        router.add_api_route(path, endpoint, methods=[method])
        router.add_api_route(f"{path}/", endpoint, methods=[method])


class _Absent:
    """An endpoint that only says why it does nothing."""

    def __init__(self, gate: Gate, reason: str) -> None:
        self._gate = gate
        self._reason = reason

    async def answer(self, request: Request) -> Response:
        await self._gate.admit(request)
        raise Refusal(422, self._reason)
