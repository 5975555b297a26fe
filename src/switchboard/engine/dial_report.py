"""What a dialling tells of its targets: the rules that all engines go by."""

import asyncio

from switchboard.call.cause import Cause
from switchboard.engine.port import (
    Answered,
    DialEvent,
    DialOutcome,
    Failed,
    Leg,
    NotAnswered,
    Ringing,
    Target,
)
from switchboard.engine.refusals import expired, worthiest


class DialReport:
    """Keeps the events of a dialling and its outcome. An engine tells it what happens to each target.

    A target is open from `begins` until it answers, fails, rings out or is dropped. The outcome is the first answer, or
    the reason why nobody answered, once no target is open.
    """

    def __init__(self) -> None:
        self._open: dict[Target, bool] = {}
        """The open targets; each with whether its ringing was reported."""
        self._answered: set[Target] = set()
        self._refusals: list[NotAnswered] = []
        self._events: asyncio.Queue[DialEvent] = asyncio.Queue()
        self._outcome: asyncio.Future[DialOutcome] = asyncio.get_running_loop().create_future()

    async def event(self) -> DialEvent:
        return await self._events.get()

    async def outcome(self) -> DialOutcome:
        return await asyncio.shield(self._outcome)

    def is_open(self, target: Target) -> bool:
        return target in self._open

    @property
    def answered(self) -> bool:
        """Whether somebody has answered who was not dropped."""
        return len(self._answered) > 0

    def begins(self, target: Target) -> None:
        """The target is called. If nobody had answered, the outcome is open again."""
        self._open[target] = False
        if self._outcome.done() and isinstance(self._outcome.result(), NotAnswered):
            self._outcome = asyncio.get_running_loop().create_future()

    def rings(self, target: Target) -> bool:
        """A phone of the target rings. Returns whether it is the first of that target, and is reported."""
        if self._open.get(target, True):
            return False
        self._open[target] = True
        self._events.put_nowait(Ringing(target))
        return True

    def answers(self, leg: Leg) -> None:
        self._open.pop(leg.target, None)
        self._answered.add(leg.target)
        answered = Answered(leg)
        self._events.put_nowait(answered)
        self._settle(answered)

    def fails(self, target: Target, why: NotAnswered) -> None:
        """No phone of the target will answer: all have refused, or there is none."""
        self._close(target, why)
        self.settle_if_nobody_rings()

    def rings_out(self, target: Target, why: NotAnswered, otherwise: Cause) -> None:
        """The ring time of the target is over; `otherwise` is the outcome if nobody else rings."""
        refusals = list(self._refusals)
        self._close(target, why)
        if not self._open:
            self._settle(expired(refusals, otherwise))

    def drops(self, target: Target) -> None:
        """Nobody wants to know about the target any more: its events that nobody has read are forgotten."""
        self._open.pop(target, None)
        self._answered.discard(target)
        for _ in range(self._events.qsize()):
            event = self._events.get_nowait()
            if _about(event) != target:
                self._events.put_nowait(event)
        self.settle_if_nobody_rings()

    def settle_if_nobody_rings(self) -> None:
        if not self._open:
            self._settle(worthiest(self._refusals))

    def _close(self, target: Target, why: NotAnswered) -> None:
        self._open.pop(target, None)
        self._refusals.append(why)
        self._events.put_nowait(Failed(target, why))

    def _settle(self, outcome: DialOutcome) -> None:
        if not self._outcome.done():
            self._outcome.set_result(outcome)


def _about(event: DialEvent) -> Target:
    return event.leg.target if isinstance(event, Answered) else event.target
