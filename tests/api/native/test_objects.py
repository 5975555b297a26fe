"""Creating, reading, replacing, patching and deleting; entity tags."""

import asyncio

import pytest

from .support import FURNISHED_IVR, IVR, Native, created, places, problem

pytestmark = pytest.mark.api


async def test_a_new_object_says_where_it_is(native: Native) -> None:
    answer = await native.editor.post("/ivrs", json=IVR)
    assert answer.status_code == 201
    shown = answer.json()
    assert answer.headers["location"] == f"/rest/v1/ivrs/{shown['id']}"
    assert answer.headers["etag"] == '"1"'
    assert shown["revision"] == 1
    assert shown["no_input"]["retries"] == 2
    again = await native.viewer.get(f"/ivrs/{shown['id']}")
    assert again.json() == shown
    assert again.headers["etag"] == '"1"'


async def test_what_was_read_can_be_sent_back(native: Native) -> None:
    shown = await created(native.editor, "/ivrs", IVR)
    path = f"/ivrs/{shown['id']}"
    answer = await native.editor.put(path, json={**shown, "description": "New"})
    assert (answer.status_code, answer.json()["revision"]) == (200, 2)
    stale = await native.editor.put(path, json={**shown, "description": "Newer"})
    assert problem(stale, 412, "revision-conflict")["revision"] == 2
    wrong = await native.editor.put(path, json={**shown, "id": 50})
    assert places(problem(wrong, 422, "invalid")) == [("#/id", "id")]
    unsaid = await native.editor.put(path, json={**IVR, "id": None, "revision": None})
    assert unsaid.json()["revision"] == 3


async def test_a_replacement_has_defaults_for_what_is_left_out(native: Native) -> None:
    shown = await created(native.editor, "/ivrs", {**IVR, "description": "Old"})
    answer = await native.editor.put(f"/ivrs/{shown['id']}", json=IVR)
    assert answer.json()["description"] == ""


async def test_a_patch_leaves_the_rest(native: Native) -> None:
    shown = await created(native.editor, "/ivrs", {**IVR, "description": "Old", "no_input": {"retries": 7}})
    path, merge_patch = f"/ivrs/{shown['id']}", {"Content-Type": "application/merge-patch+json"}
    patch = b'{"no_input": {"route": {"stop_recording": true}}, "description": null, "alert_info": "x"}'
    answer = await native.editor.patch(path, content=patch, headers=merge_patch)
    changed = answer.json()
    assert changed["no_input"]["retries"] == 7
    assert changed["no_input"]["route"]["stop_recording"] is True
    assert (changed["description"], changed["alert_info"], changed["number"]) == ("", "x", "6200")


async def test_what_changes_nothing_leaves_no_trace(native: Native) -> None:
    shown = await created(native.editor, "/ivrs", IVR)
    path = f"/ivrs/{shown['id']}"
    for answer in (
        await native.editor.put(path, json=shown),
        await native.editor.put(path, json=IVR),
        await native.editor.patch(path, json={}),
        await native.editor.patch(path, json={}, headers={"If-Match": '"1"'}),
    ):
        assert (answer.status_code, answer.json()) == (200, shown)
    assert len((await native.viewer.get(f"{path}/revisions")).json()["items"]) == 1


async def test_a_write_can_depend_on_what_was_read(native: Native) -> None:
    path = FURNISHED_IVR
    for header in ('"1"', '"7", "1"', "*"):
        answer = await native.editor.patch(path, json={"description": ""}, headers={"If-Match": header})
        assert answer.status_code == 200, header
    for header in ('"2"', 'W/"1"', '"x"', '"01"', '""'):
        for method, body in (("PUT", IVR), ("PATCH", {}), ("DELETE", None)):
            answer = await native.editor.request(method, path, json=body, headers={"If-Match": header})
            problem(answer, 412, "revision-conflict")
            assert answer.headers["etag"] == '"1"'
    for header in ("1", '"1', "x", ""):
        answer = await native.editor.patch(path, json={}, headers={"If-Match": header})
        assert places(problem(answer, 400, "malformed-request")) == [("If-Match", "syntax")]
    assert (await native.editor.delete(path, headers={"If-Match": '"1"'})).status_code == 204
    problem(await native.editor.delete(path, headers={"If-Match": '"1"'}), 404, "not-found")


async def test_a_revision_in_the_body_does_not_replace_the_header(native: Native) -> None:
    for header in ('W/"1"', '"2"'):
        answer = await native.editor.put(FURNISHED_IVR, json={**IVR, "revision": 1}, headers={"If-Match": header})
        problem(answer, 412, "revision-conflict")


async def test_what_the_client_has_is_not_sent_again(native: Native) -> None:
    for header in ('"1"', 'W/"1"', '"7", "1"', "*"):
        answer = await native.viewer.get(FURNISHED_IVR, headers={"If-None-Match": header})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"1"'), header
    answer = await native.viewer.get(FURNISHED_IVR, headers={"If-None-Match": '"2"'})
    assert answer.status_code == 200


async def test_patches_at_once_lose_nothing(native: Native) -> None:
    patches: list[dict[str, object]] = [
        {"description": "New"},
        {"alert_info": "ring"},
        {"language": "de"},
        {"response_timeout_s": 9},
        {"digit_timeout_s": 8},
        {"no_input": {"retries": 5}},
        {"no_input": {"route": {"stop_recording": True}}},
        {"no_match": {"retries": 4}},
        {"direct_dial": {"mode": "all"}},
        {"outbound_dial": {"enabled": True}},
    ]
    answers = await asyncio.gather(*(native.editor.patch(FURNISHED_IVR, json=patch) for patch in patches))
    assert sorted(answer.json()["revision"] for answer in answers) == list(range(2, 12))
    shown = (await native.viewer.get(FURNISHED_IVR)).json()
    assert (shown["description"], shown["alert_info"], shown["language"]) == ("New", "ring", "de")
    assert (shown["response_timeout_s"], shown["digit_timeout_s"]) == (9, 8)
    assert (shown["no_input"]["retries"], shown["no_input"]["route"]["stop_recording"]) == (5, True)
    assert (shown["no_match"]["retries"], shown["direct_dial"]["mode"]) == (4, "all")
    assert shown["outbound_dial"]["enabled"] is True


async def test_of_writes_on_one_revision_one_wins(native: Native) -> None:
    answers = await asyncio.gather(
        *(
            native.editor.patch(FURNISHED_IVR, json={"description": str(n)}, headers={"If-Match": '"1"'})
            for n in range(10)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 9


async def test_a_taken_number_and_name(native: Native) -> None:
    taken = problem(await native.editor.post("/ivrs", json={"name": "X", "number": "1000"}), 409, "duplicate")
    assert places(taken) == [("#/number", "duplicate")]
    assert taken["owner"] == {"kind": "extension", "id": 85, "name": "Ann Lee", "number": "1000"}
    taken = problem(await native.editor.post("/trunks", json={"name": "Carrier", "host": "h"}), 409, "duplicate")
    assert places(taken) == [("#/name", "duplicate")]


async def test_what_is_used_stays(native: Native) -> None:
    in_use = problem(await native.editor.delete("/extensions/85"), 409, "in-use")
    assert in_use["users"] == [{"kind": "extension_group", "id": 70, "name": "Sales", "field": "#/members/0"}]
    assert in_use["total_users"] == 1
    assert (await native.editor.delete("/extension-groups/70")).status_code == 204
    assert (await native.editor.delete("/extensions/85")).status_code == 204
    problem(await native.viewer.get("/extensions/85"), 404, "not-found")


async def test_an_id_is_of_one_kind(native: Native) -> None:
    for path in ("/ivrs/85", "/ivrs/85/revisions", "/ivrs/85/references", "/ivrs/85/revisions/1", "/prompts/85/audio"):
        problem(await native.viewer.get(path), 404, "not-found")
    for id in ("0", "-1", "abc", "1.0", "9" * 20, "9" * 5000, "%00"):
        problem(await native.viewer.get(f"/ivrs/{id}"), 404, "not-found")


async def test_a_code_that_hides_something_is_told(native: Native) -> None:
    option = {"keys": "*2", "route": {"to": {"kind": "hang_up"}}}
    menu = {"name": "Codes", "number": "6900", "options": [option], "feature_codes": ["check_messages"]}
    made = await native.editor.post("/ivrs", json=menu)
    told = '299 Switchboard "the feature code *2 (check_messages) hides the option *2 of the menu 6900"'
    assert (made.status_code, made.headers.get_list("warning")) == (201, [told])
    changed = await native.editor.patch(f"/ivrs/{made.json()['id']}", json={"feature_codes": []})
    assert (changed.status_code, changed.headers.get_list("warning")) == (200, [])
    route = {"name": 'Zoë \\ "*"', "patterns": [{"pattern": "*2."}], "trunks": [60]}
    (warning,) = (await native.editor.post("/outbound-routes", json=route)).headers.get_list("warning")[:1]
    assert warning.startswith('299 Switchboard "') and "Zo\\xeb" in warning
