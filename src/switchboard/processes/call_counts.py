"""What calls add up to while they go on, for whoever watches the machine: followed event by event, for each event of
each call, so what counts an event is found by its class and makes nothing that stays.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal, TypeVar

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallAnswered,
    CallEnded,
    CallerBlocked,
    CallEvent,
    CallStarted,
    ConferenceJoined,
    ConferenceLeft,
    DialEnded,
    DialStarted,
    QueueJoined,
    QueueLeft,
)
from switchboard.histogram import Histogram
from switchboard.measures import CallMeasures, Distribution

Direction = Literal["inbound", "internal", "placed"]
"""Through a trunk or from another stranger; from an extension of ours; or asked for by a client."""

Stage = Literal["setup", "dialogue", "queue", "conference", "talk"]
"""Where a call is: not answered; answered, and in a menu or elsewhere alone with Switchboard; and the rest."""

Target = Literal["extension", "trunk", "several"]

ANSWER_MS: Final = (10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0, 10000.0, 20000.0, 30000.0, 60000.0)
OTHERS: Final = "other"
"""The label of tenants for which there is none left."""


class CallCounts:
    """Of the calls of a process. The first `most_tenants` tenants that have calls are counted apart."""

    def __init__(self, most_tenants: int = 0) -> None:
        self.now: Counter[tuple[Direction, Stage]] = Counter()
        self.started: Counter[Direction] = Counter()
        self.ended: Counter[Cause] = Counter()
        self.blocked = 0
        self.dials: Counter[tuple[Target, str]] = Counter()
        self.answer_ms = {by: Histogram(ANSWER_MS) for by in ("switchboard", "callee")}
        self.tenants_now: Counter[str] = Counter()
        self.tenants_started: Counter[str] = Counter()
        self._most_tenants = most_tenants

    def counting(self, emit: Callable[[CallEvent], None], tenant: int) -> Callable[[CallEvent], None]:
        """`emit` for one call, which is counted by what it emits."""
        see = CountedCall(self, self._name_of(tenant)).see

        def counted(event: CallEvent) -> None:
            see(event)
            emit(event)

        return counted

    def measures(self) -> CallMeasures:
        """As they are now."""
        return CallMeasures(
            now=_nested(self.now),
            started=dict(self.started),
            dials=_nested(self.dials),
            answer_ms={by: Distribution.of(one) for by, one in self.answer_ms.items()},
            tenants_now=dict(self.tenants_now),
            tenants_started=dict(self.tenants_started),
        )

    def _name_of(self, tenant: int) -> str | None:
        if not self._most_tenants:
            return None
        name = str(tenant)
        return name if name in self.tenants_started or len(self.tenants_started) < self._most_tenants else OTHERS


class CountedCall:
    """One call as far as its events have been seen."""

    __slots__ = ("_began_at", "_counts", "_dialled", "_direction", "_stage", "_target", "_tenant")

    def __init__(self, counts: CallCounts, tenant: str | None) -> None:
        self._counts = counts
        self._tenant = tenant
        self._direction: Direction = "inbound"
        self._stage: Stage | None = None
        self._began_at: datetime | None = None
        self._target: Target = "several"
        self._dialled = False

    def see(self, event: CallEvent) -> None:
        """Take the next event of the call."""
        if type(event) in _COUNTED:
            self._count(event)

    def _count(self, event: CallEvent) -> None:
        match event:
            case CallStarted():
                self._start(event)
            case CallAnswered():
                self._answer(event)
            case CallerBlocked():
                self._counts.blocked += 1
            case DialStarted(targets=targets):
                self._dialled = True
                self._target = targets[0].kind if len(targets) == 1 else "several"
            case DialEnded(outcome=outcome):
                self._counts.dials[self._target, str(outcome)] += 1
            case CallEnded(cause=cause):
                self._end(cause)
            case _:
                self._move(event)

    def _move(self, event: CallEvent) -> None:
        match event:
            case Bridged():
                self._go("talk")
            case QueueJoined():
                self._go("queue")
            case ConferenceJoined():
                self._go("conference")
            case BridgeEnded() | QueueLeft() | ConferenceLeft() if self._stage == _LEAVES[type(event)]:
                self._go("dialogue")

    def _start(self, event: CallStarted) -> None:
        counts = self._counts
        self._direction = "placed" if event.placed_by else "internal" if event.extension is not None else "inbound"
        self._began_at = event.at
        counts.started[self._direction] += 1
        if self._tenant is not None:
            counts.tenants_started[self._tenant] += 1
            counts.tenants_now[self._tenant] += 1
        self._go("setup")

    def _answer(self, event: CallAnswered) -> None:
        if self._began_at is not None and self._direction != "placed":
            took_ms = (event.at - self._began_at).total_seconds() * 1000
            self._counts.answer_ms["callee" if self._dialled else "switchboard"].observe(max(0.0, took_ms))
        self._began_at = None
        if self._stage == "setup":
            self._go("dialogue")

    def _end(self, cause: Cause) -> None:
        if self._stage is None:
            return
        self._counts.ended[cause] += 1
        if self._tenant is not None:
            self._counts.tenants_now[self._tenant] -= 1
        self._go(None)

    def _go(self, stage: Stage | None) -> None:
        now, before = self._counts.now, self._stage
        if before is not None:
            now[self._direction, before] -= 1
        if stage is not None:
            now[self._direction, stage] += 1
        self._stage = stage


_LEAVES: Final[dict[type[object], Stage]] = {BridgeEnded: "talk", QueueLeft: "queue", ConferenceLeft: "conference"}
_COUNTED: Final = frozenset(
    {
        CallStarted,
        CallAnswered,
        CallerBlocked,
        DialStarted,
        DialEnded,
        Bridged,
        QueueJoined,
        ConferenceJoined,
        *_LEAVES,
        CallEnded,
    }
)
"""All others cost one look into this set."""

_A = TypeVar("_A", bound=str)
_B = TypeVar("_B", bound=str)


def _nested(counted: Counter[tuple[_A, _B]]) -> dict[str, dict[str, int]]:
    """By the first label, then by the second."""
    found: dict[str, dict[str, int]] = {}
    for (first, second), number in counted.items():
        found.setdefault(first, {})[second] = number
    return found
