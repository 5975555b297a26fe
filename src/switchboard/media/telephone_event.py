"""Telephone-events (RFC 4733): their payload, and keys sent as such."""

import struct
from typing import NamedTuple

from switchboard.media.rtp import CLOCK_HZ

KEYS = "0123456789*#ABCD"
STEP_UNITS = CLOCK_HZ * 20 // 1000
END_PACKETS = 3
PAUSE_STEPS = 4
"""Steps without an event after the last end packet, so that gaps of 40 ms and more are heard as such."""
_END_BIT = 0x80
# -10 dBm0 (§2.3.4).
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
        # The last goes first: `pop` takes it off at a constant cost.
        self._codes = [KEYS.index(digit) for digit in reversed(digits)]
        self._step_units = step_units
        units = min(duration_ms * CLOCK_HZ // 1000, MAX_SEGMENT_UNITS - step_units)
        self._steps = -(-units // step_units)
        self._step = 0
        self._timestamp = 0

    @property
    def done(self) -> bool:
        """Whether all keys were sent, and the pause after the last is over."""
        return not self._codes

    @property
    def left(self) -> int:
        """How many keys are still to be sent."""
        return len(self._codes)

    def add(self, digits: str) -> None:
        """Send more keys, behind those that wait."""
        self._codes[:0] = (KEYS.index(digit) for digit in reversed(digits))

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
