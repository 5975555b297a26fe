"""What bridges pass on, and what not: a real worker, RTP over loopback."""

import itertools

import numpy as np
import pytest

from switchboard.media import rtp, telephone_event
from switchboard.media.control import (
    Bridge,
    Key,
    Play,
    Press,
    Unbridge,
)
from switchboard.media.g711 import ulaw_encode

from .support import (
    SILENCE,
    Phone,
    Prompt,
    encode_g722,
    heard,
    keys_in,
    loudest_hz,
    press,
    sine,
    talk,
    tone,
    tones,
)

pytestmark = pytest.mark.interop


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
    pairs = [(rtp.timestamp_difference(n.timestamp, p.timestamp), n.marker) for p, n in itertools.pairwise(packets)]
    assert min(step for step, marker in pairs if not marker) >= 160
    assert min(step for step, marker in pairs) >= 80  # a prompt begins at its own moment
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
