"""A text is heard before it is kept, a prompt takes the place of another, and wrong languages are found."""

import io

import pytest
import soundfile

from switchboard.api.native.routes_prompt_uses import PREVIEWS_PER_MINUTE

from .support import Native, places, problem

pytestmark = pytest.mark.api


async def speech(native: Native, name: str, language: str = "en") -> int:
    answer = await native.editor.post("/prompts/speech", json={"name": name, "text": name, "language": language})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def test_a_preview_is_heard_and_not_kept(native: Native) -> None:
    before = (await native.viewer.get("/prompts", params={"total": True})).json()["total"]
    heard = await native.editor.post("/speech/preview", json={"text": "Nobody keeps this", "language": "en"})
    assert heard.headers["content-type"] == "audio/flac"
    samples, rate_hz = soundfile.read(io.BytesIO(heard.content))
    assert rate_hz == 16_000
    assert len(samples) > rate_hz // 2
    assert (await native.viewer.get("/prompts", params={"total": True})).json()["total"] == before
    kept = await speech(native, "Nobody keeps this")
    again = await native.editor.post("/speech/preview", json={"text": "Nobody keeps this", "language": "en"})
    assert again.content == (await native.viewer.get(f"/prompts/{kept}/audio")).content


async def test_previews_are_bounded(native: Native) -> None:
    await speech(native, "once")
    for _ in range(PREVIEWS_PER_MINUTE):
        assert (await native.editor.post("/speech/preview", json={"text": "once"})).status_code == 200
    refused = await native.editor.post("/speech/preview", json={"text": "once"})
    assert problem(refused, 429, "too-many-requests")
    assert int(refused.headers["retry-after"]) > 0


async def test_a_prompt_takes_the_place_of_another_everywhere(native: Native) -> None:
    old, new = await speech(native, "old"), await speech(native, "new")
    said, kept = {"kind": "prompt", "prompt": old}, {"kind": "prompt", "prompt": 90}
    menu = {"name": "A", "number": "6399", "greeting": [said, kept], "transfer_prompt": said}
    ivr = (await native.editor.post("/ivrs", json=menu)).json()
    music = (await native.editor.post("/music", json={"name": "M", "prompts": [90, old]})).json()
    done = (await native.editor.post(f"/prompts/{old}/replace", json={"by": new})).json()
    assert [(one["kind"], one["id"]) for one in done["items"]] == [("ivr", ivr["id"]), ("music", music["id"])]
    assert (await native.viewer.get(f"/prompts/{old}/references")).json()["total"] == 0
    assert (await native.viewer.get(f"/music/{music['id']}")).json()["prompts"] == [90, new]
    written = (await native.viewer.get(f"/ivrs/{ivr['id']}/revisions")).json()["items"][0]
    assert (written["revision"], written["note"]) == (2, "new in the place of old")
    again = (await native.editor.post(f"/prompts/{old}/replace", json={"by": new})).json()
    assert again == {"items": []}


async def test_what_cannot_take_its_place(native: Native) -> None:
    for by in (90, 999_999, 50):
        refused = await native.editor.post("/prompts/90/replace", json={"by": by})
        assert places(problem(refused, 422, "invalid")) == [("#/by", "reference")]
    assert problem(await native.neighbour.post("/prompts/90/replace", json={"by": 91}), 404, "not-found")


async def test_prompts_in_another_language_are_found(native: Native) -> None:
    german, british = await speech(native, "Hallo", "de"), await speech(native, "Hello", "en-GB")
    said = [{"kind": "prompt", "prompt": german}, {"kind": "prompt", "prompt": british}]
    menu = {"name": "A", "number": "6399", "language": "en-US", "greeting": said}
    ivr = (await native.editor.post("/ivrs", json=menu)).json()["id"]
    found = (await native.viewer.get("/prompt-languages")).json()["items"]
    assert [(one["id"], one["field"], one["prompt"], one["prompt_language"]) for one in found] == [
        (ivr, "greeting[0].prompt", german, "de")
    ]
    assert (await native.neighbour.get("/prompt-languages")).json() == {"items": []}
