"""DTMF tones in 8 kHz audio (ITU-T Q.23, Q.24), for many streams at once.

A window of 20 ms begins every 10 ms. A bank of Goertzel filters is applied to it, which for a whole window is one
matrix product. Two windows in a row with the same key begin a press, and two without it end the press. A tone of 40 ms,
and a gap of 40 ms, always contains two whole windows, however they lie.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from switchboard.media.g711 import Samples

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

HOP_SAMPLES = 80
_WINDOW = 2 * HOP_SAMPLES
_RATE_HZ = 8000
_LOW_HZ = (697, 770, 852, 941)
_HIGH_HZ = (1209, 1336, 1477, 1633)
_KEYPAD = "123A456B789C*0#D"
_NONE = -1
_DETUNING = (-0.012, 0.0, 0.012)
"""Each tone has three filters, for Q.24 has tones within 1.5 % accepted and a window's filter is 50 Hz wide."""

MIN_TONE_RMS = 80.0
"""Per tone, about -44 dBm0; Q.24 asks for -25 dBm0 and better."""
MAX_TWIST = 6.3
"""High over low group, 8 dB in power."""
MAX_REVERSE_TWIST = 6.3
MIN_PURITY = 0.80
"""Share of a window's power that is in the two tones; speech (talk-off) stays below."""
MIN_GROUP_RATIO = 6.3
"""The strongest tone of a group over the next, 8 dB in power."""


@cache
def _filters() -> Floats:
    """(window, 2 · 24): cosines, then sines, scaled so that the squares of a pair sum to the tone's mean power."""
    hertz = np.outer(np.array(_LOW_HZ + _HIGH_HZ), 1 + np.array(_DETUNING)).ravel()
    phase = 2 * np.pi * np.outer(np.arange(_WINDOW), hertz) / _RATE_HZ
    return np.hstack((np.cos(phase), np.sin(phase))).astype(np.float32) * np.float32(2**0.5 / _WINDOW)


def classify(windows: Floats) -> NDArray[np.int8]:
    """The key in each window of (n, 160) samples, as an index into the keypad, or -1."""
    parts = (windows @ _filters()).reshape(-1, 2, 8, len(_DETUNING))
    power = np.einsum("ijkl,ijkl->ikl", parts, parts).max(axis=2)
    low, high = power[:, :4], power[:, 4:]
    row, column = low.argmax(axis=1), high.argmax(axis=1)
    low_power, high_power = low.max(axis=1), high.max(axis=1)
    total = np.einsum("ij,ij->i", windows, windows) / _WINDOW
    good = (
        (np.minimum(low_power, high_power) >= MIN_TONE_RMS**2)
        & (high_power <= low_power * MAX_TWIST)
        & (low_power <= high_power * MAX_REVERSE_TWIST)
        & (low_power + high_power >= total * MIN_PURITY)
        & (np.partition(low, 2, axis=1)[:, 2] * MIN_GROUP_RATIO <= low_power)
        & (np.partition(high, 2, axis=1)[:, 2] * MIN_GROUP_RATIO <= high_power)
    )
    return np.where(good, row * 4 + column, _NONE).astype(np.int8)


class InbandDetector:
    """Hears keys on any number of rows; grows by itself."""

    def __init__(self, rows: int = 64) -> None:
        self._tail = np.zeros((rows, HOP_SAMPLES), np.float32)
        self._previous = np.full(rows, _NONE, np.int8)
        self._pressed = np.full(rows, _NONE, np.int8)
        self._misses = np.zeros(rows, np.int8)

    def reset(self, row: int) -> None:
        """Forgets a row's past."""
        self._grow(row + 1)
        self._tail[row] = 0
        self._previous[row] = self._pressed[row] = _NONE
        self._misses[row] = 0

    def held(self, rows: Rows) -> NDArray[np.bool_]:
        """Whether a key is held, for each of the rows."""
        self._grow(int(rows.max(initial=-1)) + 1)
        held: NDArray[np.bool_] = self._pressed[rows] != _NONE
        return held

    def process(self, rows: Rows, samples: Samples) -> list[tuple[int, str]]:
        """The presses that start in the next 80 samples of each row: ``rows`` (n,), unique, ``samples`` (n, 80)."""
        if not len(rows):
            return []
        self._grow(int(rows.max()) + 1)
        fresh = samples.astype(np.float32)
        keys = classify(np.hstack((self._tail[rows], fresh)))
        self._tail[rows] = fresh
        started = self._follow(rows, keys)
        return [(int(rows[i]), _KEYPAD[keys[i]]) for i in started]

    def _follow(self, rows: Rows, keys: NDArray[np.int8]) -> Rows:
        """Updates the presses; returns the indices of the rows in which one starts."""
        held = self._pressed[rows]
        # One bad window in a long press, such as a click or a lost packet, must not make two presses of it.
        misses = np.where(keys == held, 0, np.minimum(self._misses[rows] + 1, 2))
        held = np.where(misses >= 2, _NONE, held)
        started = (keys != _NONE) & (keys == self._previous[rows]) & (keys != held)
        self._pressed[rows] = np.where(started, keys, held)
        self._misses[rows] = np.where(started, 0, misses)
        self._previous[rows] = keys
        return np.flatnonzero(started)

    def _grow(self, rows: int) -> None:
        more = max(rows, 2 * len(self._tail)) - len(self._tail)
        if rows <= len(self._tail):
            return
        self._tail = np.vstack((self._tail, np.zeros((more, HOP_SAMPLES), np.float32)))
        self._previous = np.append(self._previous, np.full(more, _NONE, np.int8))
        self._pressed = np.append(self._pressed, np.full(more, _NONE, np.int8))
        self._misses = np.append(self._misses, np.zeros(more, np.int8))
