"""Inbound routes: what leads a number to an IVR. They are looked up, made, led elsewhere, and deleted."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import Json
from switchboard.api.kit.client import Client
from switchboard.api.kit.objects import Named, edited, objects_for
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, body_id, read_object
from switchboard.api.yeastar.destinations import to_wire
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.inbound_body import DESTINATION, MEMBERS, led_to, name_of, new_route, trunk_ids
from switchboard.api.yeastar.listing import Items, Kind, query_id
from switchboard.api.yeastar.naming import object_id
from switchboard.api.yeastar.trunks import trunk_items, trunk_names
from switchboard.model.configuration import Configuration
from switchboard.model.destination import HangUp
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute
from switchboard.store.documents.repository import Edited

_CHANGES: Final = {"id", "name", *MEMBERS}


def inbound_routes() -> Kind[InboundRoute]:
    """The endpoints below inbound_route/."""
    return Kind(
        path="inbound_route",
        family=InboundRoute,
        orders={"id": "id", "pos": lambda route: route.position, "name": "name"},
        listed=_listed,
        detailed=_detailed,
    )


class InboundRouteRoutes:
    """The changes of inbound routes."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/inbound_route/create", self.create, methods=["POST"])
        router.add_api_route("/inbound_route/update", self.update, methods=["POST"])
        router.add_api_route("/inbound_route/delete", self.delete, methods=["GET"])

    async def create(self, request: Request) -> Response:
        """A new route, which leads the calls of some trunks to a destination."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        trunks = trunk_ids(body)
        named = _named(body)
        objects = await objects_for(client.repository, [], Named(ids=(*trunks, *named.ids), prompts=named.prompts))
        route = new_route(body, trunks, led_to(HangUp(), body, objects), objects)
        return success(id=(await client.repository.create(route, author=client.author)).id)

    async def update(self, request: Request) -> Response:
        """Lead the calls of a route elsewhere, or name it anew. What else is sent must be as it is shown."""
        client = await self._gate.admit(request)
        body = await read_object(request)

        async def change(old: Stored[InboundRoute]) -> Edited[InboundRoute] | None:
            objects = await objects_for(client.repository, [old.document], _named(body))
            _refuse_other_changes(body, _whole(old, objects))
            return edited(old, _changed(old.document, body, objects), {})

        await client.repository.edit_loading(InboundRoute, body_id(body), change, author=client.author)
        return success()

    async def delete(self, request: Request) -> Response:
        """Remove a route; its number leads nowhere from then on, or where another route takes it."""
        client = await self._gate.admit(request)
        await client.repository.delete(InboundRoute, query_id(Query(request)), author=client.author)
        return success()


async def _listed(client: Client, found: Sequence[Stored[InboundRoute]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in found])
    return [_row(stored, objects) for stored in found]


async def _detailed(client: Client, found: Sequence[Stored[InboundRoute]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in found])
    return [_whole(stored, objects) for stored in found]


def _row(stored: Stored[InboundRoute], objects: Configuration) -> dict[str, Json]:
    route = stored.document
    return {
        "id": stored.id,
        "name": route.name,
        "did_pattern": [route.pattern] if route.pattern else [],
        "trunk": trunk_names(route.trunks, objects),
        "def_dest": to_wire(route.to, 0, objects)[0],
        "pos": route.position,
    }


def _whole(stored: Stored[InboundRoute], objects: Configuration) -> dict[str, Json]:
    """A route in full. It has one pattern, and each caller may use it."""
    route = stored.document
    dest, prefix, value = to_wire(route.to, 0, objects)
    patterns: list[Json] = [{"did_pattern": route.pattern}] if route.pattern else []
    return {
        "id": stored.id,
        "name": route.name,
        "alert_info": "",
        "did_option": "patterns",
        "did_pattern_list": patterns,
        "cid_option": "patterns",
        "cid_pattern_list": [],
        "trunk_list": [*trunk_items(route.trunks, objects)],
        DESTINATION.dest: dest,
        DESTINATION.prefix: prefix,
        DESTINATION.value: value,
        "pos": route.position,
    }


def _named(body: Mapping[str, object]) -> Named:
    value = body.get(DESTINATION.value)
    if not isinstance(value, str):
        return Named()
    id = object_id(value)
    return Named(ids=() if id is None else (id,), prompts=(value,))


def _refuse_other_changes(body: Mapping[str, object], shown: Mapping[str, Json]) -> None:
    """Raises Refusal 40002 with all that this server changes in the native API alone."""
    problems = [
        Problem(name, value, "unsupported", "is changed in the native API")
        for name, value in body.items()
        if name not in _CHANGES and value != shown.get(name)
    ]
    if problems:
        raise Refusal(Code.PARAMETER_ERROR, *problems)


def _changed(route: InboundRoute, body: Mapping[str, object], objects: Configuration) -> InboundRoute:
    """Raises Refusal 40001, 40002."""
    changes: dict[str, object] = {"to": led_to(route.to, body, objects)}
    if "name" in body:
        changes["name"] = name_of(body["name"])
    return route.model_copy(update=changes)
