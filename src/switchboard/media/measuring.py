"""What a worker measures of all its streams together: how well packets came and went, and how soon a prompt follows a
key. A stream counts when it ends, so no packet costs anything here.
"""

from switchboard.histogram import Histogram
from switchboard.measures import Distribution, MediaMeasures
from switchboard.media.quality import came, went
from switchboard.media.stream import Stream

LOSS_PERCENT = (0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
JITTER_MS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0)
ROUND_TRIP_MS = (5.0, 10.0, 20.0, 50.0, 100.0, 150.0, 200.0, 300.0, 500.0, 1000.0)
MOS = (2.0, 2.6, 3.1, 3.6, 4.0, 4.3)
"""From one to the next, users are said to be more satisfied (G.107 Annex B)."""
PROMPT_MS = (10.0, 25.0, 50.0, 75.0, 100.0, 150.0, 200.0, 300.0, 500.0, 1000.0, 2000.0, 5000.0)


class Measuring:
    """Of the streams of one worker; ends of links between workers are none of the caller's."""

    def __init__(self) -> None:
        self.sent = self.received = self.lost = self.peer_lost = 0
        self._loss, self._peer_loss = Histogram(LOSS_PERCENT), Histogram(LOSS_PERCENT)
        self._jitter, self._round_trip = Histogram(JITTER_MS), Histogram(ROUND_TRIP_MS)
        self._mos, self._peer_mos = Histogram(MOS), Histogram(MOS)
        self._prompt = Histogram(PROMPT_MS)

    def plays(self, stream: Stream, now_s: float) -> None:
        """A prompt begins: the answer to the key before it, if there was one."""
        if stream.keyed_s is not None:
            self._prompt.observe((now_s - stream.keyed_s) * 1000)
            stream.keyed_s = None

    def ends(self, stream: Stream, sent: int) -> None:
        """The stream is over; we have sent so many packets."""
        if stream.config is None or stream.config.link:
            return
        received, peer_heard = came(stream.reception, stream.reporter), went(sent, stream.reporter)
        self.sent += peer_heard.packets
        self.received += received.packets
        self.lost += received.lost or 0
        self.peer_lost += peer_heard.lost or 0
        for histogram, value in (
            (self._loss, received.loss_percent),
            (self._jitter, received.jitter_ms),
            (self._mos, received.mos),
            (self._peer_loss, peer_heard.loss_percent),
            (self._peer_mos, peer_heard.mos),
            (self._round_trip, stream.reporter.round_trip_ms),
        ):
            if value is not None:
                histogram.observe(value)

    def measures(self) -> MediaMeasures:
        """As they are now."""
        return MediaMeasures(
            sent=self.sent,
            received=self.received,
            lost=self.lost,
            peer_lost=self.peer_lost,
            loss_percent=Distribution.of(self._loss),
            peer_loss_percent=Distribution.of(self._peer_loss),
            jitter_ms=Distribution.of(self._jitter),
            round_trip_ms=Distribution.of(self._round_trip),
            mos=Distribution.of(self._mos),
            peer_mos=Distribution.of(self._peer_mos),
            prompt_ms=Distribution.of(self._prompt),
        )
