"""What became of a call, and which objects it met, followed event by event."""

from collections.abc import Iterable
from typing import Final, Literal

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    CallEnded,
    CallerBlocked,
    CallEvent,
    CallStarted,
    ConferenceJoined,
    DialStarted,
    GoingTo,
    Interrupted,
    MailboxEntered,
    MailboxOpened,
    Matched,
    MenuEntered,
    MessageLeft,
    NoInput,
    NoMatch,
    PickUpAsked,
    QueueJoined,
    QueueOffered,
)

Outcome = Literal["answered", "voicemail", "completed", "abandoned", "missed", "blocked", "failed", "interrupted"]
"""What became of a call that is over.

`answered`: the caller talked to somebody; else `voicemail`: left a message; `completed`: the way came to its end, such
as an announcement, or the caller did what he had called for, such as hearing messages; `abandoned`: the caller hung up
before, or chose nothing until the menu hung up; `missed`: nobody of those who were rung answered; `blocked`: a list
turned the caller away; `failed`: something else was in the way, such as a wrong number; `interrupted`: the process that
had the call died.
"""

_NOBODY: Final = {Cause.BUSY, Cause.NO_ANSWER, Cause.REJECTED, Cause.UNREACHABLE, Cause.CANCELLED}
_SAYS_ALL: Final = {"play_and_exit", "feature_code", "hang_up"}
"""Places at which a caller may hang up with all that there was."""


class CallSummary:
    """One call, as far as its events have been seen: `outcome` is None until it is over."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = None
        self.met: set[int] = set()
        """The ids of the objects that the call met: where it came from, where it went, whom it rang."""
        self._best: Outcome | None = None
        self._done = False
        self._lost = False

    @property
    def answered(self) -> bool:
        return self._best == "answered"

    def see(self, event: CallEvent) -> None:
        """Take the next event of the call."""
        self.met.update(_objects(event))
        match event:
            case Bridged() | ConferenceJoined() | PickUpAsked(outcome="connected"):
                self._best = "answered"
            case MessageLeft() | CallerBlocked() if self._best is None:
                self._best = "voicemail" if isinstance(event, MessageLeft) else "blocked"
            case MailboxOpened():
                self._done = True
            case NoInput() | NoMatch() | Matched():
                self._lost = not isinstance(event, Matched)
            case GoingTo():
                self._done = event.kind in _SAYS_ALL
                self._lost = self._lost and event.kind == "hang_up"
            case Interrupted():
                self.outcome = "interrupted"
            case CallEnded():
                self.outcome = self._best or self._unanswered(event)

    def _unanswered(self, end: CallEnded) -> Outcome:
        if end.by == "caller":
            return "completed" if self._done else "abandoned"
        if end.cause is Cause.NORMAL:
            return "abandoned" if self._lost else "completed"
        return "missed" if end.cause in _NOBODY else "failed"


def outcome_of(events: Iterable[CallEvent]) -> Outcome | None:
    """What became of a call with these events; None while it goes on."""
    summary = CallSummary()
    for event in events:
        summary.see(event)
    return summary.outcome


def _objects(event: CallEvent) -> set[int]:
    match event:
        case CallStarted():
            found = {event.extension, event.trunk}
        case MenuEntered(ivr=id) | QueueJoined(queue=id) | QueueOffered(agent=id) | ConferenceJoined(conference=id):
            found = {id}
        case GoingTo(object=id) | MailboxEntered(owner=id) | MailboxOpened(owner=id):
            found = {id}
        case DialStarted(targets=targets):
            found = {target.id for target in targets}
        case Bridged(target=target):
            found = {target.id}
        case _:
            found = set()
    return {id for id in found if id is not None}
