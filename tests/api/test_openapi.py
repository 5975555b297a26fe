"""The documents of the dialects: everything that is served is in them, and nothing else."""

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from switchboard.api.common import ApiServices
from switchboard.api.login import Login
from switchboard.api.portsip.app import create_portsip
from switchboard.api.servetel.app import create_servetel
from switchboard.api.yeastar.app import create_yeastar

from .support import Api

pytestmark = pytest.mark.api


def portsip(services: ApiServices) -> FastAPI:
    return create_portsip(services, Login(services))


DIALECTS = {"/openapi": create_yeastar, "/v1": create_servetel, "/api": portsip}
OPEN = {
    "/openapi": {"/v1.0/get_token", "/v1.0/refresh_token"},
    "/v1": {"/auth/login", "/call/recording", "/click_to_call_support"},
    "/api": {
        *("/login/oauth/token", "/auth/sign_in", "/auth/refresh_token", "/login"),
        *("/auth/send_otp", "/auth/verify_otp", "/login/by_extension"),
        "/recordings/files/{link}.wav",
    },
}
"""What needs no token, in each of them."""


def routes(router: APIRouter) -> Iterator[APIRoute]:
    """Those of the router and of all that it includes."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif included := getattr(route, "original_router", None):
            yield from routes(included)


def served(app: FastAPI) -> set[tuple[str, str]]:
    """Method and path of every endpoint; those that differ in a slash at the end are one."""
    return {(method.lower(), route.path.rstrip("/")) for route in routes(app.router) for method in route.methods or ()}


async def described(api: Api, mount: str) -> dict[str, dict[str, dict[str, object]]]:
    response = await api.http.get(f"{mount}/openapi.json")
    assert response.status_code == 200
    document = response.json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": mount}]
    return dict(document["paths"])


@pytest.mark.parametrize("mount", DIALECTS)
async def test_every_endpoint_is_described(api: Api, mount: str) -> None:
    found = await described(api, mount)
    assert {(method, path) for path, methods in found.items() for method in methods} == served(
        DIALECTS[mount](api.services)
    )


@pytest.mark.parametrize("mount", DIALECTS)
async def test_operations_have_names_of_their_own(api: Api, mount: str) -> None:
    paths = await described(api, mount)
    operations = [operation for methods in paths.values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] for operation in operations)
    without = {path for path, methods in paths.items() for one in methods.values() if "security" not in one}
    assert without == OPEN[mount]
