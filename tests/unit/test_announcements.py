"""Loading the product's own announcements, language by language."""

from pathlib import Path
from typing import get_args

import pytest

from switchboard.announcements import AnnouncementLoader
from switchboard.model.prompt import AnnouncementName
from switchboard.model.spoken import spoken_wait
from switchboard.model.tones import TONE_NAMES, is_signal
from switchboard.prompts.library import PromptLibrary

pytestmark = pytest.mark.unit


async def test_a_loaded_language_is_ready_with_every_name(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    announcements = await AnnouncementLoader(library).load(("en-US", "de"))
    found = {name: announcements.find(name, "de-CH") for name in get_args(AnnouncementName) if name not in TONE_NAMES}
    stored = await library.announcements("de")
    assert {name: (audio.name, audio.content) for name, audio in found.items() if audio} == {
        name: (name, encoded.content) for name, encoded in stored.items()
    }
    assert all(audio and round(audio.duration_s * 1000) == stored[name].duration_ms for name, audio in found.items())


async def test_numbers_are_loaded_by_themselves(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    loader = AnnouncementLoader(library)
    assert loader.ready.clip(spoken_wait(60), "de") is None
    await loader.load_clips(("de",))
    audio = loader.ready.clip(spoken_wait(60), "de-CH")
    assert audio is not None
    assert (audio.name, audio.content) == ("queue-wait-1", (await library.clips("de"))[spoken_wait(60)].content)
    assert loader.ready.clip(spoken_wait(60), "en-US") is None


async def test_the_tones_of_a_country_are_ready(tmp_path: Path) -> None:
    loader = AnnouncementLoader(PromptLibrary(tmp_path))
    await loader.load_tones(("DE", "GB"))
    stored = await PromptLibrary(tmp_path).tones("GB")
    for name in TONE_NAMES:
        tone = loader.ready.tone(name, "GB")
        assert tone is not None
        assert (tone.name, tone.content) == (name, stored[name].content)
        assert tone.duration_s * 1000 == stored[name].duration_ms
        assert loader.ready.tone(name, "DE") is not None
        assert (loader.ready.tone(name, "DE") == tone) is is_signal(name)
        assert loader.ready.tone(name, "FR") is None


async def test_what_is_loaded_later_is_heard_by_those_who_had_the_announcements_before(tmp_path: Path) -> None:
    loader = AnnouncementLoader(PromptLibrary(tmp_path))
    before = loader.ready
    assert before.find("busy") is None
    await loader.load(("en-US",))
    english = before.find("busy", "it")
    await loader.load(("it", "en-US"))
    assert english is not None
    assert before.find("busy", "en-US") is english
    assert before.find("busy", "it") not in (None, english)
