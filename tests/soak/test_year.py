"""A caller each minute of a year in each of three zones gets what `explain` says of that minute, and what it is."""

import pytest

from switchboard.callflow.explain import explain
from switchboard.callflow.memory import Memory
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.time_condition import TimeCondition
from tests.callflow.year import PLACES, Place, answered, company, minutes

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("place", PLACES, ids=[place.zone for place in PLACES])
def test_a_call_each_minute_of_a_year(place: Place) -> None:
    configuration = company()
    condition = configuration.get(TimeCondition, place.condition)
    assert condition is not None
    memory = Memory()

    async def year() -> int:
        calls = 0
        for at in minutes():
            got = await answered(configuration, place, at, memory)
            assert got == explain(configuration, condition.document.when, at).rule == place.rule(at), at
            calls += 1
        return calls

    print(f"{place.zone}: {run_virtual(year()):,} calls")
