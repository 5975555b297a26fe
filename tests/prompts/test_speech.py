"""Speech, really spoken: by espeak-ng where nothing else is set."""

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.config import SpeechSettings, VoiceSettings
from switchboard.errors import AudioTooLarge, Invalid, SpeechUnavailable
from switchboard.prompts.decode import decode
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.engines import commands
from switchboard.prompts.speech.speech import MAX_TEXT_CHARACTERS, Speech
from switchboard.prompts.speech_level import active_level

from .signals import need, program

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def espeak() -> None:
    need("espeak-ng")


def by(program: str, timeout_s: float | None = None) -> Speech:
    """A program in the place of espeak-ng."""
    return Speech(SpeechSettings(default=VoiceSettings(program=program)), timeout_s=timeout_s)


def voices_for(language: str) -> list[str]:
    return [command.arguments[-1] for command in commands(VoiceSettings(), language, Path())]


async def test_words_are_heard() -> None:
    samples = decode(await Speech().speak("Welcome. For sales, press 1."), limit_s=30.0)
    assert samples.duration_s > 0.5
    assert active_level(samples).dbov > -40


async def test_speech_becomes_a_prompt(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    encoded = await library.add(await Speech().speak("Good morning"), name="morning.wav", source="speech")
    assert encoded.duration_ms > 500
    assert await library.check(encoded.content) == ()


@pytest.mark.parametrize(
    "language", ["en", "en-GB", "en-AU", "de-AT", "zh-CN", "pt-BR", "PT-br", "fr-FR", "de-Latn-DE-1996"]
)
async def test_languages(language: str) -> None:
    assert decode(await Speech().speak("1 2 3", language), limit_s=30.0).duration_s > 0.5


async def test_a_language_speaks_in_its_own_voice() -> None:
    assert await Speech().speak("1 2 3", "de-AT") != await Speech().speak("1 2 3", "en")


async def test_chinese_characters_are_not_read_as_english() -> None:
    """Pinyin with its tones, in the voice that reads pinyin, is what the characters sound like."""
    assert await Speech().speak("你好", "zh-CN") == await Speech().speak("ni2 hao3", "cmn-Latn-pinyin")


@pytest.mark.parametrize("language", ["", "tlh-Nowhere", "xx", "qaa", "../../etc", "-x", "en; ls", "mb/mb-de1"])
async def test_unknown_languages_fall_back_to_english(language: str) -> None:
    assert await Speech().speak("1 2 3", language) == await Speech().speak("1 2 3", "en")


def test_voices_from_narrow_to_wide() -> None:
    assert voices_for("de-Latn-AT") == ["de-latn-at", "de-latn", "de", "en"]
    assert voices_for("zh-Hant-TW") == ["cmn-latn-pinyin", "zh-hant-tw", "zh-hant", "zh", "en"]
    assert voices_for("zh-yue") == ["zh-yue", "zh", "en"]
    assert voices_for("en") == ["en"]
    assert voices_for("not a tag") == ["en"]


@given(st.text(max_size=40))
def test_a_voice_is_never_an_option_or_a_path(language: str) -> None:
    for voice in voices_for(language):
        assert not voice.startswith("-")
        assert voice.replace("-", "").isalnum()


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x01"])
async def test_empty_text(text: str) -> None:
    with pytest.raises(Invalid, match="empty"):
        await Speech().speak(text)


async def test_long_text() -> None:
    with pytest.raises(Invalid, match="longer"):
        await Speech().speak("a" * (MAX_TEXT_CHARACTERS + 1))


async def test_control_characters_are_no_commands() -> None:
    assert await Speech().speak("one\x01+50S two") == await Speech().speak("one +50S two")


@pytest.mark.parametrize(
    "text", ["$(touch /tmp/no)", "'; exit 1", "-v de", "<speak>hello</speak>", "Grüße 你好 🙂", "\ud800 hello"]
)
async def test_text_is_never_more_than_text(text: str) -> None:
    assert (await Speech().speak(text)).startswith(b"RIFF")


async def test_speech_is_bounded() -> None:
    with pytest.raises(AudioTooLarge):
        await Speech(limit_s=2.0).speak("a very long story " * 50)


async def test_missing_program_says_what_to_install() -> None:
    with pytest.raises(SpeechUnavailable, match="no-such-program is not installed"):
        await by("no-such-program").speak("hello")


async def test_failing_program(tmp_path: Path) -> None:
    with pytest.raises(SpeechUnavailable, match="failed"):
        await by(program(tmp_path, "exit 3")).speak("hello " * 500)


async def test_hanging_program_is_killed(tmp_path: Path) -> None:
    hanging = program(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 600")
    with pytest.raises(SpeechUnavailable, match="longer than"):
        await by(hanging, timeout_s=0.5).speak("hello")
    assert not Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}").exists()


async def test_cancelled_speech_leaves_no_process(tmp_path: Path) -> None:
    started = tmp_path / "started"
    os.mkfifo(started)
    speaking = asyncio.create_task(by(program(tmp_path, f"echo $$ > {started}; exec sleep 600")).speak("hello"))
    async with asyncio.timeout(10):
        pid = await asyncio.to_thread(started.read_text)
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking
    assert not Path(f"/proc/{pid.strip()}").exists()
