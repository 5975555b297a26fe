"""The Yeastar face as an ASGI application, to be mounted at /openapi."""

import re

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.kit.routes import EnvelopeRoute, new_app
from switchboard.api.openapi import add_document
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.conferences import conferences
from switchboard.api.yeastar.contacts import PATHS, NoObjects
from switchboard.api.yeastar.described import describe
from switchboard.api.yeastar.directory import extension_groups, extensions, organizations
from switchboard.api.yeastar.envelope import Code, Refusal, answer_to
from switchboard.api.yeastar.events import YeastarEvents
from switchboard.api.yeastar.group_voicemails import group_voicemails
from switchboard.api.yeastar.inbound import InboundRouteRoutes, inbound_routes
from switchboard.api.yeastar.listing import LookupRoutes
from switchboard.api.yeastar.queues import queues
from switchboard.api.yeastar.ring_groups import ring_groups
from switchboard.api.yeastar.routes_call import CallRoutes
from switchboard.api.yeastar.routes_call_control import CallControlRoutes
from switchboard.api.yeastar.routes_cdr import CdrRoutes
from switchboard.api.yeastar.routes_extension import ExtensionRoutes
from switchboard.api.yeastar.routes_ivr import IvrRoutes
from switchboard.api.yeastar.routes_play import PlayRoutes
from switchboard.api.yeastar.routes_prompt import PromptRoutes
from switchboard.api.yeastar.routes_queue import QueueRoutes
from switchboard.api.yeastar.routes_recording import RecordingRoutes
from switchboard.api.yeastar.routes_report import ReportRoutes
from switchboard.api.yeastar.routes_subscribe import SubscribeRoutes
from switchboard.api.yeastar.routes_system import SystemRoutes
from switchboard.api.yeastar.routes_token import TokenRoutes
from switchboard.api.yeastar.trunks import outbound_routes, trunks

VERSION = "v1.0"
_OTHER_VERSION = re.compile(r"v[0-9]+\.[0-9]+")
_SPOKEN = {"ivr": "IVR", "custom_prompt": "Custom prompt"}
_EXISTING_VERSIONS = (VERSION, "v2.0")


class YeastarRoute(EnvelopeRoute):
    """A route that answers errors in Yeastar's envelope."""

    def answer_to(self, error: Exception) -> Response:
        return answer_to(error, _action(self.path))


def create_yeastar(services: ApiServices, events: YeastarEvents | None = None) -> FastAPI:
    """All endpoints of the dialect; anything else below the mount does not exist (10001, 10003)."""
    app = new_app("Yeastar dialect", _no_such_interface)
    app.include_router(_router(services, events or YeastarEvents(services)))
    app.include_router(_links(services))
    add_document(app, describe)
    return app


def paths(services: ApiServices) -> list[str]:
    """The path of every endpoint, below the mount."""
    router = _router(services, YeastarEvents(services))
    return [route.path for route in router.routes if isinstance(route, EnvelopeRoute)]


def _router(services: ApiServices, events: YeastarEvents) -> APIRouter:
    router = APIRouter(prefix=f"/{VERSION}", route_class=YeastarRoute)
    gate = Gate(services)
    TokenRoutes(services, gate).add_to(router)
    IvrRoutes(gate, services.credentials).add_to(router)
    PromptRoutes(services, gate).add_to(router)
    SystemRoutes(services, gate).add_to(router)
    SubscribeRoutes(services, gate, events).add_to(router)
    ReportRoutes(services, gate).add_to(router)
    CallRoutes(services, gate).add_to(router)
    PlayRoutes(services, gate).add_to(router)
    CdrRoutes(services, gate).add_to(router)
    CallControlRoutes(services, gate).add_to(router)
    RecordingRoutes(services, gate).add_to(router)
    _add_lookups(router, services, gate)
    return router


def _links(services: ApiServices) -> APIRouter:
    """What links in answers lead to: they name no version."""
    router = APIRouter(route_class=YeastarRoute)
    RecordingRoutes(services, Gate(services)).add_links_to(router)
    return router


def _add_lookups(router: APIRouter, services: ApiServices, gate: Gate) -> None:
    LookupRoutes(gate, extensions(services)).add_to(router)
    for path in ("extensiongroup", "extension_group"):
        LookupRoutes(gate, extension_groups(path)).add_to(router)
    LookupRoutes(gate, organizations()).add_to(router)
    LookupRoutes(gate, ring_groups()).add_to(router)
    LookupRoutes(gate, queues()).add_to(router)
    LookupRoutes(gate, conferences()).add_to(router)
    LookupRoutes(gate, group_voicemails()).add_to(router)
    QueueRoutes(services, gate).add_to(router)
    LookupRoutes(gate, trunks(services)).add_to(router)
    LookupRoutes(gate, outbound_routes()).add_to(router)
    LookupRoutes(gate, inbound_routes()).add_to(router)
    InboundRouteRoutes(gate).add_to(router)
    ExtensionRoutes(gate).add_to(router)
    for path in PATHS:
        NoObjects(gate, path).add_to(router)


def _action(path: str) -> str:
    """`/v1.0/ivr/create` -> `IVR create`."""
    _, kind, verb = path.rsplit("/", 2)
    return f"{_SPOKEN.get(kind, kind)} {verb}"


async def _no_such_interface(request: Request, error: Exception) -> Response:
    version = request.scope["path"].removeprefix(request.scope.get("root_path", "")).strip("/").partition("/")[0]
    unsupported = _OTHER_VERSION.fullmatch(version) and version not in _EXISTING_VERSIONS
    code = Code.API_VERSION_UNSUPPORTED if unsupported else Code.INTERFACE_NOT_EXISTED
    return answer_to(Refusal(code), "")
