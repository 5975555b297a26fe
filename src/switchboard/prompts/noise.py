"""Finds noise: behind speech, or instead of it."""

import numpy as np
from numpy.typing import NDArray

from switchboard.prompts.decode import Samples

_FRAME_S = 0.016
_QUIETEST_PERCENT = 1
_QUIET_SHARE = 0.1
_NOISY_DB = 18.0
_FLAT = 0.35
"""Of 0 for a tone to 1 for white noise, averaged over frames."""
_STEADY_DB = 6.0
_FAINT_DBOV = -40.0

Powers = NDArray[np.float64]


def is_noisy(samples: Samples, dbov: float) -> bool:
    """Whether even the quietest moments, as before a plosive, are noise less than 18 dB below the level of speech."""
    frames, powers = _frames(samples)
    if not len(powers) or _db(np.percentile(powers, _QUIETEST_PERCENT)) < dbov - _NOISY_DB:
        return False
    quietest = np.argsort(powers)[: max(1, round(len(powers) * _QUIET_SHARE))]
    return _flatness(frames[quietest]) > _FLAT


def is_only_noise(samples: Samples, dbov: float) -> bool:
    """Whether this is the faint hiss of a room or a sound card from end to end: silence, to people."""
    frames, powers = _frames(samples)
    if dbov > _FAINT_DBOV or not len(powers):
        return False
    low, high = np.percentile(powers, (5, 95))
    return _db(high) - _db(low) < _STEADY_DB and _flatness(frames) > _FLAT


def _frames(samples: Samples) -> tuple[Powers, Powers]:
    """Frames as rows, and the mean square of each; digital silence is left out."""
    size = round(samples.rate_hz * _FRAME_S)
    count = len(samples.values) // size
    frames = samples.values[: count * size].reshape(-1, size).astype(np.float64)
    frames = frames[frames.any(axis=1)]
    return frames, np.square(frames).mean(axis=1)


def _flatness(frames: Powers) -> float:
    """Geometric over arithmetic mean of the average spectrum between 200 Hz and 3.4 kHz."""
    spectrum = np.square(np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1])))).mean(axis=0)
    low, high = round(200 * _FRAME_S), round(3_400 * _FRAME_S)
    band = np.maximum(spectrum[low:high], 1e-20)
    return float(np.exp(np.log(band).mean()) / band.mean())


def _db(power: float) -> float:
    return float(10 * np.log10(max(power, 1e-12)))
