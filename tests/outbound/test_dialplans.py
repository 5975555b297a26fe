"""API dial plans against a real web server: what it is asked, which answers count, and recordings from the web."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import soundfile

from switchboard.config import OutboundSettings, Settings
from switchboard.model.api_dialplan import (
    ApiDialplan,
    DialplanQuestion,
    DialplanStep,
    KeysWanted,
    PlayStep,
    TransferStep,
)
from switchboard.model.configuration import Configuration
from switchboard.model.destination import HangUp, ToApiDialplan, ToExternalNumber
from switchboard.model.prompt import CustomPrompt
from switchboard.model.stored import Stored
from switchboard.processes.dialplans import CallDialplans, DialplanWeb
from switchboard.processes.playable import PlayableMessages
from tests.kit.answering import Answering, answering
from tests.kit.sounds import samples, speech

pytestmark = pytest.mark.interop

PLAN = 70
BEGAN = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
QUESTION = DialplanQuestion("call-1", "+4930777", "555", BEGAN)
SAID: list[dict[str, dict[str, object]]] = [
    {"recording": {"type": "system", "data": 7611, "dtmf": {"timeout": 6000, "maxLength": 4}}},
    {"recording": {"type": "url", "data": "http://files.example/a.mp3"}},
    {"transfer": {"type": "number", "data": 9876543210}},
    {"transfer": {"type": "number", "data": ["1", "+2"]}},
    {"transfer": {"type": "api_dialplan", "data": str(PLAN)}},
    {"transfer": {"type": "hangup"}},
]
STEPS: tuple[DialplanStep, ...] = (
    PlayStep(prompt=CustomPrompt(prompt=7611), keys=KeysWanted(timeout_s=6, most=4)),
    PlayStep(url="http://files.example/a.mp3"),
    *(TransferStep(to=ToExternalNumber(number=number)) for number in ("9876543210", "1", "+2")),
    TransferStep(to=ToApiDialplan(api_dialplan=PLAN)),
    TransferStep(to=HangUp()),
)


@pytest.fixture
async def server() -> AsyncIterator[Answering]:
    async with answering() as running:
        running.says = json.dumps(SAID).encode()
        yield running


async def secret(id: int, name: str) -> str | None:
    return "t0ken" if (id, name) == (PLAN, "request") else None


def plan_at(server: Answering, **changes: object) -> Stored[ApiDialplan]:
    document = {"name": "crm", "method": "POST", "url": server.url("/where?a=b"), **changes}
    return Stored(PLAN, 1, ApiDialplan.model_validate(document))


def asker(server: Answering, directory: Path) -> CallDialplans:
    settings = Settings(data=directory, outbound=OutboundSettings(private_hosts=("localhost",)))
    configuration = Configuration.of([plan_at(server)])
    playable = PlayableMessages(lambda content: directory / content, directory)
    return CallDialplans(configuration, secret, cache(lambda: DialplanWeb(settings)), playable)


async def test_post_tells_all_variables_in_json(server: Answering, tmp_path: Path) -> None:
    taken = (STEPS[0], STEPS[1], STEPS[2])
    question = DialplanQuestion("call-1", "+4930777", "555", BEGAN, keys=("12", ""), taken=taken)
    answer = await asker(server, tmp_path).ask(plan_at(server, auth="bearer"), question)
    assert (answer.steps, answer.outcome) == (STEPS, "")
    (asked,) = server.posted
    assert (asked.method, asked.path, asked.headers["authorization"]) == ("POST", "/where?a=b", "Bearer t0ken")
    assert asked.json() == {
        "uuid": "call-1",
        "call_id": "call-1",
        "call_to_number": "555",
        "caller_id_number": "+4930777",
        "start_stamp": "2026-03-03 01:30:00",
        "last_dtmf": ["12", ""],
        "call_flow": [
            {"type": "recording", "value": "7611"},
            {"type": "recording", "value": "http://files.example/a.mp3"},
            {"type": "transfer", "value": "number||9876543210"},
        ],
    }


async def test_get_tells_them_in_the_query(server: Answering, tmp_path: Path) -> None:
    headers = ({"name": "X-Tenant", "value": "7"},)
    await asker(server, tmp_path).ask(plan_at(server, method="GET", headers=headers), QUESTION)
    (asked,) = server.posted
    assert (asked.method, asked.body, asked.headers["x-tenant"]) == ("GET", b"", "7")
    assert "&call_to_number=555&" in asked.path and asked.path.endswith("&last_dtmf=%5B%5D&call_flow=%5B%5D")


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        (b"<xml/>", "the answer is no JSON"),
        (b"[" * 60_000, "the answer is no JSON"),
        (b"{}", "the answer is no list of steps"),
        (b"[]", "the answer is no list of steps"),
        (json.dumps([SAID[0]] * 21).encode(), "the answer is no list of steps"),
        (b"[{}]", "the answer is no list of steps"),
        (json.dumps([{**SAID[0], **SAID[2]}]).encode(), "the answer is no list of steps"),
        (b'[{"transfer": {"type": "moon", "data": 1}}]', "the answer is no list of steps, at 0.transfer.type"),
        (b'[{"transfer": {"type": "ivr", "data": 999}}]', "the answer's destination: there is no such IVR"),
        (b'[{"transfer": {"type": "number", "data": "sip:x@y"}}]', "the answer's destination: a number has at most 32"),
        (
            b'[{"transfer": {"type": "custom_dialplan", "data": "x"}}]',
            "the answer's destination: this server has no custom dial plans",
        ),
        (b'[{"recording": {"type": "system", "data": "x"}}]', "the answer's recording: is no id of a recording"),
        (b'[{"recording": {"type": "url", "data": "file:///etc/passwd"}}]', "the answer is no list of steps, at 0"),
    ],
)
async def test_what_is_no_answer(server: Answering, tmp_path: Path, says: bytes, outcome: str) -> None:
    server.says = says
    answer = await asker(server, tmp_path).ask(plan_at(server), QUESTION)
    assert answer.steps == ()
    assert answer.outcome.startswith(outcome)


async def test_an_error_or_no_secret_is_no_answer(server: Answering, tmp_path: Path) -> None:
    server.statuses = [500]
    assert (await asker(server, tmp_path).ask(plan_at(server), QUESTION)).outcome == "HTTP status 500"
    other = Stored(PLAN + 1, 1, plan_at(server, auth="bearer").document)
    assert (await asker(server, tmp_path).ask(other, QUESTION)).outcome == "no password or token is set"
    there = plan_at(server, url="http://127.0.0.1:1/")
    assert (await asker(server, tmp_path).ask(there, QUESTION)).outcome == "the host has no public address"


async def test_a_recording_from_the_web_is_played_and_forgotten(server: Answering, tmp_path: Path) -> None:
    file = BytesIO()
    soundfile.write(file, samples(speech(2)), 8000, format="WAV", subtype="PCM_16")
    server.says = file.getvalue()
    async with asker(server, tmp_path).sound(server.url("/a.wav")) as audio:
        assert audio is not None and 1.5 < audio.duration_s < 2.5
        assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pcm", ".pcma", ".pcmu"]
    await asyncio.sleep(0)  # the files are deleted behind the block
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("says", [b"no sound at all", b"RIFF\x00\x00\x00\x00WAVEfmt "])
async def test_what_is_no_recording_is_not_played(server: Answering, tmp_path: Path, says: bytes) -> None:
    server.says = says
    async with asker(server, tmp_path).sound(server.url("/a.wav")) as audio:
        assert audio is None
    async with asker(server, tmp_path).sound("http://127.0.0.1:1/a.wav") as audio:
        assert audio is None
    assert list(tmp_path.iterdir()) == []
