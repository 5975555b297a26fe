"""A text is spoken once, and the survey says who can speak."""

import asyncio
from pathlib import Path

import pytest

from switchboard.config import Settings, SpeechSettings, VoiceSettings
from switchboard.errors import SpeechUnavailable
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.speaker import Speaker
from switchboard.prompts.speech.speech import Speech
from switchboard.prompts.speech.survey import Survey

from .signals import file_of, need, program, sine

pytestmark = pytest.mark.unit


def counting(directory: Path, amplitude: float = 0.3) -> VoiceSettings:
    """Says a second of tone, and adds a line to the file `runs`."""
    (directory / "tone.wav").write_bytes(file_of(sine(440, 1.0, 16_000, amplitude), 16_000))
    # A line in one write: two may speak at a time.
    script = program(directory, f'echo "$(cat)" >> {directory}/runs; cat {directory}/tone.wav')
    return VoiceSettings(engine="command", command=(script, "{language}"))


async def test_a_text_is_spoken_once_for_all_processes(tmp_path: Path) -> None:
    speech = Speech(SpeechSettings(default=counting(tmp_path, amplitude=0.002)))
    first = Speaker(PromptLibrary(tmp_path / "prompts"), speech)
    sounds = await asyncio.gather(*(first.say("one", "en") for _ in range(3)))
    other = await Speaker(PromptLibrary(tmp_path / "prompts"), speech).say("one", "en")
    assert {sound.content for sound in sounds} == {other.content}
    # The same text may be spoken by both who may speak at a time.
    assert (tmp_path / "runs").read_text().split() in (["one"], ["one", "one"])
    assert other == sounds[0]
    assert [warning.code for warning in other.warnings] == ["very-quiet"]
    await first.say("one", "de")
    assert len((tmp_path / "runs").read_text().split()) <= 3


async def test_a_sound_that_is_gone_is_spoken_anew(tmp_path: Path) -> None:
    speaker = Speaker(PromptLibrary(tmp_path / "prompts"), Speech(SpeechSettings(default=counting(tmp_path))))
    said = await speaker.say("one")
    for file in (tmp_path / "prompts" / said.content[:2]).iterdir():
        file.unlink()
    assert (await speaker.say("one")).content == said.content
    assert (tmp_path / "runs").read_text().split() == ["one", "one"]


async def test_what_failed_is_not_noted(tmp_path: Path) -> None:
    voice = VoiceSettings(engine="command", command=(str(tmp_path / "speaker"),))
    speaker = Speaker(PromptLibrary(tmp_path / "prompts"), Speech(SpeechSettings(default=voice)))
    with pytest.raises(SpeechUnavailable):
        await speaker.say("one")
    counting(tmp_path)
    assert (await speaker.say("one")).duration_ms == 1000


async def test_the_survey_tries_each_voice(tmp_path: Path) -> None:
    need("espeak-ng")
    voices = {"fr": VoiceSettings(engine="piper", program="no-such-piper"), "de": counting(tmp_path)}
    settings = Settings(data=tmp_path, speech=SpeechSettings(voices=voices))
    survey = Survey(settings)
    found = await survey.read()
    assert [(one.language, one.engine, one.works) for one in found.voices] == [
        ("default", "espeak-ng", True),
        ("fr", "piper", False),
        ("de", "command", True),
    ]
    assert found.voices[1].reason == "piper has no voice for fr in the folder voices"
    espeak, piper, *_ = found.engines
    assert (espeak.installed, piper.installed) == (True, False)
    assert {"de", "en-us", "pl"} <= set(espeak.voices)
    assert await survey.read() is found
