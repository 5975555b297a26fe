"""The PortSIP face as an ASGI application, to be mounted at /api."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.login import Login
from switchboard.api.openapi import add_document
from switchboard.api.portsip.absent import add_absent
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.described import describe
from switchboard.api.portsip.envelope import Refusal, answer_to
from switchboard.api.portsip.prompts import FilePrompts
from switchboard.api.portsip.routes_action import ActionRoutes
from switchboard.api.portsip.routes_blobs import BlobRoutes
from switchboard.api.portsip.routes_files import FileRoutes
from switchboard.api.portsip.routes_holidays import HolidayRoutes
from switchboard.api.portsip.routes_ivr import IvrRoutes
from switchboard.api.portsip.routes_login import LoginRoutes
from switchboard.api.portsip.routes_lookup import LookupRoutes
from switchboard.api.portsip.routes_number import NumberRoutes
from switchboard.api.portsip.routes_tenant import TenantRoutes
from switchboard.api.portsip.secrets import Secrets


class EnvelopeRoute(APIRoute):
    """A route whose every error becomes an answer in PortSIP's form; endpoints take the request alone."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle: Callable[[Request], Awaitable[Response]] = self.endpoint

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except ClientDisconnect:
                return answer_to(Refusal(400, "VALIDATE_FAILED", "the body ended too soon"))
            except Exception as error:
                return answer_to(error)

        return answered


def create_portsip(services: ApiServices, login: Login) -> FastAPI:
    """All endpoints of the dialect; where it is switched off, none."""
    app = FastAPI(title="PortSIP dialect", openapi_url=None, redirect_slashes=False)
    if services.settings.portsip.enabled:
        app.include_router(_router(services, login))
        add_document(app, describe)
    app.add_exception_handler(404, _not_found)
    app.add_exception_handler(405, _method_not_allowed)
    return app


def _router(services: ApiServices, login: Login) -> APIRouter:
    router = APIRouter(route_class=EnvelopeRoute)
    gate = Gate(services, login)
    LoginRoutes(services, gate, login).add_to(router)
    prompts, secrets = FilePrompts(services), Secrets(services)
    IvrRoutes(gate, prompts, secrets).add_to(router)
    ActionRoutes(gate, secrets).add_to(router)
    NumberRoutes(gate).add_to(router)
    BlobRoutes(services, gate, prompts).add_to(router)
    FileRoutes(services, gate, prompts).add_to(router)
    HolidayRoutes(services, gate).add_to(router)
    LookupRoutes(gate).add_to(router)
    TenantRoutes(services, gate).add_to(router)
    add_absent(router, gate)
    return router


async def _not_found(request: Request, error: Exception) -> Response:
    return answer_to(Refusal(404, "UNKNOWN", "not found"))


async def _method_not_allowed(request: Request, error: Exception) -> Response:
    return answer_to(Refusal(405, "UNKNOWN", "method not allowed"))
