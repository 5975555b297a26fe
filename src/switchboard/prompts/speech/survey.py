"""Which voices there are, and whether each that is wanted works: it is made to speak."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from switchboard.config import Settings, VoiceSettings
from switchboard.errors import PromptError
from switchboard.prompts.speech.engines import FALLBACK_LANGUAGE, FLITE_VOICES, PICO_VOICES
from switchboard.prompts.speech.program import Bounds, Command, is_installed, spoken
from switchboard.prompts.speech.speech import Speech
from switchboard.status import EngineStatus, SpeechStatus, VoiceStatus

DEFAULT = "default"
FRESH_S = 60.0

_TRIAL = "1, 2, 3."
_TRIAL_S = 10.0
_LIST_BYTES = 1024 * 1024
_PROGRAMS = ("espeak-ng", "piper", "pico2wave", "flite")


class Survey:
    """Made when it is asked for, and for a minute not again: each trial runs a program."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings.speech
        self._folder = settings.voices
        self._speech = Speech(settings.speech, settings.voices, limit_s=_TRIAL_S, timeout_s=_TRIAL_S)
        self._lock = asyncio.Lock()
        self._made_s = 0.0
        self._made: SpeechStatus | None = None

    async def read(self) -> SpeechStatus:
        async with self._lock:
            now_s = asyncio.get_running_loop().time()
            if self._made is None or now_s - self._made_s > FRESH_S:
                self._made = SpeechStatus(voices=await self._voices(), engines=await self._engines())
                self._made_s = asyncio.get_running_loop().time()
            return self._made

    async def _voices(self) -> tuple[VoiceStatus, ...]:
        """One after the other: they are to disturb no calls."""
        wanted = {DEFAULT: self._settings.default, **self._settings.voices}
        return tuple([await self._tried(language, voice) for language, voice in wanted.items()])

    async def _tried(self, language: str, voice: VoiceSettings) -> VoiceStatus:
        reason = ""
        try:
            await self._speech.speak(_TRIAL, FALLBACK_LANGUAGE if language == DEFAULT else language)
        except PromptError as error:
            reason = str(error)
        return VoiceStatus(language=language, engine=voice.engine, voice=voice.voice, works=not reason, reason=reason)

    async def _engines(self) -> tuple[EngineStatus, ...]:
        return tuple([await self._engine(engine) for engine in _PROGRAMS])

    async def _engine(self, engine: str) -> EngineStatus:
        program = self._program(engine)
        installed = is_installed(program)
        voices = await self._voices_of(engine, program) if installed else ()
        return EngineStatus(engine=engine, installed=installed, voices=tuple(voices))

    def _program(self, engine: str) -> str:
        """Where it is: in the search path, or where the settings say."""
        all_of_them = (self._settings.default, *self._settings.voices.values())
        named = (voice.program for voice in all_of_them if voice.engine == engine and voice.program)
        return next((program for program in (engine, *named) if is_installed(program)), engine)

    async def _voices_of(self, engine: str, program: str) -> Sequence[str]:
        match engine:
            case "espeak-ng":
                return await _espeak_languages(program)
            case "piper":
                return _names(self._folder, ".onnx")
            case "pico2wave":
                return PICO_VOICES
        return (*FLITE_VOICES, *_names(self._folder, ".flitevox"))


def _names(folder: Path, suffix: str) -> list[str]:
    return sorted(file.name.removesuffix(suffix) for file in folder.glob(f"*{suffix}"))


async def _espeak_languages(program: str) -> Sequence[str]:
    """The second column of its table."""
    bounds = Bounds(_TRIAL_S, 1024**3, _LIST_BYTES)
    try:
        table = await spoken(Command((program, "--voices")), "", bounds)
    except PromptError:
        return ()
    rows = (line.split() for line in table.decode(errors="replace").splitlines()[1:])
    return list(dict.fromkeys(row[1] for row in rows if len(row) > 1))
