"""Revisions, differences, going back, references, and the audit trail."""

import pytest

from .support import FURNISHED_IVR, IVR, Native, created, places, problem

pytestmark = pytest.mark.api


@pytest.fixture
async def path(native: Native) -> str:
    """An IVR with three revisions."""
    options = [{"keys": "1", "route": {"to": {"kind": "extension", "extension": 85}}}]
    shown = await created(native.editor, "/ivrs", {**IVR, "options": options})
    path = f"/ivrs/{shown['id']}"
    await native.editor.patch(path, json={"description": "Two", "options": None})
    await native.admin.patch(path, json={"description": "Three"})
    return path


async def test_revisions_come_newest_first_in_pages(native: Native, path: str) -> None:
    first = (await native.viewer.get(f"{path}/revisions?limit=2")).json()
    assert [(item["revision"], item["author"], item["deleted"]) for item in first["items"]] == [
        (3, "native:admin", False),
        (2, "native:editor", False),
    ]
    rest = (await native.viewer.get(f"{path}/revisions?limit=2&cursor={first['next']}")).json()
    assert ([item["revision"] for item in rest["items"]], rest["next"]) == ([1], None)


async def test_one_revision_is_the_document_as_it_was(native: Native, path: str) -> None:
    shown = (await native.viewer.get(f"{path}/revisions/2")).json()
    assert (shown["revision"], shown["document"]["description"], shown["document"]["options"]) == (2, "Two", [])
    for number in ("4", "0", "x", "9" * 30):
        problem(await native.viewer.get(f"{path}/revisions/{number}"), 404, "not-found")


async def test_what_differs_between_two(native: Native, path: str) -> None:
    shown = (await native.viewer.get(f"{path}/diff?from=1&to=3")).json()
    assert (shown["from"], shown["to"]) == (1, 3)
    route = {"to": {"kind": "extension", "extension": 85, "mobile": False}, "stop_recording": False}
    option = {"keys": "1", "route": route, "ambiguous_timeout_s": None, "sms_template": None, "webhook": None}
    assert shown["differences"] == [
        {"path": "#/description", "change": "changed", "old": "", "new": "Three"},
        {"path": "#/options/0", "change": "removed", "old": option},
    ]
    back = (await native.viewer.get(f"{path}/diff?from=2&to=1")).json()["differences"]
    assert back[1] == {"path": "#/options/0", "change": "added", "new": option}
    assert places(problem(await native.viewer.get(f"{path}/diff?from=1"), 422, "invalid")) == [("to", "required")]
    problem(await native.viewer.get(f"{path}/diff?from=1&to=9"), 404, "not-found")


async def test_going_back_is_a_new_revision(native: Native, path: str) -> None:
    answer = await native.editor.post(f"{path}/restore", json={"revision": 1})
    assert (answer.status_code, answer.json()["revision"], answer.headers["etag"]) == (200, 4, '"4"')
    assert answer.json()["options"][0]["keys"] == "1"
    newest = (await native.viewer.get(f"{path}/revisions")).json()["items"][0]
    assert (newest["revision"], newest["note"]) == (4, "restored revision 1")
    stale = await native.editor.post(f"{path}/restore", json={"revision": 1}, headers={"If-Match": '"3"'})
    problem(stale, 412, "revision-conflict")
    problem(await native.editor.post(f"{path}/restore", json={"revision": 99}), 404, "not-found")


async def test_a_deleted_object_comes_back_under_its_id(native: Native, path: str) -> None:
    assert (await native.editor.delete(path)).status_code == 204
    newest = (await native.viewer.get(f"{path}/revisions")).json()["items"][0]
    assert (newest["revision"], newest["deleted"]) == (4, True)
    deleted = await native.editor.post(f"{path}/restore", json={"revision": 4})
    assert places(problem(deleted, 422, "invalid")) == [("#/revision", "deleted")]
    conditional = await native.editor.post(f"{path}/restore", json={"revision": 3}, headers={"If-Match": '"4"'})
    problem(conditional, 404, "not-found")
    answer = await native.editor.post(f"{path}/restore", json={"revision": 3})
    assert (answer.status_code, answer.json()["revision"]) == (200, 5)
    assert (await native.viewer.get(path)).json()["description"] == "Three"


async def test_going_back_needs_what_it_refers_to(native: Native, path: str) -> None:
    await native.editor.delete("/extension-groups/70")
    await native.editor.delete("/extensions/85")
    answer = await native.editor.post(f"{path}/restore", json={"revision": 1})
    refused = problem(answer, 422, "invalid")
    assert places(refused) == [("#/options/0/route/to/extension", "reference")]


@pytest.mark.usefixtures("path")
async def test_who_refers_to_an_object(native: Native) -> None:
    users = (await native.viewer.get("/extensions/85/references")).json()
    assert users == {
        "items": [{"kind": "extension_group", "id": 70, "name": "Sales", "field": "#/members/0"}],
        "total": 1,
    }
    assert (await native.viewer.get(f"{FURNISHED_IVR}/references")).json() == {"items": [], "total": 0}


async def test_the_audit_trail(native: Native, path: str) -> None:
    await native.editor.delete(path)
    first = (await native.viewer.get("/changes?limit=3")).json()
    assert [(item["kind"], item["action"], item["author"], item["name"]) for item in first["items"]] == [
        ("ivr", "deleted", "native:editor", "Main"),
        ("ivr", "updated", "native:admin", "Main"),
        ("ivr", "updated", "native:editor", "Main"),
    ]
    rest = (await native.viewer.get(f"/changes?limit=500&cursor={first['next']}")).json()
    assert (rest["items"][0]["action"], rest["items"][-1]["author"], rest["next"]) == ("created", "test", None)
    sequence = [item["seq"] for item in first["items"] + rest["items"]]
    assert sequence == sorted(sequence, reverse=True)
