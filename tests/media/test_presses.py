"""One press is one key (the call semantics, section 3), from good and bad senders over lossy networks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.presses import Heard, TelephoneEventReceiver
from switchboard.media.rtp import Packet
from switchboard.media.telephone_event import KEYS, Event, build

pytestmark = pytest.mark.unit

Clock = Literal["runs", "stands", "creeps", "creeps a packet more"]


class Line:
    """A sender whose RTP clock and numbering the test sets, and the receiver."""

    def __init__(self) -> None:
        self.receiver = TelephoneEventReceiver()
        self.sequence, self.ssrc = 65533, 1
        self.now_s = 0.0
        self.last = Heard()

    def is_held(self) -> bool:
        """Whether the last packet told that a key is held."""
        return self.last.held

    def packet(
        self, key: str, timestamp: int, duration: int, *, end: bool = False, marker: bool = False, wait_ms: int = 20
    ) -> str:
        """One packet, then time passes; the key that was told, or nothing."""
        self.last = self.receive(key, timestamp, duration, self.sequence, end=end, marker=marker)
        self.sequence += 1
        self.now_s += wait_ms / 1000
        return self.last.digit or ""

    def receive(
        self, key: str, timestamp: int, duration: int, sequence: int, *, end: bool = False, marker: bool = False
    ) -> Heard:
        payload = build(Event(KEYS.index(key), end, 10, duration))
        packet = Packet(marker, 101, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, self.ssrc, payload)
        return self.receiver.receive(packet, self.now_s)

    def press(self, key: str, timestamp: int, *, ends: int = 3, marker: bool = True, steps: int = 4) -> str:
        """A whole event of 20 ms a step."""
        told = [self.packet(key, timestamp, 160 * step, marker=marker and step == 1) for step in range(1, steps + 1)]
        told += [self.packet(key, timestamp, 160 * steps, end=True, wait_ms=0) for _ in range(ends)]
        return "".join(told)


def test_a_press_is_told_at_its_start_and_once() -> None:
    line = Line()
    assert line.packet("5", 0, 160) == "5"
    assert line.is_held()
    assert line.packet("5", 0, 320) + line.packet("5", 0, 480, end=True) == ""
    assert not line.is_held()
    assert line.packet("5", 0, 480, end=True) + line.packet("5", 0, 480, end=True) == ""


@pytest.mark.parametrize("advance", [0, 1, 160, 640, 640 + 160, 640 + 400])
@pytest.mark.parametrize("gap_ms", [0, 10, 20, 30, 40, 500])
@pytest.mark.parametrize("marker", [True, False])
def test_the_same_key_again_whatever_the_clock_and_the_gap(advance: int, gap_ms: int, marker: bool) -> None:
    line, told = Line(), ""
    for count in range(3):
        told += line.press("5", 7000 + count * advance, marker=marker)
        line.now_s += gap_ms / 1000
    assert told == "555"


def test_the_same_key_again_from_a_clock_that_goes_back() -> None:
    line = Line()
    assert line.press("5", 100_000) + line.press("5", 50_000) + line.press("5", 7) == "555"


def test_a_shorter_press_after_a_longer_and_the_other_way_round_while_the_clock_stands() -> None:
    line = Line()
    assert "".join(line.press("5", 0, steps=steps, marker=False) for steps in (10, 2, 5, 5, 3)) == "55555"


def test_an_event_of_which_only_ends_came_is_a_press() -> None:
    line = Line()
    assert line.packet("7", 0, 640, end=True) == "7"
    assert line.packet("7", 0, 640, end=True) == ""
    assert line.packet("7", 4000, 640, end=True) + line.packet("7", 4000, 640, end=True) == "7"
    assert line.packet("8", 8000, 640, end=True) == "8"


def test_ends_of_a_heard_event_are_no_press_however_late() -> None:
    line = Line()
    line.press("1", 0, ends=0)
    line.now_s += 5
    assert line.packet("1", 0, 640, end=True) == ""


def test_ends_sent_again_between_the_packets_of_the_next_key() -> None:
    line = Line()
    assert line.press("1", 0, ends=1) == "1"
    assert line.packet("2", 1600, 160, marker=True) == "2"
    assert line.packet("1", 0, 640, end=True) == ""
    assert line.packet("2", 1600, 320) == ""


def test_ends_sent_again_with_other_timestamps() -> None:
    line = Line()
    told = line.press("4", 0, ends=1)
    told += line.packet("4", 160, 800, end=True) + line.packet("4", 320, 960, end=True)
    assert told == "4"


def test_a_press_goes_on_after_a_hole() -> None:
    line = Line()
    assert line.packet("1", 0, 160, wait_ms=200) == "1"
    assert line.packet("1", 0, 1760) == ""
    assert line.is_held()


def test_a_press_whose_ends_were_lost_is_followed_by_another() -> None:
    for timestamp in (0, 640 + 320, 640 + 1600):
        line = Line()
        assert line.press("1", 0, ends=0) + line.press("1", timestamp) == "11"


def test_a_timestamp_that_changes_with_each_packet_is_one_press() -> None:
    line = Line()
    assert "".join(line.packet("4", 160 * step, 160) for step in range(20)) == "4"
    assert line.packet("4", 160 * 20, 160, end=True) == ""
    assert not line.is_held()


def test_markers_in_every_packet() -> None:
    line, told = Line(), ""
    for timestamp in (0, 0, 5000):
        told += "".join(line.packet("4", timestamp, 160 * step, marker=True) for step in range(1, 8))
        told += line.packet("4", timestamp, 1120, end=True, marker=True)
    assert told == "444"


def test_markers_and_changed_timestamps_in_every_packet_of_a_press() -> None:
    line, told = Line(), ""
    for start in (0, 960, 1920):
        told += "".join(
            line.packet("4", start + 160 * step, 160 * (step + 1), marker=True, wait_ms=20) for step in range(5)
        )
        told += "".join(line.packet("4", start + 800, 800, end=True, marker=True, wait_ms=0) for _ in range(3))
    assert told == "444"


def test_captures_of_different_keys_with_the_same_numbers_one_after_another() -> None:
    line, told = Line(), ""
    for key in "567":
        line.sequence = 7000
        told += line.press(key, 1000)
        line.now_s += 0.1
    assert told == "567"


def test_a_first_packet_sent_three_times() -> None:
    line = Line()
    assert "".join(line.packet("4", 0, 0, marker=True, wait_ms=0) for _ in range(3)) + line.press("4", 0) == "4"


def test_long_presses_come_in_segments() -> None:
    line = Line()
    told = line.packet("9", 0, 160) + line.packet("9", 0, 0xFFFF)
    told += line.packet("9", 0xFFFF, 160) + line.packet("9", 0xFFFF, 320, end=True)
    assert told == "9"


def test_a_long_press_whose_duration_wraps() -> None:
    line = Line()
    assert "".join(line.packet("9", 0, 160 * step & 0xFFFF, marker=step == 1) for step in range(1, 900)) == "9"
    assert line.is_held()


def test_another_key_is_another_press_even_without_an_end() -> None:
    line = Line()
    assert line.press("1", 0, ends=0) + line.press("2", 640) + line.press("2", 640) == "122"


def test_reordered_packets_of_the_key_before() -> None:
    line = Line()
    assert line.press("1", 0) + line.press("2", 2000) == "12"
    for back, duration, end in ((8, 640, True), (13, 160, False)):
        assert line.receive("1", 0, duration, line.sequence - back, end=end).late


def test_packets_twice() -> None:
    line = Line()
    assert line.press("1", 0) == "1"
    first = line.sequence - 7
    assert line.receive("1", 0, 160, first, marker=True) == Heard(late=True)
    assert line.receive("1", 0, 160, first + 6, end=True) == Heard(late=True)


@pytest.mark.parametrize("lower", [8, 30, 200, 20000, 40000])
@pytest.mark.parametrize("key", ["1", "2"])
def test_a_numbering_that_begins_again(lower: int, key: str) -> None:
    line = Line()
    assert line.press("1", 2000) == "1"
    line.sequence -= lower
    assert line.press(key, 42000) == key


def test_a_new_source_is_heard_at_once() -> None:
    line = Line()
    assert line.press("1", 2**31 + 5000) == "1"
    line.ssrc, line.sequence = 2, line.sequence - 3
    assert line.press("1", 2**31 + 5000) == "1"


def test_late_packets_of_the_source_before() -> None:
    line = Line()
    told = line.press("1", 5000)
    line.ssrc, line.sequence = 2, 100
    told += line.packet("2", 77, 160, marker=True)
    line.ssrc = 1
    assert line.receive("1", 5000, 640, 65539, end=True).late
    line.ssrc = 2
    told += line.packet("2", 77, 320) + line.packet("2", 77, 480, end=True)
    assert told == "12"


def test_a_capture_played_again() -> None:
    line, told = Line(), ""
    for _ in range(3):
        line.sequence = 500
        told += line.press("6", 9000)
        line.now_s += 0.5
    assert told == "666"


def test_flash_and_tones_are_no_keys() -> None:
    receiver = TelephoneEventReceiver()
    for code in range(16, 256):
        assert receiver.receive(Packet(True, 101, code, code, 1, build(Event(code, False, 0, 160))), 0.0) == Heard()


@given(st.lists(st.tuples(st.binary(max_size=8), st.integers(0, 2**32 - 1), st.integers(0, 65535), st.floats(0, 1e6))))
def test_any_bytes_are_taken(packets: list[tuple[bytes, int, int, float]]) -> None:
    receiver = TelephoneEventReceiver()
    for payload, timestamp, sequence, at_s in packets:
        heard = receiver.receive(Packet(False, 101, sequence, timestamp, timestamp & 3, payload), at_s)
        assert heard.digit is None or heard.digit in KEYS


@dataclass(frozen=True)
class Pressed:
    """A key, for how many steps of 20 ms it is held, and the pause after it."""

    key: str
    steps: int
    gap_ms: int


class Sent(NamedTuple):
    """A packet and when it leaves."""

    at_s: float
    packet: Packet
    first: bool
    end: bool


presses = st.lists(
    st.builds(Pressed, st.sampled_from("0155#"), st.integers(2, 12), st.sampled_from((20, 40, 60, 100, 600))),
    min_size=1,
    max_size=8,
)
clocks: st.SearchStrategy[Clock] = st.sampled_from(("runs", "stands", "creeps", "creeps a packet more"))


def sent(made: Iterable[Pressed], clock: Clock, *, sources: bool, markers: bool) -> list[list[Sent]]:
    """The packets of each press. `sources`: each press has an SSRC and a numbering of its own."""
    at_ms, timestamp, sequence, events = 0, 2**32 - 2000, 65530, []
    for number, press in enumerate(made):
        ssrc = number if sources else 7
        sequence = (number * 7919 if sources else sequence) & 0xFFFF
        event = []
        for step in range(1, press.steps + 4):
            end = step > press.steps
            payload = build(Event(KEYS.index(press.key), end, 10, 160 * min(step, press.steps)))
            first = step == 1
            packet = Packet(first and markers, 101, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc, payload)
            event.append(Sent((at_ms + 20 * (min(step, press.steps + 1) - 1)) / 1000, packet, first, end))
            sequence += 1
        events.append(event)
        at_ms += 20 * press.steps + press.gap_ms
        held_ms = 20 * press.steps
        timestamp += 8 * {"runs": held_ms + press.gap_ms, "stands": 0, "creeps": held_ms}.get(clock, held_ms + 20)
    return events


def told(arrivals: Iterable[tuple[float, Packet]]) -> str:
    receiver = TelephoneEventReceiver()
    ordered = sorted(arrivals, key=lambda arrival: arrival[0])
    return "".join(receiver.receive(packet, at_s).digit or "" for at_s, packet in ordered)


def keys(made: Iterable[Pressed]) -> str:
    return "".join(press.key for press in made)


def survivors(event: list[Sent], data: st.DataObject, *, first: bool) -> list[Sent]:
    """What is left of an event's packets: at least one of its end, one before it, and with `first` the first."""
    before = [packet for packet in event if not packet.end and not (first and packet.first)]
    ends = [packet for packet in event if packet.end]
    kept = data.draw(st.lists(st.sampled_from(before), min_size=0 if first else 1, unique_by=id))
    kept += data.draw(st.lists(st.sampled_from(ends), min_size=1, unique_by=id))
    return sorted([*kept, *(packet for packet in event if first and packet.first)], key=event.index)


@given(presses, clocks, st.booleans(), st.booleans())
def test_every_press_counts(made: list[Pressed], clock: Clock, sources: bool, markers: bool) -> None:
    events = sent(made, clock, sources=sources, markers=markers)
    assert told((packet.at_s, packet.packet) for event in events for packet in event) == keys(made)


@given(presses, clocks, st.booleans(), st.data())
def test_every_press_counts_in_spite_of_loss(
    made: list[Pressed], clock: Clock, sources: bool, data: st.DataObject
) -> None:
    """A standing clock needs the packet with the marker: a later one looks like the rest of the press before."""
    events = sent(made, clock, sources=sources, markers=True)
    left = [survivors(event, data, first=clock == "stands") for event in events]
    assert told((packet.at_s, packet.packet) for event in left for packet in event) == keys(made)


@given(presses, st.data())
def test_every_press_counts_though_all_ends_are_lost(made: list[Pressed], data: st.DataObject) -> None:
    """Where the clock runs, or the marker arrives."""
    spaced = [Pressed(press.key, press.steps, max(press.gap_ms, 40)) for press in made]
    markers = data.draw(st.booleans())
    events = sent(spaced, "runs", sources=False, markers=markers)
    assert told((p.at_s, p.packet) for event in events for p in event if not p.end) == keys(made)


@given(presses, st.booleans(), st.data())
def test_every_press_counts_once_in_spite_of_reordering(
    made: list[Pressed], sources: bool, data: st.DataObject
) -> None:
    """Each packet may be lost, come twice, and come up to 40 ms late, where keys are 40 ms apart as Q.24 has it."""
    spaced = [Pressed(press.key, press.steps, max(press.gap_ms, 40)) for press in made]
    delays = st.lists(st.integers(0, 39), min_size=1, max_size=2)
    arrivals = [
        (packet.at_s + delay_ms / 1000, packet.packet)
        for event in sent(spaced, "runs", sources=sources, markers=True)
        for packet in survivors(event, data, first=False)
        for delay_ms in data.draw(delays)
    ]
    assert told(arrivals) == keys(made)
