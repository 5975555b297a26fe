"""The paths of the dialect: each with a slash at the end or without, since the vendor's pages show both."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

Endpoint = Callable[[Request], Awaitable[Response]]


class Resource(Protocol):
    """Whoever answers for one kind of object."""

    async def list(self, request: Request) -> Response: ...
    async def create(self, request: Request) -> Response: ...
    async def get(self, request: Request) -> Response: ...
    async def update(self, request: Request) -> Response: ...
    async def delete(self, request: Request) -> Response: ...


def add_resource(router: APIRouter, name: str, to: Resource, array: Endpoint | None = None) -> None:
    """The endpoints of a kind: for all of it below `/{name}s` and `/{name}`, for one below `/{name}/{key}`.

    `array` gives all of it below `/{name}` where that is in another form there.
    """
    add_endpoint(router, "GET", f"/{name}s", to.list)
    add_endpoint(router, "GET", f"/{name}", array or to.list)
    for path in (f"/{name}s", f"/{name}"):
        add_endpoint(router, "POST", path, to.create)
    one = f"/{name}/{{key}}"
    add_endpoint(router, "GET", one, to.get)
    add_endpoint(router, "PUT", one, to.update)
    add_endpoint(router, "DELETE", one, to.delete)


def add_endpoint(router: APIRouter, method: str, path: str, endpoint: Endpoint) -> None:
    for spelling in (path, f"{path}/"):
        router.add_api_route(spelling, endpoint, methods=[method])
