"""What is written here is what callers meet."""

import pytest

from switchboard.engine.simulated.scenario import Scenario

from ..support import Api, heard, places

pytestmark = pytest.mark.api


async def keys(api: Api, script: str) -> list[str]:
    """Where somebody from outside gets by dialling 6250 and pressing keys, after that menu."""
    events = await heard(api.repository, Scenario("6250", caller="1000", extension=85, script=script))
    return places(events)[1:]


async def test_a_ring_group_rings_its_members(api: Api) -> None:
    body = {"id": 50, "press1_dest": "ring_group", "press1_dest_value": "71"}
    assert (await api.post("ivr/update", body))["errcode"] == 0
    assert await keys(api, "wait:1 1 wait:2") == ["ring_group 6301", "rings 1001"]


async def test_the_number_of_a_ring_group_may_be_dialled_when_it_is_listed(api: Api) -> None:
    assert await keys(api, "wait:1 6 3 0 1 wait:9") == ["hang_up"]
    listed = [{"value": "71", "type": "ring_group"}]
    body = {"id": 50, "enb_dial_call_number": 1, "dial_call_number_list": listed}
    assert (await api.post("ivr/update", body))["errcode"] == 0
    assert await keys(api, "wait:1 6 3 0 1 wait:9") == ["ring_group 6301", "rings 1001"]
    assert (await api.post("ivr/update", {"id": 50, "enb_dial_call_number": 0}))["errcode"] == 0
    assert await keys(api, "wait:1 6 3 0 1 wait:9") == ["hang_up"]


async def test_a_hash_without_a_destination_is_invalid_input(api: Api) -> None:
    body = {"id": 50, "invalid_dest": "ring_group", "invalid_dest_value": "71"}
    assert (await api.post("ivr/update", body))["errcode"] == 0
    assert await keys(api, "wait:1 # wait:9") == ["ring_group 6301", "rings 1001"]
    body = {"id": 50, "press_hash_dest": "end_call"}
    assert (await api.post("ivr/update", body))["errcode"] == 0
    assert await keys(api, "wait:1 # wait:9") == ["hang_up"]
