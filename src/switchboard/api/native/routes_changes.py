"""The audit trail: every write in the tenant."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_parameter
from switchboard.api.native.routes_objects import Cursor, Limit
from switchboard.api.native.shapes import ChangeShown, Page
from switchboard.model.base import Instant
from switchboard.model.families import FAMILIES
from switchboard.store.db.storable import MAX_ID, is_text
from switchboard.store.documents.history import History, Wanted

_PURPOSE = "changes"


class ChangeRoutes:
    """Who changed what and when."""

    def __init__(self, services: ApiServices) -> None:
        self._database = services.database

    def add_to(self, face: Face) -> None:
        operation = Operation("GET", "/changes", "viewer", gives=Page[ChangeShown])
        face.add(operation, self.list, "changes", "list_changes")

    async def list(
        self,
        request: Request,
        limit: Limit = 50,
        after: Cursor = None,
        kind: Annotated[str | None, Query(max_length=32)] = None,
        id: Annotated[int | None, Query(alias="object", ge=1, le=MAX_ID)] = None,
        author: Annotated[str | None, Query(max_length=255)] = None,
        since: Annotated[Instant | None, Query(alias="from")] = None,
        until: Annotated[Instant | None, Query(alias="to")] = None,
        publication: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> Response:
        """Every write, newest first: of one kind or object, by an author, in a period, or of a publication."""
        if kind is not None and kind not in FAMILIES:
            raise refused_parameter("kind", "is no kind of object", "kind")
        if author is not None and not is_text(author):
            raise refused_parameter("author", "no author has such a name", "text")
        wanted = Wanted(kind, id, author, since, until, publication)
        history = History(self._database, client_of(request).tenant)
        found = await history.changes(wanted, limit=limit + 1, before=cursor.one_number(_PURPOSE, after))
        following = cursor.written(_PURPOSE, [found[limit - 1].seq]) if len(found) > limit else None
        items = [ChangeShown.model_validate(asdict(change)) for change in found[:limit]]
        return json_of(Page[ChangeShown](items=items, next=following))
