"""The Servetel face as an ASGI application, to be mounted at /v1."""

from http import HTTPStatus

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.kit.routes import EnvelopeRoute, new_app
from switchboard.api.openapi import add_document
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.described import describe
from switchboard.api.servetel.envelope import Refusal, answer_to
from switchboard.api.servetel.recording_links import CallRecordingLinks
from switchboard.api.servetel.routes_attendant import AttendantRoutes
from switchboard.api.servetel.routes_auth import AuthRoutes
from switchboard.api.servetel.routes_call import CallRoutes
from switchboard.api.servetel.routes_click import ClickRoutes
from switchboard.api.servetel.routes_group import GroupRoutes
from switchboard.api.servetel.routes_ivr import IvrRoutes
from switchboard.api.servetel.routes_number import NumberRoutes
from switchboard.api.servetel.routes_options import OptionRoutes
from switchboard.api.servetel.routes_recording import RecordingRoutes
from switchboard.api.servetel.routes_sms import SmsRoutes


class ServetelRoute(EnvelopeRoute):
    """A route that answers errors in Servetel's form."""

    def answer_to(self, error: Exception) -> Response:
        return answer_to(error)


def create_servetel(services: ApiServices) -> FastAPI:
    """All endpoints of the dialect; where it is switched off, none."""
    app = new_app("Servetel dialect", _no_such_path)
    if services.settings.servetel.enabled:
        app.include_router(_router(services))
        add_document(app, describe)
    return app


def _router(services: ApiServices) -> APIRouter:
    router = APIRouter(route_class=ServetelRoute)
    gate = Gate(services)
    AuthRoutes(services, gate).add_to(router)
    IvrRoutes(services, gate).add_to(router)
    RecordingRoutes(services, gate).add_to(router)
    AttendantRoutes(services, gate).add_to(router)
    NumberRoutes(gate).add_to(router)
    GroupRoutes(gate).add_to(router)
    SmsRoutes(gate).add_to(router)
    ClickRoutes(services, gate).add_to(router)
    CallRoutes(services, gate).add_to(router)
    OptionRoutes(services, gate).add_to(router)
    CallRecordingLinks(services).add_to(router)
    return router


async def _no_such_path(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 404)
    return answer_to(Refusal(status, status.phrase.capitalize()))
