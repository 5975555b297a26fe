"""Looks after each stream twice a second: what is recorded, RTCP reports, the peer's silence, its source, and that the
network stream which it hears goes on coming.
"""

import time
from collections.abc import Callable, Iterator

from switchboard.media import rtcp
from switchboard.media.control import Event, RtpTimeout
from switchboard.media.plane import Plane
from switchboard.media.recordings import Recordings
from switchboard.media.stream import Stream
from switchboard.media.watch import SourceWatch

SWEEP_SLOTS = 100
"""Each stream is looked after every 500 ms."""
WATCH_SLOTS = 50
"""How often it is checked that the source is still heard: twice as often, because another source may be waiting."""


class Upkeep:
    """Spreads the streams over the slots, so that each slot has few. A ``timeout_s`` of 0 tells of no silence."""

    def __init__(
        self,
        plane: Plane,
        emit: Callable[[Event], None],
        recordings: Recordings,
        watch: SourceWatch,
        timeout_s: float,
    ) -> None:
        self._plane = plane
        self._emit = emit
        self._recordings = recordings
        self._watch = watch
        self._timeout_s = timeout_s

    def look(self) -> None:
        """Looks after those whose turn it is in the slots that have begun."""
        for stream in self._every(SWEEP_SLOTS):
            self._look_after(stream)
        for stream in self._every(WATCH_SLOTS):
            self._watch.look(stream)

    def receive_rtcp(self, stream: Stream) -> None:
        """Takes what came to a stream's RTCP socket."""
        stream.receive_rtcp(self._plane.now_s, _ntp())

    def _every(self, slots: int) -> Iterator[Stream]:
        rows, streams = self._plane.rows, self._plane.streams
        for slot in self._plane.begun[-slots:]:
            for row in range(slot % slots, rows.capacity, slots):
                if row in streams:
                    yield streams[row]

    def _look_after(self, stream: Stream) -> None:
        now_s = self._plane.now_s
        self._recordings.flush(stream)
        for live in stream.lives.values():
            live.want()
        if stream.config is None or stream.config.link:
            return
        if stream.reporter.due(now_s):
            self._report(stream, now_s)
        if self._timeout_s and now_s - stream.alive_s >= self._timeout_s:
            stream.asked_s = now_s
            self._emit(RtpTimeout(stream=stream.number))

    def _report(self, stream: Stream, now_s: float) -> None:
        rows, row = self._plane.rows, stream.row
        octets = int(rows.octets_sent[row]) + stream.relayed_octets
        timestamp = int(rows.timestamp[row])
        packets = self._plane.sent_packets(stream)
        stream.send_rtcp(stream.reporter.report(stream.reception, now_s, _ntp(), timestamp, packets, octets))


def _ntp() -> int:
    return rtcp.ntp_time(time.time())
