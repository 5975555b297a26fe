"""Where sounds are kept, and which sound was made of what. Light: who only finds sounds needs no audio library."""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from switchboard.disk import unlink, write_atomically
from switchboard.errors import Invalid, NotFound
from switchboard.model.prompt import PromptWarning
from switchboard.prompts.encoded import Encoded

Suffix = Literal["flac", "pcmu", "pcma", "pcm"]
SUFFIXES: tuple[Suffix, ...] = get_args(Suffix)

_CONTENT = re.compile(r"[0-9a-f]{64}")
_PCMU_OCTETS_PER_MS = 8
_KEPT_STEMS = 4096


class Shelf:
    """The files `directory/ab/abcd….{flac,pcmu,pcma,pcm}`; several processes may share the directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        # A call keeps the paths of what it plays: all calls that hear the same share them.
        self.stem = lru_cache(maxsize=_KEPT_STEMS)(self._stem)

    def _stem(self, content: str) -> Path:
        """Path without suffix. Raises Invalid for no hash."""
        if not _CONTENT.fullmatch(content):
            raise Invalid("content", "is no content hash")
        return self._directory.absolute() / content[:2] / content

    def path(self, content: str, suffix: Suffix) -> Path:
        stem = self.stem(content)
        return stem.with_name(f"{stem.name}.{suffix}")

    def exists(self, content: str) -> bool:
        """Whether every form of it is stored."""
        return all(self.path(content, suffix).is_file() for suffix in SUFFIXES)

    def read(self, content: str, suffix: Suffix) -> bytes:
        """Raises NotFound."""
        try:
            return self.path(content, suffix).read_bytes()
        except FileNotFoundError:
            raise NotFound("prompt audio", content) from None

    def made_of(self, origin: str, noted: Mapping[str, str]) -> Encoded | None:
        """The sound that was `noted` for the digest of what it was made of, if it is stored in every form."""
        content = noted.get(origin)
        if content is None or not self.exists(content):
            return None
        return Encoded(content, self.path(content, "pcmu").stat().st_size // _PCMU_OCTETS_PER_MS)

    def lacking(self) -> list[str]:
        """The sounds of which some form is missing, though not FLAC."""
        stems = (file.stem for file in self._directory.glob("??/*.flac"))
        return [content for content in stems if _CONTENT.fullmatch(content) and not self.exists(content)]

    def origins(self) -> dict[str, str]:
        """Content hashes by the digest of what the sounds were made of, as far as that was noted."""
        try:
            noted = json.loads(self._noted.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return {origin: content for origin, content in noted.items() if _CONTENT.fullmatch(content)}

    def note_origins(self, made: Mapping[str, str]) -> None:
        """Of two processes that note at once, one may be forgotten: then its sounds are made once more."""
        write_atomically(self._noted, json.dumps({**self.origins(), **made}, indent=0).encode())

    def spoken(self, origin: str) -> Encoded | None:
        """The sound that was noted for a spoken text, by the digest of what it was made of, if it is stored."""
        try:
            noted = json.loads(self._spoken(origin).read_bytes())
            found = self.made_of(origin, {origin: noted["content"]})
            warnings = tuple(PromptWarning.model_validate(warning) for warning in noted["warnings"])
        except (FileNotFoundError, ValueError, KeyError, TypeError, Invalid):
            return None
        if found is None:
            return None
        self.touch(found.content)
        return replace(found, warnings=warnings)

    def note_spoken(self, origin: str, encoded: Encoded) -> None:
        """A file for each: clients may have any number of texts spoken."""
        noted = {"content": encoded.content, "warnings": [warning.model_dump() for warning in encoded.warnings]}
        write_atomically(self._spoken(origin), json.dumps(noted).encode())

    def touch(self, content: str) -> None:
        """Somebody has asked for a sound that is here, and may be about to store an object that names it: if it is
        noted as one of drafts, the note is as young as a new one.
        """
        with suppress(FileNotFoundError):
            os.utime(self._note(content))

    def note_drafted(self, contents: Iterable[str]) -> None:
        """A draft is to use them."""
        for content in contents:
            write_atomically(self._note(content), b"")

    def drafted(self, before: datetime) -> list[str]:
        """The sounds that drafts were to use, and for which nobody has asked since that moment."""
        notes = self._drafted.glob("*") if self._drafted.is_dir() else ()
        old = (note.name for note in notes if note.stat().st_mtime < before.timestamp())
        return [content for content in old if _CONTENT.fullmatch(content)]

    def forget_drafted(self, contents: Iterable[str]) -> None:
        unlink(map(self._note, contents))

    def remove(self, contents: Sequence[str]) -> None:
        """All forms of them, and the notes last: so what a crash leaves is found again."""
        unlink(self.path(content, suffix) for content in contents for suffix in SUFFIXES)
        self.forget_drafted(contents)

    def _note(self, content: str) -> Path:
        return self._drafted / self.stem(content).name

    def _spoken(self, origin: str) -> Path:
        return self._directory / "spoken" / origin[:2] / f"{origin}.json"

    @property
    def _drafted(self) -> Path:
        return self._directory / "drafted"

    @property
    def _noted(self) -> Path:
        return self._directory / "origins.json"
