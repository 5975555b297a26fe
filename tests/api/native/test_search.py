"""The search as the API answers it."""

import pytest

from ..support import shared
from .support import Native, places, problem

pytestmark = [pytest.mark.api, shared]


async def test_a_hit_says_where_it_is(shared_native: Native) -> None:
    number = (await shared_native.viewer.get("/ivrs/50")).json()["number"]
    found = (await shared_native.viewer.get(f"/search?q={number}&kinds=ivr,extension&limit=1")).json()
    name = found["items"][0]["name"]
    assert found["items"] == [
        {
            "kind": "ivr",
            "id": 50,
            "name": name,
            "number": number,
            "where": "number",
            "pointer": "#/number",
            "text": number,
            "target": None,
        }
    ]
    assert found["total"] >= 1


async def test_a_kind_that_there_is_not(shared_native: Native) -> None:
    refused = problem(await shared_native.viewer.get("/search?q=a&kinds=ivr,ivory"), 422, "invalid")
    assert places(refused) == [("kinds", "unknown")]


async def test_names_of_ids(shared_native: Native) -> None:
    number = (await shared_native.viewer.get("/ivrs/50")).json()["number"]
    found = (await shared_native.viewer.get("/names?ids=85,50,50,999999999")).json()["items"]
    assert [(one["kind"], one["id"]) for one in found] == [("extension", 85), ("ivr", 50)]
    assert found[1]["number"] == number
    assert (await shared_native.neighbour.get("/names?ids=85,50")).json() == {"items": []}
    refused = problem(await shared_native.viewer.get("/names?ids=1,x"), 422, "invalid")
    assert [where for where, _ in places(refused)] == ["ids"]


async def test_another_tenant_finds_nothing_of_ours(shared_native: Native) -> None:
    assert (await shared_native.neighbour.get("/search")).json() == {"items": [], "total": 0}
