"""All objects of a tenant at one moment, for those who only read: a call keeps the one it began with."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from switchboard.model.base import Document
from switchboard.model.dialplan import Numbers
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import DirectDial, ExtensionMember, Ivr, Member
from switchboard.model.office import Office
from switchboard.model.schedule import Decision, Schedule, decide
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, OutboundRoute, Trunk

D = TypeVar("D", bound=Document)


class Configuration:
    """An immutable snapshot with the look-ups that calls need."""

    def __init__(self, objects: Mapping[int, Stored[Document]]) -> None:
        self._objects = objects
        self._by_number = {
            number: stored for stored in objects.values() if (number := stored.document.dialled_number()) is not None
        }
        self._families: dict[type[Document], list[Stored[Document]]] = {}
        self._dialable: dict[DirectDial, tuple[dict[str, Stored[Extension]], Numbers]] = {}

    @classmethod
    def of(cls, objects: Iterable[Stored[Document]]) -> "Configuration":
        return cls({stored.id: stored for stored in objects})

    def changed(self, new: Iterable[Stored[Document]], gone: Iterable[int]) -> "Configuration":
        """A snapshot in which `new` are added or replaced and the ids `gone` are missing."""
        objects = dict(self._objects)
        for key in gone:
            objects.pop(key, None)
        objects.update((stored.id, stored) for stored in new)
        return Configuration(objects)

    def get(self, family: type[D], key: int) -> Stored[D] | None:
        """The object with that id, if it exists and is of that family."""
        stored = self._objects.get(key)
        if stored is None or not isinstance(stored.document, family):
            return None
        return Stored(stored.id, stored.revision, stored.document)

    def by_number(self, number: str) -> Stored[Document] | None:
        return self._by_number.get(number)

    def all(self, family: type[D]) -> list[Stored[D]]:
        """Every object of a family, by id."""
        if family not in self._families:
            mine = (stored for stored in self._objects.values() if isinstance(stored.document, family))
            self._families[family] = sorted(mine, key=lambda stored: stored.id)
        return [found for stored in self._families[family] if (found := self.get(family, stored.id))]

    def extension_by_number(self, number: str) -> Stored[Extension] | None:
        stored = self._by_number.get(number)
        return None if stored is None else self.get(Extension, stored.id)

    def members(self, members: Iterable[Member]) -> frozenset[int]:
        """The ids of the extensions that `members` name, groups resolved now."""
        ids: set[int] = set()
        for member in members:
            if isinstance(member, ExtensionMember):
                ids.add(member.extension)
            elif group := self.get(ExtensionGroup, member.group):
                ids.update(group.document.members)
        return frozenset(ids)

    def dialable_from(self, ivr: Ivr) -> Mapping[str, Stored[Extension]]:
        """The extensions by number that `ivr` lets its callers dial directly."""
        return self._dialled_by(ivr.direct_dial)[0]

    def dialable_numbers(self, ivr: Ivr) -> Numbers:
        """The numbers of `dialable_from`, for those who collect digits."""
        return self._dialled_by(ivr.direct_dial)[1]

    def _dialled_by(self, rule: DirectDial) -> tuple[dict[str, Stored[Extension]], Numbers]:
        if rule not in self._dialable:
            extensions = {found.document.number: found for found in self._permitted(rule)}
            self._dialable[rule] = extensions, Numbers(extensions)
        return self._dialable[rule]

    def _permitted(self, rule: DirectDial) -> list[Stored[Extension]]:
        if rule.mode == "off":
            return []
        allowed = self.members(rule.allow) if rule.mode == "allow" else None
        denied = self.members(rule.restrict) if rule.mode == "restrict" else frozenset()
        return [
            extension
            for extension in self.all(Extension)
            if extension.id not in denied and (allowed is None or extension.id in allowed)
        ]

    def outbound_routes(self, ids: Iterable[int] | None = None) -> list[Stored[OutboundRoute]]:
        """Outbound routes in the order in which they are tried; only those with `ids` where given."""
        wanted = None if ids is None else frozenset(ids)
        routes = [route for route in self.all(OutboundRoute) if wanted is None or route.id in wanted]
        return sorted(routes, key=lambda route: (route.document.position, route.id))

    def outbound_routes_for(self, extension: int) -> list[Stored[OutboundRoute]]:
        """The outbound routes that an extension may dial through."""
        return [
            route
            for route in self.outbound_routes()
            if route.document.all_extensions or extension in route.document.extensions
        ]

    def inbound_routes(self, trunk: int) -> list[Stored[InboundRoute]]:
        """The inbound routes that calls from a trunk can take, in order."""
        routes = [
            route for route in self.all(InboundRoute) if not route.document.trunks or trunk in route.document.trunks
        ]
        return sorted(routes, key=lambda route: (route.document.position, route.id))

    @property
    def office(self) -> Office:
        """The tenant's, or the defaults."""
        return next((stored.document for stored in self.all(Office)), Office())

    def decide(self, schedule: Schedule, instant: datetime) -> Decision:
        """What an instant (aware) falls into."""
        office = self.office
        holidays = {key: found.document for key in schedule.holidays if (found := self.get(Holiday, key))}
        return decide(schedule, instant, hours=office.hours, timezone=office.timezone, holidays=holidays)

    def trunks(self) -> list[Stored[Trunk]]:
        return self.all(Trunk)
