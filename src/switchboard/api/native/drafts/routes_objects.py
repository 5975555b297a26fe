"""The objects of all kinds in a draft: the same lists, bodies, tags and errors as of those in force."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.drafts.place import DraftPlace
from switchboard.api.native.drafts.routes_merge import MergeRoutes
from switchboard.api.native.drafts.shapes import MergeShown, Merging
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_history import HistoryRoutes
from switchboard.api.native.routes_objects import Cursor, Id, Limit, ObjectRoutes, SortBy
from switchboard.api.native.shapes import AnyObject, AnyPage, References
from switchboard.store.db.storable import MAX_ID

DraftId = Annotated[int, Path(ge=1, le=MAX_ID)]
Kind = Annotated[str, Path(max_length=32, description="the path of a kind, such as `ivrs`")]


class DraftObjectRoutes:
    """What stands below `/drafts/{draft}/{kind}`."""

    def __init__(
        self, services: ApiServices, configurations: Configurations, families: Mapping[str, ObjectRoutes[Any]]
    ) -> None:
        self._services = services
        self._configurations = configurations
        self._families = families

    def add_to(self, face: Face) -> None:
        some, one, tag = "/drafts/{draft}/{kind}", "/drafts/{draft}/{kind}/{id}", "drafts"
        face.add(Operation("GET", some, "viewer", gives=AnyPage), self.list, tag, "list_drafted")
        create = Operation("POST", some, "editor", takes=AnyObject, gives=AnyObject, status=201)
        face.add(create, self.create, tag, "create_drafted")
        face.add(Operation("GET", one, "viewer", gives=AnyObject), self.read, tag, "read_drafted")
        put = Operation("PUT", one, "editor", takes=AnyObject, gives=AnyObject)
        face.add(put, self.replace, tag, "replace_drafted")
        patch = Operation("PATCH", one, "editor", AnyObject, "application/merge-patch+json", AnyObject)
        face.add(patch, self.patch, tag, "patch_drafted")
        face.add(Operation("DELETE", one, "editor", status=204), self.delete, tag, "delete_drafted")
        users = Operation("GET", f"{one}/references", "viewer", gives=References)
        face.add(users, self.references, tag, "list_references_to_drafted")
        merging = Operation("POST", f"{one}/merge", "editor", takes=Merging, gives=MergeShown)
        face.add(merging, self.merge, tag, "merge_drafted")

    async def list(
        self,
        request: Request,
        draft: DraftId,
        kind: Kind,
        limit: Limit = 50,
        after: Cursor = None,
        search: Annotated[str, Query(max_length=255)] = "",
        number: Annotated[str | None, Query(max_length=32)] = None,
        name: Annotated[str | None, Query(max_length=255)] = None,
        sort: SortBy = "id",
        total: bool = False,
    ) -> Response:
        """Some of the objects of a kind as a draft has them, in pages."""
        routes = self._routes(request, draft, kind)
        return await routes.list(request, limit, after, search, number, name, sort, total)

    async def create(self, request: Request, draft: DraftId, kind: Kind) -> Response:
        """Create an object in a draft, under an id that it keeps."""
        routes = self._routes(request, draft, kind)
        if not routes.creates_from_json:
            detail = f"send the sound to {routes.path}: it is stored at once"
            raise Refusal(405, "method-not-allowed", detail, headers={"Allow": "GET"})
        return await routes.create(request)

    async def read(self, request: Request, draft: DraftId, kind: Kind, id: Id) -> Response:
        """One object as a draft has it."""
        return await self._routes(request, draft, kind).read(request, id)

    async def replace(self, request: Request, draft: DraftId, kind: Kind, id: Id) -> Response:
        """Replace an object in a draft."""
        return await self._routes(request, draft, kind).replace(request, id)

    async def patch(self, request: Request, draft: DraftId, kind: Kind, id: Id) -> Response:
        """Change what is sent in a draft and leave the rest (JSON merge patch, RFC 7396)."""
        return await self._routes(request, draft, kind).patch(request, id)

    async def delete(self, request: Request, draft: DraftId, kind: Kind, id: Id) -> Response:
        """Remove an object in a draft."""
        return await self._routes(request, draft, kind).delete(request, id)

    async def references(self, request: Request, draft: DraftId, kind: Kind, id: Id, limit: Limit = 500) -> Response:
        """Who refers to an object in a draft."""
        return await HistoryRoutes(self._routes(request, draft, kind)).references(request, id, limit)

    async def merge(self, request: Request, draft: DraftId, kind: Kind, id: Id) -> Response:
        """What becomes of a change of yours and what somebody else has written to the draft meanwhile."""
        return await MergeRoutes(self._routes(request, draft, kind)).merge(request, id)

    def _routes(self, request: Request, draft: int, kind: str) -> ObjectRoutes[Any]:
        """The endpoints of that kind, which go on in the draft. Raises Refusal 404."""
        found = self._families.get(f"/{kind}")
        if found is None:
            raise Refusal(404, "no-such-path", "there is no such kind of object")
        request.state.place = DraftPlace(self._services, self._configurations, client_of(request), draft)
        return found
