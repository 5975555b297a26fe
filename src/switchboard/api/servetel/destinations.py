"""Destinations: Servetel's typed references to and from the model's tagged union. Pure."""

from typing import Final, assert_never

from pydantic import ValidationError

from switchboard import errors
from switchboard.api.servetel.naming import EXTENSIONS, VOICEMAIL, extension_id, extension_number, object_id
from switchboard.api.servetel.wire import HANGUP_ID, Reference
from switchboard.model.api_dialplan import ApiDialplan
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
from switchboard.model.ivr import DirectDial, Ivr, OutboundDial, Retry
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.time_condition import TimeCondition

ATTENDANTS = ("auto_attend", "auto_attendant")
GROUPS = ("department", "ringgroup")
QUEUE: Final = "inbound_queue"
DIALPLAN: Final = "api_dialplan"
TIMES = ("timegroup", "time_condition")
REFUSED = {
    "custom_dialplan": "custom dial plans",
}
"""Types that are documented and that this server cannot reach."""

Shown = (
    HangUp
    | ToExtension
    | ToIvr
    | ToExternalNumber
    | ToRingGroup
    | ToTimeCondition
    | ToExtensionVoicemail
    | ToGroupVoicemail
    | ToQueue
    | ToApiDialplan
)
"""What Servetel can express."""

_LONGEST_NUMBER = 32


def is_attendant(ivr: Ivr) -> bool:
    """Whether an IVR is what Servetel calls an auto attendant: one recording, then one destination."""
    return (
        len(ivr.greeting) == 1
        and not ivr.options
        and ivr.response_timeout_s == 0
        and ivr.no_input == ivr.no_match == Retry(retries=0, route=ivr.no_input.route)
        and (ivr.direct_dial, ivr.outbound_dial) == (DirectDial(), OutboundDial())
    )


def nearest(to: Destination, ivr: int) -> Shown:
    """What Servetel shows for a destination of the IVR with that id (0: of none); itself where it can express it.

    Of hours it shows where they lead while the office is open.
    """
    match to:
        case PlayAndExit() | Disa() | ToConference() | DialByName():
            return HangUp()
        case PlayAndReturn() | Repeat():
            return ToIvr(ivr=ivr) if ivr else HangUp()
        case ToExternalNumber():
            return ToExternalNumber(number=_joined(to))
        case ToNumber():
            return ToExternalNumber(number=to.number)
        case ByTime():
            return nearest(to.open or HangUp(), ivr)
        case HangUp() | ToExtension() | ToIvr() | ToRingGroup() | ToTimeCondition():
            return to
        case ToExtensionVoicemail() | ToGroupVoicemail() | ToQueue() | ToApiDialplan():
            return to
        case _:
            assert_never(to)


def to_wire(to: Destination, ivr: int, objects: Configuration) -> Reference:
    """Type and id of the destination that `nearest` gives."""
    match nearest(to, ivr):
        case ToExtension(extension=id, mobile=mobile):
            return Reference("agent" if mobile else "extension", extension_number(id, objects))
        case ToIvr(ivr=id):
            menu = objects.get(Ivr, id)
            return Reference("auto_attend" if menu and is_attendant(menu.document) else "ivr", str(id))
        case ToRingGroup(ring_group=id):
            return Reference("ringgroup", str(id))
        case ToQueue(queue=id):
            return Reference(QUEUE, str(id))
        case ToExtensionVoicemail(extension=id):
            return Reference(VOICEMAIL, extension_number(id, objects))
        case ToGroupVoicemail(group_voicemail=id):
            return Reference(VOICEMAIL, str(id))
        case ToTimeCondition(time_condition=id):
            return Reference("time_condition", str(id))
        case ToApiDialplan(api_dialplan=id):
            return Reference(DIALPLAN, str(id))
        case ToExternalNumber(number=number):
            return Reference("number", number)
        case HangUp():
            return Reference("hangup", HANGUP_ID)
        case _ as never:
            assert_never(never)


def from_wire(sent: Reference, objects: Configuration) -> Destination:
    """The destination. Raises Invalid with the rule "unsupported" or "reference"."""
    if sent.type in REFUSED:
        raise errors.Invalid("destination", f"this server has no {REFUSED[sent.type]}", rule="unsupported")
    if sent.type == "hangup":
        return HangUp()
    if sent.type == "number":
        return _number(sent.id)
    found = _object(sent, objects)
    if found is None:
        raise errors.Invalid("destination", f"there is no such {_NAMES.get(sent.type, sent.type)}", rule="reference")
    return found


_NAMES = {
    **{
        "ivr": "IVR",
        "agent_extension": "extension",
        "agent": "extension",
        "ringgroup": "ring group",
        QUEUE: "queue",
        DIALPLAN: "API dial plan",
    },
    **dict.fromkeys(ATTENDANTS, "auto attendant"),
    **dict.fromkeys(TIMES, "time condition"),
}


def _object(sent: Reference, objects: Configuration) -> Destination | None:
    """The destination that leads to the object; None where there is no such object."""
    id = object_id(sent.id) or 0
    menu = objects.get(Ivr, id)
    if menu and (sent.type == "ivr" or (sent.type in ATTENDANTS and is_attendant(menu.document))):
        return ToIvr(ivr=id)
    if sent.type in GROUPS and objects.get(RingGroup, id):
        return ToRingGroup(ring_group=id)
    if sent.type in (QUEUE, "department") and objects.get(Queue, id):
        return ToQueue(queue=id)
    if sent.type in TIMES and objects.get(TimeCondition, id):
        return ToTimeCondition(time_condition=id)
    if sent.type == DIALPLAN and objects.get(ApiDialplan, id):
        return ToApiDialplan(api_dialplan=id)
    if sent.type == VOICEMAIL:
        return _voicemail(sent.id, objects)
    extension = extension_id(sent.id, objects) if sent.type in EXTENSIONS else None
    return _extension(extension, objects, mobile=sent.type == "agent") if extension else None


def _voicemail(text: str, objects: Configuration) -> Destination | None:
    """That of an extension by its number or id, else that of the group with the id."""
    if extension := extension_id(text, objects):
        return ToExtensionVoicemail(extension=extension)
    group = objects.get(GroupVoicemail, object_id(text) or 0)
    return ToGroupVoicemail(group_voicemail=group.id) if group else None


def _extension(id: int, objects: Configuration, *, mobile: bool) -> Destination:
    """The extension, or its agent's mobile number, which it must have. Raises Invalid."""
    found = objects.get(Extension, id)
    if mobile and not (found and found.document.mobile):
        raise errors.Invalid("destination", "the agent's extension has no mobile number", rule="reference")
    return ToExtension(extension=id, mobile=mobile)


def _number(text: str) -> Destination:
    try:
        return ToExternalNumber(number=text)
    except ValidationError:
        reason = f"a number has at most {_LONGEST_NUMBER} of 0-9 * #, after an optional +"
        raise errors.Invalid("destination", reason, rule="format") from None


def _joined(to: ToExternalNumber) -> str:
    """Prefix and number as one number, which may have a plus in front only."""
    text = to.prefix + to.number
    plus = "+" if text.startswith("+") else ""
    return plus + text.replace("+", "")[:_LONGEST_NUMBER]
