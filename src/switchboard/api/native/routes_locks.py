"""Who was wrong too often with PINs, listed and forgiven."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.model.pin_door import What
from switchboard.store.people.pin_failures import PinFailures

_TAG = "locks"


class LockShown(BaseModel):
    """`who` is the number of a `caller`, the `trunk:ID` or address of a `source`, or the id of an `object`.

    While it is `refused`, no PIN is taken from it; while it is `slowed`, answers come late. It ends at `until`.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    what: What
    who: str
    state: Literal["refused", "slowed"]
    count: int
    first_at: datetime
    last_at: datetime
    until: datetime


class Locks(BaseModel):
    """All locks of the tenant that are in force, the oldest first."""

    items: list[LockShown]


class LockRoutes:
    """For admins only."""

    def __init__(self, services: ApiServices) -> None:
        self._clock = services.clock
        self._failures = PinFailures(services.database)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/locks", "admin", gives=Locks), self.list, _TAG, "list_locks")
        face.add(Operation("DELETE", "/locks/{id}", "admin", status=204), self.lift, _TAG, "lift_lock")

    async def list(self, request: Request) -> Response:
        """All locks that are in force."""
        found = await self._failures.locks(client_of(request).tenant, self._clock.now())
        return json_of(Locks(items=[LockShown.model_validate(lock) for lock in found]))

    async def lift(self, request: Request, id: Id) -> Response:
        """End a lock at once, and forget the wrong PINs that led to it."""
        await self._failures.lift(client_of(request).tenant, id)
        return Response(status_code=204)
