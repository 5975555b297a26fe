"""Loudness: all prompts of a menu should sound as if one person had recorded them in one room."""

import numpy as np
from numpy.typing import NDArray

from switchboard.prompts.decode import Samples

TARGET_DBFS = -19.0
"""RMS of the active frames, of full scale: near the nominal level of speech on telephone lines."""

PEAK_DBFS = -3.0
SILENCE_DBFS = -55.0
"""Audio whose loudest frame is below this is silence, and stays as it is."""

_GATE_DB = 20.0
_DEAD_ZONE_DB = 0.1
_FRAME_S = 0.05
_FLOOR = 1e-12


def normalise(samples: Samples) -> Samples:
    """The same audio at `TARGET_DBFS`, or as near as `PEAK_DBFS` allows: one gain for all, no compression.

    Frames of 50 ms count as active within 20 dB of the loudest. A gain below 0.1 dB is none, so that what was
    normalised before stays the same to the bit.
    """
    gain_db = _gain_db(samples)
    if abs(gain_db) < _DEAD_ZONE_DB:
        return samples
    return Samples(samples.values * np.float32(10 ** (gain_db / 20)), samples.rate_hz)


def level_dbfs(samples: Samples) -> float:
    """RMS of the active frames; silence is about -120."""
    powers = _frame_powers(samples)
    active = powers[powers >= powers.max() * 10 ** (-_GATE_DB / 10)]
    return _db(float(active.mean()))


def _gain_db(samples: Samples) -> float:
    if _db(float(_frame_powers(samples).max())) < SILENCE_DBFS:
        return 0.0
    peak = float(np.abs(samples.values).max())
    return min(TARGET_DBFS - level_dbfs(samples), PEAK_DBFS - _db(peak**2))


def _frame_powers(samples: Samples) -> NDArray[np.float64]:
    """Mean square of each frame; the last one is as short as it comes."""
    starts = np.arange(0, max(len(samples.values), 1), round(samples.rate_hz * _FRAME_S))
    lengths = np.diff(np.append(starts, max(len(samples.values), 1)))
    squares = np.square(samples.values, dtype=np.float64) if len(samples.values) else np.zeros(1)
    return np.add.reduceat(squares, starts) / lengths


def _db(power: float) -> float:
    return float(10 * np.log10(max(power, _FLOOR)))
