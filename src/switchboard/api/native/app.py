"""The native API as an ASGI application, to be mounted at /rest/v1."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from switchboard.api.common import ApiServices
from switchboard.api.login import Login
from switchboard.api.native.auth import Gate
from switchboard.api.native.checker import Checker
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.drafts.draft_face import DraftFace
from switchboard.api.native.drafts.routes import DraftRoutes
from switchboard.api.native.drafts.routes_merge import MergeRoutes
from switchboard.api.native.drafts.routes_objects import DraftObjectRoutes
from switchboard.api.native.drafts.routes_publications import PublicationRoutes
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face
from switchboard.api.native.openapi import describe
from switchboard.api.native.problem import Refusal, problem_for
from switchboard.api.native.routes_announcement_uses import AnnouncementUseRoutes
from switchboard.api.native.routes_announcements import AnnouncementRoutes
from switchboard.api.native.routes_api_clients import ApiClientRoutes
from switchboard.api.native.routes_call_keys import CallKeyRoutes
from switchboard.api.native.routes_calls import CallRoutes
from switchboard.api.native.routes_changes import ChangeRoutes
from switchboard.api.native.routes_checks import CheckRoutes
from switchboard.api.native.routes_conferences import ConferenceRoutes
from switchboard.api.native.routes_explain import ExplainRoutes
from switchboard.api.native.routes_forget import ForgetRoutes
from switchboard.api.native.routes_history import HistoryRoutes
from switchboard.api.native.routes_import import ImportRoutes
from switchboard.api.native.routes_kinds import KindRoutes
from switchboard.api.native.routes_live import LiveRoutes
from switchboard.api.native.routes_locks import LockRoutes
from switchboard.api.native.routes_login import LoginRoutes
from switchboard.api.native.routes_mailboxes import MailboxRoutes
from switchboard.api.native.routes_map import MapRoutes
from switchboard.api.native.routes_music import MusicRoutes
from switchboard.api.native.routes_my import MyRoutes
from switchboard.api.native.routes_my_messages import MyMessageRoutes
from switchboard.api.native.routes_my_sounds import MySoundRoutes
from switchboard.api.native.routes_objects import ObjectRoutes
from switchboard.api.native.routes_office import OfficeRoutes
from switchboard.api.native.routes_order import OrderRoutes
from switchboard.api.native.routes_overview import OverviewRoutes
from switchboard.api.native.routes_parking import ParkingRoutes
from switchboard.api.native.routes_phones import PhoneRoutes
from switchboard.api.native.routes_placed_calls import PlacedCallRoutes
from switchboard.api.native.routes_prompt_uses import PromptUseRoutes
from switchboard.api.native.routes_prompts import PromptRoutes
from switchboard.api.native.routes_queues import QueueRoutes
from switchboard.api.native.routes_recordings import RecordingRoutes
from switchboard.api.native.routes_search import SearchRoutes
from switchboard.api.native.routes_second_factor import SecondFactorRoutes
from switchboard.api.native.routes_secret_names import SecretNameRoutes
from switchboard.api.native.routes_secrets import SecretRoutes
from switchboard.api.native.routes_session import SessionRoutes
from switchboard.api.native.routes_simulate import SimulateRoutes
from switchboard.api.native.routes_speech import SpeechRoutes
from switchboard.api.native.routes_statistics import StatisticsRoutes
from switchboard.api.native.routes_status import StatusRoutes
from switchboard.api.native.routes_steered_calls import SteeredCallRoutes
from switchboard.api.native.routes_stream import StreamRoutes
from switchboard.api.native.routes_tables import TableRoutes
from switchboard.api.native.routes_templates import TemplateRoutes
from switchboard.api.native.routes_tenant import TenantRoutes
from switchboard.api.native.routes_test_call import TestCallRoutes
from switchboard.api.native.routes_tokens import TokenRoutes
from switchboard.api.native.routes_tried import TriedRouteRoutes
from switchboard.api.native.routes_trunks import TrunkRoutes
from switchboard.api.native.routes_users import UserRoutes
from switchboard.api.native.routes_webhooks import WebhookRoutes
from switchboard.api.native.routes_wishes import WishRoutes
from switchboard.api.openapi import add_document
from switchboard.api.page import PAGE
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.music import Music
from switchboard.model.prompt import Prompt
from switchboard.model.trunk import InboundRoute, OutboundRoute
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.tables.columns import has_table


class NativeApi(FastAPI):
    """Describes itself by the operations of its face."""

    def __init__(self, describe_with: Callable[[FastAPI], dict[str, Any]]) -> None:
        self._describe = describe_with
        super().__init__(
            title="Switchboard",
            version=version("switchboard-ivr"),
            description="Every object of a tenant as it is stored. Send `Authorization: Bearer TOKEN`.",
            redirect_slashes=False,
            openapi_url=None,
        )

    def openapi(self) -> dict[str, Any]:
        """The document, made when it is first asked for."""
        if self.openapi_schema is None:
            self.openapi_schema = self._describe(self)
        return self.openapi_schema


def create_native(services: ApiServices, login: Login) -> FastAPI:
    """All endpoints; anything else below the mount is a problem 404 or 405."""
    tokens = ApiTokens(services.database)
    app = NativeApi(lambda app: describe(app, face.operations))
    add_document(app, app.openapi)
    gate = Gate(services, tokens, login)
    face = Face(services, gate, app.router)
    configurations = Configurations(services.database)
    views = Views(services.database, configurations)
    checker = Checker(services)
    families = {routes.path: routes for routes in (_objects(services, family) for family in FAMILIES.values())}
    OrderRoutes(services, InboundRoute).add_to(face)
    OrderRoutes(services, OutboundRoute).add_to(face)
    SimulateRoutes(services, views).add_to(face)
    for routes in families.values():
        if has_table(routes.family):
            TableRoutes(services, routes.family).add_to(face)
        for below in (routes, HistoryRoutes(routes), MergeRoutes(routes), SecretNameRoutes(services, routes.family)):
            below.add_to(face)
    StreamRoutes(services, gate).add_to(face)
    ChangeRoutes(services).add_to(face)
    ImportRoutes(services).add_to(face)
    CallRoutes(services, configurations).add_to(face)
    LiveRoutes(services, configurations).add_to(face)
    OverviewRoutes(services, configurations).add_to(face)
    StatisticsRoutes(services, configurations).add_to(face)
    PlacedCallRoutes(services).add_to(face)
    WishRoutes(services).add_to(face)
    SteeredCallRoutes(services).add_to(face)
    TestCallRoutes(services, gate, views).add_to(app.router)
    ExplainRoutes(services, views).add_to(face)
    MapRoutes(services, views).add_to(face)
    CheckRoutes(checker, views).add_to(face)
    SearchRoutes(services, views).add_to(face)
    QueueRoutes(services, configurations).add_to(face)
    OfficeRoutes(services, configurations).add_to(face)
    DraftRoutes(services, checker, views).add_to(face)
    in_draft = DraftFace(face, services, views)
    PromptRoutes(services).add_sounds_to(in_draft)
    PromptUseRoutes(services, views).add_replacing_to(in_draft)
    TemplateRoutes(services).add_use_to(in_draft)
    ImportRoutes(services).add_to(in_draft)
    AnnouncementUseRoutes(services).add_to(in_draft)
    OrderRoutes(services, InboundRoute).add_to(in_draft)
    OrderRoutes(services, OutboundRoute).add_to(in_draft)
    DraftObjectRoutes(families).add_to(in_draft)
    PublicationRoutes(services).add_to(face)
    ConferenceRoutes(services).add_to(face)
    TemplateRoutes(services).add_to(face)
    TenantRoutes(services).add_to(face)
    TokenRoutes(services, tokens).add_to(face)
    CallKeyRoutes(services).add_to(face)
    ApiClientRoutes(services).add_to(face)
    LoginRoutes(services, login).add_to(face)
    SessionRoutes(services, login).add_to(face)
    SecondFactorRoutes(services, login).add_to(face)
    MyRoutes(services, configurations).add_to(face)
    MyMessageRoutes(services).add_to(face)
    MySoundRoutes(services, configurations).add_to(face)
    UserRoutes(services, login).add_to(face)
    WebhookRoutes(services).add_to(face)
    SecretRoutes(services).add_to(face)
    MailboxRoutes(services).add_to(face)
    RecordingRoutes(services).add_to(face)
    LockRoutes(services).add_to(face)
    ForgetRoutes(services).add_to(face)
    ParkingRoutes(services).add_to(face)
    StatusRoutes(services).add_to(face)
    SpeechRoutes(services).add_to(face)
    PromptUseRoutes(services, views).add_to(face)
    TrunkRoutes(services).add_to(face)
    PhoneRoutes(services).add_to(face)
    AnnouncementRoutes(services, configurations).add_to(face)
    AnnouncementUseRoutes(services).add_to(face)
    KindRoutes(face).add_to(face)
    TriedRouteRoutes(configurations).add_to(face)
    app.add_route("/docs", _to_the_page, methods=["GET"])
    for status in (404, 405):
        app.add_exception_handler(status, _no_such_path)
    return app


def _objects(services: ApiServices, family: type[Document]) -> ObjectRoutes[Any]:
    if family is Prompt:
        return PromptRoutes(services)
    return MusicRoutes(services) if family is Music else ObjectRoutes(services, family)


async def _to_the_page(_: Request) -> Response:
    """FastAPI's own would load scripts from elsewhere."""
    return RedirectResponse(f"{PAGE}api", 302)


async def _no_such_path(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == 405:
        methods = ", ".join(sorted(_methods(request)))
        return problem_for(Refusal(405, "method-not-allowed", f"use {methods}", headers={"Allow": methods}))
    return problem_for(error)


def _methods(request: Request) -> set[str]:
    """What the path takes, over all its routes (RFC 9110 §10.2.1)."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    routes = (route for route in request.app.routes if isinstance(route, APIRoute))
    return {method for route in routes if route.path_regex.match(path) for method in route.methods or ()}
