"""What arrived of one RTP source: loss, duplicates and jitter (RFC 3550 §6.4.1, appendices A.1, A.3 and A.8)."""

from typing import NamedTuple

from switchboard.media.rtp import CLOCK_HZ, sequence_difference, timestamp_difference

MAX_DROPOUT = 3000
HISTORY_BITS = 64
_HISTORY_MASK = (1 << HISTORY_BITS) - 1
# A sender that set its clock anew is no jitter.
MAX_TRANSIT_CHANGE = CLOCK_HZ * 2


class Report(NamedTuple):
    """The figures of a report block (RFC 3550 §6.4.1) since the previous one; jitter in timestamp units."""

    fraction_lost: int
    cumulative_lost: int
    extended_highest_sequence: int
    jitter: int


class Reception:
    """Counts one stream's packets.

    While *suspended* (the kernel withholds packets) arrivals count only towards ``received``: loss and duplicates
    are of the unsuspended spans, so they are never guessed. A change of source or a jump of the sequence begins a
    span too.
    """

    __slots__ = (
        "_base",
        "_cycles",
        "_expected_before",
        "_highest",
        "_history",
        "_jitter",
        "_prior_expected",
        "_prior_received",
        "_received_before",
        "_span_received",
        "_ssrc",
        "_suspended",
        "_transit",
        "duplicates",
        "measured",
        "received",
        "was_suspended",
    )

    def __init__(self) -> None:
        self.received = 0
        self.duplicates = 0
        self.measured = False
        self.was_suspended = False
        self._suspended = False
        self._ssrc: int | None = None
        self._base = self._highest = self._cycles = self._history = 0
        self._span_received = 0
        self._expected_before = self._received_before = 0
        self._prior_expected = self._prior_received = 0
        self._transit: int | None = None
        self._jitter = 0.0

    @property
    def ssrc(self) -> int | None:
        """The source heard last."""
        return self._ssrc

    @property
    def suspended(self) -> bool:
        """Whether the kernel withholds packets now."""
        return self._suspended

    def suspend(self, suspended: bool) -> None:
        """Says whether packets are withheld from now on."""
        if suspended and not self._suspended:
            self.was_suspended = True
        if suspended != self._suspended:
            self._close_span()
            self._suspended = suspended

    def arrived(self, ssrc: int, sequence: int, timestamp: int, arrival: int) -> bool:
        """Counts a packet that arrived at ``arrival`` (in timestamp units); False for a duplicate."""
        self.received += 1
        if ssrc != self._ssrc:
            self._close_span()
            self._ssrc, self._transit = ssrc, None
        self._count_jitter(timestamp, arrival)
        if self._suspended:
            return True
        return self._count_sequence(sequence)

    def _count_sequence(self, sequence: int) -> bool:
        if self._history == 0:
            return self._open_span(sequence)
        step = sequence_difference(sequence, self._highest)
        if step > 0:
            # RFC 3550 appendix A.1: a jump that far is no loss but a sender that began a new numbering.
            if step > MAX_DROPOUT:
                self._close_span()
                return self._open_span(sequence)
            self._cycles += sequence < self._highest
            self._history = (self._history << step | 1) & _HISTORY_MASK
            self._highest = sequence
        elif -step >= HISTORY_BITS:
            if -step > MAX_DROPOUT:
                self._close_span()
                return self._open_span(sequence)
        elif self._history >> -step & 1:
            self.duplicates += 1
            return False
        else:
            self._history |= 1 << -step
        self._span_received += 1
        return True

    def _open_span(self, sequence: int) -> bool:
        self._base = self._highest = sequence
        self._cycles = 0
        self._history = 1
        self._span_received = 1
        self.measured = True
        return True

    def _close_span(self) -> None:
        if self._history:
            self._expected_before += self._span_expected()
            self._received_before += self._span_received
        self._history = self._span_received = 0

    def _span_expected(self) -> int:
        return self._cycles * 65536 + self._highest - self._base + 1 if self._history else 0

    def _count_jitter(self, timestamp: int, arrival: int) -> None:
        transit = (arrival - timestamp) & 0xFFFFFFFF
        if self._transit is not None:
            change = abs(timestamp_difference(transit, self._transit))
            if change < MAX_TRANSIT_CHANGE:
                self._jitter += (change - self._jitter) / 16
        self._transit = transit

    @property
    def expected(self) -> int:
        """Packets sent by the peer in the unsuspended spans, as far as is known."""
        return self._expected_before + self._span_expected()

    @property
    def lost(self) -> int | None:
        """Packets that never came in the unsuspended spans; None when there was none."""
        if not self.measured:
            return None
        return max(0, self.expected - self._received_before - self._span_received)

    @property
    def jitter_ms(self) -> float:
        """Interarrival jitter (RFC 3550 §6.4.1)."""
        return self._jitter * 1000 / CLOCK_HZ

    def report(self) -> Report | None:
        """A report block's figures, or None while nothing can be said."""
        if self._ssrc is None or self._suspended or not self._history:
            return None
        expected, received = self.expected, self._received_before + self._span_received
        new_expected = expected - self._prior_expected
        new_lost = new_expected - (received - self._prior_received)
        self._prior_expected, self._prior_received = expected, received
        fraction = min(255, max(0, (new_lost << 8) // new_expected)) if new_expected > 0 else 0
        lost = min(0x7FFFFF, max(0, expected - received))
        highest = (self._cycles << 16 | self._highest) & 0xFFFFFFFF
        return Report(fraction, lost, highest, int(self._jitter))
