"""A store of seconds evens out how a stream comes, and its loudness is brought near to that of other music."""

from pathlib import Path

import numpy as np
import pytest

from switchboard.media.codec import decode_g711
from switchboard.media.ring import Ring
from switchboard.media.ring_pieces import RingPieces
from switchboard.prompts.channels import FloatArray
from switchboard.radio.airing import FIRST_S, FULL_S, Airing
from switchboard.radio.loudness import TARGET_DBOV, Loudness

pytestmark = pytest.mark.unit

RATE_HZ = 16_000
HALF = RATE_HZ // 2


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    return Ring.create(tmp_path / "a.ring")


def sine(seconds: float, amplitude: float = 0.1) -> FloatArray:
    values: FloatArray = (amplitude * np.sin(np.arange(round(seconds * RATE_HZ)) / 5)).astype(np.float32)
    return values


async def test_nothing_is_heard_before_there_is_enough_and_then_a_piece_every_half_second(ring: Ring) -> None:
    airing = Airing(ring)
    airing.put(sine(FIRST_S - 0.5))
    assert airing.air(100.0) > 0
    assert ring.newest == 0
    airing.put(sine(1.0))
    assert [airing.air(100.0 + at) for at in (0.0, 0.1, 0.5, 1.0)] == pytest.approx([0.5, 0.4, 0.5, 0.5])
    assert ring.newest == 3
    assert airing.air(101.5) > 0
    assert ring.newest == 3
    assert not airing.sounds


async def test_after_a_pause_of_the_machine_nothing_is_caught_up_with(ring: Ring) -> None:
    airing = Airing(ring)
    airing.put(sine(8))
    airing.air(100.0)
    assert airing.air(105.0) == 0
    assert ring.newest == 2


async def test_who_sends_faster_than_it_sounds_has_to_wait(ring: Ring) -> None:
    airing = Airing(ring)
    airing.put(sine(FULL_S + 1))
    assert not airing.room.is_set()
    for at in range(3):
        airing.air(100.0 + at / 2)
    assert airing.room.is_set()


async def test_all_forms_of_a_piece_sound_the_same(ring: Ring) -> None:
    airing = Airing(ring)
    airing.put(sine(FIRST_S + 0.5))
    airing.air(100.0)
    airing.air(100.5)
    pieces = RingPieces(ring)
    wide = pieces.read(2, "G722").reshape(-1).astype(float)
    for codec in ("PCMU", "PCMA"):
        narrow = decode_g711(codec, pieces.read(2, codec)).astype(float)  # type: ignore[arg-type]
        assert np.corrcoef(narrow, wide[::2])[0, 1] > 0.999


@pytest.mark.parametrize("amplitude", [0.02, 0.1, 0.9])
def test_soft_and_loud_streams_come_to_one_level(amplitude: float) -> None:
    loudness = Loudness()
    levelled = [loudness.level(sine(0.5, amplitude)) for _ in range(20)]
    assert 10 * np.log10(np.mean(levelled[-1] ** 2)) == pytest.approx(TARGET_DBOV, abs=0.5)


def test_silence_stays_silence_and_peaks_are_cut() -> None:
    loudness = Loudness()
    assert not loudness.level(np.zeros(HALF, np.float32)).any()
    loudness.level(sine(0.5, 0.01))
    assert np.abs(loudness.level(sine(0.5, 1.0))).max() <= 10 ** (-3 / 20) + 1e-6
