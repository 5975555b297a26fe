"""Yeastar's changes applied to an IVR of the model. Pure.

Everything that Yeastar has no parameter for stays as it is (call semantics, section 6).
"""

from collections.abc import Sequence

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
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import (
    ExtensionMember,
    GroupMember,
    Ivr,
    Member,
    Option,
    OutboundDial,
    Route,
    UnresolvedMember,
    UnresolvedService,
)
from switchboard.model.prompt import PromptRef
from switchboard.model.ring_group import RingGroup
from switchboard.model.trunk import OutboundRoute

_UNSUPPORTED = {
    "client_unique_ringtone": "ringtones of its own clients",
    "enb_dial_check_vm": "voicemail",
    "prompt_manger_enb": "changing of prompts by telephone",
}
"""Parameter that must be empty or 0 -> what is missing."""


def apply(ivr: Ivr, key: int, change: IvrChange, objects: Configuration) -> Ivr:
    """The IVR with the id `key` as it becomes; `objects` holds what IVR and change refer to. Raises Refusal 40002."""
    edit = _Edit(ivr, key, objects)
    edit.refuse_unsupported(change.settings)
    edit.greeting(change.settings.prompt)
    edit.direct_dial(change.settings)
    edit.dial_numbers(change.settings)
    edit.outbound_dial(change.settings)
    edit.repeat(change.settings.prompt_repeat)
    for slot, values in change.slots.items():
        edit.slot(slot, values)
    return edit.result(change.settings)


class _Edit:
    """One change being applied: the parts of the IVR as they become, and what is wrong."""

    def __init__(self, ivr: Ivr, key: int, objects: Configuration) -> None:
        self._ivr = ivr
        self._key = key
        self._objects = objects
        self._greeting = ivr.greeting
        self._direct_dial = ivr.direct_dial
        self._outbound_dial = ivr.outbound_dial
        self._no_input = ivr.no_input
        self._no_match = ivr.no_match
        self._options = ivr.options
        self._unassigned_stops = ivr.unassigned_stop_recording
        self._problems: list[Problem] = []

    def result(self, sent: IvrSettings) -> Ivr:
        """The new IVR. Raises Refusal."""
        if self._problems:
            raise Refusal(Code.PARAMETER_ERROR, *self._problems)
        plain = {
            "number": sent.number,
            "name": sent.name,
            "alert_info": sent.alert_info,
            "response_timeout_s": sent.resp_timeout,
            "digit_timeout_s": sent.digit_timeout,
        }
        parts = {
            "greeting": self._greeting,
            "direct_dial": self._direct_dial,
            "outbound_dial": self._outbound_dial,
            "no_input": self._no_input,
            "no_match": self._no_match,
            "options": self._options,
            "unassigned_stop_recording": self._unassigned_stops,
        }
        plain_sent = {name: value for name, value in plain.items() if value is not None}
        return Ivr.model_validate({**dict(self._ivr), **parts, **plain_sent})

    def refuse_unsupported(self, sent: IvrSettings) -> None:
        """What is documented and cannot be done here is refused, never swallowed."""
        for name, what in _UNSUPPORTED.items():
            if getattr(sent, name):
                self._refuse(name, None, "unsupported", f"this server has no {what}")

    def repeat(self, sent: int | None) -> None:
        if sent is not None:
            self._no_input = self._no_input.model_copy(update={"retries": sent - 1})

    def greeting(self, sent: str | None) -> None:
        if sent is None:
            return
        names = prompt_names(sent)
        if len(names) > MAX_PROMPTS:
            self._refuse("prompt", sent, "max", f"at most {MAX_PROMPTS} prompts")
        self._greeting = tuple(ref for name in names if (ref := self._prompt(name)) is not None)

    def _prompt(self, name: str) -> PromptRef | None:
        ref = prompt_ref(name, self._objects)
        if ref is None:
            self._refuse("prompt", name, "reference", "there is no prompt with this name")
        return ref

    def direct_dial(self, sent: IvrSettings) -> None:
        """A list is demanded, and must name who there is, where its option is in force and one of the two changes."""
        rule = self._direct_dial
        mode = rule.mode if sent.dial_ext_option is None else MODES[sent.dial_ext_option]
        allow = self._members("dial_ext_list", sent.dial_ext_list, rule.allow)
        restrict = self._members("restrict_dial_ext_list", sent.restrict_dial_ext_list, rule.restrict)
        if mode == "allow" and (sent.dial_ext_option or sent.dial_ext_list is not None):
            self._demand("dial_ext_list", sent.dial_ext_list, allow)
            self._resolve("dial_ext_list", allow)
        if mode == "restrict" and (sent.dial_ext_option or sent.restrict_dial_ext_list is not None):
            self._demand("restrict_dial_ext_list", sent.restrict_dial_ext_list, restrict)
            self._resolve("restrict_dial_ext_list", restrict)
        self._direct_dial = rule.model_copy(update={"mode": mode, "allow": allow, "restrict": restrict})

    def dial_numbers(self, sent: IvrSettings) -> None:
        """Which ring groups may be dialled. A menu that permits all services does so until it gets a list."""
        rule, items = self._direct_dial, sent.dial_call_number_list
        groups = rule.ring_groups if items is None else self._ring_groups(items)
        others = rule.unresolved_services if items is None else _unresolved_services(items)
        enabled = rule.services != "off" if sent.enb_dial_call_number is None else bool(sent.enb_dial_call_number)
        if enabled and (sent.enb_dial_call_number or items is not None):
            self._demand("dial_call_number_list", items, [*groups, *others])
            self._resolve("dial_call_number_list", others)
        listed = "all" if items is None and rule.services == "all" else "allow"
        change = {"services": listed if enabled else "off", "ring_groups": groups, "unresolved_services": others}
        self._direct_dial = rule.model_copy(update=change)

    def outbound_dial(self, sent: IvrSettings) -> None:
        rule = self._outbound_dial
        enabled = rule.enabled if sent.enb_dial_outb_routes is None else bool(sent.enb_dial_outb_routes)
        routes = rule.routes if sent.dial_outb_route_list is None else self._routes(sent.dial_outb_route_list)
        if enabled and (sent.enb_dial_outb_routes or sent.dial_outb_route_list is not None):
            self._demand("dial_outb_route_list", sent.dial_outb_route_list, routes)
        self._outbound_dial = OutboundDial(enabled=enabled, routes=routes)

    def slot(self, slot: Slot, sent: SlotValues) -> None:
        """Partial here too: what is not sent is taken from what is stored, as long as the type stays the same."""
        now = route_of(self._ivr, slot)
        to = self._destination(slot, sent, now.to if now else None)
        if isinstance(to, Problem):
            self._problems.append(to)
        else:
            goes = slot.keys != "" and to is None and now is not None
            stays = stops_recording(self._ivr, slot) and not goes
            stop = stays if sent.stop is None else bool(sent.stop)
            self._put(slot, None if to is None else Route(to=to, stop_recording=stop), stop)

    def _destination(self, slot: Slot, sent: SlotValues, now: Destination | None) -> Destination | Problem | None:
        if not sent.leads:
            return now
        was = destinations.to_wire(now, self._key, self._objects) if now else ("", "", "")
        dest = was[0] if sent.dest is None else sent.dest
        prefix, value = was[1:] if dest == was[0] else ("", "")
        prefix = prefix if sent.prefix is None else sent.prefix
        value = value if sent.value is None else sent.value
        return destinations.from_wire(slot, dest, prefix, value, self._objects)

    def _put(self, slot: Slot, route: Route | None, stop: bool) -> None:
        """Set what a slot does; the time-out and invalid input hang up where a key has no option."""
        if slot is TIMEOUT:
            self._no_input = self._no_input.model_copy(update={"route": route or Route(stop_recording=stop)})
        elif slot is INVALID:
            self._no_match = self._no_match.model_copy(update={"route": route or Route(stop_recording=stop)})
        else:
            others = tuple(keys for keys in self._unassigned_stops if keys != slot.keys)
            self._unassigned_stops = (*others, slot.keys) if stop and route is None else others
            self._put_option(slot.keys, route)

    def _put_option(self, keys: str, route: Route | None) -> None:
        """In place of what the same keys led to, else at the end; None removes it."""
        if route is None:
            self._options = tuple(option for option in self._options if option.keys != keys)
            return
        if keys not in [option.keys for option in self._options]:
            self._options = (*self._options, Option(keys=keys, route=Route()))
        self._options = tuple(
            option.model_copy(update={"route": route}) if option.keys == keys else option for option in self._options
        )

    def _members(self, name: str, sent: Sequence[MemberItem] | None, stored: tuple[Member, ...]) -> tuple[Member, ...]:
        if sent is None:
            return stored
        return tuple(member for item in sent if (member := self._member(name, item)) is not None)

    def _member(self, name: str, item: MemberItem) -> Member | None:
        key = object_id(item.value)
        if item.type == "organization":
            return UnresolvedMember(key=item.value)
        if key is not None and item.type == "extension" and self._objects.get(Extension, key):
            return ExtensionMember(extension=key)
        if key is not None and item.type == "ext_group" and self._objects.get(ExtensionGroup, key):
            return GroupMember(group=key)
        self._refuse(name, item.value, "reference", f"there is no {item.type} with this id")
        return None

    def _ring_groups(self, sent: Sequence[CallNumberItem]) -> tuple[int, ...]:
        groups = (self._ring_group(item) for item in sent if item.type == "ring_group")
        return tuple(key for key in groups if key is not None)

    def _ring_group(self, item: CallNumberItem) -> int | None:
        key = object_id(item.value)
        if key is not None and self._objects.get(RingGroup, key):
            return key
        self._refuse("dial_call_number_list", item.value, "reference", "there is no ring group with this id")
        return None

    def _resolve(self, name: str, entries: Sequence[Member | UnresolvedService]) -> None:
        """A list in force must not hold what there is none of; in one that is not, it is kept for later."""
        for entry in entries:
            if isinstance(entry, UnresolvedMember | UnresolvedService):
                self._refuse(name, entry.type, "unsupported", f"this server has no {entry.type}s")

    def _routes(self, sent: Sequence[RouteItem]) -> tuple[int, ...]:
        return tuple(key for item in sent if (key := self._route(item)) is not None)

    def _route(self, item: RouteItem) -> int | None:
        key = object_id(item.value)
        if key is not None and self._objects.get(OutboundRoute, key):
            return key
        self._refuse("dial_outb_route_list", item.value, "reference", "there is no outbound route with this id")
        return None

    def _demand(self, name: str, sent: Sequence[object] | None, result: Sequence[object]) -> None:
        """The list must not be empty; one whose entries were refused is not missing."""
        if not result and not sent:
            self._refuse(name, None, "required", "")

    def _refuse(self, name: str, value: object, rule: str, reason: str) -> None:
        self._problems.append(Problem(name, value, rule, reason))


def _unresolved_services(sent: Sequence[CallNumberItem]) -> tuple[UnresolvedService, ...]:
    return tuple(UnresolvedService(type=item.type, key=item.value) for item in sent if item.type != "ring_group")
