"""What people and lines sound like, as samples: levels are in dB under full scale."""

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float64]
_SYLLABLES_HZ = 3.5


def silence(seconds: float, rate_hz: int = 8000) -> Signal:
    return np.zeros(round(seconds * rate_hz))


def noise(seconds: float, level_db: float, rate_hz: int = 8000) -> Signal:
    """White, and the same each time."""
    chance = np.random.default_rng(round(1000 * seconds))
    return chance.normal(0, 32768 * 10 ** (level_db / 20), round(seconds * rate_hz))


def speech(seconds: float, level_db: float = -20, rate_hz: int = 8000) -> Signal:
    """Noise in syllables, from the beginning of the first to the end of the last."""
    times_s = np.arange(round(seconds * rate_hz)) / rate_hz
    syllables = round(_SYLLABLES_HZ * seconds - 0.5) + 0.5
    envelope = np.clip(np.sin(2 * np.pi * syllables / seconds * times_s), 0, None) ** 0.5
    return noise(seconds, level_db, rate_hz) * envelope * 2**0.5


def tone(seconds: float, *hertz: float, level_db: float = -15, rate_hz: int = 8000) -> Signal:
    """Sines together, each at that level."""
    times_s = np.arange(round(seconds * rate_hz)) / rate_hz
    peak = 32768 * 2**0.5 * 10 ** (level_db / 20)
    sines: Signal = np.sum([peak * np.sin(2 * np.pi * one * times_s) for one in hertz], axis=0)
    return sines


def cadence(seconds: float, on_s: float, off_s: float, *hertz: float, rate_hz: int = 8000) -> Signal:
    """A tone that comes and goes, such as that of a busy line."""
    period = np.concatenate((tone(on_s, *hertz, rate_hz=rate_hz), silence(off_s, rate_hz)))
    return np.resize(period, round(seconds * rate_hz))


def samples(*parts: Signal, over: Signal | None = None) -> NDArray[np.int16]:
    """Sounds one after another, over another sound, as 16-bit samples."""
    joined = np.concatenate(parts)
    mixed = joined if over is None else joined + over[: len(joined)]
    return np.clip(np.rint(mixed), -32768, 32767).astype(np.int16)
