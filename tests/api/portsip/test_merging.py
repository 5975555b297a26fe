"""Updates that name a part of a rule."""

import asyncio

import pytest

from switchboard.api.portsip.wire_ivr import DAYS
from switchboard.model.destination import ByTime, Repeat, ToExtension

from .support import MINIMAL, PortSip

pytestmark = pytest.mark.api

FORWARD = {"action": "FORWARD_TO_NUMBER", "number": "1000"}
SILENCE = {"timeout": 20, "repeat_times": 2, **FORWARD}


@pytest.mark.parametrize(
    ("rule", "now", "sent", "expected"),
    [
        ("timeout_forward_rule", SILENCE, {"timeout": 8}, {**SILENCE, "timeout": 8}),
        ("timeout_forward_rule", SILENCE, {"repeat_times": 0}, {**SILENCE, "repeat_times": 0}),
        ("timeout_forward_rule", SILENCE, {"number": "1001"}, {**SILENCE, "number": "1001"}),
        ("timeout_forward_rule", SILENCE, {"action": "REPEAT"}, {**SILENCE, "action": "REPEAT", "number": None}),
        ("timeout_forward_rule", SILENCE, {}, SILENCE),
        ("timeout_forward_rule", SILENCE, {"timeout": None}, {**SILENCE, "timeout": 30}),
        ("timeout_forward_rule", SILENCE, {"action": None}, {**SILENCE, "action": "HANGUP", "number": None}),
        ("timeout_forward_rule", SILENCE, None, {"timeout": 30, "repeat_times": 3, "action": "HANGUP", "number": None}),
        ("failure_forward_rule", FORWARD, {"number": "1001"}, {**FORWARD, "number": "1001"}),
        ("failure_forward_rule", FORWARD, {"action": "FORWARD_TO_NUMBER"}, FORWARD),
        ("night_mode_forward_rule", FORWARD, {"number": "1001"}, {**FORWARD, "number": "1001"}),
        ("night_mode_forward_rule", FORWARD, {"action": "HANGUP"}, {"action": "HANGUP", "number": None}),
        ("night_mode_forward_rule", FORWARD, None, None),
    ],
)
async def test_what_a_rule_leaves_out_stays(
    portsip: PortSip, rule: str, now: object, sent: object, expected: object
) -> None:
    id = await portsip.create({**MINIMAL, rule: now})
    before = await portsip.shown(id)
    await portsip.update(id, {rule: sent})
    assert await portsip.shown(id) == {**before, rule: expected}


async def test_a_forward_that_never_had_a_number_needs_one(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    body = {"timeout_forward_rule": {"action": "FORWARD_TO_NUMBER"}}
    response = await portsip.send("POST", f"ivrs/{id}", body)
    assert (response.status_code, response.json()["errors"][0]["detail"]) == (
        *(400, {"field": "timeout_forward_rule.number"}),
    )


async def test_the_rule_of_an_entry_keeps_what_it_leaves_out(portsip: PortSip) -> None:
    """The list is replaced as a whole, and so is what an entry says besides its rules."""
    entry = {
        "user_input": "1#",
        "office_hours_forward_rule": FORWARD,
        "non_office_hours_forward_rule": {"action": "REPEAT"},
    }
    id = await portsip.create({**MINIMAL, "custom_forward_rules": [entry, {**entry, "user_input": "2"}]})
    rules = {"office_hours_forward_rule": {"number": "1001"}, "non_office_hours_forward_rule": {}}
    await portsip.update(id, {"custom_forward_rules": [{"user_input": "1", **rules}]})
    (option,) = (await portsip.stored(id)).options
    assert (option.keys, option.route.to) == ("1", ByTime(open=ToExtension(extension=86), closed=Repeat()))
    await portsip.update(id, {"custom_forward_rules": [{"user_input": "1", "office_hours_forward_rule": FORWARD}]})
    (option,) = (await portsip.stored(id)).options
    inside = ToExtension(extension=85)
    assert option.route.to == ByTime(open=inside, closed=inside)


WEEKDAY = {"enabled": True, "ranges": [{"from": "09:00", "to": "17:00"}]}
CLOSED: dict[str, object] = {"enabled": False, "ranges": []}
CUSTOM = {"mode": "CUSTOM", **dict.fromkeys(DAYS, CLOSED), "monday": WEEKDAY, "friday": WEEKDAY}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, CUSTOM),
        ({"mode": "CUSTOM"}, CUSTOM),
        ({"sunday": WEEKDAY}, {**CUSTOM, "sunday": WEEKDAY}),
        ({"friday": {"enabled": False}}, {**CUSTOM, "friday": {**WEEKDAY, "enabled": False}}),
        ({"friday": None}, {**CUSTOM, "friday": CLOSED}),
        ({"mode": "GLOBAL"}, {"mode": "GLOBAL", **dict.fromkeys(DAYS)}),
        ({"mode": None}, {"mode": "GLOBAL", **dict.fromkeys(DAYS)}),
        (None, {"mode": "GLOBAL", **dict.fromkeys(DAYS)}),
    ],
)
async def test_the_hours_of_an_entry_keep_what_they_leave_out(portsip: PortSip, sent: object, expected: object) -> None:
    entry = {"user_input": "1", "office_hours_forward_rule": FORWARD}
    id = await portsip.create({**MINIMAL, "custom_forward_rules": [{**entry, "office_hours": CUSTOM}]})
    await portsip.update(id, {"custom_forward_rules": [{**entry, "office_hours": sent}]})
    entries = (await portsip.shown(id))["custom_forward_rules"]
    assert isinstance(entries, list)
    assert [one["office_hours"] for one in entries] == [expected]


async def test_updates_at_once_of_parts_of_a_rule_lose_nothing(portsip: PortSip) -> None:
    id = await portsip.create({**MINIMAL, "timeout_forward_rule": SILENCE})
    parts: list[dict[str, object]] = [{"timeout": 8}, {"repeat_times": 7}, {"number": "1001"}]
    await asyncio.gather(*(portsip.update(id, {"timeout_forward_rule": part}) for part in parts))
    expected = {"timeout": 8, "repeat_times": 7, "action": "FORWARD_TO_NUMBER", "number": "1001"}
    assert (await portsip.shown(id))["timeout_forward_rule"] == expected


@pytest.mark.parametrize("sent", ["x", [], 1, {"action": "x"}, {"number": 5}, {"timeout": "8"}])
async def test_what_is_no_rule_changes_nothing(portsip: PortSip, sent: object) -> None:
    id = await portsip.create({**MINIMAL, "timeout_forward_rule": SILENCE})
    response = await portsip.send("POST", f"ivrs/{id}", {"timeout_forward_rule": sent})
    assert response.status_code == 400
    assert (await portsip.shown(id))["timeout_forward_rule"] == SILENCE
