"""list, search, get and query: the same four endpoints for every kind of object."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import Json
from switchboard.api.kit.client import Client
from switchboard.api.pages import Content
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, to_integer
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Page, Repository, Sort

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 10_000
MAX_PAGE = 2**31 - 1
_MAX_SEARCH = 255

D = TypeVar("D", bound=Document)
Order: TypeAlias = Sort | Callable[[D], str | int]
"""An order of the store, or what to sort by in memory."""
Items: TypeAlias = list[dict[str, Json]]
Endpoint = Literal["list", "search", "get", "query"]
ENDPOINTS: tuple[Endpoint, ...] = ("list", "search", "get", "query")


def _keeps_all(query: Query) -> None:
    return None


LIVE = "\0"
"""Stands in a list for a value that is filled in with each answer; no object holds control characters."""


@dataclass(frozen=True, slots=True)
class Live:
    """A member `name` of each item that does not follow from the configuration, such as whether a phone is online.
    `values` gives it as JSON for the objects with these ids.
    """

    name: str
    values: Callable[[Client, Sequence[int]], Awaitable[Sequence[bytes]]]

    def split(self, body: bytes) -> tuple[bytes, ...]:
        """A body cut at the places of the values: the part before the first, those between two, and the rest."""
        before = f'"{self.name}":'.encode()
        first, *rest = body.split(before + json.dumps(LIVE).encode())
        return (*(part + before for part in [first, *rest[:-1]]), rest[-1]) if rest else (first,)


@dataclass(frozen=True, slots=True)
class Kind(Generic[D]):
    """A kind of object and what it looks like under `path`.

    `orders` are the values of `sort_by`, the first is the default. `listed` and `detailed` give the items of a page,
    and everything about some objects. `summary` adds keys that depend on all objects that match, `selection` reads
    further conditions from a search; with either all that match are read. `live` fills in what is `LIVE` in `listed`;
    all else in it must follow from the configuration.
    """

    path: str
    family: type[D]
    orders: Mapping[str, Order[D]]
    listed: Callable[[Client, Sequence[Stored[D]]], Awaitable[Items]]
    detailed: Callable[[Client, Sequence[Stored[D]]], Awaitable[Items]]
    items_key: str = "data"
    summary: Callable[[Sequence[Stored[D]]], Mapping[str, Json]] | None = None
    selection: Callable[[Query], Callable[[D], bool] | None] = _keeps_all
    live: Live | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page a request asks for. `limit` None: everything from `offset` on."""

    search: str
    sort: str
    descending: bool
    offset: int
    limit: int | None

    def cut(self, items: Sequence[Stored[D]]) -> Sequence[Stored[D]]:
        """The page of all `items`."""
        return items[self.offset :] if self.limit is None else items[self.offset : self.offset + self.limit]


def asked(query: Query, sorts: tuple[str, ...], *, searching: bool) -> Asked:
    """The parameters of a list or search; without `page` and `page_size` everything. Raises Refusal 40002."""
    page = query.bounded("page", 1, MAX_PAGE)
    page_size = query.bounded("page_size", 1, MAX_PAGE_SIZE)
    sort = query.one_of("sort_by", sorts)
    descending = query.one_of("order_by", ("asc", "desc")) == "desc"
    limit = None if (page, page_size) == (None, None) else page_size or DEFAULT_PAGE_SIZE
    offset = ((page or 1) - 1) * (limit or 0)
    return Asked(_search_value(query) if searching else "", sort, descending, offset, limit)


def _search_value(query: Query) -> str:
    value = query.text("search_value")
    if len(value) > _MAX_SEARCH:
        raise Refusal(Code.PARAMETER_ERROR, Problem("search_value", value, "max", f"at most {_MAX_SEARCH}"))
    return value


def query_id(query: Query) -> int:
    """The parameter `id`. Raises Refusal 40002."""
    return to_integer("id", query.required("id"))


def query_ids(query: Query) -> list[int]:
    """The parameter `ids`, each once. Raises Refusal 40002."""
    return to_ids(query, "ids")


def to_ids(query: Query, name: str) -> list[int]:
    """The ids in the parameter `name`, each once. Raises Refusal 40002."""
    return list(dict.fromkeys(to_integer(name, one.strip()) for one in query.required(name).split(",")))


class Lookups(Protocol):
    """What has methods for the four endpoints."""

    async def list(self, request: Request) -> Response: ...
    async def search(self, request: Request) -> Response: ...
    async def get(self, request: Request) -> Response: ...
    async def query(self, request: Request) -> Response: ...


def add_lookups(router: APIRouter, path: str, to: Lookups, endpoints: Sequence[Endpoint] = ENDPOINTS) -> None:
    """Lead the `endpoints` below `path` to the methods of the same name."""
    for name in endpoints:
        router.add_api_route(f"/{path}/{name}", getattr(to, name), methods=["GET"])


class LookupRoutes(Generic[D]):
    """The endpoints of one kind."""

    def __init__(self, gate: Gate, kind: Kind[D]) -> None:
        self._gate = gate
        self._kind = kind

    def add_to(self, router: APIRouter, endpoints: Sequence[Endpoint] = ENDPOINTS) -> None:
        add_lookups(router, self._kind.path, self, endpoints)

    async def list(self, request: Request) -> Response:
        """The objects of this kind, in pages."""
        client = await self._gate.admit(request)
        return await self._page(client, Query(request), searching=False)

    async def search(self, request: Request) -> Response:
        """As `list`, of those whose number or name contains `search_value`."""
        client = await self._gate.admit(request)
        return await self._page(client, Query(request), searching=True)

    async def get(self, request: Request) -> Response:
        """Everything about one object."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(self._kind.family, query_id(Query(request)))
        return success(data=(await self._kind.detailed(client, [stored]))[0])

    async def query(self, request: Request) -> Response:
        """Everything about several objects; those that do not exist are left out, unless none does."""
        client = await self._gate.admit(request)
        found = await client.repository.many(self._kind.family, query_ids(Query(request)))
        if not found:
            raise Refusal(Code.DATA_NOT_FOUND)
        return success(data=await self._kind.detailed(client, found))

    async def _page(self, client: Client, query: Query, *, searching: bool) -> Response:
        key = client.tenant, f"yeastar {self._kind.path} {searching}", query.question
        content = await self._gate.pages.get(key, client.last_change, lambda: self._content(client, query, searching))
        live = self._kind.live
        values = await live.values(client, content.gaps) if live and content.gaps else []
        return Response(content.filled(values), media_type="application/json")

    async def _content(self, client: Client, query: Query, searching: bool) -> Content:
        wanted = asked(query, tuple(self._kind.orders), searching=searching)
        keep = self._kind.selection(query) if searching else None
        order = self._kind.orders[wanted.sort]
        if isinstance(order, str) and self._kind.summary is None and keep is None:
            page = await _stored(client.repository, self._kind.family, wanted, order)
            return await self._shown(client, page.total, page.items, {})
        matching = await self._matching(client.repository, wanted, order, keep)
        summary = self._kind.summary(matching) if self._kind.summary else {}
        return await self._shown(client, len(matching), wanted.cut(matching), summary)

    async def _matching(
        self, repository: Repository, wanted: Asked, order: Order[D], keep: Callable[[D], bool] | None
    ) -> Sequence[Stored[D]]:
        """Everything that matches, in order; the id decides between equals."""
        by_store: Sort = order if isinstance(order, str) else "id"
        found = await repository.page(
            self._kind.family, search=wanted.search, sort=by_store, descending=wanted.descending
        )
        items = [stored for stored in found.items if keep is None or keep(stored.document)]
        if not isinstance(order, str):
            items.sort(key=lambda stored: (order(stored.document), stored.id), reverse=wanted.descending)
        return items

    async def _shown(
        self, client: Client, total: int, page: Sequence[Stored[D]], summary: Mapping[str, Json]
    ) -> Content:
        items = await self._kind.listed(client, page)
        body = bytes(success(total_number=total, **summary, **{self._kind.items_key: items}).body)
        if self._kind.live is None:
            return Content((body,))
        return Content(self._kind.live.split(body), tuple(stored.id for stored in page))


async def _stored(repository: Repository, family: type[D], wanted: Asked, order: Sort) -> Page[D]:
    return await repository.page(
        family,
        search=wanted.search,
        sort=order,
        descending=wanted.descending,
        offset=wanted.offset,
        limit=wanted.limit,
    )
