"""What calls of one process know of one another: wrong PINs, and who talked when. Virtual time."""

import asyncio
from datetime import timedelta
from random import Random

import pytest
from tests.callflow.scenarios.insiders import PIN, ivr
from tests.callflow.scenarios.world import ANN, BOB, CID, CREW, MAIN, START, company, from_ann, from_outside, told

from switchboard.callflow.memory import FIRST_REFUSAL_S, LONGEST_REFUSAL_S, REMEMBERED, LastTalks, Memory, PinFailures
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToRingGroup
from switchboard.model.ring_group import RingGroup
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit

ASKING = company((MAIN, ivr()))
WRONG = from_outside("wait:1 1 wait:1 1111# wait:3 2222# wait:3 3333#", pin=PIN)
RIGHT = from_outside(f"wait:1 1 wait:1 {PIN}# wait:1 101# wait:1 hangup", pin=PIN)


ONE = (1, "1")


def calls(
    configuration: Configuration, *scenarios: Scenario, gap_s: float = 1.0, memory: Memory | None = None
) -> list[list[str]]:
    """What happens in calls that come one after the other."""

    async def work() -> list[list[str]]:
        shared, heard = memory or Memory(), []
        for scenario in scenarios:
            now = START + timedelta(seconds=asyncio.get_running_loop().time())
            heard.append(told((await run_scenario(configuration, scenario, now, memory=shared)).events))
            await asyncio.sleep(gap_s)
        return heard

    return run_virtual(work())


def test_three_calls_with_wrong_pins_shut_the_door() -> None:
    *_, fourth = calls(ASKING, WRONG, WRONG, WRONG, RIGHT)
    assert "disa_refused too_many_failures" in fourth
    assert fourth[-1] == "call_ended switchboard forbidden keys=1"
    assert not [event for event in fourth if event.startswith("pin_entered")]


def test_the_door_opens_again() -> None:
    *_, fourth = calls(ASKING, WRONG, WRONG, WRONG, RIGHT, gap_s=FIRST_REFUSAL_S)
    assert "pin_entered right 1" in fourth


def test_the_right_pin_forgets_the_wrong_ones() -> None:
    *_, last = calls(ASKING, WRONG, WRONG, RIGHT, WRONG, RIGHT)
    assert "pin_entered right 1" in last


def test_another_caller_is_let_in() -> None:
    *_, other = calls(ASKING, WRONG, WRONG, WRONG, from_ann("6500", RIGHT.script))
    assert "disa_refused no_pin" in other


def test_calls_at_once_have_no_more_tries_than_calls_in_a_row() -> None:
    async def work() -> list[list[str]]:
        memory = Memory()
        late = from_outside(f"wait:1 1 wait:1 1111# wait:3 2222# wait:3 {PIN}#", pin=PIN)
        runs = [run_scenario(ASKING, scenario, START, memory=memory) for scenario in [WRONG] * 5 + [late]]
        return [told(run.events) for run in await asyncio.gather(*runs)]

    *_, last = run_virtual(work())
    assert "disa_refused too_many_failures" in last
    assert "pin_entered right 3" not in last


def test_no_pin_is_no_failure() -> None:
    silent = from_outside("wait:1 1", pin=PIN)
    *_, fourth = calls(ASKING, silent, silent, silent, RIGHT)
    assert "pin_entered right 1" in fourth


def test_refusals_grow_up_to_hours() -> None:
    failures = PinFailures()
    for _ in range(8):
        failures.wrong(ONE, 0.0)
    assert not failures.refused(ONE, 0.0)
    for wait_s in (300, 600, 1200, 2400, 4800, 9600, 14400, 14400):
        failures.wrong(ONE, 0.0)
        assert failures.refused(ONE, wait_s - 1)
        assert not failures.refused(ONE, wait_s)
    for _ in range(2000):
        failures.wrong(ONE, 0.0)
    assert not failures.refused(ONE, LONGEST_REFUSAL_S)


def test_callers_of_another_tenant_are_others() -> None:
    failures = PinFailures()
    for _ in range(9):
        failures.wrong(ONE, 0.0)
    assert failures.refused(ONE, 0.0)
    assert not failures.refused((2, "1"), 0.0)


def test_memory_is_bounded() -> None:
    failures, talks = PinFailures(), LastTalks()
    for number in range(REMEMBERED + 1):
        for _ in range(9):
            failures.wrong((1, str(number)), 0.0)
        talks.talked(number, float(number))
    assert not failures.refused((1, "0"), 1.0)
    assert failures.refused(ONE, 1.0)
    assert talks.longest_ago_first((2, 1, 0)) == [0, 1, 2]


def crew(strategy: str) -> Configuration:
    group = RingGroup.model_validate(
        {"name": "crew", "number": "600", "members": (ANN, BOB, CID), "strategy": strategy, "ring_time_s": 1}
    )
    return company((CREW, group), inbound=ToRingGroup(ring_group=CREW))


def rung(events: list[str]) -> list[str]:
    return [event.split()[1] for event in events if event.startswith("dial_started")]


def test_the_member_who_talked_longest_ago_rings_first() -> None:
    short = {number: Line(after_s=0.5, talks_s=1) for number in ("100", "101", "2000")}
    silent = {**short, "100": Line("no_answer")}
    call, missed = from_outside(phones=short), from_outside(phones=silent)
    heard = [rung(events) for events in calls(crew("least_recent"), call, call, missed, call, call)]
    assert heard == [["100"], ["101"], ["2000"], ["100"], ["101"]]


def test_talks_outside_the_group_count_too() -> None:
    placed = from_ann("101", phones={"101": Line(after_s=0.5, talks_s=1)})
    call = from_outside(phones={"2000": Line(after_s=0.5, talks_s=1)})
    assert rung(calls(crew("least_recent"), placed, call)[-1]) == ["2000"]


def test_random_rings_everybody_once_in_any_order() -> None:
    nobody = from_outside(phones=dict.fromkeys(("100", "101", "2000"), Line("no_answer")))
    orders = {tuple(rung(calls(crew("random"), nobody, memory=Memory(random=Random(seed)))[0])) for seed in range(60)}
    assert len(orders) == 6
    assert all(sorted(order) == ["100", "101", "2000"] for order in orders)
