"""Composition of call flow and the simulated engine: what would happen to this caller?"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from switchboard.callflow.announcements import Announcements
from switchboard.callflow.events import CallEvent
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import DEFAULT_LIMITS, Limits, Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Audio, CallerId, CallInfo
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.language import LANGUAGES
from switchboard.model.prompt import AnnouncementName

ANNOUNCEMENT_S = 2.0
NOMINAL_ANNOUNCEMENTS = Announcements(
    {
        language: {name: Audio(name, f"{language}-{name}", ANNOUNCEMENT_S) for name in get_args(AnnouncementName)}
        for language in LANGUAGES
    }
)
"""Stand-ins, two seconds each, for those who have no prompt library at hand."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What happened, and the call as the engine saw it."""

    call: SimulatedCall
    events: list[CallEvent]


def simulate(
    configuration: Configuration,
    scenario: Scenario,
    start: datetime,
    *,
    announcements: Announcements = NOMINAL_ANNOUNCEMENTS,
    limits: Limits = DEFAULT_LIMITS,
) -> list[CallEvent]:
    """Everything that happens to the caller of `scenario`, who calls at `start` (aware). Raises Invalid."""
    return run_virtual(run_scenario(configuration, scenario, start, announcements, limits)).events


async def run_scenario(
    configuration: Configuration,
    scenario: Scenario,
    start: datetime,
    announcements: Announcements = NOMINAL_ANNOUNCEMENTS,
    limits: Limits = DEFAULT_LIMITS,
) -> Simulated:
    """The same on a loop that runs already."""
    events: list[CallEvent] = []
    clock = LoopClock(start, asyncio.get_running_loop())
    services = Services(configuration, clock, events.append, announcements, limits)
    call = SimulatedCall(scenario, _info(scenario, start))
    await call.run(lambda call: handle_call(call, services))
    return Simulated(call, events)


def _info(scenario: Scenario, start: datetime) -> CallInfo:
    caller = CallerId(scenario.caller, scenario.caller_name)
    return CallInfo("simulated", 1, caller, scenario.dialled, start, extension=scenario.extension, trunk=scenario.trunk)
