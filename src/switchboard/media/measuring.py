"""What a worker measures of all its streams together: how well packets came and went, and how soon a prompt follows a
key. A stream counts when it ends, so no packet costs anything here.
"""

from switchboard.histogram import Histogram
from switchboard.measures import Distribution, MediaMeasures
from switchboard.media.mos import mos
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
        self.sent += sent
        self._came(stream)
        self._went(stream, sent)

    def _came(self, stream: Stream) -> None:
        reception = stream.reception
        self.received += reception.received
        if reception.lost is None:
            return
        self.lost += reception.lost
        loss_percent = 100 * reception.lost / max(1, reception.expected)
        self._loss.observe(loss_percent)
        self._jitter.observe(reception.jitter_ms)
        self._mos.observe(mos(loss_percent, reception.jitter_ms, stream.reporter.round_trip_ms))

    def _went(self, stream: Stream, sent: int) -> None:
        reporter = stream.reporter
        if reporter.peer_lost is not None and sent:
            # Who tells it may tell anything.
            lost = min(sent, reporter.peer_lost)
            self.peer_lost += lost
            self._peer_loss.observe(100 * lost / sent)
            self._peer_mos.observe(mos(100 * lost / sent, round_trip_ms=reporter.round_trip_ms))
        if reporter.round_trip_ms is not None:
            self._round_trip.observe(reporter.round_trip_ms)

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
