"""The audit trail: every write in the tenant."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Cursor, Limit
from switchboard.api.native.shapes import ChangeShown, Page
from switchboard.store.documents.history import History

_PURPOSE = "changes"


class ChangeRoutes:
    """Who changed what and when."""

    def __init__(self, services: ApiServices) -> None:
        self._database = services.database

    def add_to(self, face: Face) -> None:
        operation = Operation("GET", "/changes", "viewer", gives=Page[ChangeShown])
        face.add(operation, self.list, "changes", "list_changes")

    async def list(self, request: Request, limit: Limit = 50, after: Cursor = None) -> Response:
        """Every write, newest first."""
        history = History(self._database, client_of(request).tenant)
        found = await history.changes(limit=limit + 1, before=cursor.one_number(_PURPOSE, after))
        following = cursor.written(_PURPOSE, [found[limit - 1].seq]) if len(found) > limit else None
        items = [ChangeShown.model_validate(asdict(change)) for change in found[:limit]]
        return json_of(Page[ChangeShown](items=items, next=following))
