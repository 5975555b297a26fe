"""The product's own prompts, found by name and language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from switchboard.engine.port import Audio
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.language import DEFAULT_LANGUAGE, Language, spoken_language
from switchboard.model.prompt import AnnouncementName
from switchboard.model.tones import ToneName, tone_country


@dataclass(frozen=True, slots=True)
class Announcements:
    """What is `spoken`, in each language by name, and the tones of each country. What a language lacks is en-US."""

    spoken: Mapping[Language, Mapping[AnnouncementName, Audio]] = field(default_factory=dict)
    tones: Mapping[str, Mapping[ToneName, Audio]] = field(default_factory=dict)

    def find(self, name: AnnouncementName, language: str = "") -> Audio | None:
        """The announcement for somebody who speaks `language`, a BCP 47 tag; None when there is none at all."""
        candidates = (self.spoken.get(one, {}).get(name) for one in (spoken_language(language), DEFAULT_LANGUAGE))
        return next((audio for audio in candidates if audio), None)

    def tone(self, name: ToneName, country: str) -> Audio | None:
        """A tone of a country; None when it is not there."""
        return self.tones.get(country, {}).get(name)


def country_of(configuration: Configuration) -> str:
    """Whose tones its callers hear."""
    return tone_country(configuration.office.tone_country, configuration.office.language)


def languages_of(configuration: Configuration) -> tuple[Language, ...]:
    """What its callers may hear: the default language, then those of the office and of the menus."""
    menus = (spoken_language(menu.document.language) for menu in configuration.all(Ivr))
    return tuple(dict.fromkeys((DEFAULT_LANGUAGE, spoken_language(configuration.office.language), *menus)))
