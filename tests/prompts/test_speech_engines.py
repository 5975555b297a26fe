"""Each engine speaks what it is given, and never takes it for anything but a text.

espeak-ng and flite are the real programs. For piper and pico2wave, of which not every system has packages, a script
stands that takes the same command line.
"""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from switchboard.config import SpeechSettings, VoiceSettings
from switchboard.errors import AudioTooLarge, SpeechUnavailable
from switchboard.prompts.decode import decode
from switchboard.prompts.speech import engines
from switchboard.prompts.speech.speech import Speech

from .signals import file_of, need, program, sine

pytestmark = pytest.mark.unit

ODD_TEXTS = [
    "-o /etc/passwd",
    "--help",
    "$(touch no) `id`; exit 1",
    "<genfile file='/tmp/x'/> hello",
    "one\ntwo\x00three",
]


def speech(
    voices: Path | None = None, *, timeout_s: float | None = None, limit_s: float = 600, **voice: object
) -> Speech:
    settings = SpeechSettings(default=VoiceSettings.model_validate(voice))
    return Speech(settings, voices, timeout_s=timeout_s, limit_s=limit_s)


def a_second(directory: Path) -> Path:
    """A WAV file of one second."""
    path = directory / "second.wav"
    path.write_bytes(file_of(sine(440, 1.0, 16_000), 16_000))
    return path


def told(directory: Path) -> list[str]:
    """The arguments and then the input of the script of `fake`."""
    return (directory / "told").read_text().splitlines()


def fake(directory: Path, name: str) -> str:
    """Writes down what it is told, and a second of sound to the file that the option with a W in it names."""
    return program(
        directory,
        f"""printf '%s\\n' "$@" > {directory}/told
cat >> {directory}/told
while [ $# -gt 0 ]; do case $1 in --output_file|--wave) cp {a_second(directory)} "$2";; esac; shift; done""",
        name,
    )


@pytest.mark.parametrize("text", ODD_TEXTS)
async def test_flite(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("flite")
    monkeypatch.chdir(tmp_path)
    samples = decode(await speech(engine="flite").speak(text, "en-US"), limit_s=30.0)
    assert samples.duration_s > 0.3
    assert not any(tmp_path.iterdir())


async def test_flite_has_voices_of_its_own() -> None:
    need("flite")
    assert await speech(engine="flite", voice="rms").speak("one") != await speech(engine="flite").speak("one")
    with pytest.raises(SpeechUnavailable, match="speaks English"):
        await speech(engine="flite").speak("eins", "de")
    with pytest.raises(SpeechUnavailable, match=r"nobody\.flitevox is not in the folder"):
        await speech(engine="flite", voice="nobody").speak("one")


def piper_voices(directory: Path, *names: str) -> Path:
    folder = directory / "voices"
    folder.mkdir()
    for name in names:
        (folder / f"{name}.onnx").write_bytes(b"x")
        (folder / f"{name}.onnx.json").write_text("{}")
    return folder


@pytest.mark.parametrize(
    ("language", "name"),
    [("de-AT", "de_AT-eva-low"), ("de", "de_AT-eva-low"), ("de-DE", "de_DE-jo-high"), ("en-GB", "en_US-joe-medium")],
)
async def test_piper_takes_the_voice_that_fits(tmp_path: Path, language: str, name: str) -> None:
    folder = piper_voices(tmp_path, "de_DE-jo-high", "de_AT-eva-low", "en_US-joe-medium")
    speaking = speech(folder, engine="piper", program=fake(tmp_path, "piper"))
    await speaking.speak("One\nline  only.", language)
    *options, _, text = told(tmp_path)
    assert options == ["--model", f"{folder}/{name}.onnx", "--config", f"{folder}/{name}.onnx.json", "--output_file"]
    assert text == "One line  only."


async def test_piper_without_a_voice(tmp_path: Path) -> None:
    folder = piper_voices(tmp_path, "de_DE-jo-high")
    with pytest.raises(SpeechUnavailable, match="no voice for fr"):
        await speech(folder, engine="piper").speak("un", "fr")
    (folder / "de_DE-jo-high.onnx.json").unlink()
    with pytest.raises(SpeechUnavailable, match=r"jo-high\.onnx\.json is not in the folder"):
        await speech(folder, engine="piper", voice="de_DE-jo-high").speak("eins", "de")


async def test_pico_reads_no_markup_and_takes_no_option(tmp_path: Path) -> None:
    speaking = speech(engine="pico2wave", program=fake(tmp_path, "pico2wave"))
    await speaking.speak("-w /etc/x <genfile file='/tmp/x'/> hello", "de-AT")
    lang, voice, _, _, end, text = told(tmp_path)[:6]
    assert (lang, voice, end, text) == ("--lang", "de-DE", "--", "-w /etc/x  genfile file='/tmp/x'/  hello")
    await speaking.speak("one", "en-AU")
    assert told(tmp_path)[1] == "en-GB"
    with pytest.raises(SpeechUnavailable, match="no voice for pl"):
        await speaking.speak("raz", "pl")


@pytest.mark.parametrize("text", ODD_TEXTS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["espeak-ng", "-v", "{language}", "--stdin", "--stdout"],
        ["espeak-ng", "-v", "{language}", "-f", "{text}", "-w", "{output}"],
        ["espeak-ng", "-v", "{voice}", "-f", "{text}", "--stdout"],
    ],
)
async def test_a_command_of_ones_own(arguments: list[str], text: str) -> None:
    need("espeak-ng")
    wav = await speech(engine="command", voice="de", command=arguments).speak(text, "de")
    assert decode(wav, limit_s=30.0).duration_s > 0.3


async def test_what_a_text_says_is_no_placeholder(tmp_path: Path) -> None:
    script = program(tmp_path, f'cp "$1" {tmp_path}/said; cat {a_second(tmp_path)}')
    await speech(engine="command", command=[script, "{text}"]).speak("{output} {text} {language}")
    assert (tmp_path / "said").read_text() == "{output} {text} {language}"


async def test_a_program_is_not_told_our_passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCHBOARD_MAIL__PASSWORD", "secret")
    script = program(tmp_path, f"env > {tmp_path}/env; cat {a_second(tmp_path)}")
    await speech(engine="command", command=[script]).speak("one")
    assert "secret" not in (tmp_path / "env").read_text()


async def test_what_a_program_has_started_ends_with_it(tmp_path: Path) -> None:
    script = program(tmp_path, f"sleep 600 & echo $! > {tmp_path}/pid; exec sleep 600")
    with pytest.raises(SpeechUnavailable, match="took longer"):
        await speech(engine="command", command=[script], timeout_s=0.5).speak("one")
    child = Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}/stat")
    # It may still wait for somebody to notice its end.
    assert not child.exists() or child.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize(
    ("script", "error", "says"),
    [
        ("echo hello", SpeechUnavailable, "gave no WAV"),
        ("true", SpeechUnavailable, "failed"),
        ('ln -s /etc/passwd "$1"', SpeechUnavailable, "failed"),
        ("kill -SEGV $$", SpeechUnavailable, "failed"),
        ("exec cat /dev/zero", AudioTooLarge, "too long"),
        ("head -c 200000 /dev/zero > $1", AudioTooLarge, "too long"),
        ("truncate -s 200M $1 & wait $!", SpeechUnavailable, "failed"),
    ],
)
async def test_what_is_no_speech_is_refused(script: str, error: type[Exception], says: str, tmp_path: Path) -> None:
    places = ["{output}"] if "$1" in script else []
    speaking = speech(engine="command", command=[program(tmp_path, script), *places], limit_s=1.0)
    with pytest.raises(error, match=says):
        await speaking.speak("one")


async def test_the_length_follows_from_what_was_written(tmp_path: Path) -> None:
    script = program(tmp_path, f"cat {a_second(tmp_path)}")
    with pytest.raises(AudioTooLarge, match=r"longer than 0\.5 s"):
        await speech(engine="command", command=[script], limit_s=0.5).speak("one")


async def test_memory_is_bounded(tmp_path: Path) -> None:
    eater = program(tmp_path, "exec python3 -c 'x = bytearray(200 << 20); print(len(x))'")
    settings = SpeechSettings(default=VoiceSettings(engine="command", command=(eater,)), memory_bytes=128 * 1024 * 1024)
    with pytest.raises(SpeechUnavailable, match="failed"):
        await Speech(settings).speak("one")


def test_the_longest_tag_decides() -> None:
    settings = SpeechSettings(
        default=VoiceSettings(engine="flite"),
        voices={"de": VoiceSettings(engine="pico2wave"), "de-AT": VoiceSettings(voice="de")},
    )
    chosen = {tag: Speech(settings).voice_for(tag).engine for tag in ("de-at-1996", "de-CH", "DE", "fr", "", "deu")}
    expected = ["espeak-ng", "pico2wave", "pico2wave", "flite", "flite", "flite"]
    assert list(chosen.values()) == expected


@pytest.mark.parametrize(
    "voice",
    [
        {"engine": "command"},
        {"engine": "command", "command": [""]},
        {"engine": "command", "command": ["x"], "program": "x"},
        {"command": ["say"]},
        {"engine": "piper", "voice": "../secret"},
        {"engine": "flite", "voice": "http://example.com/x"},
        {"voice": "-x"},
        {"program": "-x"},
        {"engine": "festival"},
    ],
)
def test_settings_that_cannot_be(voice: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        VoiceSettings.model_validate(voice)


def test_a_file_of_a_voice_is_part_of_what_a_sound_is_made_of(tmp_path: Path) -> None:
    folder = piper_voices(tmp_path, "de_DE-jo-high")
    speaking = speech(folder, engine="piper")
    before = speaking.origin("eins", "de")
    assert before == speaking.origin(" eins ", "de") != speaking.origin("zwei", "de")
    os.utime(folder / "de_DE-jo-high.onnx", (1, 1))
    assert speaking.origin("eins", "de") != before


def test_only_tags_are_languages() -> None:
    own = VoiceSettings(engine="command", command=("say", "{language}"))
    (command,) = engines.commands(own, "../x", Path())
    assert command.filled({}) == ["say", "en"]
