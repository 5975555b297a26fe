"""The audio that comes with the product."""

import io
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import soundfile

from switchboard.model.language import LANGUAGES, Language
from switchboard.model.prompt import AnnouncementName
from switchboard.model.tones import TONE_NAMES
from switchboard.prompts import announcements
from switchboard.prompts.announcements import Recording
from switchboard.prompts.level import PEAK_DBFS, TARGET_DBOV
from switchboard.prompts.speech_level import active_level

pytestmark = pytest.mark.unit

RECORDINGS = [recording for language in LANGUAGES for recording in announcements.recordings(language).values()]
ENGLISH = announcements.recordings()
DIRECTORY = Path(announcements.__file__).parent


def duration_s(recording: Recording) -> float:
    return recording.decoded().duration_s


def named(recording: Recording) -> str:
    return f"{recording.language}/{recording.name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_announcement_is_recorded_or_generated(language: Language) -> None:
    recorded = {one.name for one in announcements.recordings(language).values() if one.group == "announcements"}
    to_come = {name for name in get_args(AnnouncementName) if name.startswith(("queue-", "dbn-", "pe-"))} - recorded
    assert recorded | set(TONE_NAMES) | to_come == set(get_args(AnnouncementName))


def test_the_demonstration_has_its_prompts_in_english() -> None:
    demo = {named(recording) for recording in RECORDINGS if recording.group == "demo"}
    assert demo == {"en-US/demo-welcome", "en-US/demo-more", "en-US/demo-about"}


def test_nothing_else_is_shipped_and_all_is_small() -> None:
    files = {path.relative_to(DIRECTORY).as_posix(): path.stat().st_size for path in DIRECTORY.rglob("*.ogg")}
    assert set(files) == {f"{named(recording)}.ogg" for recording in RECORDINGS}
    assert sum(files.values()) < 9_000_000


@pytest.mark.parametrize("recording", RECORDINGS, ids=named)
def test_a_recording_says_its_text(recording: Recording) -> None:
    """A failure here: run tools/make_announcements.py."""
    with soundfile.SoundFile(io.BytesIO(recording.read())) as file:
        assert file.comment == recording.text


@pytest.mark.parametrize("recording", RECORDINGS, ids=named)
def test_a_recording_is_speech_at_the_common_level(recording: Recording) -> None:
    samples = recording.decoded()
    # Opus takes a quarter of a decibel from espeak-ng's voices, half of one at most.
    assert active_level(samples).dbov == pytest.approx(TARGET_DBOV, abs=0.5)
    assert np.abs(samples.values).max() < 10 ** ((PEAK_DBFS + 1) / 20)
    assert samples.duration_s * 25 > len(recording.text)


@pytest.mark.parametrize("recording", RECORDINGS, ids=named)
def test_a_translation_lasts_about_as_long_as_the_english_text(recording: Recording) -> None:
    """Characters that a voice does not know are left out, or spelt at length."""
    assert 0.6 < duration_s(recording) / duration_s(ENGLISH[recording.name]) < 2.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_lasts_about_as_long_as_english(language: Language) -> None:
    """A voice that reads what is not its own script takes twice as long."""
    pairs = [(duration_s(one), duration_s(ENGLISH[name])) for name, one in announcements.recordings(language).items()]
    spoken_s, english_s = map(sum, zip(*pairs, strict=True))
    assert 0.8 < spoken_s / english_s < 1.6
