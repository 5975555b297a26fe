"""RTP of a caller whose audio comes in frames: its pace, its keys, and what is left out."""

import pytest

from switchboard.media import rtp
from switchboard.media.direct_audio import (
    AHEAD_S,
    EVENT_TYPE,
    FRAME_BYTES,
    KEEP_ALIVE_S,
    MOST_KEYS,
    PCMU_TYPE,
    SILENCE,
    STEP_S,
    DirectReceiver,
    DirectSender,
)
from switchboard.media.presses import TelephoneEventReceiver

pytestmark = pytest.mark.unit
FRAME = bytes(range(FRAME_BYTES))


def parsed(data: bytes | None) -> rtp.Packet:
    assert data is not None
    packet = rtp.parse(data)
    assert packet is not None
    return packet


def test_frames_follow_one_another_without_a_gap() -> None:
    sender = DirectSender(0.0)
    packets = [parsed(sender.say(FRAME, step * STEP_S)) for step in range(5)]
    first = packets[0]
    assert [packet.marker for packet in packets] == [True, False, False, False, False]
    assert {(packet.payload_type, packet.payload) for packet in packets} == {(PCMU_TYPE, FRAME)}
    for place, packet in enumerate(packets):
        assert rtp.sequence_difference(packet.sequence, first.sequence) == place
        assert rtp.timestamp_difference(packet.timestamp, first.timestamp) == place * FRAME_BYTES


def test_what_comes_late_is_said_and_what_comes_too_early_is_dropped() -> None:
    """A connection stalls for half a second, and then brings everything at once and more."""
    sender = DirectSender(0.0)
    parsed(sender.say(FRAME, 0.0))
    sent = [sender.say(FRAME, 0.5) for _ in range(100)]
    kept = [one is not None for one in sent]
    assert kept == sorted(kept, reverse=True)
    assert abs(sum(kept) - (0.5 + AHEAD_S) / STEP_S) <= 1


def test_a_clock_that_runs_fast_builds_up_no_delay() -> None:
    sender, dropped = DirectSender(0.0), 0
    for step in range(10_000):
        dropped += sender.say(FRAME, step * STEP_S * 0.99) is None
    assert 0 < dropped < 110


def test_after_a_pause_the_caller_is_heard_as_of_now() -> None:
    sender = DirectSender(0.0)
    before = parsed(sender.say(FRAME, 0.0))
    after = parsed(sender.say(FRAME, 10.0))
    assert after.marker
    assert rtp.timestamp_difference(after.timestamp, before.timestamp) == 10 * rtp.CLOCK_HZ


def test_who_says_nothing_is_there() -> None:
    sender = DirectSender(0.0)
    steps = [sender.step(step * STEP_S) for step in range(101)]
    alive = [parsed(one) for one in steps if one is not None]
    assert len(alive) == round(2 / (KEEP_ALIVE_S + STEP_S))
    assert {packet.payload for packet in alive} == {SILENCE}


def test_keys_are_pressed_one_after_another_and_nothing_is_said_meanwhile() -> None:
    sender, receiver, heard = DirectSender(0.0), TelephoneEventReceiver(), ""
    assert sender.press("1#")
    assert sender.press("2")
    step = 0
    while len(heard) < 3 or sender.say(FRAME, step * STEP_S) is None:
        now_s = step * STEP_S
        if (data := sender.step(now_s)) is not None:
            packet = parsed(data)
            assert packet.payload_type == EVENT_TYPE
            heard += receiver.receive(packet, now_s).digit or ""
        step += 1
        assert step < 200
    assert heard == "1#2"
    last = parsed(sender.say(FRAME, step * STEP_S))
    assert last.payload == FRAME
    assert rtp.timestamp_difference(last.timestamp, packet.timestamp) > 0


def test_too_many_keys_are_not_pressed() -> None:
    sender = DirectSender(0.0)
    assert sender.press("1" * MOST_KEYS)
    assert not sender.press("2")


def test_only_audio_is_heard_and_each_frame_once() -> None:
    receiver = DirectReceiver()

    def packet(sequence: int, payload_type: int = PCMU_TYPE, ssrc: int = 7) -> bytes:
        return rtp.build(payload_type=payload_type, sequence=sequence, timestamp=0, ssrc=ssrc, payload=FRAME)

    assert receiver.heard(packet(1)) == FRAME
    assert receiver.heard(packet(1)) is None
    assert receiver.heard(packet(3)) == FRAME
    assert receiver.heard(packet(2)) is None
    assert receiver.heard(packet(4, EVENT_TYPE)) is None
    assert receiver.heard(b"garbage") is None
    assert receiver.heard(packet(1, ssrc=8)) == FRAME
