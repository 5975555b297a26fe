"""Tones in audio, by the limits of ITU-T Q.24."""

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.media.codec import make_transcoder
from switchboard.media.g711 import alaw_decode, alaw_encode, ulaw_decode, ulaw_encode
from switchboard.media.hearing import Ear, Tone
from switchboard.media.inband import HOP_SAMPLES, InbandDetector

from .support import encode

pytestmark = pytest.mark.unit

KEYPAD = "123A456B789C*0#D"
LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
Signal = NDArray[np.float64]


def tone(key: str, ms: float, *, low: float = 4000, high: float = 4000, shift: float = 1.0) -> Signal:
    """A key's two tones."""
    row, column = divmod(KEYPAD.index(key), 4)
    times = np.arange(int(8 * ms)) / 8000
    return low * np.sin(2 * np.pi * LOW[row] * shift * times) + high * np.sin(
        2 * np.pi * HIGH[column] * shift * times + 1
    )


def silence(ms: float) -> Signal:
    """Nothing."""
    return np.zeros(int(8 * ms))


def keys(signal: Signal) -> str:
    """What one row hears."""
    detector, found = InbandDetector(1), ""
    blocks = np.resize(np.append(signal, np.zeros(-len(signal) % HOP_SAMPLES)), (-(-len(signal) // HOP_SAMPLES), 1, 80))
    for block in blocks:
        found += "".join(key for _, key in detector.process(np.array([0]), block.astype(np.int16)))
    return found


@pytest.mark.parametrize("offset", range(0, 80, 11))
def test_all_keys_of_40_ms_with_gaps_of_40_ms(offset: int) -> None:
    parts = [silence(40 + offset / 8)]
    for key in KEYPAD + "55##":
        parts += [tone(key, 40), silence(40)]
    assert keys(np.concatenate(parts)) == KEYPAD + "55##"


def test_a_long_tone_is_one_key() -> None:
    assert keys(np.concatenate((silence(50), tone("7", 2000), silence(50)))) == "7"


@pytest.mark.parametrize("length_ms", [5, 10, 15])
def test_clicks_are_no_keys(length_ms: int) -> None:
    assert keys(np.concatenate((silence(50), tone("7", length_ms), silence(50)))) == ""


@pytest.mark.parametrize(
    ("low", "high", "heard"), [(4000, 1700, "3"), (1700, 4000, "3"), (4000, 900, ""), (900, 4000, "")]
)
def test_twist(low: float, high: float, heard: str) -> None:
    assert keys(np.concatenate((tone("3", 80, low=low, high=high), silence(60)))) == heard


@pytest.mark.parametrize("shift", [0.985, 1.015])
def test_frequencies_within_tolerance(shift: float) -> None:
    found = "".join(keys(np.concatenate((tone(key, 60, shift=shift), silence(60)))) for key in KEYPAD)
    assert found == KEYPAD


@pytest.mark.parametrize("shift", [0.955, 1.045])
def test_frequencies_beyond_tolerance(shift: float) -> None:
    assert all(keys(np.concatenate((tone(key, 60, shift=shift), silence(60)))) in ("", key) for key in KEYPAD)


def test_noise_and_single_tones_are_no_keys() -> None:
    chance = np.random.default_rng(1)
    assert keys(chance.normal(0, 6000, 80000)) == ""
    times = np.arange(8000) / 8000
    for hertz in (440, 697, 1209, 1000, 425):
        assert keys(8000 * np.sin(2 * np.pi * hertz * times)) == ""


def test_harmonic_voices_are_no_keys() -> None:
    """Talk-off: a glottal pulse train at every pitch of speech, its harmonics falling by 6 dB an octave."""
    times = np.arange(4000) / 8000
    for pitch in range(80, 400, 3):
        voice = sum(np.sin(2 * np.pi * pitch * h * times + h) * 4000 / h for h in range(1, 3800 // pitch))
        assert keys(np.asarray(voice)) == "", pitch


def test_noise_below_the_tone() -> None:
    chance = np.random.default_rng(1)
    signal = np.concatenate([part for key in KEYPAD for part in (tone(key, 60), silence(60))])
    assert keys(signal + chance.normal(0, 500, len(signal))) == KEYPAD


def test_rows_do_not_mix_and_grow() -> None:
    detector, rows = InbandDetector(1), np.arange(16)
    found: list[tuple[int, str]] = []
    tones = np.array([tone(key, 50) for key in KEYPAD]).astype(np.int16)
    for start in range(0, 400, 80):
        found += detector.process(rows, tones[:, start : start + 80])
    assert sorted(found) == list(enumerate(KEYPAD))


def test_an_ear_takes_both_laws_and_any_packet_length() -> None:
    ear, found = Ear(), list[Tone]()
    signal = np.concatenate((silence(40), tone("8", 60), silence(40))).astype(np.int16)
    ear.listen(3, alaw=False, keys=True, fax=False)
    ear.listen(5, alaw=True, keys=True, fax=False)
    for start in range(0, len(signal), 200):
        piece = signal[start : start + 200]
        ear.hear(3, ulaw_encode(piece).tobytes())
        ear.hear(5, alaw_encode(piece).tobytes())
        ear.hear(9, b"nobody listens")
        found += ear.tones()
    for row in (3, 5):
        told = [tone for tone in found if tone.row == row]
        assert told[0] == Tone(row, "8", held=True)
        assert told[1:] == [Tone(row, None, held=True)] * (len(told) - 2) + [Tone(row, None, held=False)]
        assert 5 <= len(told) <= 8
    ear.forget(3)
    ear.hear(3, bytes(160))
    assert ear.tones() == []


def test_the_laws_keep_the_tones() -> None:
    signal = np.concatenate([part for key in KEYPAD for part in (tone(key, 40), silence(40))]).astype(np.int16)
    assert keys(ulaw_decode(ulaw_encode(signal)).astype(float)) == KEYPAD
    assert keys(alaw_decode(alaw_encode(signal)).astype(float)) == KEYPAD


def test_the_wide_codec_keeps_the_tones() -> None:
    """As a stream in G.722 hears them, which are 40 ms long with gaps of 40 ms."""
    signal = np.concatenate([part for key in KEYPAD + "55" for part in (tone(key, 40), silence(40))]).astype(np.int16)
    narrow = make_transcoder("G722", "PCMU")
    assert narrow is not None
    encoded = encode("G722", signal)
    heard = b"".join(narrow(encoded[start : start + 160]) for start in range(0, len(encoded), 160))
    assert keys(ulaw_decode(np.frombuffer(heard, np.uint8)).astype(float)) == KEYPAD + "55"
