"""Ring groups, as the dialect shows them."""

from collections.abc import Sequence

from switchboard.api.common import Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.destinations import to_wire
from switchboard.api.yeastar.listing import Items, Kind
from switchboard.api.yeastar.mapping import member_item
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import ExtensionMember
from switchboard.model.ring_group import RingGroup, Strategy
from switchboard.model.stored import Stored
from switchboard.store.documents.references import references

_STRATEGIES: dict[Strategy, str] = {
    "ring_all": "ring_all",
    "sequential": "sequentially",
    "memory": "memory_hunt",
    "random": "sequentially",
    "least_recent": "sequentially",
}
"""The last two are shown as the nearest."""


def ring_groups() -> Kind[RingGroup]:
    """The endpoints below ringgroup/."""
    return Kind(
        path="ringgroup",
        family=RingGroup,
        orders={"id": "id", "number": "number", "name": "name", "ring_strategy": ring_strategy},
        listed=_groups,
        detailed=_whole_groups,
    )


def ring_strategy(group: RingGroup) -> str:
    """The strategy in the vendor's words."""
    return _STRATEGIES[group.strategy]


async def _groups(client: Client, found: Sequence[Stored[RingGroup]]) -> Items:
    return [_group(stored) | {"member_count": len(stored.document.members)} for stored in found]


async def _whole_groups(client: Client, found: Sequence[Stored[RingGroup]]) -> Items:
    ids = sorted({reference.target for stored in found for reference in references(stored.document)})
    objects = Configuration.of(await client.repository.many(Document, ids) if ids else [])
    return [_group(stored) | _ringing(stored.document, objects) for stored in found]


def _group(stored: Stored[RingGroup]) -> dict[str, Json]:
    group = stored.document
    return {"id": stored.id, "number": group.number, "name": group.name, "ring_strategy": ring_strategy(group)}


def _ringing(group: RingGroup, objects: Configuration) -> dict[str, Json]:
    """Who rings and for how long, and where the call goes when nobody answers.

    `ring_timeout` is how long each member rings before the next; where all ring at once, how long they ring.
    """
    dest, prefix, value = to_wire(group.failover, 0, objects)
    return {
        "ring_timeout": group.timeout_s if group.strategy == "ring_all" else group.ring_time_s,
        "member_list": [member_item(ExtensionMember(extension=id), objects) for id in group.members],
        "fail_dest": dest,
        "fail_dest_prefix": prefix,
        "fail_dest_value": value,
    }
