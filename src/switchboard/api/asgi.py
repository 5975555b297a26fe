"""The faces of the API as one ASGI application."""

import re
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.login import Login
from switchboard.api.native.app import create_native
from switchboard.api.portsip.app import create_portsip
from switchboard.api.servetel.app import create_servetel
from switchboard.api.yeastar.app import create_yeastar

WEBSOCKETS: Final = "websockets-sansio"
"""By which of its protocols uvicorn serves WebSockets."""

LONGEST_MESSAGE: Final = 65_536
"""Bytes in a message of a WebSocket."""


def create_api(services: ApiServices) -> FastAPI:
    """The native API at `/rest/v1`, Yeastar's dialect at `/openapi`, Servetel's at `/v1`, PortSIP's at `/api`.

    `/healthz` answers 200 while the database does, else 503.
    """
    api = FastAPI(title="Switchboard", openapi_url=None, redirect_slashes=False)

    async def healthz(request: Request) -> Response:
        try:
            async with services.database.read():
                return JSONResponse({"status": "ok"})
        except errors.Unavailable as error:
            return JSONResponse({"status": "unavailable", "reason": str(error)}, status_code=503)

    api.add_route("/healthz", healthz, methods=["GET"])
    api.mount("/openapi", create_yeastar(services))
    api.mount("/v1", create_servetel(services))
    login = Login(services)
    api.mount("/api", create_portsip(services, login))
    api.mount("/rest/v1", create_native(services, login))
    for route in api.routes:
        if isinstance(route, Mount):
            _take_line_breaks(route)
    return api


def _take_line_breaks(mount: Mount) -> None:
    """Starlette's pattern takes none, so that not the face would answer such a path but nobody in any form."""
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)


def portsip_alone(api: FastAPI) -> FastAPI:
    """PortSIP's dialect of `api`, at `/api`, and nothing else: the same sessions and limits at another door."""
    alone = FastAPI(title="PortSIP dialect", openapi_url=None, redirect_slashes=False)
    alone.router.routes += [route for route in api.routes if isinstance(route, Mount) and route.path == "/api"]
    return alone
