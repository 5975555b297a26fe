"""The legs of a call, followed event by event: one for each menu, queue, group and conference that the caller was in,
for each mailbox where he was to leave a message, and for each person who was called for him.

A leg in which people are called goes on while they ring and talk, so its time contains theirs. A call that met nothing
of all this has one leg, to what was dialled.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallAnswered,
    CalleeDropped,
    CallEnded,
    CallerReplaced,
    CallEvent,
    CallStarted,
    ConferenceJoined,
    ConferenceLeft,
    DialEnded,
    DialledTarget,
    DialStarted,
    GoingTo,
    HoldRecalled,
    Interrupted,
    MailboxEntered,
    MenuEntered,
    NotRung,
    PickUpAsked,
    QueueJoined,
    QueueLeft,
    QueueOffered,
    QueueOfferEnded,
    RecordingForbidden,
    RecordingStarted,
    RecordingStopped,
    Ringing,
    Transferred,
)
from switchboard.call.queue import LeaveReason, OfferOutcome

LegKind = Literal["ivr", "queue", "ring_group", "conference", "voicemail", "extension", "outside", "dialled"]
"""To what a leg leads; `outside`: a number behind a trunk, `dialled`: a number that led to nothing of all this."""

Disposition = Literal["answered", "no-answer", "busy", "failed", "voicemail"]

_BY_CAUSE: Final[dict[Cause, Disposition]] = {
    Cause.BUSY: "busy",
    Cause.NO_ANSWER: "no-answer",
    Cause.CANCELLED: "no-answer",
    Cause.RELEASED: "no-answer",
}
_BY_OFFER: Final[dict[OfferOutcome, Disposition]] = {"busy": "busy", "rejected": "failed", "unreachable": "failed"}
_BY_LEAVING: Final[dict[LeaveReason, Disposition]] = {"full": "busy", "empty": "failed", "gone": "failed"}


@dataclass(frozen=True, slots=True)
class Side:
    """Who calls: `trunk` is the id of the one that he is behind."""

    number: str = ""
    name: str = ""
    trunk: int | None = None


@dataclass(slots=True)
class Leg:
    """A leg; `object` is the id of what it leads to, or of the trunk. `name` is "" where no event has it.

    `shown` is the number that a trunk was told as the caller's. `recorded`: of its talk there is a recording.
    """

    kind: LegKind
    caller: Side
    number: str
    started_at: datetime
    object: int | None = None
    name: str = ""
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    disposition: Disposition = "failed"
    shown: str = ""
    recorded: bool = False

    @property
    def duration_ms(self) -> int:
        return _ms(self.started_at, self.ended_at)

    @property
    def ring_ms(self) -> int | None:
        """How long it rang, or the caller waited for somebody; None where nobody rings."""
        return None if self.rang_at is None else _ms(self.rang_at, self.answered_at or self.ended_at)

    @property
    def talk_ms(self) -> int | None:
        """How long caller and callee talked, or the caller was in the menu, conference or mailbox."""
        return None if self.answered_at is None else _ms(self.answered_at, self.ended_at)


@dataclass(slots=True)
class CallLegs:
    """The legs of one call, as far as its events have been seen, in the order in which they began. All of them have an
    end once it is `over`.

    `_place` is where the caller is, `_people` are those who are called for him, `_alone`: only one is. While `_called`,
    it is the caller himself whom a client has us call.
    """

    legs: list[Leg] = field(default_factory=list)
    over: bool = False
    placed: bool = False
    dialled: str = ""
    _caller: Side = Side()
    _dialled: Leg | None = None
    _place: Leg | None = None
    _people: dict[DialledTarget, Leg] = field(default_factory=dict)
    _alone: bool = True
    _called: bool = False
    _going: GoingTo | None = None
    _left_by_caller: DialledTarget | None = None
    _records: bool = False

    def see(self, event: CallEvent) -> None:
        """Take the next event of the call."""
        match event:
            case CallStarted():
                self._begin(event)
            case DialStarted() | Ringing() | DialEnded() if self._called:
                self._call_the_caller(event)
            case CallAnswered():
                self._called = False
                self._answer(self._dialled, event.at)
            case CallerReplaced():
                self._caller = Side(event.caller, event.caller_name, event.trunk)
            case Transferred(into="") | HoldRecalled() if self._left_by_caller is not None:
                self._caller = _as_caller(self._left_by_caller)
            case RecordingStarted() | RecordingStopped() | RecordingForbidden():
                self._record(on=isinstance(event, RecordingStarted))
            case CallEnded() | Interrupted():
                self._end(event)
            case _:
                self._follow(event)

    def _follow(self, event: CallEvent) -> None:
        """Where the caller goes, and who is called for him."""
        match event:
            case GoingTo():
                self._go(event)
            case MenuEntered():
                self._enter("ivr", event.at, event.ivr, event.number, event.name, answered=True)
            case ConferenceJoined():
                self._enter("conference", event.at, event.conference, event.number, event.name, answered=True)
            case MailboxEntered():
                self._enter("voicemail", event.at, event.owner, event.number, event.name, answered=True)
            case QueueJoined():
                self._wait(event)
            case QueueLeft():
                self._leave_queue(event)
            case ConferenceLeft():
                self._leave(event.at)
            case DialStarted():
                self._alone = len(event.targets) == 1
                for target in event.targets:
                    self._call(target, event.at, event.caller_id or "")
            case QueueOffered():
                self._alone = True
                self._call(_agent(event), event.at)
            case NotRung():
                self._call(DialledTarget(kind="extension", id=event.extension, number=event.number), event.at)
                self._stop_ringing(event.at, "failed" if event.reason == "loop" else "busy")
            case Ringing(target=target):
                self._ring(target, event.at)
            case QueueOfferEnded() if event.outcome != "answered":
                self._stop(_agent(event), event.at, _BY_OFFER.get(event.outcome, "no-answer"))
            case CalleeDropped(target=target):
                self._stop(target, event.at, "no-answer")
            case DialEnded() if event.outcome != "answered":
                self._stop_ringing(event.at, disposition_of(event.outcome))
            case Bridged():
                self._talk(event)
            case BridgeEnded():
                self._end_talk(event)
            case PickUpAsked(outcome="connected"):
                self._answer(self._enter("dialled", event.at, None, event.number or self.dialled), event.at)

    def _begin(self, event: CallStarted) -> None:
        self.placed = self._called = bool(event.placed_by)
        self.dialled = event.dialled
        self._caller = Side(event.caller, event.caller_name, event.trunk)
        self._dialled = Leg("dialled", self._caller, event.dialled, event.at)

    def _call_the_caller(self, event: DialStarted | Ringing | DialEnded) -> None:
        if isinstance(event, Ringing) and self._dialled is not None:
            self._dialled.rang_at = self._dialled.rang_at or event.at
        self._called = not (isinstance(event, DialEnded) and event.outcome == "answered")

    def _go(self, event: GoingTo) -> None:
        self._leave(event.at)
        self._going = event
        if event.kind == "ring_group":
            self._enter("ring_group", event.at, event.id, event.number)

    def _enter(
        self, kind: LegKind, at: datetime, id: int | None, number: str, name: str = "", *, answered: bool = False
    ) -> Leg:
        self._leave(at)
        self._place = leg = self._open(Leg(kind, self._caller, number, at, id, name))
        if answered:
            self._answer(leg, at)
            leg.disposition = "voicemail" if kind == "voicemail" else "answered"
        return leg

    def _wait(self, event: QueueJoined) -> None:
        leg = self._enter("queue", event.at, event.queue, event.number, event.name)
        leg.rang_at, leg.disposition = event.at, "no-answer"

    def _leave(self, at: datetime) -> None:
        """The caller is on the way again."""
        self._stop_ringing(at, "no-answer")
        for leg in (*self._people.values(), self._place):
            _close(leg, at)
        self._people.clear()
        self._place = None

    def _leave_queue(self, event: QueueLeft) -> None:
        """An agent has him, or he is elsewhere. Who could not even join has been led here before."""
        if event.reason == "agent":
            return
        if self._place is None or self._place.kind != "queue":
            number = self._going.number if self._going is not None and self._going.id == event.queue else ""
            self._enter("queue", event.at, event.queue, number)
        assert self._place is not None
        self._place.disposition = _BY_LEAVING.get(event.reason, "no-answer")
        self._leave(event.at)

    def _call(self, target: DialledTarget, at: datetime, shown: str = "") -> Leg:
        kind: LegKind = "extension" if target.kind == "extension" else "outside"
        if self._place is not None:
            self._place.ended_at = None
        _close(self._people.get(target), at)
        self._people[target] = leg = self._open(
            Leg(kind, self._caller, target.number, at, target.id, shown=shown, disposition="no-answer")
        )
        return leg

    def _ring(self, target: DialledTarget, at: datetime) -> None:
        leg = self._people.get(target) or self._call(target, at)
        for one in (leg, self._place):
            if one is not None and one.answered_at is None:
                one.rang_at = one.rang_at or at

    def _stop(self, target: DialledTarget, at: datetime, disposition: Disposition) -> None:
        leg = self._people.pop(target, None)
        if leg is not None:
            leg.disposition = disposition
            _close(leg, at)

    def _stop_ringing(self, at: datetime, disposition: Disposition) -> None:
        """Nobody who has not answered is called any more. Of several, those who never rang have no leg."""
        called = {target: leg for target, leg in self._people.items() if leg.answered_at is None}
        for target, leg in called.items():
            self._stop(target, at, disposition)
            if leg.rang_at is None and not self._alone and self._place is not None:
                self.legs.remove(leg)
        place = self._place
        if called and place is not None and place.kind == "ring_group" and place.answered_at is None:
            # Of its turns the last one in which somebody could be reached says what became of a group.
            place.disposition = place.disposition if disposition == "failed" else disposition
            place.ended_at = at

    def _talk(self, event: Bridged) -> None:
        leg = self._people.get(event.target) or self._call(event.target, event.at)
        for one in (leg, self._place):
            self._answer(one, event.at)
        self._stop_ringing(event.at, "no-answer")

    def _end_talk(self, event: BridgeEnded) -> None:
        self._left_by_caller = next(iter(self._people), None) if event.by == "caller" else None
        self._leave(event.at)

    def _answer(self, leg: Leg | None, at: datetime) -> None:
        if leg is not None and leg.answered_at is None:
            leg.answered_at, leg.disposition, leg.recorded = at, "answered", self._records

    def _record(self, *, on: bool) -> None:
        self._records = on
        for leg in (*self._people.values(), self._place):
            if on and leg is not None and leg.answered_at is not None:
                leg.recorded = True

    def _end(self, event: CallEnded | Interrupted) -> None:
        self.over = True
        self._leave(event.at)
        if not self.legs and self._dialled is not None:
            self.legs.append(self._dialled)
            if self._dialled.answered_at is None and isinstance(event, CallEnded):
                self._dialled.disposition = disposition_of(event.cause)
            _close(self._dialled, event.at)

    def _open(self, leg: Leg) -> Leg:
        self.legs.append(leg)
        return leg


def legs_of(events: Iterable[CallEvent]) -> list[Leg]:
    """The legs of a call with these events, which may go on: what is open then has no end."""
    found = CallLegs()
    for event in events:
        found.see(event)
    return found.legs


def disposition_of(cause: Cause) -> Disposition:
    """What becomes of a leg that nobody answers."""
    return _BY_CAUSE.get(cause, "failed")


def _close(leg: Leg | None, at: datetime) -> None:
    if leg is not None:
        leg.ended_at = leg.ended_at or at


def _agent(event: QueueOffered | QueueOfferEnded) -> DialledTarget:
    return DialledTarget(kind="extension", id=event.agent, number=event.number)


def _as_caller(target: DialledTarget) -> Side:
    """Whom the caller has sent on, and who is the caller now."""
    return Side(target.number, trunk=target.id if target.kind == "trunk" else None)


def _ms(since: datetime, until: datetime | None) -> int:
    """Never less than 0: a clock may be set back. What goes on has lasted for no time yet."""
    return 0 if until is None else max(0, round((until - since).total_seconds() * 1000))
