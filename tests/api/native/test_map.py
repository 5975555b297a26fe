"""The map of calls over HTTP."""

import pytest

from ..support import shared
from .support import FURNISHED_IVR, Native

pytestmark = [pytest.mark.api, shared]


async def test_the_map_names_what_the_exits_lead_to(shared_native: Native) -> None:
    answer = await shared_native.viewer.get("/map?at=2026-03-02T12:00:00Z")
    assert answer.status_code == 200, answer.text
    places = {place["id"]: place for place in answer.json()["places"]}
    menu = (await shared_native.viewer.get(FURNISHED_IVR)).json()
    place = places[menu["id"]]
    assert (place["kind"], place["number"], place["revision"]) == ("ivr", menu["number"], menu["revision"])
    exits = {one["pointer"]: one for one in place["exits"]}
    for index, option in enumerate(menu["options"]):
        to = option["route"]["to"]
        found = exits[f"#/options/{index}/route/to"]
        assert (found["keys"], found["to"]["kind"]) == (option["keys"], to["kind"])
        if to["kind"] == "extension":
            extension = (await shared_native.viewer.get(f"/extensions/{to['extension']}")).json()
            assert (found["to"]["id"], found["to"]["number"]) == (extension["id"], extension["number"])


async def test_another_tenant_has_another_map(shared_native: Native) -> None:
    assert (await shared_native.neighbour.get("/map")).json()["places"] == []
