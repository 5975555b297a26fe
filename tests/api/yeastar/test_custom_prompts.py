"""custom_prompt/list, search, upload, create and delete."""

import asyncio
import io

import numpy as np
import pytest
import soundfile

from switchboard.api.yeastar.envelope import Code, answer_to
from switchboard.config import Settings
from switchboard.errors import SpeechUnavailable
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import CustomPrompt, Prompt
from tests.kit.past import revisions

from ...prompts.signals import need
from ..support import VERSION, Api, answer, fields, put, shared

pytestmark = pytest.mark.api

SPEECH: dict[str, object] = {
    "file": "welcome_tts",
    "type": "tts",
    "text": "Welcome.",
    "language": "en-US",
    "asr_manufacturer": "aws",
}


def wav(seconds: float = 0.2, amplitude: float = 0.3) -> bytes:
    buffer = io.BytesIO()
    tone = np.sin(np.arange(round(seconds * 8000)) * 0.5).astype(np.float32) * amplitude
    soundfile.write(buffer, tone, 8000, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


async def upload(api: Api, name: str, content: bytes, **form: str) -> dict[str, object]:
    url, parameters = VERSION + "custom_prompt/upload", {"access_token": api.token}
    return answer(await api.http.post(url, params=parameters, data=form, files={"file": (name, content)}))


async def names(api: Api, endpoint: str = "custom_prompt/list", **parameters: str | int) -> list[str]:
    reply = await api.get(endpoint, **parameters)
    assert list(reply) == ["errcode", "errmsg", "total_number", "prompt_list"], reply
    found = reply["prompt_list"]
    assert isinstance(found, list)
    return [item["real_filename"] for item in found]


@shared
async def test_list(shared_api: Api) -> None:
    reply = await shared_api.get("custom_prompt/list", page=1, page_size=1)
    assert reply["total_number"] == 2
    assert reply["prompt_list"] == [
        {
            "id": 90,
            "file": "IVR",
            "suffix": ".wav",
            "type": "record",
            "storage": 1,
            "real_filename": "IVR.wav",
            "asr_manufacturer": "",
            "language": "",
            "voice_id": "",
            "text": "",
        }
    ]
    assert await names(shared_api, sort_by="name", order_by="desc") == ["IVR.wav", "demo.wav"]


async def test_search(api: Api) -> None:
    spoken = Prompt(name="Spoken.wav", content=f"{92:064x}", duration_ms=1, source="speech", text="x", language="en")
    await put(api.repository, 92, spoken)
    assert await names(api, "custom_prompt/search", search_value="DEMO") == ["demo.wav"]
    assert await names(api, "custom_prompt/search", prompt_type="tts") == ["Spoken.wav"]
    assert await names(api, "custom_prompt/search", prompt_type="record", page=2, page_size=1) == ["demo.wav"]
    reply = await api.get("custom_prompt/search", prompt_type="specify")
    assert (reply["errcode"], fields(reply)) == (40002, [("prompt_type", "oneof")])


async def test_upload_and_use(api: Api) -> None:
    assert await upload(api, "/D:/prompt/new.wav", wav(), is_check="ask") == {
        "errcode": 0,
        "errmsg": "SUCCESS",
        "exist_type": "",
    }
    assert "new.wav" not in await names(api), "asking stores nothing"
    assert (await upload(api, "C:\\prompt\\new.wav", wav(), is_check="force"))["exist_type"] == ""
    assert (await upload(api, "new.wav", b"", is_check="ask"))["exist_type"] == "record"
    assert (await api.post("ivr/update", {"id": 50, "prompt": "new.wav"}))["errcode"] == 0
    stored = await api.repository.find_by_name(Prompt, "new.wav")
    assert stored
    assert (stored.document.duration_ms, stored.document.source) == (200, "upload")
    assert api.services.prompts.exists(stored.document.content)


async def test_what_is_odd_is_told(api: Api) -> None:
    odd = await upload(api, "quiet.wav", wav(amplitude=0.002), is_check="force")
    warnings = odd["warnings"]
    assert isinstance(warnings, list)
    assert (odd["exist_type"], [warning["code"] for warning in warnings]) == ("", ["very-quiet"])
    assert "warnings" not in await upload(api, "good.wav", wav(), is_check="force")


async def test_an_upload_replaces_the_sound_and_keeps_the_id(api: Api) -> None:
    assert (await upload(api, "IVR.wav", wav(0.4), is_check="force"))["exist_type"] == "record"
    stored = await api.repository.get(Prompt, 90)
    assert stored.document.duration_ms == 400
    assert (await revisions(api.repository, 90))[-1].author == "yeastar:tests"


async def test_uploads_at_once_make_one_prompt(api: Api) -> None:
    sounds = [wav(0.2 + 0.1 * index) for index in range(4)]
    replies = await asyncio.gather(*(upload(api, "new.wav", sound, is_check="force") for sound in sounds))
    assert [reply["errcode"] for reply in replies] == [0] * 4
    assert (await names(api)).count("new.wav") == 1


@shared
@pytest.mark.parametrize(
    ("name", "mode", "field", "rule"),
    [
        ("a.txt", "ask", "file", "format"),
        (".wav", "ask", "file", "format"),
        ("a,b.wav", "ask", "file", "format"),
        ("x" * 60 + ".wav", "ask", "file", "max"),
        ("a.wav", "", "is_check", "required"),
        ("a.wav", "perhaps", "is_check", "oneof"),
        ("a.wav", "force", "file", "format"),
        ("a.mp3", "force", "file", "format"),
        ("a.gsm", "force", "file", "format"),
    ],
)
async def test_bad_uploads(shared_api: Api, name: str, mode: str, field: str, rule: str) -> None:
    reply = await upload(shared_api, name, b"no sound at all", is_check=mode)
    assert (reply["errcode"], fields(reply)) == (40002, [(field, rule)])


async def test_too_large_uploads(api: Api) -> None:
    limit = Settings().limits.upload_bytes
    for content in (b"\0" * (limit + 1), b"\0" * (limit + 200_000)):
        reply = await upload(api, "a.wav", content, is_check="force")
        assert (reply["errcode"], reply["errmsg"]) == (40004, "FILE SIZE EXCEEDED")


async def test_too_long_uploads(api: Api) -> None:
    buffer = io.BytesIO()
    seconds = round(Settings().limits.prompt_seconds) + 1
    soundfile.write(buffer, np.zeros(seconds * 8000, np.float32), 8000, format="WAV", subtype="PCM_U8")
    assert (await upload(api, "a.wav", buffer.getvalue(), is_check="force"))["errcode"] == 40004


@shared
@pytest.mark.parametrize(
    ("content_type", "content", "code"),
    [
        ("application/json", b"{}", 40001),
        ("", b"", 40001),
        ("multipart/form-data", b"", 40001),
        ("multipart/form-data; boundary=x", b"no boundary", 40001),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nno name\r\n--x--\r\n", 40002),
        ("multipart/form-data; boundary=x", b"", 40002),
        ("multipart/form-data; boundary=x", b"--x\r\nA: b\r\n\r\n\r\n" * 17, 40001),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na', 40002),
    ],
)
async def test_uploads_that_are_no_form(shared_api: Api, content_type: str, content: bytes, code: int) -> None:
    headers = {"content-type": content_type} if content_type else {}
    url, parameters = VERSION + "custom_prompt/upload", {"access_token": shared_api.token}
    response = await shared_api.http.post(url, params=parameters, content=content, headers=headers)
    assert answer(response)["errcode"] == code


async def test_a_form_without_a_file(api: Api) -> None:
    url, parameters = VERSION + "custom_prompt/upload", {"access_token": api.token}
    files = {"is_check": (None, "ask"), "file": (None, "text")}
    reply = answer(await api.http.post(url, params=parameters, files=files))
    assert (reply["errcode"], fields(reply)) == (40002, [("file", "required")])


async def test_a_voice_that_is_missing_is_told(api: Api) -> None:
    reply = await api.post("custom_prompt/create", {**SPEECH, "language": "tlh"})
    assert reply["errcode"] == -1
    assert "piper has no voice for tlh" in str(reply["invalid_param_list"])


async def test_create_speaks_a_text(api: Api) -> None:
    need("espeak-ng")
    reply = await api.post("custom_prompt/create", SPEECH)
    assert reply["errcode"] == 0, reply
    stored = await api.repository.get(Prompt, int(str(reply["id"])))
    prompt = stored.document
    assert (prompt.name, prompt.source, prompt.text, prompt.language) == (
        "welcome_tts.wav",
        "speech",
        "Welcome.",
        "en-US",
    )
    assert prompt.duration_ms > 200
    assert (await upload(api, "welcome_tts.wav", b"", is_check="ask"))["exist_type"] == "tts"
    assert await api.post("custom_prompt/create", SPEECH) == {
        "errcode": 40003,
        "errmsg": "DUPLICATE KEY VALUE",
        "submsg": "Custom prompt create fail for duplicate fields",
        "duplicate_field_list": [
            {
                "field": "file",
                "value": "welcome_tts.wav",
                "external_source": "custom_prompt",
                "external_source_name": "welcome_tts.wav",
            }
        ],
    }


@shared
@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("file", "", "required"),
        ("file", "a b", "format"),
        ("file", "a.wav", "format"),
        ("file", "a,b", "format"),
        ("file", "x" * 60, "max"),
        ("type", "record", "oneof"),
        ("type", "specify", "unsupported"),
        ("text", " ", "required"),
        ("text", "x" * 1001, "max"),
        ("text", "\0", "format"),
        ("language", "english please", "format"),
        ("asr_manufacturer", "other", "oneof"),
        ("voice_id", "en-US_female", "unsupported"),
        ("speed", 51, "unsupported"),
        ("speed", 0, "min"),
        ("volume", 101, "max"),
        ("volume", 1, "unsupported"),
        ("pitch", 100, "unsupported"),
    ],
)
async def test_bad_texts_to_speak(shared_api: Api, name: str, value: object, rule: str) -> None:
    reply = await shared_api.post("custom_prompt/create", {**SPEECH, name: value})
    assert (reply["errcode"], fields(reply)) == (40002, [(name, rule)])


@shared
async def test_create_needs_four_parameters(shared_api: Api) -> None:
    reply = await shared_api.post("custom_prompt/create", {})
    assert fields(reply) == [(name, "required") for name in ("file", "type", "text", "language")]
    reply = await shared_api.post("custom_prompt/create", {**SPEECH, "speed": "50"})
    assert (reply["errcode"], fields(reply)) == (40001, [("speed", None)])


def test_a_missing_synthesiser_is_a_failure() -> None:
    response = answer_to(SpeechUnavailable("install it"), "Custom prompt create")
    assert f'"errcode":{int(Code.FAILURE)}' in bytes(response.body).decode()
    assert "install it" in bytes(response.body).decode()


async def test_delete(api: Api) -> None:
    for name, value in (("file", "IVR.wav"), ("id", "91")):
        assert await api.get("custom_prompt/delete", **{name: value}) == {"errcode": 0, "errmsg": "SUCCESS"}
        assert (await api.get("custom_prompt/delete", **{name: value}))["errcode"] == 60001
    assert await names(api) == []
    reply = await api.get("custom_prompt/delete")
    assert (reply["errcode"], fields(reply)) == (40002, [("file", "required")])
    assert (await api.get("custom_prompt/delete", id=85))["errcode"] == 60001, "an extension is no prompt"


async def test_a_prompt_in_use_cannot_be_deleted(api: Api) -> None:
    await put(api.repository, 51, Ivr(number="6251", name="Third", greeting=(CustomPrompt(prompt=90),)))
    reply = await api.get("custom_prompt/delete", file="IVR.wav")
    assert (reply["errcode"], reply["errmsg"]) == (70091, "CONNECTION_RELATION_EXISTED")
    assert reply["invalid_param_list"] == [
        {"field": "id", "value": 90, "valid_msg": "used by ivr 51 'Third' in greeting[0].prompt"}
    ]
