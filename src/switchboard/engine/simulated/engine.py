"""An engine whose callers are scripted."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from switchboard.call.cause import Cause
from switchboard.engine.port import CallerId, CallHandler, CallInfo, Ending
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.scenario import Scenario
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.status import EngineReport

TENANT = 1


class SimulatedEngine:
    """Implements `engine.port.Engine`; calls come when `place` is called. Time is that of the loop."""

    def __init__(self) -> None:
        self._handler: CallHandler
        self._calls: set[SimulatedCall] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._draining = False

    @property
    def calls(self) -> int:
        return len(self._calls)

    async def start(self, handler: CallHandler) -> None:
        self._handler = handler

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        """Nothing to do: scenarios say how lines behave."""

    async def place(self, scenario: Scenario, at: datetime) -> SimulatedCall:
        """Run the call of a scenario, which comes in `at` (aware), to its end, and those of callees who consult.

        Raises Invalid for its script, Unavailable for an engine that drains, and what the handler raises.
        """
        if self._draining:
            raise Unavailable("the engine takes no more calls")
        others: list[asyncio.Task[None]] = []
        call = self._made("simulated", scenario, at, others)
        await self._run(call)
        for other in others:
            await other
        return call

    def _made(self, call_id: str, scenario: Scenario, at: datetime, others: list[asyncio.Task[None]]) -> SimulatedCall:
        """A call; those that its callees place meanwhile go to `others`."""
        began_s = asyncio.get_running_loop().time()

        def place(consulted: Scenario) -> SimulatedCall:
            passed = timedelta(seconds=asyncio.get_running_loop().time() - began_s)
            other = self._made(f"simulated-{len(others) + 2}", consulted, at + passed, others)
            others.append(asyncio.create_task(self._run(other)))
            return other

        return SimulatedCall(scenario, _info(call_id, scenario, at), place)

    async def _run(self, call: SimulatedCall) -> None:
        self._calls.add(call)
        self._idle.clear()
        try:
            await call.run(self._handler)
        finally:
            self._calls.remove(call)
            if not self._calls:
                self._idle.set()

    async def report(self) -> EngineReport:
        return EngineReport()

    def hang_up(self, call: str, tenant: int) -> bool:
        found = [one for one in self._calls if (one.info.id, one.info.tenant) == (call, tenant)]
        for one in found:
            one.leave(Ending("system", Cause.RELEASED))
        return bool(found)

    async def drain(self, timeout_s: float) -> None:
        self._draining = True
        try:
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()
        except TimeoutError:
            for call in self._calls:
                call.leave(Ending("system", Cause.DRAINING))
        await self._idle.wait()

    async def close(self) -> None:
        """There is no line to leave."""


def _info(call_id: str, scenario: Scenario, at: datetime) -> CallInfo:
    caller = CallerId(scenario.caller, scenario.caller_name)
    return CallInfo(call_id, TENANT, caller, scenario.dialled, at, extension=scenario.extension, trunk=scenario.trunk)
