"""Conferences as the vendor shows them."""

from collections.abc import Sequence

from switchboard.api.common import Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.listing import Items, Kind
from switchboard.api.yeastar.mapping import member_item
from switchboard.model.base import Document
from switchboard.model.conference import Conference, EntrySignal
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.store.documents.references import references

_SIGNALS: dict[EntrySignal, str] = {
    "tone": "default",
    "number": "ext_number",
    "name": "ext_number",
    "none": "none",
}


def conferences() -> Kind[Conference]:
    """The endpoints below conference/."""
    return Kind(
        path="conference",
        family=Conference,
        orders={"id": "id", "number": "number", "name": "name"},
        listed=_listed,
        detailed=_detailed,
    )


async def _listed(client: Client, found: Sequence[Stored[Conference]]) -> Items:
    return [_item(stored) for stored in found]


async def _detailed(client: Client, found: Sequence[Stored[Conference]]) -> Items:
    ids = sorted({reference.target for stored in found for reference in references(stored.document)})
    objects = Configuration.of(await client.repository.many(Document, ids) if ids else [])
    return [_whole(stored, objects) for stored in found]


def _item(stored: Stored[Conference]) -> dict[str, Json]:
    return {"id": stored.id, "number": stored.document.number, "name": stored.document.name}


def _whole(stored: Stored[Conference], objects: Configuration) -> dict[str, Json]:
    conference = stored.document
    return {
        **_item(stored),
        "prompt_language": conference.language,
        "moderator_list": [member_item(one, objects) for one in conference.moderators],
        "enb_wait_moderator": int(conference.wait_for_moderator),
        "sound_prompt": _SIGNALS[conference.entry],
        "max_member": conference.max_members,
        "allow_partic_invite": int(conference.invite),
    }
