"""A caller hears the prompt, presses a key, and talks to another phone: SIPp signals, the test listens and speaks."""

import asyncio
import itertools
import json
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
import soundfile

from tests.kit.calls import answering, calling, register, talking
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd, decode

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SUFFIX = {"PCMU": "pcmu", "PCMA": "pcma", "G722": "pcm"}
CALLER_HZ, CALLEE_HZ = 440.0, 1000.0
G722_DELAY = 22
"""Samples at 16 kHz that encoder and decoder take together."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def menu(product: Product, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Menu 6300, made through the Yeastar API: a two-second sweep, and key 1 to extension 1000."""
    sound = tmp_path_factory.mktemp("sound") / "sweep.wav"
    seconds = np.arange(2 * 44100) / 44100
    soundfile.write(sound, 0.4 * np.sin(2 * np.pi * (300 + 600 * seconds) * seconds), 44100)
    await product.cli("prompts", "upload", str(sound))
    extensions = json.loads(await product.cli("objects", "list", "extension", "--json"))
    alice = next(str(extension["id"]) for extension in extensions if extension["number"] == "1000")
    client = await product.yeastar()
    body = {
        "number": "6300",
        "name": "Sweep",
        "prompt": "sweep.wav",
        "prompt_repeat": 3,
        "resp_timeout": 5,
        "digit_timeout": 3,
        "dial_ext_option": "disable",
        "press1_dest": "extension",
        "press1_dest_value": alice,
    }
    assert (await client.post("/ivr/create", body))["errcode"] == 0
    await client.close()
    return "6300"


async def stored_prompt(product: Product, codec: str) -> bytes:
    """The encoded bytes of sweep.wav."""
    prompts = json.loads(await product.cli("objects", "list", "prompt", "--json"))
    content: str = next(prompt["content"] for prompt in prompts if prompt["name"] == "sweep.wav")
    return (product.data / "prompts" / content[:2] / f"{content}.{SUFFIX[codec]}").read_bytes()


async def assert_hears_prompt(caller: RtpEnd, stored: bytes) -> None:
    """What came is the prompt from its first to its last sample, with no packet missing or out of order."""
    before = 30
    """Silence after the answer, and what comes before it."""
    count = len(stored) // (640 if caller.codec == "G722" else 160) + before
    packets = (await caller.hears(count))[:count]
    assert {b.sequence - a.sequence & 0xFFFF for a, b in itertools.pairwise(packets)} == {1}
    steps = [b.timestamp - a.timestamp & 0xFFFFFFFF for a, b in itertools.pairwise(packets)]
    others = [step for step in steps if step != 160]
    assert len(others) <= 1  # where the prompt begins, between two packets of silence
    assert all(80 <= step < 320 for step in others)
    assert len({packet.ssrc for packet in packets}) == 1
    heard = b"".join(packet.payload for packet in packets)
    if caller.codec == "G722":
        assert_encoded(heard, stored)
    else:
        assert stored in heard
    spacing_ms = 1000 * np.diff([packet.at_s for packet in packets])
    print(f"{caller.codec} spacing ms: median {np.median(spacing_ms):.2f}, worst {spacing_ms.max():.2f}")


def assert_encoded(heard: bytes, stored: bytes) -> None:
    """G.722 is encoded for each call: what is decoded differs from the stored samples by the codec's noise."""
    meant = np.frombuffer(stored, "<i2").astype(float)
    samples = decode("G722", heard).astype(float)
    starts = range(G722_DELAY, len(samples) - len(meant), 320)
    noises = [float(np.mean((samples[start : start + len(meant)] - meant) ** 2)) for start in starts]
    assert min(noises) < np.mean(meant**2) / 300


async def assert_talk(caller: RtpEnd, callee: RtpEnd) -> None:
    """Each hears the other's tone."""
    async with talking(caller, CALLER_HZ), talking(callee, CALLEE_HZ):
        await callee.hears_tone(CALLER_HZ)
        await caller.hears_tone(CALLEE_HZ)


@pytest.mark.parametrize("tcp", [False, True], ids=["udp", "tcp"])
@pytest.mark.parametrize("codec", ["PCMU", "PCMA", "G722"])
async def test_prompt_key_and_talk(product: Product, menu: str, tmp_path: Path, codec: str, tcp: bool) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port, ";transport=tcp" if tcp else "")
    stored = await stored_prompt(product, codec)
    async with (
        answering(product, tmp_path, port, codec=codec, tcp=tcp) as callee,
        calling(product, tmp_path, menu, codec=codec, tcp=tcp, hold_ms=5500) as caller,
    ):
        await assert_hears_prompt(caller.rtp, stored)
        await caller.rtp.press("1")
        await assert_talk(caller.rtp, callee.rtp)
        await caller.sipp.succeeds()
        await callee.sipp.succeeds()


@pytest.mark.parametrize(("caller_codec", "callee_codec"), [("PCMU", "G722"), ("G722", "PCMA"), ("PCMA", "PCMU")])
async def test_parties_with_different_codecs_talk(
    product: Product, menu: str, tmp_path: Path, caller_codec: str, callee_codec: str
) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    async with (
        answering(product, tmp_path, port, codec=callee_codec) as callee,
        calling(product, tmp_path, menu, codec=caller_codec) as caller,
    ):
        await caller.rtp.hears(10)
        await caller.rtp.press("1")
        await assert_talk(caller.rtp, callee.rtp)
        await caller.sipp.succeeds()
        await callee.sipp.succeeds()


async def test_key_by_info(product: Product, menu: str, tmp_path: Path) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu, scenario="call_info", hold_ms=3000) as caller,
    ):
        await caller.rtp.hears(10)
        await assert_talk(caller.rtp, callee.rtp)
        await caller.sipp.succeeds()
        await callee.sipp.succeeds()
    call = (await product.ended_calls())[0]
    assert call["dtmf_methods"] == ["info"]


async def test_media_comes_from_another_port_than_the_sdp_says(product: Product, menu: str, tmp_path: Path) -> None:
    """A caller behind a NAT that changes ports: what it sends tells where it listens."""
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    behind_nat = await RtpEnd.open()
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu, hold_ms=5000) as caller,
    ):
        await caller.rtp.hears(1)
        behind_nat.remote = caller.rtp.remote
        async with talking(behind_nat, 0.0):
            await behind_nat.hears(10)
        await behind_nat.press("1")
        await assert_talk(behind_nat, callee.rtp)
        await caller.sipp.succeeds()
    behind_nat.close()


async def test_key_in_the_audio_of_a_caller_without_telephone_event(
    product: Product, menu: str, tmp_path: Path
) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu, scenario="call_plain", hold_ms=4000) as caller,
    ):
        await caller.rtp.hears(10)
        await caller.rtp.sound("1")
        await assert_talk(caller.rtp, callee.rtp)
        await caller.sipp.succeeds()
    assert (await product.ended_calls())[0]["dtmf_methods"] == ["inband"]


async def test_a_caller_moves_its_audio_by_reinvite(product: Product, menu: str, tmp_path: Path) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    elsewhere = await RtpEnd.open()
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu, scenario="call_moves", new_rtp_port=elsewhere.port) as caller,
    ):
        await caller.rtp.hears(10)
        await elsewhere.hears(10)
        await elsewhere.press("1")
        await assert_talk(elsewhere, callee.rtp)
        await caller.sipp.succeeds()
    elsewhere.close()


async def test_alert_info_of_the_menu_reaches_the_phone(product: Product, menu: str, tmp_path: Path) -> None:
    client = await product.yeastar()
    found = await client.get("/ivr/search", search_value=menu)
    assert isinstance(found["data"], list)
    (ivr,) = found["data"]
    assert (await client.post("/ivr/update", {"id": ivr["id"], "alert_info": "ring2"}))["errcode"] == 0
    await client.close()
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu, hold_ms=2000) as caller,
    ):
        await caller.rtp.hears(10)
        await caller.rtp.press("1")
        await callee.rtp.hears(5)
        await caller.sipp.succeeds()
        await callee.sipp.succeeds()
        assert "Alert-Info: <http://127.0.0.1>;info=ring2" in callee.sipp.report()


async def test_keys_pass_between_talking_parties(product: Product, menu: str, tmp_path: Path) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu) as caller,
    ):
        await caller.rtp.hears(10)
        await caller.rtp.press("1")
        await callee.rtp.hears(5)
        await asyncio.gather(caller.rtp.press("7"), callee.rtp.hears_event("7"))
        await asyncio.gather(callee.rtp.press("#"), caller.rtp.hears_event("#"))
        await caller.sipp.succeeds()


async def test_record_of_the_call(product: Product, menu: str, tmp_path: Path) -> None:
    port = reserved_port()
    await register(product, tmp_path, "1000", port)
    async with (
        answering(product, tmp_path, port) as callee,
        calling(product, tmp_path, menu, hold_ms=2500) as caller,
    ):
        await caller.rtp.hears(10)
        await caller.rtp.press("1")
        await callee.rtp.hears(5)
        await caller.sipp.succeeds()
        await callee.sipp.succeeds()
    call = (await product.ended_calls())[0]
    assert (call["state"], call["ended_by"], call["cause"]) == ("ended", "caller", "normal")
    assert call["dtmf_methods"] == ["rfc4733"]
    types = [event["type"] for event in await product.events(str(call["id"]))]
    assert types == [
        *("call_started", "going_to", "answered", "menu_entered", "prompt_started", "prompt_ended", "key_pressed"),
        *("matched", "going_to", "dial_started", "ringing", "dial_ended", "bridged", "bridge_ended", "call_ended"),
    ]
