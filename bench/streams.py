"""What arrived on RTP streams, and how regular it was."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from switchboard.media import g711

PTIME_MS = 20.0
CLOCK_PER_MS = 8.0

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of all streams over one measurement. `missing` is what 50 packets a second would have brought and did not."""

    streams: int
    expected: int
    received: int
    missing: int
    lost: int
    out_of_order: int
    jitter_p50_ms: float
    jitter_p99_ms: float
    jitter_worst_ms: float
    worst_gap_ms: float


@dataclass(slots=True)
class Arrivals:
    """Packets in the order in which they came; `rows` tells the stream."""

    rows: list[Ints] = field(default_factory=list)
    sequences: list[Ints] = field(default_factory=list)
    timestamps: list[Ints] = field(default_factory=list)
    stamps_ns: list[Ints] = field(default_factory=list)
    payloads: list[NDArray[np.uint8]] = field(default_factory=list)

    def quality(self, streams: Ints, seconds: float) -> Quality:
        """Of the streams that should have been heard all the time, whether anything came or not."""
        expected = int(len(streams) * seconds * 1000 / PTIME_MS)
        if not self.rows:
            return Quality(len(streams), expected, 0, expected, 0, 0, *(float("nan"),) * 4)
        rows = np.concatenate(self.rows)
        order = np.argsort(rows, kind="stable")
        rows = rows[order]
        sequences = np.concatenate(self.sequences)[order]
        timestamps = np.concatenate(self.timestamps)[order]
        arrived_ms = np.concatenate(self.stamps_ns)[order] / 1e6
        arrived_ms -= arrived_ms.min()
        bounds = zip(np.searchsorted(rows, streams), np.searchsorted(rows, streams, "right"), strict=True)
        ones = [slice(start, end) for start, end in bounds]
        parts = [_one(sequences[one], timestamps[one], arrived_ms[one], seconds) for one in ones]
        missing, lost, late, jitter, gap = (np.array(column) for column in zip(*parts, strict=True))
        return Quality(
            len(streams),
            expected,
            sum(int(one.stop - one.start) for one in ones),
            int(missing.sum()),
            int(lost.sum()),
            int(late.sum()),
            float(np.percentile(jitter, 50)),
            float(np.percentile(jitter, 99)),
            float(jitter.max()),
            float(gap.max()),
        )


def _one(sequences: Ints, timestamps: Ints, arrived_ms: Floats, seconds: float) -> tuple[int, int, int, float, float]:
    """Missing by the clock (two at the edges are allowed), lost by sequence number, out of order, jitter, gap."""
    missing = max(0, int(seconds * 1000 / PTIME_MS) - len(sequences) - 2)
    if len(sequences) < 2:
        return missing, 0, 0, 0.0, seconds * 1000
    steps = (np.diff(sequences) + 0x8000 & 0xFFFF) - 0x8000
    span = int(steps.sum()) + 1
    clock = (np.diff(timestamps) + 0x80000000 & 0xFFFFFFFF) - 0x80000000
    gaps_ms = np.diff(arrived_ms)
    jitter_ms = _jitter(np.abs(gaps_ms - clock / CLOCK_PER_MS))
    return missing, max(0, span - len(sequences)), int((steps < 0).sum()), jitter_ms, float(gaps_ms.max())


def _jitter(distances_ms: Floats) -> float:
    """The highest value of the running estimate of RFC 3550 §6.4.1."""
    jitter_ms = worst_ms = 0.0
    for distance_ms in distances_ms.tolist():
        jitter_ms += (distance_ms - jitter_ms) / 16
        worst_ms = max(worst_ms, jitter_ms)
    return worst_ms


def has_tone(payloads: NDArray[np.uint8], frequency_hz: float) -> NDArray[np.bool_]:
    """Which PCMU payloads of 160 octets are mostly that tone."""
    samples = g711.ulaw_decode(payloads).astype(np.float64)
    wave = np.exp(-2j * np.pi * frequency_hz * np.arange(samples.shape[1]) / 8000)
    power = np.abs(samples @ wave) ** 2 / samples.shape[1]
    energy = np.square(samples).sum(axis=1)
    heard: NDArray[np.bool_] = (power > 0.25 * energy) & (energy > 160 * 200.0**2)
    return heard
