"""Two tenants on one server: every endpoint shows a stranger nothing, and lets him change nothing."""

from dataclasses import replace

import pytest

from switchboard.api.yeastar.app import paths
from switchboard.api.yeastar.routes_system import ABSENT_MENUS, PRESENT_MENUS
from switchboard.model.conference import Conference
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.organization import Organization
from switchboard.model.prompt import Prompt
from switchboard.model.queue import Queue, QueueAgent
from switchboard.store.tenants import Tenants

from ..support import EXTENSION, GROUP, MINIMAL, OTHER_IVR, RING_GROUP, ROUTE, VERSION, Api, fields
from .test_custom_prompts import upload, wav

pytestmark = pytest.mark.api

IDS = {
    "ivr": OTHER_IVR,
    "extension": EXTENSION,
    "extensiongroup": GROUP,
    "extension_group": GROUP,
    "trunk": 60,
    "outbound_route": ROUTE,
    "custom_prompt": 90,
    "ringgroup": RING_GROUP,
}
"""The id of an object of the first tenant, of every kind that there is."""


async def stranger(api: Api) -> Api:
    """The same server as a client of another tenant sees it."""
    tenant = await Tenants(api.services.database).create("other", "other.example")
    credentials = api.services.credentials
    client_id, secret = await credentials.new_api_client(tenant.id, "yeastar", "stranger")
    (client,) = await credentials.api_clients(tenant.id)
    pair = await credentials.issue(client, 1800, 86400, api.services.clock.now(), 8)
    return replace(api, client_id=client_id, secret=secret, token=pair.access_token)


def kinds(api: Api, verb: str) -> list[str]:
    """Those of all kinds of the dialect that have this endpoint."""
    ends = [path.removeprefix(f"/{VERSION.split('/')[2]}/") for path in paths(api.services)]
    found = [path.removesuffix(f"/{verb}") for path in ends if path.endswith(f"/{verb}")]
    return [kind for kind in found if kind not in ("call", "call_report", "recording")]


async def test_lists_and_searches_are_empty(api: Api) -> None:
    other = await stranger(api)
    assert set(IDS) <= set(kinds(api, "list"))
    for verb in ("list", "search"):
        for kind in kinds(api, verb):
            reply = await other.get(f"{kind}/{verb}")
            assert (reply["errcode"], reply["total_number"]) == (0, 0), (kind, verb)
            own = await api.get(f"{kind}/{verb}")
            assert bool(own["total_number"]) == (kind in IDS), (kind, verb)


async def test_a_report_has_no_row_of_another_tenants_ivr(api: Api) -> None:
    week = {"start_time": "2026/01/05 00:00:00", "end_time": "2026/01/11 23:59:59"}
    asked = {"type": "ivr", "ivr_id_list": str(OTHER_IVR), **week}
    assert (await api.get("call_report/list", **asked))["total_number"] == 1
    assert (await (await stranger(api)).get("call_report/list", **asked))["total_number"] == 0


async def test_objects_do_not_exist(api: Api) -> None:
    other = await stranger(api)
    for verb, parameter in (("get", "id"), ("query", "ids")):
        for kind in kinds(api, verb):
            id = IDS.get(kind, 1)
            assert (await other.get(f"{kind}/{verb}", **{parameter: id}))["errcode"] == 60001, (kind, verb)


async def test_menus_offer_nothing_but_what_everybody_has(api: Api) -> None:
    other = await stranger(api)
    queue = Queue(number="6800", name="Sales line", agents=(QueueAgent(extension=EXTENSION),))
    id = (await api.repository.create(queue, author="test")).id
    for document in (
        GroupVoicemail(number="6700", name="Sales box"),
        Organization(name="Sales"),
        Conference(number="6900", name="Sales meeting"),
    ):
        await api.repository.create(document, author="test")
    for menu in (*PRESENT_MENUS, *ABSENT_MENUS):
        offered = [(await client.get("system/get_menuoptions", menu=menu, id=id))["data"] for client in (other, api)]
        assert list(map(bool, offered)) == [menu == "system_prompt", menu in PRESENT_MENUS], menu


async def test_nothing_can_be_changed(api: Api) -> None:
    other, before = await stranger(api), await api.repository.snapshot()
    assert (await other.post("ivr/update", {"id": OTHER_IVR, "name": "Mine"}))["errcode"] == 60001
    for path, parameters in (
        ("ivr/delete", {"id": OTHER_IVR}),
        ("custom_prompt/delete", {"id": 90}),
        ("custom_prompt/delete", {"file": "IVR.wav"}),
    ):
        assert (await other.get(path, **parameters))["errcode"] == 60001, path
    assert await api.repository.snapshot() == before


ALLOW = {"dial_ext_option": "allow"}


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"press1_dest": "extension", "press1_dest_value": str(EXTENSION)}, "press1_dest_value"),
        ({"press1_dest": "ivr", "press1_dest_value": str(OTHER_IVR)}, "press1_dest_value"),
        ({"press1_dest": "play_prompt", "press1_dest_value": "IVR.wav"}, "press1_dest_value"),
        ({"timeout_dest": "play_greeting", "timeout_dest_value": "IVR.wav"}, "timeout_dest_value"),
        ({"press1_dest": "ring_group", "press1_dest_value": str(RING_GROUP)}, "press1_dest_value"),
        ({"prompt": "IVR.wav"}, "prompt"),
        ({**ALLOW, "dial_ext_list": [{"value": str(EXTENSION), "type": "extension"}]}, "dial_ext_list"),
        ({**ALLOW, "dial_ext_list": [{"value": str(GROUP), "type": "ext_group"}]}, "dial_ext_list"),
    ],
)
async def test_objects_cannot_be_referred_to(api: Api, settings: dict[str, object], wrong: str) -> None:
    assert (await api.post("ivr/create", MINIMAL | settings))["errcode"] == 0
    reply = await (await stranger(api)).post("ivr/create", MINIMAL | settings)
    assert reply["errcode"] != 0
    assert [name for name, _ in fields(reply)] == [wrong]


async def test_numbers_and_names_are_each_tenants_own(api: Api) -> None:
    other = await stranger(api)
    for client, name in ((api, "Ours"), (other, "Theirs")):
        assert (await client.post("ivr/create", MINIMAL | {"name": name}))["errcode"] == 0
        shown = (await client.get("ivr/search", search_value="6200"))["data"]
        assert isinstance(shown, list)
        assert [ivr["name"] for ivr in shown] == [name]


async def test_sound_of_the_same_name_is_another_one(api: Api) -> None:
    other, before = await stranger(api), await api.repository.get(Prompt, 90)
    assert (await upload(other, "IVR.wav", wav(), is_check="force"))["exist_type"] == ""
    assert await api.repository.get(Prompt, 90) == before
    theirs = (await other.get("custom_prompt/list"))["prompt_list"]
    assert isinstance(theirs, list)
    assert [(item["real_filename"], item["id"] == 90) for item in theirs] == [("IVR.wav", False)]
