"""Where sounds are kept, and which sound was made of what. Light: who only finds sounds needs no audio library."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from switchboard.disk import write_atomically
from switchboard.errors import Invalid, NotFound
from switchboard.model.prompt import PromptWarning
from switchboard.prompts.encoded import Encoded

Suffix = Literal["flac", "pcmu", "pcma", "pcm"]
SUFFIXES: tuple[Suffix, ...] = get_args(Suffix)

_CONTENT = re.compile(r"[0-9a-f]{64}")
_PCMU_OCTETS_PER_MS = 8


class Shelf:
    """The files `directory/ab/abcd….{flac,pcmu,pcma,pcm}`; several processes may share the directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def stem(self, content: str) -> Path:
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
        return None if found is None else replace(found, warnings=warnings)

    def note_spoken(self, origin: str, encoded: Encoded) -> None:
        """A file for each: clients may have any number of texts spoken."""
        noted = {"content": encoded.content, "warnings": [warning.model_dump() for warning in encoded.warnings]}
        write_atomically(self._spoken(origin), json.dumps(noted).encode())

    def _spoken(self, origin: str) -> Path:
        return self._directory / "spoken" / origin[:2] / f"{origin}.json"

    @property
    def _noted(self) -> Path:
        return self._directory / "origins.json"
