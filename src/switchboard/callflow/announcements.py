"""The product's own prompts, found by name and language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from switchboard.engine.port import Audio
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.language import DEFAULT_LANGUAGE, Language, spoken_language
from switchboard.model.prompt import AnnouncementName
from switchboard.model.queue import Queue
from switchboard.model.spoken import Clip
from switchboard.model.tones import ToneName, tone_country


@dataclass(frozen=True, slots=True)
class Announcements:
    """`spoken` announcements by language and name, `tones` by country, the `clips` of numbers, days and times by
    language, and the `music` of the product. An announcement that a language lacks is played in en-US.
    """

    spoken: Mapping[Language, Mapping[AnnouncementName, Audio]] = field(default_factory=dict)
    tones: Mapping[str, Mapping[ToneName, Audio]] = field(default_factory=dict)
    clips: Mapping[Language, Mapping[Clip, Audio]] = field(default_factory=dict)
    music: Audio | None = None

    def find(self, name: AnnouncementName, language: str = "") -> Audio | None:
        """The announcement in the nearest language to `language` (a BCP 47 tag); None when not even en-US has it."""
        candidates = (self.spoken.get(one, {}).get(name) for one in (spoken_language(language), DEFAULT_LANGUAGE))
        return next((audio for audio in candidates if audio), None)

    def clip(self, clip: Clip, language: str = "") -> Audio | None:
        """The clip in the nearest language to `language`, or None: a number or time is in one language."""
        return self.clips.get(spoken_language(language), {}).get(clip)

    def tone(self, name: ToneName, country: str) -> Audio | None:
        """The tone as it sounds in `country` (ISO 3166-1 alpha-2), or None. Signals sound the same in all."""
        return self.tones.get(country, {}).get(name)


def country_of(configuration: Configuration) -> str:
    """The country (ISO 3166-1 alpha-2) whose tones the callers of a tenant hear."""
    return tone_country(configuration.office.tone_country, configuration.office.language)


def languages_of(configuration: Configuration) -> tuple[Language, ...]:
    """The languages that callers of a tenant may hear: the default, then the office's, those of the menus, of
    the mailboxes, of the queues and of the conferences.
    """
    office = configuration.office
    menus = (menu.document.language for menu in configuration.all(Ivr))
    people = (one.document.voicemail.language or "" for one in configuration.all(Extension))
    groups = (one.document.voicemail.language or "" for one in configuration.all(GroupVoicemail))
    queues = (one.document.language for one in configuration.all(Queue))
    rooms = (one.document.language for one in configuration.all(Conference))
    spoken = map(
        spoken_language, (office.language, *menus, office.voicemail.language, *people, *groups, *queues, *rooms)
    )
    return tuple(dict.fromkeys((DEFAULT_LANGUAGE, *spoken)))
