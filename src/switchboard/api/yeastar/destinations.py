"""Destinations: Yeastar's type, prefix and value to and from the model's tagged union. Pure."""

from typing import assert_never

from pydantic import ValidationError

from switchboard.api.yeastar.envelope import Problem
from switchboard.api.yeastar.naming import object_id, prompt_name, prompt_ref
from switchboard.api.yeastar.wire import Slot
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    Destination,
    DialByName,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToApiDialplan,
    ToConference,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToGroupVoicemail,
    ToIvr,
    ToNumber,
    ToQueue,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup

MAX_PLAYS = 5
REFUSED = {
    "call_flow": "call flows",
}
"""Types that are documented and that this server cannot reach."""

_NAMES = {
    "extension": "extension",
    "ivr": "ivr",
    "ring_group": "ring group",
    "ext_vm": "extension",
    "group_vm": "group voicemail",
    "queue": "queue",
    "conference": "conference",
}
"""Types whose value is the id of an object -> what it is."""

_END_CALL = ("end_call", "", "")


def to_wire(to: Destination, ivr: int, objects: Configuration) -> tuple[str, str, str]:
    """Type, prefix and value of a destination of the IVR with that id (0: of none); empty where the type has none.

    What Yeastar cannot express appears as the nearest that it can: of hours, where they lead while the office is open.
    """
    match to:
        case ToExtension():
            return "extension", "", str(to.extension)
        case ToIvr():
            return "ivr", "", str(to.ivr)
        case ToExternalNumber():
            return "external_num", to.prefix, to.number
        case PlayAndExit():
            return "play_greeting", str(to.times), prompt_name(to.prompt, objects)
        case PlayAndReturn():
            return "play_prompt", str(to.times), prompt_name(to.prompt, objects)
        case ToRingGroup():
            return "ring_group", "", str(to.ring_group)
        case ToExtensionVoicemail():
            return "ext_vm", "", str(to.extension)
        case ToGroupVoicemail():
            return "group_vm", "", str(to.group_voicemail)
        case ToQueue():
            return "queue", "", str(to.queue)
        case ToConference():
            return "conference", "", str(to.conference)
        case DialByName():
            return "dial_by_name", "", ""
        case ToNumber():
            return "external_num", "", to.number
        case Repeat():
            return ("ivr", "", str(ivr)) if ivr else _END_CALL
        case ByTime():
            return to_wire(to.open or HangUp(), ivr, objects)
        case HangUp() | ToTimeCondition() | Disa() | ToApiDialplan():
            return _END_CALL
        case _:
            assert_never(to)


def from_wire(slot: Slot, dest: str, prefix: str, value: str, objects: Configuration) -> Destination | Problem | None:
    """The destination, None for no destination, or what is wrong with it.

    A prefix or value that the type does not use is dropped, as Yeastar's own server does.
    """
    if dest in REFUSED:
        return Problem(slot.dest, dest, "unsupported", f"this server has no {REFUSED[dest]}")
    if dest == "":
        return None
    if dest == "end_call":
        return HangUp()
    if dest == "dial_by_name":
        return DialByName()
    if not value:
        return Problem(slot.value, rule="required")
    if dest in _NAMES:
        return _object(slot, dest, value, objects)
    if dest == "external_num":
        return _external(slot, prefix, value)
    return _play(slot, dest, prefix, value, objects)


def _object(slot: Slot, dest: str, value: str, objects: Configuration) -> Destination | Problem:
    # Nothing has the id 0.
    id = object_id(value) or 0
    if dest == "extension" and objects.get(Extension, id):
        return ToExtension(extension=id)
    if dest == "ivr" and objects.get(Ivr, id):
        return ToIvr(ivr=id)
    if dest == "ring_group" and objects.get(RingGroup, id):
        return ToRingGroup(ring_group=id)
    if dest == "ext_vm" and objects.get(Extension, id):
        return ToExtensionVoicemail(extension=id)
    if dest == "group_vm" and objects.get(GroupVoicemail, id):
        return ToGroupVoicemail(group_voicemail=id)
    if dest == "queue" and objects.get(Queue, id):
        return ToQueue(queue=id)
    if dest == "conference" and objects.get(Conference, id):
        return ToConference(conference=id)
    return Problem(slot.value, value, "reference", f"there is no {_NAMES[dest]} with this id")


def _external(slot: Slot, prefix: str, value: str) -> Destination | Problem:
    try:
        return ToExternalNumber(prefix=prefix, number=value)
    except ValidationError as error:
        if error.errors()[0]["loc"][0] == "prefix":
            return Problem(slot.prefix, prefix, "format", "at most 16 of 0-9 * # +")
        return Problem(slot.value, value, "format", "at most 32 of 0-9 * #, after an optional +")


def _play(slot: Slot, dest: str, prefix: str, value: str, objects: Configuration) -> Destination | Problem:
    count = object_id(prefix or "1")
    if count is None or count > MAX_PLAYS:
        rule = "max" if count else "format"
        return Problem(slot.prefix, prefix, rule, f"a play count from 1 to {MAX_PLAYS}")
    prompt = prompt_ref(value, objects)
    if prompt is None:
        return Problem(slot.value, value, "reference", "there is no prompt with this name")
    if dest == "play_greeting":
        return PlayAndExit(prompt=prompt, times=count)
    return PlayAndReturn(prompt=prompt, times=count)
