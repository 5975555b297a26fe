"""The audio files of prompts: what they hold, and into the library."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from switchboard.ascode.directory import Directory, Entry
from switchboard.ascode.problems import Problem, Rejected
from switchboard.config import LimitSettings
from switchboard.errors import PromptError
from switchboard.model.prompt import Prompt
from switchboard.prompts.decode import RATE_HZ, decode
from switchboard.prompts.encode import content_hash, duration_ms
from switchboard.prompts.encoded import Encoded
from switchboard.prompts.library import PromptLibrary

_BYTES_PER_S = RATE_HZ * 2
_HEADERS_BYTES = 1 << 16

AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Sound:
    """An audio file, and what the library calls it."""

    entry: Entry
    file: Path
    encoded: Encoded


Sounds = Mapping[str, Sound]
"""By the name of the prompt."""


async def hear(directory: Directory, library: PromptLibrary, limits: LimitSettings) -> Sounds:
    """The audio of every prompt that names a file; nothing is stored. Raises Rejected."""
    sounds: dict[str, Sound] = {}
    problems: list[Problem] = []
    for entry in directory.entries:
        name, path = entry.text("name"), entry.text(AUDIO)
        if entry.kind != Prompt.kind or name is None or path is None:
            continue
        try:
            sounds[name] = await asyncio.to_thread(_hear, directory.root, entry, path, library, limits)
        except Rejected as rejected:
            problems += rejected.problems
    if problems:
        raise Rejected(problems)
    return sounds


async def keep(sounds: Sounds, library: PromptLibrary) -> None:
    """Put what is missing into the library. Raises Rejected when a file is no longer what was heard; OSError."""
    for sound in sounds.values():
        if library.exists(sound.encoded.content):
            await library.share([sound.encoded.content])
        else:
            data = await asyncio.to_thread(sound.file.read_bytes)
            kept = await library.add(data, name=sound.file.name, source="recording")
            if kept != sound.encoded:
                raise Rejected([sound.entry.problem((AUDIO,), "changes while it is read")])


def _hear(root: Path, entry: Entry, path: str, library: PromptLibrary, limits: LimitSettings) -> Sound:
    try:
        file = (root / entry.file).parent.joinpath(path).resolve()
        if not file.is_relative_to(root.resolve()):
            raise Rejected([entry.problem((AUDIO,), "is outside of the directory")])
        if file.stat().st_size > limits.upload_bytes + limits.prompt_seconds * _BYTES_PER_S + _HEADERS_BYTES:
            raise Rejected([entry.problem((AUDIO,), "is too large")])
        samples = decode(file.read_bytes(), limit_s=limits.prompt_seconds, name=file.name)
    except OSError as error:
        raise Rejected([entry.problem((AUDIO,), f"cannot be read: {error.strerror}")]) from None
    except (PromptError, ValueError) as error:
        raise Rejected([entry.problem((AUDIO,), str(error))]) from None
    prepared = library.prepare(samples)
    encoded = Encoded(content_hash(prepared.pcm), duration_ms(prepared.pcm), prepared.warnings)
    return Sound(entry, file, encoded)
