"""Call detail records: the calls that are over, and the legs of each."""

from collections.abc import Iterable, Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.calls import cdr, leg_row
from switchboard.api.portsip.collection import asked
from switchboard.api.portsip.envelope import not_found
from switchboard.api.portsip.odata import Properties, Property
from switchboard.call.legs import legs_of
from switchboard.model.trunk import Trunk
from switchboard.store.calls.listing import CallListing
from switchboard.store.calls.log import CallLog

PROPERTIES: Final[Properties] = {
    "id": Property("id"),
    "call_id": Property("id"),
    "caller": Property("caller"),
    "caller_display_name": Property("caller_name"),
    "callee": Property("dialled"),
    "started_at": Property("started_at", "time"),
    "answered_at": Property("answered_at", "time"),
    "ended_at": Property("ended_at", "time"),
}
"""What calls may be filtered and sorted by."""


class CdrRoutes:
    """The calls of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)
        self._calls = CallListing(services.database)
        self._domain = services.settings.sip.realm

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/cdrs", self.list, methods=["GET", "POST"])
        router.add_api_route("/cdrs/{key}", self.get, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """The calls that match, newest first unless it is asked otherwise, one row for each."""
        client = await self._gate.admit(request)
        wanted = asked(request, PROPERTIES)
        count, found = await self._calls.page(
            client.tenant, wanted.where, wanted.orders, skip=wanted.skip, limit=wanted.top
        )
        events = await self._log.events_of([record.id for record in found])
        trunks = await self._trunks(client.tenant, (record.trunk for record in found))
        items: list[Json] = [cdr(record, events[record.id], trunks, self._domain) for record in found]
        return JSONResponse({"count": count, "items": items})

    async def get(self, request: Request) -> Response:
        """One call, a row for each of its legs, in the order in which they began."""
        client = await self._gate.admit(request)
        found = await self._log.records(client.tenant, [request.path_params["key"]])
        if not found or found[0].state == "open" or found[0].test:
            raise not_found("CDR")
        (record,) = found
        events = (await self._log.events_of([record.id]))[record.id]
        legs = legs_of(row.event for row in events)
        behind = (leg.object if leg.kind == "outside" else leg.caller.trunk for leg in legs)
        trunks = await self._trunks(client.tenant, (record.trunk, *behind))
        call = cdr(record, events, trunks, self._domain)
        return JSONResponse({"items": [call | leg_row(leg, trunks) for leg in legs]})

    async def _trunks(self, tenant: int, ids: Iterable[int | None]) -> Mapping[int, str]:
        """Their names by id."""
        wanted = sorted({id for id in ids if id is not None})
        found = await self._services.repository(tenant).many(Trunk, wanted) if wanted else []
        return {stored.id: stored.document.name for stored in found}
