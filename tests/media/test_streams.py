"""What streams do with keys, bridges and recordings: a real worker, RTP over loopback."""

import contextlib
import itertools
import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from switchboard.media import rtp, telephone_event
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
    Unbridge,
)
from switchboard.media.g711 import ulaw_encode
from switchboard.media.presses import TelephoneEventReceiver

from .support import (
    SILENCE,
    Phone,
    Prompt,
    continuous,
    encode,
    encode_g722,
    heard,
    loudest_hz,
    press,
    sine,
    talk,
    tone,
    tones,
)

pytestmark = pytest.mark.interop


def keys_in(packets: Iterable[rtp.Packet]) -> str:
    """What a peer hears in telephone-events that it got."""
    receiver = TelephoneEventReceiver()
    return "".join(receiver.receive(packet, 0.0).digit or "" for packet in packets)


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


async def test_a_bridge_both_ways(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a, port_b = await phone.call(1, a), await phone.call(2, b)
    a.send(port_a, SILENCE)
    b.send(port_b, SILENCE)
    await a.take(2)
    await b.take(2)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    await talk(a, port_a, sine(1000, 0.6))
    await talk(b, port_b, sine(2000, 0.6))
    assert abs(loudest_hz(await heard(b, 28)) - 1000) < 10
    assert abs(loudest_hz(await heard(a, 28)) - 2000) < 10


async def test_a_bridge_to_one_who_takes_short_packets_only(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a = await phone.call(1, a, ptime_ms=60)
    port_b = await phone.call(2, b, max_ptime_ms=20)
    a.send(port_a, SILENCE * 3)
    b.send(port_b, SILENCE)
    await a.take(2)
    packets = await b.take(2)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    said = b"".join(bytes([n]) * 160 for n in range(30))
    for start in range(0, len(said), 480):
        a.send(port_a, said[start : start + 480])
    packets += await b.until(lambda packet: packet.payload == said[-160:])
    assert {len(packet.payload) for packet in packets} == {160}
    assert b"".join(packet.payload for packet in packets).endswith(said)
    sequences = [packet.sequence for packet in packets]
    assert [rtp.sequence_difference(s, sequences[0]) for s in sequences] == list(range(len(sequences)))


async def test_a_bridge_between_codecs(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a = await phone.call(1, a)
    port_b = await phone.call(2, b, codec="G722", payload_type=9)
    a.send(port_a, SILENCE)
    b.send(port_b, encode_g722(0, 0.02), 9)
    await a.take(2)
    await b.take(2)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    await talk(a, port_a, sine(1000, 0.6))
    assert abs(loudest_hz(await heard(b, 28, "G722")) - 1000) < 10
    from_b = encode_g722(1500, 0.6)
    await talk(b, port_b, from_b, 9)
    assert abs(loudest_hz(await heard(a, 28)) - 1500) < 10


async def test_counters_go_on_over_play_bridge_and_play(phone: Phone, prompt: Prompt) -> None:
    path, _ = prompt
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a, port_b = await phone.call(1, a), await phone.call(2, b)
    b.send(port_b, SILENCE)
    packets = await b.take(3)
    a.send(port_a, SILENCE)
    await a.take(1)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    for _ in range(20):
        a.send(port_a, sine(1000, 0.02))
        packets.append(await b.receive())
    await phone.client.send(Unbridge(stream=2))
    await phone.client.send(Play(stream=2, play_id=1, path=path))
    packets += await b.take(20)
    sequences = [packet.sequence for packet in packets]
    assert [rtp.sequence_difference(s, sequences[0]) for s in sequences] == list(range(len(sequences)))
    steps = [rtp.timestamp_difference(n.timestamp, p.timestamp) for p, n in itertools.pairwise(packets)]
    assert min(steps) >= 160
    assert {packet.ssrc for packet in packets} == {packets[0].ssrc}


async def test_a_bridge_passes_keys_on_and_tells_them(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a = await phone.call(1, a)
    port_b = await phone.call(2, b, telephone_event_payload_type=96)
    a.send(port_a, SILENCE)
    b.send(port_b, SILENCE)
    await a.take(2)
    await b.take(2)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    for _ in range(3):
        a.send(port_a, sine(1000, 0.02))
    await b.until(lambda packet: packet.payload not in (SILENCE, b""))
    press(a, port_a, "8", steps=3)
    assert await phone.event() == Key(stream=1, digit="8", method="rfc4733")
    events = [packet for packet in await b.take(12) if packet.payload_type == 96]
    while len(events) < 6:
        events += [packet for packet in await b.take(1) if packet.payload_type == 96]
    assert len({packet.timestamp for packet in events}) == 1
    assert keys_in(events) == "8"


async def test_a_key_that_led_into_a_bridge_stays_out_of_it(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a, port_b = await phone.call(1, a), await phone.call(2, b)
    b.send(port_b, SILENCE)
    await b.take(2)
    held, duration = a.timestamp, 160
    a.raw(port_a, telephone_event.build(telephone_event.Event(2, False, 10, duration)), 101, a.sequence, held)
    assert await phone.event() == Key(stream=1, digit="2", method="rfc4733")
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    for step in range(1, 6):
        event = telephone_event.Event(2, step > 2, 10, duration + 160 * step)
        a.raw(port_a, telephone_event.build(event), 101, a.sequence + step, held)
    a.sequence, a.timestamp = a.sequence + 6, held + 160 * 6
    press(a, port_a, "8", steps=3)
    until_eight = await b.until(lambda packet: packet.payload_type == 101)
    assert telephone_event.KEYS[until_eight[-1].payload[0]] == "8"


async def test_a_key_after_the_one_that_led_into_a_bridge_from_a_clock_that_stands(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a, port_b = await phone.call(1, a), await phone.call(2, b)
    b.send(port_b, SILENCE)
    await b.take(2)
    stands = a.timestamp
    press(a, port_a, "2", steps=3)
    assert await phone.event() == Key(stream=1, digit="2", method="rfc4733")
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    a.timestamp = stands
    press(a, port_a, "2", steps=3)
    got = await b.until(lambda packet: packet.payload_type == 101 and packet.payload[1] & 0x80 != 0)
    assert keys_in(packet for packet in got if packet.payload_type == 101) == "2"


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


async def test_a_press_that_info_told_first_is_not_relayed_as_well(phone: Phone) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a, port_b = await phone.call(1, a), await phone.call(2, b)
    b.send(port_b, SILENCE)
    await b.take(2)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.client.send(Press(stream=1, digit="2"))
    assert await phone.event() == Key(stream=1, digit="2", method="info")
    press(a, port_a, "2", steps=3)
    press(a, port_a, "8", steps=3)
    assert await phone.event() == Key(stream=1, digit="8", method="rfc4733")
    got = await b.until(lambda packet: packet.payload_type == 101 and packet.payload[1] & 0x80 != 0)
    assert keys_in(packet for packet in got if packet.payload_type == 101) == "8"


@pytest.mark.parametrize("event_type", [101, None], ids=["events", "no events"])
async def test_a_tone_is_not_relayed_to_whom_it_is_told_as_an_event(phone: Phone, event_type: int | None) -> None:
    """But for its beginning, before it is known."""
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a = await phone.call(1, a, telephone_event_payload_type=None, dtmf_inband=True)
    port_b = await phone.call(2, b, telephone_event_payload_type=event_type)
    b.send(port_b, SILENCE)
    await b.take(1)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    audio = ulaw_encode(np.concatenate((tones("5", 0.5), np.zeros(800, np.int16), tone(1000, 0.5)))).tobytes()
    for start in range(0, len(audio), 160):
        a.send(port_a, audio[start : start + 160])
        await a.receive()
    got = await b.until(lambda packet: packet.payload == audio[-160:])
    beeps = sum(packet.payload != SILENCE and packet.payload in audio[:4000] for packet in got)
    assert beeps == 25 if event_type is None else beeps < 20


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


@pytest.mark.parametrize("number", [101, 96])
async def test_events_under_both_numbers_are_relayed_as_the_other_side_calls_them(phone: Phone, number: int) -> None:
    a, b = phone.peer(), phone.peer(ssrc=0x5678)
    port_a = await phone.call(1, a, telephone_event_payload_type=96, offered_telephone_event_payload_type=101)
    port_b = await phone.call(2, b, telephone_event_payload_type=110)
    a.send(port_a, SILENCE)
    b.send(port_b, SILENCE)
    await a.take(2)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    press(a, port_a, "8", steps=3, payload_type=number)
    got = await b.until(lambda packet: packet.payload_type == 110 and packet.payload[1] & 0x80 != 0)
    assert keys_in(packet for packet in got if packet.payload_type == 110) == "8"


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
