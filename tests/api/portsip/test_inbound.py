"""Inbound rules: what leads a number to an IVR, and where calls to it go."""

import asyncio
from datetime import UTC, datetime

import pytest

from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.api.portsip.wire_ivr import DAYS
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.destination import HangUp, PlayAndReturn, ToIvr
from switchboard.model.prompt import Announcement
from switchboard.model.trunk import InboundRoute
from switchboard.simulation import simulate

from ..support import places, put
from .support import HOLIDAY, NOTHING, OPEN_TRUNK, PortSip, failures

pytestmark = pytest.mark.api

CARRIER, NUMBER, OWNED = 60, "442079460000", "49301001"
NOON, NIGHT, CHRISTMAS_EVE = (datetime(2026, *at, tzinfo=UTC) for at in ((1, 5, 12), (1, 5, 20), (12, 24, 12)))
OFF = {"action": "HANGUP", "number": None}


def to(number: str) -> dict[str, object]:
    return {"action": "FORWARD_TO_NUMBER", "number": number}


def rule(**fields: object) -> dict[str, object]:
    return {"name": "Main", "did_numbers": NUMBER, "provider_id": wire_id(CARRIER), **fields}


async def met(portsip: PortSip, dialled: str = NUMBER, at: datetime = NOON, trunk: int = CARRIER) -> list[str]:
    """Where somebody from outside is led."""
    _, everything = await portsip.repository.snapshot()
    scenario = Scenario(dialled, caller="+4930123", trunk=trunk)
    found = places(await asyncio.to_thread(simulate, Configuration.of(everything), scenario, at))
    return [place for place in found if place not in ("by_time", "hang_up")]


async def test_a_rule_leads_a_number_to_an_ivr_at_all_times(portsip: PortSip) -> None:
    id = await portsip.create(rule(office_hours_forward_rule=to("6250")), "inbound_rules")
    shown = await portsip.get(f"inbound_rules/{id}")
    assert await portsip.get("inbound_rules") == {"count": 1, "items": [shown]}
    assert shown == {
        "id": id,
        "name": "Main",
        "enabled": True,
        "cid_number_mask": "",
        "did_numbers": NUMBER,
        "did_numbers_as_to_header": False,
        "office_hours_forward_rule": to("6250"),
        "non_office_hours_forward_rule": to("6250"),
        "holiday_forward_rule": None,
        "office_hours": {"mode": "GLOBAL", **dict.fromkeys(DAYS)},
        "holidays": [],
        "provider_id": wire_id(CARRIER),
        "enable_advanced_routing": False,
        "advanced_routing": "",
        "play_recording_disclaimer": False,
    }
    stored = (await portsip.repository.get(InboundRoute, object_id(id) or 0)).document
    assert (stored.to, stored.pattern, stored.trunks) == (ToIvr(ivr=50), NUMBER, (CARRIER,))
    assert await met(portsip) == ["ivr 6250"]
    await portsip.update(id, shown, "inbound_rules")
    assert (await portsip.repository.get(InboundRoute, object_id(id) or 0)).revision == 1
    await portsip.destroy(id, "inbound_rules")
    assert (await portsip.send("GET", f"inbound_rules/{id}")).status_code == 404
    assert (await portsip.send("POST", f"inbound_rules/{id}/destroy")).status_code == 400


async def test_the_time_decides(portsip: PortSip) -> None:
    sent = rule(
        office_hours_forward_rule=to("6250"),
        non_office_hours_forward_rule={"action": "FORWARD_TO_VOICEMAIL", "number": "1000"},
        holidays=[wire_id(HOLIDAY)],
        holiday_forward_rule={"action": "HANGUP"},
    )
    id = await portsip.create(sent, "inbound_rules")
    assert await met(portsip) == ["ivr 6250"]
    assert (await met(portsip, at=NIGHT))[0].startswith("extension_voicemail")
    assert await met(portsip, at=CHRISTMAS_EVE) == []
    evening = {"mode": "CUSTOM", "monday": {"enabled": True, "ranges": [{"from": "19:00", "to": "21:00"}]}}
    await portsip.update(id, {"office_hours": evening}, "inbound_rules")
    assert await met(portsip, at=NIGHT) == ["ivr 6250"]
    await portsip.update(id, {"office_hours_forward_rule": {"number": "1001"}}, "inbound_rules")
    assert (await met(portsip, at=NIGHT))[0] == "extension 1001"
    shown = await portsip.get(f"inbound_rules/{id}")
    assert [one["id"] for one in shown["holidays"]] == [wire_id(HOLIDAY)]  # type: ignore[attr-defined]
    assert shown["holiday_forward_rule"] == OFF


async def test_a_new_rule_goes_before_routes_that_would_take_its_number(portsip: PortSip) -> None:
    for place, name, pattern in ((301, "first", "49."), (302, "any", ""), (303, "last", "5550100")):
        await put(portsip.repository, place, InboundRoute(name=name, pattern=pattern, to=HangUp()))
    id = await portsip.create(rule(office_hours_forward_rule=to("6250")), "inbound_rules")
    assert await met(portsip) == ["ivr 6250"]
    _, everything = await portsip.repository.snapshot()
    order = [one.document.name for one in Configuration.of(everything).inbound_routes(CARRIER)]
    assert order == ["first", "Main", "any", "last"]
    await portsip.update(id, {"did_numbers": "4930"}, "inbound_rules")
    assert await met(portsip, "4930") == ["ivr 6250"]
    await portsip.create(rule(name="Again"), "inbound_rules")
    for number in (NUMBER, "+5550100", "5550100"):
        assert await portsip.refused("POST", "inbound_rules", rule(name="B", did_numbers=number)) == ["did_numbers"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": None}, "name"),
        ({"did_numbers": None}, "did_numbers"),
        ({"did_numbers": ""}, "did_numbers"),
        ({"did_numbers": "4420-4430"}, "did_numbers"),
        ({"did_numbers": "4420;4430"}, "did_numbers"),
        ({"did_numbers": "1" * 10_000}, "did_numbers"),
        ({"did_numbers": "X."}, "did_numbers"),
        ({"did_numbers": NUMBER, "provider_id": wire_id(OPEN_TRUNK)}, "did_numbers"),
        ({"provider_id": NOTHING}, "provider_id"),
        ({"provider_id": wire_id(85)}, "provider_id"),
        ({"provider_id": ""}, "provider_id"),
        ({"enabled": False}, "enabled"),
        ({"cid_number_mask": "0044*"}, "cid_number_mask"),
        ({"advanced_routing": "x"}, "advanced_routing"),
        ({"enable_advanced_routing": True}, "enable_advanced_routing"),
        ({"did_numbers_as_to_header": True}, "did_numbers_as_to_header"),
        ({"play_recording_disclaimer": True}, "play_recording_disclaimer"),
        ({"holidays": [NOTHING]}, "holidays[0]"),
        ({"office_hours_forward_rule": {"action": "REPEAT"}}, "office_hours_forward_rule.action"),
        ({"office_hours_forward_rule": {"action": "FORWARD_TO_VOICEMAIL", "number": "999"}}, None),
    ],
)
async def test_what_cannot_be_honoured_is_refused(
    portsip: PortSip, fields: dict[str, object], wrong: str | None
) -> None:
    expected = [wrong or "office_hours_forward_rule.number"]
    assert await portsip.refused("POST", "inbound_rules", rule(**fields)) == expected
    id = await portsip.create(rule(), "inbound_rules")
    assert await portsip.refused("POST", f"inbound_rules/{id}", fields) == expected
    assert await portsip.get(f"inbound_rules/{id}") == {**await portsip.get(f"inbound_rules/{id}"), "name": "Main"}


async def test_a_number_of_the_providers_pool(portsip: PortSip) -> None:
    await portsip.create(rule(did_numbers=f"+{OWNED}", provider_id=wire_id(OPEN_TRUNK)), "inbound_rules")
    assert await portsip.refused("POST", "inbound_rules", rule(did_numbers="5550100")) == ["name"]


async def test_routes_that_were_made_elsewhere(portsip: PortSip) -> None:
    returns = PlayAndReturn(prompt=Announcement(name="goodbye"))
    await put(portsip.repository, 301, InboundRoute(name="elsewhere", pattern="49.", to=returns))
    id = wire_id(301)
    shown = await portsip.get(f"inbound_rules/{id}")
    assert (shown["did_numbers"], shown["provider_id"], shown["office_hours_forward_rule"]) == ("49.", None, OFF)
    await portsip.update(id, {**shown, "name": "renamed"}, "inbound_rules")
    stored = (await portsip.repository.get(InboundRoute, 301)).document
    assert (stored.name, stored.pattern, stored.to) == ("renamed", "49.", returns)


async def test_who_may(portsip: PortSip) -> None:
    id = await portsip.create(rule(), "inbound_rules")
    viewer = portsip.tokens["viewer"]
    for path, body in (
        ("inbound_rules", rule(name="B")),
        (f"inbound_rules/{id}", {}),
        (f"inbound_rules/{id}/destroy", {}),
    ):
        response = await portsip.send("POST", path, body, token=viewer)
        assert response.status_code == 403
        failures(response)
    assert (await portsip.send("POST", f"inbound_rules/{NOTHING}", {})).status_code == 404
