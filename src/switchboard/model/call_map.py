"""Where calls can go from each object: what a map of the menus is drawn from. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.base import Document
from switchboard.model.caller_list import CallerList
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ByTime, PlainDestination, ToNumber, is_plain
from switchboard.model.directory import Extension
from switchboard.model.families import FAMILIES
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.parts import Id, Steps, parts
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import InboundRoute

_HOLDERS = (InboundRoute, CallerList, Ivr, TimeCondition, ApiDialplan, RingGroup, Queue, GroupVoicemail, Extension)


@dataclass(frozen=True, slots=True)
class Target:
    """The destination `to`, and the object that it leads to, if it leads to one."""

    to: PlainDestination
    object: Stored[Document] | None


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out of an object: where its destination stands, by which `keys` it is taken (of a menu or queue), and
    whether it is `open` at the moment. None: that does not depend on the time.
    """

    steps: Steps
    keys: str
    target: Target
    open: bool | None

    @property
    def part(self) -> str:
        """What the way is: `options`, `no_input`, `night`, `open`, `failover`, `forwarding.busy`."""
        names = [step for step in self.steps if isinstance(step, str) and step not in ("route", "to")]
        return ".".join(names)


@dataclass(frozen=True, slots=True)
class Place:
    """An object from which calls go on."""

    stored: Stored[Document]
    exits: tuple[Exit, ...]


def call_map(configuration: Configuration, at: datetime) -> tuple[Place, ...]:
    """All objects from which calls go on, and all menus, as they are `at` a moment (aware)."""
    found = []
    for family in _HOLDERS:
        for stored in configuration.all(family):
            exits = tuple(_exits(stored.document, configuration, at))
            if exits or family is Ivr:
                found.append(Place(stored, exits))
    return tuple(found)


def _exits(document: Document, configuration: Configuration, at: datetime) -> Iterator[Exit]:
    timed: tuple[Steps, str] | None = None
    if isinstance(document, TimeCondition):
        timed = (), configuration.decide(document.when, at).rule
    ways = list(parts(document))
    for place, (steps, part) in enumerate(ways):
        if isinstance(part, ByTime):
            timed = steps, configuration.decide(part.when, at).rule
        if is_plain(part):
            below = ways[place + 1] if place + 1 < len(ways) else None
            target = Target(part, _object(part, steps, below, configuration))
            yield Exit(steps, _keys(document, steps), target, _open(document, steps, timed, configuration))


def _object(
    to: PlainDestination, steps: Steps, below: tuple[Steps, object] | None, configuration: Configuration
) -> Stored[Document] | None:
    """The object whose id stands in the destination, or whose number."""
    if isinstance(to, ToNumber):
        return configuration.by_number(to.number)
    if below is not None and below[0][:-1] == steps and isinstance(below[1], Id):
        return configuration.get(FAMILIES[below[1].kind], below[1].target)
    return None


def _keys(document: Document, steps: Steps) -> str:
    match document, steps:
        case Ivr(options=options), ("options", int(place), *_):
            return options[place].keys
        case Queue(keys=keys), ("keys", int(place), *_):
            return keys[place].key
    return ""


def _open(
    document: Document, steps: Steps, timed: tuple[Steps, str] | None, configuration: Configuration
) -> bool | None:
    if isinstance(document, Ivr) and steps[0] == "night":
        return document.night.enabled or configuration.office.night_mode
    if timed is not None and steps[:-1] == timed[0]:
        return steps[-1] == timed[1]
    return None
