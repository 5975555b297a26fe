"""What streams do with keys, codecs and recordings: a real worker, RTP over loopback."""

import contextlib
import itertools
import wave
from pathlib import Path

import numpy as np
import pytest

from switchboard.media import rtp
from switchboard.media.control import (
    Bridge,
    DigitsSent,
    Failed,
    Key,
    Play,
    PlayEnded,
    Press,
    RecordStart,
    RecordStopped,
    SendDigits,
    SourceRefused,
    Stop,
)
from switchboard.media.g711 import ulaw_encode
from switchboard.media.presses import TelephoneEventReceiver

from .support import (
    SILENCE,
    Phone,
    Prompt,
    continuous,
    encode,
    heard,
    keys_in,
    loudest_hz,
    press,
    sine,
    talk,
    tones,
)

pytestmark = pytest.mark.interop


async def test_the_first_packet_is_told_once(phone: Phone) -> None:
    peer, stranger = phone.peer(), phone.peer(host="127.0.0.9")
    port = await phone.call(1, peer)
    await phone.obeyed()
    stranger.send(port, SILENCE)
    peer.send(port, SILENCE, 18)
    peer.rtp.sendto(b"no RTP", ("127.0.0.1", port))
    await peer.take(3)
    assert not phone.begun
    for payload_type in (0, 0, 101):
        peer.send(port, SILENCE, payload_type)
    press(peer, port, "5")
    assert isinstance(await phone.event(), SourceRefused)
    assert await phone.event() == Key(stream=1, digit="5", method="rfc4733")
    assert phone.begun == [1]


async def test_the_start_of_a_press_stops_the_prompt(phone: Phone, prompt: Prompt) -> None:
    path, _ = prompt
    peer = phone.peer()
    port = await phone.call(1, peer)
    await phone.client.send(Play(stream=1, play_id=5, path=path))
    await peer.until(lambda packet: packet.payload != SILENCE)
    press(peer, port, "5", end=False)
    key, ended = await phone.event(), await phone.event()
    assert isinstance(key, Key) and isinstance(ended, PlayEnded)
    assert (key.digit, key.method) == ("5", "rfc4733")
    assert (ended.play_id, ended.finished, ended.reason) == (5, False, "key")
    assert key.at_ms == ended.offset_ms
    assert 20 <= ended.offset_ms < 1000
    assert continuous(await peer.until(lambda packet: packet.payload == SILENCE))


async def test_a_prompt_may_go_on_over_keys(phone: Phone, prompt: Prompt) -> None:
    path, _ = prompt
    peer = phone.peer()
    port = await phone.call(1, peer)
    await phone.client.send(Play(stream=1, play_id=5, path=path, stop_on_key=False))
    await peer.take(3)
    press(peer, port, "1")
    press(peer, port, "1")
    events = [await phone.event() for _ in range(3)]
    assert [type(event) for event in events] == [Key, Key, PlayEnded]
    assert isinstance(events[2], PlayEnded) and events[2].finished


async def test_tones_in_the_audio(phone: Phone) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer, telephone_event_payload_type=None, dtmf_inband=True)
    burst = tones("5", 0.04)
    audio = np.concatenate((np.zeros(320), burst, np.zeros(320), burst, np.zeros(320))).astype(np.int16)
    encoded = ulaw_encode(audio).tobytes()
    for start in range(0, len(encoded), 160):
        peer.send(port, encoded[start : start + 160])
        await peer.receive()
    keys = [await phone.event(), await phone.event()]
    assert keys == [Key(stream=1, digit="5", method="inband")] * 2


async def test_digits_are_sent_as_events(phone: Phone) -> None:
    peer = phone.peer()
    await phone.call(1, peer)
    await peer.receive()
    await phone.client.send(SendDigits(stream=1, digits="19#", duration_ms=100))
    assert await phone.event() == DigitsSent(stream=1)
    await phone.client.send(Stop(stream=1))
    receiver = TelephoneEventReceiver()
    keys, sequences = [], []
    packets = await peer.take(45)
    for index, packet in enumerate(packets):
        sequences.append(packet.sequence)
        if packet.payload_type == 101:
            key = receiver.receive(packet, index * 0.02).digit
            keys += [key] if key else []
    assert keys == ["1", "9", "#"]
    assert all(rtp.sequence_difference(b, a) == 1 for a, b in itertools.pairwise(sequences))
    assert sum(packet.marker for packet in packets) == 3


async def test_digits_that_come_while_others_are_sent_follow_them(phone: Phone) -> None:
    peer = phone.peer()
    await phone.call(1, peer)
    await peer.receive()
    for digits in ("1", "1", "23"):
        await phone.client.send(SendDigits(stream=1, digits=digits, duration_ms=60))
    packets = await peer.until(lambda packet: packet.payload_type == 101 and packet.payload[:2] == b"\x03\x8a")
    assert keys_in(packet for packet in packets if packet.payload_type == 101) == "1123"
    assert await phone.event() == DigitsSent(stream=1)


async def test_more_digits_than_anybody_presses_are_refused(phone: Phone) -> None:
    peer = phone.peer()
    await phone.call(1, peer)
    for _ in range(2):
        await phone.client.send(SendDigits(stream=1, digits="1" * 100))
    assert await phone.event() == Failed(stream=1, command="send_digits", reason="too-many-digits")


async def test_digits_need_telephone_event(phone: Phone) -> None:
    peer = phone.peer()
    await phone.call(1, peer, telephone_event_payload_type=None)
    await phone.client.send(SendDigits(stream=1, digits="1"))
    assert await phone.event() == Failed(stream=1, command="send_digits", reason="no-telephone-event")


async def test_info_and_event_of_one_press_are_one_key(phone: Phone, prompt: Prompt) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer)
    await phone.client.send(Play(stream=1, play_id=5, path=prompt.path))
    await peer.until(lambda packet: packet.payload != SILENCE)
    await phone.client.send(Press(stream=1, digit="5"))
    key, ended = await phone.event(), await phone.event()
    assert isinstance(key, Key) and isinstance(ended, PlayEnded)
    assert (key.digit, key.method, key.at_ms) == ("5", "info", ended.offset_ms)
    assert ended.reason == "key"
    press(peer, port, "5", steps=3)
    press(peer, port, "6")
    await phone.client.send(Press(stream=1, digit="6"))
    await phone.client.send(Press(stream=1, digit="7"))
    told = [await phone.event(), await phone.event()]
    assert told == [Key(stream=1, digit="6", method="rfc4733"), Key(stream=1, digit="7", method="info")]
    assert (await phone.client.close(1)).dtmf_methods == ("info", "rfc4733")


async def test_info_and_tone_of_one_press_are_one_key(phone: Phone) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer, telephone_event_payload_type=None, dtmf_inband=True, codec="G722", payload_type=9)
    tone = encode("G722", tones("5", 0.4))
    for start in range(0, len(tone), 160):
        peer.send(port, tone[start : start + 160], 9)
        await peer.receive()
    assert await phone.event() == Key(stream=1, digit="5", method="inband")
    await phone.client.send(Press(stream=1, digit="5"))
    await phone.client.send(Press(stream=1, digit="6"))
    assert await phone.event() == Key(stream=1, digit="6", method="info")


@pytest.mark.parametrize("number", [101, 96])
@pytest.mark.parametrize("listens", [True, False], ids=["all is heard", "the kernel filters"])
async def test_events_under_the_number_that_we_offered_and_that_of_the_answer(
    phone: Phone, number: int, *, listens: bool
) -> None:
    peer = phone.peer()
    port = await phone.call(
        1, peer, telephone_event_payload_type=96, offered_telephone_event_payload_type=101, dtmf_inband=listens
    )
    peer.send(port, SILENCE)
    await peer.take(2)
    for digit in "448":
        press(peer, port, digit, payload_type=number)
        assert await phone.event() == Key(stream=1, digit=digit, method="rfc4733")


@pytest.mark.parametrize("number", [0, 97])
async def test_audio_under_the_number_that_we_offered_and_that_of_the_answer(phone: Phone, number: int) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a = await phone.call(1, a, payload_type=97, offered_payload_type=0)
    port_b = await phone.call(2, b)
    b.send(port_b, SILENCE)
    await b.take(1)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    await talk(a, port_a, sine(1000, 0.6), number)
    assert abs(loudest_hz(await heard(b, 28)) - 1000) < 10


async def test_a_recording_has_both_sides(phone: Phone, prompt: Prompt, tmp_path: Path) -> None:
    path, _ = prompt
    peer = phone.peer()
    port = await phone.call(1, peer)
    await peer.receive()
    wav = tmp_path / "call.wav"
    await phone.client.send(RecordStart(stream=1, path=str(wav)))
    await phone.client.send(Play(stream=1, play_id=1, path=path))
    spoken = sine(1200, 1.2)
    for start in range(0, len(spoken), 160):
        await peer.receive()
        peer.send(port, spoken[start : start + 160])
    stopped = await phone.client.record_stop(1)
    assert isinstance(stopped, RecordStopped) and stopped.reason == "stopped"
    with contextlib.closing(wave.open(str(wav))) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    assert len(frames) * 1000 // 8000 == stopped.duration_ms
    assert abs(loudest_hz(frames[1600:8000, 0]) - 1200) < 10
    assert abs(loudest_hz(frames[1600:6400, 1]) - 440) < 10


async def test_a_recording_is_valid_at_any_moment(phone: Phone, tmp_path: Path) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer)
    wav = tmp_path / "call.wav"
    await phone.client.send(RecordStart(stream=1, path=str(wav)))
    for _ in range(75):
        await peer.receive()
        peer.send(port, SILENCE)
    with contextlib.closing(wave.open(str(wav))) as file:
        assert file.getnframes() > 0
        assert wav.stat().st_size >= 44 + 4 * file.getnframes()


async def test_figures(phone: Phone) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer, dtmf_inband=True)
    for sequence in (1, 2, 2, 4):
        peer.raw(port, SILENCE, 0, sequence, sequence * 160)
    await peer.take(3)
    figures = await phone.client.close(1)
    assert (figures.packets_received, figures.lost, figures.duplicates) == (4, 1, 1)
    assert figures.packets_sent >= 3 and not figures.filtered


async def test_unheard_audio_is_filtered_and_figures_say_so(phone: Phone) -> None:
    peer = phone.peer()
    port = await phone.call(1, peer)
    peer.send(port, SILENCE)
    await peer.take(5)
    for _ in range(300):
        peer.send(port, SILENCE)
    press(peer, port, "4")
    assert await phone.event() == Key(stream=1, digit="4", method="rfc4733")
    figures = await phone.client.close(1)
    assert figures.filtered and figures.lost == 0 and figures.packets_received < 100


async def test_a_reinvite_changes_the_codec_under_a_prompt(phone: Phone, prompt: Prompt) -> None:
    peer = phone.peer()
    await phone.call(1, peer)
    await phone.client.send(Play(stream=1, play_id=1, path=prompt.path))
    await peer.take(10)
    await phone.configure(1, peer, codec="PCMA", payload_type=8)
    changed = await peer.until(lambda packet: packet.payload_type == 8)
    rest = [changed[-1], *await peer.take(10)]
    assert b"".join(packet.payload for packet in rest) in Path(f"{prompt.path}.pcma").read_bytes()
    assert continuous(changed + rest[1:])
