"""Recordings: texts, files and URLs, and what cannot become one."""

import base64
import io
from collections.abc import AsyncIterator

import numpy as np
import pytest
import soundfile

from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.model.prompt import Prompt

from .support import MINIMAL, Servetel, failure
from .web import Web, serve

pytestmark = pytest.mark.api


def tone(seconds: float = 0.5, kind: str = "WAV", amplitude: float = 0.3) -> bytes:
    samples = amplitude * np.sin(np.arange(int(8000 * seconds)) / 3)
    memory = io.BytesIO()
    soundfile.write(memory, samples, 8000, format=kind)
    return memory.getvalue()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with serve() as running:
        yield running


async def put_form(servetel: Servetel, method: str, path: str, file: bytes | None, **texts: str) -> dict[str, object]:
    headers = {"Authorization": f"Bearer {servetel.token}"}
    files = {"file": ("tone.wav", file)} if file is not None else {"other": ("x", b"x")}
    response = await servetel.http.request(method, f"/v1/{path}", data=texts, files=files, headers=headers)
    return dict(response.json())


async def stored(servetel: Servetel, id: object) -> Prompt:
    return (await servetel.repository.get(Prompt, int(str(id)))).document


async def test_a_voice_that_is_missing_is_told(servetel: Servetel) -> None:
    body = {"audio_name": "Welcome", "type": "tts", "data": "nuqneH", "speech": "tlh"}
    headers = {"Authorization": f"Bearer {servetel.token}"}
    response = await servetel.http.post("/v1/recording", json=body, headers=headers)
    assert response.status_code == 422
    assert "piper has no voice for tlh" in str(failure(response)["message"])


async def test_a_text_is_spoken(servetel: Servetel) -> None:
    body = {"audio_name": "Welcome", "type": "tts", "data": "Hello", "speech": "en_GB", "voice": "", "moh_status": 0}
    reply = await servetel.ok("POST", "recording", body)
    assert list(reply) == ["success", "message", "id"]
    prompt = await stored(servetel, reply["id"])
    assert (prompt.source, prompt.text, prompt.language) == ("speech", "Hello", "en-GB")
    assert servetel.services.prompts.exists(prompt.content)
    shown = await servetel.ok("GET", f"recording/{reply['id']}")
    assert {**shown, "duration": 0} == {
        "id": reply["id"],
        "name": "Welcome",
        "audio_name": "Welcome",
        "type": "tts",
        "data": "Hello",
        "speech": "en-GB",
        "voice": "",
        "moh_status": 0,
        "duration": 0,
    }
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "recording": f"outbound_tts||{reply['id']}"})


@pytest.mark.parametrize("kind", ["WAV", "MP3"])
async def test_a_file_in_base64(servetel: Servetel, kind: str) -> None:
    body = {"audio_name": "Tone", "type": "Upload", "data": base64.encodebytes(tone(kind=kind)).decode()}
    prompt = await stored(servetel, (await servetel.ok("POST", "recording", body))["id"])
    assert (prompt.name, prompt.source) == ("Tone", "upload")
    assert servetel.services.prompts.exists(prompt.content)


async def test_the_language_of_a_file_is_read_back(servetel: Servetel) -> None:
    body = {"audio_name": "Tone", "type": "upload", "data": base64.encodebytes(tone()).decode(), "speech": "hi_IN"}
    id = (await servetel.ok("POST", "recording", body))["id"]
    assert (await servetel.ok("GET", f"recording/{id}"))["speech"] == "hi-IN"


@pytest.mark.parametrize(
    ("kind", "data"), [("tts", "hello"), ("url", "http://192.0.2.1/a.wav"), ("upload", "UklGRg==")]
)
async def test_a_file_beside_something_else_is_refused(servetel: Servetel, kind: str, data: str) -> None:
    reply = await put_form(servetel, "POST", "recording", tone(), audio_name="Tone", type=kind, data=data)
    assert reply["errors"] == {"file": ["goes with the type upload, without data"]}


async def test_a_file_in_a_form(servetel: Servetel) -> None:
    texts = {"audio_name": "Tone", "type": "upload", "moh_status": "0"}
    reply = await put_form(servetel, "POST", "recording", tone(), **texts)
    assert reply["success"] is True
    prompt = await stored(servetel, reply["id"])
    assert servetel.services.prompts.exists(prompt.content)
    reply = await put_form(servetel, "PUT", f"recording/{reply['id']}", tone(1), **texts)
    assert reply == {"success": True, "message": "Recording updated successfully"}
    assert (await put_form(servetel, "POST", "recording", None, **texts))["errors"] == {"data": ["is required"]}


async def test_what_is_odd_is_told(servetel: Servetel) -> None:
    texts = {"audio_name": "Tone", "type": "upload", "moh_status": "0"}
    reply = await put_form(servetel, "POST", "recording", tone(amplitude=0.002), **texts)
    prompt = await stored(servetel, reply["id"])
    assert reply["warnings"] == [warning.model_dump() for warning in prompt.warnings]
    assert [warning.code for warning in prompt.warnings] == ["very-quiet"]
    reply = await put_form(servetel, "PUT", f"recording/{reply['id']}", tone(amplitude=0.001), **texts)
    assert reply["warnings"]


async def test_broken_forms(servetel: Servetel) -> None:
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=x"):
        headers = {"Authorization": f"Bearer {servetel.token}", "Content-Type": content_type}
        response = await servetel.http.post("/v1/recording", content=b"nonsense", headers=headers)
        assert response.status_code == 422
        failure(response)


async def test_a_file_from_a_url(servetel: Servetel, web: Web) -> None:
    web.files["/tone.wav"] = tone()
    body = {"audio_name": "Tone", "type": "url", "data": f"{web.base}/tone.wav"}
    prompt = await stored(servetel, (await servetel.ok("POST", "recording", body))["id"])
    assert servetel.services.prompts.exists(prompt.content)
    assert web.asked == ["/tone.wav"]


async def test_a_url_that_leads_inside(servetel: Servetel, web: Web) -> None:
    web.files["/tone.wav"] = tone()
    body = {"audio_name": "Tone", "type": "url", "data": f"http://127.0.0.1:{web.port}/tone.wav"}
    assert await servetel.errors("POST", "recording", body) == {"data": ["the host has no public address"]}
    assert web.asked == []


async def test_update_is_heard_where_it_is_played(servetel: Servetel) -> None:
    body = {"audio_name": "New name", "type": "tts", "data": "Goodbye"}
    await servetel.ok("PUT", "recording/90", body)
    prompt = await stored(servetel, 90)
    assert (prompt.name, prompt.text, prompt.language) == ("New name", "Goodbye", "en")


async def test_names_are_unique(servetel: Servetel) -> None:
    body = {"audio_name": "demo.wav", "type": "tts", "data": "Hello"}
    for method, path in (("POST", "recording"), ("PUT", "recording/90")):
        assert await servetel.errors(method, path, body) == {"audio_name": ["has already been taken"]}


async def test_what_cannot_become_a_recording(servetel: Servetel) -> None:
    good = {"audio_name": "x", "type": "upload", "data": "UklGRg=="}
    for wrong, field in (
        ({"audio_name": ""}, "audio_name"),
        ({"audio_name": None}, "audio_name"),
        ({"type": "record"}, "type"),
        ({"type": None}, "type"),
        ({"type": 3}, "type"),
        ({"data": ""}, "data"),
        ({"data": None}, "data"),
        ({"data": 5}, "data"),
        ({"data": "%%%"}, "data"),
        ({"data": "é"}, "data"),
        ({}, "data"),
        ({"data": base64.b64encode(b"x" * 200_001).decode()}, "data"),
        ({"type": "tts", "data": " "}, "data"),
        ({"type": "tts", "data": "x" * 5001}, "data"),
        ({"type": "tts", "data": "Hello", "speech": "English!"}, "speech"),
    ):
        assert list(await servetel.errors("POST", "recording", {**good, **wrong})) == [field], wrong
    response = await servetel.send("POST", "recording", {**good, "data": "x" * 600_000})
    assert response.status_code == 422
    assert "longer than" in str(failure(response)["message"])


async def test_list_and_delete(servetel: Servetel) -> None:
    listed = (await servetel.ok("GET", "recordings"))["recordings"]
    assert isinstance(listed, list)
    assert [one["id"] for one in listed] == [90, 91, *ANNOUNCEMENTS]
    assert (await servetel.send("GET", "recording")).json() == listed
    assert listed[0]["name"] == "IVR.wav"
    assert listed[0] == await servetel.ok("GET", "recording/90")
    assert listed[2] == await servetel.ok("GET", f"recording/{listed[2]['id']}")
    await servetel.ok("PUT", "ivr/50", MINIMAL)
    response = await servetel.send("DELETE", "recording/90")
    assert response.status_code == 422
    assert "in use by ivr 50" in str(failure(response)["message"])
    await servetel.ok("DELETE", "ivr/50")
    await servetel.ok("DELETE", "recording/90")
    assert (await servetel.send("GET", "recording/90")).status_code == 404


def test_ids_of_announcements_never_change() -> None:
    """Clients keep them: new names come last in `AnnouncementName`."""
    assert [announcement.name for announcement in ANNOUNCEMENTS.values()][:9] == [
        *("default", "invalid", "unavailable", "busy", "no-answer", "not-permitted", "limit-reached", "goodbye"),
        "ringback",
    ]
    assert list(ANNOUNCEMENTS) == list(range(2147480000, 2147480000 + len(ANNOUNCEMENTS)))


async def test_announcements_of_the_product_cannot_be_changed(servetel: Servetel) -> None:
    for id in ANNOUNCEMENTS:
        assert (await servetel.send("DELETE", f"recording/{id}")).status_code == 422
        assert (await servetel.send("PUT", f"recording/{id}", {})).status_code == 422
