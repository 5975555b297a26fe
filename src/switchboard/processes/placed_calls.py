"""Calls that clients of an API ask for: bounded, and recorded from the first moment on."""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded
from switchboard.call.ids import new_id
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.hop import OutsideCall
from switchboard.callflow.placing import Placing, Plan, Wish, plan_of
from switchboard.callflow.ports import Queues
from switchboard.callflow.record import CallRecorder
from switchboard.callflow.router import started
from switchboard.callflow.session import Emit
from switchboard.clock import Clock, LoopClock
from switchboard.engine.control_lines import Refused
from switchboard.engine.placed_call_control import PlaceCall, Placed
from switchboard.engine.port import Call, CallerId, CallInfo, Engine
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.security_log import tell
from switchboard.store.calls.writer import CallWriter

MINUTE_S: Final = 60.0
WRITTEN_S: Final = 1.0

Client = tuple[int, str]
"""A tenant, and what one of its clients is called."""


class Bounds:
    """How many calls each client has at once, and has asked for in the last minute."""

    def __init__(self, at_once: int, a_minute: int, now_s: Callable[[], float]) -> None:
        self._at_once = at_once
        self._a_minute = a_minute
        self._now_s = now_s
        self._running: Counter[Client] = Counter()
        self._asked: dict[Client, deque[float]] = {}

    def enter(self, client: Client) -> bool:
        """Whether the client may have one more; it must `leave` then."""
        asked = self._recent(client)
        if self._running[client] >= self._at_once or len(asked) >= self._a_minute:
            return False
        self._running[client] += 1
        asked.append(self._now_s())
        return True

    def leave(self, client: Client) -> None:
        """One of its calls is over."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]

    def _recent(self, client: Client) -> deque[float]:
        """When it asked in the last minute. Clients who have not are forgotten."""
        past_s = self._now_s() - MINUTE_S
        for one in [one for one, asked in self._asked.items() if asked and asked[-1] <= past_s]:
            del self._asked[one]
        asked = self._asked.setdefault(client, deque())
        while asked and asked[0] <= past_s:
            asked.popleft()
        return asked


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A call that a client has asked for."""

    plan: Plan
    configuration: Configuration
    client: Client
    recorder: CallRecorder
    emit: Emit


Run = Callable[[Call, datetime, PlacedCall], Coroutine[object, object, None]]
"""Runs a call from its answer at that time, and closes its record."""


class PlacedCalls:
    """Those of this process. `run` runs one that was answered, `emit_of` is how the events of a record are emitted, and
    `configuration_of` what is in force in a tenant.
    """

    def __init__(
        self,
        engine: Engine,
        bounds: Bounds,
        clock: Clock,
        writer: CallWriter,
        queues_of: Callable[[int], Queues],
        configuration_of: Callable[[int], Awaitable[Configuration]],
        emit_of: Callable[[CallRecorder], Emit],
        run: Run,
    ) -> None:
        self._engine = engine
        self._bounds = bounds
        self._clock = clock
        self._writer = writer
        self._queues_of = queues_of
        self._configuration_of = configuration_of
        self._emit_of = emit_of
        self._run = run
        self._ringing: dict[str, tuple[int, asyncio.Task[None]]] = {}

    async def place(self, command: PlaceCall) -> Placed | Refused:
        """Begin a call. Its record exists when this returns, whoever answers."""
        try:
            configuration = await self._configuration_of(command.tenant)
        except Unavailable:
            return Refused(reason="unavailable")
        info = CallInfo(new_id(), command.tenant, CallerId(""), command.then, self._clock.now(), source=command.address)
        plan = plan_of(_wish(command), info, configuration, self._engine)
        if isinstance(plan, str) and plan != "not-permitted":
            return Refused(reason=plan)
        client = (command.tenant, command.by)
        if not self._bounds.enter(client):
            return Refused(reason="too-many-placed-calls")
        if isinstance(plan, str):
            self._bounds.leave(client)
            self._forbid(command, info)
        else:
            self._begin(command, plan, configuration, client)
            _note(command, plan)
        await self._written()
        return Placed(call=info.id, forbidden=isinstance(plan, str))

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a call that rings; False when there is none with that id in the tenant."""
        of_tenant, ringing = self._ringing.get(call, (tenant, None))
        if ringing is None or of_tenant != tenant:
            return False
        ringing.cancel()
        return True

    async def _written(self) -> None:
        """Whoever has asked looks for the record at once. A database that is away does not hold up the call."""
        with suppress(TimeoutError):
            async with asyncio.timeout(WRITTEN_S):
                await self._writer.flush()

    def _forbid(self, command: PlaceCall, info: CallInfo) -> None:
        """The record alone: whoever looks for abuse finds what was tried."""
        recorder, emit = self._open(replace(info, caller=CallerId(command.first)), command)
        emit(CallEnded(at=info.received_at, by="switchboard", cause=Cause.FORBIDDEN))
        recorder.close(methods=(), recording="")

    def _open(self, info: CallInfo, command: PlaceCall) -> tuple[CallRecorder, Emit]:
        recorder = CallRecorder(info, self._writer)
        emit = self._emit_of(recorder)
        emit(started(info, info.received_at, command.by, command.reference, command.notes))
        return recorder, emit

    def _begin(self, command: PlaceCall, plan: Plan, configuration: Configuration, client: Client) -> None:
        info = plan.info
        placed = PlacedCall(plan, configuration, client, *self._open(info, command))
        task = asyncio.create_task(self._ring(placed), name=f"place-{info.id}")
        self._ringing[info.id] = (info.tenant, task)

    async def _ring(self, placed: PlacedCall) -> None:
        """Until somebody has answered, or nobody will."""
        info = placed.plan.info
        engagement = Engagement(self._queues_of(info.tenant), info.id)
        clock = LoopClock(info.received_at, asyncio.get_running_loop())
        placing = Placing(placed.plan, placed.emit, clock.now, engagement)
        answered = False
        try:
            answered = await placing.run(self._engine.originate, partial(self._run_answered, placed))
        except asyncio.CancelledError:
            placing.end("switchboard", Cause.RELEASED)
        except Unavailable:
            placing.end("switchboard", Cause.UNREACHABLE)
        finally:
            del self._ringing[info.id]
            if not answered:
                self._bounds.leave(placed.client)
                placed.recorder.close(methods=(), recording="")

    async def _run_answered(self, placed: PlacedCall, call: Call, answered_at: datetime) -> None:
        try:
            await self._run(call, answered_at, placed)
        finally:
            self._bounds.leave(placed.client)


def _wish(command: PlaceCall) -> Wish:
    return Wish(
        command.first,
        command.then,
        command.rights_of,
        command.caller_id,
        command.ring_time_s,
        command.longest_s,
        command.auto_answer,
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
