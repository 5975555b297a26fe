"""call/dial and call/query: calls that a client places, and looks for."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, Json, source_address
from switchboard.api.kit.call_ids import call_id, named_call
from switchboard.api.kit.client import Client
from switchboard.api.kit.placed_calls import FAULTS, NOT_NOW_TEXT, TOO_MANY, TOO_MANY_TEXT, Part, plain_number
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, number_of, read_object, text_of
from switchboard.api.yeastar.call_view import CallView
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.engine.placed_call_control import PlaceCall, PlacingRefused, place_call
from switchboard.model.trunk import Trunk
from switchboard.store.calls.log import CallLog

NUMBER_FILTERS: Final = ("number", "extension", "from", "caller", "callee")
"""Names by which clients ask for the calls of a number."""
_PARAMETERS: Final[Mapping[Part, str]] = {"first": "caller", "then": "callee", "rights_of": "dial_permission"}


class CallRoutes:
    """Calls of this machine."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/call/dial", self.dial, methods=["POST"])
        router.add_api_route("/call/query", self.query, methods=["GET"])

    async def dial(self, request: Request) -> Response:
        """Call the caller, and then whom he wants to reach. What no route permits is a call that has failed."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        command = PlaceCall(
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            first=number_of(body, "caller"),
            then=number_of(body, "callee"),
            rights_of=number_of(body, "dial_permission", required=False),
            auto_answer=_yes_or_no(body, "auto_answer"),
        )
        try:
            placed = await place_call(self._services.settings.calls_socket, command)
        except PlacingRefused as refused:
            raise _told(refused, body) from None
        return success(call_id=call_id(placed.call))

    async def query(self, request: Request) -> Response:
        """The calls that go on, or those of them that are asked for by their id or by a member's number."""
        client = await self._gate.admit(request)
        query = Query(request)
        wanted = named_call(query.text("call_id")) if query.text("call_id") else ""
        asked = [query.text(name) for name in NUMBER_FILTERS if query.text(name)]
        numbers = {plain_number(text.replace("/", "")) or text for text in asked}
        views = await self._views(client, wanted)
        found = [view for view in views if numbers <= {member.number for member in view.members}]
        names = await _trunk_names(client, found)
        data: list[Json] = [view.shown(names) for view in found]
        return success(data=data)

    async def _views(self, client: Client, wanted: str) -> Sequence[CallView]:
        """The running calls with their members, oldest first; of them the one with the id `wanted`, if one is."""
        live = await self._services.live.look(client.tenant)
        views = [CallView(record) for record in live.calls if not record.test and wanted in ("", record.id)]
        events = await self._log.events_of([view.record.id for view in views])
        for view in views:
            for row in events[view.record.id]:
                view.take(row.event)
            view.expect_caller()
        return views


async def _trunk_names(client: Client, views: Sequence[CallView]) -> Mapping[int, str]:
    ids = sorted({member.trunk for view in views for member in view.members if member.trunk is not None})
    found = await client.repository.many(Trunk, ids) if ids else []
    return {stored.id: stored.document.name for stored in found}


def _told(refused: PlacingRefused, body: Mapping[str, object]) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        name = _PARAMETERS[part]
        return Refusal(Code.PARAMETER_ERROR, Problem(name, body.get(name), "exists", why))
    if refused.reason == TOO_MANY:
        return Refusal(Code.MAX_LIMITATION_EXCEEDED, Problem(reason=TOO_MANY_TEXT))
    return Refusal(Code.FAILURE, Problem(reason=NOT_NOW_TEXT))


def _yes_or_no(body: Mapping[str, object], name: str) -> bool:
    text = text_of(body, name) or "no"
    if text not in ("yes", "no"):
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "oneof", "one of: yes, no"))
    return text == "yes"
