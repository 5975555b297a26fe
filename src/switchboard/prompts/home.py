"""Where the sounds of several machines are kept together. The files of each machine are copies, made when needed."""

from collections.abc import Iterable
from typing import Protocol


class SoundHome(Protocol):
    """Sounds as FLAC files, by the hash of their samples. All methods raise Unavailable, and OSError."""

    async def keep(self, content: str, flac: bytes) -> None:
        """Keep a sound; one that is there already is as young as a new one."""

    async def fetch(self, content: str) -> bytes:
        """Raises NotFound."""

    async def known(self, contents: Iterable[str]) -> set[str]:
        """Those that are kept."""

    async def remove(self, contents: Iterable[str]) -> None:
        """Delete sounds that nobody uses, but for those that somebody has kept a moment ago."""
