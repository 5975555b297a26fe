"""An IVR of the model as Yeastar shows it, and what of a request differs from that. Pure."""

from collections.abc import Mapping

from switchboard.api.common import Json
from switchboard.api.yeastar import destinations
from switchboard.api.yeastar.naming import prompt_name
from switchboard.api.yeastar.wire import INVALID, PARAMETERS, SLOTS, TIMEOUT, Slot
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import (
    DirectDial,
    GroupMember,
    Ivr,
    Member,
    OrganizationMember,
    Route,
    UnresolvedMember,
)
from switchboard.model.organization import Organization
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute

MODES = {"disable": "off", "all": "all", "allow": "allow", "restrict": "restrict"}
_OPTIONS = {mode: option for option, mode in MODES.items()}


def listed(id: int, ivr: Ivr) -> dict[str, Json]:
    """The five keys of an IVR in a list."""
    return {
        "id": id,
        "number": ivr.number,
        "name": ivr.name,
        "dial_ext_option": _OPTIONS[ivr.direct_dial.mode],
        "enb_dial_outb_routes": int(ivr.outbound_dial.enabled),
    }


def shown(id: int, ivr: Ivr, objects: Configuration) -> dict[str, Json]:
    """Every parameter but the password, in the documented order; `objects` holds what the IVR refers to.

    Numbers that Yeastar cannot express appear as the nearest it can.
    """
    values: dict[str, Json] = {
        "number": ivr.number,
        "name": ivr.name,
        "prompt": ",".join(prompt_name(ref, objects) for ref in ivr.greeting),
        "prompt_repeat": _nearest(ivr.no_input.retries + 1, 5),
        "resp_timeout": _nearest(ivr.response_timeout_s, 10),
        "digit_timeout": _nearest(ivr.digit_timeout_s, 10),
        "alert_info": ivr.alert_info,
        "client_unique_ringtone": "",
        "dial_ext_option": _OPTIONS[ivr.direct_dial.mode],
        "dial_ext_list": [member_item(member, objects) for member in ivr.direct_dial.allow],
        "restrict_dial_ext_list": [member_item(member, objects) for member in ivr.direct_dial.restrict],
        "enb_dial_call_number": int(ivr.direct_dial.services != "off"),
        "dial_call_number_list": _services(ivr.direct_dial, objects),
        "enb_dial_outb_routes": int(ivr.outbound_dial.enabled),
        "dial_outb_route_list": [_outbound(id, objects) for id in ivr.outbound_dial.routes],
        "enb_dial_check_vm": int("check_messages" in ivr.feature_codes),
        "prompt_manger_enb": int("edit_prompt" in ivr.feature_codes),
    }
    for slot in SLOTS:
        values |= _slot(slot, id, ivr, objects)
    return {name: values[name] for name in PARAMETERS if name in values}


def differing(parameters: Mapping[str, object], shown: Mapping[str, Json]) -> dict[str, object]:
    """The parameters that say something else than what is shown; writing back an answer changes nothing.

    What leads a key somewhere belongs together: all that were sent stay when its type, prefix or value differs.
    """
    changed = {name for name in parameters if name not in shown or not _same(parameters[name], shown[name])}
    for slot in SLOTS:
        together = {slot.dest, slot.prefix, slot.value}
        if changed & together:
            changed |= {*together, slot.stop}
    return {name: value for name, value in parameters.items() if name in changed}


def _nearest(value: float, most: int) -> int:
    return min(max(round(value), 1), most)


def member_item(member: Member, objects: Configuration) -> dict[str, Json]:
    """A member with its name; the number of an extension is `text2`."""
    if isinstance(member, GroupMember):
        group = objects.get(ExtensionGroup, member.group)
        return {"text": group.document.name if group else "", "value": str(member.group), "type": "ext_group"}
    if isinstance(member, OrganizationMember):
        found = objects.get(Organization, member.organization)
        name = found.document.name if found else ""
        return {"text": name, "value": str(member.organization), "type": "organization"}
    if isinstance(member, UnresolvedMember):
        return {"text": "", "value": member.key, "type": member.type}
    extension = objects.get(Extension, member.extension)
    name, number = (extension.document.name, extension.document.number) if extension else ("", "")
    return {"text": name, "text2": number, "value": str(member.extension), "type": "extension"}


def _services(rule: DirectDial, objects: Configuration) -> list[Json]:
    groups = [_service(RingGroup, id, objects) for id in rule.ring_groups]
    queues = [_service(Queue, id, objects) for id in rule.queues]
    rooms = [_service(Conference, id, objects) for id in rule.conferences]
    others = ({"text": "", "text2": "", "value": one.key, "type": one.type} for one in rule.unresolved_services)
    return [*groups, *queues, *rooms, *others]


def _service(family: type[RingGroup | Queue | Conference], id: int, objects: Configuration) -> dict[str, Json]:
    found: Stored[RingGroup | Queue | Conference] | None = objects.get(family, id)
    name, number = (found.document.name, found.document.number) if found else ("", "")
    return {"text": name, "text2": number, "value": str(id), "type": family.kind}


def _outbound(id: int, objects: Configuration) -> dict[str, Json]:
    route = objects.get(OutboundRoute, id)
    return {"text": route.document.name if route else "", "value": str(id)}


def _slot(slot: Slot, id: int, ivr: Ivr, objects: Configuration) -> dict[str, Json]:
    route = route_of(ivr, slot)
    dest, prefix, value = destinations.to_wire(route.to, id, objects) if route else ("", "", "")
    return {slot.dest: dest, slot.prefix: prefix, slot.value: value, slot.stop: int(stops_recording(ivr, slot))}


def stops_recording(ivr: Ivr, slot: Slot) -> bool:
    """Whether recording stops there, or would if there were somewhere to go."""
    route = route_of(ivr, slot)
    return slot.keys in ivr.unassigned_stop_recording if route is None else route.stop_recording


def route_of(ivr: Ivr, slot: Slot) -> Route | None:
    """What the slot does now; None for a key without an option."""
    if slot is TIMEOUT:
        return ivr.no_input.route
    if slot is INVALID:
        return ivr.no_match.route
    return next((option.route for option in ivr.options if option.keys == slot.keys), None)


def _same(sent: object, shown: Json) -> bool:
    """Whether a value that was sent is the one that is shown, in type as well: 3.0 is no integer. Two objects in a list
    are the same if type and value of their references are.
    """
    if not isinstance(sent, list) or not isinstance(shown, list):
        return type(sent) is type(shown) and sent == shown
    return all(isinstance(item, dict) for item in sent) and list(map(_identity, sent)) == list(map(_identity, shown))


def _identity(item: Mapping[str, object]) -> tuple[object, object]:
    return item.get("value"), item.get("type")
