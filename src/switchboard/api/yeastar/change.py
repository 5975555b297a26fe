"""Yeastar's changes applied to an IVR of the model. Pure.

Everything that Yeastar has no parameter for stays as it is (call semantics, section 6).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from switchboard.api.yeastar import destinations
from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.api.yeastar.mapping import MODES, route_of, stops_recording
from switchboard.api.yeastar.naming import object_id, prompt_names, prompt_ref
from switchboard.api.yeastar.wire import (
    INVALID,
    MAX_PROMPTS,
    TIMEOUT,
    CallNumberItem,
    IvrChange,
    IvrSettings,
    MemberItem,
    RouteItem,
    Slot,
    SlotValues,
)
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.feature_codes import MenuFeature
from switchboard.model.ivr import (
    DirectDial,
    ExtensionMember,
    GroupMember,
    Ivr,
    Member,
    Option,
    OrganizationMember,
    OutboundDial,
    Retry,
    Route,
    UnresolvedMember,
    UnresolvedService,
)
from switchboard.model.organization import Organization
from switchboard.model.prompt import PromptRef
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.trunk import OutboundRoute

_UNSUPPORTED = {
    "client_unique_ringtone": "ringtones of its own clients",
}
"""Parameter that must be empty or 0 -> what is missing."""


def apply(ivr: Ivr, id: int, sent: IvrChange, objects: Configuration) -> Ivr:
    """The IVR with that id as it becomes. `objects` holds what it refers to and what is sent names.

    Raises Refusal 40002 with all that is wrong.
    """
    settings, references = sent.settings, _References(objects)
    _refuse_unsupported(settings, references)
    dialled = _extensions(ivr.direct_dial, settings, references)
    parts: dict[str, object] = {
        **_plain(settings),
        "greeting": ivr.greeting if settings.prompt is None else references.prompts(settings.prompt),
        "direct_dial": _services(dialled, settings, references),
        "outbound_dial": _outbound_dial(ivr.outbound_dial, settings, references),
        "feature_codes": _feature_codes(ivr.feature_codes, settings),
    }
    routes = {slot: _slot_route(ivr, id, slot, values, references) for slot, values in sent.slots.items()}
    parts |= {
        "no_input": _retry(ivr.no_input, settings.prompt_repeat, routes.get(TIMEOUT)),
        "no_match": _retry(ivr.no_match, None, routes.get(INVALID)),
        "options": _options(ivr.options, routes),
        "unassigned_stop_recording": _unassigned_stops(ivr.unassigned_stop_recording, routes),
    }
    references.refuse_problems()
    return Ivr.model_validate({**dict(ivr), **parts})


class _References:
    """Looks up what a request refers to, and collects all that is wrong with the request."""

    def __init__(self, objects: Configuration) -> None:
        self.objects = objects
        self._problems: list[Problem] = []

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)

    def refuse_problems(self) -> None:
        """Raises Refusal 40002 when there are any."""
        if self._problems:
            raise Refusal(Code.PARAMETER_ERROR, *self._problems)

    def prompts(self, sent: str) -> tuple[PromptRef, ...]:
        names = prompt_names(sent)
        if len(names) > MAX_PROMPTS:
            self.add(Problem("prompt", sent, "max", f"at most {MAX_PROMPTS} prompts"))
        found = {name: prompt_ref(name, self.objects) for name in names}
        for name in names:
            if found[name] is None:
                self._missing("prompt", name, "prompt with this name")
        return tuple(ref for name in names if (ref := found[name]))

    def members(self, name: str, sent: Sequence[MemberItem] | None, stored: tuple[Member, ...]) -> tuple[Member, ...]:
        if sent is None:
            return stored
        return tuple(member for item in sent if (member := self._member(name, item)))

    def _member(self, name: str, item: MemberItem) -> Member | None:
        """The member that an item names; None, and a problem, where it names nothing.

        Organizations that do not exist are kept, for `refuse_unresolved` to refuse in a list that is in force.
        """
        id = object_id(item.value)
        if item.type == "organization":
            exists = id is not None and self.objects.get(Organization, id)
            return OrganizationMember(organization=id) if id and exists else UnresolvedMember(key=item.value)
        if id is not None and item.type == "extension" and self.objects.get(Extension, id):
            return ExtensionMember(extension=id)
        if id is not None and item.type == "ext_group" and self.objects.get(ExtensionGroup, id):
            return GroupMember(group=id)
        self._missing(name, item.value, f"{item.type} with this id")
        return None

    def ring_groups(self, sent: Sequence[CallNumberItem]) -> tuple[int, ...]:
        found = (self._id(RingGroup, "dial_call_number_list", one.value) for one in sent if one.type == "ring_group")
        return tuple(id for id in found if id)

    def present(self, family: type[Queue | Conference], sent: Sequence[CallNumberItem]) -> tuple[int, ...]:
        """Those that exist: another system's are kept in a list that is not in force."""
        ids = (object_id(one.value) for one in sent if one.type == family.kind)
        return tuple(id for id in ids if id is not None and self.objects.get(family, id))

    def outbound_routes(self, sent: Sequence[RouteItem]) -> tuple[int, ...]:
        found = (self._id(OutboundRoute, "dial_outb_route_list", one.value) for one in sent)
        return tuple(id for id in found if id)

    def _id(self, family: type[RingGroup] | type[OutboundRoute], name: str, text: str) -> int | None:
        id = object_id(text)
        if id is not None and self.objects.get(family, id):
            return id
        self._missing(name, text, f"{family.kind.replace('_', ' ')} with this id")
        return None

    def demand(self, name: str, sent: Sequence[object] | None, result: Sequence[object]) -> None:
        """Refuse an empty list. If all entries that were sent were refused, they have their problems already."""
        if not result and not sent:
            self.add(Problem(name, rule="required"))

    def refuse_unresolved(self, name: str, entries: Sequence[Member | UnresolvedService]) -> None:
        """Refuse what this server does not have. Only a list in force may not hold it: in another one it is kept, for
        the system that knows it.
        """
        for entry in entries:
            if isinstance(entry, UnresolvedMember):
                self._missing(name, entry.key, "organization with this id")
            elif isinstance(entry, UnresolvedService):
                self._missing(name, entry.key, f"{entry.type} with this id")

    def _missing(self, name: str, value: str, what: str) -> None:
        self.add(Problem(name, value, "reference", f"there is no {what}"))


def _refuse_unsupported(sent: IvrSettings, references: _References) -> None:
    """Refuse what Yeastar documents and this server cannot do: it is never ignored in silence."""
    for name, what in _UNSUPPORTED.items():
        if getattr(sent, name):
            references.add(Problem(name, rule="unsupported", reason=f"this server has no {what}"))


def _plain(sent: IvrSettings) -> dict[str, object]:
    """What the model has under another name, with the same values."""
    values = {
        "number": sent.number,
        "name": sent.name,
        "alert_info": sent.alert_info,
        "response_timeout_s": sent.resp_timeout,
        "digit_timeout_s": sent.digit_timeout,
    }
    return {name: value for name, value in values.items() if value is not None}


def _extensions(rule: DirectDial, sent: IvrSettings, references: _References) -> DirectDial:
    """Who may be dialled, after the change.

    The list of the option in force must not be empty, and must name only what exists. A request that changes neither
    the option nor that list is not held up by it.
    """
    mode = rule.mode if sent.dial_ext_option is None else MODES[sent.dial_ext_option]
    allow = references.members("dial_ext_list", sent.dial_ext_list, rule.allow)
    restrict = references.members("restrict_dial_ext_list", sent.restrict_dial_ext_list, rule.restrict)
    for option, name, items, members in (
        ("allow", "dial_ext_list", sent.dial_ext_list, allow),
        ("restrict", "restrict_dial_ext_list", sent.restrict_dial_ext_list, restrict),
    ):
        if mode == option and (sent.dial_ext_option or items is not None):
            references.demand(name, items, members)
            references.refuse_unresolved(name, members)
    return rule.model_copy(update={"mode": mode, "allow": allow, "restrict": restrict})


def _services(rule: DirectDial, sent: IvrSettings, references: _References) -> DirectDial:
    """Which of all with a number may be dialled. A menu that permits all services does so until it gets a list."""
    items = sent.dial_call_number_list
    groups = rule.ring_groups if items is None else references.ring_groups(items)
    queues = rule.queues if items is None else references.present(Queue, items)
    rooms = rule.conferences if items is None else references.present(Conference, items)
    others = rule.unresolved_services if items is None else _unresolved_services(items, {*queues, *rooms})
    enabled = rule.services != "off" if sent.enb_dial_call_number is None else bool(sent.enb_dial_call_number)
    if enabled and (sent.enb_dial_call_number or items is not None):
        references.demand("dial_call_number_list", items, [*groups, *queues, *rooms, *others])
        references.refuse_unresolved("dial_call_number_list", others)
    listed = "all" if items is None and rule.services == "all" else "allow"
    change = {"ring_groups": groups, "queues": queues, "conferences": rooms, "unresolved_services": others}
    return rule.model_copy(update={"services": listed if enabled else "off", **change})


def _unresolved_services(sent: Sequence[CallNumberItem], present: Collection[int]) -> tuple[UnresolvedService, ...]:
    return tuple(
        UnresolvedService(type=item.type, key=item.value)
        for item in sent
        if item.type != "ring_group" and object_id(item.value) not in present
    )


def _outbound_dial(rule: OutboundDial, sent: IvrSettings, references: _References) -> OutboundDial:
    items = sent.dial_outb_route_list
    enabled = rule.enabled if sent.enb_dial_outb_routes is None else bool(sent.enb_dial_outb_routes)
    routes = rule.routes if items is None else references.outbound_routes(items)
    if enabled and (sent.enb_dial_outb_routes or items is not None):
        references.demand("dial_outb_route_list", items, routes)
    return OutboundDial(enabled=enabled, routes=routes)


def _feature_codes(stored: tuple[MenuFeature, ...], sent: IvrSettings) -> tuple[MenuFeature, ...]:
    """The features that callers may dial; those that stay keep their order."""
    switched: dict[MenuFeature, int | None] = {
        "check_messages": sent.enb_dial_check_vm,
        "edit_prompt": sent.prompt_manger_enb,
    }
    kept = tuple(name for name in stored if switched.get(name) != 0)
    return (*kept, *(name for name, on in switched.items() if on and name not in kept))


@dataclass(frozen=True, slots=True)
class _SlotRoute:
    """A slot after the change: its route, None for nowhere; and whether recording stops there, or would stop if it led
    somewhere.
    """

    route: Route | None
    stop: bool


def _slot_route(ivr: Ivr, id: int, slot: Slot, sent: SlotValues, references: _References) -> _SlotRoute:
    """The route of a slot after the change; what is not sent stays as stored, as long as the type stays the same.

    Whether recording stops is kept too, unless the request removes the option of a key: then it is off.
    """
    now = route_of(ivr, slot)
    to = _destination(slot, sent, now.to if now else None, id, references)
    is_removed = slot.keys != "" and to is None and now is not None
    kept_stop = stops_recording(ivr, slot) and not is_removed
    stop = kept_stop if sent.stop is None else bool(sent.stop)
    return _SlotRoute(None if to is None else Route(to=to, stop_recording=stop), stop)


def _destination(
    slot: Slot, sent: SlotValues, now: Destination | None, id: int, references: _References
) -> Destination | None:
    if not sent.leads:
        return now
    was = destinations.to_wire(now, id, references.objects) if now else ("", "", "")
    dest = was[0] if sent.dest is None else sent.dest
    prefix, value = was[1:] if dest == was[0] else ("", "")
    prefix = prefix if sent.prefix is None else sent.prefix
    value = value if sent.value is None else sent.value
    to = destinations.from_wire(slot, dest, prefix, value, references.objects)
    if isinstance(to, Problem):
        references.add(to)
        return None
    return to


def _retry(rule: Retry, prompt_repeat: int | None, slot: _SlotRoute | None) -> Retry:
    """The rule for silence or invalid input after the change. These always lead somewhere: they hang up where a key
    would lose its option.
    """
    retries = rule.retries if prompt_repeat is None else prompt_repeat - 1
    route = rule.route if slot is None else slot.route or Route(stop_recording=slot.stop)
    return rule.model_copy(update={"retries": retries, "route": route})


def _options(stored: Sequence[Option], routes: Mapping[Slot, _SlotRoute]) -> tuple[Option, ...]:
    """The options after the change: a new route takes the place of what the same keys led to, or the last place; a key
    that leads nowhere has no option.
    """
    options = {option.keys: option for option in stored}
    for slot, one in routes.items():
        if slot.keys and one.route is None:
            options.pop(slot.keys, None)
        elif slot.keys and one.route is not None:
            old = options.get(slot.keys) or Option(keys=slot.keys, route=one.route)
            options[slot.keys] = old.model_copy(update={"route": one.route})
    return tuple(options.values())


def _unassigned_stops(stored: Sequence[str], routes: Mapping[Slot, _SlotRoute]) -> tuple[str, ...]:
    """Keys without an option at which recording would stop."""
    changed = [slot.keys for slot in routes]
    added = [slot.keys for slot, one in routes.items() if slot.keys and one.stop and one.route is None]
    return (*(keys for keys in stored if keys not in changed), *added)
