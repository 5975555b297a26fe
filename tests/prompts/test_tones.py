"""Tones: frequencies and cadence are those of the country, and a period can be repeated; signals are heard once."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.media.g711 import alaw_decode
from switchboard.model.tones import COUNTRIES, NETWORK_TONES, ToneName, cadence
from switchboard.prompts.decode import RATE_HZ
from switchboard.prompts.encode import quantise
from switchboard.prompts.level import TARGET_DBOV
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.tones import lasting, period

pytestmark = pytest.mark.unit

Values = NDArray[np.float32]

MILLIWATT = bytes.fromhex("34 21 21 34 b4 a1 a1 b4")
"""A sine of 1 kHz at 0 dBm0 in A-law (ITU-T G.711, table 5)."""


def strongest(values: Values, count: int) -> list[int]:
    """The frequencies of the highest peaks of the spectrum, to a hertz."""
    spectrum = np.abs(np.fft.rfft(values * np.hanning(len(values)), 8 * RATE_HZ))
    peaks = np.flatnonzero((spectrum[1:-1] > spectrum[:-2]) & (spectrum[1:-1] > spectrum[2:])) + 1
    found = sorted(peaks, key=lambda index: -spectrum[index])[:count]
    return sorted(round(index / 8) for index in found)


def pattern_ms(values: Values) -> list[int]:
    """How long sound and silence last in turn, beginning with sound, to 10 ms."""
    frames = np.abs(values[: len(values) // 160 * 160]).reshape(-1, 160).max(axis=1) > 0.01
    return [10 * len(list(group)) for _, group in itertools.groupby(frames)]


@pytest.mark.parametrize(
    ("country", "name", "frequencies_hz", "expected_ms"),
    [
        ("US", "ringback", [440, 480], [2000, 4000]),
        ("GB", "ringback", [400, 450], [400, 200, 400, 2000]),
        ("DE", "ringback", [425], [1000, 4000]),
        ("FR", "ringback", [440], [1500, 3500]),
        ("AU", "ringback", [413, 438], [400, 200, 400, 2000]),
        ("IN", "ringback", [375, 400, 425], [400, 200, 400, 2000]),
        ("US", "busy-tone", [480, 620], [500, 500]),
        ("DE", "busy-tone", [425], [480, 480]),
        ("US", "congestion-tone", [480, 620], [250, 250]),
        ("ES", "congestion-tone", [425], [200, 200, 200, 200, 200, 600]),
        ("ES", "tone-record", [1000], [500]),
        ("US", "tone-limit", [440], [100, 100, 100]),
    ],
)
def test_frequencies_and_cadence(
    country: str, name: ToneName, frequencies_hz: list[int], expected_ms: list[int]
) -> None:
    values = period(cadence(country, name)).values
    assert pattern_ms(values) == expected_ms
    first = values[: expected_ms[0] * RATE_HZ // 1000]
    assert strongest(first, len(frequencies_hz)) == pytest.approx(frequencies_hz, abs=2)


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_every_tone_is_as_loud_as_speech_and_ringing_fills_whole_packets(country: str) -> None:
    for name in NETWORK_TONES:
        values = period(cadence(country, name)).values
        sounding = values[np.abs(values) > 0]
        assert 10 * np.log10(np.mean(np.square(sounding))) == pytest.approx(TARGET_DBOV, abs=0.5)
        assert np.abs(values).max() < 0.3
        assert not values[-1]
    ringing = period(cadence(country, "ringback"))
    assert len(quantise(ringing)) == len(ringing.values)


def test_a_busy_tone_is_whole_periods() -> None:
    assert lasting(cadence("DE", "busy-tone"), 10).duration_s == pytest.approx(9.6)
    assert lasting(cadence("US", "ringback"), 1).duration_s == 6


async def test_tones_are_stored_once_in_every_form(tmp_path_factory: pytest.TempPathFactory) -> None:
    library = PromptLibrary(tmp_path_factory.mktemp("library"))
    american, canadian = await library.tones("US"), await library.tones("CA")
    assert american == canadian
    assert {name: encoded.duration_ms for name, encoded in american.items()} == {
        "ringback": 6_000,
        "busy-tone": 10_000,
        "congestion-tone": 10_000,
        "tone-record": 500,
        "tone-limit": 300,
        "tone-join": 200,
        "tone-leave": 200,
    }
    for encoded in american.values():
        assert await library.check(encoded.content) == ()


@pytest.mark.parametrize("name", ["tone-record", "tone-limit"])
async def test_signals_are_at_14_decibels_below_a_milliwatt(name: ToneName, tmp_path: Path) -> None:
    def power(law: bytes) -> float:
        return float(np.mean(np.square(alaw_decode(np.frombuffer(law, np.uint8)), dtype=np.float64)))

    library = PromptLibrary(tmp_path)
    stored = library.stem((await library.tones("US"))[name].content).with_suffix(".pcma").read_bytes()
    steady = stored[80 : 80 + 640]
    assert 10 * np.log10(power(steady) / power(MILLIWATT)) == pytest.approx(-14, abs=0.1)
