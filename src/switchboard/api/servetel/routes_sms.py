"""The SMS templates that options can name. The vendor documents no endpoint for them; they are made elsewhere."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import Json
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.resource import add_endpoint
from switchboard.model.messaging import SmsTemplate
from switchboard.model.stored import Stored


class SmsRoutes:
    """The SMS templates of the tenant."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        add_endpoint(router, "GET", "/sms_templates", self.list)

    async def list(self, request: Request) -> Response:
        """All SMS templates."""
        client = await self._gate.admit(request)
        found = (await client.repository.page(SmsTemplate)).items
        return JSONResponse({"sms_templates": [_item(stored) for stored in found]})


def _item(stored: Stored[SmsTemplate]) -> dict[str, Json]:
    template = stored.document
    return {"id": stored.id, "name": template.name, "text": template.text, "sender": template.sender}
