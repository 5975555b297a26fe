"""Composition of call flow and the simulated engine: what would happen to this caller?"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from switchboard.call.events import CallEvent
from switchboard.callflow.announcements import Announcements
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.may_call import Barred
from switchboard.callflow.memory import Memory
from switchboard.callflow.placing import Plan, Unplaceable, Wish, plan_of
from switchboard.callflow.ports import Mailboxes, NameSpeaker, NoSpeaker, PhoneEdits, PinBook, Queues, SecretReader
from switchboard.callflow.ringing_up import Placing, forbidden
from switchboard.callflow.router import handle_call, started
from switchboard.callflow.session import DEFAULT_LIMITS, Emit, Flow, Limits, Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Audio, Call, CallerId, CallInfo, NotAnswered, Origination
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.engine import TENANT, SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.configuration import Configuration
from switchboard.model.language import LANGUAGES
from switchboard.model.prompt import AnnouncementName
from switchboard.model.spoken import DIGIT_PAUSE, clips_of
from switchboard.model.tones import COUNTRIES, TONE_NAMES

ANNOUNCEMENT_S, MUSIC_S = 2.0, 64.0
CLIP_S = 1.0
LONGEST_S = 4 * 3600.0
"""How long a call that was asked for may go on: a simulation has to end."""
CLIENT = "simulation"
NOMINAL_ANNOUNCEMENTS = Announcements(
    {
        language: {
            name: Audio(name, f"{language}-{name}", ANNOUNCEMENT_S)
            for name in get_args(AnnouncementName)
            if name not in TONE_NAMES
        }
        for language in LANGUAGES
    },
    {country: {name: Audio(name, f"{country}-{name}", ANNOUNCEMENT_S) for name in TONE_NAMES} for country in COUNTRIES},
    {
        language: {clip: Audio(clip, f"{language}-{clip}", CLIP_S) for clip in (*clips_of(language), DIGIT_PAUSE)}
        for language in LANGUAGES
    },
    Audio("music", "music", MUSIC_S),
)
"""Stand-ins, two seconds for each announcement and one for each clip, for those who have no prompt library at hand."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What happened, in all calls and in each (by its id); the call as the engine saw it, and what it asked others."""

    call: SimulatedCall
    events: list[CallEvent]
    by_call: dict[str, list[CallEvent]]
    around: Surroundings


def simulate(
    configuration: Configuration,
    scenario: Scenario,
    start: datetime,
    *,
    announcements: Announcements = NOMINAL_ANNOUNCEMENTS,
    limits: Limits = DEFAULT_LIMITS,
    secrets: SecretReader | None = None,
) -> list[CallEvent]:
    """Everything that happens to the caller of `scenario`, who calls at `start` (aware). Raises Invalid.

    PINs are those of the scenario, unless there is a reader of `secrets`.
    """
    call = run_scenario(configuration, scenario, start, announcements, limits, secrets=secrets)
    return run_virtual(call).events


def simulate_all(
    configuration: Configuration,
    scenario: Scenario,
    start: datetime,
    *,
    announcements: Announcements = NOMINAL_ANNOUNCEMENTS,
    limits: Limits = DEFAULT_LIMITS,
    secrets: SecretReader | None = None,
) -> list[list[CallEvent]]:
    """As `simulate`, but each call apart: that of the scenario, then those that others have made meanwhile."""
    call = run_scenario(configuration, scenario, start, announcements, limits, secrets=secrets)
    return list(run_virtual(call).by_call.values())


class Unplaced(Exception):
    """There is no such call; `reason` says why."""

    def __init__(self, reason: Unplaceable) -> None:
        super().__init__(reason)
        self.reason: Unplaceable = reason


def simulate_placed(
    configuration: Configuration,
    wish: Wish,
    scenario: Scenario,
    start: datetime,
    *,
    announcements: Announcements = NOMINAL_ANNOUNCEMENTS,
    limits: Limits = DEFAULT_LIMITS,
    secrets: SecretReader | None = None,
) -> list[CallEvent]:
    """Everything that happens when a client asks for that call; whoever is called does what his line in the scenario
    says. Raises Unplaced, Invalid.
    """
    return run_virtual(_run_placed(configuration, wish, scenario, start, announcements, limits, secrets))


async def run_scenario(
    configuration: Configuration,
    scenario: Scenario,
    start: datetime,
    announcements: Announcements = NOMINAL_ANNOUNCEMENTS,
    limits: Limits = DEFAULT_LIMITS,
    *,
    secrets: SecretReader | None = None,
    memory: Memory | None = None,
    pins: PinBook | None = None,
    mailboxes: Mailboxes | None = None,
    edits: PhoneEdits | None = None,
    queues: Queues | None = None,
    id: str = "simulated",
    speaker: NameSpeaker | None = None,
) -> Simulated:
    """The same on a loop that runs already; `memory`, `pins`, `mailboxes`, `edits` and `queues` are those of others.

    Without a `speaker` names that nobody has recorded are not spoken.
    """
    events: list[CallEvent] = []
    by_call: dict[str, list[CallEvent]] = {}
    world = _World(configuration, scenario, start)
    services = world.services(
        events.append,
        announcements,
        limits,
        secrets=secrets,
        memory=memory,
        pins=pins,
        mailboxes=mailboxes,
        edits=edits,
        queues=queues,
        speaker=speaker,
    )

    async def handle(call: Call) -> None:
        own = by_call.setdefault(call.info.id, [])

        def emit(event: CallEvent) -> None:
            events.append(event)
            own.append(event)

        await handle_call(call, replace(services, emit=emit))

    await world.engine.start(handle)
    try:
        return Simulated(await world.engine.place(scenario, start, id), events, by_call, world.around)
    finally:
        await world.close()


async def _run_placed(
    configuration: Configuration,
    wish: Wish,
    scenario: Scenario,
    start: datetime,
    announcements: Announcements,
    limits: Limits,
    secrets: SecretReader | None,
) -> list[CallEvent]:
    events: list[CallEvent] = []
    world = _World(configuration, scenario, start)
    services = world.services(events.append, announcements, limits, secrets=secrets)
    info = CallInfo("simulated", TENANT, CallerId(wish.first), wish.then or wish.first, start)
    plan = plan_of(wish, info, configuration, world.engine)
    if isinstance(plan, str):
        raise Unplaced(plan)
    events.append(started(plan.info if isinstance(plan, Plan) else info, start, CLIENT))
    if isinstance(plan, Barred):
        return [*events, *forbidden(plan, start)]
    placing = Placing(plan, events.append, world.clock.now, Engagement(world.queues, info.id))
    try:
        await placing.run(world.engine.originate, lambda call, at: handle_call(call, services, plan.flow, at))
        await world.engine.drain(LONGEST_S)
    finally:
        await world.close()
    return events


class _World:
    """Everything around a simulated call."""

    def __init__(self, configuration: Configuration, scenario: Scenario, start: datetime) -> None:
        self.configuration = configuration
        self.scenario = scenario
        self.clock = LoopClock(start, asyncio.get_running_loop())
        self.around = Surroundings(scenario)
        self.queues = SimulatedQueues(configuration, scenario, self.clock)
        self.engine = SimulatedEngine(scenario)
        self.engine.follow({TENANT: configuration})

    def services(
        self,
        emit: Emit,
        announcements: Announcements,
        limits: Limits,
        *,
        secrets: SecretReader | None = None,
        memory: Memory | None = None,
        pins: PinBook | None = None,
        mailboxes: Mailboxes | None = None,
        edits: PhoneEdits | None = None,
        queues: Queues | None = None,
        speaker: NameSpeaker | None = None,
    ) -> Services:
        """What its call flow has."""

        async def originate(origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
            others = replace(services, emit=lambda event: None)
            return await self.engine.originate(origination, lambda call: handle_call(call, others, flow))

        services = Services(
            self.configuration,
            self.clock,
            emit,
            secrets=secrets or self.around,
            actions=self.around,
            dialplans=self.around.dialplans,
            pins=pins or SimulatedPins(),
            mailboxes=mailboxes or SimulatedMailboxes(self.scenario.messages),
            edits=edits or SimulatedEdits(self.configuration),
            queues=queues or self.queues,
            memory=memory or Memory(),
            announcements=announcements,
            limits=limits,
            speaker=speaker or NoSpeaker(),
            originate=originate,
        )
        return services

    async def close(self) -> None:
        await self.engine.drain(0)  # whoever was invited to a conference hangs up
        await self.queues.close()
