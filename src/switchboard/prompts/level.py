"""Loudness: all prompts of a menu should sound as if one person had recorded them in one room."""

from dataclasses import dataclass

import numpy as np

from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import Samples
from switchboard.prompts.speech_level import active_level

TARGET_DBOV = -22.0
"""The active speech level that RFC 7874 §4 recommends."""

PEAK_DBFS = -3.0
"""Room for what codecs add to peaks."""
SILENCE_DBOV = -62.0
"""What is below this is silence, and stays as it is."""

_DEAD_ZONE_DB = 0.1
_MOST_PASSES = 4
_MOST_GAIN_DB = 40.0
_MOST_LIMITING_DB = 30.0
_LOOK_AHEAD_S = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Levelled:
    """Audio at the target level. `limited_db` says by how much the highest peak had to be lowered."""

    samples: Samples
    limited_db: float = 0.0


def level(samples: Samples) -> Levelled:
    """The same audio with an active speech level of `TARGET_DBOV`: one gain for all, and a limiter for the peaks.

    Audio within 0.1 dB of the target stays the same to the bit, unless its peaks are too high, and so does silence.
    Speech that lies too far below its own peaks is brought nearer.
    """
    gain_db = _gain_db(samples)
    if abs(gain_db) < _DEAD_ZONE_DB and _peak_db(samples) < PEAK_DBFS + _DEAD_ZONE_DB:
        return Levelled(samples)
    for _ in range(_MOST_PASSES):
        louder = _limited(_amplified(samples, gain_db))
        missing_db = _gain_db(louder)
        if abs(missing_db) < _DEAD_ZONE_DB:
            break
        gain_db = min(gain_db + missing_db, _most_gain_db(samples))
    return Levelled(louder, max(0.0, _peak_db(samples) + gain_db - PEAK_DBFS))


def _gain_db(samples: Samples) -> float:
    now = active_level(samples).dbov
    return 0.0 if now < SILENCE_DBOV else min(TARGET_DBOV - now, _most_gain_db(samples))


def _most_gain_db(samples: Samples) -> float:
    return min(_MOST_GAIN_DB, PEAK_DBFS + _MOST_LIMITING_DB - _peak_db(samples))


def _peak_db(samples: Samples) -> float:
    return float(20 * np.log10(max(np.abs(samples.values).max(initial=0.0), 1e-6)))


def _amplified(samples: Samples, gain_db: float) -> Samples:
    return Samples(samples.values * np.float32(10 ** (gain_db / 20)), samples.rate_hz)


def _limited(samples: Samples) -> Samples:
    """Peaks brought down to `PEAK_DBFS` by a gain that begins to fall before them and rises again after them."""
    most = 10 ** (PEAK_DBFS / 20)
    magnitude = np.abs(samples.values)
    if magnitude.max(initial=0.0) <= most:
        return samples
    reach = round(_LOOK_AHEAD_S * samples.rate_hz)
    needed = np.minimum(1.0, most / np.maximum(magnitude, most)).astype(np.float32)
    held = _lowest_around(np.pad(needed, reach, mode="edge"), reach)
    window = np.hanning(2 * reach + 3)[1:-1]
    gain = np.convolve(held, (window / window.sum()).astype(np.float32), "valid")
    limited: FloatArray = np.clip(samples.values * gain, -most, most)
    return Samples(limited, samples.rate_hz)


def _lowest_around(values: FloatArray, reach: int) -> FloatArray:
    """The minimum over `reach` values to both sides, by windows of doubled width."""
    padded = np.pad(values, reach, mode="edge")
    width, lowest = 1, padded
    while width * 2 <= 2 * reach + 1:
        lowest = np.minimum(lowest[:-width], lowest[width:])
        width *= 2
    rest = 2 * reach + 1 - width
    return np.minimum(lowest[: len(lowest) - rest], lowest[rest:])
