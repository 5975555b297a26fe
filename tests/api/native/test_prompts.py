"""Prompts: uploaded, spoken, fetched; their sound follows from nothing else."""

import io

import numpy as np
import pytest
import soundfile

from switchboard.config import LimitSettings
from switchboard.model.prompt import Prompt

from .support import Native, places, problem

pytestmark = pytest.mark.api


def wav(frequency_hz: float = 440.0, duration_s: float = 0.5, amplitude: float = 0.3) -> bytes:
    """A tone at 8 kHz."""
    times = np.arange(int(8000 * duration_s)) / 8000
    file = io.BytesIO()
    soundfile.write(file, amplitude * np.sin(2 * np.pi * frequency_hz * times), 8000, format="WAV")
    return file.getvalue()


async def uploaded(native: Native, **form: str) -> dict[str, object]:
    answer = await native.editor.post("/prompts", files={"file": ("Hello.wav", wav())}, data=form)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/rest/v1/prompts/{answer.json()['id']}"
    return dict(answer.json())


async def test_an_upload_becomes_a_prompt(native: Native) -> None:
    shown = await uploaded(native)
    assert (shown["name"], shown["source"], shown["duration_ms"]) == ("Hello.wav", "upload", 500)
    named = await uploaded(native, name="Other.wav", text="Beep", language="en")
    assert (named["name"], named["text"], named["language"]) == ("Other.wav", "Beep", "en")
    assert named["content"] == shown["content"]
    taken = await native.editor.post("/prompts", files={"file": ("Hello.wav", wav())})
    assert places(problem(taken, 409, "duplicate")) == [("#/name", "duplicate")]


async def test_what_is_odd_is_told_and_can_be_read_later(native: Native) -> None:
    quiet = wav(amplitude=0.002)
    answer = await native.editor.post("/prompts", files={"file": ("Quiet.wav", quiet)})
    shown = answer.json()
    assert [warning["code"] for warning in shown["warnings"]] == ["very-quiet"]
    assert "dBov" in shown["warnings"][0]["text"]
    path = f"/prompts/{shown['id']}"
    assert (await native.viewer.get(path)).json()["warnings"] == shown["warnings"]
    again = await native.editor.put(f"{path}/audio", files={"file": ("x.wav", wav())})
    assert again.json()["warnings"] == []


async def test_the_sound_is_fetched_as_flac(native: Native) -> None:
    shown = await uploaded(native, name='Grüße "1".wav')
    path = f"/prompts/{shown['id']}/audio"
    answer = await native.viewer.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/flac")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.flac"
    samples, rate_hz = soundfile.read(io.BytesIO(answer.content))
    assert (len(samples), rate_hz) == (8000, 16000)
    again = await native.viewer.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_sound_can_be_replaced(native: Native) -> None:
    shown = await uploaded(native, text="old")
    path = f"/prompts/{shown['id']}/audio"
    stale = await native.editor.put(path, files={"file": ("x.wav", wav(880))}, headers={"If-Match": '"2"'})
    problem(stale, 412, "revision-conflict")
    answer = await native.editor.put(path, files={"file": ("x.wav", wav(880))}, headers={"If-Match": '"1"'})
    changed = answer.json()
    assert (answer.status_code, changed["revision"], changed["name"], changed["text"]) == (200, 2, "Hello.wav", "")
    assert changed["content"] != shown["content"]
    back = await native.editor.post(f"/prompts/{shown['id']}/restore", json={"revision": 1})
    assert back.json()["content"] == shown["content"]


async def test_a_text_is_spoken(native: Native) -> None:
    answer = await native.editor.post("/prompts/speech", json={"name": "Hi.wav", "text": "Good day", "language": "en"})
    shown = answer.json()
    assert (answer.status_code, shown["source"], shown["text"], shown["language"]) == (201, "speech", "Good day", "en")
    again = await native.editor.put(f"/prompts/{shown['id']}/speech", json={"text": "Good evening"})
    assert (again.status_code, again.json()["name"], again.json()["text"]) == (200, "Hi.wav", "Good evening")
    assert again.json()["content"] != shown["content"]
    assert (await native.viewer.get(f"/prompts/{shown['id']}/audio")).content.startswith(b"fLaC")


async def test_a_voice_that_is_missing_is_told(native: Native) -> None:
    wanted = {"name": "Hi.wav", "text": "nuqneH", "language": "tlh-Latn"}
    told = problem(await native.editor.post("/prompts/speech", json=wanted), 503, "speech-unavailable")
    assert "piper has no voice for tlh-Latn" in str(told["detail"])


async def test_voices_are_listed_and_tried(native: Native) -> None:
    shown = (await native.viewer.get("/speech")).json()
    assert [(one["language"], one["engine"], one["works"]) for one in shown["voices"]] == [
        ("default", "espeak-ng", True),
        ("tlh", "piper", False),
    ]
    assert shown["voices"][1]["reason"] == "piper has no voice for tlh in the folder voices"
    assert [one["engine"] for one in shown["engines"]] == ["espeak-ng", "piper", "pico2wave", "flite"]
    assert (await native.anybody.get("/speech")).status_code == 401


async def test_the_rest_of_a_prompt_is_edited_as_json(native: Native) -> None:
    shown = await uploaded(native)
    path = f"/prompts/{shown['id']}"
    answer = await native.editor.patch(path, json={"name": "New.wav", "text": "Words"})
    assert (answer.json()["name"], answer.json()["text"]) == ("New.wav", "Words")
    told = [{"code": "noisy", "text": "Noise."}]
    for field, value in (("content", "0" * 64), ("duration_ms", 1), ("source", "speech"), ("warnings", told)):
        refused = await native.editor.patch(path, json={field: value})
        assert places(problem(refused, 422, "invalid")) == [(f"#/{field}", "read-only")]


async def test_a_revision_whose_sound_is_gone_does_not_come_back(native: Native) -> None:
    gone = Prompt(name="Gone.wav", content="0" * 64, duration_ms=1)
    id = (await native.repository.create(gone, author="test")).id
    refused = await native.editor.post(f"/prompts/{id}/restore", json={"revision": 1})
    assert places(problem(refused, 422, "invalid")) == [("#/revision", "gone")]
    problem(await native.viewer.get(f"/prompts/{id}/audio"), 404, "not-found")


async def test_what_no_prompt_can_be(native: Native) -> None:
    post = native.editor.post
    sound = {"file": ("x.wav", wav())}
    problem(await post("/prompts", files={"file": ("x.wav", b"nothing")}), 422, "undecodable-audio")
    problem(await post("/prompts", files={"file": ("x.wav", b"")}), 422, "undecodable-audio")
    missing = await post("/prompts", files={"sound": ("x.wav", wav())})
    assert places(problem(missing, 422, "invalid")) == [("#/sound", "unknown")]
    text = await post("/prompts", files={"name": (None, "x.wav")})
    assert places(problem(text, 422, "invalid")) == [("#/file", "required")]
    name = await post("/prompts", files=sound, data={"name": "x" * 101})
    assert places(problem(name, 422, "invalid")) == [("#/name", "too-long")]
    headers = {"Content-Type": "multipart/form-data"}
    problem(await post("/prompts", content=b"x", headers=headers), 400, "malformed-request")
    problem(await post("/prompts/speech", json={"name": "x.wav", "text": ""}), 422, "invalid")
    problem(await post("/prompts/speech", json={"name": "x.wav", "text": " "}), 422, "invalid")
    problem(await post("/prompts/speech", json={"name": "x.wav", "text": "x", "language": "../x"}), 422, "invalid")


async def test_an_upload_can_be_too_long(native: Native) -> None:
    limit = LimitSettings().upload_bytes
    for size, code in ((limit + 1, "audio-too-large"), (limit + 2**20, "body-too-large")):
        problem(await native.editor.post("/prompts", files={"file": ("x.wav", b"x" * size)}), 413, code)
