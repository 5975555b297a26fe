"""The PIN door as callers meet it, over several calls. Virtual time."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.callflow.scenarios.insiders import ASKING, PIN
from tests.callflow.scenarios.world import START, from_ann, from_outside, told

from switchboard.call.events import CallEvent, DisaRefused, PinEntered, PromptEnded
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.scenario import Scenario
from switchboard.errors import Unavailable
from switchboard.model.pin_door import Door, Try
from switchboard.simulation import Simulated, run_scenario

pytestmark = pytest.mark.unit

ONE_WRONG = "wait:1 1 wait:1 1111# wait:45 hangup"
RIGHT = from_outside(f"wait:1 1 wait:1 {PIN}# wait:1 101# wait:1 hangup", pin=PIN)


def guesser(caller: str, script: str = ONE_WRONG) -> Scenario:
    return replace(from_outside(script, pin=PIN), caller=caller)


async def call(pins: SimulatedPins, scenario: Scenario) -> Simulated:
    now = START + timedelta(seconds=asyncio.get_running_loop().time())
    return await run_scenario(ASKING, scenario, now, pins=pins)


def calls(*scenarios: Scenario, gap_s: float = 1.0) -> list[list[CallEvent]]:
    """What happens in calls that come one after the other."""

    async def work() -> list[list[CallEvent]]:
        pins, heard = SimulatedPins(), []
        for scenario in scenarios:
            heard.append((await call(pins, scenario)).events)
            await asyncio.sleep(gap_s)
        return heard

    return run_virtual(work())


def delay_s(events: list[CallEvent]) -> float | None:
    """How long the answer takes: it would come 0.8 s after the prompt that the first of five keys ends."""
    asked = next((event.at for event in events if isinstance(event, PromptEnded) and event.name == "enter-pin"), None)
    answered = next((event.at for event in events if isinstance(event, PinEntered)), None)
    return None if asked is None or answered is None else round((answered - asked).total_seconds() - 0.8, 3)


def refusals(events: list[CallEvent]) -> list[str]:
    return [event.reason for event in events if isinstance(event, DisaRefused)]


def test_who_changes_his_number_waits_longer_each_time() -> None:
    heard = calls(*(guesser(f"+44207000{number:04}") for number in range(9)))
    assert [delay_s(events) for events in heard] == [0, 0, 0, 0, 0, 2, 4, 8, 16]


def test_the_right_pin_waits_too_so_that_silence_tells_nothing() -> None:
    patient = guesser("+4930777", f"wait:1 1 wait:1 {PIN}# wait:10 hangup")
    *_, right = calls(*(guesser(f"c{number}") for number in range(6)), patient)
    entered = [event for event in right if isinstance(event, PinEntered)]
    assert [event.outcome for event in entered] == ["right"]
    wrong_takes = calls(*(guesser(f"c{number}") for number in range(7)))[-1]
    assert delay_s(wrong_takes) == 4
    asked = next(event.at for event in right if isinstance(event, PromptEnded) and event.name == "enter-pin")
    assert (entered[0].at - asked).total_seconds() == pytest.approx(4 + 1.2)


def test_who_hangs_up_while_he_waits_has_had_his_try() -> None:
    leaves = "wait:1 1 wait:1 1111# wait:0.2 hangup"
    heard = calls(*(guesser(f"c{number}", leaves) for number in range(8)), guesser("last"), gap_s=10)
    assert delay_s(heard[-1]) == 16


def test_who_hangs_up_after_the_right_pin_was_not_wrong() -> None:
    leaves = f"wait:1 1 wait:1 {PIN}# wait:0.2 hangup"
    heard = calls(*(guesser(f"c{number}") for number in range(6)), guesser("me", leaves), guesser("last"))
    assert delay_s(heard[-1]) == 4


def test_many_calls_at_once_are_answered_one_after_the_other_or_not_at_all() -> None:
    long = "wait:1 1 wait:1 1111# wait:100 hangup"

    async def work() -> list[Simulated]:
        pins = SimulatedPins()
        return await asyncio.gather(*(call(pins, guesser(f"c{number}", long)) for number in range(30)))

    runs = [run.events for run in run_virtual(work())]
    compared = sorted(delay for events in runs if (delay := delay_s(events)) is not None)
    assert compared == [0, 0, 0, 0, 0, 2, 6, 14, 30, 60, 90]
    assert [refusals(events) for events in runs if delay_s(events) is None] == [["too_many_failures"]] * 19


def test_an_insider_is_not_slowed_by_those_outside_but_the_menu_is_for_all() -> None:
    *_, ann = calls(
        *(guesser(f"c{number}") for number in range(6)), replace(from_ann("6500", ONE_WRONG), pins=RIGHT.pins)
    )
    assert delay_s(ann) == 4


def test_after_nine_wrong_ones_from_a_number_not_even_the_right_pin_is_asked_for() -> None:
    *_, refused = calls(*[guesser("+4930777")] * 9, RIGHT)
    assert refusals(refused) == ["too_many_failures"]
    assert "enter-pin" not in [event.name for event in refused if isinstance(event, PromptEnded)]
    assert told(refused)[-1] == "call_ended switchboard forbidden keys=1"


def test_the_door_opens_again() -> None:
    *_, after = calls(*[guesser("+4930777")] * 9, RIGHT, gap_s=300)
    assert [event.outcome for event in after if isinstance(event, PinEntered)] == ["right"]


def test_the_right_pin_forgets_the_wrong_ones_of_a_caller() -> None:
    *_, last = calls(*[guesser("+4930777")] * 8, RIGHT, guesser("+4930777"), RIGHT, gap_s=120)
    assert refusals(last) == []


def test_another_caller_is_let_in() -> None:
    *_, other = calls(*[guesser("+4930777")] * 9, replace(RIGHT, caller="+4930778"), gap_s=60)
    assert [event.outcome for event in other if isinstance(event, PinEntered)] == ["right"]


def test_no_pin_is_no_failure() -> None:
    silent = guesser("+4930777", "wait:1 1 wait:60 hangup")
    *_, last = calls(*[silent] * 9, RIGHT)
    assert "pin_entered right 1" in told(last)


def test_a_hundred_wrong_ones_a_day_shut_the_menu_for_all() -> None:
    *_, last = calls(*(guesser(f"c{number}") for number in range(100)), RIGHT, gap_s=130)
    assert refusals(last) == ["too_many_failures"]


class Away(SimulatedPins):
    """A database that goes away, at once or in the middle of a try."""

    def __init__(self, *fails: str) -> None:
        super().__init__()
        self._fails = fails

    def _check(self, step: str) -> None:
        if step in self._fails:
            raise Unavailable("the database does not answer")

    async def refused(self, door: Door, now: datetime) -> bool:
        self._check("refused")
        return await super().refused(door, now)

    async def begin(self, door: Door, now: datetime) -> Try | None:
        self._check("begin")
        return await super().begin(door, now)

    async def right(self, door: Door) -> None:
        self._check("right")
        await super().right(door)


@pytest.mark.parametrize("step", ["refused", "begin", "right"])
def test_without_the_database_the_door_is_shut(step: str) -> None:
    events = run_virtual(call(Away(step), RIGHT)).events
    assert refusals(events) == ["unavailable"]
    assert told(events)[-1].startswith("call_ended switchboard forbidden")
    assert not any(isinstance(event, PinEntered) for event in events)
