"""Finds speech in what somebody records: what is well above the noise, and no tone.

Levels are those of frames of 20 ms, in dB under a square wave at full scale. The noise floor is what the quietest fifth
of 500 ms stays under, the lowest of the last five seconds: the gaps between syllables keep somebody who never draws
breath from becoming the noise. Missing packets are no speech.
"""

from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.fft import rfft  # here, since numpy loads it late: the first take would delay a slot
from numpy.typing import NDArray

from switchboard.media.g711 import Samples

FRAME_S = 0.020
BLOCK_FRAMES = 5
BLOCK_S = BLOCK_FRAMES * FRAME_S
"""What is judged at once; in it the lines of a tone are 10 Hz apart."""
OVER_FLOOR_DB = 9.0
QUIETEST_DB = -50.0
"""Nothing under this is speech."""
NOTHING_DB = -120.0
"""The level of digital silence, which stands where packets are missing."""
_FLOOR_FRAMES = 25
_QUIETEST_FIFTH = _FLOOR_FRAMES // 5
_LOST_FRAMES = 2
_REMEMBERED = 50
"""Floors of the last five seconds."""
TONE_SHARE = 0.9
"""Of the energy of a tone so much is in its lines, at most two."""
TONE_FRAMES = 50
"""After so many loud frames of the same lines, with or without pauses, they are a tone: the cadence of a busy line
sounds for half a second at a time, or less."""
_FULL_SCALE = 32768.0

Levels = NDArray[np.float32]


class Span(NamedTuple):
    """A part of the sound: positions of its first sample and of the one after its last."""

    start: int
    end: int


@dataclass(slots=True)
class _ToneRun:
    """Loud frames of the same lines. `before` is the speech before them."""

    lines: tuple[float, ...]
    blur_hz: float
    start: int
    frames: int
    before: Span | None


class SpeechDetector:
    """Follows one sound. `speech` is from the first to the last speech so far, `tone_start` where a tone began after
    it. After the first word, what may yet turn out to be a tone counts as speech until then.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frame = round(rate_hz * FRAME_S)
        self.block = BLOCK_FRAMES * self._frame
        self.heard = 0
        self.speech: Span | None = None
        self.tone_start: int | None = None
        self._recent: deque[float] = deque(maxlen=_FLOOR_FRAMES)
        self._floors: deque[float] = deque(maxlen=_REMEMBERED)
        self._run: _ToneRun | None = None

    def hear(self, samples: Samples) -> None:
        """Takes the next block of samples; the last one may be shorter."""
        start = self.heard
        self.heard += len(samples)
        levels = self._levels(samples)
        loud = np.flatnonzero(levels >= self._threshold_db())
        if len(loud):
            first, end = int(loud[0]) * self._frame, (int(loud[-1]) + 1) * self._frame
            self._judge(samples[first:end], Span(start + first, start + end), len(loud))
        if not len(loud) or self._run is None:  # a tone does not become the noise
            self._follow_floor(levels)

    def is_loud(self, samples: Samples) -> bool:
        """Whether anything in samples that may come next is above the noise."""
        return bool((self._levels(samples) >= self._threshold_db()).any())

    def _levels(self, samples: Samples) -> Levels:
        count = len(samples) // self._frame
        frames = samples[: count * self._frame].reshape(count, self._frame).astype(np.float32)
        power = np.einsum("ij,ij->i", frames, frames) / np.float32(self._frame * _FULL_SCALE**2)
        levels: Levels = 10 * np.log10(np.maximum(power, np.float32(10 ** (NOTHING_DB / 10))))
        return levels

    def _threshold_db(self) -> float:
        # While no floor is known, whatever is not too quiet may be the first word.
        return max(min(self._floors, default=NOTHING_DB) + OVER_FLOOR_DB, QUIETEST_DB)

    def _follow_floor(self, levels: Levels) -> None:
        missing = levels <= NOTHING_DB
        # Single packets that were lost say nothing of the noise, but a pause does in which nothing is sent.
        self._recent.extend((levels[~missing] if missing.sum() <= _LOST_FRAMES else levels).tolist())
        if len(self._recent) == _FLOOR_FRAMES:
            self._floors.append(sorted(self._recent)[_QUIETEST_FIFTH - 1])

    def _judge(self, samples: Samples, where: Span, loud_frames: int) -> None:
        """Counts a loud part as speech, unless it goes on with a tone that has lasted long enough to be one."""
        lines, blur_hz = _lines(samples, self._rate_hz)
        run = self._run
        if not lines:
            run = None
        elif run is not None and _are_same(lines, run.lines, blur_hz + run.blur_hz):
            run.frames += loud_frames
            if blur_hz < run.blur_hz:
                run.lines, run.blur_hz = lines, blur_hz
        else:
            run = _ToneRun(lines, blur_hz, where.start, loud_frames, self.speech)
        self._run = run
        # Before the first word no tone counts, however short: it is the echo of the one that asks for the words.
        if run is not None and (run.before is None or run.frames > TONE_FRAMES):
            self.speech, self.tone_start = run.before, run.start
        else:
            self.speech = where if self.speech is None else Span(self.speech.start, where.end)
            self.tone_start = None


def _lines(samples: Samples, rate_hz: int) -> tuple[tuple[float, ...], float]:
    """The spectral lines (Hz) that make up a sound, none if they do not; and how far off each may be."""
    seconds = len(samples) / rate_hz
    # A line in a Hann window is four bins wide, and a bin is one over the duration.
    reach_hz = 2 / seconds
    power = np.abs(rfft(samples * _hann(len(samples)), rate_hz // 10)) ** 2
    total, left = float(power.sum()), power
    lines: list[float] = []
    for _ in range(2):
        peak = int(left.argmax())
        reach = round(reach_hz / 10)
        near = slice(max(0, peak - reach), peak + reach + 1)
        lines.append(peak * 10.0)
        left = left.copy()
        left[near] = 0
        if float(left.sum()) <= (1 - TONE_SHARE) * total:
            return tuple(lines), 0.5 / seconds
    return (), 0.0


def _are_same(lines: tuple[float, ...], others: tuple[float, ...], blur_hz: float) -> bool:
    """Whether the strongest line is one of the others, or the other way round: of two, each may be the stronger."""
    within = 10 + blur_hz
    return any(abs(lines[0] - one) <= within for one in others) or any(abs(others[0] - one) <= within for one in lines)


@cache
def _hann(length: int) -> NDArray[np.float64]:
    return np.hanning(length)
