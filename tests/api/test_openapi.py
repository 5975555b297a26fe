"""The documents of the dialects: everything that is served is in them, and nothing else."""

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from switchboard.api.servetel.app import create_servetel
from switchboard.api.yeastar.app import create_yeastar

from .support import Api

pytestmark = pytest.mark.api
DIALECTS = {"/openapi": create_yeastar, "/v1": create_servetel}


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
    operations = [operation for methods in (await described(api, mount)).values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] for operation in operations)
    assert sum("security" not in operation for operation in operations) in (1, 2)
