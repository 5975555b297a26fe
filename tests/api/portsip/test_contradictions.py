"""The places where the vendor's pages are silent or disagree, numbered as on the page docs/portsip.md."""

import pytest

from switchboard.api.portsip.naming import wire_id
from switchboard.model.destination import ByTime

from .support import HOLIDAY, MINIMAL, PortSip

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]


async def written(portsip: PortSip, **fields: object) -> dict[str, object]:
    """What is read of an IVR that was written so."""
    id = await portsip.create({**MINIMAL, **fields})
    shown = await portsip.shown(id)
    await portsip.destroy(id)
    return shown


async def refused(portsip: PortSip, **fields: object) -> list[str]:
    return await portsip.refused("POST", "ivrs", {**MINIMAL, **fields})


async def test_01_create_answers_201(shared_portsip: PortSip) -> None:
    response = await shared_portsip.send("POST", "ivrs", MINIMAL)
    assert response.status_code == 201
    await shared_portsip.destroy(response.json()["id"])


async def test_02_the_pin_is_kept_whether_or_not_anything_asks_for_it(shared_portsip: PortSip) -> None:
    for flag in (True, False):
        shown = await written(shared_portsip, enable_pin=flag)
        assert (shown["enable_pin"], shown["pin"]) == (flag, "135791")


async def test_03_a_day_is_closed_or_open_or_open_in_ranges(shared_portsip: PortSip) -> None:
    days = {
        "monday": {"enabled": False, "ranges": [{"from": "09:00", "to": "10:00"}]},
        "tuesday": {"enabled": True},
        "wednesday": {"enabled": True, "ranges": [{"from": "00:00", "to": "23:59"}]},
    }
    id = await shared_portsip.create(
        {**MINIMAL, "custom_forward_rules": [{"user_input": "1", "office_hours": {"mode": "CUSTOM", **days}}]}
    )
    (option,) = (await shared_portsip.stored(id)).options
    to = option.route.to
    assert isinstance(to, ByTime) and to.when.hours is not None
    hours = to.when.hours
    found = [
        [day.covers(minute) for minute in (0, 570, 1439)] for day in (hours.monday, hours.tuesday, hours.wednesday)
    ]
    assert found == [[False] * 3, [True] * 3, [True] * 3]
    assert not hours.thursday.open
    await shared_portsip.destroy(id)


async def test_04_the_pin_is_required_at_creation_only(shared_portsip: PortSip) -> None:
    body = {name: value for name, value in MINIMAL.items() if name != "pin"}
    assert await shared_portsip.refused("POST", "ivrs", {**body, "enable_pin": False}) == ["pin"]
    await shared_portsip.update(wire_id(50), {"enable_pin": True})


async def test_05_unknown_keys_are_ignored(shared_portsip: PortSip) -> None:
    assert "of_a_later_version" not in await written(shared_portsip, of_a_later_version=1)


async def test_06_an_empty_update_changes_nothing(shared_portsip: PortSip) -> None:
    before = await shared_portsip.shown(wire_id(50))
    await shared_portsip.update(wire_id(50), {})
    await shared_portsip.update(wire_id(50), None)
    assert await shared_portsip.shown(wire_id(50)) == before


async def test_07_numbers_as_texts_are_refused(shared_portsip: PortSip) -> None:
    assert await refused(shared_portsip, dtmf_interval="2") == ["dtmf_interval"]
    assert await refused(shared_portsip, timeout_forward_rule={"timeout": "30"}) == ["timeout_forward_rule.timeout"]


async def test_08_a_prompt_that_is_null_is_the_built_in_one(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create({**MINIMAL, "prompt_file_id": wire_id(90)})
    assert (await shared_portsip.shown(id))["prompt_file_name"] == "IVR.wav"
    await shared_portsip.update(id, {"prompt_file_id": None})
    shown = await shared_portsip.shown(id)
    assert [shown[f"prompt_file_{name}"] for name in ("name", "size", "url")] == [None, 0, None]
    await shared_portsip.destroy(id)


async def test_09_skip_counts_from_zero(shared_portsip: PortSip) -> None:
    assert await shared_portsip.get("ivrs", skip=0) == await shared_portsip.get("ivrs")
    assert (await shared_portsip.get("ivrs", skip=1))["items"] == []


async def test_10_the_pin_is_answered_in_clear(shared_portsip: PortSip) -> None:
    assert (await written(shared_portsip, pin="246802"))["pin"] == "246802"


async def test_11_holidays_are_ids_in_requests_and_objects_in_answers(shared_portsip: PortSip) -> None:
    for holiday in (wire_id(HOLIDAY), {"id": wire_id(HOLIDAY)}):
        shown = await written(shared_portsip, custom_forward_rules=[{"user_input": "1", "holidays": [holiday]}])
        entries = shown["custom_forward_rules"]
        assert isinstance(entries, list)
        assert entries[0]["holidays"][0]["name"] == "Carols"


async def test_12_a_wrong_key_is_no_failed_transfer(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create({**MINIMAL, "failure_forward_rule": {"action": "REPEAT"}})
    ivr = await shared_portsip.stored(id)
    assert ivr.transfer_failed is not None
    assert ivr.transfer_failed.to != ivr.no_match.route.to
    await shared_portsip.destroy(id)


async def test_13_an_entry_with_a_number_sign_waits_three_seconds(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(
        {**MINIMAL, "custom_forward_rules": [{"user_input": "1"}, {"user_input": "2#"}, {"user_input": "#"}]}
    )
    found = [(option.keys, option.ambiguous_timeout_s) for option in (await shared_portsip.stored(id)).options]
    assert found == [("1", 0), ("2", 3), ("#", 0)]
    await shared_portsip.destroy(id)


async def test_14_the_number_in_an_update_is_ignored(shared_portsip: PortSip) -> None:
    await shared_portsip.update(wire_id(50), {"extension_number": "1000"})
    assert (await shared_portsip.shown(wire_id(50)))["extension_number"] == "6250"
