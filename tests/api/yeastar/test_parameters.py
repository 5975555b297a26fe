"""Every parameter of ivr/create and ivr/update: stored and read back, or refused. Computed from the wire model."""

from itertools import count

import pytest

from switchboard.api.yeastar.wire import PARAMETERS, SLOTS, Slot
from tests.kit.past import revisions

from ..support import MINIMAL, Api, fields

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

ANN = {"value": "85", "type": "extension"}
SALES = {"value": "70", "type": "ext_group"}
HOTLINE = {"value": "71", "type": "ring_group"}
SETTINGS: dict[str, dict[str, object]] = {
    "number": {"number": "6299"},
    "name": {"name": "Zentrale Köln"},
    "prompt": {"prompt": "default,IVR.wav"},
    "prompt_repeat": {"prompt_repeat": 5},
    "resp_timeout": {"resp_timeout": 10},
    "digit_timeout": {"digit_timeout": 1},
    "alert_info": {"alert_info": "ring-2"},
    "dial_ext_option": {"dial_ext_option": "all"},
    "dial_ext_list": {"dial_ext_option": "allow", "dial_ext_list": [ANN, SALES]},
    "restrict_dial_ext_list": {"dial_ext_option": "restrict", "restrict_dial_ext_list": [SALES]},
    "enb_dial_call_number": {"enb_dial_call_number": 1, "dial_call_number_list": [HOTLINE]},
    "dial_call_number_list": {"enb_dial_call_number": 0, "dial_call_number_list": [HOTLINE]},
    "enb_dial_outb_routes": {"enb_dial_outb_routes": 1, "dial_outb_route_list": [{"value": "21"}]},
    "dial_outb_route_list": {"enb_dial_outb_routes": 0, "dial_outb_route_list": [{"text": "Out1", "value": "21"}]},
    "enb_dial_check_vm": {"enb_dial_check_vm": 1},
    "prompt_manger_enb": {"prompt_manger_enb": 1, "prompt_manger_password": "4711"},
}
"""Parameter -> a body that sets it to something else than its default."""

REFUSED: dict[str, object] = {
    "client_unique_ringtone": "Ring1.mp3",
}
"""Parameter -> what is not possible here."""

EMPTY: dict[str, object] = {
    "client_unique_ringtone": "",
}
HIDDEN = ("prompt_manger_password",)
"""Kept, and never part of an answer."""


def slot_bodies(slot: Slot) -> dict[str, dict[str, object]]:
    return {
        slot.dest: {slot.dest: "ivr", slot.prefix: "", slot.value: "50"},
        slot.prefix: {slot.dest: "external_num", slot.prefix: "9", slot.value: "+4930123"},
        slot.value: {slot.dest: "play_prompt", slot.prefix: "5", slot.value: "demo.wav"},
        slot.stop: {slot.dest: "end_call", slot.stop: 1},
    }


BODIES = SETTINGS | {name: body for slot in SLOTS for name, body in slot_bodies(slot).items()}
NUMBERS = count(7000)


def minimal() -> dict[str, object]:
    number = next(NUMBERS)
    return {**MINIMAL, "number": str(number), "name": f"IVR {number}"}


async def create(api: Api, body: dict[str, object]) -> int:
    reply = await api.post("ivr/create", body)
    assert reply["errcode"] == 0, reply
    assert isinstance(reply["id"], int)
    return reply["id"]


def counted(value: object) -> object:
    """A list without the texts that only answers have."""
    if not isinstance(value, list):
        return value
    return [{name: text for name, text in item.items() if not name.startswith("text")} for item in value]


def seen(values: dict[str, object], body: dict[str, object]) -> dict[str, object]:
    """What `values` say of the parameters in a body, apart from those that no answer has."""
    return {name: counted(values[name]) for name in body if name not in HIDDEN}


async def test_no_parameter_is_forgotten() -> None:
    assert {*BODIES, *REFUSED, *HIDDEN} == set(PARAMETERS)
    assert not BODIES.keys() & REFUSED.keys()


@pytest.mark.parametrize("parameter", BODIES)
async def test_update_is_read_back(shared_api: Api, parameter: str) -> None:
    id = await create(shared_api, minimal())
    before = await shared_api.shown(id)
    body = BODIES[parameter]
    reply = await shared_api.post("ivr/update", {"id": id, **body})
    assert reply == {"errcode": 0, "errmsg": "SUCCESS"}
    after = await shared_api.shown(id)
    assert seen(after, body) == seen(body, body)
    assert {name: after[name] for name in after if name not in body} == {
        name: before[name] for name in before if name not in body
    }
    await shared_api.get("ivr/delete", id=id)


@pytest.mark.parametrize("parameter", BODIES)
async def test_create_is_read_back(shared_api: Api, parameter: str) -> None:
    body = BODIES[parameter]
    id = await create(shared_api, {**minimal(), **body})
    after = await shared_api.shown(id)
    assert seen(after, body) == seen(body, body)
    await shared_api.get("ivr/delete", id=id)


@pytest.mark.parametrize("parameter", REFUSED)
async def test_what_is_impossible_is_refused_and_not_swallowed(shared_api: Api, parameter: str) -> None:
    id = await create(shared_api, {**minimal(), parameter: EMPTY[parameter]})
    reply = await shared_api.post("ivr/update", {"id": id, "alert_info": "x", parameter: REFUSED[parameter]})
    assert (reply["errcode"], fields(reply)) == (40002, [(parameter, "unsupported")])
    assert "this server has no" in str(reply)
    assert (await shared_api.shown(id))["alert_info"] == ""


async def test_an_answer_has_every_parameter_in_the_documented_order(shared_api: Api) -> None:
    id = await create(shared_api, minimal())
    expected = ["id", *(name for name in PARAMETERS if name != "prompt_manger_password")]
    assert list(await shared_api.shown(id)) == expected


async def test_defaults(shared_api: Api) -> None:
    body = minimal()
    shown = await shared_api.shown(await create(shared_api, body))
    rest = {name: value for name, value in shown.items() if name not in body and name != "id"}
    ends = {"timeout_dest": "end_call", "invalid_dest": "end_call"}
    flags = ("enb_", "allow_", "prompt_manger")
    lists = tuple(name for name in rest if name.endswith("_list"))
    for name, value in rest.items():
        expected: object = [] if name in lists else 0 if name.startswith(flags) else ends.get(name, "")
        assert value == expected, name


async def test_writing_an_answer_back_changes_nothing(shared_api: Api) -> None:
    everything: dict[str, object] = {}
    for slot in SLOTS:
        everything |= {slot.dest: "play_greeting", slot.prefix: "3", slot.value: "IVR.wav", slot.stop: 1}
    lists = SETTINGS["dial_ext_list"] | SETTINGS["enb_dial_outb_routes"] | SETTINGS["enb_dial_call_number"]
    body = {**minimal(), **lists, **everything}
    id = await create(shared_api, body)
    shown = await shared_api.shown(id)
    assert (await shared_api.post("ivr/update", shown))["errcode"] == 0
    assert await shared_api.shown(id) == shown
    assert len(await revisions(shared_api.repository, id)) == 1
