"""Callers who are parked."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.call.record import EventRow
from switchboard.store.calls.parked import parked_calls


class ParkedCall(BaseModel):
    """Somebody who waits in a slot, in a call (its id), `since` then and `until` then at the latest. `by` is the
    extension (its id) that has parked him."""

    slot: str
    call: str
    caller: str
    caller_name: str
    by: int
    since: datetime
    until: datetime

    @classmethod
    def of(cls, row: EventRow) -> Self:
        data = row.data
        return cls(
            slot=data["slot"],
            call=row.call_id,
            caller=data["caller"],
            caller_name=data["caller_name"],
            by=data["extension"],
            since=row.at,
            until=data["until"],
        )


class ParkedCalls(BaseModel):
    """All of them, the one who waits longest first."""

    items: list[ParkedCall]


class ParkingRoutes:
    """The slots of a tenant, to read."""

    def __init__(self, services: ApiServices) -> None:
        self._database = services.database

    def add_to(self, face: Face) -> None:
        face.add(
            Operation("GET", "/parked-calls", "viewer", gives=ParkedCalls), self.list, "calls", "list_parked_calls"
        )

    async def list(self, request: Request) -> Response:
        """Who is parked now, and where."""
        rows = await parked_calls(self._database, client_of(request).tenant)
        return json_of(ParkedCalls(items=[ParkedCall.of(row) for row in rows]))
