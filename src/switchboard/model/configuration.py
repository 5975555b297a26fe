"""All objects of a tenant at one moment, for those who only read: a call keeps the one it began with."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from switchboard.model.base import Document
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import ExtensionMember, Ivr, Member
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
        return [
            Stored(stored.id, stored.revision, stored.document)
            for stored in sorted(self._objects.values(), key=lambda stored: stored.id)
            if isinstance(stored.document, family)
        ]

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

    def dialable_from(self, ivr: Ivr) -> dict[str, Stored[Extension]]:
        """The extensions by number that `ivr` lets its callers dial directly."""
        rule = ivr.direct_dial
        if rule.mode == "off":
            return {}
        allowed = self.members(rule.allow) if rule.mode == "allow" else None
        denied = self.members(rule.restrict) if rule.mode == "restrict" else frozenset()
        return {
            extension.document.number: extension
            for extension in self.all(Extension)
            if extension.id not in denied and (allowed is None or extension.id in allowed)
        }

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

    def trunks(self) -> list[Stored[Trunk]]:
        return self.all(Trunk)
