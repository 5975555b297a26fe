"""Makes the stored forms of sounds. It loads the audio libraries, so import it only where a sound is made."""

from collections.abc import Callable
from pathlib import Path

import soundfile

from switchboard.config import LimitSettings
from switchboard.disk import write_atomically
from switchboard.errors import NotFound
from switchboard.model.prompt import PromptWarning
from switchboard.prompts.decode import Samples, decode
from switchboard.prompts.encode import Pcm, content_hash, duration_ms, encode, quantise, to_flac, to_wav
from switchboard.prompts.encoded import Encoded
from switchboard.prompts.origin import Origin
from switchboard.prompts.prepare import Prepared, prepare
from switchboard.prompts.shelf import SUFFIXES, Shelf
from switchboard.prompts.verify import faults, from_flac

Write = Callable[[Path, bytes], None]
"""Puts a file on disk, whole or not at all."""

_FORMER_FORMS = (".g722",)


class Maker:
    """Makes sounds and puts them on a shelf. Everything blocks; what it raises is said in `PromptLibrary`."""

    def __init__(self, shelf: Shelf, limits: LimitSettings) -> None:
        self._shelf = shelf
        self._limits = limits

    def add(self, data: bytes, name: str) -> Encoded:
        """A file, decoded here."""
        return self.store(decode(data, limit_s=self._limits.prompt_seconds, name=name))

    def flac(self, data: bytes) -> bytes:
        """A file as it would be stored, as a FLAC file."""
        return to_flac(self.prepare(decode(data, limit_s=self._limits.prompt_seconds)).pcm)

    def store(self, samples: Samples) -> Encoded:
        """Samples that were decoded, prepared for callers."""
        prepared = self.prepare(samples)
        return self._keep(prepared.pcm, prepared.warnings)

    def prepare(self, samples: Samples) -> Prepared:
        """The audio as it would be stored. A file that the library has given out is taken back to the bit."""
        as_it_is = quantise(samples)
        known = self._shelf.exists(content_hash(as_it_is))
        return Prepared(as_it_is, samples.warnings) if known else prepare(samples)

    def own(self, origin: Origin, write: Write) -> Encoded:
        """A sound of the product's own, whose files are written by `write`."""
        return self._keep(quantise(origin.decoded()), write=write)

    def take(self, content: str, flac: bytes) -> bool:
        """A sound as another machine has stored it; returns whether it is the one with that hash."""
        try:
            pcm = from_flac(flac)
        except soundfile.SoundFileError:
            return False
        if content_hash(pcm) != content:
            return False
        self._write(content, pcm)
        return True

    def complete(self, content: str) -> bool:
        """Make the forms that are missing beside the FLAC file; returns whether that could be read."""
        try:
            taken = self.take(content, self._shelf.read(content, "flac"))
        except NotFound:
            return False
        if not taken:
            return False
        for name in _FORMER_FORMS:
            self._shelf.stem(content).with_suffix(name).unlink(missing_ok=True)
        return True

    def wav(self, content: str) -> bytes:
        """A WAV file of 16 bits at 16 kHz."""
        return to_wav(from_flac(self._shelf.read(content, "flac")))

    def check(self, content: str) -> tuple[str, ...]:
        """A reason for each fault of the stored forms, if any."""
        return faults(content, {suffix: self._shelf.read(content, suffix) for suffix in SUFFIXES})

    def _keep(self, pcm: Pcm, warnings: tuple[PromptWarning, ...] = (), *, write: Write = write_atomically) -> Encoded:
        content = content_hash(pcm)
        if self._shelf.exists(content):
            self._shelf.touch(content)
        else:
            self._write(content, pcm, write)
        return Encoded(content, duration_ms(pcm), warnings)

    def _write(self, content: str, pcm: Pcm, write: Write = write_atomically) -> None:
        for suffix, data in encode(pcm).items():
            write(self._shelf.path(content, suffix), data)
