"""Composition of call flow and the simulated engine: what would happen to this caller?"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from switchboard.call.events import CallEvent
from switchboard.callflow.announcements import Announcements
from switchboard.callflow.memory import Memory
from switchboard.callflow.ports import Mailboxes, NameSpeaker, NoSpeaker, PhoneEdits, PinBook, Queues, SecretReader
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import DEFAULT_LIMITS, Flow, Limits, Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Audio, Call, CallInfo, NotAnswered, Origination
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
    clock = LoopClock(start, asyncio.get_running_loop())
    around = Surroundings(scenario)
    own_queues = SimulatedQueues(configuration, scenario, clock)
    engine = SimulatedEngine(scenario)

    async def originate(origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
        others = replace(services, emit=lambda event: None)
        return await engine.originate(origination, lambda call: handle_call(call, others, flow))

    services = Services(
        configuration,
        clock,
        events.append,
        secrets=secrets or around,
        actions=around,
        dialplans=around.dialplans,
        pins=pins or SimulatedPins(),
        mailboxes=mailboxes or SimulatedMailboxes(scenario.messages),
        edits=edits or SimulatedEdits(configuration),
        queues=queues or own_queues,
        memory=memory or Memory(),
        announcements=announcements,
        limits=limits,
        speaker=speaker or NoSpeaker(),
        originate=originate,
    )
    engine.follow({TENANT: configuration})

    async def handle(call: Call) -> None:
        own = by_call.setdefault(call.info.id, [])

        def emit(event: CallEvent) -> None:
            events.append(event)
            own.append(event)

        await handle_call(call, replace(services, emit=emit))

    await engine.start(handle)
    try:
        return Simulated(await engine.place(scenario, start, id), events, by_call, around)
    finally:
        await engine.drain(0)  # whoever was invited to a conference hangs up
        await own_queues.close()
