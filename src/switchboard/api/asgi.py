"""The faces of the API as one ASGI application."""

import asyncio
import re
from collections.abc import Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from switchboard.api.browsers import SafeInBrowsers
from switchboard.api.common import ApiServices
from switchboard.api.health import livez, readiness
from switchboard.api.login import Login
from switchboard.api.metrics.scraping import Scraping
from switchboard.api.page import Page, built_page
from switchboard.api.requests import CountRequests
from switchboard.api.slashes import OneSlash
from switchboard.api.status import StatusCollector
from switchboard.api.yeastar.events import YeastarEvents

WEBSOCKETS: Final = "websockets-sansio"
"""By which of its protocols uvicorn serves WebSockets."""

LONGEST_MESSAGE: Final = 65_536
"""Bytes in a message of a WebSocket."""


class OnDemand:
    """A face that is loaded and made at its first request: together they would take half of the start.

    That happens in a thread. On a busy machine it may take seconds, in which the loop goes on.
    """

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._make = make
        self._face: asyncio.Future[ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._face is None:
            self._face = asyncio.ensure_future(asyncio.to_thread(self._make))
        try:
            # Whoever asks first may go away before it is there, and others wait for it too.
            face = await asyncio.shield(self._face)
        except Exception:
            self._face = None
            raise
        await face(scope, receive, send)


def create_api(services: ApiServices, yeastar_events: YeastarEvents | None = None) -> Starlette:
    """The page at `/page/`, the native API at `/rest/v1`, Yeastar's dialect at `/openapi`, Servetel's at `/v1`,
    PortSIP's at `/api`.

    `/readyz`, and `/healthz`, answer for the database and for what the supervisor says of the other processes of this
    machine, `/livez` for this one alone; `/metrics` is for Prometheus. A process that sends webhooks too shares its
    `yeastar_events` with the face.
    """
    login = Login(services)

    def yeastar() -> ASGIApp:
        from switchboard.api.yeastar.app import create_yeastar

        return create_yeastar(services, yeastar_events)

    def servetel() -> ASGIApp:
        from switchboard.api.servetel.app import create_servetel

        return create_servetel(services)

    def portsip() -> ASGIApp:
        from switchboard.api.portsip.app import create_portsip

        return create_portsip(services, login)

    def native() -> ASGIApp:
        from switchboard.api.native.app import create_native

        return create_native(services, login)

    api = _new_app(services)
    _add_probes(api, services)
    Page(built_page()).add_to(api)
    for path, make in (("/openapi", yeastar), ("/v1", servetel), ("/api", portsip), ("/rest/v1", native)):
        mount = Mount(path, OnDemand(make))
        _take_line_breaks(mount)
        api.router.routes.append(mount)
    return api


def metrics_alone(services: ApiServices) -> Starlette:
    """`/metrics` and the probes, and nothing else."""
    alone = _new_app(services)
    _add_probes(alone, services)
    return alone


def _add_probes(app: Starlette, services: ApiServices) -> None:
    ready = readiness(services.database, services.lifeline.states)
    for path, probe in (("/livez", livez), ("/readyz", ready), ("/healthz", ready)):
        app.add_route(path, probe, methods=["GET"])
    scraping = Scraping(services.settings.metrics, StatusCollector(services).measure)
    app.add_route("/metrics", scraping.answer, methods=["GET"])


def portsip_alone(api: Starlette, services: ApiServices) -> Starlette:
    """PortSIP's dialect of `api`, at `/api`, and nothing else: the same sessions and limits at another door."""
    alone = _new_app(services)
    alone.router.routes += [route for route in api.routes if isinstance(route, Mount) and route.path == "/api"]
    return alone


def _new_app(services: ApiServices) -> Starlette:
    """An application without paths, whose requests are counted. It is no FastAPI, which only faces load."""
    app = Starlette(exception_handlers={HTTPException: _refusal})
    app.router.redirect_slashes = False
    app.add_middleware(CountRequests, counts=services.requests)
    app.add_middleware(SafeInBrowsers, hsts_s=services.settings.api.hsts_s)
    app.add_middleware(OneSlash)
    return app


async def _refusal(_: Request, error: Exception) -> Response:
    """What is below no face: 404 or 405."""
    assert isinstance(error, HTTPException)
    return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)


def _take_line_breaks(mount: Mount) -> None:
    """Lets the mount match paths that hold a line break. Starlette's own pattern matches none, so such a request would
    get Starlette's 404, and not an answer in the form of the face.
    """
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
