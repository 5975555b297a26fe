"""The product's own prompts, found by name and language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from switchboard.engine.port import Audio
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.language import DEFAULT_LANGUAGE, Language, spoken_language
from switchboard.model.prompt import AnnouncementName


@dataclass(frozen=True, slots=True)
class Announcements:
    """What is `spoken`, in each language by name; what a language lacks is heard in en-US."""

    spoken: Mapping[Language, Mapping[AnnouncementName, Audio]] = field(default_factory=dict)

    def find(self, name: AnnouncementName, language: str = "") -> Audio | None:
        """The announcement for somebody who speaks `language`, a BCP 47 tag; None when there is none at all."""
        candidates = (self.spoken.get(one, {}).get(name) for one in (spoken_language(language), DEFAULT_LANGUAGE))
        return next((audio for audio in candidates if audio), None)


def languages_of(configuration: Configuration) -> tuple[Language, ...]:
    """What its callers may hear: the default language, then those of the office and of the menus."""
    menus = (spoken_language(menu.document.language) for menu in configuration.all(Ivr))
    return tuple(dict.fromkeys((DEFAULT_LANGUAGE, spoken_language(configuration.office.language), *menus)))
