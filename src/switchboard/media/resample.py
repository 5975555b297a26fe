"""From 8 kHz to 16 kHz and back, by the two phases of a half-band filter (linear phase, 23 samples delay at 16 kHz)."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from switchboard.media.g711 import Samples

Filter = NDArray[np.float32]

_CENTRE = 23
_TAPS = 2 * _CENTRE + 1
_KAISER_BETA = 6.0
_DELAY = (_CENTRE - 1) // 2
"""Whole 8 kHz samples by which the centre tap lags in the phase that is only that tap."""


@cache
def _even_taps() -> Filter:
    """The even taps; of the odd ones only the centre, 0.5, is not zero."""
    position = np.arange(_TAPS) - _CENTRE
    taps = np.sinc(position / 2) / 2 * np.kaiser(_TAPS, _KAISER_BETA)
    even = taps[::2]
    scaled: Filter = (even / (2 * even.sum())).astype(np.float32)
    return scaled


class Upsampler:
    """A stream of 8 kHz samples to twice as many at 16 kHz."""

    def __init__(self) -> None:
        self._taps = _even_taps() * 2
        self._history = np.zeros(len(self._taps) - 1, np.float32)

    def process(self, samples: Samples | Filter) -> Samples:
        """The next samples, in any amount."""
        if not len(samples):
            return np.empty(0, np.int16)
        signal = np.concatenate((self._history, samples), dtype=np.float32)
        lag = len(self._history)
        self._history = signal[len(signal) - lag :]
        out = np.empty(2 * len(samples), np.float32)
        out[::2] = np.convolve(signal, self._taps, "valid")
        out[1::2] = signal[lag - _DELAY : len(signal) - _DELAY]
        return _to_samples(out)


class Downsampler:
    """A stream of 16 kHz samples to half as many at 8 kHz."""

    def __init__(self) -> None:
        self._taps = _even_taps()
        self._even = np.zeros(len(self._taps) - 1, np.float32)
        self._odd = np.zeros(_DELAY + 1, np.float32)

    def process(self, samples: Samples | Filter) -> Samples:
        """The next samples, an even amount."""
        if not len(samples):
            return np.empty(0, np.int16)
        even = np.concatenate((self._even, samples[::2]), dtype=np.float32)
        odd = np.concatenate((self._odd, samples[1::2]), dtype=np.float32)
        self._even = even[len(even) - len(self._even) :]
        self._odd = odd[len(odd) - len(self._odd) :]
        out = np.convolve(even, self._taps, "valid") + 0.5 * odd[: len(samples) // 2]
        return _to_samples(out)


def _to_samples(signal: Filter) -> Samples:
    return np.clip(np.rint(signal), -32768, 32767).astype(np.int16)
