"""All routes of a kind in another order, by one request."""

import pytest

from .support import Native, places, problem

pytestmark = pytest.mark.api


async def furnished(native: Native) -> list[int]:
    """Three routes in, which all have the same position."""
    made = []
    for name in ("a", "b", "c"):
        new = {"name": name, "pattern": "49X.", "to": {"kind": "hang_up"}}
        made.append((await native.editor.post("/inbound-routes", json=new)).json()["id"])
    return made


async def positions(native: Native) -> dict[int, tuple[int, int]]:
    found = (await native.viewer.get("/inbound-routes")).json()["items"]
    return {one["id"]: (one["position"], one["revision"]) for one in found}


async def test_routes_are_put_in_order_by_one_write(native: Native) -> None:
    a, b, c = await furnished(native)
    others = [id for id in await positions(native) if id not in (a, b, c)]
    assert (await native.editor.put("/inbound-routes/order", json={"ids": [a, c, b, *others]})).status_code == 204
    found = await positions(native)
    assert {id: found[id] for id in (a, c, b)} == {a: (1, 1), c: (2, 2), b: (3, 2)}
    written = (await native.viewer.get("/changes?kind=inbound_route")).json()["items"]
    assert {one["id"] for one in written if one["note"] == "order"} == {b, c}


async def test_who_does_not_name_each_route_once_changes_nothing(native: Native) -> None:
    a, b, c = await furnished(native)
    others = [id for id in await positions(native) if id not in (a, b, c)]
    before = await positions(native)
    for ids in ([a, b, *others], [a, b, c, c, *others], [a, b, c, *others, 60], []):
        refused = problem(await native.editor.put("/inbound-routes/order", json={"ids": ids}), 422, "invalid")
        assert places(refused) == [("#/ids", "each-once")]
    problem(await native.viewer.put("/inbound-routes/order", json={"ids": [c, b, a, *others]}), 403, "forbidden")
    problem(await native.neighbour.put("/inbound-routes/order", json={"ids": [c, b, a, *others]}), 422, "invalid")
    assert await positions(native) == before


async def test_a_draft_has_its_own_order(native: Native) -> None:
    a, b, c = await furnished(native)
    others = [id for id in await positions(native) if id not in (a, b, c)]
    draft = (await native.editor.post("/drafts", json={"name": "Spring"})).json()["id"]
    order = {"ids": [c, b, a, *others]}
    assert (await native.editor.put(f"/drafts/{draft}/inbound-routes/order", json=order)).status_code == 204
    assert {position for position, _ in (await positions(native)).values()} == {1}
    drafted = (await native.viewer.get(f"/drafts/{draft}/inbound-routes")).json()["items"]
    assert [one["id"] for one in sorted(drafted, key=lambda one: one["position"])] == order["ids"]
