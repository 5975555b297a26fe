"""system/get_menuoptions and system/information."""

import pytest

from ..support import Api, fields, shared

pytestmark = pytest.mark.api


def option(text: str, value: str, kind: str, number: str = "") -> dict[str, str]:
    return {"text": text, **({"text2": number} if number else {}), "value": value, "type": kind}


@shared
@pytest.mark.parametrize(
    ("menu", "options"),
    [
        ("extension", [option("Ann Lee", "85", "extension", "1000"), option("Bo Day", "86", "extension", "1001")]),
        ("ext_group", [option("Sales", "70", "ext_group")]),
        ("trunk", [option("Carrier", "60", "peer")]),
        ("ivr", [option("Other", "50", "ivr", "6250")]),
        ("IVR", [option("Other", "50", "ivr", "6250")]),
        ("ring_group", [option("Hotline", "71", "ring_group", "6301")]),
        ("custom_prompt", [option("IVR.wav", "IVR.wav", "record"), option("demo.wav", "demo.wav", "record")]),
    ],
)
async def test_menus(shared_api: Api, menu: str, options: list[dict[str, str]]) -> None:
    reply = await shared_api.get("system/get_menuoptions", menu=menu)
    assert reply == {"errcode": 0, "errmsg": "SUCCESS", "data": options}


@shared
async def test_the_menu_of_system_prompts_names_what_an_ivr_may_play(shared_api: Api) -> None:
    data = (await shared_api.get("system/get_menuoptions", menu="system_prompt"))["data"]
    assert isinstance(data, list)
    assert data[0] == option("default", "default", "system_prompt")
    assert option("goodbye", "goodbye", "system_prompt") in data


@shared
async def test_menus_of_what_there_is_none_of(shared_api: Api) -> None:
    menus = (
        "fxs role phonebook call_flow pinset paging_custom_prompt "
        "message_channel message_queue trunk_did_id disposition_code certificate"
    )
    for menu in menus.split():
        reply = await shared_api.get("system/get_menuoptions", menu=menu)
        assert (reply["errcode"], reply["data"]) == (0, []), menu


@shared
async def test_the_menu_of_agents_needs_a_queue(shared_api: Api) -> None:
    reply = await shared_api.get("system/get_menuoptions", menu="queue_agent")
    assert (reply["errcode"], fields(reply)) == (40002, [("id", "required")])
    assert (await shared_api.get("system/get_menuoptions", menu="queue_agent", id=1))["data"] == []


@shared
@pytest.mark.parametrize(("menu", "rule"), [("", "required"), ("outbound_route", "oneof"), ("ivr+trunk", "oneof")])
async def test_menus_that_nobody_knows(shared_api: Api, menu: str, rule: str) -> None:
    reply = await shared_api.get("system/get_menuoptions", menu=menu)
    assert (reply["errcode"], fields(reply)) == (40002, [("menu", rule)])


async def test_information(api: Api) -> None:
    api.move_clock(90)
    data = (await api.get("system/information"))["data"]
    assert isinstance(data, dict)
    assert list(data) == [
        *("device_name", "model_name", "sn", "hardware_version", "firmware_version", "system_time", "up_time"),
        *("system_date_format", "system_time_format", "timestamp"),
    ]
    assert data["model_name"] == "Switchboard"
    assert (data["system_time"], data["up_time"]) == ("2026/01/05 12:01:30", 90)
    assert data["timestamp"] == 1767614490
    assert data["device_name"]
    assert data["firmware_version"]
