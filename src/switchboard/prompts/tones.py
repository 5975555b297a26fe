"""Tones, made from their cadence."""

import numpy as np

from switchboard.model.tones import Cadence, Pulse
from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.level import TARGET_DBOV

SIGNAL_DBOV = -20.15
"""-14 dBm0: a sine at full scale has -3.01 dBov and 3.14 dBm0 (ITU-T G.711)."""

_RAMP_S = 0.005


def period(cadence: Cadence, dbov: float = TARGET_DBOV) -> Samples:
    """One period, as loud as speech if `dbov` is not given; it may be played over and over."""
    return Samples(np.concatenate([_sound(pulse, dbov) for pulse in cadence]), RATE_HZ)


def lasting(cadence: Cadence, seconds: float) -> Samples:
    """Whole periods that last about so long, at least one."""
    once = period(cadence)
    return Samples(np.tile(once.values, max(1, round(seconds / once.duration_s))), RATE_HZ)


def _sound(pulse: Pulse, dbov: float) -> FloatArray:
    seconds = np.arange(pulse.duration_ms * RATE_HZ // 1000) / RATE_HZ
    if not pulse.frequencies_hz:
        return np.zeros(len(seconds), np.float32)
    wave = sum((np.sin(2 * np.pi * hertz * seconds) for hertz in pulse.frequencies_hz), np.zeros(len(seconds)))
    if pulse.modulated_hz:
        wave = wave * (1 + np.cos(2 * np.pi * pulse.modulated_hz * seconds)) / 2
    wave *= 10 ** (dbov / 20) / np.sqrt(np.mean(np.square(wave)))
    duration_s = pulse.duration_ms / 1000
    shaped: FloatArray = (wave * np.clip(np.minimum(seconds, duration_s - seconds) / _RAMP_S, 0, 1)).astype(np.float32)
    return shaped
