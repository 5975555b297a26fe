"""Finds speech in what somebody records: what is well above the noise, and no tone.

A level is that of a frame of 20 ms, in dB; a square wave at full scale has 0 dB. A floor is the level that the quietest
fifth of the last 500 ms does not exceed, and the noise is the lowest floor of the last five seconds. Even somebody who
speaks without a pause does not become the noise, because there are gaps between syllables. Missing packets are no
speech.
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
"""How much sound is judged at once. Its spectrum has a line every 10 Hz."""
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
"""A sound is a tone if so much of its energy is in one or two spectral lines."""
TONE_FRAMES = 50
"""More loud frames than this of the same lines, with or without pauses between them, are the tone of a line: a busy
tone sounds for half a second at a time, or less."""
_FULL_SCALE = 32768.0

Levels = NDArray[np.float32]


class Span(NamedTuple):
    """A part of the sound: positions of its first sample and of the one after its last."""

    start: int
    end: int


class HeardTone(NamedTuple):
    """A sound of a few spectral lines that goes on, and for how many loud frames it has."""

    lines_hz: tuple[float, ...]
    frames: int


@dataclass(slots=True)
class _ToneRun:
    """Loud frames of the same lines. `before` is the speech before them."""

    lines: tuple[float, ...]
    blur_hz: float
    start: int
    frames: int
    before: Span | None


class SpeechDetector:
    """Follows one sound. `speech` is from the first to the last speech so far; None before the first word.

    `tone_start` is where a tone began after the speech, None for no tone. After the first word a tone counts as speech
    until it has lasted long enough to be one; then `speech` ends before it. `loudest_db` is the level of the loudest
    frame of the last block.
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
        self._loud = False
        self.loudest_db = NOTHING_DB

    @property
    def tone(self) -> HeardTone | None:
        """The tone with which the last block was loud, None if it was quiet or no tone."""
        return None if self._run is None or not self._loud else HeardTone(self._run.lines, self._run.frames)

    def hear(self, samples: Samples) -> None:
        """Takes the next block of samples; the last one may be shorter."""
        start = self.heard
        self.heard += len(samples)
        levels = self._levels(samples)
        self.loudest_db = float(levels.max(initial=NOTHING_DB))
        loud = np.flatnonzero(levels >= self.threshold_db)
        self._loud = len(loud) > 0
        if len(loud):
            first, end = int(loud[0]) * self._frame, (int(loud[-1]) + 1) * self._frame
            self._judge(samples[first:end], Span(start + first, start + end), len(loud))
        if not len(loud) or self._run is None:  # a tone does not become the noise
            self._follow_floor(levels)

    def is_loud(self, samples: Samples) -> bool:
        """Whether anything in these samples, which `hear` has not got yet, is well above the noise."""
        return bool((self._levels(samples) >= self.threshold_db).any())

    def _levels(self, samples: Samples) -> Levels:
        count = len(samples) // self._frame
        frames = samples[: count * self._frame].reshape(count, self._frame).astype(np.float32)
        power = np.einsum("ij,ij->i", frames, frames) / np.float32(self._frame * _FULL_SCALE**2)
        levels: Levels = 10 * np.log10(np.maximum(power, np.float32(10 ** (NOTHING_DB / 10))))
        return levels

    @property
    def threshold_db(self) -> float:
        """What is louder is well above the noise, as far as that is known."""
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
        # Before the first word even a short tone is no speech: it is the echo of our tone after which to speak.
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
    """Whether the strongest line of either is among the lines of the other. Of two lines, now one, now the other may be
    the stronger.
    """
    within = 10 + blur_hz
    return any(abs(lines[0] - one) <= within for one in others) or any(abs(others[0] - one) <= within for one in lines)


@cache
def _hann(length: int) -> NDArray[np.float64]:
    return np.hanning(length)
