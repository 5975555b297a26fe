"""What calls can get to: from outside, and at all. Where it cannot be known, as behind a web server, rather too much is
taken to be reached, so that nothing that callers reach is said to be out of reach.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.base import Document
from switchboard.model.caller_list import CallerList
from switchboard.model.checks.survey import Survey
from switchboard.model.destination import DialByName, Disa
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.families import Numbered
from switchboard.model.ivr import DirectDial, ExtensionMember, GroupMember, Ivr, Member, OrganizationMember
from switchboard.model.office import Office
from switchboard.model.organization import Organization
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute

_EXTENSIONS: Final = -1
_SERVICES: Final = -2
_EVERYTHING: Final = -3
"""Stand for many objects at once, so that each menu that leads to all of them costs one step."""


class Reach:
    """The ids of what can be reached."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._objects = {stored.id: stored for stored in survey.objects}

    @cached_property
    def from_outside(self) -> frozenset[int]:
        """By callers who come through a trunk and whom nobody transfers by hand."""
        return self._from(self._doors())

    @cached_property
    def at_all(self) -> frozenset[int]:
        """Also by phones, which can dial whatever has a number."""
        numbered = (stored.id for stored in self._survey.objects if isinstance(stored.document, Numbered))
        return self._from((*self._doors(), *numbered))

    def _doors(self) -> Iterator[int]:
        configuration = self._survey.configuration
        enabled = {trunk.id for trunk in configuration.trunks()}
        for route in configuration.all(InboundRoute):
            if not enabled.isdisjoint(route.document.trunks or enabled):
                yield route.id
        yield from (one.id for one in configuration.all(CallerList) if one.document.enabled)
        yield from (office.id for office in configuration.all(Office))

    def _from(self, roots: Iterable[int]) -> frozenset[int]:
        seen = set(roots)
        waiting = list(seen)
        while waiting:
            new = set(self._next(waiting.pop())) - seen
            seen |= new
            waiting += new
        return frozenset(seen)

    def _next(self, id: int) -> Iterable[int]:
        everything = self._survey.objects
        if id == _EVERYTHING:
            return [stored.id for stored in everything]
        if id == _EXTENSIONS:
            return [stored.id for stored in everything if isinstance(stored.document, Extension)]
        if id == _SERVICES:
            return [
                stored.id
                for stored in everything
                if isinstance(stored.document, Numbered) and not isinstance(stored.document, Extension)
            ]
        stored = self._objects.get(id)
        return () if stored is None else (*self._by_ways(stored), *_by_kind(stored.document), *self._below.get(id, ()))

    def _by_ways(self, stored: Stored[Document]) -> Iterator[int]:
        for way in self._survey.ways(stored.id):
            target = self._survey.target(way.to)
            if target is not None:
                yield target
            elif isinstance(way.to, Disa):
                yield from (_EXTENSIONS, _SERVICES)
            elif isinstance(way.to, DialByName):
                yield _EXTENSIONS

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        """The departments below each."""
        found: dict[int, list[int]] = {}
        for one in self._survey.configuration.all(Organization):
            if one.document.parent is not None:
                found.setdefault(one.document.parent, []).append(one.id)
        return found


def _by_kind(document: Document) -> Iterable[int]:
    """Where else an object can lead."""
    match document:
        case Ivr():
            asks = any(action.enabled for action in document.actions)
            return (*_by_dialling(document.direct_dial), *((_EXTENSIONS, _SERVICES) if asks else ()))
        case ApiDialplan():
            return (_EVERYTHING,)
        case RingGroup() | ExtensionGroup() | Organization():
            return document.members
        case Queue():
            return [agent.extension for agent in document.agents]
    return ()


def _by_dialling(rule: DirectDial) -> Iterator[int]:
    match rule.mode:
        case "all" | "restrict":
            yield _EXTENSIONS
        case "allow":
            yield from _members(rule.allow)
    match rule.services:
        case "all":
            yield _SERVICES
        case "allow":
            yield from (*rule.ring_groups, *rule.queues, *rule.conferences)


def _members(members: Iterable[Member]) -> Iterator[int]:
    for member in members:
        match member:
            case ExtensionMember(extension=id) | GroupMember(group=id) | OrganizationMember(organization=id):
                yield id
