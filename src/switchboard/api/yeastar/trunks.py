"""Trunks and outbound routes, as the dialect shows them."""

from collections.abc import Sequence

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.client import Client
from switchboard.api.kit.objects import Named, objects_for
from switchboard.api.kit.trunk_states import known_trunks, state_of
from switchboard.api.yeastar.listing import LIVE, Items, Kind, Live
from switchboard.api.yeastar.trunk_numbers import BUSY, UNKNOWN, trunk_number
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute, Trunk
from switchboard.status import TrunkStatus


def trunks(services: ApiServices) -> Kind[Trunk]:
    """The endpoints below trunk/; what state a trunk is in, the calls process knows."""

    async def listed(client: Client, found: Sequence[Stored[Trunk]]) -> Items:
        return [_trunk(stored, LIVE) for stored in found]

    async def detailed(client: Client, found: Sequence[Stored[Trunk]]) -> Items:
        known = await known_trunks(services, client.tenant)
        return [
            _trunk(stored, _status(stored.document, known.get(stored.id))) | _connection(stored.document)
            for stored in found
        ]

    async def statuses(client: Client, trunks: Sequence[int]) -> Sequence[bytes]:
        known = await known_trunks(services, client.tenant)
        found = {stored.id: stored.document for stored in await client.repository.many(Trunk, trunks)}
        return [str(_status(found[id], known.get(id)) if id in found else UNKNOWN).encode() for id in trunks]

    return Kind(
        path="trunk",
        family=Trunk,
        orders={
            "id": "id",
            "name": "name",
            "type": lambda trunk: trunk.type,
            "host_port": _host_port,
            "def_outbound_cid": lambda trunk: trunk.caller_id,
            "username": lambda trunk: trunk.username,
        },
        listed=listed,
        detailed=detailed,
        live=Live("status", statuses),
    )


def outbound_routes() -> Kind[OutboundRoute]:
    """The endpoints below outbound_route/."""
    return Kind(
        path="outbound_route",
        family=OutboundRoute,
        orders={
            "id": "id",
            "pos": lambda route: route.position,
            "name": "name",
            "outb_cid": lambda route: route.caller_id,
        },
        listed=_routes,
        detailed=_whole_routes,
        summary=lambda matching: {"last_pos": max((stored.document.position for stored in matching), default=0)},
    )


def _status(trunk: Trunk, known: TrunkStatus | None) -> int:
    """The vendor's number for a trunk now."""
    calls = known.incoming_calls + known.outgoing_calls if known else 0
    state = state_of(trunk, known)
    return BUSY if calls and state in ("up", "unmonitored") else trunk_number(state, known.reason if known else "")


def _trunk(stored: Stored[Trunk], status: Json) -> dict[str, Json]:
    """A trunk in a list, without what is empty."""
    trunk = stored.document
    optional = {"def_outbound_cid": trunk.caller_id, "username": trunk.username if trunk.type == "register" else ""}
    return {
        "id": stored.id,
        "status": status,
        "name": trunk.name,
        "type": trunk.type,
        "host_port": _host_port(trunk),
        **{name: value for name, value in optional.items() if value},
    }


def _connection(trunk: Trunk) -> dict[str, Json]:
    """How the trunk is reached; never its password."""
    shown: dict[str, Json] = {
        "enable": int(trunk.enabled),
        "transport": "dnsnaptr" if trunk.transport == "auto" else trunk.transport,
        "hostname": trunk.host,
        "port": trunk.shown_port,
    }
    return shown | ({"domain": trunk.host, "auth_name": trunk.username} if trunk.type == "register" else {})


def _host_port(trunk: Trunk) -> str:
    return f"{trunk.host}:{trunk.shown_port}"


async def _routes(client: Client, found: Sequence[Stored[OutboundRoute]]) -> Items:
    trunks = Named(ids={id for stored in found for id in stored.document.trunks})
    objects = await objects_for(client.repository, [], trunks)
    return [_route(stored, objects) for stored in found]


async def _whole_routes(client: Client, found: Sequence[Stored[OutboundRoute]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in found])
    return [_whole_route(stored, objects) for stored in found]


def trunk_items(trunks: Sequence[int], objects: Configuration) -> list[dict[str, Json]]:
    """Trunks by their ids, as a route in full lists them."""
    found = (objects.get(Trunk, id) for id in trunks)
    return [{"id": one.id, "name": one.document.name, "type": one.document.type} for one in found if one]


def trunk_names(trunks: Sequence[int], objects: Configuration) -> list[Json]:
    """The same in a list of routes."""
    return [{"id": one["id"], "name": one["name"]} for one in trunk_items(trunks, objects)]


def _route(stored: Stored[OutboundRoute], objects: Configuration) -> dict[str, Json]:
    route = stored.document
    return {
        "id": stored.id,
        "name": route.name,
        "dial_pattern": [pattern.pattern for pattern in route.patterns],
        "trunk": trunk_names(route.trunks, objects),
        "pos": route.position,
    }


def _whole_route(stored: Stored[OutboundRoute], objects: Configuration) -> dict[str, Json]:
    """An outbound route in full. Its patterns have no ids of their own, so they are counted."""
    route = stored.document
    callers = [extension.document for id in route.extensions if (extension := objects.get(Extension, id))]
    return {
        "id": stored.id,
        "name": route.name,
        "outbound_cid": route.caller_id,
        "dial_pattern_list": [
            {"id": index, **pattern.model_dump(include={"pattern", "strip", "prepend"})}
            for index, pattern in enumerate(route.patterns, 1)
        ],
        "trunk_list": [*trunk_items(route.trunks, objects)],
        "all_extensions": int(route.all_extensions),
        "ext_list": [{"ext_number": caller.number, "ext_name": caller.name} for caller in callers],
        "pos": route.position,
        "pin_protect": "disable",
        "pin": "",
        "pin_list": 0,
    }
