"""The calling tone of fax machines, by T.30 §4.2, and what must not be taken for it."""

import io
from collections.abc import Sequence
from importlib.resources import files

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from switchboard.media.codec import make_transcoder
from switchboard.media.control import CodecName
from switchboard.media.fax_tone import FaxDetector
from switchboard.media.hearing import FAX, Ear
from switchboard.media.inband import HOP_SAMPLES
from switchboard.model.language import LANGUAGES, Language
from switchboard.prompts import announcements
from switchboard.prompts.decode import RATE_HZ
from tests.kit.sounds import noise, samples, silence, speech, tone

from .support import encode

pytestmark = pytest.mark.unit

Samples = NDArray[np.int16]


def bursts(heard: Samples, *, rows: int = 1) -> int:
    """How many times a fax machine is heard; the same on each of several rows."""
    detector, found = FaxDetector(1), [0] * rows
    every = np.arange(rows)
    for hop in heard[: len(heard) // HOP_SAMPLES * HOP_SAMPLES].reshape(-1, HOP_SAMPLES):
        for row in detector.process(every, np.repeat(hop[None, :], rows, axis=0)):
            found[row] += 1
    assert len(set(found)) == 1
    return found[0]


def machine(hertz: float = 1100, on_s: float = 0.5, *, level_db: float = -15, calls: int = 1) -> Samples:
    """It calls some times, each time with a second of quiet before it and behind it."""
    burst = tone(on_s, hertz, level_db=level_db)
    return samples(*[part for _ in range(calls) for part in (silence(1), burst, silence(1))])


@pytest.mark.parametrize("hertz", [1062, 1081, 1090, 1100, 1110, 1119, 1138])
@pytest.mark.parametrize("on_s", [0.425, 0.5, 0.575])
def test_every_burst_within_the_tolerances_is_heard(hertz: float, on_s: float) -> None:
    for offset in (0, 33, 79):
        assert bursts(machine(hertz, on_s)[offset:]) == 1
    assert bursts(machine(hertz, on_s, level_db=-38)) == 1


def test_each_burst_counts_on_each_row() -> None:
    assert bursts(machine(calls=3), rows=50) == 3


def test_a_burst_on_a_noisy_line() -> None:
    heard = samples(silence(1), tone(0.5, 1100), silence(2), over=noise(3.5, -35))
    assert bursts(heard) == 1


def test_a_lost_packet_breaks_no_burst() -> None:
    heard = machine()
    heard[9600:9760] = 0
    assert bursts(heard) == 1


def test_who_is_answered_within_a_burst_is_known_by_the_next() -> None:
    heard = samples(tone(0.4, 1100), silence(3), tone(0.5, 1100), silence(1))
    assert bursts(heard[: 8000 * 3]) == 0
    assert bursts(heard) == 1


@pytest.mark.parametrize(
    "other",
    [
        samples(silence(1), tone(0.3, 1100), silence(1)),
        samples(silence(1), tone(0.8, 1100), silence(1)),
        samples(silence(1), tone(5, 1100), silence(1)),
        samples(silence(1), tone(0.5, 1000), silence(1)),
        samples(silence(1), tone(0.5, 1200), silence(1)),
        samples(silence(1), tone(0.5, 2100), silence(1)),
        samples(silence(1), tone(0.5, 1100, 1336), silence(1)),
        samples(silence(1), tone(0.5, 1100), tone(0.5, 880), silence(1)),
        samples(silence(1), tone(0.5, 880), tone(0.5, 1100), silence(1)),
        samples(silence(1), tone(0.5, 1100), silence(0.2), tone(0.5, 880), silence(1)),
        samples(speech(20)),
        samples(noise(10, -20)),
    ],
)
def test_other_tones_and_voices_are_none(other: Samples) -> None:
    assert bursts(other) == 0


@pytest.mark.parametrize("languages", [LANGUAGES[:1], pytest.param(LANGUAGES, marks=pytest.mark.soak)])
def test_no_announcement_is_taken_for_one(languages: Sequence[Language]) -> None:
    """Each language on a row of its own. Decoding all of them takes half a minute."""
    spoken = [_narrow(np.concatenate(list(map(_samples, announcements.recordings(one).values())))) for one in languages]
    assert min(map(len, spoken)) > 8000 * 60
    detector, hops = (
        FaxDetector(),
        np.zeros((len(spoken), max(map(len, spoken)) // HOP_SAMPLES + 1, HOP_SAMPLES), np.int16),
    )
    for row, heard in enumerate(spoken):
        hops[row].reshape(-1)[: len(heard)] = heard
    rows = np.arange(len(spoken))
    assert not any(detector.process(rows, hops[:, at]) for at in range(hops.shape[1]))


def _samples(recording: announcements.Recording) -> NDArray[np.float32]:
    return recording.decoded().values


def _narrow(values: NDArray[np.float32], rate_hz: int = RATE_HZ) -> Samples:
    heard: Samples = (soxr.resample(values, rate_hz, 8000) * 32767).astype(np.int16)
    return heard


def test_no_music_is_taken_for_one() -> None:
    for one in files("switchboard.prompts.music").iterdir():
        if one.name.endswith((".ogg", ".flac", ".opus")):
            sound, rate_hz = soundfile.read(io.BytesIO(one.read_bytes()), dtype="float32", always_2d=True)
            assert bursts(_narrow(sound.mean(axis=1), rate_hz)) == 0


@pytest.mark.parametrize("codec", ["PCMU", "PCMA", "G722"])
def test_the_ear_hears_it_beside_keys(codec: CodecName) -> None:
    ear = Ear()
    ear.listen(0, alaw=codec == "PCMA", keys=True, fax=True)
    ear.listen(1, alaw=codec == "PCMA", keys=True, fax=False)
    widest = make_transcoder("G722", "PCMU")
    assert widest is not None
    narrow = widest if codec == "G722" else bytes
    heard = samples(silence(1), tone(0.5, 1100), silence(1), tone(0.1, 770, 1336), silence(0.1))
    found: list[tuple[int, str]] = []
    sent = encode(codec, heard)
    for start in range(0, len(sent) - 160, 160):
        payload = narrow(sent[start : start + 160])
        for row in (0, 1):
            ear.hear(row, payload)
        found += [(one.row, one.digit) for one in ear.tones() if one.digit]
    assert sorted(found) == [(0, "5"), (0, FAX), (1, "5")]


def test_who_sends_no_silence_is_heard_too() -> None:
    ear, found, now_s = Ear(), [], 0.0
    ear.listen(0, alaw=False, keys=False, fax=True)
    burst = encode("PCMU", samples(tone(0.5, 1100)))
    sent = [b""] * 50 + [burst[at : at + 160] for at in range(0, len(burst), 160)] + [b""] * 50
    for payload in sent:
        if payload:
            ear.hear(0, payload)
        for _ in range(4):
            found += ear.tones(now_s)
            now_s += 0.005
    assert [one.digit for one in found] == [FAX]
