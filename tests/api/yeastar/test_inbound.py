"""Inbound routes: looked up, and led to an IVR, so that callers from outside reach it."""

from typing import Any

import pytest

from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.destination import ToExtension, ToIvr
from switchboard.model.trunk import InboundRoute

from ..support import EXTENSION, OTHER_IVR, Api, heard, places, put

pytestmark = pytest.mark.api

ROUTE, TRUNK, DID = 500, 60, "442079460000"


@pytest.fixture
async def route(api: Api) -> Api:
    to = ToExtension(extension=EXTENSION)
    await put(api.repository, ROUTE, InboundRoute(name="Main", trunks=(TRUNK,), pattern=DID, position=2, to=to))
    return api


async def test_routes_are_looked_up(route: Api) -> None:
    rows: Any = (await route.get("inbound_route/list", page_size=100, sort_by="pos", order_by="asc"))["data"]
    (row,) = rows
    assert (row["id"], row["name"], row["did_pattern"]) == (ROUTE, "Main", [DID])
    assert (row["def_dest"], row["pos"], [one["id"] for one in row["trunk"]]) == ("extension", 2, [TRUNK])
    assert (await route.get("inbound_route/search", search_value="main"))["data"] == [row]
    whole: Any = (await route.get("inbound_route/get", id=ROUTE))["data"]
    assert whole["did_pattern_list"] == [{"did_pattern": DID}]
    assert (whole["def_dest"], whole["def_dest_prefix"], whole["def_dest_value"]) == ("extension", "", str(EXTENSION))
    assert (await route.get("inbound_route/query", ids=ROUTE))["data"] == [whole]


async def test_callers_come_to_the_ivr_that_a_route_is_led_to(route: Api) -> None:
    body = {"id": ROUTE, "name": "Front door", "def_dest": "ivr", "def_dest_value": str(OTHER_IVR)}
    assert (await route.post("inbound_route/update", body))["errcode"] == 0
    stored = (await route.repository.get(InboundRoute, ROUTE)).document
    assert (stored.name, stored.to, stored.pattern) == ("Front door", ToIvr(ivr=OTHER_IVR), DID)
    events = await heard(route.repository, Scenario(DID, caller="442079460123", trunk=TRUNK, script="wait:1 hangup"))
    assert places(events) == ["ivr 6250"]


async def test_what_is_sent_back_changes_nothing(route: Api) -> None:
    before = await route.repository.get(InboundRoute, ROUTE)
    whole: Any = (await route.get("inbound_route/get", id=ROUTE))["data"]
    assert (await route.post("inbound_route/update", whole))["errcode"] == 0
    assert await route.repository.get(InboundRoute, ROUTE) == before


@pytest.mark.parametrize(
    ("change", "errcode", "field"),
    [
        ({"did_pattern_list": []}, 40002, "did_pattern_list"),
        ({"pos": 1}, 40002, "pos"),
        ({"def_dest": "ivr", "def_dest_value": "999"}, 40002, "def_dest_value"),
        ({"def_dest": "call_flow", "def_dest_value": "1"}, 40002, "def_dest"),
        ({"def_dest": 1}, 40001, "def_dest"),
        ({"name": ""}, 40002, "name"),
    ],
)
async def test_other_changes_are_refused(route: Api, change: dict[str, object], errcode: int, field: str) -> None:
    before = await route.repository.get(InboundRoute, ROUTE)
    reply: Any = await route.post("inbound_route/update", {"id": ROUTE, **change})
    assert (reply["errcode"], reply["invalid_param_list"][0]["field"]) == (errcode, field)
    assert await route.repository.get(InboundRoute, ROUTE) == before


async def test_a_route_that_is_not_there(route: Api) -> None:
    assert (await route.post("inbound_route/update", {"id": 999, "name": "x"}))["errcode"] == 60001
    assert (await route.post("inbound_route/update", {"name": "x"}))["errcode"] == 40002
