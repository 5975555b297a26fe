"""The objects of all kinds in a draft: the same lists, bodies, tags and errors as of those in force."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.native.drafts.draft_face import DraftFace
from switchboard.api.native.drafts.routes_merge import MergeRoutes
from switchboard.api.native.drafts.shapes import MergeShown, Merging
from switchboard.api.native.face import Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_history import HistoryRoutes
from switchboard.api.native.routes_objects import Id, Limit, Listed, ObjectRoutes
from switchboard.api.native.routes_tables import CSV, Separator, TableRoutes
from switchboard.api.native.shapes import AnyObject, AnyPage, References
from switchboard.api.native.shapes_tables import TableOutcome
from switchboard.tables.columns import has_table

Kind = Annotated[str, Path(max_length=32, description="the path of a kind, such as `ivrs`")]


class DraftObjectRoutes:
    """What stands below `/drafts/{draft}/{kind}`."""

    def __init__(self, families: Mapping[str, ObjectRoutes[Any]]) -> None:
        self._families = families

    def add_to(self, face: DraftFace) -> None:
        some, one, table, tag = "/{kind}", "/{kind}/{id}", "/{kind}/csv", "drafts"
        face.add(Operation("GET", some, "viewer", gives=AnyPage), self.list, tag, "list_objects")
        create = Operation("POST", some, "editor", takes=AnyObject, gives=AnyObject, status=201)
        face.add(create, self.create, tag, "create_object")
        # Before the paths of single objects, which would take `csv` for an id.
        face.add(Operation("GET", table, "viewer", gives_type=CSV), self.read_table, tag, "read_table")
        take = Operation("POST", table, "editor", takes_type=CSV, gives=TableOutcome)
        face.add(take, self.take_table, tag, "take_table")
        face.add(Operation("GET", one, "viewer", gives=AnyObject), self.read, tag, "read_object")
        put = Operation("PUT", one, "editor", takes=AnyObject, gives=AnyObject)
        face.add(put, self.replace, tag, "replace_object")
        patch = Operation("PATCH", one, "editor", AnyObject, "application/merge-patch+json", AnyObject)
        face.add(patch, self.patch, tag, "patch_object")
        face.add(Operation("DELETE", one, "editor", status=204), self.delete, tag, "delete_object")
        users = Operation("GET", f"{one}/references", "viewer", gives=References)
        face.add(users, self.references, tag, "list_references")
        merging = Operation("POST", f"{one}/merge", "editor", takes=Merging, gives=MergeShown)
        face.add(merging, self.merge, tag, "merge_object")

    async def list(self, request: Request, kind: Kind, listing: Listed) -> Response:
        """Some of the objects of a kind as a draft has them, in pages."""
        return await self._routes(kind).list(request, listing)

    async def create(self, request: Request, kind: Kind) -> Response:
        """Create an object in a draft, under an id that it keeps."""
        return await self._routes(kind).create(request)

    async def read(self, request: Request, kind: Kind, id: Id) -> Response:
        """One object as a draft has it."""
        return await self._routes(kind).read(request, id)

    async def replace(self, request: Request, kind: Kind, id: Id) -> Response:
        """Replace an object in a draft."""
        return await self._routes(kind).replace(request, id)

    async def patch(self, request: Request, kind: Kind, id: Id) -> Response:
        """Change what is sent in a draft and leave the rest (JSON merge patch, RFC 7396)."""
        return await self._routes(kind).patch(request, id)

    async def delete(self, request: Request, kind: Kind, id: Id) -> Response:
        """Remove an object in a draft."""
        return await self._routes(kind).delete(request, id)

    async def references(self, request: Request, kind: Kind, id: Id, limit: Limit = 500) -> Response:
        """Who refers to an object in a draft."""
        return await HistoryRoutes(self._routes(kind)).references(request, id, limit)

    async def merge(self, request: Request, kind: Kind, id: Id) -> Response:
        """What becomes of a change of yours and what somebody else has written to the draft meanwhile."""
        return await MergeRoutes(self._routes(kind)).merge(request, id)

    async def read_table(self, request: Request, kind: Kind, separator: Separator = "comma") -> Response:
        """All objects of a kind as a draft has them, as CSV."""
        return await self._table(kind).read(request, separator)

    async def take_table(self, request: Request, kind: Kind, dry_run: bool = False) -> Response:
        """Create and update objects in a draft by the rows of a CSV file, all or none."""
        return await self._table(kind).take(request, dry_run)

    def _routes(self, kind: str) -> ObjectRoutes[Any]:
        """The endpoints of that kind. Raises Refusal 404."""
        found = self._families.get(f"/{kind}")
        if found is None:
            raise Refusal(404, "no-such-path", "there is no such kind of object")
        return found

    def _table(self, kind: str) -> TableRoutes[Any]:
        """Raises Refusal 404."""
        routes = self._routes(kind)
        if not has_table(routes.family):
            raise Refusal(404, "no-such-path", f"{kind} have no table")
        return TableRoutes(routes.services, routes.family)
