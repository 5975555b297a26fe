"""Findings of a configuration, and which secrets are set."""

import pytest

from .support import Native, created, places, problem

pytestmark = pytest.mark.api
GREETING = [{"kind": "announcement", "name": "default"}]


def at(answer: dict[str, list[dict[str, object]]]) -> set[tuple[object, object]]:
    return {(one["code"], one["pointer"]) for one in answer["items"]}


async def test_a_finding_says_where_and_what(native: Native) -> None:
    menu = await created(
        native.editor, "/ivrs", {"name": "Empty", "number": "6900", "greeting": GREETING, "no_input": {"retries": 0}}
    )
    found = (await native.viewer.get(f"/checks?kind=ivr&id={menu['id']}")).json()
    assert ("nothing-to-press", "#/options") in at(found)
    one = next(one for one in found["items"] if one["code"] == "silence-ends")
    assert one == {
        "code": "silence-ends",
        "severity": "hint",
        "kind": "ivr",
        "id": menu["id"],
        "name": "Empty",
        "number": "6900",
        "pointer": "#/no_input/route",
        "values": {},
        "text": "silence after the first greeting ends the call, and callers are not told why",
    }
    assert found["counts"]["hint"] == len([one for one in found["items"] if one["severity"] == "hint"])


async def test_the_next_request_sees_a_change_of_the_configuration_and_of_a_secret(native: Native) -> None:
    dial_in = {"keys": "1", "route": {"to": {"kind": "disa"}}}
    menu = await created(native.editor, "/ivrs", {"name": "In", "number": "6901", "options": [dial_in]})
    url = f"/checks?id={menu['id']}"
    assert ("no-greeting", "#/greeting") in at((await native.viewer.get(url)).json())
    await native.editor.patch(f"/ivrs/{menu['id']}", json={"greeting": GREETING})
    found = at((await native.viewer.get(url)).json())
    assert ("no-greeting", "#/greeting") not in found
    assert ("pin-missing", "#/options/0/route/to") in found
    assert (await native.viewer.get(f"/ivrs/{menu['id']}/secrets")).json() == {"names": []}
    assert (await native.editor.put(f"/ivrs/{menu['id']}/pin", json={"pin": "135791"})).status_code == 204
    assert ("pin-missing", "#/options/0/route/to") not in at((await native.viewer.get(url)).json())
    assert (await native.viewer.get(f"/ivrs/{menu['id']}/secrets")).json() == {"names": ["disa_pin"]}


async def test_what_would_be_is_told_and_nothing_is_stored(native: Native) -> None:
    before = (await native.viewer.get("/ivrs/50")).json()
    loop = {"route": {"to": {"kind": "ivr", "ivr": 50}}}
    document = {"name": "Main", "number": before["number"], "no_input": loop}
    found = (await native.viewer.post("/checks", json={"kind": "ivr", "id": 50, "document": document})).json()
    assert ("silent-loop", "#/no_input/route/to") in at(found)
    assert {one["id"] for one in found["items"]} == {50}
    assert (await native.viewer.get("/ivrs/50")).json() == before
    new = (await native.viewer.post("/checks", json={"kind": "ivr", "document": document | {"number": "6999"}})).json()
    assert {one["id"] for one in new["items"]} == {None}


async def test_a_document_that_no_model_accepts_is_refused_at_its_place(native: Native) -> None:
    asked = {"kind": "ivr", "document": {"name": "A", "number": "6999", "options": [{"keys": "x"}]}}
    refused = problem(await native.viewer.post("/checks", json=asked), 422, "invalid")
    assert ("#/document/options/0/keys", "pattern") in places(refused)
    unknown = problem(await native.viewer.post("/checks", json={"kind": "ivory", "document": {}}), 422, "invalid")
    assert [where for where, _ in places(unknown)] == ["#/kind"]


async def test_another_tenant_is_told_of_its_own_alone(native: Native) -> None:
    assert (await native.neighbour.get("/checks")).json()["items"] == []
    problem(await native.neighbour.get("/ivrs/50/secrets"), 404, "not-found")
