"""The audio that comes with the product."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from switchboard.model.language import LANGUAGES, Language
from switchboard.model.prompt import AnnouncementName
from switchboard.model.spoken import clips_of
from switchboard.model.tones import TONE_NAMES
from switchboard.prompts import announcements
from switchboard.prompts.announcements import HEADER_BYTES, SOUND
from switchboard.prompts.decode import Samples
from switchboard.prompts.level import PEAK_DBFS, TARGET_DBOV
from switchboard.prompts.speech_level import active_level

pytestmark = pytest.mark.unit

DIRECTORY = Path(announcements.__file__).parent


@cache
def sentences(language: Language) -> Mapping[str, Samples]:
    found = announcements.recordings(language, ("announcements", "demo"))
    return {name: recording.decoded() for name, recording in found.items()}


@cache
def numbers(language: Language) -> Mapping[str, Samples]:
    return {name: one.decoded() for name, one in announcements.recordings(language, ("numbers",)).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_calls_say_is_recorded(language: Language) -> None:
    texts, recorded = announcements.texts(language), announcements.recordings(language)
    assert set(texts["announcements"]) | set(TONE_NAMES) == set(get_args(AnnouncementName))
    assert set(texts["numbers"]) == clips_of(language)
    assert set(texts.get("demo", ())) == ({"demo-welcome", "demo-more", "demo-about"} if language == "en-US" else set())
    assert {name: one.text for name, one in recorded.items()} == {
        name: text for group in texts.values() for name, text in group.items()
    }, "run tools/make_announcements.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_a_sound_is_used(language: Language) -> None:
    places = sorted({(one.offset, one.length) for one in announcements.recordings(language).values()})
    ends = [HEADER_BYTES, *(offset + length for offset, length in places)]
    assert [*(offset for offset, _ in places), (DIRECTORY / language / SOUND).stat().st_size] == ends


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_at_the_common_level(language: Language) -> None:
    for name, samples in sentences(language).items():
        # Opus at 9 kbit/s takes 0.7 dB from espeak-ng's voices, 1.6 dB at most, and adds up to 2.5 dB to peaks.
        assert active_level(samples).dbov == pytest.approx(TARGET_DBOV - 0.5, abs=1.1), name
        peaks = np.abs(samples.values) > 10 ** ((PEAK_DBFS + 2.5) / 20)
        assert np.count_nonzero(peaks) < 16, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_lasts_about_as_long_as_the_english_text(language: Language) -> None:
    """Characters that a voice does not know are left out, or spelt at length. Voices speak at different speeds."""
    english = sentences("en-US")
    ratios = {name: one.duration_s / english[name].duration_s for name, one in sentences(language).items()}
    assert {name: ratio for name, ratio in ratios.items() if not 0.45 < ratio < 2.5} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_lasts_about_as_long_as_english(language: Language) -> None:
    """A voice that reads what is not its own script takes twice as long."""
    english = sentences("en-US")
    spoken_s = sum(one.duration_s for one in sentences(language).values())
    assert 0.8 < spoken_s / sum(english[name].duration_s for name in sentences(language)) < 1.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_of_numbers_and_times_are_audible_and_as_loud_as_sentences(language: Language) -> None:
    for name, samples in numbers(language).items():
        assert samples.duration_s > 0.15, name
        # The level of a short word was measured with the silence that has been cut off since.
        assert active_level(samples).dbov == pytest.approx(TARGET_DBOV, abs=2.3), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_joined_has_no_silence_around_it(language: Language) -> None:
    for name, samples in numbers(language).items():
        if name.startswith(("digit-", "minute-")):
            loud = np.flatnonzero(np.abs(samples.values) > np.abs(samples.values).max() / 10)
            assert loud[0] < 0.15 * samples.rate_hz, name
            assert len(samples.values) - loud[-1] < 0.25 * samples.rate_hz, name


def test_all_languages_together_are_small() -> None:
    assert sum(path.stat().st_size for path in DIRECTORY.rglob(SOUND)) < 14_000_000
