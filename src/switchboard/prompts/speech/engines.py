"""The programs that speak: which command each takes for a language, and which voices it has."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from switchboard.config import VoiceSettings
from switchboard.errors import SpeechUnavailable
from switchboard.model.language import spoken_language
from switchboard.prompts.speech.program import OUTPUT, TEXT, WORDS, Command

FALLBACK_LANGUAGE = "en"

PACE = 150
"""Words a minute, where an engine can be told."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,8}")
_MANDARIN = re.compile(r"(zh|cmn)(?!-yue)(-|$)")
_MANDARIN_VOICE = "cmn-latn-pinyin"
"""The voices zh and cmn of espeak-ng 1.51 take their own pinyin of the characters for English."""

PICO_VOICES: Final = ("en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "it-IT")
FLITE_VOICES: Final = ("awb", "awb_time", "kal", "kal16", "rms", "slt")
FLITE_DEFAULT = "slt"


def commands(voice: VoiceSettings, language: str, voices: Path) -> Sequence[Command]:
    """What to run for a text in `language`, a BCP 47 tag: the first that succeeds has spoken it. `voices` is the folder
    of files of voices.

    Raises SpeechUnavailable where the engine has no voice for the language.
    """
    return _COMMANDS[voice.engine](voice, language, voices)


def tags_of(language: str) -> tuple[str, ...]:
    """The tag in lower case, then without its last parts, from narrow to wide. Of what is no tag nothing is left."""
    parts = language.split("-") if _TAG.fullmatch(language) else []
    return tuple("-".join(parts[:length]).lower() for length in range(len(parts), 0, -1))


def files_used(command: Command, voices: Path) -> tuple[Path, ...]:
    """The files of `voices` that a command reads."""
    return tuple(Path(argument) for argument in command.arguments if Path(argument).parent == voices)


def _espeak(voice: VoiceSettings, language: str, _: Path) -> Sequence[Command]:
    """Of a language that espeak-ng does not know, English is left."""
    tags = tags_of(language)
    mandarin = [_MANDARIN_VOICE] if tags and _MANDARIN.match(tags[0]) else []
    names = [voice.voice] if voice.voice else [*mandarin, *tags, FALLBACK_LANGUAGE]
    program = voice.program or "espeak-ng"
    options = ("--stdin", "--stdout", "-s", str(PACE), "-b", "1", "-v")
    return [Command((program, *options, name)) for name in dict.fromkeys(names)]


def _piper(voice: VoiceSettings, language: str, voices: Path) -> Sequence[Command]:
    """Files of piper's voices are named as `de_DE-thorsten-medium.onnx`."""
    name = voice.voice or _best_of(voices, language)
    if name is None:
        raise SpeechUnavailable(f"piper has no voice for {language} in the folder voices")
    model, config = voices / f"{name}.onnx", voices / f"{name}.onnx.json"
    for file in (model, config):
        if not file.is_file():
            raise SpeechUnavailable(f"piper's voice {name} is not complete: {file.name} is not in the folder voices")
    # This spelling of the last option is known to all versions.
    options = ("--model", str(model), "--config", str(config), "--output_file", OUTPUT)
    return [Command((voice.program or "piper", *options))]


def _best_of(voices: Path, language: str) -> str | None:
    """A voice of exactly that language and region, else of any region."""
    tags = tags_of(language)
    spoken = {
        file.name.removesuffix(".onnx"): file.name.partition("-")[0].replace("_", "-").lower()
        for file in sorted(voices.glob("*.onnx"))
    }
    exact = [name for tag in tags for name in spoken if spoken[name] == tag]
    related = [name for name in spoken if spoken[name].partition("-")[0] in tags[-1:]]
    return next(iter((*exact, *related)), None)


def _pico(voice: VoiceSettings, language: str, _: Path) -> Sequence[Command]:
    base = (tags_of(language) or (FALLBACK_LANGUAGE,))[-1]
    wanted = spoken_language(language) if base == "en" else base
    name = voice.voice or next((name for name in PICO_VOICES if name.startswith(wanted)), None)
    if name not in PICO_VOICES:
        raise SpeechUnavailable(f"pico2wave has no voice for {language}: it speaks {', '.join(PICO_VOICES)}")
    return [Command((voice.program or "pico2wave", "--lang", name, "--wave", OUTPUT, "--", WORDS))]


def _flite(voice: VoiceSettings, language: str, voices: Path) -> Sequence[Command]:
    """A voice in a file may speak anything."""
    file = voices / f"{voice.voice}.flitevox"
    name = str(file) if voice.voice and file.is_file() else voice.voice or FLITE_DEFAULT
    if name in FLITE_VOICES and tags_of(language)[-1:] not in ((), (FALLBACK_LANGUAGE,)):
        raise SpeechUnavailable(f"flite has no voice for {language}: it speaks English")
    if name not in (*FLITE_VOICES, str(file)):
        raise SpeechUnavailable(f"flite has no voice {name}: {file.name} is not in the folder voices")
    return [Command((voice.program or "flite", "-voice", name, "-f", TEXT, "-o", OUTPUT))]


def _own(voice: VoiceSettings, language: str, _: Path) -> Sequence[Command]:
    tag = language if tags_of(language) else FALLBACK_LANGUAGE
    return [Command(voice.command, {"{language}": tag, "{voice}": voice.voice})]


_COMMANDS: Final[Mapping[str, Callable[[VoiceSettings, str, Path], Sequence[Command]]]] = {
    "espeak-ng": _espeak,
    "piper": _piper,
    "pico2wave": _pico,
    "flite": _flite,
    "command": _own,
}
