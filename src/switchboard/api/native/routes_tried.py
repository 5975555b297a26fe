"""Which route takes a number: for people who set up trunks, without a call."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.model.base import ObjectId
from switchboard.model.tried_routes import tried_in, tried_out
from switchboard.store.db.storable import MAX_ID

Dialled = Annotated[str, Query(min_length=1, max_length=64, pattern=r"^\+?[0-9*#]+$")]
ObjectQuery = Annotated[int, Query(ge=1, le=MAX_ID)]


class TriedRouteShown(BaseModel):
    """A route that takes the number, by `pattern`. Of a route out: what is `sent` to the `trunk`."""

    model_config = ConfigDict(from_attributes=True)

    route: ObjectId
    pattern: str
    sent: str
    trunk: ObjectId | None


class TriedRoutes(BaseModel):
    """In the order in which they are tried; empty: no route takes the number."""

    items: list[TriedRouteShown]


class TriedRouteRoutes:
    """Reads the configuration alone: the state of trunks is not looked at."""

    def __init__(self, configurations: Configurations) -> None:
        self._configurations = configurations

    def add_to(self, face: Face) -> None:
        inside = Operation("GET", "/tried-routes/in", "viewer", gives=TriedRoutes)
        face.add(inside, self.inbound, "inbound-routes", "try_inbound_routes")
        outside = Operation("GET", "/tried-routes/out", "viewer", gives=TriedRoutes)
        face.add(outside, self.outbound, "outbound-routes", "try_outbound_routes")

    async def inbound(self, request: Request, number: Dialled, trunk: ObjectQuery) -> Response:
        """The inbound routes that take a number called through a trunk; the first one counts."""
        configuration = await self._configurations.current(client_of(request).tenant)
        return _answer([TriedRouteShown.model_validate(one) for one in tried_in(configuration, number, trunk)])

    async def outbound(self, request: Request, number: Dialled, extension: ObjectQuery | None = None) -> Response:
        """The outbound routes and trunks that take a number which an extension dials, or anybody who may."""
        configuration = await self._configurations.current(client_of(request).tenant)
        return _answer([TriedRouteShown.model_validate(one) for one in tried_out(configuration, number, extension)])


def _answer(items: list[TriedRouteShown]) -> Response:
    return json_of(TriedRoutes(items=items))
