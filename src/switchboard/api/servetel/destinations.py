"""Destinations: Servetel's typed references to and from the model's tagged union. Pure."""

from pydantic import ValidationError

from switchboard import errors
from switchboard.api.servetel.naming import extension_id, extension_number, object_id
from switchboard.api.servetel.wire import HANGUP_ID, Reference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    Destination,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    ToExtension,
    ToExternalNumber,
    ToIvr,
)
from switchboard.model.ivr import Ivr

REFUSED = {
    "agent": "follow-me numbers of agents; agent_extension rings the agent's telephone",
    "department": "departments",
    "ringgroup": "ring groups",
    "voicemail": "voicemail",
    "auto_attend": "auto attendants; use an IVR",
    "auto_attendant": "auto attendants; use an IVR",
    "timegroup": "time groups",
    "time_condition": "time conditions",
    "inbound_queue": "queues",
    "api_dialplan": "API dial plans",
    "custom_dialplan": "custom dial plans",
}
"""Types that are documented and that this server cannot reach."""

_LONGEST_NUMBER = 32


def nearest(to: Destination, ivr: int) -> Destination:
    """What Servetel shows for a destination of the IVR with that id; itself where it can express it."""
    match to:
        case PlayAndExit():
            return HangUp()
        case PlayAndReturn():
            return ToIvr(ivr=ivr)
        case ToExternalNumber():
            return ToExternalNumber(number=_joined(to))
    return to


def to_wire(to: Destination, ivr: int, objects: Configuration) -> Reference:
    """Type and id of what `nearest` says."""
    match nearest(to, ivr):
        case ToExtension(extension=key):
            return Reference("extension", extension_number(key, objects))
        case ToIvr(ivr=key):
            return Reference("ivr", str(key))
        case ToExternalNumber(number=number):
            return Reference("number", number)
    return Reference("hangup", HANGUP_ID)


def from_wire(sent: Reference, objects: Configuration) -> Destination:
    """The destination. Raises Invalid with the rule "unsupported" or "reference"."""
    if sent.type in REFUSED:
        raise errors.Invalid("destination", f"this server has no {REFUSED[sent.type]}", rule="unsupported")
    if sent.type == "hangup":
        return HangUp()
    if sent.type == "ivr":
        return _ivr(sent.id, objects)
    if sent.type == "number":
        return _number(sent.id)
    key = extension_id(sent.id, objects)
    if key is None:
        raise errors.Invalid("destination", "there is no such extension", rule="reference")
    return ToExtension(extension=key)


def _ivr(text: str, objects: Configuration) -> Destination:
    key = object_id(text)
    if key is None or objects.get(Ivr, key) is None:
        raise errors.Invalid("destination", "there is no such IVR", rule="reference")
    return ToIvr(ivr=key)


def _number(text: str) -> Destination:
    try:
        return ToExternalNumber(number=text)
    except ValidationError:
        reason = f"a number has at most {_LONGEST_NUMBER} of 0-9 * #, after an optional +"
        raise errors.Invalid("destination", reason, rule="format") from None


def _joined(to: ToExternalNumber) -> str:
    """Prefix and number as one, with a plus in front only."""
    text = to.prefix + to.number
    plus = "+" if text.startswith("+") else ""
    return plus + text.replace("+", "")[:_LONGEST_NUMBER]
