"""Speaks each `texts.toml` into OGG files beside it, where a text changed: python tools/make_announcements.py [--all]

Needs espeak-ng. OGG files differ from run to run in their serial number, hence only those with a new text.
"""

import asyncio
import sys
from pathlib import Path

import soundfile

from switchboard.model.language import LANGUAGES
from switchboard.prompts import announcements
from switchboard.prompts.decode import RATE_HZ, decode
from switchboard.prompts.prepare import prepare
from switchboard.prompts.tts import Speech

COMPRESSION = 0.95
"""Of 0 to 1: about 18 kbit/s, which nobody hears on a telephone. Vorbis needs twice that and distorts more."""


def is_current(recording: announcements.Recording, path: Path) -> bool:
    """Whether the file exists and says the text."""
    if not path.exists():
        return False
    with soundfile.SoundFile(path) as file:
        return bool(file.comment == recording.text)


async def make(recording: announcements.Recording, path: Path) -> None:
    """One file, at the level of every prompt, with its text as the comment."""
    spoken = await Speech().speak(recording.text, recording.language)
    pcm = prepare(decode(spoken, limit_s=60.0)).pcm
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, "OPUS", format="OGG", compression_level=COMPRESSION) as file:
        file.comment = recording.text
        file.write(pcm)
    print(f"{recording.language}/{path.name}: {len(pcm) / RATE_HZ:.1f} s, {path.stat().st_size} bytes")


async def main() -> None:
    directory = Path(announcements.__file__).parent
    recordings = [recording for language in LANGUAGES for recording in announcements.recordings(language).values()]
    for recording in recordings:
        path = directory / recording.language / recording.file_name
        if "--all" in sys.argv[1:] or not is_current(recording, path):
            await make(recording, path)


if __name__ == "__main__":
    asyncio.run(main())
