"""The year of a tenant: what each minute is in three zones, and who answers beside each change of the hours."""

import pytest
from tests.callflow.year import PLACES, Place, answered, company, minutes, telling

from switchboard.callflow.explain import explain
from switchboard.callflow.memory import Memory
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.time_condition import TimeCondition

pytestmark = pytest.mark.unit
ZONES = pytest.mark.parametrize("place", PLACES, ids=[place.zone for place in PLACES])
EVERY = 13
"""Every so many minutes; `make soak` calls at each."""


@ZONES
def test_the_year_is_what_the_tables_say(place: Place) -> None:
    configuration = company()
    condition = configuration.get(TimeCondition, place.condition)
    assert condition is not None
    for at in minutes(EVERY):
        why = explain(configuration, condition.document.when, at)
        said = (why.rule, why.zone, why.local.replace(tzinfo=None))
        assert said == (place.rule(at), place.zone, place.local(at)), at


@ZONES
def test_callers_get_what_explain_says_beside_each_change(place: Place) -> None:
    configuration = company()
    condition = configuration.get(TimeCondition, place.condition)
    assert condition is not None
    memory = Memory()

    async def year() -> None:
        for at in telling(place):
            got = await answered(configuration, place, at, memory)
            assert got == explain(configuration, condition.document.when, at).rule == place.rule(at), at

    run_virtual(year())
