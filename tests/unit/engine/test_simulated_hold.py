"""Hold in the simulated engine: who is told, and what each party hears."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from switchboard.call.cause import Cause
from switchboard.engine.port import Answered, Audio, Call, CallerId, DialRequest, PhoneTarget, PlayList, dial
from switchboard.engine.simulated.dialling import SimulatedLeg
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.scenario import Line, Scenario

pytestmark = pytest.mark.unit

WALTZ, MARCH = Audio("waltz", "a", 2.0), Audio("march", "b", 3.0)


@dataclass(slots=True)
class Talked:
    """What a talk told, and what its parties heard."""

    told: list[tuple[str, bool]]
    caller: list[Heard]
    callee: list[Heard]


def talk(caller_does: str, callee_does: str, for_caller: PlayList | None, for_callee: PlayList | None) -> Talked:
    """The callee answers after one second; they talk for ten."""
    talked = Talked([], [], [])

    async def handle(call: Call) -> None:
        call.events.on_hold = lambda side, held: talked.told.append((side, held))
        call.hold_music(for_caller, for_callee)
        outcome = await dial(call, DialRequest((PhoneTarget(1, "100"),), 20, CallerId("1")))
        assert isinstance(outcome, Answered) and isinstance(outcome.leg, SimulatedLeg)
        await call.bridge(outcome.leg)
        talked.callee = outcome.leg.listener.heard
        await asyncio.sleep(5)
        await call.hang_up(Cause.NORMAL)

    async def main() -> None:
        lines = {"100": Line(after_s=1, talks_s=10, script=callee_does)}
        scenario = Scenario("555", trunk=1, script=caller_does, phones=lines)
        engine = SimulatedEngine(scenario)
        await engine.start(handle)
        talked.caller = (await engine.place(scenario, datetime(2026, 3, 2, tzinfo=UTC))).heard

    run_virtual(main())
    return talked


def test_each_hears_its_own_music_while_the_other_holds() -> None:
    talked = talk(
        "wait:2 hold wait:1 resume", "wait:3 hold wait:3 resume", PlayList((WALTZ,)), PlayList((MARCH, WALTZ))
    )
    assert talked.told == [("caller", True), ("caller", False), ("callee", True), ("callee", False)]
    assert talked.caller == [Heard(WALTZ, 0, 2), Heard(WALTZ, 0, 1)]
    assert talked.callee == [Heard(MARCH, 0, 1)]


def test_music_on_hold_ends_with_the_talk() -> None:
    talked = talk("", "wait:6 hold", PlayList((MARCH, WALTZ)), None)
    assert talked.told == [("callee", True)]
    assert talked.caller == [Heard(MARCH, 0, 3), Heard(WALTZ, 0, 1)]


def test_a_callee_who_holds_before_the_talk_and_twice_at_that() -> None:
    talked = talk("", "hold hold wait:2 resume resume", None, PlayList((WALTZ,)))
    assert talked.told == [("callee", True), ("callee", False)]
    assert (talked.caller, talked.callee) == ([], [])
