"""One call of a simulated engine, of a kind that a test says."""

import asyncio

from tests.callflow.scenarios.world import START

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, KeyPressed
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Services
from switchboard.clock import LoopClock
from switchboard.engine.port import CallerId, CallInfo, Ending
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.configuration import Configuration
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS


def info(scenario: Scenario) -> CallInfo:
    caller = CallerId(scenario.caller)
    return CallInfo(
        "call",
        1,
        caller,
        scenario.dialled,
        START,
        scenario.extension,
        scenario.trunk,
        withheld=scenario.withheld,
        diversions=scenario.diversions,
    )


class Run:
    """A call, its events, and what its caller has changed by telephone."""

    def __init__(self, configuration: Configuration, scenario: Scenario, kind: type[SimulatedCall] = SimulatedCall):
        self.events: list[CallEvent] = []
        self.edits = SimulatedEdits(configuration)
        self._configuration = configuration
        self._scenario = scenario
        self._kind = kind
        self.call = run_virtual(self._run())

    async def _run(self) -> SimulatedCall:
        loop = asyncio.get_running_loop()
        clock = LoopClock(START, loop)
        around = Surroundings(self._scenario)
        services = Services(
            self._configuration,
            clock,
            self.events.append,
            around,
            around,
            around.dialplans,
            SimulatedPins(),
            Memory(),
            SimulatedMailboxes({}),
            SimulatedQueues(self._configuration, self._scenario, clock),
            self.edits,
            NOMINAL_ANNOUNCEMENTS,
        )
        call = self._kind(self._scenario, info(self._scenario))
        if self._scenario.caller_name == "system":
            loop.call_later(2, call.leave, Ending("system", Cause.MEDIA_LOST))
        try:
            await call.run(lambda call: handle_call(call, services))
        except OSError:
            self.events.append(KeyPressed(at=clock.now(), digit="raised", method="info"))
        return call
