"""What goes on now."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.live_names import named
from switchboard.api.native.shapes_calls import CallShown
from switchboard.call.whereabouts import Doing, Where


class PlaceShown(BaseModel):
    """How many callers are at an object now, and what they do there."""

    doing: Doing
    kind: str
    id: int
    number: str
    name: str
    calls: int


class LiveShown(BaseModel):
    """All calls that go on, oldest first, and how many are at each object.

    `position` is that of the last event that they show: `GET /calls/stream` goes on from there with it as
    `Last-Event-ID`.
    """

    at: datetime
    position: int
    calls: list[CallShown]
    places: list[PlaceShown]


class LiveRoutes:
    """One picture for all who look."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._services = services
        self._configurations = configurations

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/live", "viewer", gives=LiveShown), self.read, "calls", "read_live")

    async def read(self, request: Request) -> Response:
        """The calls that go on, each with where its caller is."""
        tenant = client_of(request).tenant
        live = await self._services.live.look(tenant)
        where = named(live.where, await self._configurations.current(tenant)) if live.calls else {}
        now = self._services.clock.now()
        calls = [CallShown.of(record, now, where.get(record.id)) for record in live.calls]
        return json_of(LiveShown(at=now, position=live.position, calls=calls, places=_places(where.values())))


def _places(where: Iterable[Where]) -> list[PlaceShown]:
    """The busiest first."""
    counts: Counter[tuple[Doing, str, int]] = Counter()
    last: dict[tuple[Doing, str, int], Where] = {}
    for one in where:
        if one.id is not None:
            counts[one.doing, one.kind, one.id] += 1
            last[one.doing, one.kind, one.id] = one
    return [
        PlaceShown(doing=doing, kind=kind, id=id, number=last[key].number, name=last[key].name, calls=calls)
        for (doing, kind, id), calls in counts.most_common()
        for key in [(doing, kind, id)]
    ]
