"""What is wrong with the configuration, and what would be if an object were different."""

from dataclasses import replace
from typing import Annotated, Final

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.checker import Checker
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.shapes_checks import MOST_FINDINGS, Findings, Kind, ToCheck
from switchboard.model.families import FAMILIES
from switchboard.model.stored import Stored
from switchboard.store.db.storable import MAX_ID

_NEW: Final = MAX_ID
"""The id of an object that is not stored: no other has it, and it comes last."""


class CheckRoutes:
    """Reads, and changes nothing."""

    def __init__(self, checker: Checker, views: Views) -> None:
        self._checker, self._views = checker, views

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/checks", "viewer", gives=Findings), self.list, "checks", "list_findings")
        would_be = Operation("POST", "/checks", "viewer", takes=ToCheck, gives=Findings)
        face.add(would_be, self.would_be, "checks", "check_object")

    async def list(
        self,
        request: Request,
        kind: Annotated[Kind | None, Query()] = None,
        id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        draft: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        limit: Annotated[int, Query(ge=1, le=MOST_FINDINGS)] = MOST_FINDINGS,
    ) -> Response:
        """What is wrong with the configuration as it is, or odd about it: of all objects, of a kind, of one."""
        tenant = client_of(request).tenant
        configuration = await self._views.configuration(tenant, draft)
        found = await self._checker.of(tenant, draft, configuration)
        wanted = [one for one in found if kind in (None, one.kind) and id in (None, one.id)]
        return json_of(Findings.of(wanted, limit))

    async def would_be(self, request: Request) -> Response:
        """What would be wrong with one object if it were as the body says. Nothing is stored."""
        wanted = await body.read(request, ToCheck)
        tenant = client_of(request).tenant
        document = body.parse_member(FAMILIES[wanted.kind], "document", wanted.document)
        id = wanted.id or _NEW
        now = await self._views.configuration(tenant, wanted.draft)
        configuration = now.changed([Stored(id, 1, document)], ())
        found = await self._checker.once(tenant, configuration)
        return json_of(Findings.of([replace(one, id=wanted.id) for one in found if one.id == id]))
