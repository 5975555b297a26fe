"""A bridge of which one side holds the other: who hears what, and what the recording has of it."""

import contextlib
import wave
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.control import Bridge, Key, Loop, RecordStart
from switchboard.media.g711 import ulaw_decode

from .support import Phone, Prompt, loudest_hz, press, sine

pytestmark = pytest.mark.interop

VOICE_HZ, MUSIC_HZ = 1200.0, 440.0


class Talk:
    """Two streams that are bridged; the second party says a tone without an end."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.held, self.holder = phone.peer(), phone.peer(ssrc=0x5678)
        self._voice = sine(VOICE_HZ, 10)
        self._said = 0

    async def begin(self) -> None:
        self.held_port = await self.phone.call(1, self.held)
        self.port = await self.phone.call(2, self.holder)
        await self.phone.client.send(Bridge(stream=1, other=2))
        await self.phone.obeyed()

    async def say(self, packets: int) -> bytes:
        """The holder sends so many packets, each as soon as the held one has got another; what that one got."""
        payloads = []
        for _ in range(packets):
            self.holder.send(self.port, self._voice[self._said : self._said + 160])
            self._said += 160
            payloads.append((await self.held.receive()).payload)
        return b"".join(payloads)

    async def hold(self, music: str, *, held: bool) -> None:
        """The second party holds the first, or takes it back; the first hears music meanwhile, unless it is ""."""
        await self.phone.configure(2, self.holder, direction="recvonly" if held else "sendrecv")
        if music:
            await self.phone.client.send(Loop(stream=1, sound="music", paths=(music,) if held else ()))
        await self.phone.obeyed()
        self.held.forget()


def hertz(octets: bytes) -> float:
    return loudest_hz(ulaw_decode(np.frombuffer(octets, np.uint8)))


async def test_music_takes_the_place_of_what_the_holder_sends(phone: Phone, prompt: Prompt) -> None:
    talk = Talk(phone)
    await talk.begin()
    assert abs(hertz(await talk.say(20)) - VOICE_HZ) < 20
    await talk.hold(prompt.path, held=True)
    assert await talk.say(40) in 3 * Path(f"{prompt.path}.pcmu").read_bytes()
    await talk.hold(prompt.path, held=False)
    assert abs(hertz(await talk.say(20)) - VOICE_HZ) < 20


async def test_without_music_of_ours_the_holder_is_heard(phone: Phone) -> None:
    talk = Talk(phone)
    await talk.begin()
    await talk.hold("", held=True)
    assert abs(hertz(await talk.say(20)) - VOICE_HZ) < 20


async def test_counters_go_on_when_music_begins_and_ends(phone: Phone, prompt: Prompt) -> None:
    talk, packets = Talk(phone), []
    await talk.begin()
    await talk.say(5)
    for held in (True, False):
        await phone.configure(2, talk.holder, direction="recvonly" if held else "sendrecv")
        await phone.client.send(Loop(stream=1, sound="music", paths=(prompt.path,) if held else ()))
        await phone.obeyed()
        for _ in range(10):
            talk.holder.send(talk.port, sine(VOICE_HZ, 0.02))
            packets.append(await talk.held.receive())
    sequences = [packet.sequence for packet in packets]
    assert sequences == list(range(sequences[0], sequences[0] + 20))


async def test_keys_on_hold_do_not_reach_the_other_side(phone: Phone) -> None:
    talk = Talk(phone)
    await talk.begin()
    await talk.hold("", held=True)
    press(talk.holder, talk.port, "5")
    assert await phone.event() == Key(stream=2, digit="5", method="rfc4733")
    press(talk.held, talk.held_port, "6")
    assert await phone.event() == Key(stream=1, digit="6", method="rfc4733")
    assert 101 not in {packet.payload_type for packet in await talk.held.take(5)}
    await talk.hold("", held=False)
    press(talk.holder, talk.port, "7")
    assert await phone.event() == Key(stream=2, digit="7", method="rfc4733")
    await talk.held.until(lambda packet: packet.payload_type == 101)
    assert 101 not in {packet.payload_type for packet in await talk.holder.take(3)}


async def test_the_recording_has_the_music(phone: Phone, prompt: Prompt, tmp_path: Path) -> None:
    talk, path = Talk(phone), tmp_path / "call.wav"
    await talk.begin()
    await phone.client.send(RecordStart(stream=1, path=str(path)))
    await talk.say(5)
    await talk.hold(prompt.path, held=True)
    await talk.say(50)
    await talk.hold(prompt.path, held=False)
    await talk.say(5)
    await phone.client.record_stop(1)
    with contextlib.closing(wave.open(str(path))) as file:
        sent = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)[:, 1]
    assert abs(loudest_hz(sent[2400:8000]) - MUSIC_HZ) < 10
