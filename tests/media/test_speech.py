"""What counts as speech, and what does not."""

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.media.speech import SpeechDetector
from switchboard.model.language import Language
from switchboard.prompts.announcements import recordings
from tests.kit.sounds import Signal, cadence, noise, samples, silence, speech, tone

pytestmark = pytest.mark.unit


def heard(sound: NDArray[np.int16], rate_hz: int = 8000) -> SpeechDetector:
    """A detector that has heard that."""
    detector = SpeechDetector(rate_hz)
    for start in range(0, len(sound), detector.block):
        detector.hear(sound[start : start + detector.block])
    return detector


def spoken(detector: SpeechDetector, rate_hz: int = 8000) -> tuple[float, float] | None:
    """From when until when there was speech, in seconds."""
    if detector.speech is None:
        return None
    return detector.speech.start / rate_hz, detector.speech.end / rate_hz


@pytest.mark.parametrize("rate_hz", [8000, 16000])
def test_speech_after_silence_and_before_it(rate_hz: int) -> None:
    parts = silence(2, rate_hz), speech(3, -20, rate_hz), silence(1, rate_hz)
    assert spoken(heard(samples(*parts), rate_hz), rate_hz) == pytest.approx((2, 5), abs=0.06)


def test_a_whisper_over_noise_is_speech_to_its_end() -> None:
    detector = heard(samples(silence(2), speech(20, -45), silence(3), over=noise(25, -60)))
    assert spoken(detector) == pytest.approx((2, 22), abs=0.15)


def test_loud_noise_is_not_speech_but_what_is_above_it() -> None:
    assert spoken(heard(samples(noise(20, -52)))) is None
    detector = heard(samples(silence(8), speech(3, -25), silence(5), over=noise(16, -45)))
    assert detector.speech is not None
    assert detector.speech.end / 8000 == pytest.approx(11, abs=0.1)


def test_who_talks_without_a_pause_does_not_become_the_noise() -> None:
    assert spoken(heard(samples(speech(30, -20)))) == pytest.approx((0, 30), abs=0.1)


def test_noise_that_rises_is_noise_after_five_seconds() -> None:
    detector = heard(samples(noise(5, -60), noise(20, -35)))
    assert detector.speech is not None
    assert detector.speech.end / 8000 == pytest.approx(10, abs=0.5)


def test_silence_suppression_leaves_a_gap_without_speech() -> None:
    detector = heard(samples(speech(2), silence(6), speech(2), silence(4)))
    assert spoken(detector) == pytest.approx((0, 10), abs=0.06)


@pytest.mark.parametrize(
    "busy",
    [
        cadence(6, 0.48, 0.48, 425),
        cadence(6, 0.5, 0.5, 480, 620),
        cadence(6, 0.2, 0.2, 425),
        cadence(6, 0.375, 0.375, 400),
        tone(6, 350, 440),
        tone(6, 425),
    ],
)
def test_the_tone_of_a_line_is_no_speech(busy: Signal) -> None:
    detector = heard(samples(speech(4), busy, over=noise(10, -55)))
    assert spoken(detector) == pytest.approx((0, 4), abs=0.1)
    assert detector.tone_start is not None
    assert detector.tone_start / 8000 == pytest.approx(4, abs=0.05)


def test_a_tone_before_a_word_is_forgotten() -> None:
    detector = heard(samples(silence(1), cadence(4, 0.48, 0.48, 425), silence(1), speech(2)))
    assert spoken(detector) == pytest.approx((6, 8), abs=0.06)
    assert detector.tone_start is None


def test_a_short_tone_is_speech_among_words_but_none_before_the_first() -> None:
    detector = heard(samples(silence(1), speech(1), silence(1), tone(0.5, 440), silence(2)))
    assert spoken(detector) == pytest.approx((1, 3.5), abs=0.06)
    assert spoken(heard(samples(tone(0.3, 1000, level_db=-40), silence(4)))) is None
    assert spoken(heard(samples(tone(0.3, 1000, level_db=-40), silence(4), speech(1)))) == pytest.approx(
        (4.3, 5.3), abs=0.06
    )


@pytest.mark.parametrize("language", ["en-US", "ja"])
def test_words_are_no_tone(language: Language) -> None:
    for recording in recordings(language, ("announcements",)).values():
        decoded = recording.decoded()
        sound = (decoded.values * 32767).astype(np.int16)
        detector = heard(sound, decoded.rate_hz)
        assert detector.tone_start is None
        assert detector.speech is not None
        last_loud = int(np.flatnonzero(np.abs(sound) > 1000)[-1])
        # A soft last syllable may be missed: never more than that.
        assert detector.speech.end > last_loud - decoded.rate_hz * 0.4, recording.name
