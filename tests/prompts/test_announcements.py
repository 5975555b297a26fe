"""The audio that comes with the product."""

import io
from typing import get_args

import numpy as np
import pytest
import soundfile

from switchboard.model.prompt import AnnouncementName
from switchboard.prompts import announcements
from switchboard.prompts.decode import RATE_HZ, decode
from switchboard.prompts.level import PEAK_DBFS, TARGET_DBFS, level_dbfs

from .signals import tone_of

pytestmark = pytest.mark.unit

RECORDINGS = announcements.recordings()


def test_every_announcement_is_recorded_or_generated() -> None:
    recorded = {name for name, recording in RECORDINGS.items() if recording.group == "announcements"}
    assert recorded | {"ringback"} == set(get_args(AnnouncementName))


def test_the_demonstration_has_its_prompts() -> None:
    demo = {name for name, recording in RECORDINGS.items() if recording.group == "demo"}
    assert demo == {"demo-welcome", "demo-more", "demo-about"}


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_says_its_text(name: str) -> None:
    """A failure here: run tools/make_announcements.py."""
    with soundfile.SoundFile(io.BytesIO(RECORDINGS[name].read())) as file:
        assert file.comment == RECORDINGS[name].text


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_is_speech_at_the_common_level(name: str) -> None:
    samples = decode(RECORDINGS[name].read(), limit_s=60.0)
    assert TARGET_DBFS - 3 < level_dbfs(samples) < TARGET_DBFS + 1
    assert np.abs(samples.values).max() < 10 ** ((PEAK_DBFS + 1) / 20)
    assert samples.duration_s * 25 > len(RECORDINGS[name].text)


def test_ringback_is_a_second_of_tone_in_five() -> None:
    samples = announcements.ringback()
    tone, pause = samples.values[:RATE_HZ], samples.values[RATE_HZ:]
    assert samples.duration_s == 5.0
    assert tone_of(tone, RATE_HZ)[0] == pytest.approx(425, abs=1)
    assert not pause.any()
