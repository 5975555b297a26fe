"""Prompt audio on disk, stored once under the hash of its samples."""

import asyncio
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

import structlog

from switchboard.config import LimitSettings
from switchboard.disk import WrittenTogether
from switchboard.errors import AudioTooLarge, NotFound, UndecodableAudio
from switchboard.model.language import DEFAULT_LANGUAGE, Language
from switchboard.model.prompt import AnnouncementName
from switchboard.model.spoken import DIGIT_PAUSE, Clip, clips_of
from switchboard.model.tones import TONE_NAMES, ToneName, cadence
from switchboard.prompts.announcements import Group, recordings
from switchboard.prompts.encoded import Encoded, Source
from switchboard.prompts.home import SoundHome
from switchboard.prompts.music import Music
from switchboard.prompts.origin import Origin, Silence, Tone
from switchboard.prompts.shelf import Shelf

if TYPE_CHECKING:
    from switchboard.prompts.decode import Samples
    from switchboard.prompts.maker import Maker
    from switchboard.prompts.prepare import Prepared

Name = TypeVar("Name", bound=str)

log = structlog.get_logger()

_CONCURRENT_ADDS = 2
_PAUSE_S = 0.2
_REPLACEMENTS = (".wav", ".flac", ".ogg", ".mp3")


class PromptLibrary:
    """The sounds on the `Shelf` in `directory`, and those that are made for it.

    A file `directory/announcements/LANGUAGE/NAME.wav` (or .flac, .ogg, .mp3) is heard instead of that announcement.
    `home` has the sounds of all machines, but for those that each makes for itself; None: there is one machine.
    """

    def __init__(self, directory: Path, limits: LimitSettings | None = None, home: SoundHome | None = None) -> None:
        self._directory = directory
        self._shelf = Shelf(directory)
        self._limits = limits or LimitSettings()
        self._home = home
        self._turn = asyncio.Semaphore(_CONCURRENT_ADDS)

    async def add(self, data: bytes, *, name: str, source: Source = "upload") -> Encoded:
        """Decode, prepare, encode and store audio. If the same audio is stored already, nothing is written.

        `name` is the file name. Only uploads are held to `limits.upload_bytes` and decoded in a process of their own;
        everything is held to `limits.prompt_seconds`.
        Raises UndecodableAudio, AudioTooLarge; OSError when the disk refuses, and Unavailable when the home does.
        """
        if source == "upload" and len(data) > self._limits.upload_bytes:
            raise AudioTooLarge(f"the file is larger than {self._limits.upload_bytes} bytes")
        async with self._turn:
            if source == "upload":
                samples = await self._decoded_apart(data, name)
                encoded = await asyncio.to_thread(lambda: self._maker.store(samples))
            else:
                encoded = await asyncio.to_thread(lambda: self._maker.add(data, name))
        await self.share([encoded.content])
        return encoded

    @property
    def is_shared(self) -> bool:
        """Whether other machines have the same sounds."""
        return self._home is not None

    async def share(self, contents: Iterable[str]) -> None:
        """Put sounds that are here into the home of all machines. Raises Unavailable, OSError."""
        if self._home is None:
            return
        for content in contents:
            if self._shelf.exists(content):
                flac = await asyncio.to_thread(self._shelf.read, content, "flac")
                await self._home.keep(content, flac)

    async def share_missing(self, contents: Iterable[str]) -> None:
        """The same for those that the home has not. Raises Unavailable, OSError."""
        if self._home is not None:
            wanted = set(contents)
            await self.share(sorted(wanted - await self._home.known(wanted)))

    async def fetch(self, contents: Iterable[str]) -> None:
        """Have these sounds here, as far as the home has them. Raises Unavailable, OSError."""
        if self._home is None:
            return
        for content in await asyncio.to_thread(self._absent, list(contents)):
            try:
                flac = await self._home.fetch(content)
            except NotFound:
                continue
            async with self._turn:
                if not await asyncio.to_thread(self._take, content, flac):
                    log.error("a sound that was fetched is not the right one", content=content)

    async def has(self, content: str) -> bool:
        """Whether a sound is stored, here or in the home. Raises Unavailable, OSError."""
        await self.fetch([content])
        return self.exists(content)

    async def complete(self) -> int:
        """Make missing forms, such as those that a new version needs; returns how many prompts lacked one.

        Prompts that cannot be read are left alone; `check` reports them. Raises OSError when the disk refuses.
        """
        return await asyncio.to_thread(lambda: sum(self._maker.complete(content) for content in self._shelf.lacking()))

    async def announcements(self, language: Language = DEFAULT_LANGUAGE) -> Mapping[AnnouncementName, Encoded]:
        """The product's announcements in a language. Those that the library lacks are added to it."""
        spoken = tuple(name for name in get_args(AnnouncementName) if name not in TONE_NAMES)
        return await asyncio.to_thread(self._spoken, language, "announcements", spoken)

    async def clips(self, language: Language = DEFAULT_LANGUAGE) -> Mapping[Clip, Encoded]:
        """Likewise what its numbers, days and times are put together of."""
        clips = await asyncio.to_thread(self._spoken, language, "numbers", tuple(clips_of(language)))
        return {**clips, DIGIT_PAUSE: await self.own(Silence(_PAUSE_S))}

    async def spoken(self, origin: str) -> Encoded | None:
        """The sound that was noted for the digest of a text and its voice, and is about to be used."""
        found = await asyncio.to_thread(self._shelf.spoken, origin)
        if found is not None:
            await self.share([found.content])
        return found

    async def note_spoken(self, origin: str, encoded: Encoded) -> None:
        """Raises OSError when the disk refuses."""
        await asyncio.to_thread(self._shelf.note_spoken, origin, encoded)

    async def own(self, origin: Origin) -> Encoded:
        """Any other sound that comes with the product, added in the same way."""
        return (await asyncio.to_thread(self._own, {"": origin}))[""]

    async def tones(self, country: str) -> Mapping[ToneName, Encoded]:
        """The tones of a country, added in the same way: one period of ringing, to be repeated, seconds of busy and
        congestion tone, and the signals.
        """
        return await asyncio.to_thread(self._own, {name: Tone(name, cadence(country, name)) for name in TONE_NAMES})

    async def music(self) -> Encoded:
        """The music that comes with the product, added in the same way."""
        return await self.own(Music())

    async def flac(self, data: bytes) -> bytes:
        """Audio of our own making as a FLAC file, as it would be stored. Raises UndecodableAudio, AudioTooLarge."""
        return await asyncio.to_thread(lambda: self._maker.flac(data))

    async def read_flac(self, content: str) -> bytes:
        """The stored audio as a FLAC file. Raises NotFound."""
        await self.fetch([content])
        return await asyncio.to_thread(self._shelf.read, content, "flac")

    async def read_wav(self, content: str) -> bytes:
        """The stored audio as a WAV file of 16 bits at 16 kHz. Raises NotFound."""
        await self.fetch([content])
        return await asyncio.to_thread(lambda: self._maker.wav(content))

    async def check(self, content: str) -> tuple[str, ...]:
        """Decode all forms and compare them; returns a reason for each fault, if any. Raises NotFound."""
        await self.fetch([content])
        return await asyncio.to_thread(lambda: self._maker.check(content))

    async def hold_for_drafts(self, contents: Iterable[str]) -> None:
        """Note that drafts use these sounds. Raises OSError when the disk refuses."""
        await asyncio.to_thread(self._shelf.note_drafted, list(contents))

    async def held_for_drafts(self, before: datetime) -> list[str]:
        """The sounds that drafts were to use, and nobody has asked for since that moment."""
        return await asyncio.to_thread(self._shelf.drafted, before)

    async def shipped(self) -> set[str]:
        """The sounds that come with the product or take the place of such ones."""
        return set((await asyncio.to_thread(self._shelf.origins)).values())

    async def release(self, contents: Iterable[str]) -> None:
        """These are no sounds of drafts alone any more."""
        await asyncio.to_thread(self._shelf.forget_drafted, list(contents))

    async def remove(self, contents: Iterable[str]) -> None:
        """Delete sounds that nobody uses."""
        gone = list(contents)
        if self._home is not None:
            await self._home.remove(gone)
        await asyncio.to_thread(self._shelf.remove, gone)

    def prepare(self, samples: "Samples") -> "Prepared":
        """The audio as it would be stored. A file that the library has given out is taken back to the bit."""
        return self._maker.prepare(samples)

    def stem(self, content: str) -> Path:
        """Path without suffix; the media plane opens it with the one of its codec. Raises Invalid for no hash."""
        return self._shelf.stem(content)

    def exists(self, content: str) -> bool:
        """Whether every form of it is stored here."""
        return self._shelf.exists(content)

    def _take(self, content: str, flac: bytes) -> bool:
        return self._maker.take(content, flac)

    def _absent(self, contents: Sequence[str]) -> list[str]:
        return [content for content in contents if not self._shelf.exists(content)]

    @cached_property
    def _maker(self) -> "Maker":
        """Loaded in a thread by the first who needs a sound made: at most starts all are there."""
        from switchboard.prompts.maker import Maker

        return Maker(self._shelf, self._limits)

    async def _decoded_apart(self, data: bytes, name: str) -> "Samples":
        await asyncio.to_thread(lambda: self._maker)
        from switchboard.prompts.isolated import decode_apart

        limit_s, timeout_s = self._limits.prompt_seconds, self._limits.decode_seconds
        return await decode_apart(data, limit_s=limit_s, name=name, timeout_s=timeout_s)

    def _spoken(self, language: Language, group: Group, names: tuple[Name, ...]) -> Mapping[Name, Encoded]:
        recorded = recordings(language, (group,))
        shipped = self._own({name: recorded[name] for name in names})
        replaced = dict(self._replaced(language))
        return {name: replaced.get(name, encoded) for name, encoded in shipped.items()}

    def _own(self, wanted: Mapping[Name, Origin]) -> Mapping[Name, Encoded]:
        """The product's own sounds. To decode them only to find that they are stored would take most of a start."""
        noted = self._shelf.origins()
        digests = {name: origin.digest() for name, origin in wanted.items()}
        found = {name: self._shelf.made_of(digest, noted) for name, digest in digests.items()}
        stored = {name: encoded for name, encoded in found.items() if encoded is not None}
        if missing := [name for name in wanted if name not in stored]:
            with WrittenTogether() as files:
                made = {name: self._maker.own(wanted[name], files.write) for name in missing}
            self._shelf.note_origins({digests[name]: encoded.content for name, encoded in made.items()})
            stored |= made
        return {name: stored[name] for name in wanted}

    def _replaced(self, language: Language) -> Iterator[tuple[str, Encoded]]:
        """What the operator has put in the place of recordings, by name. What is no sound replaces nothing."""
        directory = self._directory / "announcements" / language
        # Of several files of one name the last that is given out counts.
        paths = [path for suffix in reversed(_REPLACEMENTS) for path in directory.glob(f"*{suffix}")]
        noted = self._shelf.origins() if paths else {}
        for path in paths:
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            encoded = self._shelf.made_of(digest, noted)
            if encoded is None:
                try:
                    encoded = self._maker.add(data, path.name)
                except (UndecodableAudio, AudioTooLarge) as error:
                    log.warning("a file does not replace the announcement", file=str(path), error=str(error))
                    continue
                self._shelf.note_origins({digest: encoded.content})
            yield path.stem, encoded
