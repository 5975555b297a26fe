"""Finds what lies below all speech: an offset of the sound card, and rumble."""

from functools import cache

import numpy as np

from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import RATE_HZ, Samples

_CUTOFF_HZ = 45.0
_TAPS = 1_281
_KAISER_BETA = 5.0
_BLOCK = 65_536


@cache
def _low_pass() -> FloatArray:
    """At 16 kHz: -6 dB at 45 Hz, gone at 65 Hz, below the lowest voice."""
    position = np.arange(_TAPS) - _TAPS // 2
    taps = np.sinc(2 * _CUTOFF_HZ / RATE_HZ * position) * np.kaiser(_TAPS, _KAISER_BETA)
    scaled: FloatArray = (taps / taps.sum()).astype(np.float32)
    return scaled


def low_part(samples: Samples) -> FloatArray:
    """The part of audio at 16 kHz below 45 Hz, in step with it, by blocks in the frequency domain."""
    reach = _TAPS // 2
    padded = np.pad(samples.values, reach, mode="edge")
    size = _BLOCK + _TAPS - 1
    response = np.fft.rfft(_low_pass(), size)
    parts = []
    for start in range(0, len(samples.values), _BLOCK):
        block = padded[start : start + size]
        filtered = np.fft.irfft(np.fft.rfft(block, size) * response, size)
        parts.append(filtered[_TAPS - 1 : len(block)].astype(np.float32))
    return np.concatenate(parts)
