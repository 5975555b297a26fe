"""Calls that are placed later, or again."""

from contextlib import suppress
from datetime import datetime
from typing import Annotated, Self

from fastapi import Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Cursor, Limit
from switchboard.api.native.shapes import Page
from switchboard.call.answerer import AfterAnswer
from switchboard.call.tries import Retry, TryOutcome
from switchboard.engine.call_control import CallOver, hang_up
from switchboard.engine.placed_call_control import PlaceCall
from switchboard.engine.remote_control import CallElsewhere
from switchboard.errors import NotFound
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.wishes import KeptWish, Wishes, WishState

_PURPOSE = "wishes"
Id = Annotated[str, Path(alias="id", max_length=255)]


class TryShown(BaseModel):
    """One call for a wish: its id in the record, when it began, and what became of it; null while it goes on."""

    call: str
    at: datetime
    outcome: TryOutcome | None


class WishShown(BaseModel):
    """A wish. `first` is who is called, or the menu, group or queue for which `then` is; the members after that are
    those of the request.

    `state`: `waiting` for the next try, which is due at `due_at`; `calling`; `reached`; `failed`: no try is left, or
    nobody may be called; `ended` by somebody. `outcome` is that of the last try, or why there is none.
    """

    id: str
    state: WishState
    by: str
    created_at: datetime
    due_at: datetime
    outcome: str
    tries: list[TryShown]
    first: str
    then: str
    prompts: tuple[int, ...]
    answering_machine: AfterAnswer
    not_before: datetime | None
    retry: Retry | None

    @classmethod
    def of(cls, kept: KeptWish) -> Self:
        command = PlaceCall.model_validate(kept.command)
        tries = [{"call": one.call, "at": one.at, "outcome": one.outcome or None} for one in kept.tries]
        return cls.model_validate(
            {
                **{name: getattr(kept, name) for name in ("id", "state", "by", "created_at", "due_at", "outcome")},
                **{name: getattr(command, name) for name in ("first", "then", "prompts", "not_before", "retry")},
                "answering_machine": command.after_answer,
                "tries": tries,
            }
        )


class WishRoutes:
    """The wishes of a tenant."""

    def __init__(self, services: ApiServices) -> None:
        self._settings = services.settings
        self._wishes = Wishes(services.database)
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/placed", "viewer", gives=Page[WishShown]), self.list, "calls", "list_wishes")
        face.add(Operation("GET", "/placed/{id}", "viewer", gives=WishShown), self.read, "calls", "read_wish")
        face.add(Operation("DELETE", "/placed/{id}", "editor", status=204), self.end, "calls", "end_wish")

    async def list(
        self,
        request: Request,
        limit: Limit = 50,
        after: Cursor = None,
        state: Annotated[WishState | None, Query()] = None,
    ) -> Response:
        """Calls that are placed later, or again, newest first."""
        before = cursor.one_number(_PURPOSE, after)
        found = await self._wishes.page(client_of(request).tenant, limit=limit + 1, before=before, state=state)
        following = cursor.written(_PURPOSE, [found[limit - 1].position]) if len(found) > limit else None
        return json_of(Page[WishShown](items=[WishShown.of(one) for one in found[:limit]], next=following))

    async def read(self, request: Request, id: Id) -> Response:
        """How far a wish is."""
        return json_of(WishShown.of(await self._wishes.get(client_of(request).tenant, id)))

    async def end(self, request: Request, id: Id) -> Response:
        """Try no further. A call that rings or goes on for it is ended."""
        tenant = client_of(request).tenant
        was = await self._wishes.end(tenant, id)
        if was.state == "calling" and was.tries:
            with suppress(CallOver, CallElsewhere, NotFound):
                await hang_up(self._log, self._processes, tenant, was.tries[-1].call)
        return Response(status_code=204)
