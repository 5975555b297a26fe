"""What would happen to a caller, by the configuration as it is now or would be by a draft."""

from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.api.native.shapes_simulate import Simulation
from switchboard.api.native.simulator import Simulator
from switchboard.call.events import CallEvent
from switchboard.call.last_reached import last_reached
from switchboard.call.outcome import Outcome, outcome_of
from switchboard.model.base import Frozen, ObjectId
from switchboard.model.configuration import Configuration
from switchboard.model.scenario import Scenario
from switchboard.model.stored import Stored

MOST = 500
"""So many kept scenarios are simulated for one request."""


class Simulated(BaseModel):
    """Everything that happened to the caller, in order; `others` is what happened to each who called meanwhile.
    `outcome` is what became of the call, and `ends_at` the number of the last that it reached.
    """

    events: list[CallEvent]
    others: list[list[CallEvent]] = []
    outcome: Outcome | None
    ends_at: str


class ScenariosWanted(Frozen):
    """Which kept scenarios (ids) are simulated; null: all. With `draft` (its id), as if the draft were published."""

    ids: Annotated[tuple[ObjectId, ...], Field(max_length=MOST)] | None = None
    draft: ObjectId | None = None


class ScenarioResult(BaseModel):
    """How a scenario ends. `refused`: why it cannot be simulated as things are; "" if it can."""

    id: int
    name: str
    passed: bool
    outcome: Outcome | None = None
    ends_at: str = ""
    refused: str = ""


class ScenariosRun(BaseModel):
    """How many end as they should, how many do not, and each."""

    passed: int
    failed: int
    items: list[ScenarioResult]


class SimulateRoutes:
    """One call, or those that are kept."""

    def __init__(self, services: ApiServices, views: Views) -> None:
        self._simulator = Simulator(services)
        self._views = views

    def add_to(self, face: Face) -> None:
        """Before the paths of single objects, which would take `run` for an id."""
        one = Operation("POST", "/simulate", "viewer", takes=Simulation, gives=Simulated)
        kept = Operation("POST", "/scenarios/run", "viewer", takes=ScenariosWanted, gives=ScenariosRun)
        face.add(one, self.simulate, "simulate", "simulate")
        face.add(kept, self.run, "scenarios", "run_scenarios")

    async def simulate(self, request: Request) -> Response:
        """What would happen to a caller."""
        wanted = await body.read(request, Simulation)
        client = client_of(request)
        configuration = await self._views.configuration(client.tenant, wanted.draft)
        own, *others = await self._simulator.run(client, configuration, wanted)
        return json_of(Simulated(events=own, others=others, outcome=outcome_of(own), ends_at=last_reached(own)))

    async def run(self, request: Request) -> Response:
        """Simulate kept scenarios, and say which end as they should."""
        wanted = await body.read(request, ScenariosWanted)
        client = client_of(request)
        configuration = await self._views.configuration(client.tenant, wanted.draft)
        items = [await self._result(client, configuration, one, wanted) for one in _chosen(configuration, wanted.ids)]
        passed = sum(item.passed for item in items)
        return json_of(ScenariosRun(passed=passed, failed=len(items) - passed, items=items))

    async def _result(
        self, client: Client, configuration: Configuration, kept: Stored[Scenario], wanted: ScenariosWanted
    ) -> ScenarioResult:
        found = ScenarioResult(id=kept.id, name=kept.document.name, passed=False)
        try:
            events, *_ = await self._simulator.run(client, configuration, Simulation.of(kept.document, wanted.draft))
        except Refusal as refusal:
            return found.model_copy(update={"refused": _why(refusal)})
        outcome, ends_at = outcome_of(events), last_reached(events)
        passed = kept.document.outcome in (None, outcome) and kept.document.ends_at in ("", ends_at)
        return found.model_copy(update={"passed": passed, "outcome": outcome, "ends_at": ends_at})


def _why(refusal: Refusal) -> str:
    return "; ".join(f"{one.where.removeprefix('#/')} {one.detail}" for one in refusal.reasons)


def _chosen(configuration: Configuration, ids: tuple[int, ...] | None) -> list[Stored[Scenario]]:
    """Raises Refusal 422 for an id that no scenario has, and for too many."""
    if ids is None:
        kept = configuration.all(Scenario)
        if len(kept) > MOST:
            raise refused_member(
                "#/ids", f"there are more than {MOST} scenarios: name those that are wanted", "required"
            )
        return kept
    found = []
    for place, id in enumerate(ids):
        one = configuration.get(Scenario, id)
        if one is None:
            raise refused_member(f"#/ids/{place}", "does not exist", "reference")
        found.append(one)
    return found
