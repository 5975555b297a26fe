"""What every engine is put through: a scenario of the call flow, on that engine, in the world that the scenario says.

To try another engine, write a `Rig` for it and give its factory to `perform`: nothing else here knows which one runs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from switchboard.call.events import CallEvent
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Emit, Flow, Services
from switchboard.clock import LoopClock
from switchboard.engine.call_control import SteerCall
from switchboard.engine.control_lines import Refused
from switchboard.engine.port import Call, CallHandler, CallInfo, Engine, NotAnswered, Origination
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.processes.steered_calls import SteeredCalls
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS
from tests.callflow.scenarios.world import START, Case, told_of
from tests.interop.conformance.gone import Moment
from tests.interop.conformance.leftovers import Shared

LIMIT_S = 60.0


class Rig(Protocol):
    """An engine that nobody has started yet, and who calls and is called in one scenario."""

    @property
    def engine(self) -> Engine: ...

    async def play(self, over: asyncio.Event) -> None:
        """Place the call and do what its caller and callees do; returns when all of them have hung up.

        `over` is set when the call flow has ended.
        """
        ...

    def leave(self) -> None:
        """The caller hangs up now, or gives up while it rings, whatever the scenario says."""
        ...

    def takes(self) -> Iterable[Path]:
        """What was recorded of the caller, as far as the engine knows of the files."""
        ...

    def heard(self) -> Sequence[Heard]:
        """What the caller heard of us."""
        ...

    def left_over(self) -> Mapping[str, int]:
        """What is still there after the engine was closed, and should not be: legs, sessions, faults."""
        ...


RigFactory = Callable[[Case], AbstractAsyncContextManager[Rig]]


@dataclass(frozen=True, slots=True)
class Order:
    """What a client of an API commands, so many seconds after an event, or after so many events. `command` names no
    call: it is that of the scenario.
    """

    after: str | int
    after_s: float
    command: SteerCall


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine told, and what was left over; and how orders were answered: "" where they were obeyed."""

    events: list[CallEvent]
    left_over: Mapping[str, int]
    answers: list[str]


async def perform(case: Case, factory: RigFactory, gone: Moment | None = None, orders: Sequence[Order] = ()) -> Outcome:
    """A scenario from its first ring until nothing is left, or until the caller is `gone`."""
    events: list[CallEvent] = []
    around = Surroundings(case.scenario)
    clock = LoopClock(START, asyncio.get_running_loop())
    queues = SimulatedQueues(case.configuration, case.scenario, clock)
    shared = Shared(case.configuration, case.scenario.messages, queues)
    rigs: list[Rig] = []
    calls: list[str] = []
    steered = SteeredCalls(shared.memory.running)
    obeying: list[asyncio.Task[None]] = []
    waiting = list(orders)
    answers: list[str] = []

    async def obey(order: Order) -> None:
        await asyncio.sleep(order.after_s)
        answer = await steered.steer(order.command.model_copy(update={"call": calls[0]}))
        answers.append(answer.reason if isinstance(answer, Refused) else "")

    @asynccontextmanager
    async def noted(case: Case) -> AsyncIterator[Rig]:
        async with factory(case) as rig:
            rigs.append(rig)
            yield rig

    def tell(event: CallEvent) -> None:
        events.append(event)
        if gone is not None and len(events) == gone.events:
            asyncio.get_running_loop().call_later(gone.after_s, rigs[-1].leave)
        for order in [order for order in waiting if order.after in (len(events), told_of(event))]:
            waiting.remove(order)
            obeying.append(asyncio.create_task(obey(order)))

    async def originate(origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
        # Of whoever is invited to a conference nothing is compared but what the caller hears of him.
        return await rigs[-1].engine.originate(origination, lambda call: handle(call, flow, lambda event: None))

    async def handle(call: Call, flow: Flow | None = None, emit: Emit = tell) -> None:
        calls.append(call.info.id)
        services = Services(
            configuration=case.configuration,
            clock=clock,
            emit=emit,
            originate=originate,
            announcements=NOMINAL_ANNOUNCEMENTS,
            limits=case.limits,
            secrets=around,
            actions=around,
            dialplans=around.dialplans,
            pins=SimulatedPins(),
            memory=shared.memory,
            mailboxes=shared.mailboxes,
            edits=shared.edits,
            queues=queues,
        )
        await handle_call(call, services, flow)

    try:
        left_over = await put_through(case, noted, handle)
    finally:
        await queues.close()
    await asyncio.gather(*obeying)
    return Outcome(events, {**left_over, **shared.left_over(calls, rigs[-1].takes())}, answers)


async def put_through(case: Case, factory: RigFactory, handler: CallHandler) -> Mapping[str, int]:
    """One call with that handler in place of a call flow; what is left over."""
    over = asyncio.Event()

    async def handle(call: Call) -> None:
        try:
            await handler(call)
        finally:
            over.set()

    async with factory(case) as rig:
        await rig.engine.start(handle)
        rig.engine.follow({1: case.configuration})
        try:
            async with asyncio.timeout(LIMIT_S):
                await rig.play(over)
            await rig.engine.drain(LIMIT_S)
        finally:
            await rig.engine.close()
    return {"calls": rig.engine.calls, **rig.left_over()}
