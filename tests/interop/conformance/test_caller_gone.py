"""Whenever the caller hangs up, the call is over in that instant and nothing of it is left: each scenario, at each
moment, on the simulated engine.
"""

import asyncio
from collections.abc import Sequence

import pytest

from switchboard.engine.simulated.loop import VirtualTimeLoop, run_virtual
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import Case, told
from tests.interop.conformance.gone import Moment, is_over, moments_of
from tests.interop.conformance.rig import perform
from tests.interop.conformance.simulated import scripted

pytestmark = pytest.mark.unit

WITHIN_S = 0.001
"""Events tell their times in microseconds."""


@pytest.mark.parametrize(("case", "moments"), [pytest.param(*one, id=one[0].name) for one in moments_of(ALL) if one[1]])
def test_nothing_is_left_over(case: Case, moments: list[Moment]) -> None:
    for moment in moments:
        assert not run_virtual(problems(case, moment)), str(moment)


async def problems(case: Case, moment: Moment) -> list[object]:
    """Of a caller who is gone at that moment."""
    outcome = await perform(case, scripted, moment)
    found: list[object] = [(what, count) for what, count in outcome.left_over.items() if count]
    found += asyncio.all_tasks() - {asyncio.current_task()}
    found += still_scheduled()
    if not is_over(outcome.events, moment, WITHIN_S):
        found += told(outcome.events)
    return found


def still_scheduled() -> Sequence[object]:
    """The timers that would still go off."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualTimeLoop)
    return loop.timers
