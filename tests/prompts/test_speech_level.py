"""ITU-T P.56, method B: against signals of known level, and against the recommendation's loop, sample by sample."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.prompts.announcements import recordings
from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.speech_level import SILENT_DBOV, active_level

from .signals import sine

pytestmark = pytest.mark.unit


def of(values: NDArray[np.generic]) -> Samples:
    return Samples(values.astype(np.float32), RATE_HZ)


def by_the_loop(values: NDArray[np.float32]) -> float:
    """The level as P.56 describes the meter; its thresholds are powers of two of the peak."""
    peak = float(np.abs(values).max())
    keep = math.exp(-1 / (RATE_HZ * 0.03))
    thresholds = [2.0**exponent for exponent in range(-15, 0)]
    hangover, active = [round(0.2 * RATE_HZ)] * len(thresholds), [0] * len(thresholds)
    first = second = squares = 0.0
    for value in (values.astype(float) / peak).tolist():
        squares += value * value
        first = keep * first + (1 - keep) * abs(value)
        second = keep * second + (1 - keep) * first
        for index, threshold in enumerate(thresholds):
            if second >= threshold:
                active[index], hangover[index] = active[index] + 1, 0
            elif hangover[index] < round(0.2 * RATE_HZ):
                active[index], hangover[index] = active[index] + 1, hangover[index] + 1
    levels = [10 * math.log10(squares / max(count, 1)) for count in active]
    margins = [level - 20 * math.log10(threshold) for level, threshold in zip(levels, thresholds, strict=True)]
    upper = next(index for index, margin in enumerate(margins) if margin <= 15.9)
    share = (margins[upper - 1] - 15.9) / (margins[upper - 1] - margins[upper])
    return levels[upper - 1] + share * (levels[upper] - levels[upper - 1]) + 20 * math.log10(peak)


@pytest.mark.parametrize("name", ["invalid", "goodbye", "busy"])
def test_it_agrees_with_the_loop(name: str) -> None:
    values = recordings()[name].decoded().values
    assert active_level(of(values)).dbov == pytest.approx(by_the_loop(values), abs=0.02)


@pytest.mark.parametrize("amplitude", [1.0, 0.1, 0.001])
def test_a_sine_is_3_db_below_a_square(amplitude: float) -> None:
    found = active_level(of(sine(1000, 4.0, RATE_HZ, amplitude)))
    assert found.dbov == pytest.approx(20 * math.log10(amplitude) - 3.01, abs=0.1)
    assert found.activity == pytest.approx(1.0, abs=0.02)


def test_noise_has_its_power() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 4 * RATE_HZ)
    assert active_level(of(noise)).dbov == pytest.approx(-20, abs=0.1)


@pytest.mark.parametrize("pause_s", [1, 5, 20])
def test_pauses_do_not_count(pause_s: int) -> None:
    speech = recordings()["default"].decoded().values
    pause = np.zeros(pause_s * RATE_HZ)
    alone, spread = active_level(of(speech)), active_level(of(np.concatenate([pause, speech, pause])))
    assert spread.dbov == pytest.approx(alone.dbov, abs=0.3)
    seconds = len(speech) / RATE_HZ
    assert spread.activity == pytest.approx(alone.activity * seconds / (seconds + 2 * pause_s), rel=0.1)


def test_a_click_does_not_count() -> None:
    speech = recordings()["default"].decoded().values * np.float32(0.3)
    clicked = speech.copy()
    clicked[20_000] = 1.0
    assert active_level(of(clicked)).dbov == pytest.approx(active_level(of(speech)).dbov, abs=0.5)


def test_a_gain_is_a_gain() -> None:
    speech = recordings()["default"].decoded().values
    assert active_level(of(speech * 0.01)).dbov == pytest.approx(active_level(of(speech)).dbov - 40, abs=0.001)


@pytest.mark.parametrize("duration_s", [0.02, 0.05, 0.2])
def test_a_beep_has_the_level_of_its_tone(duration_s: float) -> None:
    assert active_level(of(sine(1000, duration_s, RATE_HZ, 0.5))).dbov == pytest.approx(-9.03, abs=0.2)


def test_zeros_have_none() -> None:
    assert active_level(of(np.zeros(100))).dbov == SILENT_DBOV
