"""Kept scenarios are simulated again, and told apart by whether they end as they should."""

from typing import Any

import httpx
import pytest

from .support import Native, created, places, problem

pytestmark = pytest.mark.api

ANSWERED: dict[str, object] = {
    "name": "sales",
    "dialled": "6390",
    "keys": "1",
    "outcome": "answered",
    "ends_at": "1001",
}


async def furnished(native: Native) -> tuple[int, int]:
    """A menu whose key 1 leads to 1001, and the scenario that shows it."""
    (bob,) = (await native.editor.get("/extensions?number=1001")).json()["items"]
    key = {"keys": "1", "route": {"to": {"kind": "extension", "extension": bob["id"]}}}
    menu = await created(native.editor, "/ivrs", {"name": "Desk", "number": "6390", "options": [key]})
    return int(str(menu["id"])), int(str((await created(native.editor, "/scenarios", ANSWERED))["id"]))


async def run(client: httpx.AsyncClient, **wanted: object) -> dict[str, Any]:
    answer = await client.post("/scenarios/run", json=wanted)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_it_passes_until_calls_go_elsewhere(native: Native) -> None:
    menu, id = await furnished(native)
    assert await run(native.viewer) == {
        "passed": 1,
        "failed": 0,
        "items": [{"id": id, "name": "sales", "passed": True, "outcome": "answered", "ends_at": "1001", "refused": ""}],
    }
    draft = (await created(native.editor, "/drafts", {"name": "d"}))["id"]
    assert (await native.editor.patch(f"/drafts/{draft}/ivrs/{menu}", json={"options": []})).status_code == 200
    in_draft = await run(native.viewer, ids=[id], draft=draft)
    assert (in_draft["passed"], in_draft["failed"], in_draft["items"][0]["ends_at"]) == (0, 1, "6390")
    assert (await run(native.viewer))["passed"] == 1


async def test_all_that_can_be_said_of_the_world_counts(native: Native) -> None:
    _, id = await furnished(native)
    busy = {"phones": [{"number": "1001", "does": "busy"}], "outcome": "missed"}
    assert (await native.editor.patch(f"/scenarios/{id}", json=busy)).status_code == 200
    assert (await run(native.editor, ids=[id]))["passed"] == 1
    await created(native.editor, "/extensions", {"name": "Cid", "number": "1002"})
    handed_over = {"phones": [{"number": "1001", "consults": "1002"}], "outcome": "answered", "ends_at": "1002"}
    assert (await native.editor.patch(f"/scenarios/{id}", json=handed_over)).status_code == 200
    (item,) = (await run(native.editor, ids=[id]))["items"]
    assert (item["outcome"], item["ends_at"]) == ("answered", "1002")


async def test_what_cannot_be_simulated_any_more_fails_with_the_reason(native: Native) -> None:
    kept: dict[str, object] = {"name": "gone", "dialled": "6390", "caller": "1999"}
    id = (await created(native.editor, "/scenarios", kept))["id"]
    (item,) = (await run(native.viewer))["items"]
    assert (item["id"], item["passed"]) == (id, False)
    assert item["refused"] == "from is no extension; name the trunk of an outside call"


async def test_what_makes_no_sense_is_refused(native: Native) -> None:
    unknown = await native.viewer.post("/scenarios/run", json={"ids": [999_999]})
    assert places(problem(unknown, 422, "invalid")) == [("#/ids/0", "reference")]
    twice = {"name": "twice", "dialled": "1", "phones": [{"number": "1001"}, {"number": "1001"}]}
    refused = await native.editor.post("/scenarios", json=twice)
    assert places(problem(refused, 422, "invalid")) == [("#/phones/1", "twice")]
    assert (await native.viewer.post("/scenarios", json=ANSWERED)).status_code == 403
