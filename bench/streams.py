"""What arrived on RTP streams, and how regular it was."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from switchboard.media import g711

PTIME_MS = 20.0

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of all streams over one measurement. `heard` is how many of them were; `expected` is 50 packets a second of each.

    Lost and out of order: by sequence number. Deviation: of the time between two packets of a stream from 20 ms.
    """

    streams: int
    heard: int
    expected: int
    received: int
    lost: int
    out_of_order: int
    deviation_p50_ms: float
    deviation_p99_ms: float
    worst_gap_ms: float


@dataclass(slots=True)
class Arrivals:
    """Packets in the order in which they came; `rows` tells the stream."""

    rows: list[Ints] = field(default_factory=list)
    sequences: list[Ints] = field(default_factory=list)
    stamps_ns: list[Ints] = field(default_factory=list)
    payloads: list[NDArray[np.uint8]] = field(default_factory=list)

    def quality(self, streams: Ints, seconds: float) -> Quality:
        """Of the streams that should have been heard all the time, whether anything came or not."""
        expected = int(len(streams) * seconds * 1000 / PTIME_MS)
        rows = np.concatenate([*self.rows, np.zeros(0, np.int64)])
        order = np.argsort(rows, kind="stable")
        order = order[np.isin(rows[order], streams)]
        rows = rows[order]
        heard = len(np.unique(rows))
        if len(rows) == heard:
            return Quality(len(streams), heard, expected, len(rows), 0, 0, *(float("nan"),) * 3)
        same = rows[1:] == rows[:-1]
        gaps_ms = np.diff(np.concatenate(self.stamps_ns)[order])[same] / 1e6
        steps = (np.diff(np.concatenate(self.sequences)[order])[same] + 0x8000 & 0xFFFF) - 0x8000
        p50_ms, p99_ms = np.percentile(np.abs(gaps_ms - PTIME_MS), (50, 99)).tolist()
        lost = max(0, int(steps.sum()) + heard - len(rows))
        late = int((steps < 0).sum())
        return Quality(len(streams), heard, expected, len(rows), lost, late, p50_ms, p99_ms, float(gaps_ms.max()))


def has_tone(payloads: NDArray[np.uint8], frequency_hz: float) -> NDArray[np.bool_]:
    """Which PCMU payloads of 160 octets are mostly that tone."""
    samples = g711.ulaw_decode(payloads).astype(np.float64)
    wave = np.exp(-2j * np.pi * frequency_hz * np.arange(samples.shape[1]) / 8000)
    power = np.abs(samples @ wave) ** 2 / samples.shape[1]
    energy = np.square(samples).sum(axis=1)
    heard: NDArray[np.bool_] = (power > 0.25 * energy) & (energy > 160 * 200.0**2)
    return heard
