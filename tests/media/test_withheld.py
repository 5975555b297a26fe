"""What a stream does not pass on to whom it is bridged with: a real worker, RTP over loopback."""

import contextlib
import wave
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.control import Bridge, Key, RecordStart, Withhold

from .support import SILENCE, Peer, Phone, keys_in, press, sine

pytestmark = pytest.mark.interop

VOICE = sine(1200, 0.02)


class Talk:
    """Two streams that are bridged: what the first says or presses, and what comes to the second."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.first, self.second = phone.peer(), phone.peer(ssrc=0x5678)

    async def begin(self) -> None:
        self.port = await self.phone.call(1, self.first)
        self.second_port = await self.phone.call(2, self.second)
        await self.bridge()

    async def bridge(self) -> None:
        await self.phone.client.send(Bridge(stream=1, other=2))
        await self.phone.obeyed()

    async def withhold(self, *, audio: bool, keys: bool) -> None:
        await self.phone.client.send(Withhold(stream=1, audio=audio, keys=keys))
        await self.phone.obeyed()

    async def hears(self, listener: Peer, port: int, other: Peer, said: bytes = VOICE) -> bool:
        """Whether the listener hears what the other says from now on."""
        listener.forget()
        heard = []
        for _ in range(15):
            other.send(port, said)
            heard.append((await listener.receive()).payload)
        return said in heard


async def test_audio_that_is_withheld_is_silence_and_keys_are_passed_on(phone: Phone) -> None:
    talk = Talk(phone)
    await talk.begin()
    assert await talk.hears(talk.second, talk.port, talk.first)
    await talk.withhold(audio=True, keys=False)
    assert not await talk.hears(talk.second, talk.port, talk.first)
    assert SILENCE in {packet.payload for packet in await talk.second.take(8)}
    assert await talk.hears(talk.first, talk.second_port, talk.second)
    press(talk.first, talk.port, "8", steps=3)
    assert await phone.event() == Key(stream=1, digit="8", method="rfc4733")
    got = await talk.second.until(lambda packet: packet.payload_type == 101 and packet.payload[1] & 0x80 != 0)
    assert keys_in(packet for packet in got if packet.payload_type == 101) == "8"
    await talk.withhold(audio=False, keys=False)
    assert await talk.hears(talk.second, talk.port, talk.first)


async def test_keys_that_are_withheld_are_told_and_not_passed_on(phone: Phone) -> None:
    talk = Talk(phone)
    await talk.begin()
    await talk.withhold(audio=True, keys=True)
    press(talk.first, talk.port, "8", steps=3)
    assert await phone.event() == Key(stream=1, digit="8", method="rfc4733")
    assert 101 not in {packet.payload_type for packet in await talk.second.take(8)}


async def test_another_bridge_withholds_nothing(phone: Phone) -> None:
    talk = Talk(phone)
    await talk.begin()
    await talk.withhold(audio=True, keys=True)
    await talk.bridge()
    assert await talk.hears(talk.second, talk.port, talk.first)


async def test_a_recording_has_silence_for_what_is_withheld(phone: Phone, tmp_path: Path) -> None:
    talk, path = Talk(phone), tmp_path / "call.wav"
    await talk.begin()
    await phone.client.send(RecordStart(stream=1, path=str(path)))
    await talk.withhold(audio=True, keys=False)
    assert not await talk.hears(talk.second, talk.port, talk.first)
    await phone.client.record_stop(1)
    with contextlib.closing(wave.open(str(path))) as file:
        said = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)[:, 0]
    assert not np.any(np.abs(said.astype(int)) > 100)
