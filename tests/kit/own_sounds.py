"""The product's own sounds, made once and given to every product that a test starts: each would make them again."""

import asyncio
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from switchboard import prompts
from switchboard.demo import PROMPTS
from switchboard.media import g711
from switchboard.model.tones import DEFAULT_COUNTRY
from switchboard.prompts.announcements import recordings
from switchboard.prompts.library import PromptLibrary


async def give(directory: Path) -> None:
    """Put them into a library that has nothing yet."""
    if not directory.exists():
        made = await asyncio.to_thread(_made)
        directory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        await asyncio.to_thread(shutil.copytree, made, directory)


@cache
def _made() -> Path:
    """A library for everything from which and by which they are made; all runs on this machine share it."""
    digest = hashlib.sha256()
    for file in (*sorted(Path(prompts.__file__).parent.rglob("*.*")), Path(g711.__file__)):
        digest.update(file.read_bytes() if file.suffix != ".pyc" else b"")
    made = Path(tempfile.gettempdir()) / f"switchboard-own-sounds-{digest.hexdigest()[:16]}"
    if not made.exists():
        draft = Path(tempfile.mkdtemp(prefix=f"{made.name}-"))
        asyncio.run(_make(PromptLibrary(draft)))
        try:
            draft.rename(made)
        except OSError:  # another process was first
            shutil.rmtree(draft)
    return made


async def _make(library: PromptLibrary) -> None:
    await library.announcements()
    await library.clips()
    await library.music()
    await library.tones(DEFAULT_COUNTRY)
    for asset in PROMPTS.values():
        await library.own(recordings()[asset])
