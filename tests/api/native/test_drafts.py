"""Drafts: changed like what is in force, compared, merged, published and undone as one."""

from typing import Any

import httpx
import pytest

from switchboard.model.directory import Extension
from switchboard.store.drafts import drafts

from .support import FURNISHED_IVR, Native, places, problem

pytestmark = pytest.mark.api

EXTENSION = "/extensions/85"


@pytest.fixture
async def draft(native: Native) -> str:
    """The path of an empty one."""
    answer = await native.editor.post("/drafts", json={"name": "Spring", "note": "new menu"})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/rest/v1/drafts/{answer.json()['id']}"
    return f"/drafts/{answer.json()['id']}"


def option(keys: str, **to: object) -> dict[str, object]:
    return {"keys": keys, "route": {"to": to}}


async def menu_in(draft: str, native: Native, **members: object) -> dict[str, Any]:
    document = {"name": "New", "number": "6300"} | members
    answer = await native.editor.post(f"{draft}/ivrs", json=document)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def changes(native: Native, draft: str) -> list[tuple[str, str, int]]:
    items = (await native.viewer.get(f"{draft}/changes")).json()["items"]
    return [(one["action"], one["name"], one["conflicts"]) for one in items]


async def names_in_force(native: Native, kind: str = "ivrs") -> list[str]:
    return [one["name"] for one in (await native.viewer.get(f"/{kind}")).json()["items"]]


async def test_a_draft_of_several_objects_is_published_as_one(native: Native, draft: str) -> None:
    new = await menu_in(draft, native, options=[option("1", kind="extension", extension=85)])
    leads = {"options": [option("1", kind="ivr", ivr=new["id"])]}
    assert (await native.editor.patch(f"{draft}{FURNISHED_IVR}", json=leads)).status_code == 200
    assert (await native.editor.delete(f"{draft}/prompts/91")).status_code == 204
    assert await names_in_force(native) == ["Other"], "nothing is in force yet"
    assert await changes(native, draft) == [("updated", "Other", 0), ("deleted", "demo.wav", 0), ("created", "New", 0)]
    checked = (await native.viewer.get(f"{draft}/checks")).json()
    assert (checked["faults"], checked["conflicts"], checked["publishable"]) == ([], 0, True)
    assert {(one["code"], one["name"]) for one in checked["findings"]["items"]} >= {("no-greeting", "New")}
    assert checked["known"]["items"]
    tag = (await native.viewer.get(draft)).headers["etag"]
    stale = await native.editor.post(f"{draft}/publish", json={}, headers={"If-Match": '"1"'})
    problem(stale, 412, "revision-conflict")
    published = await native.admin.post(f"{draft}/publish", json={"note": "as agreed"}, headers={"If-Match": tag})
    assert (published.status_code, published.json()["objects"], published.json()["name"]) == (200, 3, "Spring")
    assert await names_in_force(native) == ["Other", "New"]
    assert (await native.viewer.get(f"/ivrs/{new['id']}")).json() == new | {"revision": 1}, "it keeps its id"
    problem(await native.viewer.get(draft), 404, "not-found")
    trail = (await native.viewer.get(f"/changes?publication={published.json()['id']}")).json()["items"]
    assert {(one["author"], one["note"]) for one in trail} == {("native:admin", "as agreed")}
    assert sorted((one["action"], one["name"]) for one in trail) == [
        ("created", "New"), ("deleted", "demo.wav"), ("updated", "Other"),
    ]  # fmt: skip


async def test_a_publication_is_undone_as_one_and_again(native: Native, draft: str) -> None:
    new = await menu_in(draft, native)
    await native.editor.patch(f"{draft}{FURNISHED_IVR}", json={"name": "Renamed"})
    await native.editor.delete(f"{draft}/prompts/91")
    first = (await native.editor.post(f"{draft}/publish", json={})).json()
    gone = await native.editor.post(f"/publications/{first['id']}/undo", json={})
    assert problem(gone, 409, "sound-gone")["detail"] == "the sound of demo.wav is no longer stored"
    native.services.prompts.exists = lambda content: True  # type: ignore[method-assign]
    undone = (await native.editor.post(f"/publications/{first['id']}/undo", json={"note": "too early"})).json()
    assert (undone["undoes"], undone["objects"]) == (first["id"], 3)
    assert await names_in_force(native) == ["Other"]
    assert (await native.viewer.get("/prompts/91")).json()["name"] == "demo.wav"
    problem(await native.viewer.get(f"/ivrs/{new['id']}"), 404, "not-found")
    assert [(one["id"], one["undone_by"]) for one in (await native.viewer.get("/publications")).json()["items"]] == [
        (undone["id"], None), (first["id"], undone["id"]),
    ]  # fmt: skip
    again = (await native.editor.post(f"/publications/{undone['id']}/undo", json={})).json()
    assert await names_in_force(native) == ["Renamed", "New"]
    shown = (await native.viewer.get(f"/publications/{again['id']}")).json()
    assert [(one["action"], one["name"]) for one in shown["items"]] == [
        ("updated", "Renamed"), ("deleted", "demo.wav"), ("created", "New"),
    ]  # fmt: skip


async def test_undo_takes_back_nobody_elses_work(native: Native, draft: str) -> None:
    await native.editor.patch(f"{draft}{FURNISHED_IVR}", json={"name": "Renamed"})
    id = (await native.editor.post(f"{draft}/publish", json={})).json()["id"]
    await native.admin.patch(FURNISHED_IVR, json={"description": "later"})
    refused = problem(await native.editor.post(f"/publications/{id}/undo", json={}), 409, "overtaken")
    assert refused["objects"] == [{"kind": "ivr", "id": 50, "name": "Renamed"}]


async def test_objects_in_a_draft_have_the_lists_tags_and_errors_of_live_ones(native: Native, draft: str) -> None:
    menu = await menu_in(draft, native)
    path = f"{draft}/ivrs/{menu['id']}"
    page = (await native.viewer.get(f"{draft}/ivrs?sort=-number&limit=1&total=true")).json()
    assert ([one["name"] for one in page["items"]], page["total"]) == (["New"], 2)
    rest = (await native.viewer.get(f"{draft}/ivrs?sort=-number&cursor={page['next']}")).json()
    assert [one["name"] for one in rest["items"]] == ["Other"]
    assert [one["id"] for one in (await native.viewer.get(f"{draft}/ivrs?search=nE")).json()["items"]] == [menu["id"]]
    tag = (await native.viewer.get(path)).headers["etag"]
    assert (await native.viewer.get(path, headers={"If-None-Match": tag})).status_code == 304
    assert (await native.editor.put(path, json=menu | {"name": "Newer"})).status_code == 200
    problem(await native.editor.put(path, json=menu | {"name": "Lost"}), 412, "revision-conflict")
    taken = problem(await native.editor.patch(path, json={"number": "6250"}), 409, "duplicate")
    assert dict(taken["owner"])["kind"] == "ivr"  # type: ignore[call-overload]
    nowhere = {"options": [option("1", kind="ivr", ivr=9999)]}
    wrong = problem(await native.editor.patch(path, json=nowhere), 422, "invalid")
    assert places(wrong) == [("#/options/0/route/to/ivr", "reference")]
    problem(await native.editor.get(f"{draft}/nothings"), 404, "no-such-path")
    problem(await native.editor.get(f"{draft}/extensions/{menu['id']}"), 404, "not-found")
    problem(await native.editor.post(f"{draft}/prompts", json={"name": "a"}), 415, "unsupported-media-type")


async def test_what_the_draft_uses_stays_in_it(native: Native, draft: str) -> None:
    new = await menu_in(draft, native)
    await native.editor.patch(f"{draft}{FURNISHED_IVR}", json={"options": [option("1", kind="ivr", ivr=new["id"])]})
    users = (await native.viewer.get(f"{draft}/ivrs/{new['id']}/references")).json()["items"]
    assert [(one["name"], one["field"]) for one in users] == [("Other", "#/options/0/route/to/ivr")]
    for gone in (f"{draft}/ivrs/{new['id']}", f"{draft}/changes/{new['id']}"):
        problem(await native.editor.delete(gone), 409, "in-use")
    assert (await native.editor.delete(f"{draft}/changes/50")).status_code == 204
    assert (await native.editor.delete(f"{draft}/ivrs/{new['id']}")).status_code == 204
    assert await changes(native, draft) == []
    refused = problem(await native.editor.post(f"{draft}/publish", json={}), 422, "invalid")
    assert places(refused) == [("#", "empty")]


async def test_what_goes_back_to_what_is_in_force_is_no_change(native: Native, draft: str) -> None:
    live = (await native.viewer.get(EXTENSION)).json()
    first = (await native.editor.patch(f"{draft}{EXTENSION}", json={"name": "Ann"})).json()
    back = (await native.editor.patch(f"{draft}{EXTENSION}", json={"name": "Ann Lee"})).json()
    assert (back, await changes(native, draft)) == (live, [])
    again = (await native.editor.patch(f"{draft}{EXTENSION}", json={"name": "Ann"})).json()
    assert again["revision"] > first["revision"], "no tag is given to two versions"


async def test_what_others_change_meanwhile_is_merged_or_decided(native: Native, draft: str) -> None:
    await native.editor.patch(f"{draft}{EXTENSION}", json={"name": "Mine", "email": "a@example.com"})
    await native.admin.patch(EXTENSION, json={"name": "Theirs", "ring_time_s": 60})
    (found,) = (await native.viewer.get(f"{draft}/conflicts")).json()["items"]
    conflict = {"path": ["name"], "ids": [], "base": "Ann Lee", "mine": "Mine", "theirs": "Theirs"}
    assert found["conflicts"] == [conflict]
    assert [(one["path"], one["after"]) for one in found["merged"]] == [(["ring_time_s"], 60)]
    assert (found["author"], found["deleted"]) == ("native:admin", False)
    seen = (await native.viewer.get(f"{draft}{EXTENSION}")).json()
    assert (seen["name"], seen["ring_time_s"], seen["email"]) == ("Mine", 60, "a@example.com")
    refused = problem(await native.editor.post(f"{draft}/publish", json={}), 409, "overtaken")
    assert [one["name"] for one in list(refused["objects"])] == ["Mine"]  # type: ignore[call-overload]
    await native.editor.patch(f"{draft}{EXTENSION}", json={"mobile": "0171"})
    assert (await native.viewer.get(f"{draft}/checks")).json()["conflicts"] == 1, "nobody has decided"
    decision = {"object": 85, "fields": [{"path": ["name"], "take": "theirs"}]}
    left = (await native.editor.post(f"{draft}/resolve", json=decision)).json()
    assert left == {"items": [], "names": {}}
    assert (await native.editor.post(f"{draft}/publish", json={})).status_code == 200
    live = (await native.viewer.get(EXTENSION)).json()
    assert (live["name"], live["email"], live["ring_time_s"], live["mobile"]) == ("Theirs", "a@example.com", 60, "0171")


async def test_what_one_deletes_and_another_changes(native: Native, draft: str) -> None:
    await native.editor.delete(f"{draft}/prompts/91")
    await native.editor.patch(f"{draft}/prompts/90", json={"name": "Kept.wav"})
    await native.admin.patch("/prompts/91", json={"name": "Wanted.wav"})
    await native.admin.delete("/prompts/90")
    found = (await native.viewer.get(f"{draft}/conflicts")).json()["items"]
    assert [(one["name"], one["deleted"], one["conflicts"][0]["path"]) for one in found] == [
        ("Kept.wav", True, []), ("demo.wav", False, []),
    ]  # fmt: skip
    for id, side in ((90, "mine"), (91, "theirs")):
        assert (await native.editor.post(f"{draft}/resolve", json={"object": id, "take": side})).status_code == 200
    problem(await native.editor.post(f"{draft}/resolve", json={"object": 91}), 404, "not-found")
    assert (await native.editor.post(f"{draft}/publish", json={})).status_code == 200
    assert await names_in_force(native, "prompts") == ["Kept.wav", "Wanted.wav"]


async def test_a_number_that_was_taken_meanwhile(native: Native, draft: str) -> None:
    await menu_in(draft, native)
    await native.admin.post("/ivrs", json={"name": "Quicker", "number": "6300"})
    (fault,) = (await native.viewer.get(f"{draft}/checks")).json()["faults"]
    assert (fault["name"], fault["pointer"], fault["code"]) == ("New", "#/number", "duplicate")
    refused = problem(await native.editor.post(f"{draft}/publish", json={}), 409, "unpublishable")
    assert refused["faults"] == [fault]
    assert await names_in_force(native) == ["Other", "Quicker"]


async def test_what_is_deleted_and_used_meanwhile(native: Native, draft: str) -> None:
    await native.editor.delete(f"{draft}/prompts/90")
    await native.admin.patch(FURNISHED_IVR, json={"greeting": [{"kind": "prompt", "prompt": 90}]})
    (fault,) = (await native.viewer.get(f"{draft}/checks")).json()["faults"]
    assert (fault["name"], fault["code"]) == ("IVR.wav", "in-use")


async def test_differences_name_what_they_refer_to(native: Native, draft: str) -> None:
    new = await menu_in(draft, native)
    body = {"options": [option("1", kind="ivr", ivr=new["id"])], "greeting": [{"kind": "prompt", "prompt": 90}]}
    await native.editor.patch(f"{draft}{FURNISHED_IVR}", json=body)
    shown = (await native.viewer.get(f"{draft}/changes")).json()
    changed = next(one for one in shown["items"] if one["id"] == 50)
    assert [(one["path"], one["pointer"], one["change"], one["ids"]) for one in changed["fields"]] == [
        (["greeting", 0], "#/greeting/0", "added", ["#/prompt"]),
        (["options", {"keys": "1"}], "#/options/0", "added", ["#/route/to/ivr"]),
    ]
    named = {id: (one["kind"], one["name"], one["number"]) for id, one in shown["names"].items()}
    assert named == {"90": ("prompt", "IVR.wav", None), str(new["id"]): ("ivr", "New", "6300")}


async def test_simulation_and_explanation_follow_a_draft(native: Native, draft: str) -> None:
    new = await menu_in(draft, native, options=[option("1", kind="extension", extension=85)])
    asked = {"dialled": "6300", "keys": "1"}
    id = int(draft.rpartition("/")[2])
    by_draft = (await native.editor.post("/simulate", json=asked | {"draft": id})).json()["events"]
    assert [one["ivr"] for one in by_draft if one["type"] == "menu_entered"] == [new["id"]]
    in_force = (await native.editor.post("/simulate", json=asked)).json()["events"]
    assert not any(one["type"] == "menu_entered" for one in in_force)
    await native.editor.post(f"{draft}/offices", json={"timezone": "Asia/Tokyo"})
    words = [(await native.viewer.post("/explain", json=body)).json()["zone"] for body in ({}, {"draft": id})]
    assert words == ["UTC", "Asia/Tokyo"]
    found = (await native.viewer.get(f"/search?q=6300&draft={id}")).json()["items"]
    named = (await native.viewer.get(f"/names?ids={new['id']}&draft={id}")).json()["items"]
    assert [one["name"] for one in (*found, *named)] == ["New", "New"]
    problem(await native.neighbour.post("/simulate", json=asked | {"draft": id}), 404, "not-found")


async def test_a_draft_of_another_tenant_is_nowhere(native: Native, draft: str) -> None:
    await menu_in(draft, native)
    published = (await native.editor.post(f"{draft}/publish", json={})).json()["id"]
    other = (await native.editor.post("/drafts", json={"name": "Other"})).json()["id"]
    for method, path in (
        ("GET", f"/drafts/{other}"), ("PUT", f"/drafts/{other}"), ("DELETE", f"/drafts/{other}"),
        ("GET", f"/drafts/{other}/ivrs"), ("POST", f"/drafts/{other}/ivrs"), ("GET", f"/drafts/{other}/changes"),
        ("POST", f"/drafts/{other}/publish"), ("GET", f"/publications/{published}"),
        ("POST", f"/publications/{published}/undo"),
    ):  # fmt: skip
        body = {"name": "A", "number": "6400"} if path.endswith("ivrs") else {"name": "A"} if method == "PUT" else {}
        answer = await native.neighbour.request(method, path, json=None if method in ("GET", "DELETE") else body)
        problem(answer, 404, "not-found")
    assert (await native.neighbour.get("/drafts")).json() == {"items": []}


async def test_viewers_see_no_secrets_of_a_draft(native: Native, draft: str) -> None:
    hook = {"name": "CRM", "url": "https://crm.example/?key=s3cret"}
    id = (await native.editor.post("/webhooks", json=hook)).json()["id"]
    await native.editor.patch(f"{draft}/webhooks/{id}", json={"url": "https://crm.example/?key=other"})
    await native.admin.patch(f"/webhooks/{id}", json={"url": "https://crm.example/?key=third"})
    for path in (f"{draft}/changes", f"{draft}/conflicts", f"{draft}/webhooks", f"{draft}/webhooks/{id}"):
        answer = await native.viewer.get(path)
        assert answer.status_code == 200
        assert not any(secret in answer.text for secret in ("s3cret", "other", "third")), path
        assert "third" in (await native.editor.get(f"{draft}/conflicts")).text
    refused = problem(
        await native.editor.patch(f"{draft}/webhooks/{id}", json={"url": "https://a/?b=******"}), 422, "invalid"
    )
    assert places(refused)[0][1] == "masked"


async def test_limits(native: Native, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MAX_CHANGES", 1)
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 1)
    await menu_in(draft, native)
    full = await native.editor.post(f"{draft}/ivrs", json={"name": "Second", "number": "6301"})
    problem(full, 409, "limit-reached")
    problem(await native.editor.post("/drafts", json={"name": "Second"}), 409, "limit-reached")
    monkeypatch.setattr(drafts, "MAX_BYTES", 10)
    problem(await native.editor.patch(f"{draft}{EXTENSION}", json={"name": "A"}), 409, "limit-reached")


async def test_drafts_are_renamed_and_thrown_away(native: Native, draft: str) -> None:
    await menu_in(draft, native)
    renamed = await native.editor.put(draft, json={"name": "Summer"})
    assert (renamed.json()["name"], renamed.json()["note"], renamed.json()["changes"]) == ("Summer", "", 1)
    problem(await native.editor.put(draft, json={"name": "X"}, headers={"If-Match": '"1"'}), 412, "revision-conflict")
    assert [one["name"] for one in (await native.viewer.get("/drafts")).json()["items"]] == ["Summer"]
    assert (await native.editor.delete(draft)).status_code == 204
    problem(await native.editor.delete(draft), 404, "not-found")


async def merged(client: httpx.AsyncClient, path: str, body: dict[str, object]) -> dict[str, Any]:
    answer = await client.post(f"{path}/merge", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_two_who_edit_one_object_lose_nothing(native: Native) -> None:
    base = (await native.editor.get(EXTENSION)).json()
    await native.admin.patch(EXTENSION, json={"name": "Theirs", "ring_time_s": 60})
    mine = base | {"name": "Mine", "email": "a@example.com"}
    problem(await native.editor.put(EXTENSION, json=mine), 412, "revision-conflict")
    found = await merged(native.editor, EXTENSION, {"base": base, "mine": mine})
    conflict = {"path": ["name"], "ids": [], "base": "Ann Lee", "mine": "Mine", "theirs": "Theirs"}
    assert found["conflicts"] == [conflict]
    decided = [{"path": ["name"], "take": "theirs"}]
    found = await merged(native.editor, EXTENSION, {"base": base, "mine": mine, "decided": decided})
    assert found["conflicts"] == []
    written = await native.editor.put(EXTENSION, json=found["document"] | {"revision": found["revision"]})
    assert written.status_code == 200
    live = await native.repository.get(Extension, 85)
    assert (live.document.name, live.document.email, live.document.ring_time_s) == ("Theirs", "a@example.com", 60)


async def test_the_same_in_a_draft(native: Native, draft: str) -> None:
    path = f"{draft}{EXTENSION}"
    base = (await native.editor.get(path)).json()
    await native.admin.patch(path, json={"ring_time_s": 60})
    mine = base | {"email": "a@example.com"}
    problem(await native.editor.put(path, json=mine), 412, "revision-conflict")
    found = await merged(native.editor, path, {"base": base, "mine": mine})
    assert (found["conflicts"], [one["path"] for one in found["theirs"]]) == ([], [["ring_time_s"]])
    assert (await native.editor.put(path, json=found["document"] | {"revision": found["revision"]})).status_code == 200
