"""Collections: the query options that all lists have, and pages of objects of the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import Json
from switchboard.api.kit.objects import objects_for
from switchboard.api.pages import Content
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.body import boolean, integer, parameter
from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.naming import OBJECT
from switchboard.api.portsip.odata import Properties, Property, parse_filter, parse_orderby, parse_search
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.store.documents.criteria import Criterion, Every
from switchboard.store.documents.repository import Sort

OPTIONS: Final = ("filter", "search", "orderby", "skip", "top", "count")
LARGEST_SKIP: Final = 2**31 - 1
LARGEST_PAGE: Final = 100

NAMED: Properties = {"id": Property("id", "id", OBJECT), "name": Property("name")}
"""The properties of objects without a number."""

NUMBERED: Properties = {**NAMED, "extension_number": Property("number")}
"""The properties of objects that have a number."""

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which items a request asks for. `orders` are fields of the store, each with whether it descends."""

    where: Criterion | None
    orders: tuple[tuple[str, bool], ...]
    skip: int
    top: int


def options(request: Request) -> dict[str, str | None]:
    """Each option as it is sent; other parameters are ignored unless they begin with `$`. Raises Refusal 400."""
    unknown = [name for name in request.query_params if name.startswith("$") and name[1:] not in OPTIONS]
    if unknown:
        raise invalid({unknown[0][:64]: f"is no option; there are {', '.join(OPTIONS)}"})
    return {name: parameter(request, name) for name in OPTIONS}


def asked(request: Request, properties: Properties) -> Asked:
    """Reads the query. Raises Refusal 400."""
    order = options(request)["orderby"]
    boolean(request, "count", default=True)
    return Asked(
        _where(request, properties),
        tuple((known.field, descending) for known, descending in parse_orderby(order, properties)) if order else (),
        integer(request, "skip", 0, 0, LARGEST_SKIP),
        integer(request, "top", LARGEST_PAGE, 1, LARGEST_PAGE),
    )


def _where(request: Request, properties: Properties) -> Criterion | None:
    """The condition that `filter` and `search` make together; an empty one of them is no condition."""
    condition, words = parameter(request, "filter"), parameter(request, "search")
    parts = (
        *((parse_filter(condition, properties),) if condition and condition.strip() else ()),
        *((parse_search(words),) if words and words.strip() else ()),
    )
    return Every(parts) if parts else None


Listed = Callable[[Stored[D], Configuration], Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class Kind(Generic[D]):
    """A family of objects, what may be asked of it, and how each appears in a list, of which the objects are known to
    which it `refers`.
    """

    family: type[D]
    properties: Properties
    listed: Listed[D]
    refers: bool = True


def plain(family: type[D], properties: Properties, listed: Callable[[Stored[D]], Mapping[str, Json]]) -> Kind[D]:
    """A kind of which each is shown without any other object."""
    return Kind(family, properties, lambda stored, objects: listed(stored), refers=False)


class Resource(Protocol):
    """Whoever answers for one kind of object."""

    async def list(self, request: Request) -> Response: ...
    async def create(self, request: Request) -> Response: ...
    async def get(self, request: Request) -> Response: ...
    async def update(self, request: Request) -> Response: ...
    async def destroy(self, request: Request) -> Response: ...


def add_resource(router: APIRouter, path: str, to: Resource, *, one: str = "{key}") -> None:
    """The endpoints of a kind: for all of it at `path`, for one below that at `one`."""
    router.add_api_route(path, to.list, methods=["GET"])
    router.add_api_route(path, to.create, methods=["POST"])
    router.add_api_route(f"{path}/{one}", to.get, methods=["GET"])
    router.add_api_route(f"{path}/{one}", to.update, methods=["POST"])
    router.add_api_route(f"{path}/{one}/destroy", to.destroy, methods=["POST"])


def plain_page(request: Request, what: str) -> tuple[int, int]:
    """Of a list in an order of its own: how many rows to pass over, and how many to give. Raises Refusal 400."""
    asked = options(request)
    if wrong := next((name for name in ("filter", "search", "orderby") if asked[name]), None):
        raise invalid({wrong: f"is not supported for {what}"})
    boolean(request, "count", default=True)
    return integer(request, "skip", 0, 0, LARGEST_SKIP), integer(request, "top", LARGEST_PAGE, 1, LARGEST_PAGE)


async def page(request: Request, gate: Gate, kind: Kind[D]) -> Response:
    """A page of a list: `count` of all that match, and `items`; sent again while the configuration stays.

    Raises Refusal 400.
    """
    client = await gate.admit(request)
    key = client.tenant, f"portsip {kind.family.kind}", repr(options(request))
    content = await gate.pages.get(key, client.last_change, lambda: _content(request, client, kind))
    return Response(content.filled(()), media_type="application/json")


async def _content(request: Request, client: UserClient, kind: Kind[D]) -> Content:
    wanted = asked(request, kind.properties)
    found = await client.repository.page(
        kind.family,
        where=wanted.where,
        orders=[(cast(Sort, field), descending) for field, descending in wanted.orders],
        offset=wanted.skip,
        limit=wanted.top,
    )
    documents = [stored.document for stored in found.items] if kind.refers else []
    objects = await objects_for(client.repository, documents)
    return Content((bytes(answer(found.total, [kind.listed(stored, objects) for stored in found.items]).body),))


def answer(count: int, items: list[Mapping[str, Json]]) -> Response:
    """A collection."""
    return JSONResponse({"count": count, "items": items})
