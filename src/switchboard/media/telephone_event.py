"""Telephone-events (RFC 4733): a press is reported once, when it starts. Times are arrival times in seconds."""

import struct
from typing import NamedTuple

from switchboard.media.rtp import CLOCK_HZ, sequence_difference, timestamp_difference

KEYS = "0123456789*#ABCD"
LOST_END_S = 0.150
SAME_PRESS_UNITS = CLOCK_HZ * 40 // 1000
STEP_UNITS = CLOCK_HZ * 20 // 1000
END_PACKETS = 3
PAUSE_STEPS = 4
"""Steps without an event after the last end packet, so that gaps of 40 ms and more are heard as such."""
_END_BIT = 0x80
_VOLUME = 10
_EVENT = struct.Struct("!BBH")
MAX_SEGMENT_UNITS = 0xFFFF


class Event(NamedTuple):
    """A telephone-event payload (§2.3); duration in timestamp units."""

    code: int
    end: bool
    volume: int
    duration: int


def parse(payload: bytes) -> Event | None:
    """The first event of a payload, or None when it is too short to hold one."""
    if len(payload) < _EVENT.size:
        return None
    code, flags, duration = _EVENT.unpack_from(payload)
    return Event(code, flags >= _END_BIT, flags & 0x3F, duration)


def build(event: Event) -> bytes:
    """The 4-byte payload."""
    flags = event.volume | (_END_BIT if event.end else 0)
    return _EVENT.pack(event.code, flags, event.duration)


class TelephoneEventReceiver:
    """One stream's presses. The timestamp of a packet says which event it belongs to."""

    __slots__ = ("_code", "_duration", "_pressed", "_seen_s", "_sequence", "_timestamp")

    def __init__(self) -> None:
        self._pressed = False
        self._code = -1
        self._timestamp = self._sequence = self._duration = 0
        self._seen_s = 0.0

    @property
    def pressed(self) -> bool:
        """Whether a key is held, as far as is known."""
        return self._pressed

    @property
    def timestamp(self) -> int | None:
        """Which event came last; None before the first."""
        return self._timestamp if self._code >= 0 else None

    def receive(self, payload: bytes, timestamp: int, sequence: int, now_s: float) -> str | None:
        """The key, if this packet starts a press."""
        event = parse(payload)
        if event is None or event.code >= len(KEYS):
            return None
        self.expire(now_s)
        if self._code < 0:
            return self._start(event, timestamp, sequence, now_s)
        if timestamp == self._timestamp and event.code == self._code:
            self._continue(event, sequence, now_s)
            return None
        if sequence_difference(sequence, self._sequence) <= 0 and not self._is_stale(now_s):
            return None
        if event.code == self._code and self._is_same_press(timestamp, now_s):
            self._begin(event, timestamp, sequence, now_s)
            return None
        return self._start(event, timestamp, sequence, now_s)

    def expire(self, now_s: float) -> None:
        """Ends a press whose end was lost."""
        if self._pressed and now_s - self._seen_s >= LOST_END_S:
            self._pressed = False

    def _is_stale(self, now_s: float) -> bool:
        """Long silence: a sequence that went back is a new source, not a late packet."""
        return now_s - self._seen_s > 1.0

    def _is_same_press(self, timestamp: int, now_s: float) -> bool:
        """A new segment (§2.5.1.3), or a sender that restarts its timestamp."""
        advance = timestamp_difference(timestamp, self._timestamp)
        return 0 <= advance < self._duration + SAME_PRESS_UNITS and not self._is_stale(now_s)

    def _start(self, event: Event, timestamp: int, sequence: int, now_s: float) -> str:
        self._begin(event, timestamp, sequence, now_s)
        return KEYS[event.code]

    def _begin(self, event: Event, timestamp: int, sequence: int, now_s: float) -> None:
        self._code, self._timestamp, self._sequence = event.code, timestamp, sequence
        self._duration = event.duration
        self._pressed, self._seen_s = not event.end, now_s

    def _continue(self, event: Event, sequence: int, now_s: float) -> None:
        if sequence_difference(sequence, self._sequence) > 0:
            self._sequence = sequence
        self._duration = max(self._duration, event.duration)
        if self._pressed:
            self._pressed, self._seen_s = not event.end, now_s


class EventPacket(NamedTuple):
    """What to send instead of audio; the timestamp is the start of the event."""

    payload: bytes
    marker: bool
    timestamp: int


class TelephoneEventSender:
    """Sends keys one after another, a packet every step (§2.5.1: 20 ms), each end three times.

    Durations are rounded up to whole steps and stay within one segment of 8 s.
    """

    __slots__ = ("_codes", "_step", "_step_units", "_steps", "_timestamp")

    def __init__(self, digits: str, duration_ms: int, step_units: int = STEP_UNITS) -> None:
        self._codes = [KEYS.index(digit) for digit in reversed(digits)]
        self._step_units = step_units
        units = min(duration_ms * CLOCK_HZ // 1000, MAX_SEGMENT_UNITS - step_units)
        self._steps = -(-units // step_units)
        self._step = 0
        self._timestamp = 0

    @property
    def done(self) -> bool:
        """Whether all keys and the pause after the last are through."""
        return not self._codes

    def step(self, timestamp: int) -> EventPacket | None:
        """The packet of the next step, which starts at ``timestamp``; None is a pause."""
        if not self._codes:
            return None
        self._step += 1
        if self._step == 1:
            self._timestamp = timestamp
        ends = self._step - self._steps
        packet = self._packet(ends >= 0) if ends < END_PACKETS else None
        if ends >= END_PACKETS + PAUSE_STEPS - 1:
            self._codes.pop()
            self._step = 0
        return packet

    def _packet(self, end: bool) -> EventPacket:
        event = Event(self._codes[-1], end, _VOLUME, min(self._step, self._steps) * self._step_units)
        return EventPacket(build(event), self._step == 1, self._timestamp)
