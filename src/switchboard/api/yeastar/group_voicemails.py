"""Group voicemails, as the dialect shows them. The vendor names the endpoints; the keys of answers are assumed."""

from collections.abc import Sequence

from switchboard.api.common import Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.listing import Items, Kind
from switchboard.api.yeastar.mapping import member_item
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.stored import Stored
from switchboard.store.documents.references import references

MODES = {"shared": "share", "copies": "broadcast"}
"""One mailbox for all, or a copy for each."""


def group_voicemails() -> Kind[GroupVoicemail]:
    """The endpoints below vm_group/."""
    return Kind(
        path="vm_group",
        family=GroupVoicemail,
        orders={"id": "id", "number": "number", "name": "name", "mode": _mode},
        listed=_listed,
        detailed=_detailed,
        items_key="vm_group_list",
    )


def _mode(group: GroupVoicemail) -> str:
    return MODES[group.delivery]


async def _listed(client: Client, found: Sequence[Stored[GroupVoicemail]]) -> Items:
    return [_item(stored) for stored in found]


async def _detailed(client: Client, found: Sequence[Stored[GroupVoicemail]]) -> Items:
    ids = sorted({reference.target for stored in found for reference in references(stored.document)})
    objects = Configuration.of(await client.repository.many(Document, ids) if ids else [])
    return [
        _item(stored) | {"member_list": [member_item(one, objects) for one in stored.document.members]}
        for stored in found
    ]


def _item(stored: Stored[GroupVoicemail]) -> dict[str, Json]:
    group = stored.document
    return {"id": stored.id, "number": group.number, "name": group.name, "mode": _mode(group)}
