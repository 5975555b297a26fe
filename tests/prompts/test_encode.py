"""What is stored sounds like what came in, in every codec."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.encode import NARROWBAND_HZ, content_hash, duration_ms, encode, narrowband, quantise
from switchboard.prompts.shelf import Suffix
from switchboard.prompts.speech_level import active_level
from switchboard.prompts.verify import faults, from_flac, from_payload

from .signals import sine, tone_of

pytestmark = pytest.mark.unit

PAYLOADS: tuple[tuple[Suffix, int], ...] = (("pcmu", NARROWBAND_HZ), ("pcma", NARROWBAND_HZ), ("pcm", RATE_HZ))


def tone(frequency_hz: float, duration_s: float = 2.0) -> Samples:
    return Samples(sine(frequency_hz, duration_s, RATE_HZ), RATE_HZ)


@pytest.mark.parametrize(("suffix", "rate_hz"), PAYLOADS)
@pytest.mark.parametrize("frequency_hz", [350, 1000, 3000])
def test_the_tone_survives(suffix: Suffix, rate_hz: int, frequency_hz: float) -> None:
    decoded = from_payload(suffix, encode(quantise(tone(frequency_hz)))[suffix])
    found_hz, share = tone_of(decoded, rate_hz)
    assert found_hz == pytest.approx(frequency_hz, abs=2)
    assert share > 0.98
    heard = active_level(Samples((decoded / 32768).astype(np.float32), rate_hz))
    assert heard.dbov == pytest.approx(active_level(tone(frequency_hz)).dbov, abs=0.5)


def test_samples_are_wideband_and_g711_does_not_alias() -> None:
    files = encode(quantise(tone(6000)))
    assert tone_of(from_payload("pcm", files["pcm"]), RATE_HZ)[0] == pytest.approx(6000, abs=2)
    for suffix in ("pcmu", "pcma"):
        assert np.abs(from_payload(suffix, files[suffix])[800:-800]).max() < 100


@pytest.mark.parametrize("length", [1, 319, 320, 321, 12345])
def test_lengths_are_whole_packets_in_every_form(length: int) -> None:
    pcm = quantise(Samples(np.full(length, 0.1, np.float32), RATE_HZ))
    files = encode(pcm)
    assert duration_ms(pcm) % 20 == 0
    assert 0 <= len(pcm) - length < 320
    for suffix, rate_hz in PAYLOADS:
        assert len(from_payload(suffix, files[suffix])) * 1000 == duration_ms(pcm) * rate_hz


def test_flac_is_lossless() -> None:
    pcm = quantise(tone(440))
    assert np.array_equal(from_flac(encode(pcm)["flac"]), pcm)


def test_the_hash_is_over_little_endian_samples() -> None:
    pcm = np.array([1, -2, 300], np.int16)
    assert content_hash(pcm) == hashlib.sha256(b"\x01\x00\xfe\xff\x2c\x01").hexdigest()


def test_narrowband_keeps_the_length() -> None:
    assert len(narrowband(quantise(tone(440, 1.0)))) == NARROWBAND_HZ


@given(st.integers(1, 20000), st.floats(0, 1), st.integers(0, 2**32 - 1))
def test_whatever_is_encoded_passes_the_check(length: int, amplitude: float, seed: int) -> None:
    noise = np.random.default_rng(seed).uniform(-amplitude, amplitude, length).astype(np.float32)
    pcm = quantise(Samples(noise, RATE_HZ))
    assert faults(content_hash(pcm), encode(pcm)) == ()


def test_the_check_knows_one_tone_from_another() -> None:
    pcm, other = quantise(tone(440)), quantise(tone(450))
    for suffix, _ in PAYLOADS:
        mixed = {**encode(pcm), suffix: encode(other)[suffix]}
        assert faults(content_hash(pcm), mixed) == (f"{suffix} sounds different from the flac",)
