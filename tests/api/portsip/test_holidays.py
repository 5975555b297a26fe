"""Holidays: what is written is read back, and covers the days that it should."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.model.destination import ByTime, HangUp
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition
from switchboard.store.db.tables import tenant
from tests.kit.examples import examples
from tests.kit.past import revisions

from ..support import shared
from .support import HOLIDAY, NOTHING, SECOND_HOLIDAY, PortSip, add_user, failures

pytestmark = pytest.mark.api

LEAST: dict[str, object] = {
    "name": "Unity Day",
    "region": "DEU",
    "consecutive": False,
    "every_year": True,
    "month_start": 10,
    "day_start": 3,
}
FULL: dict[str, object] = {
    "name": "Closing down",
    "region": "GBR",
    "consecutive": True,
    "every_year": False,
    "year_start": 2026,
    "year_end": 2027,
    "month_start": 12,
    "month_end": 1,
    "day_start": 24,
    "day_end": 2,
    "hour_start": 14,
    "hour_end": 7,
    "minute_start": 30,
    "minute_end": 45,
}
OPTIONAL = ("year_start", "year_end", "month_end", "day_end", "hour_start", "hour_end", "minute_start", "minute_end")


async def shown(portsip: PortSip, id: str) -> dict[str, object]:
    return await portsip.get(f"holidays/{id}")


async def stored(portsip: PortSip, id: str) -> Holiday:
    return (await portsip.repository.get(Holiday, object_id(id) or 0)).document


def covers(holiday: Holiday, *moments: str) -> list[bool]:
    return [holiday.covers(datetime.fromisoformat(moment)) for moment in moments]


async def test_all_of_it_is_read_back(portsip: PortSip) -> None:
    id = await portsip.create(FULL, "holidays")
    assert await shown(portsip, id) == {"id": id, **FULL}
    assert covers(
        await stored(portsip, id), "2026-12-24T14:29", "2026-12-24T14:30", "2027-01-02T07:45", "2027-01-02T07:46"
    ) == [False, True, True, False]


@pytest.mark.parametrize("blank", [{}, dict.fromkeys(OPTIONAL)])
async def test_what_is_missing_is_the_whole_day(portsip: PortSip, blank: dict[str, object]) -> None:
    id = await portsip.create({**LEAST, **blank}, "holidays")
    assert await shown(portsip, id) == {
        "id": id,
        **LEAST,
        "year_start": None,
        "year_end": None,
        "month_end": 10,
        "day_end": 3,
        "hour_start": 0,
        "hour_end": 23,
        "minute_start": 0,
        "minute_end": 59,
    }
    holiday = await stored(portsip, id)
    assert covers(holiday, "2026-10-03T00:00", "2031-10-03T23:59:59", "2026-10-04T00:00") == [True, True, False]


async def test_an_hour_alone_is_a_full_hour(portsip: PortSip) -> None:
    id = await portsip.create({**LEAST, "hour_start": 12, "hour_end": 18}, "holidays")
    assert covers(await stored(portsip, id), "2026-10-03T12:00", "2026-10-03T18:00", "2026-10-03T18:01") == [
        True,
        True,
        False,
    ]


async def test_the_year_may_be_0_or_kept_where_it_does_not_matter(portsip: PortSip) -> None:
    zero = await portsip.create({**LEAST, "year_start": 0, "year_end": 0}, "holidays")
    assert (await shown(portsip, zero))["year_start"] is None
    kept = await portsip.create({**LEAST, "name": "Kept", "year_start": 2024, "year_end": 2025}, "holidays")
    found = await shown(portsip, kept)
    assert (found["year_start"], found["year_end"]) == (2024, 2025)
    assert covers(await stored(portsip, kept), "2030-10-03T10:00") == [True]


@pytest.mark.parametrize("name", ["name", "region", "consecutive", "every_year", "month_start", "day_start"])
async def test_what_a_holiday_needs(portsip: PortSip, name: str) -> None:
    assert await portsip.refused("POST", "holidays", {**LEAST, name: None}) == [name]
    assert await portsip.refused("POST", "holidays", {field: LEAST[field] for field in LEAST if field != name}) == [
        name
    ]
    id = wire_id(HOLIDAY)
    if name != "region":
        assert await portsip.refused("POST", f"holidays/{id}", {name: None}) == [name]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": 5}, "name"),
        ({"region": "DE"}, "region"),
        ({"region": "deu"}, "region"),
        ({"every_year": "true"}, "every_year"),
        ({"consecutive": 1}, "consecutive"),
        ({"year_start": 10_000}, "year_start"),
        ({"month_start": 0}, "month_start"),
        ({"month_end": 13}, "month_end"),
        ({"day_start": 32}, "day_start"),
        ({"day_start": "3"}, "day_start"),
        ({"day_end": 31, "month_end": 4}, "day_end"),
        ({"day_start": 30, "month_start": 2}, "day_start"),
        ({"hour_start": 24}, "hour_start"),
        ({"minute_end": 60}, "minute_end"),
        ({"minute_start": True}, "minute_start"),
        ({"hour_start": 12, "hour_end": 11}, "hour_end"),
        ({"every_year": False}, "year_start"),
        ({"every_year": False, "year_start": 0}, "year_start"),
        ({"every_year": False, "year_start": 2026, "consecutive": True, "day_end": 2}, "day_end"),
    ],
)
async def test_limits(portsip: PortSip, change: dict[str, object], field: str) -> None:
    assert await portsip.refused("POST", "holidays", {**LEAST, **change}) == [field]


async def test_a_name_is_taken_once(portsip: PortSip) -> None:
    assert await portsip.refused("POST", "holidays", {**LEAST, "name": "Carols"}) == ["name"]


async def test_what_an_update_leaves_out_stays(portsip: PortSip) -> None:
    id = await portsip.create(FULL, "holidays")
    await portsip.update(id, {}, "holidays")
    assert await shown(portsip, id) == {"id": id, **FULL}
    await portsip.update(id, {"minute_end": None, "hour_end": None, "day_end": 5, "unknown": 1}, "holidays")
    assert await shown(portsip, id) == {"id": id, **FULL, "hour_end": 23, "minute_end": 59, "day_end": 5}
    assert await portsip.refused("POST", f"holidays/{id}", {"year_end": 2025}) == ["day_end"]
    await portsip.update(id, await shown(portsip, id), "holidays")


async def test_one_without_a_region_can_be_sent_back(portsip: PortSip) -> None:
    id = wire_id(SECOND_HOLIDAY)
    before = await shown(portsip, id)
    assert before["region"] is None
    await portsip.update(id, before, "holidays")
    assert await shown(portsip, id) == before


async def test_lists(portsip: PortSip) -> None:
    await portsip.create(LEAST, "holidays")
    reply = await portsip.get("holidays", orderby="name desc", top=2)
    assert reply["count"] == 3
    items = reply["items"]
    assert isinstance(items, list)
    assert [one["name"] for one in items] == ["Unity Day", "Trip"]
    assert items[1] == await shown(portsip, wire_id(SECOND_HOLIDAY))
    assert (await portsip.get("holidays", filter="contains(name,'aro')"))["count"] == 1


async def test_a_holiday_in_use_goes_from_where_it_is_used(portsip: PortSip) -> None:
    when = Schedule(holidays=(HOLIDAY, SECOND_HOLIDAY))
    menu = Ivr(
        name="Menu",
        number="6500",
        options=(Option(keys="1", route=Route(to=ByTime(when=when, holiday=HangUp()))),),
    )
    ivr = await portsip.repository.create(menu, author="test")
    rule = await portsip.repository.create(TimeCondition(name="Rule", when=when), author="test")
    await portsip.destroy(wire_id(HOLIDAY), "holidays")
    found = (await portsip.repository.get(Ivr, ivr.id)).document
    assert found == Ivr.model_validate(
        {
            **dict(menu),
            "options": (
                Option(keys="1", route=Route(to=ByTime(when=Schedule(holidays=(SECOND_HOLIDAY,)), holiday=HangUp()))),
            ),
        }
    )
    assert (await portsip.repository.get(TimeCondition, rule.id)).document.when.holidays == (SECOND_HOLIDAY,)
    assert [(one.revision, one.author) for one in await revisions(portsip.repository, ivr.id)] == [
        (1, "test"),
        (2, "portsip:admin"),
    ]
    assert (await revisions(portsip.repository, HOLIDAY))[-1].document is None
    assert (await portsip.send("GET", f"holidays/{wire_id(HOLIDAY)}")).status_code == 404


@pytest.mark.parametrize("id", [NOTHING, wire_id(85), "x"])
async def test_what_is_no_holiday(portsip: PortSip, id: str) -> None:
    assert (await portsip.send("GET", f"holidays/{id}")).status_code == 404
    assert (await portsip.send("POST", f"holidays/{id}", {})).status_code == 404
    assert (await portsip.send("POST", f"holidays/{id}/destroy")).status_code == 400


async def test_tenants_and_roles(portsip: PortSip) -> None:
    async with portsip.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    neighbour = (await add_user(portsip.services, 2, "other", "admin"))[1]
    id = wire_id(HOLIDAY)
    assert (await portsip.send("GET", "holidays", token=neighbour)).json() == {"count": 0, "items": []}
    assert (await portsip.send("GET", f"holidays/{id}", token=neighbour)).status_code == 404
    assert (await portsip.send("POST", f"holidays/{id}", {}, token=neighbour)).status_code == 404
    assert (await portsip.send("POST", f"holidays/{id}/destroy", token=neighbour)).status_code == 400
    assert (await portsip.send("POST", "holidays", {**LEAST, "name": "Carols"}, token=neighbour)).status_code == 201
    viewer = portsip.tokens["viewer"]
    assert (await portsip.send("GET", f"holidays/{id}", token=viewer)).status_code == 200
    for path in ("holidays", f"holidays/{id}", f"holidays/{id}/destroy"):
        assert (await portsip.send("POST", path, LEAST, token=viewer)).status_code == 403


numbers = st.none() | st.integers(-1, 60) | st.sampled_from([2026, 2027, 9999, 10_000, True, "1", 1.5])


@settings(max_examples=examples(32), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.fixed_dictionaries(
        {"consecutive": st.booleans(), "every_year": st.booleans()},
        optional=dict.fromkeys((*OPTIONAL, "month_start", "day_start"), numbers),
    )
)
@shared
async def test_any_holiday_is_read_back_or_refused(shared_portsip: PortSip, change: dict[str, object]) -> None:
    answer = await shared_portsip.send("POST", "holidays", {**LEAST, "name": "Any", **change})
    if answer.status_code == 400:
        failures(answer)
        return
    id = answer.json()["id"]
    found = await shown(shared_portsip, id)
    sent = {name: value for name, value in change.items() if value is not None and value != 0}
    assert {name: found[name] for name in sent} == sent
    await shared_portsip.update(id, found, "holidays")
    assert await shown(shared_portsip, id) == found
    await shared_portsip.destroy(id, "holidays")
