"""The sounds that come with the product: announcements of every language, tones of every country, and its music."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.conditions import is_known
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_parameter
from switchboard.callflow.announcements import country_of
from switchboard.model.language import LANGUAGES, Language, spoken_language
from switchboard.model.tones import COUNTRIES, is_tone
from switchboard.prompts.announcements import recordings
from switchboard.prompts.encoded import Encoded

MUSIC = "music"
Tag = Annotated[str, Query(max_length=35)]
CountryCode = Annotated[str, Query(max_length=2)]


class AnnouncementShown(BaseModel):
    """A sound that comes with the product. `text` is what it says, in the language that was asked for; tones and music
    say nothing. The operator may have put another sound in its place: that is heard, and the text is the product's.
    """

    name: str
    sort: Literal["spoken", "tone", "music"]
    text: str
    duration_ms: int


class AnnouncementsShown(BaseModel):
    """All of them, in the `language` that stands for the one asked for, and with the tones of a `country`. `languages`
    and `countries` are what there is.
    """

    language: str
    country: str
    languages: list[str]
    countries: list[str]
    items: list[AnnouncementShown]


class AnnouncementRoutes:
    """Without a language or a country, those of the office."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._library = services.prompts
        self._configurations = configurations
        self._turn = asyncio.Lock()

    def add_to(self, face: Face) -> None:
        every = Operation("GET", "/announcements", "viewer", gives=AnnouncementsShown)
        face.add(every, self.list, "prompts", "list_announcements")
        audio = Operation("GET", "/announcements/{name}/audio", "viewer", gives_type="audio/flac")
        face.add(audio, self.audio, "prompts", "read_announcement_audio")

    async def list(self, request: Request, language: Tag = "", country: CountryCode = "") -> Response:
        """What the product says in a language, the tones of a country, and the music."""
        spoken, where = await self._wanted(request, language, country)
        found = await self._sounds(spoken, where)
        said = await asyncio.to_thread(recordings, spoken, ("announcements",))
        items = [_shown(name, encoded, said[name].text if name in said else "") for name, encoded in found.items()]
        places = sorted(COUNTRIES)
        shown = AnnouncementsShown(
            language=spoken, country=where, languages=list(LANGUAGES), countries=places, items=items
        )
        return json_of(shown)

    async def audio(self, request: Request, name: str, language: Tag = "", country: CountryCode = "") -> Response:
        """One of them as a FLAC file."""
        found = (await self._sounds(*await self._wanted(request, language, country))).get(name)
        if found is None:
            raise errors.NotFound("announcement", name)
        headers = {"ETag": f'"{found.content}"'}
        if is_known(request, found.content):
            return Response(status_code=304, headers=headers)
        return Response(await self._library.read_flac(found.content), 200, headers, "audio/flac")

    async def _wanted(self, request: Request, language: str, country: str) -> tuple[Language, str]:
        """Raises Refusal 422."""
        if country and country not in COUNTRIES:
            raise refused_parameter("country", "must be a country whose tones are known", "country")
        configuration = await self._configurations.current(client_of(request).tenant)
        return spoken_language(language or configuration.office.language), country or country_of(configuration)

    async def _sounds(self, language: Language, country: str) -> Mapping[str, Encoded]:
        """One after the other: the first who asks for a language has it made ready, which takes seconds."""
        async with self._turn:
            found: dict[str, Encoded] = {MUSIC: await self._library.music()}
            found.update((await self._library.tones(country)).items())
            found.update((await self._library.announcements(language)).items())
            return found


def _shown(name: str, encoded: Encoded, text: str) -> AnnouncementShown:
    sort: Literal["spoken", "tone", "music"] = "music" if name == MUSIC else "tone" if is_tone(name) else "spoken"
    return AnnouncementShown(name=name, sort=sort, text=text, duration_ms=encoded.duration_ms)
