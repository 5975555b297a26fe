"""Every engine obeys commands to running calls in every phase, and leaves nothing behind."""

import asyncio
from pathlib import Path

import pytest

from switchboard.engine.simulated.loop import run_virtual
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import Case, timed, told
from tests.interop.conformance.gone import Moment, sample_of
from tests.interop.conformance.rig import Order, Outcome, perform
from tests.interop.conformance.simulated import scripted
from tests.interop.conformance.steered import STEERED, SteeredCase, transfer
from tests.interop.conformance.studio import Studio, studio
from tests.interop.conformance.telephone import wired
from tests.kit.punctual import Stage

LATEST_S = 60.0
"""Later moments of scenarios are like earlier ones."""


@pytest.mark.unit
@pytest.mark.parametrize("steered", STEERED, ids=lambda case: case.name)
def test_in_virtual_time(steered: SteeredCase) -> None:
    outcome = run_virtual(perform(steered.case, scripted, orders=steered.orders))
    assert timed(outcome.events) == steered.case.timed
    assert tuple(outcome.answers) == steered.answers
    assert not any(outcome.left_over.values()), outcome.left_over


@pytest.mark.unit
@pytest.mark.parametrize(
    ("case", "moment"), [pytest.param(*one, id=f"{one[0].name}, {one[1]}") for one in sample_of(ALL, LATEST_S)]
)
def test_who_is_sent_elsewhere_at_any_moment_leaves_nothing_behind(case: Case, moment: Moment) -> None:
    order = Order(moment.events, moment.after_s, transfer("6501"))
    outcome = run_virtual(perform(case, scripted, orders=(order,)))
    assert outcome.answers in ([""], ["no-such-call"], ["not-now"], ["not-permitted"], []), outcome.answers
    assert not any(outcome.left_over.values()), outcome.left_over
    if outcome.answers == [""]:
        assert "transferred 6501 native:crm" in told(outcome.events)
    assert told(outcome.events)[-1].startswith("call_ended")


@pytest.mark.interop
async def test_all_on_the_wire_at_once(tmp_path: Path) -> None:
    stage = Stage()

    def is_as_told(steered: SteeredCase, outcome: Outcome) -> bool:
        return (told(outcome.events), tuple(outcome.answers)) == (steered.case.told, steered.answers)

    async def performed(steered: SteeredCase, on: Studio) -> Outcome:
        return await stage.punctual(
            lambda: perform(steered.case, wired(on, "rfc4733"), orders=steered.orders),
            lambda outcome: is_as_told(steered, outcome),
        )

    async with studio(tmp_path) as on:
        outcomes = await asyncio.gather(*(performed(one, on) for one in STEERED))
    for steered, outcome in zip(STEERED, outcomes, strict=True):
        assert told(outcome.events) == steered.case.told, steered.name
        assert tuple(outcome.answers) == steered.answers, steered.name
        assert not any(outcome.left_over.values()), (steered.name, outcome.left_over)
