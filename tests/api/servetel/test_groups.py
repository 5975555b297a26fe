"""Departments and time groups: what can be listed of ring groups and time conditions."""

import pytest

from switchboard.model.destination import HangUp, PlainDestination, ToIvr
from switchboard.model.office import Office
from switchboard.model.ring_group import RingGroup, Strategy
from switchboard.model.schedule import DayHours, Schedule, TimeRange, WeekHours
from switchboard.model.time_condition import TimeCondition

from ..support import put
from .support import Servetel

pytestmark = pytest.mark.api

LUNCH = (TimeRange(start="08:00", end="12:00"), TimeRange(start="13:00", end="24:00"))
OWN = WeekHours(monday=DayHours(open=True, ranges=LUNCH), friday=DayHours(open=True), sunday=DayHours(ranges=LUNCH))


async def listed(servetel: Servetel, path: str) -> list[dict[str, object]]:
    response = await servetel.send("GET", path)
    assert response.status_code == 200
    found = response.json()
    assert isinstance(found, list)
    return found


def group(strategy: Strategy, failover: PlainDestination) -> RingGroup:
    return RingGroup(
        name="Desk",
        number="6310",
        members=(86, 85),
        strategy=strategy,
        ring_time_s=15,
        timeout_s=45,
        failover=failover,
    )


async def test_a_department_in_full(servetel: Servetel) -> None:
    await put(servetel.repository, 400, group("sequential", ToIvr(ivr=50)))
    for path in ("departments", "departments/", "department", "department/"):
        found = await listed(servetel, path)
        assert [one["id"] for one in found] == ["71", "400"]
        assert found[1] == {
            "id": "400",
            "name": "Desk",
            "description": "",
            "ring_strategy": "sequentially",
            "music_on_hold": None,
            "hold_playback": None,
            "failover_music": None,
            "agent_count": "2",
            "use_as_queue": False,
            "queue_timeout": None,
            "sticky_agent": {"enabled": False, "time_period": None, "format": None},
            "timeout": 45,
            "timeout_dest_type": "ivr",
            "timeout_destination": "50",
            "timeout_dest_name": "Other",
            "agents": [
                {"id": "86", "name": "Bo Day", "eid": "1001", "timeout": 15},
                {"id": "85", "name": "Ann Lee", "eid": "1000", "timeout": 15},
            ],
        }


@pytest.mark.parametrize(
    ("strategy", "shown", "rings_s"),
    [
        ("ring_all", "simultaneously", 45),
        ("sequential", "sequentially", 15),
        ("random", "randomly", 15),
        ("memory", "memory_hunt", 15),
        ("least_recent", "least_recent", 15),
    ],
)
async def test_strategies(servetel: Servetel, strategy: Strategy, shown: str, rings_s: int) -> None:
    await put(servetel.repository, 400, group(strategy, HangUp()))
    desk = (await listed(servetel, "departments"))[1]
    agents = desk["agents"]
    assert isinstance(agents, list)
    assert (desk["ring_strategy"], agents[0]["timeout"]) == (shown, rings_s)
    assert (desk["timeout_dest_type"], desk["timeout_dest_name"]) == ("hangup", None)


async def test_a_listed_department_is_a_destination(servetel: Servetel) -> None:
    (desk,) = await listed(servetel, "departments")
    (hours,) = await listed(servetel, "timegroups")
    for destination in (f"department||{desk['id']}", f"timegroup||{hours['id']}"):
        body = {"name": destination, "description": "", "recording_ID": "19", "recording_type": "recording"}
        kind, id = destination.split("||")
        created = await servetel.send(
            "POST", "auto_attendant", {**body, "destination_type": kind, "destination_id": id}
        )
        assert "recording_ID" in created.json()["errors"] and "destination_id" not in created.json()["errors"]


async def test_a_time_group_of_its_own_hours(servetel: Servetel) -> None:
    await put(servetel.repository, 400, TimeCondition(name="Day", when=Schedule(hours=OWN, timezone="Asia/Kolkata")))
    for path in ("timegroups", "timegroups/", "timegroup", "timegroup/"):
        assert (await listed(servetel, path))[-1] == {
            "id": "400",
            "name": "Day",
            "timezone": "Asia/Kolkata",
            "from_time": ["08:00", "13:00", "00:00"],
            "to_time": ["12:00", "24:00", "23:59"],
            "days": ["monday", "monday", "friday"],
            "dates": [],
            "months": [],
        }


async def test_a_time_group_of_the_hours_of_the_office(servetel: Servetel) -> None:
    await put(servetel.repository, 400, TimeCondition(name="Day"))
    before = (await listed(servetel, "timegroups"))[-1]
    assert (before["timezone"], before["days"]) == ("UTC", ["monday", "tuesday", "wednesday", "thursday", "friday"])
    week = WeekHours(saturday=DayHours(open=True, ranges=LUNCH[:1]))
    await put(servetel.repository, 401, Office(hours=week, timezone="Europe/Berlin"))
    after = (await listed(servetel, "timegroups"))[-1]
    assert (after["timezone"], after["days"], after["from_time"]) == ("Europe/Berlin", ["saturday"], ["08:00"])


async def test_only_of_the_own_tenant_and_with_a_token(servetel: Servetel) -> None:
    for path in ("departments", "timegroups", "my_number"):
        assert (await servetel.http.get(f"/v1/{path}")).status_code == 401
        assert (await servetel.send("POST", path, {})).status_code == 405
