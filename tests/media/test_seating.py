"""Rooms of a real worker: what its commands do to packets, beyond what is mixed."""

import asyncio
import contextlib
import itertools
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.codec import file_suffix, make_decoder, make_wide_decoder
from switchboard.media.control import (
    Bridge,
    CodecName,
    Failed,
    Key,
    Play,
    PlayEnded,
    RecordStart,
    RoomAnnounce,
    RoomJoin,
    RoomLeave,
    RoomSet,
)
from switchboard.media.g711 import Samples
from switchboard.media.rtp import Packet

from .room_kit import PAYLOAD_TYPES, level_db
from .support import CODECS, Peer, Phone, Prompt, continuous, encode, loudest_hz, press, stored, tone, tones

pytestmark = pytest.mark.interop

ROOM = 5
FULL_DB = -12.2
"""Of a tone of amplitude 8000."""


@asynccontextmanager
async def humming(peer: Peer, port: int, hertz: float, codec: CodecName = "PCMU") -> AsyncIterator[None]:
    """The peer sends a tone, at the pace of speech, in the block."""
    task = asyncio.create_task(saying(peer, port, tone(hertz, 20), codec))
    try:
        yield
    finally:
        task.cancel()


async def saying(peer: Peer, port: int, samples: Samples, codec: CodecName = "PCMU") -> None:
    loop = asyncio.get_running_loop()
    began_s, said = loop.time(), encode(codec, samples)
    for index, start in enumerate(range(0, len(said), 160)):
        peer.send(port, said[start : start + 160], PAYLOAD_TYPES[codec])
        await asyncio.sleep(began_s + (index + 1) * 0.02 - loop.time())


async def hears(peer: Peer, seconds: float, codec: CodecName = "PCMU") -> Samples:
    """What the peer hears from now on."""
    peer.forget()
    return decoded(await peer.take(round(seconds * 50)), codec)


def decoded(packets: list[Packet], codec: CodecName = "PCMU") -> Samples:
    audio = b"".join(packet.payload for packet in packets if packet.payload_type != 101)
    return (make_wide_decoder if codec == "G722" else make_decoder)(codec)(audio)


@pytest.fixture
def gong(tmp_path: Path) -> str:
    """The stem of a prompt of 700 Hz, half a second long."""
    for codec in CODECS:
        (tmp_path / f"gong{file_suffix(codec)}").write_bytes(stored(codec, tone(700, 0.5)))
    return str(tmp_path / "gong")


async def joined(phone: Phone, number: int, **changes: object) -> tuple[Peer, int]:
    peer = phone.peer(ssrc=number)
    port = await phone.call(number, peer, **changes)
    await phone.client.send(RoomJoin(stream=number, room=ROOM))
    return peer, port


async def test_a_prompt_is_heard_by_one_member_over_the_room_which_goes_down(phone: Phone, prompt: Prompt) -> None:
    (a, port_a), (b, _), (c, _) = [await joined(phone, number) for number in (1, 2, 3)]
    async with humming(a, port_a, 1000):
        await b.take(20)
        await phone.client.send(Play(stream=2, play_id=1, path=prompt.path))
        await phone.obeyed()
        at_b, at_c = await asyncio.gather(hears(b, 0.5), hears(c, 0.5))
        assert level_db(at_b[800:], 8000, 440) == pytest.approx(FULL_DB, abs=1)
        assert level_db(at_b[800:], 8000, 1000) == pytest.approx(FULL_DB - 12, abs=1)
        assert level_db(at_c, 8000, 1000) == pytest.approx(FULL_DB, abs=1)
        assert level_db(at_c, 8000, 440) < -50
        assert isinstance(ended := await phone.event(), PlayEnded) and ended.finished
        assert level_db((await hears(b, 0.3))[800:], 8000, 1000) == pytest.approx(FULL_DB, abs=1)


@pytest.mark.parametrize("codec", ["PCMA", "G722"])
async def test_an_announcement_is_heard_by_all_but_one_over_the_voices(
    phone: Phone, gong: str, codec: CodecName
) -> None:
    changes = {"codec": codec, "payload_type": PAYLOAD_TYPES[codec]}
    (a, port_a), (b, _), (c, _) = await joined(phone, 1), await joined(phone, 2, **changes), await joined(phone, 3)
    rate_hz = 16000 if codec == "G722" else 8000
    async with humming(a, port_a, 1000):
        await b.take(20)
        await phone.client.send(RoomAnnounce(stream=3, path=gong))
        at_b, at_c = await asyncio.gather(hears(b, 0.4, codec), hears(c, 0.4))
        assert level_db(at_b[rate_hz // 10 :], rate_hz, 700) == pytest.approx(FULL_DB, abs=1.5)
        assert level_db(at_b[rate_hz // 10 :], rate_hz, 1000) == pytest.approx(FULL_DB, abs=1.5)
        assert level_db(at_c, 8000, 700) < -50


async def test_announcements_follow_one_another_and_may_be_heard_by_all(phone: Phone, gong: str) -> None:
    (a, _), (b, _) = await joined(phone, 1), await joined(phone, 2)
    for included in (True, False):
        await phone.client.send(RoomAnnounce(stream=1, path=gong, included=included))
    await phone.client.send(RoomAnnounce(stream=1, path=f"{gong}-missing"))
    at_a, at_b = await asyncio.gather(hears(a, 1.3), hears(b, 1.3))
    assert np.count_nonzero(np.abs(at_a) > 1000) == pytest.approx(3700, abs=300)
    assert np.count_nonzero(np.abs(at_b) > 1000) == pytest.approx(7400, abs=500)


async def test_the_tone_of_a_key_is_hardly_heard(phone: Phone) -> None:
    a, port_a = await joined(phone, 1, telephone_event_payload_type=None, dtmf_inband=True)
    b, _ = await joined(phone, 2)
    samples = np.concatenate((tone(1000, 0.5), tones("5", 0.5), tone(1000, 0.5)))
    hearing = asyncio.create_task(hears(b, 1.8))
    await saying(a, port_a, samples)
    frames = (await hearing).reshape(-1, 80)
    loud = [level_db(frame, 8000, 1336) > -40 for frame in frames]
    assert 10 * sum(loud) <= 40
    hums = [level_db(frame, 8000, 1000) > -20 for frame in frames]
    assert 10 * sum(hums) == pytest.approx(1000, abs=80)
    assert await phone.event() == Key(stream=1, digit="5", method="inband")


async def test_telephone_events_reach_nobody_else(phone: Phone) -> None:
    (a, port_a), (b, _) = await joined(phone, 1), await joined(phone, 2)
    async with humming(a, port_a, 1000):
        await b.take(20)
        b.forget()
        press(phone.peers[0], port_a, "7", steps=3)
        assert await phone.event() == Key(stream=1, digit="7", method="rfc4733")
        packets = await b.take(25)
    assert {packet.payload_type for packet in packets} == {0}
    assert continuous(packets)


async def test_the_recording_of_a_member_has_the_mix_that_he_hears(phone: Phone, tmp_path: Path) -> None:
    (a, port_a), (b, port_b), (c, port_c) = [await joined(phone, number) for number in (1, 2, 3)]
    wav = tmp_path / "call.wav"
    async with humming(a, port_a, 500), humming(b, port_b, 1000), humming(c, port_c, 1500):
        await a.take(20)
        await phone.client.send(RecordStart(stream=1, path=str(wav)))
        await a.take(50)
        await phone.client.record_stop(1)
    with contextlib.closing(wave.open(str(wav))) as file:
        left, right = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2).T[:, 1600:6400]
    assert loudest_hz(left) == pytest.approx(500, abs=5) and level_db(left, 8000, 1000) < -50
    assert [level_db(right, 8000, hertz) > -15 for hertz in (500, 1000, 1500)] == [False, True, True]


async def test_counters_go_on_over_bridge_room_and_bridge(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=2)
    port_a = await phone.call(1, a)
    await phone.call(2, b)
    async with humming(a, port_a, 1000):
        packets = await b.take(5)
        for command in (
            Bridge(stream=1, other=2),
            RoomJoin(stream=1, room=ROOM),
            RoomJoin(stream=2, room=ROOM),
            RoomLeave(stream=2),
            RoomJoin(stream=2, room=ROOM, muted=True),
            Bridge(stream=1, other=2),
        ):
            await phone.client.send(command)
            packets += await b.take(10)
    steps = [(later.sequence - earlier.sequence) & 0xFFFF for earlier, later in itertools.pairwise(packets)]
    assert set(steps) == {1}
    assert {packet.ssrc for packet in packets} == {packets[0].ssrc}


async def test_another_codec_in_the_middle_of_a_room(phone: Phone) -> None:
    (a, port_a), (b, _) = await joined(phone, 1), await joined(phone, 2)
    async with humming(a, port_a, 1000):
        await b.take(20)
        await phone.configure(2, b, codec="G722", payload_type=9)
        await b.until(lambda packet: packet.payload_type == 9)
        heard = await hears(b, 0.5, "G722")
    assert level_db(heard[3200:], 16000, 1000) == pytest.approx(FULL_DB, abs=1)


async def test_orders_to_who_has_no_seat_are_refused(phone: Phone, gong: str) -> None:
    peer = phone.peer()
    await phone.call(1, peer)
    await phone.client.send(RoomSet(stream=1, muted=True))
    await phone.client.send(RoomAnnounce(stream=1, path=gong))
    await phone.client.send(RoomLeave(stream=1))
    await phone.client.open(2, "127.0.0.1")
    await phone.client.send(RoomJoin(stream=2, room=ROOM))
    assert [await phone.event() for _ in range(3)] == [
        Failed(stream=1, command="room_set", reason="no-seat"),
        Failed(stream=1, command="room_announce", reason="no-seat"),
        Failed(stream=2, command="room_join", reason="not-configured"),
    ]
