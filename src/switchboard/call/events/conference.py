"""Talking to many."""

from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events.base import StepEvent


class ConferenceJoined(StepEvent):
    """The caller comes into a conference (its id, number and name). `members` are all who are there or wait."""

    type: Literal["conference_joined"] = "conference_joined"
    conference: int
    number: str
    name: str
    role: Literal["member", "moderator"]
    members: int


class ConferenceWaiting(StepEvent):
    """The caller waits for a moderator."""

    type: Literal["conference_waiting"] = "conference_waiting"
    conference: int


ConferenceRefusedReason = Literal["full", "locked", "wrong_pin", "no_pin", "unavailable", "too_many_failures"]


class ConferenceRefused(StepEvent):
    """The caller does not come in: the conference is full or locked, his PIN was wrong, or may not or cannot be asked
    for."""

    type: Literal["conference_refused"] = "conference_refused"
    conference: int
    reason: ConferenceRefusedReason


class ConferenceMuted(StepEvent):
    """The caller has muted himself (`by` member) or, a moderator, all others, or was muted over the API; or that is
    over."""

    type: Literal["conference_muted"] = "conference_muted"
    conference: int
    muted: bool
    by: Literal["member", "moderator", "api"]


class ConferenceLocked(StepEvent):
    """The caller, a moderator, has locked the conference, or opened it again; or somebody did so over the API while the
    caller was the first of those who were there."""

    type: Literal["conference_locked"] = "conference_locked"
    conference: int
    locked: bool
    by: Literal["moderator", "api"] = "moderator"


class ConferenceInvited(StepEvent):
    """The caller has invited somebody by number, who has joined, or why not.

    `declined`: whoever answered did not press the key; `cancelled`: the caller left before that was known. Nobody was
    called where that number leads to nobody whom the caller may call, or the conference is `full` or `locked`.
    """

    type: Literal["conference_invited"] = "conference_invited"
    conference: int
    to: str
    outcome: Literal["joined", "declined", "not-permitted", "full", "locked"] | Cause


ConferenceLeftReason = Literal["caller", "key", "removed", "ended", "alone", "media", "system"]


class ConferenceLeft(StepEvent):
    """The caller is no longer in the conference, where `members` are left.

    `caller`: he hung up; `key`: he chose to leave; `removed`: somebody removed him; `ended`: no moderator was there any
    more; `alone`: he was alone, or waited, for too long; `media`: the sound was lost; `system`: draining, or a release.
    """

    type: Literal["conference_left"] = "conference_left"
    conference: int
    reason: ConferenceLeftReason
    members: int
