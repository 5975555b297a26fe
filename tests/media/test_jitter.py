"""Packets made even: how long they are kept back, and that no packets break it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.g711 import ULAW_SILENCE, Samples, ulaw_decode, ulaw_encode
from switchboard.media.jitter import FRAME_UNITS, Frame, JitterBuffer, spread

pytestmark = pytest.mark.unit

LOUD = ulaw_encode(np.full(160, 8000, np.int16)).tobytes()
START = 2**32 - 800
"""The clock wraps soon."""


def taken(of: JitterBuffer) -> Samples | None:
    """The next frame, decoded."""
    frame = of.take()
    return None if frame is None else decoded(frame)


def decoded(frame: Frame) -> Samples:
    samples = ulaw_decode(np.frombuffer(frame.heard, np.uint8))
    return samples if frame.there is None else spread(samples, frame, 1)


def frames(of: JitterBuffer, late: list[int], *, first: int = 0) -> list[bool]:
    """Whether each frame sounds. In turn a frame is taken and a packet comes, as many frames late as `late` says."""
    sounding = []
    for step in range(len(late) + 12):
        for number, delay in enumerate(late):
            if number + delay == step:
                of.put((START + (first + number) * FRAME_UNITS) & 0xFFFFFFFF, LOUD)
        frame = taken(of)
        sounding.append(frame is not None and int(np.abs(frame).max()) > 4000)
    return sounding


def test_a_packet_is_kept_back_for_two_frames() -> None:
    assert frames(JitterBuffer(), [0] * 20) == [False] * 2 + [True] * 20 + [False] * 10


def test_packets_that_come_within_the_delay_leave_no_gap() -> None:
    assert frames(JitterBuffer(), [0, 2, 1, 2, 0, 1, 2] * 3) == [False] * 2 + [True] * 21 + [False] * 10


def test_one_that_is_too_late_makes_the_delay_longer_and_is_heard() -> None:
    assert (
        frames(JitterBuffer(), [0] * 5 + [5] * 10) == [False] * 2 + [True] * 5 + [False] * 3 + [True] * 10 + [False] * 7
    )


def test_the_delay_becomes_short_again_when_nobody_needs_it() -> None:
    delayed = JitterBuffer()
    frames(delayed, [0] * 5 + [5] * 10)
    sounding = frames(delayed, [0] * 500, first=27)
    assert sounding[-12:].index(False) <= 3


def test_a_packet_later_than_the_longest_delay_is_not_heard() -> None:
    assert sum(frames(JitterBuffer(), [0] * 10 + [11] + [0] * 10)) == 20


@pytest.mark.parametrize("jump", [-(2**31) + 1, -100_000, 100_000])
def test_a_clock_that_begins_anew_is_followed(jump: int) -> None:
    one = JitterBuffer()
    frames(one, [0] * 5)
    assert sum(frames(one, [0] * 5, first=jump // FRAME_UNITS)) == 5


def test_edges_are_faded() -> None:
    one = JitterBuffer()
    for number in (0, 1, 3, 4):
        one.put(START + number * FRAME_UNITS, LOUD)
    heard = np.concatenate([frame for _ in range(8) if (frame := taken(one)) is not None]).astype(int)
    assert np.abs(np.diff(heard)).max() < 600
    assert np.count_nonzero(np.abs(heard) > 7000) > 4 * 120


def test_what_is_hushed_ends_softly() -> None:
    one = JitterBuffer()
    for number in range(4):
        one.put(START + number * FRAME_UNITS, LOUD)
    before = [taken(one) for _ in range(3)]
    one.hush()
    after = [taken(one) for _ in range(3)]
    heard = np.concatenate([frame for frame in (*before, *after) if frame is not None]).astype(int)
    assert np.abs(np.diff(heard)).max() < 600
    assert np.count_nonzero(heard) < 200


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 1500), st.booleans()), max_size=60))
def test_no_packets_break_it(packets: list[tuple[int, int, bool]]) -> None:
    one = JitterBuffer()
    for timestamp, octets, takes in packets:
        one.put(timestamp, bytes([ULAW_SILENCE]) * octets)
        one.put((timestamp + octets) & 0xFFFFFFFF, LOUD)
        if takes:
            frame = taken(one)
            assert frame is None or len(frame) == FRAME_UNITS
