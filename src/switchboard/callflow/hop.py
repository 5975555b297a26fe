"""The next place of a caller: a destination of the model, or an outside number that somebody was allowed to dial."""

from dataclasses import dataclass

from switchboard.callflow.events import DestinationKind
from switchboard.engine.port import Cause
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    Destination,
    PlayAndExit,
    PlayAndReturn,
    ToExtension,
    ToExternalNumber,
    ToIvr,
)
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Route
from switchboard.model.prompt import Announcement, Prompt, PromptRef
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute


@dataclass(frozen=True, slots=True)
class OutsideCall:
    """`number` as it was dialled, and the routes that may take it, in order."""

    number: str
    routes: tuple[Stored[OutboundRoute], ...]
    kind: DestinationKind = "external_number"


@dataclass(frozen=True, slots=True)
class Hop:
    """Where the caller goes next, and whether recording is forbidden from there on."""

    to: Destination | OutsideCall
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


def describe(to: Destination | OutsideCall, configuration: Configuration) -> Description:
    """What a person reads about a destination."""
    match to:
        case ToIvr(ivr=key):
            menu = configuration.get(Ivr, key)
            return _numbered("menu", key, menu.document.number if menu else "", menu.document.name if menu else "")
        case ToExtension(extension=key):
            found = configuration.get(Extension, key)
            name = found.document.name if found else ""
            return _numbered("extension", key, found.document.number if found else "", name)
        case OutsideCall(number=number):
            return Description(f"outside number {number}", number)
        case ToExternalNumber(prefix=prefix, number=number):
            return Description(f"outside number {prefix}{number}", prefix + number)
        case PlayAndExit(prompt=prompt) | PlayAndReturn(prompt=prompt):
            then = "hang up" if isinstance(to, PlayAndExit) else "return"
            return Description(f"play {prompt_name(prompt, configuration)}, then {then}")
    return Description("hang up")


def prompt_name(ref: PromptRef, configuration: Configuration) -> str:
    """The name of a prompt, even of one that is missing."""
    if isinstance(ref, Announcement):
        return ref.name
    stored = configuration.get(Prompt, ref.prompt)
    return stored.document.name if stored else f"prompt {ref.prompt}"


def _numbered(what: str, key: int, number: str, name: str) -> Description:
    return Description(f"{what} {number} {name}" if number else f"missing {what}", number, key)
