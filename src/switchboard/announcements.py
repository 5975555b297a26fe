"""The product's own prompts as call flow plays them."""

from collections.abc import Iterable, Mapping

from switchboard.callflow.announcements import Announcements
from switchboard.engine.port import Audio
from switchboard.model.language import Language
from switchboard.model.prompt import AnnouncementName
from switchboard.prompts.library import PromptLibrary


class AnnouncementLoader:
    """Makes announcements ready to play, each language once; `ready` has those that were loaded so far."""

    def __init__(self, library: PromptLibrary) -> None:
        self._library = library
        self._spoken: dict[Language, Mapping[AnnouncementName, Audio]] = {}
        self.ready = Announcements(self._spoken)

    async def load(self, languages: Iterable[Language]) -> Announcements:
        """Load the languages that are not there yet, one after the other. Raises OSError when the disk refuses."""
        for language in languages:
            if language not in self._spoken:
                found = await self._library.announcements(language)
                self._spoken[language] = {
                    name: Audio(name, encoded.content, encoded.duration_ms / 1000) for name, encoded in found.items()
                }
        return self.ready
