"""Prompt audio on disk, stored once under the hash of its samples."""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar, get_args

import numpy as np
import soundfile
import structlog

from switchboard.config import LimitSettings
from switchboard.disk import WrittenTogether, write_atomically
from switchboard.errors import AudioTooLarge, Invalid, NotFound, UndecodableAudio
from switchboard.model.language import DEFAULT_LANGUAGE, Language
from switchboard.model.prompt import AnnouncementName, PromptWarning
from switchboard.model.spoken import DIGIT_PAUSE, Clip, clips_of
from switchboard.model.tones import TONE_NAMES, ToneName, cadence, is_signal
from switchboard.prompts import music
from switchboard.prompts.announcements import Group, Recording, recordings
from switchboard.prompts.book import DecodedBook
from switchboard.prompts.decode import RATE_HZ, Samples, decode
from switchboard.prompts.encode import SUFFIXES, Pcm, Suffix, content_hash, duration_ms, encode, quantise, to_wav
from switchboard.prompts.encoded import Encoded, Source
from switchboard.prompts.isolated import decode_apart
from switchboard.prompts.prepare import Prepared, prepare
from switchboard.prompts.tones import SIGNAL_DBOV, lasting, period
from switchboard.prompts.verify import faults, from_flac

Name = TypeVar("Name", bound=str)
Write = Callable[[Path, bytes], None]

log = structlog.get_logger()

_CONTENT = re.compile(r"[0-9a-f]{64}")
_CONCURRENT_ADDS = 2
_TONE_S = 10.0
_PAUSE_SAMPLES = RATE_HZ // 5
_REPLACEMENTS = (".wav", ".flac", ".ogg", ".mp3")
_FORMER_FORMS = (".g722",)


class PromptLibrary:
    """The files `directory/ab/abcd….{flac,pcmu,pcma,pcm}`; several processes may share the directory.

    A file `directory/announcements/LANGUAGE/NAME.wav` (or .flac, .ogg, .mp3) is heard instead of that announcement.
    """

    def __init__(self, directory: Path, limits: LimitSettings | None = None) -> None:
        self._directory = directory
        self._limits = limits or LimitSettings()
        self._turn = asyncio.Semaphore(_CONCURRENT_ADDS)

    async def add(self, data: bytes, *, name: str, source: Source = "upload") -> Encoded:
        """Decode, prepare, encode and store audio. If the same audio is stored already, nothing is written.

        `name` is the file name. Only uploads are held to `limits.upload_bytes` and decoded in a process of their own;
        everything is held to `limits.prompt_seconds`.
        Raises UndecodableAudio, AudioTooLarge; OSError when the disk refuses.
        """
        if source == "upload" and len(data) > self._limits.upload_bytes:
            raise AudioTooLarge(f"the file is larger than {self._limits.upload_bytes} bytes")
        async with self._turn:
            if source != "upload":
                return await asyncio.to_thread(self._add, data, name)
            limit_s, timeout_s = self._limits.prompt_seconds, self._limits.decode_seconds
            samples = await decode_apart(data, limit_s=limit_s, name=name, timeout_s=timeout_s)
            return await asyncio.to_thread(self._store, samples)

    async def complete(self) -> int:
        """Make missing forms, such as those that a new version needs; returns how many prompts lacked one.

        Prompts that cannot be read are left alone; `check` reports them. Raises OSError when the disk refuses.
        """
        return await asyncio.to_thread(lambda: sum(map(self._complete, self._directory.glob("??/*.flac"))))

    async def announcements(self, language: Language = DEFAULT_LANGUAGE) -> Mapping[AnnouncementName, Encoded]:
        """The product's announcements in a language. Those that the library lacks are added to it."""
        spoken = tuple(name for name in get_args(AnnouncementName) if name not in TONE_NAMES)
        return await asyncio.to_thread(self._announce, language, "announcements", spoken)

    async def clips(self, language: Language = DEFAULT_LANGUAGE) -> Mapping[Clip, Encoded]:
        """Likewise what its numbers, days and times are put together of."""
        clips = await asyncio.to_thread(self._announce, language, "numbers", tuple(clips_of(language)))
        silence = await asyncio.to_thread(self._keep, quantise(Samples(np.zeros(_PAUSE_SAMPLES, np.float32), RATE_HZ)))
        return {**clips, DIGIT_PAUSE: silence}

    async def tones(self, country: str) -> Mapping[ToneName, Encoded]:
        """The tones of a country, added in the same way: one period of ringing, to be repeated, seconds of busy and
        congestion tone, and the signals.
        """
        return await asyncio.to_thread(lambda: {name: self._tone(country, name) for name in TONE_NAMES})

    async def music(self) -> Encoded:
        """The music that comes with the product, added in the same way."""
        return await asyncio.to_thread(lambda: self._keep(quantise(music.decoded())))

    async def read_flac(self, content: str) -> bytes:
        """The stored audio as a FLAC file. Raises NotFound."""
        return await asyncio.to_thread(self._read, content, "flac")

    async def read_wav(self, content: str) -> bytes:
        """The stored audio as a WAV file of 16 bits at 16 kHz. Raises NotFound."""
        return await asyncio.to_thread(lambda: to_wav(from_flac(self._read(content, "flac"))))

    async def check(self, content: str) -> tuple[str, ...]:
        """Decode all forms and compare them; returns a reason for each fault, if any. Raises NotFound."""
        return await asyncio.to_thread(self._check, content)

    def stem(self, content: str) -> Path:
        """Path without suffix; the media plane opens it with the one of its codec. Raises Invalid for no hash."""
        if not _CONTENT.fullmatch(content):
            raise Invalid("content", "is no content hash")
        return self._directory.absolute() / content[:2] / content

    def exists(self, content: str) -> bool:
        """Whether every form of it is stored."""
        return all(self._path(content, suffix).is_file() for suffix in SUFFIXES)

    def _path(self, content: str, suffix: Suffix) -> Path:
        stem = self.stem(content)
        return stem.with_name(f"{stem.name}.{suffix}")

    def _add(self, data: bytes, name: str) -> Encoded:
        return self._store(decode(data, limit_s=self._limits.prompt_seconds, name=name))

    def _announce(self, language: Language, group: Group, names: Iterable[Name]) -> Mapping[Name, Encoded]:
        recorded = recordings(language, (group,))
        book = DecodedBook(self._directory / f"{language}-{group}.json")
        with WrittenTogether() as files:
            found = {name: self._heard(recorded[name], book, files.write) for name in names}
        book.save()
        return found

    def _heard(self, recording: Recording, book: DecodedBook, write: Write) -> Encoded:
        """What callers hear of a recording: the file that the operator has put in its place, else itself."""
        stem = self._directory / "announcements" / recording.language / recording.name
        path = next((path for suffix in _REPLACEMENTS if (path := stem.with_suffix(suffix)).is_file()), None)
        if path is not None:
            sound = path.read_bytes()
            try:
                return book.entry(sound, self.exists, lambda: self._add(sound, path.name))
            except (UndecodableAudio, AudioTooLarge) as error:
                log.warning("a file does not replace the announcement", file=str(path), error=str(error))
        return book.entry(recording.read(), self.exists, lambda: self._keep(quantise(recording.decoded()), write=write))

    def _tone(self, country: str, name: ToneName) -> Encoded:
        rhythm = cadence(country, name)
        if is_signal(name):
            return self._keep(quantise(period(rhythm, SIGNAL_DBOV)))
        return self._keep(quantise(period(rhythm) if name == "ringback" else lasting(rhythm, _TONE_S)))

    def _store(self, samples: Samples) -> Encoded:
        prepared = self.prepare(samples)
        return self._keep(prepared.pcm, prepared.warnings)

    def prepare(self, samples: Samples) -> Prepared:
        """The audio as it would be stored. A file that the library has given out is taken back to the bit."""
        as_it_is = quantise(samples)
        known = self.exists(content_hash(as_it_is))
        return Prepared(as_it_is, samples.warnings) if known else prepare(samples)

    def _keep(self, pcm: Pcm, warnings: tuple[PromptWarning, ...] = (), *, write: Write = write_atomically) -> Encoded:
        content = content_hash(pcm)
        if not self.exists(content):
            self._write(content, pcm, write)
        return Encoded(content, duration_ms(pcm), warnings)

    def _write(self, content: str, pcm: Pcm, write: Write = write_atomically) -> None:
        for suffix, data in encode(pcm).items():
            write(self._path(content, suffix), data)

    def _complete(self, flac: Path) -> bool:
        content = flac.stem
        if not _CONTENT.fullmatch(content) or self.exists(content):
            return False
        try:
            pcm = from_flac(flac.read_bytes())
        except (FileNotFoundError, soundfile.SoundFileError):
            return False
        if content_hash(pcm) != content:
            return False
        self._write(content, pcm)
        for name in _FORMER_FORMS:
            flac.with_suffix(name).unlink(missing_ok=True)
        return True

    def _read(self, content: str, suffix: Suffix) -> bytes:
        try:
            return self._path(content, suffix).read_bytes()
        except FileNotFoundError:
            raise NotFound("prompt audio", content) from None

    def _check(self, content: str) -> tuple[str, ...]:
        return faults(content, {suffix: self._read(content, suffix) for suffix in SUFFIXES})
