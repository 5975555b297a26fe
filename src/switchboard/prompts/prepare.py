"""From decoded audio to what callers hear: without offset and silent ends, at the common loudness, with warnings."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from switchboard.model.prompt import PromptWarning, WarningCode
from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.encode import Pcm, quantise
from switchboard.prompts.level import SILENCE_DBOV, level
from switchboard.prompts.noise import is_noisy, is_only_noise
from switchboard.prompts.offset import low_part
from switchboard.prompts.speech_level import ActiveLevel, active_level

KEPT_SILENCE_S = 0.3
"""What may stay before the first and after the last sound."""

_FRAME_S = 0.01
_SOUND_BELOW_LEVEL_DB = 25.0
_SOUND_FRAMES = 3
"""A shorter sound, as of a mouse, is none."""
_LEAST_TRIM_FRAMES = 2
_MENTIONED_S = 0.5
_FADE_S = 0.005

_OFFSET_BELOW_LEVEL_DB = 34.0
_RUMBLE_BELOW_LEVEL_DB = 15.0
_LEAST_OFFSET_DBOV = -60.0
_VERY_QUIET_DBOV = -40.0
_MUCH_LIMITING_DB = 6.0
_LITTLE_ACTIVITY = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The samples to be stored, and the warnings for the uploader."""

    pcm: Pcm
    warnings: tuple[PromptWarning, ...]


def prepare(samples: Samples) -> Prepared:
    """A prompt of whole packets with its speech at the common level. Silence and faint noise stay as they are."""
    steady, removed = _without_offset(samples)
    before = active_level(steady)
    if before.dbov < SILENCE_DBOV or is_only_noise(steady, before.dbov):
        silent = _warning("silent", "There is nothing to hear in it.")
        return Prepared(quantise(steady), (*samples.warnings, *removed, silent))
    trimmed, cut = _trimmed(steady, before.dbov)
    levelled = level(trimmed)
    found = (*removed, *cut, *_about(trimmed, before, levelled.limited_db))
    return Prepared(quantise(levelled.samples), (*samples.warnings, *found))


def _about(samples: Samples, before: ActiveLevel, limited_db: float) -> Iterator[PromptWarning]:
    if before.dbov < _VERY_QUIET_DBOV:
        yield _warning(
            "very-quiet", f"It was very quiet ({before.dbov:.0f} dBov) and has been amplified, with its noise."
        )
    if limited_db > _MUCH_LIMITING_DB:
        yield _warning(
            "limited", f"Single peaks were lowered by up to {limited_db:.0f} dB, so that the rest is loud enough."
        )
    if is_noisy(samples, before.dbov):
        yield _warning("noisy", "Noise is heard behind it.")
    if active_level(samples).activity < _LITTLE_ACTIVITY:
        yield _warning("mostly-silence", "Most of it is silence.")


def _without_offset(samples: Samples) -> tuple[Samples, tuple[PromptWarning, ...]]:
    """The audio without offset and rumble, which nobody hears, if they are strong enough to matter."""
    low = low_part(samples)
    steady = Samples(samples.values - low, samples.rate_hz)
    heard = active_level(steady).dbov
    offset, rumble = _dbov(low.mean(keepdims=True)), _dbov(low - low.mean())
    if offset < max(heard - _OFFSET_BELOW_LEVEL_DB, _LEAST_OFFSET_DBOV) and rumble < max(
        heard - _RUMBLE_BELOW_LEVEL_DB, _LEAST_OFFSET_DBOV
    ):
        return samples, ()
    return steady, (_warning("dc-removed", "A constant offset, or rumble that no telephone sends on, was removed."),)


def _trimmed(samples: Samples, dbov: float) -> tuple[Samples, tuple[PromptWarning, ...]]:
    frame = round(samples.rate_hz * _FRAME_S)
    count = len(samples.values) // frame
    if count < _SOUND_FRAMES:
        return samples, ()
    powers = np.square(samples.values[: count * frame].reshape(-1, frame), dtype=np.float64).mean(axis=1)
    loud = powers > 10 ** ((dbov - _SOUND_BELOW_LEVEL_DB) / 10)
    sounds = np.flatnonzero(np.convolve(loud, np.ones(_SOUND_FRAMES), "valid") == _SOUND_FRAMES)
    if not len(sounds):
        return samples, ()
    kept = round(KEPT_SILENCE_S / _FRAME_S)
    start = sounds[0] - kept if sounds[0] - kept >= _LEAST_TRIM_FRAMES else 0
    last = sounds[-1] + _SOUND_FRAMES + kept
    end = last if count - last >= _LEAST_TRIM_FRAMES else None
    values = _faded(samples.values[start * frame : None if end is None else end * frame], start > 0, end is not None)
    cut_s = [start * _FRAME_S, 0.0 if end is None else len(samples.values) / samples.rate_hz - end * _FRAME_S]
    return Samples(values, samples.rate_hz), _told_of_trimming(*cut_s)


def _told_of_trimming(at_start_s: float, at_end_s: float) -> tuple[PromptWarning, ...]:
    where = ((at_start_s, "beginning"), (at_end_s, "end"))
    parts = [f"{cut_s:.1f} s at the {name}" for cut_s, name in where if cut_s >= _MENTIONED_S]
    return (_warning("trimmed", f"Silence was cut off: {' and '.join(parts)}."),) if parts else ()


def _faded(values: FloatArray, at_start: bool, at_end: bool) -> FloatArray:
    """Fade the ends in and out, so that audio that was cut within noise does not click."""
    ramp = np.linspace(0, 1, round(_FADE_S * RATE_HZ), dtype=np.float32)
    faded = values.copy()
    if at_start:
        faded[: len(ramp)] *= ramp
    if at_end:
        faded[-len(ramp) :] *= ramp[::-1]
    return faded


def _dbov(values: FloatArray) -> float:
    return float(10 * np.log10(max(np.square(values, dtype=np.float64).mean(), 1e-12)))


def _warning(code: WarningCode, text: str) -> PromptWarning:
    return PromptWarning(code=code, text=text)
