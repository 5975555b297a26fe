"""The calling tone of fax machines in 8 kHz audio, for many streams at once: 1100 Hz ± 38, 0.5 s on, 3 s off (ITU-T
T.30, §4.2).

One burst is enough: a tone of that length and nothing else, with quiet before it and behind it. Speech and music, which
have neither, are not taken for one; who is answered in the middle of a burst is known by the next.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from switchboard.media.g711 import Samples
from switchboard.media.inband import HOP_SAMPLES

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

_WINDOW = 2 * HOP_SAMPLES
_RATE_HZ = 8000
_HERTZ = (1062, 1081, 1100, 1119, 1138)

MIN_TONE_RMS = 80.0
"""About -44 dBm0; T.30 has machines send -15 dBm and better."""
MIN_PURITY = 0.80
"""Share of a window's power that is in the tone: 6 dB over all else."""
QUIET = 0.05
"""Quiet is 13 dB below the tone."""
SHORTEST, LONGEST = 40, 60
"""Of a burst, in hops of 10 ms: 0.5 s ± 15 % (T.30 §4.2), and what the edges of the windows take or add."""
QUIET_BEFORE, QUIET_AFTER = 20, 40
_EDGE = 3
"""Hops at either end of a burst that are neither quiet nor the tone: windows overlap, and filters ring."""


@cache
def _filters() -> Floats:
    """(window, 2 · 5): cosines, then sines, scaled so that the squares of a pair sum to the tone's mean power."""
    phase = 2 * np.pi * np.outer(np.arange(_WINDOW), _HERTZ) / _RATE_HZ
    return np.hstack((np.cos(phase), np.sin(phase))).astype(np.float32) * np.float32(2**0.5 / _WINDOW)


def classify(windows: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Whether each window of (n, 160) samples is the tone, and the power of each."""
    parts = (windows @ _filters()).reshape(-1, 2, len(_HERTZ))
    tone = np.einsum("ijk,ijk->ik", parts, parts).max(axis=1)
    total = np.einsum("ij,ij->i", windows, windows) / _WINDOW
    return (tone >= MIN_TONE_RMS**2) & (tone >= total * MIN_PURITY), total


class FaxDetector:
    """Hears the tone on any number of rows; grows by itself.

    Of each row: the power of the hops before a burst, how long the burst lasts (0: there is none), its power, and for
    how long there has been no tone since (negative: at its edge).
    """

    def __init__(self, rows: int = 16) -> None:
        self._tail = np.zeros((rows, HOP_SAMPLES), np.float32)
        self._before = np.full((rows, QUIET_BEFORE + _EDGE), np.inf, np.float32)
        self._lasts = np.zeros(rows, np.int32)
        self._power = np.zeros(rows, np.float32)
        self._since = np.zeros(rows, np.int32)

    def reset(self, row: int) -> None:
        """Forgets a row's past: before a burst there must be quiet that was heard."""
        self._grow(row + 1)
        self._tail[row] = self._power[row] = 0
        self._before[row] = np.inf
        self._lasts[row] = self._since[row] = 0

    def process(self, rows: Rows, samples: Samples) -> list[int]:
        """The rows on which a burst is over with the next 80 samples of each: ``rows`` (n,), unique, ``samples``
        (n, 80).
        """
        if not len(rows):
            return []
        self._grow(int(rows.max()) + 1)
        fresh = samples.astype(np.float32)
        is_tone, power = classify(np.hstack((self._tail[rows], fresh)))
        self._tail[rows] = fresh
        return [int(row) for row in rows[self._follow(rows, is_tone, power)]]

    def _follow(self, rows: Rows, is_tone: NDArray[np.bool_], power: Floats) -> NDArray[np.bool_]:
        """Follows the bursts; returns at which indices one is over."""
        lasts, since, level = self._lasts[rows], self._since[rows], self._power[rows]
        # Behind a burst the tone may only go on at once: a click in it is no end.
        begins = is_tone & (lasts == 0) & self._is_quiet_before(rows, power)
        lasts = np.where(begins, 1, np.where((lasts > 0) & is_tone, lasts + 1 + since, lasts))
        level = np.where(begins, power, np.where(is_tone, np.maximum(level, power), level))
        since = np.where(is_tone | (lasts == 0), 0, since + 1)
        broken = ((since > _EDGE) & (power > level * QUIET)) | (lasts > LONGEST) | ((since > 0) & (lasts < 1))
        late = is_tone & (self._since[rows] > _EDGE)
        short = (since > _EDGE) & (lasts < SHORTEST)
        lasts = np.where(broken | late | short, 0, lasts)
        over = (lasts > 0) & (since >= QUIET_AFTER)
        self._lasts[rows] = np.where(over, 0, lasts)
        self._since[rows] = np.where(over | (lasts == 0), 0, since)
        self._power[rows] = level
        self._before[rows] = np.hstack((self._before[rows][:, 1:], power[:, None]))
        return over

    def _is_quiet_before(self, rows: Rows, power: Floats) -> NDArray[np.bool_]:
        loudest = self._before[rows][:, :QUIET_BEFORE].max(axis=1)
        quiet: NDArray[np.bool_] = loudest <= power * QUIET
        return quiet

    def _grow(self, rows: int) -> None:
        more = max(rows, 2 * len(self._tail)) - len(self._tail)
        if rows <= len(self._tail):
            return
        self._tail = np.vstack((self._tail, np.zeros((more, HOP_SAMPLES), np.float32)))
        self._before = np.vstack((self._before, np.full((more, self._before.shape[1]), np.inf, np.float32)))
        self._lasts = np.append(self._lasts, np.zeros(more, np.int32))
        self._power = np.append(self._power, np.zeros(more, np.float32))
        self._since = np.append(self._since, np.zeros(more, np.int32))
