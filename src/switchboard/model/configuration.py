"""All objects of a tenant at one moment, for those who only read: a call keeps the one it began with."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from switchboard.model.base import Document
from switchboard.model.closure import Closure
from switchboard.model.conference import Conference
from switchboard.model.dialplan import NumberRanges, Numbers
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.families import Numbered
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import DirectDial, ExtensionMember, GroupMember, Ivr, Member, OrganizationMember
from switchboard.model.names import Names, found_alike
from switchboard.model.office import Office
from switchboard.model.organization import Departments, Organization
from switchboard.model.pickup import group_of
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.schedule import Decision, Schedule, decide
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, OutboundRoute, Trunk

D = TypeVar("D", bound=Document)
K = TypeVar("K")
V = TypeVar("V")

_Service = Stored[RingGroup] | Stored[Ivr] | Stored[GroupVoicemail] | Stored[Queue] | Stored[Conference]


class _Dialable:
    """Objects by the numbers that reach them."""

    def __init__(self, objects: Iterable[Stored[Numbered]], exclude: NumberRanges) -> None:
        numbered = ((found.document.number, found) for found in objects)
        self.objects = {number: found for number, found in numbered if number not in exclude}
        self.numbers = Numbers(self.objects)


class Configuration:
    """An immutable snapshot with the look-ups that calls need."""

    def __init__(self, objects: Mapping[int, Stored[Document]]) -> None:
        self._objects = objects
        self._by_number = dict(_numbered(objects.values()))
        self._families: dict[type[Document], list[Stored[Document]]] = {}
        self._routes_in: dict[int, tuple[Stored[InboundRoute], ...]] = {}
        # By the rule and not by the menu: many menus have equal rules, and an index of thousands of numbers is large.
        self._extensions: dict[DirectDial, _Dialable] = {}
        self._services: dict[tuple[DirectDial, str], _Dialable] = {}
        self._names: Names | None = None

    @classmethod
    def of(cls, objects: Iterable[Stored[Document]]) -> "Configuration":
        return cls({stored.id: stored for stored in objects})

    def changed(self, new: Sequence[Stored[Document]], gone: Sequence[int]) -> "Configuration":
        """A snapshot in which `new` are added or replaced and the ids `gone` are missing."""
        changed = Configuration({})
        touched = {*gone, *(stored.id for stored in new)}
        before = [stored for id in touched if (stored := self._objects.get(id))]
        # Of ten thousand objects most stay: what was made of them is taken over, and not made anew for each change.
        changed._objects = _replaced(self._objects, touched, ((stored.id, stored) for stored in new))
        changed._by_number = _replaced(self._by_number, dict(_numbered(before)), _numbered(new))
        for family, known in self._families.items():
            if not any(isinstance(stored.document, family) for stored in (*before, *new)):
                changed._families[family] = known
        if all(found_alike(self._objects.get(id), changed._objects.get(id)) for id in touched):
            changed._names = self._names
        return changed

    def get(self, family: type[D], id: int) -> Stored[D] | None:
        """The object with that id, if it exists and is of that family."""
        stored = self._objects.get(id)
        if stored is None or not isinstance(stored.document, family):
            return None
        return cast("Stored[D]", stored)

    def by_number(self, number: str) -> Stored[Numbered] | None:
        stored = self._by_number.get(number)
        if stored is None or not isinstance(stored.document, Numbered):
            return None
        return cast("Stored[Numbered]", stored)

    def all(self, family: type[D]) -> list[Stored[D]]:
        """Every object of a family, by id."""
        if family not in self._families:
            mine = (stored for stored in self._objects.values() if isinstance(stored.document, family))
            self._families[family] = sorted(mine, key=lambda stored: stored.id)
        return cast("list[Stored[D]]", list(self._families[family]))

    def extension_by_number(self, number: str) -> Stored[Extension] | None:
        stored = self._by_number.get(number)
        return None if stored is None else self.get(Extension, stored.id)

    def members(self, members: Iterable[Member]) -> frozenset[int]:
        """The ids of the extensions that `members` name, groups and organizations resolved now."""
        ids: set[int] = set()
        for member in members:
            if isinstance(member, ExtensionMember):
                ids.add(member.extension)
            elif isinstance(member, GroupMember) and (group := self.get(ExtensionGroup, member.group)):
                ids.update(group.document.members)
            elif isinstance(member, OrganizationMember):
                ids.update(self._departments.members(member.organization))
        return frozenset(ids)

    @property
    def names(self) -> Names:
        """Who can be dialled by name. Made when it is asked for: with thousands of extensions, in a moment."""
        if self._names is None:
            self._names = Names(self.all(Extension))
        return self._names

    def dialable_from(self, ivr: Ivr) -> Mapping[str, Stored[Numbered]]:
        """What `ivr` lets its callers dial directly, by number: extensions, and what `DirectDial` calls services."""
        return ChainMap(self._dialled_by(ivr).objects, self._services_of(ivr).objects)

    def dialable_numbers(self, ivr: Ivr) -> Numbers:
        """The numbers of the extensions in `dialable_from`, for those who collect digits."""
        return self._dialled_by(ivr).numbers

    def dialable_services(self, ivr: Ivr) -> Numbers:
        """The numbers of the services in `dialable_from`."""
        return self._services_of(ivr).numbers

    def _dialled_by(self, ivr: Ivr) -> _Dialable:
        rule = ivr.direct_dial
        if rule not in self._extensions:
            self._extensions[rule] = _Dialable(self._permitted(rule), _excluded(rule))
        return self._extensions[rule]

    def _services_of(self, ivr: Ivr) -> _Dialable:
        """Apart from the extensions: these are many and the same for many menus, but no menu reaches itself."""
        rule = ivr.direct_dial
        if (rule, ivr.number) not in self._services:
            others = (found for found in self._reachable(rule) if found.document.number != ivr.number)
            self._services[rule, ivr.number] = _Dialable(others, _excluded(rule))
        return self._services[rule, ivr.number]

    def _reachable(self, rule: DirectDial) -> list[_Service]:
        if rule.services == "off":
            return []
        if rule.services == "all":
            return [
                *self.all(RingGroup),
                *self.all(Ivr),
                *self.all(GroupVoicemail),
                *self.all(Queue),
                *self.all(Conference),
            ]
        groups = [found for id in rule.ring_groups if (found := self.get(RingGroup, id))]
        queues = (queue for id in rule.queues if (queue := self.get(Queue, id)))
        rooms = (room for id in rule.conferences if (room := self.get(Conference, id)))
        return [*groups, *queues, *rooms]

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

    def inbound_routes(self, trunk: int) -> tuple[Stored[InboundRoute], ...]:
        """The inbound routes that calls from a trunk can take, in order."""
        if trunk not in self._routes_in:
            routes = self.all(InboundRoute)
            mine = (one for one in routes if not one.document.trunks or trunk in one.document.trunks)
            self._routes_in[trunk] = tuple(sorted(mine, key=lambda route: (route.document.position, route.id)))
        return self._routes_in[trunk]

    @cached_property
    def _departments(self) -> Departments:
        return Departments(self.all(Organization))

    def group_of(self, extension: int) -> frozenset[int]:
        """The extensions (their ids) that are with an extension in a group of any kind, itself included."""
        groups = (
            *(one.document.members for one in self.all(ExtensionGroup)),
            *(one.document.members for one in self.all(RingGroup)),
            *(one.document.members for one in self.all(Organization)),
            *([agent.extension for agent in one.document.agents] for one in self.all(Queue)),
        )
        return group_of(extension, groups)

    @cached_property
    def mailbox_numbers(self) -> Numbers:
        """The numbers of those who own a mailbox."""
        people = (one.document.number for one in self.all(Extension))
        return Numbers((*people, *(one.document.number for one in self.all(GroupVoicemail))))

    @cached_property
    def office(self) -> Office:
        """The tenant's, or the defaults."""
        offices = self.all(Office)
        return offices[0].document if offices else Office()

    @cached_property
    def ring_by_last_talk(self) -> frozenset[int]:
        """The ids of the extensions in ring groups that ring whoever talked longest ago first."""
        groups = (one.document for one in self.all(RingGroup))
        return frozenset(id for one in groups if one.strategy == "least_recent" for id in one.members)

    @cached_property
    def dnd(self) -> frozenset[int]:
        """The ids of the extensions that are not to be disturbed."""
        return frozenset(one.id for one in self.all(Extension) if one.document.forwarding.dnd)

    def decide(self, schedule: Schedule, instant: datetime) -> Decision:
        """What an instant (aware) falls into."""
        office = self.office
        if schedule.hours is None and self.closure(instant) is not None:
            local = instant.astimezone(ZoneInfo(self.zone_of(schedule)))
            return Decision("closed", local, for_a_while=True)
        holidays = {id: found.document for id in schedule.holidays if (found := self.get(Holiday, id))}
        return decide(schedule, instant, hours=office.hours, timezone=office.timezone, holidays=holidays)

    def closure(self, instant: datetime) -> Closure | None:
        """Why the office is closed for a while at an instant (aware), if it is."""
        closure = self.office.closure
        return closure if closure is not None and closure.holds(instant) else None

    def zone_of(self, schedule: Schedule) -> str:
        """The time zone in which `decide` looks at the clock."""
        return schedule.timezone or self.office.timezone

    def received_number(self, trunk: Trunk, number: str) -> str:
        """The number of a caller through a trunk in the one form that records, look-ups and calls back share."""
        is_ours = self.by_number(number) is not None
        return number if is_ours else self.office.numbering.received(number, trunk.incoming_number_form)

    def called_forms(self, trunk: Trunk, number: str) -> tuple[str, ...]:
        """A number that a trunk says is called, in all forms in which a route may have it."""
        return self.office.numbering.forms(number, trunk.incoming_number_form)

    def shown_number(self, trunk: Trunk, number: str) -> str:
        """A number of a caller as a trunk is told it."""
        is_ours = self.by_number(number) is not None
        return number if is_ours else self.office.numbering.written(number, trunk.caller_number_form)

    def trunks(self) -> list[Stored[Trunk]]:
        """Those that are enabled."""
        return [trunk for trunk in self.all(Trunk) if trunk.document.enabled]


def _numbered(objects: Iterable[Stored[Document]]) -> Iterator[tuple[str, Stored[Document]]]:
    return ((stored.document.number, stored) for stored in objects if isinstance(stored.document, Numbered))


def _replaced(known: Mapping[K, V], gone: Iterable[K], new: Iterable[tuple[K, V]]) -> dict[K, V]:
    """`known` without the keys `gone` and with `new`."""
    found = dict(known)
    for key in gone:
        found.pop(key, None)
    found.update(new)
    return found


def _excluded(rule: DirectDial) -> NumberRanges:
    return NumberRanges((one.first, one.last) for one in rule.exclude)
