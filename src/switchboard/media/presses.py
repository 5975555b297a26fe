"""Finds presses in telephone-events (RFC 4733): each press is reported once, when it starts.

All packets of an event carry the RTP timestamp of its start (RFC 4733 §2.5.1.2), but that alone does not tell presses
apart: many senders stop their RTP clock while a key is held, or always, and some change the timestamp within a press.
So once the end of an event was seen, what begins is a new press, whatever its timestamp. Times are those of arrival, in
seconds.
"""

from typing import Literal, NamedTuple

from switchboard.media.rtp import CLOCK_HZ, Packet, sequence_difference, timestamp_difference
from switchboard.media.telephone_event import KEYS, MAX_SEGMENT_UNITS, Event, parse

LOST_END_S = 0.150
REPEATED_END_S = 0.040
SAME_PRESS_UNITS = CLOCK_HZ * 40 // 1000
REORDER_S = 0.3
REORDER_UNITS = CLOCK_HZ // 2
MAX_MISORDER = 100
"""A sequence number further back is no late packet but a numbering that begins again (RFC 3550 appendix A.1)."""
LAST_UNITS = 1600
"""A duration that falls from so near its greatest value has wrapped: the key is still held."""
REMEMBERED = 8

_Verdict = Literal["start", "part", "late"]


class Heard(NamedTuple):
    """What a packet says: the digit, if it starts a press; the number of its press, from 1; whether that key is held.

    `press` is 0 if the packet is no key's. A `late` packet was overtaken by others and says nothing.
    """

    digit: str | None = None
    press: int = 0
    held: bool = False
    late: bool = False


class TelephoneEventReceiver:
    """The presses of one stream. Each source (SSRC) has its own; the source before is kept for its late packets."""

    __slots__ = ("_before", "_source", "presses")

    def __init__(self) -> None:
        self.presses = 0
        self._source = self._before = _Source(-1)

    def receive(self, packet: Packet, now_s: float) -> Heard:
        """Takes a packet of the payload type for events."""
        event = parse(packet.payload)
        if event is None or event.code >= len(KEYS):
            return Heard()
        source = self._source_of(packet)
        verdict = source.take(event, packet, now_s)
        if verdict == "late":
            return Heard(late=True)
        if verdict == "start":
            self.presses += 1
            source.press = self.presses
        return Heard(KEYS[event.code] if verdict == "start" else None, source.press, source.held)

    def _source_of(self, packet: Packet) -> "_Source":
        if packet.ssrc == self._before.ssrc:
            self._before, self._source = self._source, self._before
        elif packet.ssrc != self._source.ssrc:
            self._before, self._source = self._source, _Source(packet.ssrc)
        return self._source


class _Source:
    """The event that one SSRC sends, or sent last."""

    __slots__ = ("_code", "_duration", "_earlier", "_seen_s", "_sequence", "_timestamp", "held", "press", "ssrc")

    def __init__(self, ssrc: int) -> None:
        self.ssrc = ssrc
        self.press = 0
        self.held = False
        self._code = -1
        self._timestamp = self._sequence = self._duration = 0
        self._seen_s = 0.0
        self._earlier: list[tuple[int, int]] = []

    def take(self, event: Event, packet: Packet, now_s: float) -> _Verdict:
        """What the packet is: the start of a press, part of the last one, or late."""
        if self._code >= 0 and (self._is_late(event, packet, now_s) or self._is_old_end(event, packet)):
            return "late"
        if self._is_new(event, packet, now_s - self._seen_s):
            self._earlier = [*self._earlier[1 - REMEMBERED :], (self._code, self._timestamp)]
            self.held, self._duration = True, 0
            verdict: _Verdict = "start"
        else:
            verdict = "part"
        self._note(event, packet, now_s)
        return verdict

    def _is_late(self, event: Event, packet: Packet, now_s: float) -> bool:
        """Whether the packet was overtaken, or came twice.

        If the sequence number and the timestamp disagree, or are far off, the sender has begun a new numbering, and the
        packet is not late. The same holds for another key under the same timestamp.
        """
        if not -MAX_MISORDER < sequence_difference(packet.sequence, self._sequence) <= 0:
            return False
        advance = timestamp_difference(packet.timestamp, self._timestamp)
        if advance == 0 and event.code != self._code and (event.code, packet.timestamp) not in self._earlier:
            return False
        return now_s - self._seen_s < REORDER_S and -(REORDER_UNITS + event.duration) < advance <= 0

    def _is_old_end(self, event: Event, packet: Packet) -> bool:
        """Whether this is a repeated end of an earlier event (RFC 4733 §2.5.1.4: an end is sent three times)."""
        mine = (event.code, packet.timestamp) == (self._code, self._timestamp)
        return event.end and not mine and (event.code, packet.timestamp) in self._earlier

    def _is_new(self, event: Event, packet: Packet, silent_s: float) -> bool:
        if event.code != self._code:
            return True
        if packet.timestamp != self._timestamp:
            return self._is_another(event, packet, silent_s)
        return not event.end and self._begins_again(event, packet, silent_s)

    def _begins_again(self, event: Event, packet: Packet, silent_s: float) -> bool:
        """Whether a new press begins under the old timestamp.

        The marker bit counts only after the end of a press: some senders set it in every packet.
        """
        # Durations grow within an event (§2.5.1.2), so a shorter one begins anew: unless the key is still held and the
        # packet was merely overtaken, or the 16-bit counter has wrapped.
        if event.duration < self._duration:
            return not self.held or silent_s >= LOST_END_S or self._duration <= MAX_SEGMENT_UNITS - LAST_UNITS
        if self.held:
            return packet.marker and silent_s >= LOST_END_S
        return packet.marker or silent_s >= LOST_END_S

    def _is_another(self, event: Event, packet: Packet, silent_s: float) -> bool:
        """Whether a new timestamp is a new press, rather than a further segment of a long one (RFC 4733 §2.5.1.3) or a
        timestamp that the sender changed within the press.
        """
        advance = timestamp_difference(packet.timestamp, self._timestamp)
        # A segment begins where the one before ended; senders that change the timestamp within a press advance less.
        follows = 0 <= advance < self._duration + SAME_PRESS_UNITS
        # An end with a timestamp that follows is most likely a repeated end; only a pause tells it from a new press
        # of which all but the end was lost.
        if event.end:
            return not follows or (not self.held and silent_s >= REPEATED_END_S)
        starts = packet.marker and event.duration <= self._duration
        return not follows or starts or not self.held or silent_s >= LOST_END_S

    def _note(self, event: Event, packet: Packet, now_s: float) -> None:
        wrapped = self.held and event.duration < self._duration - LAST_UNITS
        same = packet.timestamp == self._timestamp and not wrapped
        self._duration = max(self._duration, event.duration) if same else event.duration
        self._code, self._timestamp, self._sequence = event.code, packet.timestamp, packet.sequence
        self._seen_s = now_s
        self.held = self.held and not event.end
