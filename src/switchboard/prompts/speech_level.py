"""Active speech level by ITU-T P.56, method B: how loud speech is while somebody speaks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from switchboard.prompts.decode import Samples

SILENT_DBOV = -120.0

_TIME_CONSTANT_S = 0.03
_HANGOVER_S = 0.2
_MARGIN_DB = 15.9
_LEAST_S = 1.0
_THRESHOLDS = 2.0 ** np.arange(-15, 0)
"""Of the peak. P.56 has them in a fixed scale; so a gain changes the level by just that gain."""

_BLOCK = 4_096
_ENVELOPE_HZ = 1_000
"""P.56 wants the envelope at 600 Hz at least."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ActiveLevel:
    """`dbov` is 0 for a square wave at full scale, -3 for such a sine; `activity` the share of time with speech."""

    dbov: float
    activity: float


def active_level(samples: Samples) -> ActiveLevel:
    """The level of any audio. That of zeros alone is `SILENT_DBOV`."""
    peak = float(np.abs(samples.values).max(initial=0.0))
    if not peak:
        return ActiveLevel(SILENT_DBOV, 0.0)
    samples = _long_enough(samples)
    step = max(1, samples.rate_hz // _ENVELOPE_HZ)
    envelope, power = _measure(samples, peak, step)
    seconds_active = _active_points(envelope, round(_HANGOVER_S * samples.rate_hz / step)) * step
    heard = seconds_active > 0
    if not heard.any():
        return ActiveLevel(_db(power / len(samples.values)) + _db(peak**2), 1.0)
    levels = 10 * np.log10(power / seconds_active[heard])
    level = _at_margin(levels, levels - 20 * np.log10(_THRESHOLDS[heard]))
    activity = min(1.0, power / len(samples.values) / 10 ** (level / 10))
    return ActiveLevel(level + _db(peak**2), activity)


def _long_enough(samples: Samples) -> Samples:
    """Audio too short for the envelope to rise, such as a beep, is measured as if it went on and on."""
    times = int(_LEAST_S * samples.rate_hz) // len(samples.values) + 1
    return samples if times == 1 else Samples(np.tile(samples.values, times), samples.rate_hz)


def _measure(samples: Samples, peak: float, step: int) -> tuple[Values, float]:
    """Every `step`th value of the envelope, the magnitude smoothed twice, and the sum of squares; both of the peak."""
    keep = np.exp(-1 / (samples.rate_hz * _TIME_CONSTANT_S))
    fading = keep ** np.arange(1, _BLOCK + 1)
    first = second = power = 0.0
    points = []
    for start in range(0, len(samples.values), _BLOCK):
        magnitude = np.abs(samples.values[start : start + _BLOCK].astype(np.float64)) / peak
        once = _smoothed(magnitude, first, keep, fading)
        twice = _smoothed(once, second, keep, fading)
        first, second = float(once[-1]), float(twice[-1])
        points.append(twice[-start % step :: step])
        power += float(np.square(magnitude).sum())
    return np.concatenate(points), power


def _smoothed(values: Values, before: float, keep: float, fading: Values) -> Values:
    """y[n] = keep y[n-1] + (1 - keep) x[n], for a whole block at once."""
    fading = fading[: len(values)]
    return fading * (before + (1 - keep) * np.cumsum(values / fading))


def _active_points(envelope: Values, hangover: int) -> Values:
    """For each threshold how many points are at or above it, or within the hangover after one that is."""
    counts = []
    for threshold in _THRESHOLDS:
        above = np.flatnonzero(envelope >= threshold)
        gaps = np.diff(above, append=len(envelope))
        counts.append(np.minimum(gaps, hangover + 1).sum())
    return np.array(counts, np.float64)


def _at_margin(levels: Values, distances: Values) -> float:
    """The level where it lies just the margin above its threshold, between two thresholds on straight lines."""
    below = np.flatnonzero(distances <= _MARGIN_DB)
    if not len(below) or below[0] == 0:
        return float(levels[0] if len(below) else levels[-1])
    lower, upper = below[0] - 1, below[0]
    share = (distances[lower] - _MARGIN_DB) / (distances[lower] - distances[upper])
    return float(levels[lower] + share * (levels[upper] - levels[lower]))


def _db(power: float) -> float:
    return float(10 * np.log10(power)) if power > 0 else SILENT_DBOV
