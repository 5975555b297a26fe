"""Where a call can go next. See the call semantics, section 4."""

import re
from typing import Annotated, Final, Literal, TypeGuard, get_args

from pydantic import Field, StringConstraints

from switchboard.model.base import (
    ApiDialplanId,
    ConferenceId,
    ExtensionId,
    Frozen,
    GroupVoicemailId,
    IvrId,
    QueueId,
    RingGroupId,
    TimeConditionId,
)
from switchboard.model.prompt import PromptRef
from switchboard.model.schedule import Schedule

LONGEST_OUTSIDE_NUMBER: Final = 32
"""As the patterns say, which stand as they are for whoever looks for slow ones."""
_OUTSIDE_NUMBER: Final = r"^\+?[0-9*#]{1,32}$"
OutsideNumber = Annotated[str, StringConstraints(pattern=_OUTSIDE_NUMBER)]
PlayCount = Annotated[int, Field(ge=1, le=5)]


class HangUp(Frozen):
    """End the call with normal clearing."""

    kind: Literal["hang_up"] = "hang_up"


class ToExtension(Frozen):
    """Ring the extension's phones; with `mobile` instead dial its mobile number, through the outbound routes."""

    kind: Literal["extension"] = "extension"
    extension: ExtensionId
    mobile: bool = False


class ToIvr(Frozen):
    """A fresh visit of that menu."""

    kind: Literal["ivr"] = "ivr"
    ivr: IvrId


class ToExternalNumber(Frozen):
    """Dial `prefix` + `number` through the outbound routes, in their order."""

    kind: Literal["external_number"] = "external_number"
    prefix: Annotated[str, StringConstraints(pattern=r"^[0-9*#+]{0,16}$")] = ""
    number: OutsideNumber


class PlayAndExit(Frozen):
    """Play the prompt `times` times, not interruptible, then hang up."""

    kind: Literal["play_and_exit"] = "play_and_exit"
    prompt: PromptRef
    times: PlayCount = 1


class PlayAndReturn(Frozen):
    """Play the prompt `times` times, then visit the same menu afresh."""

    kind: Literal["play_and_return"] = "play_and_return"
    prompt: PromptRef
    times: PlayCount = 1


class ToRingGroup(Frozen):
    """Ring the group by its strategy."""

    kind: Literal["ring_group"] = "ring_group"
    ring_group: RingGroupId


class ToTimeCondition(Frozen):
    """Where the time condition sends callers at this moment."""

    kind: Literal["time_condition"] = "time_condition"
    time_condition: TimeConditionId


class ToNumber(Frozen):
    """Whatever has the number when the call comes; else the number outside, through the outbound routes."""

    kind: Literal["number"] = "number"
    number: OutsideNumber


class Repeat(Frozen):
    """The menu that the caller comes from, afresh."""

    kind: Literal["repeat"] = "repeat"


class Disa(Frozen):
    """Ask for the PIN of the menu that the caller comes from, if it needs one, and for a number to dial."""

    kind: Literal["disa"] = "disa"


class ToExtensionVoicemail(Frozen):
    """Leave a message for the extension, which does not ring."""

    kind: Literal["extension_voicemail"] = "extension_voicemail"
    extension: ExtensionId


class ToGroupVoicemail(Frozen):
    """Leave a message for the group."""

    kind: Literal["group_voicemail"] = "group_voicemail"
    group_voicemail: GroupVoicemailId


class ToQueue(Frozen):
    """Wait for an agent of the queue. Of its callers those of a higher `priority` come first."""

    kind: Literal["queue"] = "queue"
    queue: QueueId
    priority: Annotated[int, Field(ge=0, le=9)] = 0


class ToConference(Frozen):
    """Talk to those who are in the conference."""

    kind: Literal["conference"] = "conference"
    conference: ConferenceId


class DialByName(Frozen):
    """Spell the name of an extension on the keys."""

    kind: Literal["dial_by_name"] = "dial_by_name"


class ToApiDialplan(Frozen):
    """Whatever the web server of the API dial plan says."""

    kind: Literal["api_dialplan"] = "api_dialplan"
    api_dialplan: ApiDialplanId


_Plain = (
    HangUp
    | ToExtension
    | ToIvr
    | ToExternalNumber
    | PlayAndExit
    | PlayAndReturn
    | ToRingGroup
    | ToTimeCondition
    | ToNumber
    | Repeat
    | Disa
    | ToExtensionVoicemail
    | ToGroupVoicemail
    | ToQueue
    | ToConference
    | DialByName
    | ToApiDialplan
)
PlainDestination = Annotated[_Plain, Field(discriminator="kind")]
"""One place to go."""


def is_outside_number(text: str) -> bool:
    return re.fullmatch(r"\+?[0-9*#]{1,32}", text) is not None


def is_plain(value: object) -> TypeGuard[PlainDestination]:
    return isinstance(value, _Plain)


class ByTime(Frozen):
    """One of three places, by the time of the call; null: as if the caller's keys meant nothing, elsewhere hang up."""

    kind: Literal["by_time"] = "by_time"
    when: Schedule = Schedule()
    holiday: PlainDestination | None = None
    open: PlainDestination | None = None
    closed: PlainDestination | None = None


Destination = Annotated[_Plain | ByTime, Field(discriminator="kind")]

DESTINATION_KINDS: Final[tuple[str, ...]] = tuple(one.model_fields["kind"].default for one in get_args(_Plain | ByTime))
"""What `kind` can be."""
