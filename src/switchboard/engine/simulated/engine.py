"""An engine whose callers are scripted."""

import asyncio
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from switchboard.call.cause import Cause
from switchboard.clock import SystemClock
from switchboard.engine.port import (
    CallerId,
    CallHandler,
    CallInfo,
    DialRequest,
    Ending,
    NotAnswered,
    OnAudio,
    OnReachable,
    OnRinging,
    Origination,
    Target,
    TrunkCondition,
)
from switchboard.engine.simulated.call import Around, SimulatedCall
from switchboard.engine.simulated.dialling import SimulatedDialling
from switchboard.engine.simulated.rooms import SimulatedRooms
from switchboard.engine.simulated.scenario import OtherCall, Scenario
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.status import EngineReport, TrunkStatus, TrunkTest

TENANT = 1
ANYBODY = Scenario(dialled="")
"""Every line answers."""


class SimulatedEngine:
    """Implements `engine.port.Engine`; calls come when `place` is called. Time is that of the loop.

    Whom `originate` calls answers as `lines` say, and then does what the line's script says for its `talks_s`.
    """

    def __init__(self, lines: Scenario = ANYBODY) -> None:
        self._lines = lines
        self._handler: CallHandler
        self._calls: set[SimulatedCall] = set()
        self._around = Around()
        self._idle = asyncio.Event()
        self._idle.set()
        self._draining = False
        self._configurations: Mapping[int, Configuration] = {}
        self._placing: dict[SimulatedDialling, Target] = {}
        self._numbers = itertools.count(1)
        self._originated: set[asyncio.Task[None]] = set()

    @property
    def calls(self) -> int:
        return len(self._calls) + len(self._placing)

    @property
    def running(self) -> Collection[SimulatedCall]:
        """The calls that go on."""
        return tuple(self._calls)

    @property
    def rooms(self) -> SimulatedRooms:
        return self._around.rooms

    def call_of(self, number: str) -> SimulatedCall:
        """The running call of that caller."""
        return next(call for call in self._calls if call.info.caller.number == number)

    def tell_reachable(self, told: OnReachable) -> None:
        """Here phones never register."""

    def tell_audio(self, told: OnAudio) -> None:
        """Here is no audio."""

    async def start(self, handler: CallHandler) -> None:
        self._handler = handler

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        self._configurations = configurations

    async def place(self, scenario: Scenario, at: datetime, id: str = "simulated") -> SimulatedCall:
        """Run the call of a scenario, which comes in `at` (aware), to its end, and all that others begin meanwhile.

        Raises Invalid for its script, Unavailable for an engine that drains, and what the handler raises.
        """
        if self._draining:
            raise Unavailable("the engine takes no more calls")
        others: list[asyncio.Task[None]] = []
        call = self._made(id, scenario, at, others)
        others += [asyncio.create_task(self._place_other(scenario, other, at)) for other in scenario.others]
        await self._run(call, self._handler)
        for other in others:
            await other
        return call

    def _made(self, call_id: str, scenario: Scenario, at: datetime, others: list[asyncio.Task[None]]) -> SimulatedCall:
        """A call; those that its callees place meanwhile go to `others`."""
        began_s = asyncio.get_running_loop().time()

        def place(consulted: Scenario) -> SimulatedCall:
            passed = timedelta(seconds=asyncio.get_running_loop().time() - began_s)
            other = self._made(f"simulated-{len(others) + 2}", consulted, at + passed, others)
            others.append(asyncio.create_task(self._run(other, self._handler)))
            return other

        info = _info(call_id, scenario, at, self._configurations.get(TENANT))
        return SimulatedCall(scenario, info, place, self._around, takes_early_media=self._takes_early_media(info))

    async def _place_other(self, scenario: Scenario, other: OtherCall, at: datetime) -> None:
        await asyncio.sleep(other.after_s)
        named = next(filter(None, (call.rings(other.picks_up) for call in self._calls)), None)
        its = scenario.of_other(other)
        info = _info(f"other-{other.number}", its, at + timedelta(seconds=other.after_s), None)
        call = SimulatedCall(its, replace(info, picks_up=named), around=self._around, takes_early_media=True)
        await self._run(call, self._handler)

    async def originate(
        self, origination: Origination, handler: CallHandler, on_ringing: OnRinging = lambda target: None
    ) -> CallInfo | NotAnswered:
        if self._draining:
            raise Unavailable("the engine takes no more calls")
        target = origination.target
        dialling = SimulatedDialling(self._lines.line, on_ringing)
        self._placing[dialling] = target
        self._idle.clear()
        try:
            await dialling.start(DialRequest((target,), origination.ring_time_s, origination.caller_id))
            outcome = await dialling.outcome()
            if dialling not in self._placing:
                return NotAnswered(Cause.DRAINING)
            if isinstance(outcome, NotAnswered):
                return outcome
            call = self._answered(origination)
            self._calls.add(call)
            self._originated.add(task := asyncio.create_task(self._run(call, handler)))
            task.add_done_callback(self._originated.discard)
            return call.info
        finally:
            dialling.stop()
            self._placing.pop(dialling, None)
            self._rest()

    def _takes_early_media(self, info: CallInfo) -> bool:
        if info.trunk is None:
            return True
        configuration = self._configurations.get(info.tenant)
        trunk = configuration.get(Trunk, info.trunk) if configuration else None
        return trunk is not None and trunk.document.early_announcements

    def _answered(self, origination: Origination) -> SimulatedCall:
        line = self._lines.line(origination.target)
        info = origination.call(origination.id or f"originated-{next(self._numbers)}", SystemClock().now())
        call = SimulatedCall(
            Scenario(dialled=info.dialled, script=line.script), info, around=self._around, answered=line
        )
        call.leave_after(line.talks_s)
        return call

    async def _run(self, call: SimulatedCall, handler: CallHandler) -> None:
        self._calls.add(call)
        self._idle.clear()
        try:
            await call.run(handler)
        finally:
            self._calls.remove(call)
            self._rest()

    def _rest(self) -> None:
        if not self.calls:
            self._idle.set()

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return self._lines.trunk_condition(trunk)

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return ()

    async def test_trunk(self, trunk: Stored[Trunk]) -> TrunkTest:
        raise Unavailable("simulated trunks cannot be asked")

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
            while self._placing:
                dialling, target = self._placing.popitem()
                dialling.drop(target, elsewhere=False)
        await self._idle.wait()

    async def close(self) -> None:
        """There is no line to leave."""


def _info(call_id: str, scenario: Scenario, at: datetime, configuration: Configuration | None) -> CallInfo:
    unknown = scenario.withheld and scenario.extension is None
    number = _number_of(scenario, configuration)
    caller = CallerId("") if unknown else CallerId(number, scenario.caller_name)
    return CallInfo(
        call_id,
        TENANT,
        caller,
        scenario.dialled,
        at,
        extension=scenario.extension,
        trunk=scenario.trunk,
        withheld=scenario.withheld,
        diversions=scenario.diversions,
    )


def _number_of(scenario: Scenario, configuration: Configuration | None) -> str:
    """In the one form that callers from outside have."""
    if configuration is None or scenario.trunk is None:
        return scenario.caller
    trunk = configuration.get(Trunk, scenario.trunk)
    return configuration.received_number(trunk.document, scenario.caller) if trunk else scenario.caller
