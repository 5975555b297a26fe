"""The machine's clock is set while a call runs: what is measured stays right, and rules about time follow the clock."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.callflow.scenarios.insiders import ASKING, PIN
from tests.callflow.scenarios.world import MAIN, START, company, from_outside, menu, option, timed

from switchboard.call.events import CallEnded, CallEvent, TimeDecided
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Services
from switchboard.clock import LoopClock
from switchboard.engine.port import CallerId, CallInfo
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ByTime, HangUp, ToExtension
from switchboard.model.schedule import Schedule
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS

pytestmark = pytest.mark.unit

JUMPS_S = [-3600.0, 7200.0]


class SetDuringTheCall(LoopClock):
    """A clock that somebody sets two seconds after it began."""

    def __init__(self, loop: asyncio.AbstractEventLoop, jump_s: float) -> None:
        super().__init__(START, loop)
        self._jump = timedelta(seconds=jump_s)

    def now(self) -> datetime:
        now = super().now()
        return now if now < START + timedelta(seconds=2) else now + self._jump


def happened(configuration: Configuration, scenario: Scenario, jump_s: float) -> list[CallEvent]:
    async def work() -> list[CallEvent]:
        events: list[CallEvent] = []
        around = Surroundings(scenario)
        clock = SetDuringTheCall(asyncio.get_running_loop(), jump_s)
        queues, edits = SimulatedQueues(configuration, scenario, clock), SimulatedEdits(configuration)
        mailboxes = SimulatedMailboxes({})
        world = (
            around,
            around,
            around.dialplans,
            SimulatedPins(),
            Memory(),
            mailboxes,
            queues,
            edits,
            NOMINAL_ANNOUNCEMENTS,
        )
        services = Services(configuration, clock, events.append, *world)
        info = CallInfo("call", 1, CallerId(scenario.caller), scenario.dialled, START, trunk=scenario.trunk)
        await SimulatedCall(scenario, info).run(lambda call: handle_call(call, services))
        return events

    return run_virtual(work())


@pytest.mark.parametrize("jump_s", JUMPS_S)
@pytest.mark.parametrize(
    ("configuration", "scenario"),
    [
        (ASKING, from_outside("wait:1 1 wait:1 1111# wait:3 2222# wait:3 3333#", pin=PIN)),
        (ASKING, from_outside(f"wait:1 1 wait:1 {PIN}# wait:1 101# wait:30 hangup", pin=PIN)),
        (company((MAIN, menu("6500", options=(option("1", ToExtension(extension=101)),)))), from_outside("wait:3 1")),
    ],
    ids=["wrong PINs", "dials in", "talks"],
)
def test_every_offset_and_duration_stays_as_it_was(
    configuration: Configuration, scenario: Scenario, jump_s: float
) -> None:
    scenario = replace(scenario, phones={"101": Line(after_s=3, talks_s=60)})
    events = happened(configuration, scenario, jump_s)
    assert timed(events) == timed(happened(configuration, scenario, 0.0))
    assert isinstance(events[-1], CallEnded)
    assert timedelta(0) < events[-1].at - events[0].at < timedelta(minutes=3)


@pytest.mark.parametrize(("jump_s", "local"), [(-3600.0, "08:00:03"), (7200.0, "11:00:03")])
def test_opening_hours_follow_the_clock(jump_s: float, local: str) -> None:
    by_time = ByTime(when=Schedule(timezone="UTC"), open=HangUp(), closed=HangUp())
    asking = company((MAIN, menu("6500", options=(option("1", by_time),))))
    (decided,) = [e for e in happened(asking, from_outside("wait:3 1"), jump_s) if isinstance(e, TimeDecided)]
    assert decided.local.endswith(local)
    assert decided.at == START + timedelta(seconds=3)
