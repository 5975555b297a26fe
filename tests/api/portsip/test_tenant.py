"""The tenant: what is written is read back, and decides about calls."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from switchboard.model.configuration import Configuration
from switchboard.model.office import Office
from switchboard.model.schedule import DAYS, Schedule
from switchboard.store.db.tables import tenant
from tests.kit.examples import examples

from ..support import shared
from .support import MINIMAL, PortSip, add_user, failures
from .test_calls import forward, of, reached, simulated

pytestmark = pytest.mark.api

CLOSED: dict[str, object] = {"enabled": False, "ranges": []}
WORKDAY: dict[str, object] = {"enabled": True, "ranges": [{"from": "09:00", "to": "17:00"}]}
WORKING_WEEK = {day: WORKDAY if day not in ("saturday", "sunday") else CLOSED for day in DAYS}
FRESH: dict[str, object] = {
    "name": "default",
    "domain": None,
    "office_hours": WORKING_WEEK,
    "timezone": "UTC",
    "region": None,
    "enable_night_mode": False,
    "language": None,
}
FULL: dict[str, object] = {
    "office_hours": {
        **dict.fromkeys(DAYS, CLOSED),
        "monday": {"enabled": True, "ranges": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "24:00"}]},
        "sunday": {"enabled": True, "ranges": []},
    },
    "timezone": "Asia/Kolkata",
    "region": "IND",
    "enable_night_mode": True,
    "language": "hi-IN",
}


async def update(portsip: PortSip, body: object) -> None:
    response = await portsip.send("POST", "tenant", body)
    assert (response.status_code, response.content) == (200, b""), response.text


async def offices(portsip: PortSip) -> list[Office]:
    return [stored.document for stored in (await portsip.repository.page(Office)).items]


async def test_a_tenant_that_nobody_has_changed(portsip: PortSip) -> None:
    assert await portsip.get("tenant") == FRESH
    assert await offices(portsip) == []


async def test_all_of_it_is_read_back(portsip: PortSip) -> None:
    await update(portsip, FULL)
    assert await portsip.get("tenant") == {**FRESH, **FULL}
    (office,) = await offices(portsip)
    assert (office.timezone, office.region, office.language, office.night_mode) == (
        "Asia/Kolkata",
        "IND",
        "hi-IN",
        True,
    )
    before = await portsip.get("tenant")
    await update(portsip, before)
    assert await portsip.get("tenant") == before


async def test_the_hours_decide_about_calls(portsip: PortSip) -> None:
    await update(portsip, FULL)
    _, everything = await portsip.repository.snapshot()
    objects = Configuration.of(everything)
    monday = [datetime(2026, 1, 5, hour, 29, tzinfo=UTC) for hour in (2, 7)]
    assert [objects.decide(Schedule(), moment).rule for moment in monday] == ["closed", "closed"]
    assert objects.decide(Schedule(), datetime(2026, 1, 5, 2, 30, tzinfo=UTC)).rule == "open"


async def test_calls_go_by_hours_zone_holidays_and_night(portsip: PortSip) -> None:
    """The zone is UTC+05:30: the office opens at 02:30 UTC on Mondays, and the holiday begins at 04:30 UTC."""
    half_a_day = {"name": "Half a day", "region": "IND", "consecutive": False, "every_year": True}
    window = {"month_start": 1, "day_start": 12, "hour_start": 10, "hour_end": 11}
    holiday = await portsip.create({**half_a_day, **window}, "holidays")
    entry = {
        "user_input": "1",
        "office_hours_forward_rule": forward("1000"),
        "non_office_hours_forward_rule": {"action": "HANGUP"},
        "holidays": [holiday],
        "holiday_forward_rule": forward("1001"),
    }
    await portsip.create({**MINIMAL, "custom_forward_rules": [entry], "night_mode_forward_rule": forward("1000")})
    await update(portsip, {**FULL, "enable_night_mode": False})
    for moment, rule in (
        ("2026-01-05T02:29:00Z", "closed"),
        ("2026-01-05T02:30:00Z", "open"),
        ("2026-01-12T04:29:00Z", "open"),
        ("2026-01-12T04:30:00Z", "holiday"),
        ("2026-01-12T05:31:00Z", "open"),
    ):
        assert of(await simulated(portsip, "1", moment), "time_decided", "rule") == [rule], moment
    await update(portsip, {"enable_night_mode": True})
    events = await simulated(portsip, "", "2026-01-05T02:30:00Z")
    assert (of(events, "night_mode", "by"), reached(events)) == (["office"], ["1000"])


async def test_what_is_not_sent_stays(portsip: PortSip) -> None:
    await update(portsip, FULL)
    await update(portsip, {})
    await update(portsip, {"unknown": 1, "region": "DEU"})
    assert await portsip.get("tenant") == {**FRESH, **FULL, "region": "DEU"}
    await update(portsip, dict.fromkeys(FRESH))
    assert await portsip.get("tenant") == FRESH


@pytest.mark.parametrize(
    ("sent", "changed"),
    [
        ({}, {}),
        ({"saturday": WORKDAY}, {"saturday": WORKDAY}),
        ({"monday": {"enabled": False}}, {"monday": {**WORKDAY, "enabled": False}}),
        ({"sunday": {"enabled": True}}, {"sunday": {"enabled": True, "ranges": []}}),
        ({"friday": {"ranges": []}}, {"friday": {"enabled": True, "ranges": []}}),
        ({"friday": {"ranges": None, "enabled": None}}, {"friday": CLOSED}),
        ({"friday": None}, {"friday": CLOSED}),
    ],
)
async def test_what_hours_leave_out_stays(portsip: PortSip, sent: object, changed: dict[str, object]) -> None:
    await update(portsip, {"office_hours": WORKING_WEEK})
    await update(portsip, {"office_hours": sent})
    assert (await portsip.get("tenant"))["office_hours"] == {**WORKING_WEEK, **changed}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"timezone": 1}, "timezone"),
        ({"region": "DE"}, "region"),
        ({"region": "deu"}, "region"),
        ({"region": ""}, "region"),
        ({"enable_night_mode": "true"}, "enable_night_mode"),
        ({"language": "not a tag"}, "language"),
        ({"office_hours": []}, "office_hours"),
        ({"office_hours": {"monday": {"enabled": 1}}}, "office_hours.monday.enabled"),
        (
            {"office_hours": {"friday": {"ranges": [{"from": "9:00", "to": "17:00"}]}}},
            "office_hours.friday.ranges[0].from",
        ),
        (
            {"office_hours": {"friday": {"ranges": [{"from": "18:00", "to": "17:00"}]}}},
            "office_hours.friday.ranges[0].to",
        ),
        ({"name": "other"}, "name"),
        ({"domain": "pbx.example"}, "domain"),
    ],
)
async def test_limits(portsip: PortSip, body: object, field: str) -> None:
    assert await portsip.refused("POST", "tenant", body) == [field]
    assert await offices(portsip) == []


async def test_two_that_create_it_at_once_make_one(portsip: PortSip) -> None:
    await asyncio.gather(*(update(portsip, {name: FULL[name]}) for name in FULL))
    assert len(await offices(portsip)) == 1
    assert await portsip.get("tenant") == {**FRESH, **FULL}


async def test_the_password_policy_is_fixed(portsip: PortSip) -> None:
    policy = await portsip.get("tenant/password_policy")
    assert policy == {
        "min_length": 6,
        "max_length": 10,
        "disable_sequential_characters": True,
        "disable_repeating_characters": True,
    }
    assert (await portsip.send("POST", "tenant/password_policy", policy)).status_code == 200
    assert (await portsip.send("POST", "tenant/password_policy", {"other": 1})).status_code == 200
    for name, other in (("min_length", 8), ("max_length", None), ("disable_sequential_characters", 1)):
        assert await portsip.refused("POST", "tenant/password_policy", {**policy, name: other}) == [name]


async def test_tenants_and_roles(portsip: PortSip) -> None:
    async with portsip.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    neighbour = (await add_user(portsip.services, 2, "other", "admin"))[1]
    await update(portsip, FULL)
    theirs = (await portsip.send("GET", "tenant", token=neighbour)).json()
    assert theirs == {**FRESH, "name": "neighbour", "domain": "n.example"}
    assert (await portsip.send("POST", "tenant", {"domain": "n.example"}, token=neighbour)).status_code == 200
    viewer = portsip.tokens["viewer"]
    assert (await portsip.send("GET", "tenant", token=viewer)).status_code == 200
    for path in ("tenant", "tenant/password_policy"):
        assert (await portsip.send("POST", path, {}, token=viewer)).status_code == 403
        assert (await portsip.http.get(f"/api/{path}")).status_code == 401


anything = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=2)
clock = st.sampled_from(["00:00", "08:30", "12:00", "24:00", "7:00", "25:00"])
day = st.fixed_dictionaries(
    {},
    optional={
        "enabled": st.booleans() | anything,
        "ranges": st.lists(st.fixed_dictionaries({"from": clock, "to": clock}), max_size=2) | anything,
    },
)


@settings(max_examples=examples(32), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "office_hours": st.dictionaries(st.sampled_from(DAYS), day | anything) | anything,
            "timezone": st.sampled_from(["Europe/Paris", "UTC"]) | anything,
            "region": st.from_regex(r"[A-Z]{3}", fullmatch=True) | anything,
            "enable_night_mode": anything,
            "language": st.sampled_from(["en-GB", "de"]) | anything,
        },
    )
)
@shared
async def test_anything_is_read_back_or_refused(shared_portsip: PortSip, body: dict[str, object]) -> None:
    answer = await shared_portsip.send("POST", "tenant", body)
    if answer.status_code == 400:
        failures(answer)
        return
    assert answer.status_code == 200
    found = await shared_portsip.get("tenant")
    plain = {name: value for name, value in body.items() if value is not None and name != "office_hours"}
    assert {name: found[name] for name in plain} == plain
    await update(shared_portsip, found)
    assert await shared_portsip.get("tenant") == found
