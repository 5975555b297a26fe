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


async def test_a_new_route_leads_callers_to_an_ivr_until_it_is_deleted(api: Api) -> None:
    pattern = [{"did_pattern": DID}]
    body = {
        "name": "Main",
        "trunk_list": [{"value": str(TRUNK)}],
        "did_pattern_list": pattern,
        "def_dest": "ivr",
        "def_dest_value": str(OTHER_IVR),
    }
    reply: Any = await api.post("inbound_route/create", body)
    assert reply["errcode"] == 0, reply
    shown: Any = (await api.get("inbound_route/get", id=reply["id"]))["data"]
    assert (shown["did_pattern_list"], [one["id"] for one in shown["trunk_list"]]) == (pattern, [TRUNK])
    caller = Scenario(DID, caller="442079460123", trunk=TRUNK, script="wait:1 hangup")
    assert places(await heard(api.repository, caller)) == ["ivr 6250"]
    assert (await api.get("inbound_route/delete", id=reply["id"]))["errcode"] == 0
    assert places(await heard(api.repository, caller)) == []
    again: Any = await api.post("inbound_route/create", shown)
    assert again["errcode"] == 0, again


@pytest.mark.parametrize(
    ("change", "errcode", "field"),
    [
        ({"name": ""}, 40002, "name"),
        ({"trunk_list": []}, 40002, "trunk_list"),
        ({"trunk_list": [{"value": "999"}]}, 40002, "trunk_list"),
        ({"trunk_list": ["x"]}, 40002, "trunk_list"),
        ({"trunk_list": "60"}, 40001, "trunk_list"),
        ({"def_dest": None}, 40002, "def_dest"),
        ({"def_dest": "extension"}, 40002, "def_dest_value"),
        ({"did_pattern_list": [{"did_pattern": "1"}, {"did_pattern": "2"}]}, 40002, "did_pattern_list"),
        ({"did_pattern_list": [{"did_pattern": "a b"}]}, 40002, "did_pattern_list"),
        ({"did_option": "range_to_ext"}, 40002, "did_option"),
        ({"pos": "1"}, 40001, "pos"),
        ({"pos": 0}, 40002, "pos"),
    ],
)
async def test_new_routes_that_are_refused(api: Api, change: dict[str, object], errcode: int, field: str) -> None:
    body = {"name": "Main", "trunk_list": [{"value": str(TRUNK)}], "def_dest": "end_call"}
    reply: Any = await api.post("inbound_route/create", {**body, **change})
    assert (reply["errcode"], reply["invalid_param_list"][0]["field"]) == (errcode, field)
    assert (await api.get("inbound_route/list"))["total_number"] == 0


async def test_a_route_that_is_not_there(route: Api) -> None:
    assert (await route.post("inbound_route/update", {"id": 999, "name": "x"}))["errcode"] == 60001
    assert (await route.post("inbound_route/update", {"name": "x"}))["errcode"] == 40002
