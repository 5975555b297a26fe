"""Finds channels that cancel one another, and peaks that were cut off, while a file is read block by block."""

import numpy as np
from numpy.typing import NDArray

from switchboard.model.prompt import PromptWarning

FloatArray = NDArray[np.float32]

_FRAME_S = 0.05
_CANCELLED = 0.25
"""Of the power that channels would mix to which have nothing to do with one another: 6 dB below it."""
_LOST_SHARE = 0.1
_USED_SHARE = 1e-4

_BINS = 1_000
"""Up to full scale; as many again are for floats beyond it, which need not have been cut off there."""
_BEYOND = 2 * _BINS
_CLIPPED_EXCESS = 8
"""Samples at the peak, for each one a little below. A sine has three; audio that was cut off has dozens."""
_CLIPPED_SAMPLES = 24
_LEAST_SPREAD = 0.5
"""A tone that fits its rate has few values, and many samples of each."""


class Channels:
    """How the channels of a file become one: by their mean, silent channels left out; or, if the mean would lose what
    is said, by the loudest alone.
    """

    def __init__(self, count: int, rate_hz: int) -> None:
        self._count = count
        self._frame = max(1, round(rate_hz * _FRAME_S))
        self._powers = np.zeros(count)
        self._lost = 0.0

    def hear(self, block: FloatArray) -> None:
        """The next block, shape (frames, channels)."""
        powers = self._energies(block)
        mixed = self._energies(block.mean(axis=1, dtype=np.float64))
        together = powers.sum(axis=1)
        self._powers += powers.sum(axis=0)
        self._lost += float(together[mixed < _CANCELLED * together / self._count**2].sum())

    def _energies(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """The energies of each frame without an offset, which is in phase in all channels, whatever is said."""
        starts = np.arange(0, len(values), self._frame)
        lengths = np.diff(starts, append=len(values)).reshape(-1, *[1] * (values.ndim - 1))
        sums = np.add.reduceat(values, starts, dtype=np.float64)
        squares = np.add.reduceat(np.square(values, dtype=np.float64), starts)
        return np.maximum(squares - np.square(sums) / lengths, 0)

    def mix(self, block: FloatArray) -> FloatArray:
        """One channel of a block, after all have been heard."""
        mixed: FloatArray = block[:, self._heard].mean(axis=1, dtype=np.float64).astype(np.float32)
        return mixed

    def warnings(self) -> tuple[PromptWarning, ...]:
        """Whether one channel is all that is heard."""
        if not self._cancel:
            return ()
        text = f"The channels cancel one another. Only channel {self._loudest + 1} of {self._count} is heard."
        return (PromptWarning(code="channels-cancelled", text=text),)

    @property
    def _cancel(self) -> bool:
        return self._lost > _LOST_SHARE * float(self._powers.sum())

    @property
    def _heard(self) -> NDArray[np.intp]:
        if self._cancel:
            return np.array([self._loudest])
        return np.flatnonzero(self._powers >= _USED_SHARE * self._powers.max())

    @property
    def _loudest(self) -> int:
        return int(self._powers.argmax())


class Clipping:
    """Finds peaks that were cut off, at full scale or below: many samples are at the peak, few just below it."""

    def __init__(self) -> None:
        self._counts = np.zeros(_BEYOND + 1, np.int64)

    def passed(self, block: FloatArray) -> FloatArray:
        """Look at a block; returns it unchanged."""
        bins = np.minimum(np.abs(block) * _BINS, _BEYOND).astype(np.intp)
        self._counts += np.bincount(bins.ravel(), minlength=_BEYOND + 1)
        return block

    def warnings(self) -> tuple[PromptWarning, ...]:
        """Whether peaks were cut off."""
        used = np.flatnonzero(self._counts)
        top = int(used[-1]) if len(used) else 0
        tenth = top // 10
        if not tenth or top == _BEYOND:
            return ()
        if len(used) < _LEAST_SPREAD * top:
            return ()
        width = max(1, tenth // 10)
        at_peak = int(self._counts[top - width + 1 : top + 1].sum())
        below = int(self._counts[top - 4 * width + 1 : top - 2 * width + 1].sum()) / 2
        if at_peak < _CLIPPED_SAMPLES or at_peak < _CLIPPED_EXCESS * below:
            return ()
        return (PromptWarning(code="clipped", text="Peaks were cut off before the upload, which sounds harsh."),)
