"""A configuration as the rules look at it: all that leads somewhere, says something or names something."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    PlainDestination,
    ToApiDialplan,
    ToConference,
    ToExtension,
    ToExtensionVoicemail,
    ToGroupVoicemail,
    ToIvr,
    ToNumber,
    ToQueue,
    ToRingGroup,
    ToTimeCondition,
    is_plain,
)
from switchboard.model.families import FAMILIES
from switchboard.model.parts import Id, Steps, parts
from switchboard.model.prompt import CustomPrompt
from switchboard.model.stored import Stored


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is kept outside the documents: which extensions have a password for a phone, and the names of the secrets
    of each object that has any.
    """

    phones: frozenset[int]
    of_objects: Mapping[int, frozenset[str]]

    def has(self, id: int, name: str) -> bool:
        return name in self.of_objects.get(id, ())


@dataclass(frozen=True, slots=True)
class Way:
    """A destination that stands in an object."""

    holder: Stored[Document]
    steps: Steps
    to: PlainDestination


@dataclass(frozen=True, slots=True)
class Said:
    """A prompt of the tenant that stands in an object."""

    holder: Stored[Document]
    steps: Steps
    prompt: int


@dataclass(frozen=True, slots=True)
class Named:
    """An id that stands in an object."""

    holder: Stored[Document]
    steps: Steps
    id: Id


@dataclass(frozen=True, slots=True)
class Timed:
    """A destination by time that stands in an object."""

    holder: Stored[Document]
    steps: Steps
    rules: ByTime


class Survey:
    """All of it, collected in one pass. `secrets` None: not known, so nothing is said of them. `now` is aware."""

    def __init__(self, configuration: Configuration, now: datetime, secrets: Secrets | None) -> None:
        self.configuration, self.now, self.secrets = configuration, now, secrets
        self._ways: dict[int, list[Way]] = defaultdict(list)
        self.said: list[Said] = []
        self.named: list[Named] = []
        self.timed: list[Timed] = []
        self.objects = [stored for family in FAMILIES.values() for stored in configuration.all(family)]
        for stored in self.objects:
            self._look_into(stored)

    def _look_into(self, stored: Stored[Document]) -> None:
        for steps, part in parts(stored.document):
            if isinstance(part, Id):
                self.named.append(Named(stored, steps, part))
            elif isinstance(part, CustomPrompt):
                self.said.append(Said(stored, steps, part.prompt))
            elif isinstance(part, ByTime):
                self.timed.append(Timed(stored, steps, part))
            elif is_plain(part):
                self._ways[stored.id].append(Way(stored, steps, part))

    def ways(self, holder: int) -> Sequence[Way]:
        """The destinations in an object, by its id."""
        return self._ways.get(holder, ())

    @cached_property
    def all_ways(self) -> list[Way]:
        return [way for ways in self._ways.values() for way in ways]

    @cached_property
    def users(self) -> Mapping[int, list[Named]]:
        """Where an object is named, by its id."""
        found: dict[int, list[Named]] = defaultdict(list)
        for one in self.named:
            found[one.id.target].append(one)
        return found

    def target(self, to: PlainDestination) -> int | None:
        """The id of the object that a destination leads to; None where it leads to none."""
        match to:
            case (
                ToIvr(ivr=id)
                | ToExtension(extension=id)
                | ToExtensionVoicemail(extension=id)
                | ToRingGroup(ring_group=id)
                | ToQueue(queue=id)
                | ToConference(conference=id)
                | ToGroupVoicemail(group_voicemail=id)
                | ToTimeCondition(time_condition=id)
                | ToApiDialplan(api_dialplan=id)
            ):
                return id
            case ToNumber(number=number):
                found = self.configuration.by_number(number)
                return found.id if found else None
        return None
