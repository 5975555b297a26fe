"""The faces of the API as one ASGI application."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from fastapi import FastAPI
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from switchboard.api.common import ApiServices
from switchboard.api.health import health
from switchboard.api.login import Login
from switchboard.api.native.app import create_native
from switchboard.api.portsip.app import create_portsip
from switchboard.api.requests import CountRequests
from switchboard.api.servetel.app import create_servetel
from switchboard.api.slashes import OneSlash
from switchboard.api.yeastar.app import create_yeastar
from switchboard.api.yeastar.events import YeastarEvents

WEBSOCKETS: Final = "websockets-sansio"
"""By which of its protocols uvicorn serves WebSockets."""

LONGEST_MESSAGE: Final = 65_536
"""Bytes in a message of a WebSocket."""


class OnDemand:
    """A face that is made at its first request: together they would take half a second of every start."""

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._made = cache(make)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._made()(scope, receive, send)


def create_api(services: ApiServices, yeastar_events: YeastarEvents | None = None) -> FastAPI:
    """The native API at `/rest/v1`, Yeastar's dialect at `/openapi`, Servetel's at `/v1`, PortSIP's at `/api`.

    `/healthz` answers for the database and for what the supervisor says of the other processes of this machine. A
    process that sends webhooks too shares its `yeastar_events` with the face.
    """
    api = FastAPI(title="Switchboard", openapi_url=None, redirect_slashes=False)
    api.add_middleware(CountRequests, counts=services.requests)
    api.add_middleware(OneSlash)
    api.add_route("/healthz", health(services.database, services.lifeline.states), methods=["GET"])
    login = Login(services)
    api.mount("/openapi", OnDemand(lambda: create_yeastar(services, yeastar_events)))
    api.mount("/v1", OnDemand(lambda: create_servetel(services)))
    api.mount("/api", OnDemand(lambda: create_portsip(services, login)))
    api.mount("/rest/v1", OnDemand(lambda: create_native(services, login)))
    for route in api.routes:
        if isinstance(route, Mount):
            _take_line_breaks(route)
    return api


def _take_line_breaks(mount: Mount) -> None:
    """Lets the mount match paths that hold a line break. Starlette's own pattern matches none, so such a request would
    get Starlette's 404, and not an answer in the form of the face.
    """
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)


def portsip_alone(api: FastAPI, services: ApiServices) -> FastAPI:
    """PortSIP's dialect of `api`, at `/api`, and nothing else: the same sessions and limits at another door."""
    alone = FastAPI(title="PortSIP dialect", openapi_url=None, redirect_slashes=False)
    alone.add_middleware(CountRequests, counts=services.requests)
    alone.add_middleware(OneSlash)
    alone.router.routes += [route for route in api.routes if isinstance(route, Mount) and route.path == "/api"]
    return alone
