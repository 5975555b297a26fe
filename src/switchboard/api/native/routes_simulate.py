"""What would happen to a caller, by the configuration as it is now or would be by a draft."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.announcements import AnnouncementLoader
from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.callers import tried_caller
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_member
from switchboard.api.native.routes_explain import When
from switchboard.call.events import CallEvent
from switchboard.callflow.announcements import country_of, languages_of
from switchboard.callflow.session import Limits
from switchboard.engine.simulated.scenario import AgentDoes, Line, LineKind, OtherCall, PlanReply, Reply, Scenario
from switchboard.engine.simulated.surroundings import SecretsOfLoop
from switchboard.model.action_url import ActionAnswer
from switchboard.model.api_dialplan import MAX_STEPS, DialplanAnswer, DialplanStep
from switchboard.model.base import Frozen, ObjectId
from switchboard.model.configuration import Configuration
from switchboard.model.destination import OutsideNumber
from switchboard.simulation import simulate_all

LONGEST_S = 86_400.0
"""How long the caller's keys may last."""

_ActionKey = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,9}$")]
_Text = Annotated[str, StringConstraints(max_length=64)]
_Steps = Annotated[tuple[DialplanStep, ...], Field(min_length=1, max_length=MAX_STEPS)]


class ActionReply(Frozen):
    """What a web server says; `destination` goes with `call`."""

    action: Literal["call", "hangup", "repeat"]
    destination: OutsideNumber | None = None

    @model_validator(mode="after")
    def _call_has_a_destination(self) -> Self:
        if (self.action == "call") != (self.destination is not None):
            raise ValueError("destination goes with call, and with nothing else")
        return self


class CallMeanwhile(Frozen):
    """A call of another extension, `from` its number, `after_s` after the beginning; `keys` as of the simulation."""

    caller: _Text = Field(alias="from")
    dialled: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    after_s: Annotated[float, Field(ge=0, le=3600)]
    keys: Annotated[str, StringConstraints(max_length=2000)] = ""


class Simulation(Frozen):
    """One call. `from` is an extension's number, or with `trunk` (its id) any; without both the first extension calls.

    `withheld`: the caller does not want to be known. `keys` is what the caller does, such as "1 wait:3 2",
    "wait:2 hangup", or "wait:8 speaks:5 #" where the caller is recorded; `phones` how the phones behave, and
    `transfers` to which numbers they send their callers; `replies` what web servers say to action URLs by their keys.
    No server is asked: without a reply it is as if it failed. `agents` (numbers) have logged in to all queues where
    that is done by code, or are paused. `others` call meanwhile, for instance to pick the call up.
    `dialplans` has what the servers of API dial plans (ids) say, each time that they are asked. With `draft` (its id)
    the call goes as it would if the draft were published.
    """

    dialled: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    caller: _Text = Field("", alias="from")
    trunk: ObjectId | None = None
    withheld: bool = False
    keys: Annotated[str, StringConstraints(max_length=2000)] = ""
    at: When | None = None
    phones: dict[_Text, LineKind] = Field(default_factory=dict, max_length=100)
    replies: dict[_ActionKey, ActionReply] = Field(default_factory=dict, max_length=100)
    dialplans: dict[_ActionKey, list[_Steps]] = Field(default_factory=dict, max_length=100)
    transfers: dict[_Text, _Text] = Field(default_factory=dict, max_length=100)
    others: Annotated[tuple[CallMeanwhile, ...], Field(max_length=10)] = ()
    agents: dict[_Text, AgentDoes] = Field(default_factory=dict, max_length=100)
    draft: ObjectId | None = None


class Simulated(BaseModel):
    """Everything that happened to the caller, in order; `others` is what happened to each who called meanwhile."""

    events: list[CallEvent]
    others: list[list[CallEvent]] = []


class SimulateRoutes:
    """Runs calls on virtual time, one after the other."""

    def __init__(self, services: ApiServices, views: Views) -> None:
        self._services = services
        # A simulation only computes: several at once would be no faster, and would delay all other requests.
        self._turn = asyncio.Semaphore(1)
        self._announcements = AnnouncementLoader(services.prompts)
        self._views = views

    def add_to(self, face: Face) -> None:
        operation = Operation("POST", "/simulate", "viewer", takes=Simulation, gives=Simulated)
        face.add(operation, self.simulate, "simulate", "simulate")

    async def simulate(self, request: Request) -> Response:
        """What would happen to a caller."""
        wanted = await body.read(request, Simulation)
        async with self._turn:
            client = client_of(request)
            configuration = await self._views.configuration(client.tenant, wanted.draft)
            scenario, at = _scenario(wanted, configuration), wanted.at or self._services.clock.now()
            own, *others = await self._run(client, configuration, scenario, at)
        return json_of(Simulated(events=own, others=others))

    async def _run(
        self, client: Client, configuration: Configuration, scenario: Scenario, at: datetime
    ) -> list[list[CallEvent]]:
        """In a thread, since it takes a loop of its own. PINs are those that are set; but for viewers, who could try
        all of them, none is.
        """
        await self._announcements.load_tones((country_of(configuration),))
        await self._announcements.load_music()
        credentials = self._services.credentials
        limits = self._services.settings.limits
        return await asyncio.to_thread(
            simulate_all,
            configuration,
            scenario,
            at,
            announcements=await self._announcements.load(languages_of(configuration)),
            limits=Limits(limits.visits, limits.depth, limits.menu_time_s),
            secrets=SecretsOfLoop(lambda id, name: credentials.object_secret(client.tenant, id, name))
            if client.sees_secrets
            else None,
        )


def _scenario(wanted: Simulation, configuration: Configuration) -> Scenario:
    """Raises Refusal 422."""
    caller = tried_caller(configuration, wanted.caller, wanted.trunk)
    scenario = Scenario(
        dialled=wanted.dialled,
        caller=caller.number,
        caller_name=caller.name,
        extension=caller.extension,
        trunk=caller.trunk,
        withheld=wanted.withheld,
        script=wanted.keys,
        phones={
            number: Line(wanted.phones.get(number, "answers"), transfers_to=wanted.transfers.get(number, ""))
            for number in {**wanted.phones, **wanted.transfers}
        },
        replies={
            int(key): Reply(ActionAnswer(said.action, said.destination or "")) for key, said in wanted.replies.items()
        },
        plans={
            int(id): tuple(PlanReply(DialplanAnswer(steps)) for steps in said) for id, said in wanted.dialplans.items()
        },
    )
    _check_script(scenario, "#/keys")
    others = tuple(_other(wanted, index, configuration) for index in range(len(wanted.others)))
    try:
        return replace(scenario, others=others).with_agents(configuration, wanted.agents)
    except errors.Invalid as error:
        raise refused_member("#/agents", error.reason, error.rule) from None


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
