"""Every prompt comes out equally loud, silence stays silent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.encode import Pcm, to_pcm
from switchboard.prompts.level import PEAK_DBFS, TARGET_DBFS, level_dbfs, normalise

from .signals import sine

pytestmark = pytest.mark.unit

PEAK = 10 ** (PEAK_DBFS / 20)


def of(values: np.ndarray) -> Samples:
    return Samples(values.astype(np.float32), RATE_HZ)


def float_of(pcm: Pcm) -> Samples:
    return of(pcm / 32768)


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.5, 1.0, 30000.0])
def test_a_tone_comes_out_at_the_target(amplitude: float) -> None:
    samples = normalise(of(sine(440, 2.0, RATE_HZ, amplitude)))
    assert level_dbfs(samples) == pytest.approx(TARGET_DBFS, abs=0.1)


def test_pauses_do_not_count() -> None:
    tone = sine(440, 1.0, RATE_HZ, 0.02)
    with_pauses = np.concatenate([np.zeros(5 * RATE_HZ), tone, np.zeros(5 * RATE_HZ)])
    assert level_dbfs(normalise(of(with_pauses))) == pytest.approx(TARGET_DBFS, abs=0.2)


def test_peaks_bound_the_gain() -> None:
    values = sine(440, 1.0, RATE_HZ, 0.02)
    values[::1600] = 0.9
    samples = normalise(of(values))
    assert np.abs(samples.values).max() == pytest.approx(PEAK, abs=0.01)
    assert level_dbfs(samples) < TARGET_DBFS


@pytest.mark.parametrize("amplitude", [0.0, 1e-5, 1e-3])
def test_silence_stays(amplitude: float) -> None:
    values = np.random.default_rng(1).uniform(-amplitude, amplitude, RATE_HZ)
    assert np.array_equal(normalise(of(values)).values, values.astype(np.float32))


def test_a_click_in_silence_does_not_break_the_scale() -> None:
    values = np.zeros(RATE_HZ)
    values[100] = 1.0
    assert np.abs(normalise(of(values)).values).max() <= PEAK + 0.01


@given(st.integers(1, 3000), st.floats(1e-4, 10), st.integers(0, 2**32 - 1))
def test_normalising_twice_changes_nothing(length: int, amplitude: float, seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, amplitude, length)
    pcm = to_pcm(of(noise))
    again = to_pcm(float_of(pcm))
    assert np.abs(pcm.astype(int)).max() <= 32768 * PEAK * 1.02
    assert np.array_equal(again, pcm)
