"""The order in which routes are tried: all of it in one write."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.face import Endpoints, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import refused_member
from switchboard.api.native.shapes import plural
from switchboard.model.base import Frozen, ObjectId
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, OutboundRoute
from switchboard.store.documents.batch import Current
from switchboard.store.documents.writing import Batch

Family = type[InboundRoute] | type[OutboundRoute]
NOTE = "order"


class RouteOrder(Frozen):
    """The ids of all routes of a kind, the first one first."""

    ids: Annotated[tuple[ObjectId, ...], Field(max_length=10_000)]


class OrderRoutes:
    """Of the routes in, or of those out."""

    def __init__(self, services: ApiServices, family: Family) -> None:
        self._services = services
        self._family = family

    def add_to(self, face: Endpoints) -> None:
        """Before the paths of single objects, which would take `order` for an id."""
        kind = self._family.kind
        put = Operation("PUT", f"/{plural(kind)}/order", "editor", takes=RouteOrder, status=204)
        face.add(put, self.put, plural(kind), f"order_{kind}s")

    async def put(self, request: Request) -> Response:
        """Try the routes in this order from now on. Those whose position stays are not written."""
        wanted = await body.read(request, RouteOrder)
        place = place_of(request, self._services)
        await place.rewrite(partial(_in_order, self._family, wanted.ids), NOTE)
        return Response(status_code=204)


def _in_order(family: Family, ids: Sequence[int], current: Current) -> Batch:
    """Raises Refusal 422 unless these are the routes that there are: somebody may have made or deleted one."""
    routes = {one.id: one for one in current.objects if isinstance(one.document, family)}
    if len(ids) != len(routes) or set(ids) != set(routes):
        raise refused_member("#/ids", "must name each of the routes once", "each-once")
    placed = [(routes[id], place) for place, id in enumerate(ids, start=1)]
    moved = [
        Stored(one.id, one.revision, one.document.model_copy(update={"position": place}))
        for one, place in placed
        if isinstance(one.document, family) and one.document.position != place
    ]
    return Batch((), moved, ())
