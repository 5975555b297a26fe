"""What a call adds to the sums of its tenant, followed event by event.

A count says of which object, in which quarter of an hour, what happened how often and how long it took. It never says
who called, and no number that somebody dialled: sums outlive the records of calls.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallEnded,
    CallEvent,
    CallStarted,
    DialStarted,
    GoingTo,
    Interrupted,
    Matched,
    MenuEntered,
    NoInput,
    NoMatch,
    QueueLeft,
    QueueOffered,
    TrunkSkipped,
)
from switchboard.call.outcome import CallSummary

QUARTER_S: Final = 900
"""All zones of the world are some quarters of an hour apart, so quarters add up to the hours and days of each."""

WHOLE: Final = 0
"""Stands for the tenant as a whole where the id of an object is asked for; no object has it."""

Measure = Literal[
    "came",
    "outcome",
    "talked",
    "entered",
    "visited",
    "key",
    "direct",
    "wrong",
    "silence",
    "gave_up",
    "stayed",
    "went",
    "made",
    "rang",
    "answered",
    "skipped",
    "queue_left",
]
"""Of the tenant: calls that `came` (`outside`, `inside`, or `placed` by an API), their `outcome` (how long until
somebody answered or it was over), and how long callers `talked`.

Of a menu: how often callers `entered`, and how many calls `visited` it; each `key` that was chosen, other numbers that
were dialled (`direct`, by what), `wrong` entries (one key, or "" for a longer one) and `silence`; callers who `gave_up`
by hanging up in it, and how long they had been there; how long all `stayed`, and where they `went` (kind and id).

Of an extension or a trunk: calls `made` by or through it, calls that `rang` there and those that were `answered`, how
often and long somebody `talked` whichever way it was, and how often a trunk was `skipped`. Of a queue: why, and after
how long, callers left it.
"""


def quarter_of(at: datetime) -> int:
    """The quarter of an hour in which a moment lies, counted from 1970 (UTC)."""
    return int(at.timestamp()) // QUARTER_S


@dataclass(frozen=True, slots=True)
class Count:
    """Something happened once at `object` in a `quarter` (of `quarter_of`), and took `took_ms`."""

    object: int
    quarter: int
    measure: Measure
    detail: str = ""
    took_ms: int = 0


class CallTally:
    """Makes counts of the events of one call."""

    def __init__(self) -> None:
        self.summary = CallSummary()
        self._started: datetime | None = None
        self._origin: int | None = None
        self._answered: datetime | None = None
        self._menu: MenuEntered | None = None
        self._from_menu: MenuEntered | None = None
        self._visited: set[int] = set()
        self._talk: Bridged | None = None

    def see(self, event: CallEvent) -> list[Count]:
        """What the next event of the call adds."""
        self.summary.see(event)
        return [*self._of_menus(event), *self._of_talks(event), *self._of_the_call(event)]

    def _of_the_call(self, event: CallEvent) -> Iterator[Count]:
        match event:
            case CallStarted():
                self._started = event.at
                self._origin = event.extension if event.trunk is None else event.trunk
                yield self._whole("came", _whence(event))
                if self._origin is not None and not event.placed_by:
                    yield Count(self._origin, quarter_of(event.at), "made")
            case CallEnded() | Interrupted() if self._started is not None and self.summary.outcome is not None:
                waited_until = self._answered or event.at
                yield self._whole("outcome", self.summary.outcome, _ms(self._started, waited_until))
            case QueueLeft():
                yield Count(event.queue, quarter_of(event.at), "queue_left", event.reason, event.waited_ms)

    def _whole(self, measure: Measure, detail: str, took_ms: int = 0) -> Count:
        """What belongs to the quarter in which the call came in, whenever it is known."""
        assert self._started is not None
        return Count(WHOLE, quarter_of(self._started), measure, detail, took_ms)

    def _of_menus(self, event: CallEvent) -> Iterator[Count]:
        match event:
            case MenuEntered():
                yield from self._leave(event.at)
                self._menu = self._from_menu = event
                yield Count(event.ivr, quarter_of(event.at), "entered")
                if event.ivr not in self._visited:
                    self._visited.add(event.ivr)
                    yield Count(event.ivr, quarter_of(event.at), "visited")
            case Matched() | NoMatch() | NoInput() if self._menu is not None:
                yield _entry(self._menu.ivr, event)
                if isinstance(event, Matched):
                    yield from self._leave(event.at)
            case GoingTo() if self._from_menu is not None:
                yield from self._leave(event.at)
                place = event.kind if event.object is None else f"{event.kind}:{event.object}"
                yield Count(self._from_menu.ivr, quarter_of(event.at), "went", place)
                self._from_menu = None
            case CallEnded() | Interrupted() if self._menu is not None:
                if isinstance(event, CallEnded) and event.by == "caller":
                    stayed = _ms(self._menu.at, event.at)
                    yield Count(self._menu.ivr, quarter_of(event.at), "gave_up", took_ms=stayed)
                yield from self._leave(event.at)

    def _leave(self, at: datetime) -> Iterator[Count]:
        if self._menu is not None:
            yield Count(self._menu.ivr, quarter_of(at), "stayed", took_ms=_ms(self._menu.at, at))
            self._menu = None

    def _of_talks(self, event: CallEvent) -> Iterator[Count]:
        match event:
            case DialStarted():
                for id in {target.id for target in event.targets}:
                    yield Count(id, quarter_of(event.at), "rang")
            case QueueOffered():
                yield Count(event.agent, quarter_of(event.at), "rang")
            case TrunkSkipped():
                yield Count(event.trunk, quarter_of(event.at), "skipped", event.reason)
            case Bridged():
                yield from self._end_talk(event.at)
                self._answered = self._answered or event.at
                self._talk = event
                yield Count(event.target.id, quarter_of(event.at), "answered")
            case BridgeEnded() | CallEnded() | Interrupted():
                yield from self._end_talk(event.at)

    def _end_talk(self, at: datetime) -> Iterator[Count]:
        talk, self._talk = self._talk, None
        if talk is not None:
            took_ms = _ms(talk.at, at)
            for id in {WHOLE, talk.target.id, self._origin or WHOLE}:
                yield Count(id, quarter_of(talk.at), "talked", took_ms=took_ms)


def _entry(menu: int, event: Matched | NoMatch | NoInput) -> Count:
    quarter = quarter_of(event.at)
    match event:
        case Matched(by="option"):
            return Count(menu, quarter, "key", event.entry)
        case Matched():
            return Count(menu, quarter, "direct", event.by)
        case NoMatch():
            return Count(menu, quarter, "wrong", event.entry if len(event.entry) == 1 else "")
        case _:
            return Count(menu, quarter, "silence")


def _whence(event: CallStarted) -> str:
    if event.placed_by:
        return "placed"
    return "inside" if event.trunk is None else "outside"


def _ms(since: datetime, until: datetime) -> int:
    """Never less than 0: a clock may be set back."""
    return max(0, round((until - since).total_seconds() * 1000))
