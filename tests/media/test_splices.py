"""G.722 over every splice of a call: one decoder, as a telephone has it, never meets what another encoder made.

A decoder that does mis-scales for some 60 ms, up to full scale: callers hear a crack.
"""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.control import (
    Bridge,
    Key,
    Loop,
    Play,
    PlayEnded,
    Unbridge,
)
from switchboard.media.g711 import Samples, ulaw_encode
from switchboard.media.g722 import G722Decoder, G722Encoder
from switchboard.media.prompts import Prompt
from switchboard.media.resample import Upsampler
from switchboard.model.language import Language
from switchboard.prompts.announcements import recordings
from switchboard.prompts.encode import narrowband, quantise

from .sender import Sender, playing
from .support import Peer, Phone, press

pytestmark = pytest.mark.interop

RATE_HZ = 16_000
CODEC_DELAY = 22
AFTER_SPLICE = RATE_HZ * 80 // 1000
MOST_DB = 3.0
QUIETEST = 330
"""A peak of -40 dBFS: below it nobody hears by how many decibels something exceeds something."""

WIDE = {"codec": "G722", "payload_type": 9}


def announcement(name: str) -> Samples:
    """As it is stored, at 16 kHz."""
    return quantise(recordings()[name].decoded())


def fresh(samples: Samples) -> Samples:
    """What a decoder makes of samples that are all that its encoder ever had."""
    return G722Decoder().decode(G722Encoder().encode(samples))


def excess_db(heard: Samples, meant: Samples) -> float:
    """By how much the peak right after a splice is above that of a fresh decode, and of what was encoded.

    The filters of G.722 let what was said before last for twice their delay. A fresh decode of a plosive is too soft.
    """
    after = slice(2 * CODEC_DELAY, 2 * CODEC_DELAY + AFTER_SPLICE)
    found, *wanted = (peak(part[after]) for part in (heard, fresh(meant[: after.stop]), meant))
    return 20 * float(np.log10(found / max(*wanted, QUIETEST)))


def peak(samples: Samples) -> float:
    return float(np.abs(samples.astype(float)).max())


def where(heard: Samples, meant: Samples) -> int:
    """The position, in the first half second, at which what is meant begins to be heard, codec delay aside."""
    part = meant[: RATE_HZ // 2].astype(float)
    size = len(heard) + len(part)
    spectrum = np.fft.rfft(heard.astype(float), size) * np.fft.rfft(part, size).conj()
    return int(np.fft.irfft(spectrum, size)[: RATE_HZ // 2].argmax()) - CODEC_DELAY


def store(stem: Path, samples: Samples) -> str:
    """A prompt for calls in G.722."""
    stem.with_suffix(".pcm").write_bytes(samples.astype("<i2").tobytes())
    return str(stem)


class Ear:
    """A telephone with one decoder for the whole call."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._decoder = G722Decoder()
        self._heard: list[Samples] = []

    async def hear(self, packets: int) -> None:
        """Takes so many packets."""
        for packet in await self._peer.take(packets):
            self._heard.append(self._decoder.decode(packet.payload))

    @property
    def heard(self) -> Samples:
        return np.concatenate(self._heard)

    def since(self, packet: int) -> Samples:
        """All from a packet on."""
        return np.concatenate(self._heard[packet:])

    @property
    def packets(self) -> int:
        return len(self._heard)


async def ended(phone: Phone) -> PlayEnded:
    """The next end of a prompt."""
    while not isinstance(event := await phone.event(), PlayEnded):
        assert isinstance(event, Key)
    return event


async def test_no_splice_of_a_call_cracks(phone: Phone, tmp_path: Path) -> None:
    greeting, sorry = announcement("default"), announcement("invalid")
    times = np.arange(RATE_HZ * 6 // 10) / RATE_HZ
    ring = (4000 * np.sin(2 * np.pi * 425 * times) * (times < 0.3)).astype(np.int16)
    files = {name: store(tmp_path / name, pcm) for name, pcm in (("a", greeting), ("b", sorry), ("r", ring))}
    caller, callee = phone.peer(), phone.peer(ssrc=0x5678)
    port = await phone.call(1, caller, **WIDE)
    ear = Ear(caller)
    starts: list[tuple[int, Samples]] = []

    async def play(name: str, meant: Samples) -> None:
        starts.append((ear.packets, meant))
        await phone.client.send(Play(stream=1, play_id=len(starts), path=files[name]))

    await play("a", greeting)
    await ear.hear(70)
    press(caller, port, "1", steps=5)
    assert (await ended(phone)).reason == "key"
    await play("b", sorry)
    await ear.hear(len(sorry) // 320)
    assert (await ended(phone)).finished
    await play("a", greeting)
    await ear.hear(70)
    press(caller, port, "2", steps=5)
    await ended(phone)
    await ear.hear(30)
    starts.append((ear.packets, ring))
    await phone.client.send(Loop(stream=1, sound="ringback", paths=(files["r"],)))
    await ear.hear(100)
    await phone.client.send(Loop(stream=1, sound="ringback", paths=()))
    await answered(phone, caller, callee, ear, starts, greeting)
    await play("b", sorry)
    await ear.hear(70)

    assert np.abs(ear.heard.astype(int)).max() < 32_000
    for packet, meant in starts:
        heard = ear.since(packet)
        start = where(heard, meant)
        assert excess_db(heard[start:], meant) <= MOST_DB, packet
        if meant is ring:
            rings = [start + n * len(ring) for n in range(3)]
            assert [excess_db(heard[one:], ring) <= MOST_DB for one in rings] == [True] * 3


async def answered(
    phone: Phone, caller: Peer, callee: Peer, ear: Ear, starts: list[tuple[int, Samples]], speech: Samples
) -> None:
    """A PCMU telephone answers and says something."""
    port = await phone.call(2, callee)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    narrow = narrowband(speech)[: 8_000 * 2]
    starts.append((ear.packets, Upsampler().process(narrow)))
    payload = ulaw_encode(narrow).tobytes()
    for start in range(0, len(payload) - 159, 160):
        callee.send(port, payload[start : start + 160])
        await ear.hear(1)
    await phone.client.send(Unbridge(stream=1))


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, Samples]:
    """Every announcement in three languages, and the numbers of one."""
    languages: tuple[Language, ...] = ("en-US", "zh-CN", "hi")
    found = [(language, recordings(language, ("announcements",))) for language in languages]
    found.append(("ru", recordings("ru", ("numbers",))))
    return {
        f"{language}/{name}": quantise(recording.decoded())
        for language, recorded in found
        for name, recording in recorded.items()
    }


@pytest.mark.parametrize("barge_in", [False, True], ids=["join", "barge-in"])
def test_no_announcement_cracks_after_another(sender: Sender, shipped: Mapping[str, Samples], barge_in: bool) -> None:
    stream = sender.stream(1, **WIDE)
    sender.slots(4)
    begins = {}
    for key, (name, pcm) in enumerate(shipped.items(), 1):
        begins[name] = len(sender.packets(1))
        sender.plane.play(stream, playing(key, Prompt(pcm.reshape(-1, 2))))
        packets = len(pcm) // 320
        sender.slots(4 * (packets // 2 if barge_in else packets))
    heard = G722Decoder().decode(b"".join(packet.payload for packet in sender.packets(1)))
    assert np.abs(heard.astype(int)).max() < 32_000
    cracks = {name: excess_db(heard[begin * 320 :], shipped[name]) for name, begin in begins.items()}
    assert {name: excess for name, excess in cracks.items() if excess > MOST_DB} == {}
    assert len(begins) > 150


def test_silence_after_speech_dies_away_at_once(sender: Sender, shipped: Mapping[str, Samples]) -> None:
    stream = sender.stream(1, **WIDE)
    for key, pcm in enumerate(list(shipped.values())[:20], 1):
        sender.plane.play(stream, playing(key, Prompt(pcm.reshape(-1, 2))))
        sender.slots(4 * (20 + key))
        cut = len(sender.packets(1))
        sender.plane.end_play(stream, "key")
        sender.slots(4 * 10)
        heard = G722Decoder().decode(b"".join(packet.payload for packet in sender.packets(1)))[cut * 320 :]
        loudness = [float(np.abs(heard[start : start + 320].astype(int)).max()) for start in range(0, len(heard), 320)]
        assert len(loudness) == 9  # the first packet of silence is left out, for what might follow the key
        assert all(later <= max(earlier, QUIETEST) for earlier, later in pairwise(loudness))
        assert loudness[4] < QUIETEST
