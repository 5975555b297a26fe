"""What every engine is put through: a scenario of the call flow, on that engine, in the world that the scenario says.

To try another engine, write a `Rig` for it and give its factory to `perform`: nothing else here knows which one runs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from switchboard.call.events import CallEvent
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Emit, Flow, Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Call, CallHandler, CallInfo, Engine, NotAnswered, Origination
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS
from tests.callflow.scenarios.world import START, Case

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

    def heard(self) -> Sequence[Heard]:
        """What the caller heard of us."""
        ...

    def left_over(self) -> Mapping[str, int]:
        """What is still there after the engine was closed, and should not be: legs, sessions, faults."""
        ...


RigFactory = Callable[[Case], AbstractAsyncContextManager[Rig]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine told, and what was left over."""

    events: list[CallEvent]
    left_over: Mapping[str, int]


async def perform(case: Case, factory: RigFactory) -> Outcome:
    """A scenario from its first ring until nothing is left."""
    events: list[CallEvent] = []
    around, memory = Surroundings(case.scenario), Memory()

    clock = LoopClock(START, asyncio.get_running_loop())
    queues = SimulatedQueues(case.configuration, case.scenario, clock)

    engines: list[Engine] = []

    @asynccontextmanager
    async def noted(case: Case) -> AsyncIterator[Rig]:
        async with factory(case) as rig:
            engines.append(rig.engine)
            yield rig

    async def originate(origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
        # Of whoever is invited to a conference nothing is compared but what the caller hears of him.
        return await engines[-1].originate(origination, lambda call: handle(call, flow, lambda event: None))

    async def handle(call: Call, flow: Flow | None = None, emit: Emit = events.append) -> None:
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
            memory=memory,
            mailboxes=SimulatedMailboxes(case.scenario.messages),
            edits=SimulatedEdits(case.configuration),
            queues=queues,
        )
        await handle_call(call, services, flow)

    try:
        return Outcome(events, await put_through(case, noted, handle))
    finally:
        await queues.close()


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
