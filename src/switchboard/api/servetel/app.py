"""The Servetel face as an ASGI application, to be mounted at /v1."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.openapi import add_document
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.described import describe
from switchboard.api.servetel.envelope import Refusal, answer_to
from switchboard.api.servetel.routes_attendant import AttendantRoutes
from switchboard.api.servetel.routes_auth import AuthRoutes
from switchboard.api.servetel.routes_group import GroupRoutes
from switchboard.api.servetel.routes_ivr import IvrRoutes
from switchboard.api.servetel.routes_number import NumberRoutes
from switchboard.api.servetel.routes_recording import RecordingRoutes
from switchboard.api.servetel.routes_sms import SmsRoutes


class EnvelopeRoute(APIRoute):
    """A route whose every error becomes an answer in Servetel's form; endpoints take the request alone."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle: Callable[[Request], Awaitable[Response]] = self.endpoint

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except ClientDisconnect:
                return answer_to(Refusal(422, "The body ended too soon"))
            except Exception as error:
                return answer_to(error)

        return answered


def create_servetel(services: ApiServices) -> FastAPI:
    """All endpoints of the dialect; where it is switched off, none."""
    app = FastAPI(title="Servetel dialect", openapi_url=None, redirect_slashes=False)
    if services.settings.servetel.enabled:
        app.include_router(_router(services))
        add_document(app, describe)
    app.add_exception_handler(404, _not_found)
    app.add_exception_handler(405, _method_not_allowed)
    return app


def _router(services: ApiServices) -> APIRouter:
    router = APIRouter(route_class=EnvelopeRoute)
    gate = Gate(services)
    AuthRoutes(services, gate).add_to(router)
    IvrRoutes(services, gate).add_to(router)
    RecordingRoutes(services, gate).add_to(router)
    AttendantRoutes(services, gate).add_to(router)
    NumberRoutes(gate).add_to(router)
    GroupRoutes(gate).add_to(router)
    SmsRoutes(gate).add_to(router)
    return router


async def _not_found(request: Request, error: Exception) -> Response:
    return answer_to(Refusal(404, "Not found"))


async def _method_not_allowed(request: Request, error: Exception) -> Response:
    return answer_to(Refusal(405, "Method not allowed"))
