"""Conferences in the Yeastar dialect: looked up, listed in menus, and where keys and numbers lead."""

import pytest

from switchboard.call.events import ConferenceJoined
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.conference import Conference
from switchboard.model.destination import ToConference
from switchboard.model.ivr import DirectDial, ExtensionMember

from ..support import EXTENSION, SECOND_EXTENSION, Api, heard, put
from .support import OK, stored

pytestmark = pytest.mark.api

BOARD = 76


async def furnish(api: Api) -> None:
    moderators = (ExtensionMember(extension=EXTENSION),)
    board = Conference(name="Board", number="6500", moderators=moderators, wait_for_moderator=True, entry="number")
    await put(api.repository, BOARD, board)


async def test_a_conference_as_it_is_shown(api: Api) -> None:
    await furnish(api)
    listed = {"id": BOARD, "number": "6500", "name": "Board"}
    assert (await api.get("conference/search", search_value="650", sort_by="number"))["data"] == [listed]
    assert (await api.get("conference/get", id=BOARD))["data"] == {
        **listed,
        "prompt_language": "",
        "moderator_list": [{"text": "Ann Lee", "text2": "1000", "value": "85", "type": "extension"}],
        "enb_wait_moderator": 1,
        "sound_prompt": "ext_number",
        "max_member": 50,
        "allow_partic_invite": 0,
    }
    assert (await api.get("system/get_menuoptions", menu="conference"))["data"] == [
        {"text": "Board", "text2": "6500", "value": str(BOARD), "type": "conference"}
    ]


async def test_a_key_leads_to_a_conference_and_its_number_may_be_dialled(api: Api) -> None:
    await furnish(api)
    dialled = {"value": str(BOARD), "type": "conference"}
    keys = {"press1_dest": "conference", "press1_dest_value": str(BOARD)}
    body = {"id": 50, **keys, "enb_dial_call_number": 1, "dial_call_number_list": [dialled]}
    assert await api.post("ivr/update", body) == OK
    ivr = await stored(api, 50)
    assert ivr.options[0].route.to == ToConference(conference=BOARD)
    assert ivr.direct_dial == DirectDial(services="allow", conferences=(BOARD,))
    shown = await api.shown(50)
    assert shown["dial_call_number_list"] == [{"text": "Board", "text2": "6500", **dialled}]
    assert await api.post("ivr/update", shown) == OK
    for extension, pressed, role in ((EXTENSION, "1", "moderator"), (SECOND_EXTENSION, "6500", None)):
        scenario = Scenario("6250", caller="1001", extension=extension, script=f"wait:1 {pressed} wait:9 hangup")
        joined = [event for event in await heard(api.repository, scenario) if isinstance(event, ConferenceJoined)]
        assert [event.role for event in joined] == ([role] if role else [])
