"""The sounds of prompts of several machines, beside those of messages."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from switchboard.clock import Clock
from switchboard.store.mailboxes.blobs import Blobs, Content

YOUNG: Final = timedelta(hours=1)
"""Whoever has kept a sound since then may be about to store an object that names it."""

_FORMAT: Final = "flac"


class PromptSounds:
    """A `SoundHome` in `blobs`."""

    def __init__(self, blobs: Blobs, clock: Clock) -> None:
        self._blobs = blobs
        self._clock = clock

    async def keep(self, content: str, flac: bytes) -> None:
        await self._blobs.keep(Content.named(content, flac, _FORMAT), self._clock.now())

    async def fetch(self, content: str) -> bytes:
        return await self._blobs.read(content)

    async def known(self, contents: Iterable[str]) -> set[str]:
        return await self._blobs.known(contents)

    async def remove(self, contents: Iterable[str]) -> None:
        await self._blobs.remove(contents, _FORMAT, before=self._clock.now() - YOUNG)
