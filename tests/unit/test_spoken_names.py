"""Names are spoken by the real program, and their sound is where calls find it."""

from pathlib import Path

import pytest

from switchboard.config import SpeechSettings, VoiceSettings
from switchboard.processes.spoken_names import SpokenNames
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.speech import Speech

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]


async def test_a_name_is_spoken_once(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    names = SpokenNames(library, Speech())
    sound = await names.name("Anna Müller", "de")
    assert sound is not None and library.exists(sound.content)
    assert 0.4 < sound.duration_s < 3 and sound.name == "spoken-name"
    assert await names.name("Anna Müller", "de") is sound
    other = await names.name("Anna Müller", "")
    assert other is not None and other.content != sound.content


async def test_without_the_program_there_is_no_sound(tmp_path: Path) -> None:
    assert (
        await SpokenNames(
            PromptLibrary(tmp_path), Speech(SpeechSettings(default=VoiceSettings(program="no-such-program")))
        ).name("Anna", "de")
        is None
    )
