"""The PortSIP face as an ASGI application, to be mounted at /api."""

from http import HTTPStatus

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.kit.routes import EnvelopeRoute, new_app
from switchboard.api.login import Login
from switchboard.api.openapi import add_document
from switchboard.api.portsip.absent import add_absent
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.described import describe
from switchboard.api.portsip.envelope import Refusal, answer_to
from switchboard.api.portsip.prompts import FilePrompts
from switchboard.api.portsip.routes_action import ActionRoutes
from switchboard.api.portsip.routes_blobs import BlobRoutes
from switchboard.api.portsip.routes_cdrs import CdrRoutes
from switchboard.api.portsip.routes_files import FileRoutes
from switchboard.api.portsip.routes_holidays import HolidayRoutes
from switchboard.api.portsip.routes_inbound import InboundRoutes
from switchboard.api.portsip.routes_ivr import IvrRoutes
from switchboard.api.portsip.routes_login import LoginRoutes
from switchboard.api.portsip.routes_lookup import LookupRoutes
from switchboard.api.portsip.routes_number import NumberRoutes
from switchboard.api.portsip.routes_recordings import RecordingRoutes
from switchboard.api.portsip.routes_session_control import SessionControlRoutes
from switchboard.api.portsip.routes_sessions import SessionRoutes
from switchboard.api.portsip.routes_tenant import TenantRoutes
from switchboard.api.portsip.secrets import Secrets


class PortSipRoute(EnvelopeRoute):
    """A route that answers errors in PortSIP's form."""

    def answer_to(self, error: Exception) -> Response:
        return answer_to(error)


def create_portsip(services: ApiServices, login: Login) -> FastAPI:
    """All endpoints of the dialect; where it is switched off, none."""
    app = new_app("PortSIP dialect", _no_such_path)
    if services.settings.portsip.enabled:
        app.include_router(_router(services, login))
        add_document(app, describe)
    return app


def _router(services: ApiServices, login: Login) -> APIRouter:
    router = APIRouter(route_class=PortSipRoute)
    gate = Gate(services, login)
    LoginRoutes(services, gate, login).add_to(router)
    prompts, secrets = FilePrompts(services), Secrets(services)
    IvrRoutes(gate, prompts, secrets).add_to(router)
    ActionRoutes(gate, secrets).add_to(router)
    NumberRoutes(gate).add_to(router)
    BlobRoutes(services, gate, prompts).add_to(router)
    FileRoutes(services, gate, prompts).add_to(router)
    HolidayRoutes(services, gate).add_to(router)
    InboundRoutes(services, gate).add_to(router)
    LookupRoutes(services, gate).add_to(router)
    TenantRoutes(services, gate).add_to(router)
    add_absent(router, gate)
    SessionRoutes(services, gate).add_to(router)
    CdrRoutes(services, gate).add_to(router)
    SessionControlRoutes(services, gate).add_to(router)
    RecordingRoutes(services, gate).add_to(router)
    return router


async def _no_such_path(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 404)
    return answer_to(Refusal(status, "UNKNOWN", status.phrase.lower()))
