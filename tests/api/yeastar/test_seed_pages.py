"""The examples of the vendor's pages "Edit an IVR" and "Query IVR List", to the letter."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from switchboard.model.directory import Extension
from switchboard.model.ivr import DirectDial, ExtensionMember, Ivr, OutboundDial
from switchboard.model.prompt import Prompt
from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk

from ..support import Api, logged_in, put

pytestmark = pytest.mark.api

UPDATE_REQUEST = """{
    "id":1,
    "name": "Voice Assistance",
    "dial_ext_option": "allow",
    "dial_ext_list": [
       {
            "value": "85",
            "type": "extension"
        }
    ],
    "press_hash_dest": "play_greeting",
    "press_hash_dest_prefix": "2",
    "press_hash_dest_value": "IVR.wav"
}"""

UPDATE_RESPONSE = """{
    "errcode": 0,
    "errmsg": "SUCCESS"
}"""

LIST_RESPONSE = """{
    "errcode": 0,
    "errmsg": "SUCCESS",
    "total_number": 4,
    "data": [
        {
            "id": 1,
            "number": "6202",
            "name": "VoicePrompt",
            "dial_ext_option": "disable",
            "enb_dial_outb_routes": 0
        },
        {
            "id": 2,
            "number": "6203",
            "name": "VoiceAssist Navigator",
            "dial_ext_option": "disable",
            "enb_dial_outb_routes": 0
        },
        {
            "id": 3,
            "number": "6200",
            "name": "VoiceMenu Navigator",
            "dial_ext_option": "allow",
            "enb_dial_outb_routes": 1
        },
        {
            "id": 4,
            "number": "6201",
            "name": "Virtual Receptionist",
            "dial_ext_option": "all",
            "enb_dial_outb_routes": 1
        }
    ]
}"""


@pytest.fixture
async def page(database_url: str, tmp_path: Path) -> AsyncIterator[Api]:
    """The PBX of the examples: four IVRs, an extension with the id 85 and a prompt."""
    async with logged_in(database_url, tmp_path) as api:
        store = api.repository
        outwards = OutboundDial(enabled=True, routes=(21,))
        chosen = DirectDial(mode="allow", allow=(ExtensionMember(extension=85),))
        await put(store, 85, Extension(name="Ann Lee", number="2002"))
        await put(store, 90, Prompt(name="IVR.wav", content="0" * 64, duration_ms=1000))
        await put(store, 60, Trunk(name="Carrier", host="192.0.2.1"))
        await put(store, 21, OutboundRoute(name="Out1", patterns=(DialPattern(pattern="X."),), trunks=(60,)))
        await put(store, 1, Ivr(number="6202", name="VoicePrompt"))
        await put(store, 2, Ivr(number="6203", name="VoiceAssist Navigator"))
        await put(store, 3, Ivr(number="6200", name="VoiceMenu Navigator", direct_dial=chosen, outbound_dial=outwards))
        everyone = DirectDial(mode="all")
        await put(
            store, 4, Ivr(number="6201", name="Virtual Receptionist", direct_dial=everyone, outbound_dial=outwards)
        )
        yield api


async def test_list(page: Api) -> None:
    path = f"/openapi/v1.0/ivr/list?access_token={page.token}&page=1&page_size=20&sort_by=id&order_by=asc"
    response = await page.http.get(path)
    assert response.status_code == 200
    assert same_text(response.text, LIST_RESPONSE)


async def test_update(page: Api) -> None:
    path = f"/openapi/v1.0/ivr/update?access_token={page.token}"
    headers = {"Content-Type": "application/json"}
    response = await page.http.post(path, content=UPDATE_REQUEST, headers=headers)
    assert response.status_code == 200
    assert same_text(response.text, UPDATE_RESPONSE)

    shown = await page.shown(1)
    assert shown["name"] == "Voice Assistance"
    assert shown["number"] == "6202"
    assert shown["dial_ext_option"] == "allow"
    assert shown["dial_ext_list"] == [{"text": "Ann Lee", "text2": "2002", "value": "85", "type": "extension"}]
    hash_key = [shown[name] for name in ("press_hash_dest", "press_hash_dest_prefix", "press_hash_dest_value")]
    assert hash_key == ["play_greeting", "2", "IVR.wav"]


def same_text(ours: str, theirs: str) -> bool:
    """Equal but for white space: the same keys in the same order, the same types."""
    return json.dumps(json.loads(ours)) == json.dumps(json.loads(theirs))
