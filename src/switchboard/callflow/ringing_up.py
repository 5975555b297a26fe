"""Carrying out a wish: calling by one way after another, until somebody answers. The call semantics, section 24."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import (
    CallEnded,
    CallEvent,
    DialEnded,
    DialStarted,
    NotCalled,
    Ringing,
    TrunkSkipped,
)
from switchboard.callflow.dial import told
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.may_call import Barred
from switchboard.callflow.outward import is_unusable
from switchboard.callflow.placing import Plan
from switchboard.callflow.session import Emit
from switchboard.engine.port import (
    Call,
    CallHandler,
    CallInfo,
    NotAnswered,
    OnRinging,
    Origination,
    Target,
    TrunkTarget,
)
from switchboard.errors import Unavailable
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

Originate = Callable[[Origination, CallHandler, OnRinging], Awaitable[CallInfo | NotAnswered]]
"""As `Engine.originate`."""
AnsweredHandler = Callable[[Call, datetime], Coroutine[object, object, None]]
"""Runs a call from its answer on, at this time."""


def forbidden(barred: Barred, at: datetime) -> tuple[CallEvent, ...]:
    """What is told, after its first event, of a call that nobody may place."""
    return (
        NotCalled(at=at, reason=barred.reason, number=barred.number, list=barred.list, name=barred.name),
        CallEnded(at=at, by="switchboard", cause=Cause.FORBIDDEN),
    )


@dataclass(frozen=True, slots=True)
class Placing:
    """A call from the wish to the answer, told by events. `now` is the time for them (aware), which runs evenly."""

    plan: Plan
    emit: Emit
    now: Callable[[], datetime]
    engagement: Engagement

    async def run(self, originate: Originate, handler: AnsweredHandler) -> bool:
        """Call by one way after another, until somebody answers, with whom `handler` is run; returns whether he did.

        It ends the call itself if nobody does. Raises Unavailable.
        """
        failure = NotAnswered(Cause.UNREACHABLE)
        for origination in self.plan.ways(self._skip):
            outcome = await self._ring(origination, originate, handler)
            if not isinstance(outcome, NotAnswered):
                return True
            failure = outcome
            if not is_unusable(failure):
                break
        self.end("callee", failure.cause)
        return False

    def end(self, by: Literal["callee", "switchboard"], cause: Cause) -> None:
        """The call is over, and nobody has answered."""
        self.emit(CallEnded(at=self.now(), by=by, cause=cause))

    async def _ring(
        self, origination: Origination, originate: Originate, handler: AnsweredHandler
    ) -> CallInfo | NotAnswered:
        goes_out = isinstance(origination.target, TrunkTarget)
        shown = origination.caller_id.number if goes_out else None
        self.emit(DialStarted(at=self.now(), targets=(told(origination.target),), caller_id=shown))

        async def answered(call: Call) -> None:
            now = self.now()
            self.emit(DialEnded(at=now, outcome="answered"))
            await handler(call, now)

        with self.engagement.called((origination.target,)):
            try:
                outcome = await originate(origination, answered, self._rings)
            except (asyncio.CancelledError, Unavailable):
                self.emit(DialEnded(at=self.now(), outcome=Cause.CANCELLED))
                raise
        if isinstance(outcome, NotAnswered):
            self.emit(DialEnded(at=self.now(), outcome=outcome.cause, status=outcome.status))
        return outcome

    def _rings(self, target: Target) -> None:
        self.emit(Ringing(at=self.now(), target=told(target)))

    def _skip(self, trunk: Stored[Trunk], why: Literal["full", "down"]) -> None:
        self.emit(TrunkSkipped(at=self.now(), trunk=trunk.id, name=trunk.document.name, reason=why))
