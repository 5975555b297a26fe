"""What ivr/create and ivr/update do to a stored IVR."""

import asyncio
from collections.abc import Callable

import pytest

from switchboard.api.yeastar.destinations import REFUSED
from switchboard.api.yeastar.wire import SLOTS
from switchboard.model.destination import (
    HangUp,
    PlayAndReturn,
    ToExtension,
    ToExtensionVoicemail,
    ToGroupVoicemail,
)
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import (
    DirectDial,
    Ivr,
    Option,
    OutboundDial,
    Retry,
    Route,
)
from switchboard.model.prompt import Announcement, CustomPrompt
from tests.kit.past import revisions

from ..support import MINIMAL, Api, put, shared
from .support import OK, refused, stored

pytestmark = pytest.mark.api


async def test_create_answers_the_id(api: Api) -> None:
    reply = await api.post("ivr/create", MINIMAL)
    assert list(reply) == ["errcode", "errmsg", "id"]
    expected = Ivr(number="6200", name="Main", greeting=(Announcement(name="default"),))
    assert await stored(api, int(str(reply["id"]))) == expected


async def test_the_mapping_of_the_call_semantics(api: Api) -> None:
    body = {
        "id": 50,
        "prompt": "default, IVR.wav",
        "prompt_repeat": 2,
        "resp_timeout": 7,
        "digit_timeout": 4,
        "press1_dest": "extension",
        "press1_dest_value": "85",
        "allow_out_record1": 1,
        "timeout_dest": "play_prompt",
        "timeout_dest_value": "demo.wav",
        "invalid_dest": "",
    }
    assert await api.post("ivr/update", body) == OK
    again = PlayAndReturn(prompt=CustomPrompt(prompt=91), times=1)
    assert await stored(api, 50) == Ivr(
        number="6250",
        name="Other",
        greeting=(Announcement(name="default"), CustomPrompt(prompt=90)),
        response_timeout_s=7,
        digit_timeout_s=4,
        options=(Option(keys="1", route=Route(to=ToExtension(extension=85), stop_recording=True)),),
        no_input=Retry(retries=1, route=Route(to=again)),
        no_match=Retry(retries=0, route=Route(to=HangUp())),
    )


async def test_an_update_is_partial_within_a_key(api: Api) -> None:
    await api.post("ivr/update", {"id": 50, "press5_dest": "external_num", "press5_dest_value": "112"})
    await api.post("ivr/update", {"id": 50, "press5_dest_prefix": "0"})
    await api.post("ivr/update", {"id": 50, "allow_out_record5": 1})
    shown = await api.shown(50)
    names = ("press5_dest", "press5_dest_prefix", "press5_dest_value", "allow_out_record5")
    assert [shown[name] for name in names] == ["external_num", "0", "112", 1]
    await api.post("ivr/update", {"id": 50, "press5_dest": "end_call"})
    shown = await api.shown(50)
    assert [shown[name] for name in names] == ["end_call", "", "", 1]
    await api.post("ivr/update", {"id": 50, "press5_dest": ""})
    shown = await api.shown(50)
    assert [shown[name] for name in names] == ["", "", "", 0]


async def test_a_new_type_does_not_inherit_the_old_value(api: Api) -> None:
    await api.post("ivr/update", {"id": 50, "press5_dest": "extension", "press5_dest_value": "85"})
    assert await refused(api, press5_dest="ivr") == [("press5_dest_value", "required")]
    assert await refused(api, press5_dest="play_prompt") == [("press5_dest_value", "required")]


async def test_a_new_type_may_have_the_old_value(api: Api) -> None:
    body = {"press5_dest": "play_greeting", "press5_dest_prefix": "2", "press5_dest_value": "IVR.wav"}
    assert await api.post("ivr/update", {"id": 50, **body}) == OK
    assert await api.post("ivr/update", {"id": 50, **body, "press5_dest": "play_prompt"}) == OK
    shown = await api.shown(50)
    assert [shown[name] for name in body] == ["play_prompt", "2", "IVR.wav"]


async def test_voicemail_of_extensions_and_groups(api: Api) -> None:
    await put(api.repository, 200, GroupVoicemail(name="Desk", number="6320"))
    sent = {"press1_dest": "ext_vm", "press1_dest_value": "85", "press2_dest": "group_vm", "press2_dest_value": "200"}
    assert await api.post("ivr/update", {"id": 50, **sent, "press2_dest_prefix": "5"}) == OK
    to = [option.route.to for option in (await stored(api, 50)).options]
    assert to == [ToExtensionVoicemail(extension=85), ToGroupVoicemail(group_voicemail=200)]
    shown = await api.shown(50)
    assert {name: shown[name] for name in sent} == sent
    assert shown["press2_dest_prefix"] == ""
    option = {"text": "Desk", "text2": "6320", "value": "200", "type": "group_vm"}
    assert (await api.get("system/get_menuoptions", menu="group_vm"))["data"] == [option]


async def test_values_that_the_type_does_not_use_are_dropped(api: Api) -> None:
    body = {"id": 50, "press5_dest": "end_call", "press5_dest_prefix": "3", "press5_dest_value": "85"}
    assert await api.post("ivr/update", body) == OK
    shown = await api.shown(50)
    assert (shown["press5_dest_prefix"], shown["press5_dest_value"]) == ("", "")


@shared
@pytest.mark.parametrize("dest", REFUSED)
async def test_destinations_that_are_not_to_be_had(shared_api: Api, dest: str) -> None:
    body: dict[str, object] = {}
    for slot in SLOTS:
        body |= {slot.dest: dest, slot.value: "1"}
    assert await refused(shared_api, **body) == [(slot.dest, "unsupported") for slot in SLOTS]


@shared
@pytest.mark.parametrize(
    ("dest", "prefix", "value", "field", "rule"),
    [
        ("extension", "", "999", "_value", "reference"),
        ("extension", "", "50", "_value", "reference"),
        ("extension", "", "Ann", "_value", "reference"),
        ("ivr", "", "85", "_value", "reference"),
        ("ivr", "", "-1", "_value", "reference"),
        ("ivr", "", "", "_value", "required"),
        ("ring_group", "", "50", "_value", "reference"),
        ("ext_vm", "", "50", "_value", "reference"),
        ("ext_vm", "", "", "_value", "required"),
        ("group_vm", "", "85", "_value", "reference"),
        ("ring_group", "", "", "_value", "required"),
        ("external_num", "", "", "_value", "required"),
        ("external_num", "", "call me", "_value", "format"),
        ("external_num", "x", "112", "_prefix", "format"),
        ("play_greeting", "1", "none.wav", "_value", "reference"),
        ("play_greeting", "6", "IVR.wav", "_prefix", "max"),
        ("play_greeting", "0", "IVR.wav", "_prefix", "format"),
        ("play_prompt", "two", "IVR.wav", "_prefix", "format"),
    ],
)
async def test_bad_destinations(shared_api: Api, dest: str, prefix: str, value: str, field: str, rule: str) -> None:
    for slot in (SLOTS[0], SLOTS[-1]):
        body = {slot.dest: dest, slot.prefix: prefix, slot.value: value}
        assert await refused(shared_api, **body) == [(slot.dest + field, rule)]


async def test_an_ivr_may_lead_to_itself(api: Api) -> None:
    assert await api.post("ivr/update", {"id": 50, "press9_dest": "ivr", "press9_dest_value": "50"}) == OK
    assert await api.get("ivr/delete", id=50) == OK


async def test_lists_that_an_option_needs(api: Api) -> None:
    assert await refused(api, dial_ext_option="allow") == [("dial_ext_list", "required")]
    assert await refused(api, dial_ext_option="restrict", restrict_dial_ext_list=[]) == [
        ("restrict_dial_ext_list", "required")
    ]
    assert await refused(api, enb_dial_outb_routes=1) == [("dial_outb_route_list", "required")]
    members = [{"value": "85", "type": "extension"}]
    body = {"id": 50, "dial_ext_list": members, "dial_outb_route_list": [{"value": "21"}]}
    assert await api.post("ivr/update", body) == OK
    assert await api.post("ivr/update", {"id": 50, "dial_ext_option": "allow", "enb_dial_outb_routes": 1}) == OK
    assert await refused(api, dial_ext_list=[]) == [("dial_ext_list", "required")]
    assert await refused(api, dial_outb_route_list=[]) == [("dial_outb_route_list", "required")]


async def test_list_items_must_exist(api: Api) -> None:
    items = [
        {"value": "70", "type": "extension"},
        {"value": "85", "type": "ext_group"},
        {"value": "x", "type": "ext_group"},
    ]
    assert await refused(api, dial_ext_list=items) == [("dial_ext_list", "reference")] * 3
    assert await refused(api, restrict_dial_ext_list=items) == [("restrict_dial_ext_list", "reference")] * 3
    assert await refused(api, dial_outb_route_list=[{"value": "85"}]) == [("dial_outb_route_list", "reference")]
    organization = [{"value": "1", "type": "organization"}]
    refusals = await refused(api, dial_ext_option="allow", dial_ext_list=organization)
    assert refusals == [("dial_ext_list", "reference")]


async def test_prompts(api: Api) -> None:
    assert await refused(api, prompt="default,none.wav") == [("prompt", "reference")]
    assert await refused(api, prompt="IVR.wav,") == [("prompt", "reference")]
    assert await refused(api, prompt=",".join(["default"] * 6)) == [("prompt", "max")]
    assert await api.post("ivr/update", {"id": 50, "prompt": ",".join(["IVR.wav"] * 5)}) == OK
    assert await api.post("ivr/update", {"id": 50, "prompt": ""}) == OK
    assert (await stored(api, 50)).greeting == ()


async def test_all_that_is_wrong_is_named_at_once(api: Api) -> None:
    wrong = {"prompt": "none.wav", "client_unique_ringtone": "Ring1.mp3", "press0_dest": "call_flow"}
    assert await refused(api, **wrong) == [
        ("client_unique_ringtone", "unsupported"),
        ("prompt", "reference"),
        ("press0_dest", "unsupported"),
    ]
    assert (await stored(api, 50)) == Ivr(number="6250", name="Other")


async def test_the_portals_own_spelling_is_understood(api: Api) -> None:
    body = {"id": 50, "invaild_dest": "extension", "invaild_dest_value": "85", "allow_out_record_invaild": 1}
    assert await api.post("ivr/update", body) == OK
    shown = await api.shown(50)
    names = ("invalid_dest", "invalid_dest_value", "allow_out_record_invalid")
    assert [shown[name] for name in names] == ["extension", "85", 1]
    assert "invaild_dest" not in shown


async def test_unknown_keys_and_nulls_are_as_good_as_not_sent(api: Api) -> None:
    body = {"id": 50, "colour": {"any": "thing"}, "name": None, "press0_dest": None, "dial_ext_list": None}
    assert await api.post("ivr/update", body) == OK
    assert await stored(api, 50) == Ivr(number="6250", name="Other")


async def test_updates_at_once_do_not_lose_one_another(api: Api) -> None:
    keys = "0123456789"
    replies = await asyncio.gather(
        *(api.post("ivr/update", {"id": 50, f"press{key}_dest": "end_call"}) for key in keys)
    )
    assert replies == [OK] * len(keys)
    assert sorted(option.keys for option in (await stored(api, 50)).options) == list(keys)


async def test_who_wrote_is_in_the_history(api: Api) -> None:
    await api.post("ivr/update", {"id": 50, "alert_info": "x"})
    assert [one.author for one in await revisions(api.repository, 50)] == ["test", "yeastar:tests"]


async def test_numbers_of_ring_groups_to_dial(api: Api) -> None:
    hotline = {"value": "71", "type": "ring_group"}
    assert await refused(api, enb_dial_call_number=1) == [("dial_call_number_list", "required")]
    for kind in ("queue", "conference"):
        entries = [hotline, {"value": "1", "type": kind}]
        refusals = await refused(api, enb_dial_call_number=1, dial_call_number_list=entries)
        assert refusals == [("dial_call_number_list", "reference")]
    entries = [{"value": value, "type": "ring_group"} for value in ("50", "999", "x")]
    assert await refused(api, dial_call_number_list=entries) == [("dial_call_number_list", "reference")] * 3
    assert await api.post("ivr/update", {"id": 50, "enb_dial_call_number": 1, "dial_call_number_list": [hotline]}) == OK
    assert (await stored(api, 50)).direct_dial == DirectDial(services="allow", ring_groups=(71,))
    shown = await api.shown(50)
    assert shown["dial_call_number_list"] == [{"text": "Hotline", "text2": "6301", **hotline}]
    assert await refused(api, dial_call_number_list=[]) == [("dial_call_number_list", "required")]
    assert await api.post("ivr/update", {"id": 50, "enb_dial_call_number": 0}) == OK
    assert (await stored(api, 50)).direct_dial == DirectDial(services="off", ring_groups=(71,))
    assert await api.post("ivr/update", {"id": 50, "dial_ext_option": "all", "enb_dial_call_number": 1}) == OK
    assert (await stored(api, 50)).direct_dial == DirectDial(mode="all", services="allow", ring_groups=(71,))


async def test_a_menu_that_permits_all_services_does_so_until_it_gets_a_list(api: Api) -> None:
    native = Ivr(number="6260", name="Native", direct_dial=DirectDial(services="all"))
    await put(api.repository, 200, native)
    shown = await api.shown(200)
    assert (shown["enb_dial_call_number"], shown["dial_call_number_list"]) == (1, [])
    assert await api.post("ivr/update", {**shown, "dial_ext_option": "all"}) == OK
    assert (await stored(api, 200)).direct_dial == DirectDial(mode="all", services="all")
    listed = [{"value": "71", "type": "ring_group"}]
    assert await api.post("ivr/update", {"id": 200, "dial_call_number_list": listed}) == OK
    assert (await stored(api, 200)).direct_dial == DirectDial(mode="all", services="allow", ring_groups=(71,))


async def test_outbound_lists_are_shown_with_names(api: Api) -> None:
    dial = OutboundDial(enabled=True, routes=(21,))
    await put(api.repository, 200, Ivr(number="6261", name="Out", outbound_dial=dial))
    assert (await api.shown(200))["dial_outb_route_list"] == [{"text": "Out1", "value": "21"}]


async def test_an_update_reads_what_it_refers_to_once(api: Api, statements: Callable[[], list[str]]) -> None:
    """The IVR, all that it and the request refer to by id, all by name; and, to write it, the IVR as it is then,
    and the office, whose emergency numbers it may not have.
    """
    body = {"id": 50, "prompt": "IVR.wav", "press1_dest": "extension", "press1_dest_value": "85"}
    assert await api.post("ivr/update", body) == OK
    statements()
    assert await api.post("ivr/update", {**body, "prompt": "demo.wav", "press1_dest_value": "86"}) == OK
    assert sum(one.startswith("SELECT") and "object.document" in one for one in statements()) == 5
