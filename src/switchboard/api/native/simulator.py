"""Calls simulated for the native API."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from switchboard import errors
from switchboard.announcements import AnnouncementLoader
from switchboard.api.common import ApiServices
from switchboard.api.kit.placed_calls import FAULTS, Part
from switchboard.api.native.auth import Client
from switchboard.api.native.callers import tried_caller
from switchboard.api.native.problem import refused_member
from switchboard.api.native.shapes_simulate import LONGEST_S, Simulation
from switchboard.call.events import CallEvent
from switchboard.callflow.announcements import Announcements, country_of, languages_of
from switchboard.callflow.placing import Wish
from switchboard.callflow.ports import SecretReader
from switchboard.callflow.session import Limits
from switchboard.engine.simulated.scenario import Line, OtherCall, PlanReply, Reply, Scenario, Waiting
from switchboard.engine.simulated.surroundings import SecretsOfLoop
from switchboard.model.action_url import ActionAnswer
from switchboard.model.api_dialplan import DialplanAnswer
from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import MessageCounts, mailbox_by_number
from switchboard.model.queue import Queue
from switchboard.model.scenario import Waits
from switchboard.simulation import Unplaced, simulate_all, simulate_placed

_MEMBERS: Final[Mapping[Part, str]] = {
    "first": "#/from",
    "then": "#/dialled",
    "rights_of": "#/placed/permission",
    "caller_id": "#/placed/caller_id",
    "prompts": "#/placed/prompts",
}


class Simulator:
    """Runs calls on virtual time, one after the other."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        # A simulation only computes: several at once would be no faster, and would delay all other requests.
        self._turn = asyncio.Semaphore(1)
        self._announcements = AnnouncementLoader(services.prompts)

    async def run(self, client: Client, configuration: Configuration, wanted: Simulation) -> list[list[CallEvent]]:
        """What happens in the call, and then in those of others. Raises Refusal 422."""
        async with self._turn:
            at = wanted.at or self._services.clock.now()
            scenario = _scenario(wanted, configuration)
            try:
                return await self._simulated(client, configuration, scenario, at, _wish(wanted))
            except Unplaced as unplaced:
                part, why = FAULTS[unplaced.reason]
                raise refused_member(_MEMBERS[part], why, unplaced.reason) from None

    async def _simulated(
        self,
        client: Client,
        configuration: Configuration,
        scenario: Scenario,
        at: datetime,
        wish: Wish | None,
    ) -> list[list[CallEvent]]:
        """In a thread, since it takes a loop of its own. PINs are those that are set; but for viewers, who could try
        all of them, none is.
        """
        await self._announcements.load_tones((country_of(configuration),))
        await self._announcements.load_music()
        credentials = self._services.credentials
        limits = self._services.settings.limits
        run = simulate_all if wish is None else partial(_placed, wish)
        return await asyncio.to_thread(
            run,
            configuration,
            scenario,
            at,
            announcements=await self._announcements.load(languages_of(configuration)),
            limits=Limits(limits.visits, limits.depth, limits.menu_time_s, answerer_s=limits.answerer_s),
            secrets=SecretsOfLoop(lambda id, name: credentials.object_secret(client.tenant, id, name))
            if client.sees_secrets
            else None,
        )


def _placed(
    wish: Wish,
    configuration: Configuration,
    scenario: Scenario,
    at: datetime,
    *,
    announcements: Announcements,
    limits: Limits,
    secrets: SecretReader | None,
) -> list[list[CallEvent]]:
    placed = simulate_placed(
        configuration, wish, scenario, at, announcements=announcements, limits=limits, secrets=secrets
    )
    return [placed]


def _wish(wanted: Simulation) -> Wish | None:
    """What a client asks for; None where somebody calls."""
    placed = wanted.placed
    if placed is None:
        return None
    return Wish(
        wanted.caller,
        "" if placed.prompts else wanted.dialled,
        placed.permission,
        placed.caller_id,
        after_answer=placed.answering_machine,
        prompts=placed.prompts,
        times=placed.times,
    )


def _scenario(wanted: Simulation, configuration: Configuration) -> Scenario:
    """Raises Refusal 422."""
    caller = tried_caller(configuration, "" if wanted.placed else wanted.caller, wanted.trunk)
    scenario = Scenario(
        dialled=wanted.dialled,
        caller=caller.number,
        caller_name=caller.name,
        extension=caller.extension,
        trunk=caller.trunk,
        withheld=wanted.withheld,
        script=wanted.keys,
        phones=_phones(wanted),
        trunks={int(id): does.line() for id, does in wanted.trunks.items()},
        waiting=tuple(one for waits in wanted.waiting for one in _waiting(waits)),
        messages=_messages(wanted, configuration),
        replies={
            int(key): Reply(ActionAnswer(said.action, said.destination or "")) for key, said in wanted.replies.items()
        },
        plans={
            int(id): tuple(PlanReply(DialplanAnswer(steps)) for steps in said) for id, said in wanted.dialplans.items()
        },
    )
    _check_script(scenario, "#/keys")
    _check_queues(wanted, configuration)
    others = tuple(_other(wanted, index, configuration) for index in range(len(wanted.others)))
    try:
        return replace(scenario, others=others).with_agents(configuration, wanted.agents)
    except errors.Invalid as error:
        raise refused_member("#/agents", error.reason, error.rule) from None


def _waiting(waits: Waits) -> tuple[Waiting, ...]:
    return (Waiting(waits.queue, waits.leave_after_s),) * waits.callers


def _phones(wanted: Simulation) -> dict[str, Line]:
    """By number; `transfers` count besides what is said of a phone."""
    found = {number: does.line() for number, does in wanted.phones.items()}
    for number, to in wanted.transfers.items():
        found[number] = replace(found.get(number, Line()), transfers_to=to)
    return found


def _check_queues(wanted: Simulation, configuration: Configuration) -> None:
    """Raises Refusal 422."""
    for place, waits in enumerate(wanted.waiting):
        if configuration.get(Queue, waits.queue) is None:
            raise refused_member(f"#/waiting/{place}/queue", "does not exist", "reference")


def _messages(wanted: Simulation, configuration: Configuration) -> dict[int, MessageCounts]:
    """By the id of the mailbox. Raises Refusal 422."""
    found = {}
    for number, before in wanted.messages.items():
        box = mailbox_by_number(configuration, number)
        if box is None:
            raise refused_member("#/messages", f"{number} has no mailbox", "reference")
        found[box.id] = before.counts()
    return found


def _other(wanted: Simulation, index: int, configuration: Configuration) -> OtherCall:
    """Raises Refusal 422."""
    other, pointer = wanted.others[index], f"#/others/{index}"
    extension = configuration.extension_by_number(other.caller)
    if extension is None:
        raise refused_member(f"{pointer}/from", "is no extension", "reference")
    _check_script(Scenario(dialled=other.dialled, script=other.keys), f"{pointer}/keys")
    return OtherCall(other.after_s, extension.id, other.caller, other.dialled, other.keys)


def _check_script(scenario: Scenario, pointer: str) -> None:
    try:
        steps = scenario.steps()
    except errors.Invalid as error:
        raise refused_member(pointer, error.reason, error.rule) from None
    if steps and steps[-1].at_s > LONGEST_S:
        raise refused_member(pointer, f"take longer than {LONGEST_S:g} s", "max")
