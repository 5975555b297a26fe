"""The search over everything that a tenant has configured."""

import asyncio
from collections import OrderedDict
from typing import Annotated, Final, Self

from fastapi import Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.pointers import pointer
from switchboard.api.native.problem import refused_parameter
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.search import Hit, Search, Where
from switchboard.model.stored import Stored
from switchboard.store.db.storable import MAX_ID

_TENANTS: Final = 8
_LONGEST_TEXT: Final = 160


class FoundObject(BaseModel):
    """An object as people call it; `number` is empty where it has none."""

    kind: str
    id: int
    name: str
    number: str

    @classmethod
    def of(cls, stored: Stored[Document]) -> Self:
        document = stored.document
        return cls(kind=document.kind, id=stored.id, name=document.name, number=document.dialled_number() or "")


class HitShown(FoundObject):
    """Where it was found, at a JSON `pointer`, and the `text` there. Of a `reference`, `target` is what it names."""

    where: Where
    pointer: str
    text: str
    target: FoundObject | None

    @classmethod
    def of_hit(cls, hit: Hit) -> Self:
        return cls(
            **FoundObject.of(hit.found).model_dump(),
            where=hit.where,
            pointer=pointer(hit.steps),
            text=hit.text if len(hit.text) <= _LONGEST_TEXT else hit.text[: _LONGEST_TEXT - 1] + "…",
            target=None if hit.target is None else FoundObject.of(hit.target),
        )


class SearchResult(BaseModel):
    """The best hits, the best first; `total` counts all."""

    items: list[HitShown]
    total: int


class Names(BaseModel):
    """The objects with the ids that were asked for; those that do not exist are left out."""

    items: list[FoundObject]


class SearchRoutes:
    """Reads the configuration in memory."""

    def __init__(self, services: ApiServices, views: Views) -> None:
        self._views = views
        self._searches: OrderedDict[tuple[int, int | None], Search] = OrderedDict()
        self._turn = asyncio.Semaphore(1)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/search", "viewer", gives=SearchResult), self.search, "search", "search")
        face.add(Operation("GET", "/names", "viewer", gives=Names), self.names, "search", "list_names")

    async def search(
        self,
        request: Request,
        q: Annotated[str, Query(max_length=200)] = "",
        kinds: Annotated[str, Query(max_length=400, description="Such as `ivr,extension`; empty: all.")] = "",
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        draft: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> Response:
        """Objects by a number, a name, an alias, words of a prompt, or what they lead to."""
        wanted = frozenset(filter(None, kinds.split(",")))
        if unknown := wanted.difference(FAMILIES):
            raise refused_parameter("kinds", f"{min(unknown)} is no kind", "unknown")
        tenant = client_of(request).tenant
        configuration = await self._views.configuration(tenant, draft)
        async with self._turn:
            found = await asyncio.to_thread(self._of(tenant, draft).find, configuration, q, wanted, limit)
        return json_of(SearchResult(items=[HitShown.of_hit(hit) for hit in found.best], total=found.total))

    async def names(
        self,
        request: Request,
        ids: Annotated[str, Query(pattern=r"^[0-9]{1,16}(,[0-9]{1,16})*$", max_length=4000)],
        draft: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> Response:
        """What objects are called: many at once, of any kinds."""
        tenant = client_of(request).tenant
        configuration = await self._views.configuration(tenant, draft)
        found = (configuration.get(Document, int(id)) for id in dict.fromkeys(ids.split(",")))
        return json_of(Names(items=[FoundObject.of(stored) for stored in found if stored is not None]))

    def _of(self, tenant: int, draft: int | None) -> Search:
        search = self._searches.pop((tenant, draft), None) or Search()
        self._searches[tenant, draft] = search
        while len(self._searches) > _TENANTS:
            self._searches.popitem(last=False)
        return search
