"""Takes of streams: a real worker, RTP over loopback, in real time."""

import asyncio
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.media.control import (
    Event,
    Failed,
    Key,
    Press,
    RecordPause,
    RecordStart,
    RecordStop,
    RecordStopped,
    TakeEnded,
    TakeStart,
    TakeStop,
)
from switchboard.media.g711 import ulaw_encode
from tests.kit.sounds import samples, silence, speech

from .support import Peer, Phone, press, tones

pytestmark = pytest.mark.interop


def pieces(sound: NDArray[np.int16]) -> Iterator[bytes]:
    octets = ulaw_encode(sound).tobytes()
    return (octets[start : start + 160] for start in range(0, len(octets), 160))


async def say(peer: Peer, port: int, sound: NDArray[np.int16]) -> None:
    """Sends it in real time."""
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    for index, payload in enumerate(pieces(sound)):
        peer.send(port, payload)
        await asyncio.sleep(began_s + (index + 1) * 0.02 - loop.time())


def start(path: Path, **changes: int) -> TakeStart:
    limits = {"max_ms": 10_000, "lead_ms": 500, "trail_ms": 1000, **changes}
    return TakeStart.model_validate({"stream": 1, "path": str(path), "end_keys": "#", **limits})


async def ended(phone: Phone) -> TakeEnded:
    event: Event = await phone.event()
    assert isinstance(event, TakeEnded), event
    return event


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


async def test_a_key_ends_it_and_others_are_counted(phone: Phone, tmp_path: Path) -> None:
    peer, path = phone.peer(), tmp_path / "a.wav"
    port = await phone.call(1, peer)
    await phone.client.send(start(path))
    await say(peer, port, samples(silence(0.8), speech(0.6)))
    press(peer, port, "5")
    await phone.client.send(Press(stream=1, digit="7"))
    await say(peer, port, samples(speech(0.6)))
    press(peer, port, "#")
    keys = [await phone.event() for _ in range(3)]
    assert [key.digit for key in keys if isinstance(key, Key)] == ["5", "7", "#"]
    told = await ended(phone)
    assert (told.path, told.reason, told.key, told.keys_ignored) == (str(path), "key", "#", 2)
    assert told.duration_ms / 1000 == pytest.approx(1.8, abs=0.25)
    assert told.speech_ms / 1000 == pytest.approx(1.3, abs=0.25)
    assert seconds(path) == pytest.approx(told.duration_ms / 1000, abs=0.001)


async def test_a_key_in_the_sound_is_cut_away(phone: Phone, tmp_path: Path) -> None:
    peer, path = phone.peer(), tmp_path / "a.wav"
    port = await phone.call(1, peer, telephone_event_payload_type=None, dtmf_inband=True)
    await phone.client.send(start(path))
    spoken = samples(speech(1.0), silence(0.2))
    await say(peer, port, np.concatenate((spoken, tones("#", 0.1))))
    assert isinstance(await phone.event(), Key)
    assert (await ended(phone)).reason == "key"
    assert seconds(path) == pytest.approx(1.1, abs=0.05)


async def test_silence_and_the_limit_end_it(phone: Phone, tmp_path: Path) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer)
    await phone.client.send(start(tmp_path / "a.wav", max_silence_ms=500, first_silence_ms=2000))
    await say(peer, port, samples(speech(0.6), silence(0.8)))
    assert (await ended(phone)).reason == "silence"
    await phone.client.send(start(tmp_path / "b.wav", first_silence_ms=300))
    nothing = await ended(phone)
    assert (nothing.reason, nothing.duration_ms, nothing.speech_ms) == ("silence", 0, 0)
    await phone.client.send(start(tmp_path / "c.wav", max_ms=500))
    assert (await ended(phone)).reason == "limit"


async def test_what_was_said_is_kept_when_the_stream_or_the_worker_goes(phone: Phone, tmp_path: Path) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer)
    await phone.client.send(start(tmp_path / "a.wav"))
    await say(peer, port, samples(speech(0.6)))
    await phone.client.send(TakeStop(stream=1))
    assert (await ended(phone)).reason == "stopped"
    await phone.client.send(TakeStop(stream=1))
    await phone.client.send(start(tmp_path / "b.wav"))
    await say(peer, port, samples(speech(0.6)))
    await phone.client.close(1)
    assert (await ended(phone)).reason == "closed"
    assert [seconds(tmp_path / name) for name in ("a.wav", "b.wav")] == pytest.approx([0.6, 0.6], abs=0.1)


async def test_refusals(phone: Phone, tmp_path: Path) -> None:
    await phone.client.open(1, "127.0.0.1")
    await phone.client.send(start(tmp_path / "a.wav"))
    assert await phone.event() == Failed(stream=1, command="take_start", reason="not-configured")
    await phone.configure(1, phone.peer())
    await phone.client.send(start(Path("/nonexistent/a.wav")))
    assert await phone.event() == Failed(stream=1, command="take_start", reason="unwritable")
    await phone.client.send(start(tmp_path / "a.wav"))
    await phone.client.send(start(tmp_path / "b.wav"))
    assert await phone.event() == Failed(stream=1, command="take_start", reason="already-taking")


async def test_a_take_and_a_paused_recording_at_once(phone: Phone, tmp_path: Path) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer)
    await phone.client.send(RecordStart(stream=1, path=str(tmp_path / "call.wav")))
    await say(peer, port, samples(speech(0.4)))
    await phone.client.send(RecordPause(stream=1, paused=True))
    await phone.client.send(start(tmp_path / "take.wav"))
    await say(peer, port, samples(speech(0.6)))
    await phone.client.send(TakeStop(stream=1))
    await phone.client.send(RecordPause(stream=1, paused=False))
    assert (await ended(phone)).speech_ms / 1000 == pytest.approx(0.6, abs=0.1)
    await say(peer, port, samples(speech(0.4)))
    await phone.client.send(RecordStop(stream=1))
    assert isinstance(await phone.event(), RecordStopped)
    with wave.open(str(tmp_path / "call.wav")) as file:
        left = np.frombuffer(file.readframes(file.getnframes()), np.int16)[::2]
    assert len(left) / 8000 == pytest.approx(1.4, abs=0.15)
    middle = left[4400:7400]
    assert np.abs(left[:3000]).max() > 1000 and not middle.any() and np.abs(left[-2500:]).max() > 1000
