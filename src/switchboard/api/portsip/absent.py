"""Endpoints that the vendor documents and this server lacks: they are refused with the reason, never ignored in
silence.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.envelope import Refusal

MEDIA_NODES = "the media nodes of this server are processes of its own, which its operator sets up"
TRUNKS = "trunks are set up by the native API, below /rest/v1/trunks, or by the operator"
RING_GROUPS = "ring groups are set up by the native API, below /rest/v1/ring-groups"
QUEUES = "queues are set up by the native API, below /rest/v1/queues"
EXTENSIONS = "extensions are set up by the native API, below /rest/v1/extensions"
NO_CONSULTING = "a transfer after a consultation is made by a telephone; refer transfers at once"
LOG_IN_FIRST = "what extensions log in with may not stand in an address: log in as a user, and post to /sessions"
NO_TWO_FACTOR = "this server has no log-in in two steps: sign in with the password alone"

ABSENT = {
    "/ivr_servers": (("GET", "POST"), MEDIA_NODES),
    "/ivr_servers/{key}": (("GET", "POST"), MEDIA_NODES),
    "/ivr_servers/{key}/status": (("GET",), MEDIA_NODES),
    "/ivr_servers/{key}/destroy": (("POST",), MEDIA_NODES),
    "/providers": (("POST",), TRUNKS),
    "/providers/{key}": (("POST",), TRUNKS),
    "/providers/{key}/destroy": (("POST",), TRUNKS),
    "/sessions/{key}/attended_refer": (("POST",), NO_CONSULTING),
    "/sessions/directly": (("GET",), LOG_IN_FIRST),
    "/ring_groups": (("POST",), RING_GROUPS),
    "/ring_groups/{key}": (("POST",), RING_GROUPS),
    "/ring_groups/{key}/destroy": (("POST",), RING_GROUPS),
    "/call_queues": (("POST",), QUEUES),
    "/call_queues/{key}": (("POST",), QUEUES),
    "/call_queues/{key}/destroy": (("POST",), QUEUES),
    "/users": (("POST",), EXTENSIONS),
    "/users/{key}": (("POST",), EXTENSIONS),
    "/users/{key}/destroy": (("POST",), EXTENSIONS),
}
"""Path -> methods and the reason why nobody may."""

UNAUTHENTICATED = {
    "/auth/send_otp": NO_TWO_FACTOR,
    "/auth/verify_otp": NO_TWO_FACTOR,
    "/login/by_extension": "extensions do not log in here: their passwords are for telephones; log in as a user",
}
"""Path of a POST that needs no token -> the reason."""


def add_absent(router: APIRouter, gate: Gate) -> None:
    for path, (methods, reason) in ABSENT.items():
        router.add_api_route(path, _Absent(gate, reason).forbid, methods=list(methods))
    for path, reason in UNAUTHENTICATED.items():
        router.add_api_route(path, _Absent(gate, reason).refuse, methods=["POST"])


class _Absent:
    """An endpoint that only says why it does nothing."""

    def __init__(self, gate: Gate, reason: str) -> None:
        self._gate = gate
        self._reason = reason

    async def forbid(self, request: Request) -> Response:
        await self._gate.admit(request)
        raise Refusal(403, "UNKNOWN", self._reason)

    async def refuse(self, request: Request) -> Response:
        raise Refusal(400, "UNAUTHORIZED", self._reason)
