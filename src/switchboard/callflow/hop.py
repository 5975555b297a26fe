"""The next place of a caller: a destination of the model, or an outside number that somebody was allowed to dial."""

from dataclasses import dataclass
from typing import TypeVar

from switchboard.call.cause import Cause
from switchboard.call.events import DestinationKind
from switchboard.model.action_url import ActionUrl
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    Destination,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToExtension,
    ToExternalNumber,
    ToIvr,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Route
from switchboard.model.prompt import Announcement, Prompt, PromptRef
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import OutboundRoute

D = TypeVar("D", bound=Document)

_WORDS = {
    "by_time": "by the time",
    "repeat": "the same menu again",
    "disa": "a number to dial",
    "hang_up": "hang up",
}


@dataclass(frozen=True, slots=True)
class OutsideCall:
    """`number` as it was dialled, and the routes that may take it, in order."""

    number: str
    routes: tuple[Stored[OutboundRoute], ...]
    kind: DestinationKind = "external_number"


@dataclass(frozen=True, slots=True)
class ActionCall:
    """A web server decides; `input` is what the caller pressed, if that is why."""

    action: ActionUrl
    input: str = ""
    kind: DestinationKind = "action_url"


Place = Destination | OutsideCall | ActionCall


@dataclass(frozen=True, slots=True)
class Hop:
    """Where the caller goes next, and whether recording is forbidden from there on."""

    to: Place
    stop_recording: bool = False

    @classmethod
    def by(cls, route: Route) -> "Hop":
        return cls(route.to, route.stop_recording)


@dataclass(frozen=True, slots=True)
class Over:
    """The call is to be ended, unless it is already, with that cause; `callee` if the callee hung up."""

    cause: Cause
    callee: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """A destination in words, its number and its id."""

    text: str
    number: str = ""
    id: int | None = None


def describe(to: Place, configuration: Configuration) -> Description:
    """What a person reads about a destination."""
    match to:
        case ToIvr(ivr=key):
            return _object("menu", key, configuration.get(Ivr, key))
        case ToExtension(extension=key):
            what = "mobile number of extension" if to.mobile else "extension"
            return _object(what, key, configuration.get(Extension, key))
        case ToRingGroup(ring_group=key):
            return _object("ring group", key, configuration.get(RingGroup, key))
        case ToTimeCondition(time_condition=key):
            return _object("time condition", key, configuration.get(TimeCondition, key))
        case PlayAndExit(prompt=prompt) | PlayAndReturn(prompt=prompt):
            then = "hang up" if isinstance(to, PlayAndExit) else "return"
            return Description(f"play {prompt_name(prompt, configuration)}, then {then}")
        case ByTime() | Repeat() | Disa() | HangUp():
            return Description(_WORDS[to.kind])
    return _number(to)


def _number(to: ToNumber | ToExternalNumber | OutsideCall | ActionCall) -> Description:
    match to:
        case ActionCall(action=action):
            return Description(f"action URL {action.name}", id=action.key)
        case ToNumber(number=number):
            return Description(f"number {number}", number)
        case OutsideCall(number=number):
            return Description(f"outside number {number}", number)
        case ToExternalNumber(prefix=prefix, number=number):
            return Description(f"outside number {prefix}{number}", prefix + number)


def prompt_name(ref: PromptRef, configuration: Configuration) -> str:
    """The name of a prompt, even of one that is missing."""
    if isinstance(ref, Announcement):
        return ref.name
    stored = configuration.get(Prompt, ref.prompt)
    return stored.document.name if stored else f"prompt {ref.prompt}"


def _object(what: str, key: int, stored: Stored[D] | None) -> Description:
    if stored is None:
        return Description(f"missing {what}", id=key)
    number = stored.document.dialled_number() or ""
    return Description(" ".join(part for part in (what, number, stored.document.name) if part), number, key)
