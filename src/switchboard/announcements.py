"""The product's own prompts as call flow plays them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from switchboard.callflow.announcements import Announcements
from switchboard.engine.port import Audio
from switchboard.model.language import Language
from switchboard.model.prompt import AnnouncementName
from switchboard.model.spoken import Clip
from switchboard.model.tones import ToneName
from switchboard.prompts.encoded import Encoded
from switchboard.prompts.library import PromptLibrary

Name = TypeVar("Name", bound=str)


class AnnouncementLoader:
    """Makes announcements, tones and music ready to play, those of each language and country once.

    `ready` has those that were loaded so far. Numbers, which take longest, are loaded by themselves.
    """

    def __init__(self, library: PromptLibrary, on_ready: Callable[[Language], None] = lambda language: None) -> None:
        """`on_ready` is told of each language whose announcements can be heard from now on."""
        self._library = library
        self._on_ready = on_ready
        self._spoken: dict[Language, Mapping[AnnouncementName, Audio]] = {}
        self._clips: dict[Language, Mapping[Clip, Audio]] = {}
        self._tones: dict[str, Mapping[ToneName, Audio]] = {}
        self.ready = Announcements(self._spoken, self._tones, self._clips)

    async def load(self, languages: Iterable[Language]) -> Announcements:
        """Load the languages that are not there yet, one after the other. Raises OSError when the disk refuses."""
        for language in languages:
            if language not in self._spoken:
                self._spoken[language] = _audio(await self._library.announcements(language))
                self._on_ready(language)
        return self.ready

    async def load_clips(self, languages: Iterable[Language]) -> None:
        """Likewise the numbers, days and times of the languages."""
        for language in languages:
            if language not in self._clips:
                self._clips[language] = _audio(await self._library.clips(language))

    async def load_music(self) -> None:
        """Load the music that comes with the product. Raises OSError when the disk refuses."""
        if self.ready.music is None:
            encoded = await self._library.music()
            self.ready = replace(self.ready, music=Audio("music", encoded.content, encoded.duration_ms / 1000))

    async def load_tones(self, countries: Iterable[str]) -> None:
        """Likewise those of the countries."""
        for country in countries:
            if country not in self._tones:
                self._tones[country] = _audio(await self._library.tones(country))


def _audio(found: Mapping[Name, Encoded]) -> Mapping[Name, Audio]:
    return {name: Audio(name, encoded.content, encoded.duration_ms / 1000) for name, encoded in found.items()}
