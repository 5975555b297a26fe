"""What has an extension number."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.envelope import not_found
from switchboard.api.portsip.naming import wire_id
from switchboard.model.base import Document
from switchboard.model.conference import Conference
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup

TYPES: Final[dict[type[Document], str]] = {
    Extension: "EXTENSION",
    RingGroup: "RING_GROUP",
    Ivr: "VIRTUAL_RECEPTIONIST",
    GroupVoicemail: "SHARED_VOICEMAIL",
    Queue: "CALL_QUEUE",
    Conference: "CONFERENCE_ROOM",
}


class NumberRoutes:
    """The numbers of the tenant that the user belongs to."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/extension_numbers/{number}", self.get, methods=["GET"])

    async def get(self, request: Request) -> Response:
        """Who or what has a number."""
        client = await self._gate.admit(request)
        found = await client.repository.by_number(str(request.path_params["number"]))
        if found is None or type(found.document) not in TYPES:
            raise not_found("extension number")
        return JSONResponse(
            {
                "id": wire_id(found.id),
                "extension_number": found.document.dialled_number(),
                "name": found.document.name,
                "type": TYPES[type(found.document)],
            }
        )
