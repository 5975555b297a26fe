"""Text to speech: which program speaks a text, and what it gave."""

import asyncio
import hashlib
import re
import struct
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from switchboard.config import Settings, SpeechSettings, VoiceSettings
from switchboard.errors import AudioTooLarge, Invalid, SpeechUnavailable
from switchboard.prompts.speech import engines
from switchboard.prompts.speech.program import Bounds, Command, spoken

MAX_TEXT_CHARACTERS = 5_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MARKUP = re.compile(r"[<>]+")
_MOST_BYTES_PER_S = 2 * 48_000
_BYTE_RATE = struct.Struct("<28xI")
"""Where the header of a WAV file has the octets of a second."""

_MADE_BY = 1
"""Raise it when the same command gives another sound: then texts that are noted as spoken are spoken anew."""


class Speech:
    """Speaks texts, by the voices of the settings. `voices` is the folder of files of voices; `limit_s` bounds the
    audio, `timeout_s` the time to make it, if less than that of the settings.
    """

    def __init__(
        self,
        settings: SpeechSettings | None = None,
        voices: Path | None = None,
        *,
        limit_s: float = 600.0,
        timeout_s: float | None = None,
    ) -> None:
        self._settings = settings or SpeechSettings()
        self._voices = voices or Path("data/voices").absolute()
        self._limit_s = limit_s
        longest_s = min(timeout_s or self._settings.timeout_s, self._settings.timeout_s)
        self._bounds = Bounds(longest_s, self._settings.memory_bytes, int(limit_s * _MOST_BYTES_PER_S))

    @classmethod
    def of(cls, settings: Settings) -> "Speech":
        """As an installation speaks prompts."""
        return cls(settings.speech, settings.voices, limit_s=settings.limits.prompt_seconds)

    async def speak(self, text: str, language: str = engines.FALLBACK_LANGUAGE) -> bytes:
        """A WAV file of `text` in the voice for the BCP 47 tag `language`.

        Raises Invalid for an empty or overlong text, AudioTooLarge, SpeechUnavailable.
        """
        voice, words = self.voice_for(language), speakable(text)
        if voice.engine == "pico2wave":
            # It obeys markup in a text, which may even name files.
            words = speakable(_MARKUP.sub(" ", words))
        commands = self._commands(language)
        begun_s = asyncio.get_running_loop().time()
        for command in commands:
            left_s = begun_s + self._bounds.timeout_s - asyncio.get_running_loop().time()
            bounds = replace(self._bounds, timeout_s=max(left_s, 0.001))
            if audio := await spoken(command, words, bounds):
                return self._checked(audio, command)
        raise SpeechUnavailable(f"{commands[-1].name} failed; {_HINTS[voice.engine]}")

    def origin(self, text: str, language: str) -> str:
        """Names what the sound is made of: another digest where another sound would come out. Raises as `speak`."""
        commands = self._commands(language)
        files = sorted({file for command in commands for file in engines.files_used(command, self._voices)})
        stamps = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()]
        told = [(tuple(command.arguments), sorted(command.values.items())) for command in commands]
        return hashlib.sha256(repr((_MADE_BY, told, stamps, speakable(text))).encode()).hexdigest()

    def voice_for(self, language: str) -> VoiceSettings:
        """Who speaks a language."""
        by_tag = {tag.lower(): voice for tag, voice in self._settings.voices.items()}
        return next((by_tag[tag] for tag in engines.tags_of(language) if tag in by_tag), self._settings.default)

    def _commands(self, language: str) -> Sequence[Command]:
        return engines.commands(self.voice_for(language), language, self._voices)

    def _checked(self, audio: bytes, command: Command) -> bytes:
        """The audio, if it is a WAV file and not too long."""
        rate = _byte_rate(audio)
        if rate is None:
            raise SpeechUnavailable(f"{command.name} gave no WAV file")
        if len(audio) > self._limit_s * rate + 4096:
            raise AudioTooLarge(f"the text takes longer than {self._limit_s:g} s to speak")
        return audio


def speakable(text: str) -> str:
    """The text without control characters, which espeak-ng would take for commands, and piper for further texts.

    Raises Invalid.
    """
    words = _CONTROL.sub(" ", text).strip()
    if not words:
        raise Invalid("text", "is empty", rule="required")
    if len(words) > MAX_TEXT_CHARACTERS:
        raise Invalid("text", f"is longer than {MAX_TEXT_CHARACTERS} characters", rule="max")
    return words


def _byte_rate(audio: bytes) -> int | None:
    """Octets of a second of a WAV file; None for anything else. Sizes in its header say nothing where it was piped."""
    if len(audio) < _BYTE_RATE.size:
        return None
    return _BYTE_RATE.unpack_from(audio)[0] if audio[:4] == b"RIFF" and audio[8:16] == b"WAVEfmt " else None


_HINTS = {
    "espeak-ng": "are its voices installed (package espeak-ng-data)?",
    "piper": "is the voice's file whole?",
    "pico2wave": "are its voices installed (package libttspico-data)?",
    "flite": "does it know the voice?",
    "command": "run it by hand to see why",
}
