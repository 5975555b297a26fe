"""The Yeastar face as an ASGI application, to be mounted at /openapi."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.envelope import Code, Refusal, answer_to
from switchboard.api.yeastar.routes_ivr import IvrRoutes
from switchboard.api.yeastar.routes_token import TokenRoutes

VERSION = "v1.0"
_OTHER_VERSION = re.compile(r"v[0-9]+\.[0-9]+")
_EXISTING_VERSIONS = (VERSION, "v2.0")


class EnvelopeRoute(APIRoute):
    """A route whose every error becomes an answer in Yeastar's envelope."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle: Callable[[Request], Awaitable[Response]] = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except ClientDisconnect:
                return answer_to(Refusal(Code.FAILURE), "")
            except Exception as error:
                return answer_to(error, self.path.rpartition("/")[2])

        return answered


def create_yeastar(services: ApiServices) -> FastAPI:
    """All endpoints of the dialect; anything else below the mount does not exist (10001, 10003)."""
    router = APIRouter(prefix=f"/{VERSION}", route_class=EnvelopeRoute)
    gate = Gate(services)
    TokenRoutes(services, gate).add_to(router)
    IvrRoutes(gate).add_to(router)
    app = FastAPI(title="Yeastar dialect", openapi_url=None, redirect_slashes=False)
    app.include_router(router)
    for status in (404, 405):
        app.add_exception_handler(status, _no_such_interface)
    return app


async def _no_such_interface(request: Request, error: Exception) -> Response:
    version = request.scope["path"].removeprefix(request.scope.get("root_path", "")).strip("/").partition("/")[0]
    unsupported = _OTHER_VERSION.fullmatch(version) and version not in _EXISTING_VERSIONS
    code = Code.API_VERSION_UNSUPPORTED if unsupported else Code.INTERFACE_NOT_EXISTED
    return answer_to(Refusal(code), "")
