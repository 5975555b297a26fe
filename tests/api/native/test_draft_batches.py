"""What makes sounds or many objects at once goes into a draft like everything else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from switchboard.processes import drafted_sounds

from .support import FURNISHED_IVR, Native, problem
from .test_prompts import wav
from .test_templates import RECEPTION, made

pytestmark = pytest.mark.api

CSV = {"Content-Type": "text/csv"}


async def begun(native: Native) -> str:
    return f"/drafts/{(await native.editor.post('/drafts', json={'name': 'Spring'})).json()['id']}"


async def uploaded(native: Native, path: str, name: str, frequency_hz: float) -> dict[str, Any]:
    sound = {"file": (name, wav(frequency_hz))}
    answer = await native.editor.post(f"{path}/prompts", files=sound)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/rest/v1{path}/prompts/{answer.json()['id']}"
    return dict(answer.json())


async def names(native: Native, kind: str, place: str = "") -> list[str]:
    return [one["name"] for one in (await native.viewer.get(f"{place}/{kind}?sort=name")).json()["items"]]


async def test_a_sound_is_heard_in_its_draft_and_by_callers_only_when_it_is_published(native: Native) -> None:
    draft, live = await begun(native), await uploaded(native, "", "Live.wav", 300)
    new, path = await uploaded(native, draft, "New.wav", 440), f"{draft}/prompts"
    again = await native.editor.put(f"{path}/{live['id']}/audio", files={"file": ("x.wav", wav(500))})
    assert again.json()["content"] not in (live["content"], new["content"])
    before = await native.viewer.get(f"/prompts/{live['id']}/audio")
    after = await native.viewer.get(f"{path}/{live['id']}/audio")
    assert before.headers["etag"] == f'"{live["content"]}"' and before.content != after.content
    problem(await native.viewer.get(f"/prompts/{new['id']}/audio"), 404, "not-found")
    problem(await native.viewer.post(f"{path}/speech", json={"name": "a", "text": "b"}), 403, "forbidden")
    problem(await native.neighbour.get(f"{path}/{new['id']}/audio"), 404, "not-found")
    says = {"greeting": [{"kind": "prompt", "prompt": live["id"]}]}
    await native.editor.patch(FURNISHED_IVR, json=says)
    replaced = await native.editor.post(f"{path}/{live['id']}/replace", json={"by": new["id"]})
    assert [one["name"] for one in replaced.json()["items"]] == ["Other"]
    assert (await native.viewer.get(FURNISHED_IVR)).json()["greeting"] == says["greeting"]
    assert (await native.editor.post(f"{draft}/publish", json={})).status_code == 200
    assert (await native.viewer.get(f"/prompts/{live['id']}/audio")).content == after.content
    assert (await native.viewer.get(FURNISHED_IVR)).json()["greeting"][0]["prompt"] == new["id"]


async def test_no_sound_of_a_draft_that_was_thrown_away_stays(native: Native) -> None:
    library, database = native.services.prompts, native.services.database
    gone, kept = await begun(native), await begun(native)
    live = await uploaded(native, "", "Live.wav", 300)
    thrown_away = [(await uploaded(native, gone, f"{hz}.wav", hz))["content"] for hz in (300, 440, 500)]
    shared = await uploaded(native, kept, "kept.wav", 500)
    await native.editor.delete(gone)
    now = datetime.now(UTC)  # files have the time of the machine

    async def left_after(hours: float) -> list[bool]:
        await drafted_sounds.tidy(database, library, now + timedelta(hours=hours))
        return [library.exists(content) for content in thrown_away]

    assert (live["content"], shared["content"]) == (thrown_away[0], thrown_away[2])
    assert await left_after(hours=0.5) == [True, True, True], "somebody may be about to use them"
    assert await left_after(hours=2) == [True, False, True]
    assert (await native.editor.post(f"{kept}/publish", json={})).status_code == 200
    assert await left_after(hours=2) == [True, False, True]
    assert await library.held_for_drafts(now + timedelta(hours=2)) == []


async def test_a_template_is_used_in_a_draft(native: Native) -> None:
    draft, menus = await begun(native), await names(native, "ivrs")
    use = {"answers": RECEPTION, "prompts": "announcements"}
    tried = (await native.editor.post(f"{draft}/templates/reception", json=use | {"dry_run": True})).json()
    done = (await native.editor.post(f"{draft}/templates/reception", json=use)).json()
    assert made(done) == made(tried) and done["written"]
    assert await names(native, "ivrs") == menus
    assert await names(native, "ivrs", draft) == sorted([*menus, "Reception"])
    twice = (await native.editor.post(f"{draft}/templates/reception", json=use)).json()
    assert {one["id"] for one in twice["objects"]}.isdisjoint({one["id"] for one in done["objects"]})
    assert twice["entry"]["name"] == "Reception 2"
    live = (await native.editor.post("/ivrs", json={"name": "Live", "number": "6999"})).json()
    assert live["id"] > max(one["id"] for one in twice["objects"]), "ids of drafts are given to nobody else"
    assert (await native.editor.post(f"{draft}/publish", json={})).status_code == 200
    assert (await native.viewer.get(f"/ivrs/{done['entry']['id']}")).json()["name"] == "Reception"


async def test_a_table_is_taken_into_a_draft(native: Native) -> None:
    draft = await begun(native)
    path, table = f"{draft}/extensions/csv", "number,name\n1000,Ann Miller\n1500,Zoë\n"
    tried = await native.editor.post(f"{path}?dry_run=true", content=table, headers=CSV)
    done = await native.editor.post(path, content=table, headers=CSV)
    assert done.json() == tried.json() and (done.json()["created"], done.json()["updated"]) == (1, 1)
    assert "Zoë" in (await native.viewer.get(path)).text
    assert "Zoë" not in (await native.viewer.get("/extensions/csv")).text
    unchanged = await native.editor.post(path, content=table, headers=CSV)
    assert unchanged.json()["unchanged"] == 2
    await native.editor.post("/extensions", json={"name": "Quicker", "number": "1500"})
    (fault,) = (await native.viewer.get(f"{draft}/checks")).json()["faults"]
    assert (fault["name"], fault["code"]) == ("Zoë", "duplicate")
    office = {"name": "office", "country": "DE"}
    assert (await native.editor.post(f"{draft}/offices", json=office)).status_code == 201
    emergency = await native.editor.post(path, content="number,name\n112,Nobody\n", headers=CSV)
    assert emergency.status_code == 422, "what is refused in force is refused in a draft"
    problem(await native.viewer.get(f"{draft}/prompts/csv"), 404, "no-such-path")
    problem(await native.viewer.post(path, content=table, headers=CSV), 403, "forbidden")


async def test_a_prompt_takes_the_place_of_an_announcement(native: Native) -> None:
    draft, says = await begun(native), [{"kind": "announcement", "name": "default"}]
    await native.editor.patch(FURNISHED_IVR, json={"greeting": says})
    path = "/announcements/default"
    assert [one["name"] for one in (await native.viewer.get(f"{path}/references")).json()["items"]] == ["Other"]
    done = await native.editor.post(f"{draft}{path}/replace", json={"by": 90})
    assert [one["id"] for one in done.json()["items"]] == [50]
    assert (await native.viewer.get(f"{draft}{path}/references")).json() == {"items": []}
    assert (await native.viewer.get(f"{draft}{FURNISHED_IVR}")).json()["greeting"] == [{"kind": "prompt", "prompt": 90}]
    assert (await native.viewer.get(FURNISHED_IVR)).json()["greeting"] == says
    problem(await native.editor.post(f"{path}/replace", json={"by": 9999}), 422, "invalid")
    problem(await native.viewer.get("/announcements/nothing/references"), 404, "not-found")


async def test_the_checks_of_a_draft_are_told_apart_from_those_in_force(native: Native) -> None:
    draft = await begun(native)
    group = (await native.editor.post(f"{draft}/ring-groups", json={"name": "Nobody", "number": "6301"})).json()
    option = {"keys": "7", "route": {"to": {"kind": "ring_group", "ring_group": group["id"]}}}
    await native.editor.patch(f"{draft}{FURNISHED_IVR}", json={"options": [option]})
    live = (await native.viewer.get("/checks")).json()["items"]
    drafted = (await native.viewer.get("/checks", params={"draft": draft.rpartition("/")[2]})).json()["items"]
    empty = {("group-empty", "Nobody")}
    assert {(one["code"], one["name"]) for one in drafted} >= empty
    checked = (await native.viewer.get(f"{draft}/checks")).json()
    assert {(one["code"], one["name"]) for one in checked["findings"]["items"]} >= empty
    known = [(one["code"], one["name"]) for one in checked["known"]["items"]]
    assert known and set(known) <= {(one["code"], one["name"]) for one in live}
    assert len(known) + len(checked["findings"]["items"]) == len(drafted)
    other = (await native.neighbour.get("/checks", params={"draft": draft.rpartition("/")[2]})).status_code
    assert other == 404
