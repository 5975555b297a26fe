"""The built-in engine tells of every scenario what the simulated one tells: the Call port means one thing."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pytest
import pytest_asyncio

from switchboard.call.events import KeyPressed
from switchboard.call.keys import KeyMethod
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import Case, told
from tests.interop.conformance.rig import Outcome
from tests.interop.conformance.rig import perform as perform_on
from tests.interop.conformance.studio import Studio, studio
from tests.interop.conformance.telephone import wired
from tests.kit.punctual import Stage

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

AT_ONCE = 30

NOT_ON_THE_WIRE: Mapping[str, str] = {}
"""Scenarios that cannot be played in real time, and why."""

ALSO_BY_INFO = (
    "a key stops the greeting and goes at once",
    "a key during the retry prompt is the first digit",
    "keys during the final prompt are dropped",
    "type-ahead through two menus",
)

PERFORMANCES: list[tuple[Case, KeyMethod]] = [
    *((case, "rfc4733") for case in ALL if case.name not in NOT_ON_THE_WIRE),
    *((case, "info") for case in ALL if case.name in ALSO_BY_INFO),
]

Key = tuple[str, KeyMethod]


@dataclass(frozen=True, slots=True)
class Performances:
    """How each scenario went: an outcome, or what broke it."""

    of: Mapping[Key, Outcome | BaseException]

    def __getitem__(self, key: Key) -> Outcome:
        outcome = self.of[key]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def performances(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Performances]:
    """The scenarios of the tests that were chosen, many at once: they wait most of the time."""
    tests = [item.name for item in request.session.items]
    chosen = [(case, method) for case, method in PERFORMANCES if f"test_scenario[{name_of(case, method)}]" in tests]
    stage = Stage(AT_ONCE)

    async def perform(case: Case, method: KeyMethod, on: Studio) -> Outcome:
        return await stage.punctual(lambda: perform_on(case, wired(on, method)), lambda found: is_as_told(case, found))

    async with studio(tmp_path_factory.mktemp("studio")) as on:
        outcomes = await asyncio.gather(*(perform(*one, on) for one in chosen), return_exceptions=True)
        yield Performances({(case.name, method): found for (case, method), found in zip(chosen, outcomes, strict=True)})


def name_of(case: Case, method: KeyMethod) -> str:
    return case.name if method == "rfc4733" else f"{case.name}, keys by {method}"


def settled(events: list[str]) -> list[str]:
    """With phones that begin to ring together in one order: on the wire either may be the first."""
    runs = groupby(events, key=lambda event: event.startswith("ringing"))
    return [event for ringing, run in runs for event in (sorted(run) if ringing else run)]


def is_as_told(case: Case, outcome: Outcome) -> bool:
    return settled(told(outcome.events)) == settled(case.told)


@pytest.mark.parametrize(("case", "method"), [pytest.param(*one, id=name_of(*one)) for one in PERFORMANCES])
async def test_scenario(performances: Performances, case: Case, method: KeyMethod) -> None:
    outcome = performances[case.name, method]
    assert settled(told(outcome.events)) == settled(case.told)
    pressed = [event for event in outcome.events if isinstance(event, KeyPressed) and event.digit != "F"]
    assert {event.method for event in pressed} <= {method}
    assert not any(outcome.left_over.values()), outcome.left_over


async def test_exclusions_are_scenarios() -> None:
    assert {*NOT_ON_THE_WIRE, *ALSO_BY_INFO} <= {case.name for case in ALL}
