"""The simulated engine tells of every scenario what it should, by the same suite as the built-in one."""

import pytest

from switchboard.engine.simulated.loop import run_virtual
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import Case, told
from tests.interop.conformance.rig import perform
from tests.interop.conformance.simulated import scripted

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_scenario(case: Case) -> None:
    outcome = run_virtual(perform(case, scripted))
    assert told(outcome.events) == case.told
    assert not any(outcome.left_over.values()), outcome.left_over
