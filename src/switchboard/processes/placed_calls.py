"""Calls that clients of an API ask for: bounded, and recorded from the first moment on."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallEvent
from switchboard.call.ids import new_id
from switchboard.call.tries import TryOutcome, outcome_of_try
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.hop import OutsideCall
from switchboard.callflow.may_call import Barred
from switchboard.callflow.placing import Plan, Unplaceable, Wish, plan_of
from switchboard.callflow.ports import Queues
from switchboard.callflow.record import CallRecorder
from switchboard.callflow.ringing_up import Placing, forbidden
from switchboard.callflow.router import started
from switchboard.callflow.session import Emit
from switchboard.clock import Clock, LoopClock
from switchboard.engine.control_lines import Refused
from switchboard.engine.placed_call_control import PlaceCall, Placed
from switchboard.engine.port import Call, CallerId, CallInfo, Engine
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.processes.placing_bounds import Bounds, Client
from switchboard.security_log import tell
from switchboard.store.calls.writer import CallWriter


@dataclass(frozen=True, slots=True)
class Attempt:
    """Try number `count` for a kept wish, by its id; `over` is told what became of it."""

    wish: str = ""
    count: int = 0
    over: Callable[[TryOutcome], None] = lambda outcome: None


NO_ATTEMPT: Final = Attempt()


class PlacedCall:
    """A call that a client has asked for, and what became of it."""

    def __init__(
        self,
        plan: Plan,
        configuration: Configuration,
        client: Client,
        recorder: CallRecorder,
        emit: Emit,
        attempt: Attempt,
    ) -> None:
        self.plan = plan
        self.configuration = configuration
        self.client = client
        self.recorder = recorder
        self.answered = False
        self._emit = emit
        self._attempt = attempt
        self._end: CallEnded | None = None

    def emit(self, event: CallEvent) -> None:
        if isinstance(event, CallEnded):
            self._end = event
        self._emit(event)

    def tell_outcome(self) -> None:
        """The call is over, and its record closed."""
        outcome = "failed" if self._end is None else outcome_of_try(self._end, answered=self.answered)
        self._attempt.over(outcome)


Run = Callable[[Call, datetime, PlacedCall], Coroutine[object, object, None]]
"""Runs a call from its answer at that time, and closes its record."""


class PlacedCalls:
    """Those of this process. `run` runs one that was answered, `counting` has events of a tenant's call counted as they
    are emitted, and `configuration_of` is what is in force in a tenant.
    """

    def __init__(
        self,
        engine: Engine,
        bounds: Bounds,
        clock: Clock,
        writer: CallWriter,
        queues_of: Callable[[int], Queues],
        configuration_of: Callable[[int], Awaitable[Configuration]],
        counting: Callable[[Emit, int], Emit],
        run: Run,
    ) -> None:
        self._engine = engine
        self._bounds = bounds
        self._clock = clock
        self._writer = writer
        self._queues_of = queues_of
        self._configuration_of = configuration_of
        self._counting = counting
        self._run = run
        self._ringing: dict[str, tuple[int, asyncio.Task[None]]] = {}

    async def planned(self, command: PlaceCall) -> Plan | Barred | Unplaceable:
        """How the command can be carried out now; else why not. Raises Unavailable."""
        return self._planned(command, await self._configuration_of(command.tenant))

    async def place(self, command: PlaceCall, attempt: Attempt = NO_ATTEMPT) -> Placed | Refused:
        """Begin a call. Its record exists when this returns, whoever answers."""
        try:
            configuration = await self._configuration_of(command.tenant)
        except Unavailable:
            return Refused(reason="unavailable")
        plan = self._planned(command, configuration)
        if isinstance(plan, str):
            return Refused(reason=plan)
        client = (command.tenant, command.by)
        if not self._bounds.enter(client):
            return Refused(reason="too-many-placed-calls")
        if isinstance(plan, Barred):
            self._bounds.leave(client)
            placed = self.forbid(command, plan, attempt)
        else:
            placed = self._begin(command, plan, configuration, client, attempt)
            _note(command, plan)
        await self._writer.told()  # whoever has asked looks for the record at once
        return placed

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a call that rings; False when there is none with that id in the tenant."""
        of_tenant, ringing = self._ringing.get(call, (tenant, None))
        if ringing is None or of_tenant != tenant:
            return False
        ringing.cancel()
        return True

    def _planned(self, command: PlaceCall, configuration: Configuration) -> Plan | Barred | Unplaceable:
        info = CallInfo(new_id(), command.tenant, CallerId(""), command.then, self._clock.now(), source=command.address)
        return plan_of(_wish(command), info, configuration, self._engine)

    def forbid(self, command: PlaceCall, barred: Barred, attempt: Attempt = NO_ATTEMPT) -> Placed:
        """The record alone: whoever looks for abuse finds what was tried."""
        now = self._clock.now()
        goes_to = command.then or command.first
        info = CallInfo(new_id(), command.tenant, CallerId(command.first), goes_to, now, source=command.address)
        recorder, emit = self._open(info, command, attempt)
        for event in forbidden(barred, now):
            emit(event)
        recorder.close(methods=(), recording="")
        attempt.over("not_called")
        return Placed(call=info.id, forbidden=barred.reason)

    def _open(self, info: CallInfo, command: PlaceCall, attempt: Attempt) -> tuple[CallRecorder, Emit]:
        recorder = CallRecorder(info, self._writer)
        emit = self._counting(recorder.emit, info.tenant)
        begins = started(info, info.received_at, command.by, command.reference, command.notes)
        emit(begins.model_copy(update={"wish": attempt.wish, "attempt": attempt.count}))
        return recorder, emit

    def _begin(
        self, command: PlaceCall, plan: Plan, configuration: Configuration, client: Client, attempt: Attempt
    ) -> Placed:
        info = plan.info
        recorder, emit = self._open(info, command, attempt)
        placed = PlacedCall(plan, configuration, client, recorder, emit, attempt)
        task = asyncio.create_task(self._ring(placed), name=f"place-{info.id}")
        self._ringing[info.id] = (info.tenant, task)
        return Placed(call=info.id)

    async def _ring(self, placed: PlacedCall) -> None:
        """Until somebody has answered, or nobody will."""
        info = placed.plan.info
        engagement = Engagement(self._queues_of(info.tenant), info.id)
        clock = LoopClock(info.received_at, asyncio.get_running_loop())
        placing = Placing(placed.plan, placed.emit, clock.now, engagement)
        try:
            placed.answered = await placing.run(self._engine.originate, partial(self._run_answered, placed))
        except asyncio.CancelledError:
            if not placed.answered:
                placing.end("switchboard", Cause.RELEASED)
        except Unavailable:
            placing.end("switchboard", Cause.UNREACHABLE)
        finally:
            del self._ringing[info.id]
            if not placed.answered:
                self._leave(placed)

    async def _run_answered(self, placed: PlacedCall, call: Call, answered_at: datetime) -> None:
        placed.answered = True
        try:
            await self._run(call, answered_at, placed)
        finally:
            self._bounds.leave(placed.client)
            placed.tell_outcome()

    def _leave(self, placed: PlacedCall) -> None:
        """Nobody has answered."""
        self._bounds.leave(placed.client)
        placed.recorder.close(methods=(), recording="")
        placed.tell_outcome()


def _wish(command: PlaceCall) -> Wish:
    return Wish(
        command.first,
        command.then,
        command.rights_of,
        command.caller_id,
        command.ring_time_s,
        command.longest_s,
        command.auto_answer,
        command.after_answer,
        command.prompts,
        command.times,
    )


def _note(command: PlaceCall, plan: Plan) -> None:
    """Note in the security log who has others called outside."""
    info = plan.info
    called = [info.caller.number] if info.trunk is not None else []
    if isinstance(plan.to, OutsideCall):
        called.append(info.dialled)
    whose: dict[str, str | int] = {"client": command.by, "tenant": info.tenant}
    for number in called:
        tell("call-placed-outside", command.address, **whose, number=number, call=info.id)
