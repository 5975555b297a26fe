"""Every prompt comes out equally loud, whatever its peaks are; silence stays silent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from switchboard.prompts.announcements import recordings
from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.level import PEAK_DBFS, TARGET_DBOV, level
from switchboard.prompts.speech_level import active_level

from .signals import sine

pytestmark = pytest.mark.unit

PEAK = 10 ** (PEAK_DBFS / 20)


def of(values: NDArray[np.generic]) -> Samples:
    return Samples(values.astype(np.float32), RATE_HZ)


@pytest.fixture(scope="module")
def speech() -> NDArray[np.float32]:
    return recordings()["default"].decoded().values


@pytest.mark.parametrize("gain_db", [-33, -10, 0.5, 20, 60])
def test_speech_comes_out_at_the_target(speech: NDArray[np.float32], gain_db: float) -> None:
    levelled = level(of(speech * 10 ** (gain_db / 20)))
    assert active_level(levelled.samples).dbov == pytest.approx(TARGET_DBOV, abs=0.1)
    assert np.abs(levelled.samples.values).max() <= PEAK + 0.01


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.5, 1.0, 30000.0])
def test_a_tone_comes_out_at_the_target(amplitude: float) -> None:
    levelled = level(of(sine(440, 2.0, RATE_HZ, amplitude)))
    assert active_level(levelled.samples).dbov == pytest.approx(TARGET_DBOV, abs=0.1)


@pytest.mark.parametrize("clicks", [1, 5])
def test_clicks_do_not_keep_speech_quiet(speech: NDArray[np.float32], clicks: int) -> None:
    clicked = speech * np.float32(10 ** (-23 / 20))
    clicked[5_000 : 5_000 + clicks * 8_000 : 8_000] = 1.0
    levelled = level(of(clicked))
    assert active_level(levelled.samples).dbov == pytest.approx(TARGET_DBOV, abs=0.5)
    assert levelled.limited_db == pytest.approx(23, abs=4)


def test_the_limiter_touches_only_what_is_near_a_peak(speech: NDArray[np.float32]) -> None:
    quiet = speech * np.float32(0.1)
    clicked = quiet.copy()
    clicked[20_000] = 1.0
    far = np.abs(np.arange(len(quiet)) - 20_000) > 2 * 0.005 * RATE_HZ
    expected, found = level(of(quiet)).samples.values, level(of(clicked)).samples.values
    ratio = np.dot(found[far], expected[far]) / np.dot(expected[far], expected[far])
    assert np.allclose(found[far], expected[far] * ratio, atol=1e-3)
    assert ratio == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("amplitude", [0.0, 1e-5, 1e-3])
def test_silence_stays(amplitude: float) -> None:
    values = np.random.default_rng(1).uniform(-amplitude, amplitude, RATE_HZ)
    assert np.array_equal(level(of(values)).samples.values, values.astype(np.float32))


@given(st.integers(1, 3000), st.floats(1e-4, 10), st.integers(0, 2**32 - 1))
def test_nothing_leaves_the_scale(length: int, amplitude: float, seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, amplitude, length)
    assert np.abs(level(of(noise)).samples.values).max() <= max(PEAK + 0.02, float(np.abs(noise).max()) * 1.02)


def test_levelling_twice_changes_nothing(speech: NDArray[np.float32]) -> None:
    once = level(of(speech * 0.02)).samples
    assert np.array_equal(level(once).samples.values, once.values)
