"""system/get_menuoptions and system/information."""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import TypeVar, get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import success
from switchboard.api.yeastar.listing import Items, query_id
from switchboard.api.yeastar.prompts import prompt_type
from switchboard.model.base import Document
from switchboard.model.conference import Conference
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.organization import Organization
from switchboard.model.prompt import AnnouncementName, Prompt
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

D = TypeVar("D", bound=Document)

MODEL_NAME = "Switchboard"
DISTRIBUTION = "switchboard-ivr"
PRESENT_MENUS = (
    *("extension", "ext_group", "org_list", "trunk", "ivr", "ring_group", "queue", "queue_agent", "group_vm"),
    "conference",
    *("custom_prompt", "system_prompt"),
)
ABSENT_MENUS = (
    *("fxs", "role", "phonebook", "call_flow"),
    *("pinset", "paging_custom_prompt", "message_channel", "message_queue", "trunk_did_id"),
    *("disposition_code", "certificate"),
)
"""Documented menus of things that this server has none of."""
_SPELLINGS = {"IVR": "ivr"}
"""As some pages of the vendor write a menu."""


class SystemRoutes:
    """What concerns the server as a whole."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._gate = gate
        self._clock = services.clock
        self._credentials = services.credentials
        self._node_name = services.settings.node_name
        self._started_s = services.started_s

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/system/get_menuoptions", self.get_menuoptions, methods=["GET"])
        router.add_api_route("/system/information", self.information, methods=["GET"])

    async def get_menuoptions(self, request: Request) -> Response:
        """What a menu of the vendor's portal would offer."""
        client = await self._gate.admit(request)
        query = Query(request)
        menu = query.required("menu")
        menu = query.one_of("menu", (*PRESENT_MENUS, *ABSENT_MENUS)) if menu not in _SPELLINGS else _SPELLINGS[menu]
        if menu == "queue_agent":
            return success(data=await _agents(client, query_id(query)))
        return success(data=await _options(client, menu))

    async def information(self, request: Request) -> Response:
        """Name, version and time; times are in UTC."""
        await self._gate.admit(request)
        now = self._clock.now()
        data: Mapping[str, Json] = {
            "device_name": self._node_name,
            "model_name": MODEL_NAME,
            "sn": await self._credentials.serial(),
            "hardware_version": "",
            "firmware_version": version(DISTRIBUTION),
            "system_time": f"{now:%Y/%m/%d %H:%M:%S}",
            "up_time": int(self._clock.monotonic_s() - self._started_s),
            "system_date_format": "YYYY/MM/DD",
            "system_time_format": "HH:mm:ss",
            "timestamp": int(now.timestamp()),
        }
        return success(data=data)


async def _options(client: Client, menu: str) -> Items:
    match menu:
        case "extension":
            return await _stored(client, Extension, lambda found: _numbered(found, found.document.number, "extension"))
        case "ext_group":
            return await _stored(client, ExtensionGroup, lambda found: _option(found, "ext_group"))
        case "org_list":
            return _departments((await client.repository.page(Organization)).items)
        case "trunk":
            return await _stored(client, Trunk, lambda found: _option(found, found.document.type))
        case "ivr":
            return await _stored(client, Ivr, lambda found: _numbered(found, found.document.number, "ivr"))
        case "ring_group":
            return await _stored(client, RingGroup, lambda found: _numbered(found, found.document.number, "ring_group"))
        case "conference":
            return await _stored(
                client, Conference, lambda found: _numbered(found, found.document.number, "conference")
            )
        case "queue":
            return await _stored(client, Queue, lambda found: _numbered(found, found.document.number, "queue"))
        case "group_vm":
            return await _stored(
                client, GroupVoicemail, lambda found: _numbered(found, found.document.number, "group_vm")
            )
        case "custom_prompt":
            return await _stored(client, Prompt, lambda found: _named(found.document.name, prompt_type(found.document)))
        case "system_prompt":
            return [_named(name, "system_prompt") for name in get_args(AnnouncementName)]
    return []


async def _agents(client: Client, queue: int) -> Items:
    """The agents of a queue; none of one that does not exist."""
    found = await client.repository.many(Queue, [queue])
    seats = [agent.extension for stored in found for agent in stored.document.agents]
    extensions = {stored.id: stored for stored in await client.repository.many(Extension, seats)} if seats else {}
    return [_numbered(extensions[id], extensions[id].document.number, "extension") for id in seats if id in extensions]


async def _stored(client: Client, family: type[D], option: Callable[[Stored[D]], dict[str, Json]]) -> Items:
    return [option(found) for found in (await client.repository.page(family)).items]


def _option(found: Stored[Document], kind: str) -> dict[str, Json]:
    return {"text": found.document.name, "value": str(found.id), "type": kind}


def _departments(found: Sequence[Stored[Organization]]) -> Items:
    """Each organization, with those right below it as `item`."""
    below: dict[int | None, list[Json]] = {}
    for one in found:
        below.setdefault(one.document.parent, []).append({"text": one.document.name, "value": str(one.id)})
    return [_option(one, "organization") | {"item": below.get(one.id, [])} for one in found]


def _numbered(found: Stored[Document], number: str, kind: str) -> dict[str, Json]:
    return {"text": found.document.name, "text2": number, "value": str(found.id), "type": kind}


def _named(name: str, kind: str) -> dict[str, Json]:
    """A prompt, which goes by its file name everywhere in the dialect."""
    return {"text": name, "value": name, "type": kind}
