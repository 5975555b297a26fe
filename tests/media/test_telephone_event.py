"""One press is one key (call semantics §3), and keys sent are keys heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.keys import KeyMerger
from switchboard.media.telephone_event import (
    KEYS,
    Event,
    TelephoneEventReceiver,
    TelephoneEventSender,
    build,
    parse,
)

pytestmark = pytest.mark.unit


class Line:
    """A receiver and a clock."""

    def __init__(self) -> None:
        self.receiver = TelephoneEventReceiver()
        self.sequence = 65533
        self.now_s = 0.0

    def packet(self, key: str, timestamp: int, duration: int, *, end: bool = False, wait_ms: int = 20) -> str | None:
        """One packet, then time passes."""
        payload = build(Event(KEYS.index(key), end, 10, duration))
        found = self.receiver.receive(payload, timestamp & 0xFFFFFFFF, self.sequence & 0xFFFF, self.now_s)
        self.sequence += 1
        self.now_s += wait_ms / 1000
        return found

    def press(self, key: str, timestamp: int, *, ends: int = 3) -> list[str]:
        """80 ms of a key."""
        found = [self.packet(key, timestamp, 160 * step) for step in (1, 2, 3)]
        found += [self.packet(key, timestamp, 640, end=True) for _ in range(ends)]
        return [digit for digit in found if digit]


def is_pressed(line: Line) -> bool:
    """Whether a key is held."""
    return line.receiver.pressed


def test_a_press_is_told_at_its_start_and_once() -> None:
    line = Line()
    assert line.packet("5", 0, 160) == "5"
    assert is_pressed(line)
    assert [line.packet("5", 0, 320), line.packet("5", 0, 480, end=True)] == [None, None]
    assert not is_pressed(line)
    assert [line.packet("5", 0, 480, end=True) for _ in range(2)] == [None, None]


def test_the_same_key_twice() -> None:
    line = Line()
    assert line.press("1", 0) + line.press("1", 640 + 320) == ["1", "1"]


def test_the_start_may_be_lost() -> None:
    line = Line()
    assert line.packet("7", 0, 640, end=True) == "7"


def test_a_lost_end_closes_after_150_ms() -> None:
    line = Line()
    assert line.press("1", 0, ends=0) == ["1"]
    line.receiver.expire(line.now_s + 0.100)
    assert is_pressed(line)
    line.receiver.expire(line.now_s + 0.150)
    assert not is_pressed(line)
    assert line.press("1", 4000) == ["1"]


def test_late_packets_of_a_closed_event_are_nothing() -> None:
    line = Line()
    line.press("1", 0, ends=0)
    line.now_s += 0.5
    assert line.packet("1", 0, 640, end=True) is None


def test_a_changed_timestamp_within_40_ms_is_the_same_press() -> None:
    line = Line()
    assert line.press("1", 0) == ["1"]
    assert line.packet("1", 640 + 319, 160) is None
    assert line.packet("1", 640 + 319 + 160 + 320, 160) == "1"


def test_a_timestamp_that_changes_with_each_packet_is_one_press() -> None:
    line = Line()
    found = [line.packet("4", 160 * step, 160) for step in range(20)]
    assert [digit for digit in found if digit] == ["4"]


def test_long_presses_come_in_segments() -> None:
    line = Line()
    assert line.packet("9", 0, 160) == "9"
    assert line.packet("9", 0, 0xFFFF) is None
    assert line.packet("9", 0xFFFF, 160) is None
    assert line.packet("9", 0xFFFF, 320, end=True) is None


def test_another_key_is_another_press_even_without_an_end() -> None:
    line = Line()
    assert line.press("1", 0, ends=0) + line.press("2", 640) == ["1", "2"]


def test_reordered_ends_of_the_key_before() -> None:
    line = Line()
    assert line.press("1", 0) + line.press("2", 2000) == ["1", "2"]
    late = build(Event(1, True, 10, 640))
    assert line.receiver.receive(late, 0, (line.sequence - 8) & 0xFFFF, line.now_s) is None


def test_a_new_source_with_lower_counters() -> None:
    line = Line()
    assert line.press("1", 2**31 + 5000) == ["1"]
    line.now_s += 3
    line.sequence -= 20000
    assert line.press("1", 100) == ["1"]


def test_flash_and_tones_are_no_keys() -> None:
    receiver = TelephoneEventReceiver()
    assert [receiver.receive(build(Event(code, False, 0, 160)), code, code, 0.0) for code in range(16, 256)] == [
        None
    ] * 240


@given(
    st.text(KEYS, min_size=1, max_size=12), st.integers(40, 8000), st.sampled_from([80, 160, 240, 320, 480]), st.data()
)
def test_what_is_sent_is_heard_in_spite_of_loss(digits: str, duration_ms: int, step: int, data: st.DataObject) -> None:
    sender, receiver = TelephoneEventSender(digits, duration_ms, step), TelephoneEventReceiver()
    heard, timestamp, sequence = "", 2**32 - 1000, 65000
    lost = data.draw(st.sets(st.integers(0, 1)))
    place = 0
    while not sender.done:
        packet = sender.step(timestamp & 0xFFFFFFFF)
        if packet is not None:
            place = 0 if packet.marker else place + 1
            if place not in lost:
                heard += receiver.receive(packet.payload, packet.timestamp, sequence & 0xFFFF, timestamp / 8000) or ""
        sequence += 1
        timestamp += step
    assert heard == digits


def test_a_key_as_sent() -> None:
    sender = TelephoneEventSender("5", 50)
    packets = [sender.step(160 * i) for i in range(10)]
    events = [parse(packet.payload) for packet in packets if packet]
    assert [(event.duration, event.end) for event in events if event] == [
        (160, False),
        (320, False),
        (480, True),
        (480, True),
        (480, True),
    ]
    assert [packet.marker for packet in packets if packet] == [True, False, False, False, False]
    assert {packet.timestamp for packet in packets if packet} == {0}
    assert sender.done and sender.step(0) is None


@given(st.lists(st.tuples(st.binary(max_size=8), st.integers(0, 2**32 - 1), st.integers(0, 65535), st.floats(0, 1e6))))
def test_any_bytes_are_taken(packets: list[tuple[bytes, int, int, float]]) -> None:
    receiver = TelephoneEventReceiver()
    for packet in packets:
        digit = receiver.receive(*packet)
        assert digit is None or digit in KEYS


def test_another_method_within_150_ms_is_a_copy() -> None:
    keys = KeyMerger()
    assert keys.accept("1", "rfc4733", 0.0)
    assert not keys.accept("1", "inband", 0.149)
    assert keys.accept("1", "rfc4733", 0.149)
    assert keys.accept("1", "inband", 0.4)
    assert keys.accept("2", "rfc4733", 0.41)
    assert keys.methods == ["rfc4733", "inband"]
