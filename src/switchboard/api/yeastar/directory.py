"""Extensions, groups of them and organizations, as the dialect shows them."""

from collections.abc import Sequence

from starlette.responses import JSONResponse

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.client import Client
from switchboard.api.kit.objects import objects_for
from switchboard.api.yeastar.listing import LIVE, Items, Kind, Live
from switchboard.api.yeastar.mapping import member_item
from switchboard.api.yeastar.presence import presence_of
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import ExtensionMember
from switchboard.model.organization import Organization
from switchboard.model.stored import Stored
from switchboard.store.people.registrations import Registrations

_OTHER_CLIENTS = ("linkus_desktop", "linkus_mobile", "linkus_web")


def extensions(services: ApiServices) -> Kind[Extension]:
    """extension/…; whether a phone is online is read from the registrations that the call process keeps."""
    registrations = Registrations(services.database)

    async def listed(client: Client, found: Sequence[Stored[Extension]]) -> Items:
        return [_extension(stored, LIVE) for stored in found]

    async def detailed(client: Client, found: Sequence[Stored[Extension]]) -> Items:
        addresses = await registrations.addresses(client.tenant, [stored.id for stored in found], services.clock.now())
        return [_extension(stored, _online(addresses.get(stored.id, ()))) for stored in found]

    async def online(client: Client, extensions: Sequence[int]) -> Sequence[bytes]:
        addresses = await registrations.addresses(client.tenant, extensions, services.clock.now())
        return [_json(addresses[id]) if id in addresses else _OFFLINE for id in extensions]

    return Kind(
        path="extension",
        family=Extension,
        orders={
            "id": "id",
            "number": "number",
            "caller_id_name": "name",
            "email_addr": lambda extension: extension.email,
            "mobile_number": lambda extension: extension.mobile,
            "presence_status": presence_of,
        },
        listed=listed,
        detailed=detailed,
        live=Live("online_status", online),
    )


def extension_groups(path: str) -> Kind[ExtensionGroup]:
    """The groups under `path`: the vendor's pages write extensiongroup, some clients extension_group."""
    return Kind(
        path=path,
        family=ExtensionGroup,
        orders={"id": "id", "name": "name"},
        listed=_groups,
        detailed=_groups_with_members,
    )


def organizations() -> Kind[Organization]:
    """organization/…"""
    return Kind(
        path="organization",
        family=Organization,
        orders={"id": "id", "name": "name"},
        listed=_organizations,
        detailed=_organizations_with_members,
        items_key="organization_list",
    )


def _extension(stored: Stored[Extension], online_status: Json) -> dict[str, Json]:
    """An extension in an answer. An e-mail address or mobile number that it lacks is left out."""
    extension = stored.document
    item: dict[str, Json] = {
        "id": stored.id,
        "online_status": online_status,
        "presence_status": presence_of(extension),
        "number": extension.number,
        "caller_id_name": extension.name,
        "role_name": "",
        "email_addr": extension.email,
        "mobile_number": extension.mobile,
        "timezone": "",
        "custom_presence_status": presence_of(extension),
    }
    return {name: value for name, value in item.items() if value or name not in ("email_addr", "mobile_number")}


def _online(addresses: Sequence[str]) -> dict[str, Json]:
    return {"sip_phone": _sip_phone(addresses), **{name: {"status": 0} for name in _OTHER_CLIENTS}}


def _sip_phone(addresses: Sequence[str]) -> dict[str, Json]:
    if not addresses:
        return {"status": 0}
    phones: list[Json] = [{"status": 1, "ip": _host(address)} for address in addresses]
    return {"status": 1, "ext_dev_type": "sip", "status_list": phones}


def _json(addresses: Sequence[str]) -> bytes:
    return bytes(JSONResponse(_online(addresses)).body)


_OFFLINE = _json(())


def _host(source: str) -> str:
    """The address in a source such as `udp 192.0.2.7 5060`; empty for anything else."""
    return f"{source}  ".split(" ")[1]


async def _groups(client: Client, found: Sequence[Stored[ExtensionGroup]]) -> Items:
    return [_group(stored) for stored in found]


async def _groups_with_members(client: Client, found: Sequence[Stored[ExtensionGroup]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in found])
    return [_group(stored) | {"members": _members(stored.document.members, objects)} for stored in found]


def _members(ids: Sequence[int], objects: Configuration) -> list[Json]:
    return [member_item(ExtensionMember(extension=id), objects) for id in ids]


async def _organizations(client: Client, found: Sequence[Stored[Organization]]) -> Items:
    return [_organization(stored) for stored in found]


async def _organizations_with_members(client: Client, found: Sequence[Stored[Organization]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in found])
    return [_organization(stored) | {"members": _members(stored.document.members, objects)} for stored in found]


def _organization(stored: Stored[Organization]) -> dict[str, Json]:
    """`parent_id` is 0 at the top, and the members are its own."""
    organization = stored.document
    return {
        "id": stored.id,
        "name": organization.name,
        "parent_id": organization.parent or 0,
        "total_extensions": len(organization.members),
    }


def _group(stored: Stored[ExtensionGroup]) -> dict[str, Json]:
    group = stored.document
    return {
        "id": stored.id,
        "name": group.name,
        "member_select": "sel_specific",
        "total_extensions": len(group.members),
    }
