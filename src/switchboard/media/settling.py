"""Where packets that come late, or in another order, are put in place before their samples are used."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from switchboard.media.g711 import Samples
from switchboard.media.rtp import CLOCK_HZ, timestamp_difference

SETTLE_S = 0.25
"""Samples younger than this may still get late packets."""
_WINDOW_S = 2
MAX_DRIFT = CLOCK_HZ // 5


class Placement:
    """Where the packets of one source lie on a time line. Positions are in units of the RTP clock."""

    def __init__(self) -> None:
        self._timestamp: int | None = None
        self._position = 0

    def place(self, timestamp: int, now: int) -> int:
        """The position of a payload that came at position ``now``: by its timestamp, unless that strayed."""
        if self._timestamp is not None:
            position = self._position + timestamp_difference(timestamp, self._timestamp)
            # Within a small drift the timestamp is right and the arrival only jitters; beyond it the sender has
            # restarted its clock.
            if abs(position - now) <= MAX_DRIFT:
                return position
        self._timestamp, self._position = timestamp, now
        return now


class SettlingWindow:
    """The next two seconds of a sound. What nobody fills is silence. Positions are samples since its start."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        self._length = _WINDOW_S * rate_hz
        self._settle = round(SETTLE_S * rate_hz)
        self._samples = np.zeros((self._length, channels), np.int16)
        self.taken = 0

    def put(self, channel: int, position: int, samples: Samples) -> None:
        """Places samples; what was taken already, or is beyond the window, is dropped."""
        start = position - self.taken
        first, last = max(0, -start), min(len(samples), self._length - start)
        if first < last:
            self._samples[start + first : start + last, channel] = samples[first:last]

    def settled(self, now: int) -> int:
        """The position up to which no packet is waited for any more."""
        return now - self._settle

    def peek(self, end: int) -> NDArray[np.int16]:
        """What is there up to a position, of shape (frames, channels), as a view; it stays."""
        return self._samples[: max(0, end - self.taken)]

    def take(self, end: int, most: int | None = None) -> Iterator[NDArray[np.int16]]:
        """Takes all up to a position in pieces, of shape (frames, channels); a piece has at most ``most`` frames."""
        most = min(most or self._length, self._length)
        while (count := min(end - self.taken, most)) > 0:
            piece = self._samples[:count].copy()
            self._samples[: self._length - count] = self._samples[count:]
            self._samples[self._length - count :] = 0
            self.taken += count
            yield piece
