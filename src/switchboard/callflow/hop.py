"""Where a caller goes next. Besides the destinations of the model there are some that only a call knows: an outside
number with the routes that the caller may use, an action URL with the keys that led to it, a mailbox with the reason
for which the caller comes there, and what a feature code does.
"""

from dataclasses import dataclass
from typing import Literal, TypeVar, assert_never

from switchboard.call.cause import Cause
from switchboard.model.action_url import ActionUrl
from switchboard.model.api_dialplan import ApiDialplan, DialplanStep
from switchboard.model.base import Document
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
from switchboard.model.feature_codes import DialledFeature, Dialler
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr, Route
from switchboard.model.prompt import Announcement, Prompt, PromptRef
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import OutboundRoute
from switchboard.model.voicemail import Unanswered

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class OutsideCall:
    """An outside `number` as it was dialled, and the outbound routes that may be used for it, in order.

    `caller_id` is the number of ours that is to be shown there; "": as the menu, the route or the trunk says.
    """

    number: str
    routes: tuple[Stored[OutboundRoute], ...]
    caller_id: str = ""
    kind: Literal["external_number"] = "external_number"


@dataclass(frozen=True, slots=True)
class EmergencyCall:
    """The emergency services, as an extension has dialled them."""

    number: str
    kind: Literal["external_number"] = "external_number"


@dataclass(frozen=True, slots=True)
class ActionCall:
    """A web server is to decide. `input` are the keys that led here, "" for a question about the caller."""

    action: ActionUrl
    input: str = ""
    kind: Literal["action_url"] = "action_url"


@dataclass(frozen=True, slots=True)
class LeaveMessage:
    """The voicemail of `owner`, who was called and did not answer for `reason`; None: nobody was called.

    `operator`: whether the key 0 leads to the operator of the mailbox, if it has one.
    """

    owner: ToExtensionVoicemail | ToGroupVoicemail
    reason: Unanswered | None = None
    operator: bool = True

    @property
    def kind(self) -> str:
        return self.owner.kind


@dataclass(frozen=True, slots=True)
class FeatureCall:
    """A feature code was dialled, `by` somebody on whom it depends what the code may do, in a menu or in none."""

    dialled: DialledFeature
    by: Dialler
    menu: Stored[Ivr] | None = None
    kind: Literal["feature_code"] = "feature_code"


@dataclass(frozen=True, slots=True)
class DialplanCourse:
    """A caller on the way through an API dial plan (its id): the `steps` that are left, the keys that he has pressed
    after each recording that wanted some, and the steps taken so far.

    When no step is left: `failed`: the last one led to somebody who could not be reached; `asks`: the server is to be
    asked (again, after so many `questions`); neither: that was all.
    """

    dialplan: int
    steps: tuple[DialplanStep, ...] = ()
    keys: tuple[str, ...] = ()
    taken: tuple[DialplanStep, ...] = ()
    questions: int = 0
    asks: bool = True
    failed: bool = False
    kind: Literal["api_dialplan"] = "api_dialplan"


Place = Destination | OutsideCall | EmergencyCall | ActionCall | LeaveMessage | FeatureCall | DialplanCourse


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
    """The call is to be ended with this cause, unless it has ended already; `callee`: true if the callee hung up."""

    cause: Cause
    callee: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """A destination in words, its number and its id."""

    text: str
    number: str = ""
    id: int | None = None


def describe(to: Place, configuration: Configuration) -> Description:
    """A destination as people read it in the record of a call."""
    match to:
        case ToIvr(ivr=id):
            return _object("menu", id, configuration.get(Ivr, id))
        case ToExtension(extension=id):
            what = "mobile number of extension" if to.mobile else "extension"
            return _object(what, id, configuration.get(Extension, id))
        case ToRingGroup(ring_group=id):
            return _object("ring group", id, configuration.get(RingGroup, id))
        case ToQueue(queue=id):
            return _object("queue", id, configuration.get(Queue, id))
        case LeaveMessage(owner=owner):
            return describe(owner, configuration)
        case ToExtensionVoicemail(extension=id):
            return _object("voicemail of extension", id, configuration.get(Extension, id))
        case ToGroupVoicemail(group_voicemail=id):
            return _object("group voicemail", id, configuration.get(GroupVoicemail, id))
        case ToConference(conference=id):
            return _object("conference", id, configuration.get(Conference, id))
        case ToTimeCondition(time_condition=id):
            return _object("time condition", id, configuration.get(TimeCondition, id))
        case PlayAndExit(prompt=prompt):
            return Description(f"play {prompt_name(prompt, configuration)}, then hang up")
        case PlayAndReturn(prompt=prompt):
            return Description(f"play {prompt_name(prompt, configuration)}, then return")
        case ToNumber(number=number):
            return Description(f"number {number}", number)
        case ToExternalNumber(prefix=prefix, number=number):
            return Description(f"outside number {prefix}{number}", prefix + number)
        case OutsideCall(number=number):
            return Description(f"outside number {number}", number)
        case EmergencyCall(number=number):
            return Description(f"emergency number {number}", number)
        case ActionCall(action=action):
            return Description(f"action URL {action.name}", id=action.key)
        case ToApiDialplan(api_dialplan=id) | DialplanCourse(dialplan=id):
            return _object("API dial plan", id, configuration.get(ApiDialplan, id))
        case FeatureCall(dialled=dialled):
            return Description(f"feature code: {dialled.feature.replace('_', ' ')}", dialled.code + dialled.number)
        case ByTime():
            return Description("by the time")
        case Repeat():
            return Description("the same menu again")
        case Disa():
            return Description("a number to dial")
        case DialByName():
            return Description("a name to spell")
        case HangUp():
            return Description("hang up")
        case _:
            assert_never(to)


def prompt_name(ref: PromptRef, configuration: Configuration) -> str:
    """The name of a prompt, or its id if it no longer exists."""
    if isinstance(ref, Announcement):
        return ref.name
    stored = configuration.get(Prompt, ref.prompt)
    return stored.document.name if stored else f"prompt {ref.prompt}"


def _object(what: str, id: int, stored: Stored[D] | None) -> Description:
    if stored is None:
        return Description(f"missing {what}", id=id)
    number = stored.document.dialled_number() or ""
    return Description(" ".join(part for part in (what, number, stored.document.name) if part), number, id)
