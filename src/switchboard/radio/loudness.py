"""The loudness of a stream, brought slowly to that of the music which comes with the product."""

import numpy as np

from switchboard.prompts.channels import FloatArray

TARGET_DBOV = -25.0
_SILENCE_DBOV = -60.0
_MOST_DB = 24.0
_PEAK = 10 ** (-3 / 20)
_LEAST_SHARE = 0.05
"""Of the newest half second in the mean: so that a song that begins softly stays soft for some seconds."""


class Loudness:
    """One gain for all, which follows the mean of the last ten seconds."""

    def __init__(self) -> None:
        self._mean = 0.0
        self._heard = 0
        self._gain: float | None = None

    def level(self, samples: FloatArray) -> FloatArray:
        """The next samples, about half a second of them."""
        power = float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
        if power > 10 ** (_SILENCE_DBOV / 10):
            self._heard += 1
            self._mean += (power - self._mean) * max(1 / self._heard, _LEAST_SHARE)
        gain = self._wanted()
        before, self._gain = gain if self._gain is None else self._gain, gain
        levelled: FloatArray = samples * np.linspace(before, gain, len(samples), dtype=np.float32)
        return np.clip(levelled, -_PEAK, _PEAK)

    def _wanted(self) -> float:
        if not self._mean:
            return 1.0
        missing_db = TARGET_DBOV - 10 * np.log10(self._mean)
        return float(10 ** (np.clip(missing_db, -_MOST_DB, _MOST_DB) / 20))
