"""Calls that came in, and what happened in each."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Cursor, Limit
from switchboard.api.native.shapes import Page
from switchboard.api.native.shapes_calls import CallDetails, CallShown, EventShown
from switchboard.call.record import State
from switchboard.store.calls.log import CallLog

_PURPOSE = "calls"


class CallRoutes:
    """The record of calls, to read."""

    def __init__(self, services: ApiServices) -> None:
        self._log = CallLog(services.database, services.settings.node_name)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/calls", "viewer", gives=Page[CallShown]), self.list, "calls", "list_calls")
        face.add(Operation("GET", "/calls/{id}", "viewer", gives=CallDetails), self.read, "calls", "read_call")

    async def list(
        self,
        request: Request,
        limit: Limit = 50,
        after: Cursor = None,
        state: Annotated[State | None, Query()] = None,
        recorded: Annotated[bool | None, Query()] = None,
    ) -> Response:
        """The calls, newest first; `recorded` are those that were recorded, or were not."""
        try:
            tenant, before = client_of(request).tenant, _before(after)
            found = await self._log.page(tenant, limit=limit + 1, before=before, state=state, recorded=recorded)
        except errors.NotFound:
            raise cursor.refused() from None
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        items = [CallShown.model_validate(record) for record in found[:limit]]
        return json_of(Page[CallShown](items=items, next=following))

    async def read(self, request: Request, call_id: Annotated[str, Path(alias="id", max_length=255)]) -> Response:
        """One call with its events."""
        record, events = await self._log.get(client_of(request).tenant, call_id)
        shown = [EventShown.model_validate(event) for event in events]
        return json_of(CallDetails.model_validate({**asdict(record), "events": shown}))


def _before(after: str | None) -> str | None:
    """The id of the call that the page before ended with. Raises Refusal 422."""
    if after is None:
        return None
    parts = cursor.read(_PURPOSE, after)
    if len(parts) != 1 or not isinstance(parts[0], str):
        raise cursor.refused()
    return parts[0]
