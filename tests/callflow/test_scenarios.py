"""Every scenario on virtual time, events and instants."""

import pytest
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import START, Case, timed

from switchboard.call.events import PLACE_KINDS
from switchboard.simulation import simulate

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_scenario(case: Case) -> None:
    events = simulate(case.configuration, case.scenario, START, limits=case.limits)
    assert events[0].type == "call_started"
    assert timed(events) == case.timed


def test_callers_go_to_places_of_every_kind() -> None:
    goings = [event.split() for case in ALL for event in case.told if event.startswith("going_to ")]
    assert {going[1] for going in goings} == set(PLACE_KINDS)


def test_names_are_unique() -> None:
    names = [case.name for case in ALL]
    assert len(names) == len(set(names))
