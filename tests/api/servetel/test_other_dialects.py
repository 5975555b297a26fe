"""An IVR that is written here and changed in Yeastar's dialect, and the other way round."""

import pytest
from hypothesis import HealthCheck, given, settings

from switchboard.model.destination import PlayAndExit, PlayAndReturn
from switchboard.model.prompt import CustomPrompt
from tests.kit.examples import examples

from .support import MINIMAL, Servetel, as_request
from .test_properties import valid

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

RICH = {
    **MINIMAL,
    "description": "at the door",
    "option": ["1", "12", "#", "2", "3"],
    "destination": ["extension||1000", "ivr||50", "number||+4930", "ringgroup||71", "time_condition||72"],
    "sms_template": ["80", "80"],
    "webhook_id": [0, 0, 0, "81"],
    "recording_invalid": "recording||90",
    "timeout_tries": 9,
    "timeout": 45,
}
YEASTAR: dict[str, object] = {
    "number": "6300",
    "name": "Yeastar's",
    "prompt": "IVR.wav,demo.wav,default",
    "prompt_repeat": 3,
    "resp_timeout": 7,
    "digit_timeout": 4,
    "alert_info": "ring-2",
    "dial_ext_option": "restrict",
    "restrict_dial_ext_list": [{"value": "70", "type": "ext_group"}],
    "enb_dial_call_number": 1,
    "dial_call_number_list": [{"value": "71", "type": "ring_group"}],
    "enb_dial_outb_routes": 1,
    "dial_outb_route_list": [{"value": "21"}],
    "press1_dest": "play_greeting",
    "press1_dest_prefix": "2",
    "press1_dest_value": "IVR.wav",
    "allow_out_record1": 1,
    "press2_dest": "external_num",
    "press2_dest_prefix": "0",
    "press2_dest_value": "112",
    "press3_dest": "ring_group",
    "press3_dest_value": "71",
    "allow_out_record3": 1,
    "press_star_dest": "extension",
    "press_star_dest_value": "85",
    "timeout_dest": "play_prompt",
    "timeout_dest_prefix": "3",
    "timeout_dest_value": "demo.wav",
    "invalid_dest": "ivr",
    "invalid_dest_value": "50",
}


async def read_in_yeastar(servetel: Servetel, id: int) -> dict[str, object]:
    data = (await servetel.yeastar("GET", "ivr/get", id=id))["data"]
    assert isinstance(data, dict)
    return data


async def test_written_here_read_there(shared_servetel: Servetel) -> None:
    id = await shared_servetel.create(RICH)
    shown = await read_in_yeastar(shared_servetel, id)
    expected = {
        "number": "7000",
        "name": "Front desk",
        "prompt": "IVR.wav",
        "prompt_repeat": 5,
        "resp_timeout": 10,
        "digit_timeout": 3,
        "dial_ext_option": "disable",
        "press1_dest": "extension",
        "press1_dest_value": "85",
        "press_hash_dest": "external_num",
        "press_hash_dest_value": "+4930",
        "press2_dest": "ring_group",
        "press2_dest_value": "71",
        "press3_dest": "end_call",
        "timeout_dest": "extension",
        "timeout_dest_value": "86",
        "invalid_dest": "end_call",
    }
    assert {name: shown[name] for name in expected} == expected
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_an_edit_there_keeps_what_is_not_known_there(shared_servetel: Servetel) -> None:
    id = await shared_servetel.create(RICH)
    before = await shared_servetel.shown(id)
    shown = await read_in_yeastar(shared_servetel, id)
    edit = {"name": "Touched", "timeout_dest": "end_call", "press2_dest": "extension", "press2_dest_value": "86"}
    await shared_servetel.yeastar("POST", "ivr/update", {**shown, **edit})
    changed = {"name": "Touched", "timeout_dest_type": "hangup", "timeout_destination": "1"}
    menu = before["ivr_menu"]
    assert isinstance(menu, list)
    moved = {**menu[3], "destination_type": "extension", "destination_id": "1001"}
    expected = {**before, **changed, "ivr_menu": [*menu[:3], moved, menu[4]]}
    assert await shared_servetel.shown(id) == expected
    assert (moved["option"], moved["webhook_id"]) == ("2", "81")
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_written_there_read_here(shared_servetel: Servetel) -> None:
    reply = await shared_servetel.yeastar("POST", "ivr/create", YEASTAR)
    id = int(str(reply["id"]))
    shown = await shared_servetel.shown(id)
    nothing = {"sms_template_id": "0", "webhook_id": "0"}
    expected = {
        "recording": "90",
        "timeout": 7,
        "invalid_retries": 0,
        "timeout_retries": 2,
        "invalid_destination_type": "ivr",
        "invalid_destination": "50",
        "timeout_dest_type": "ivr",
        "timeout_destination": str(id),
        "ivr_menu": [
            {"option": "1", "destination_type": "hangup", "destination_id": "1", **nothing},
            {"option": "2", "destination_type": "number", "destination_id": "0112", **nothing},
            {"option": "3", "destination_type": "ringgroup", "destination_id": "71", **nothing},
            {"option": "*", "destination_type": "extension", "destination_id": "1000", **nothing},
        ],
    }
    assert {name: shown[name] for name in expected} == expected
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_an_edit_here_keeps_what_is_not_known_here(shared_servetel: Servetel) -> None:
    reply = await shared_servetel.yeastar("POST", "ivr/create", YEASTAR)
    id = int(str(reply["id"]))
    before, shown = await read_in_yeastar(shared_servetel, id), await shared_servetel.shown(id)
    await shared_servetel.ok("PUT", f"ivr/{id}", {**as_request(shown), "name": "Touched", "timeout_tries": 1})
    assert await read_in_yeastar(shared_servetel, id) == {**before, "name": "Touched", "prompt_repeat": 2}
    ivr = await shared_servetel.stored(id)
    assert ivr.options[0].route.to == PlayAndExit(prompt=CustomPrompt(prompt=90), times=2)
    assert ivr.no_input.route.to == PlayAndReturn(prompt=CustomPrompt(prompt=91), times=3)
    assert ivr.direct_dial.ring_groups == (71,)
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_an_auto_attendant_there(shared_servetel: Servetel) -> None:
    to = {"destination_type": "ringgroup", "destination_id": "71"}
    body = {"name": "Greeter", "description": "", "recording_ID": "90", "recording_type": "recording", **to}
    id = int(str((await shared_servetel.ok("POST", "auto_attendant", body))["id"]))
    shown = await read_in_yeastar(shared_servetel, id)
    assert (shown["prompt"], shown["prompt_repeat"], shown["resp_timeout"]) == ("IVR.wav", 1, 1)
    assert [shown[name] for name in ("timeout_dest", "timeout_dest_value")] == ["ring_group", "71"]
    await shared_servetel.yeastar("POST", "ivr/update", {**shown, "alert_info": "ring-9"})
    assert await shared_servetel.ok("GET", f"auto_attendant/{id}") == {"id": id, **body}
    await shared_servetel.ok("DELETE", f"auto_attendant/{id}")


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=valid())
async def test_nothing_is_lost_on_the_way_there_and_back(shared_servetel: Servetel, body: dict[str, object]) -> None:
    id = await shared_servetel.create(body)
    before = await shared_servetel.stored(id)
    shown = await read_in_yeastar(shared_servetel, id)
    await shared_servetel.yeastar("POST", "ivr/update", {**shown, "alert_info": "ring-9"})
    assert await shared_servetel.stored(id) == before.model_copy(update={"alert_info": "ring-9"})
    await shared_servetel.ok("PUT", f"ivr/{id}", body)
    assert await shared_servetel.stored(id) == before.model_copy(update={"alert_info": "ring-9"})
    assert as_request(await shared_servetel.shown(id)) == body
    await shared_servetel.ok("DELETE", f"ivr/{id}")
