"""The virtual loop, the script of a caller, and how scripted lines behave."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.callflow.running import info
from tests.callflow.scenarios.world import START, from_ann

from switchboard.call.cause import Cause
from switchboard.engine import port
from switchboard.engine.port import (
    Answered,
    Call,
    CallerId,
    DialOutcome,
    DialRequest,
    Ending,
    NotAnswered,
    PhoneTarget,
)
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import DeadlockError, run_virtual
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.engine.simulated.script import Hold, Leave, Press, Speak, parse_script
from switchboard.errors import Invalid, Unavailable

pytestmark = pytest.mark.unit


def test_the_clock_jumps() -> None:
    async def main() -> float:
        await asyncio.gather(asyncio.sleep(3600), asyncio.sleep(86_400))
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) == 86_400


def test_timers_are_due_after_years_too() -> None:
    async def main() -> float:
        for _ in range(4):
            await asyncio.sleep(365 * 86_400)
            await asyncio.gather(*(asyncio.sleep(0.1) for _ in range(3)))
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) == pytest.approx(4 * 365 * 86_400 + 0.4)


def test_a_deadlock_is_an_error() -> None:
    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(DeadlockError, match="every task waits"):
        run_virtual(main())


def test_script() -> None:
    assert parse_script("wait:1 12 wait:0.5 # * hangup") == (
        Press(1.0, "1"),
        Press(1.2, "2"),
        Press(1.7, "#"),
        Press(1.9, "*"),
        Leave(1.9),
    )
    assert parse_script("wait:1 hold wait:2 resume") == (Hold(1.0, True), Hold(3.0, False))
    assert parse_script("1 speaks:2.5 # wait:1 speaks:1") == (
        Press(0.0, "1"),
        Speak(0.0, 2.5),
        Press(2.5, "#"),
        Speak(3.5, 1.0),
    )
    assert parse_script("") == ()


@pytest.mark.parametrize(
    "text", ["x", "wait:", "wait:-1", "wait:nan", "wait:inf", "speaks:", "speaks:-1", "says:1", "hangup 1", "1 a"]
)
def test_bad_scripts_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_script(text)


@given(st.text(max_size=30))
def test_any_script_parses_or_is_refused(text: str) -> None:
    try:
        steps = parse_script(text)
    except Invalid:
        return
    assert list(steps) == sorted(steps, key=lambda step: step.at_s)


def dial(*lines: Line, ring_time_s: float = 30) -> tuple[float, DialOutcome, int]:
    """When dialling those lines ends, how, and how many rang."""
    phones = {str(100 + index): line for index, line in enumerate(lines)}
    targets = tuple(PhoneTarget(int(number), number) for number in phones)

    async def main() -> tuple[float, DialOutcome, int]:
        scenario: Scenario = from_ann("6500", phones=phones)
        call = SimulatedCall(scenario, info(scenario))
        rang: list[object] = []
        call.events.on_ringing = rang.append
        outcome = await port.dial(call, DialRequest(targets, ring_time_s, CallerId("")))
        return asyncio.get_running_loop().time(), outcome, len(rang)

    return run_virtual(main())


def test_the_first_to_answer_has_the_call() -> None:
    at_s, outcome, rang = dial(Line(after_s=4), Line(after_s=3), Line("busy"), Line("no_answer"))
    assert isinstance(outcome, Answered)
    assert (at_s, outcome.leg.target, rang) == (3, PhoneTarget(101, "101"), 3)


@pytest.mark.parametrize(
    ("lines", "at_s", "outcome"),
    [
        ((Line("busy", after_s=1, status=486),), 1, NotAnswered(Cause.BUSY, 486)),
        ((Line("rejects", after_s=2, status=603),), 2, NotAnswered(Cause.REJECTED, 603)),
        ((Line("no_answer"),), 30, NotAnswered(Cause.NO_ANSWER)),
        ((Line(after_s=31),), 30, NotAnswered(Cause.NO_ANSWER)),
        ((Line("busy", after_s=31),), 30, NotAnswered(Cause.NO_ANSWER)),
        ((Line("unregistered"),), 0, NotAnswered(Cause.UNREACHABLE)),
        ((Line("fails", status=503),), 0, NotAnswered(Cause.FAILED, 503)),
        ((Line("unregistered"), Line("busy", after_s=1)), 1, NotAnswered(Cause.BUSY)),
        ((), 0, NotAnswered(Cause.UNREACHABLE)),
    ],
)
def test_nobody_answers(lines: tuple[Line, ...], at_s: float, outcome: NotAnswered) -> None:
    assert dial(*lines)[:2] == (at_s, outcome)


def test_a_command_and_a_drain_end_calls_and_a_draining_engine_takes_none() -> None:
    async def main() -> None:
        engine, causes = SimulatedEngine(), list[tuple[Ending | None, float]]()
        loop = asyncio.get_running_loop()

        async def handle(call: Call) -> None:
            try:
                await asyncio.sleep(3600)
            finally:
                causes.append((call.ending, loop.time()))

        await engine.start(handle)
        placed = [asyncio.create_task(engine.place(from_ann("6500"), START)) for _ in range(2)]
        await asyncio.sleep(1)
        assert engine.calls == 2
        assert not engine.hang_up("simulated", 2)
        assert engine.hang_up("simulated", 1)
        await asyncio.gather(*placed)
        placed = [asyncio.create_task(engine.place(from_ann("6500"), START))]
        await asyncio.sleep(1)
        draining = asyncio.create_task(engine.drain(20))
        await asyncio.sleep(1)
        with pytest.raises(Unavailable):
            await engine.place(from_ann("6500"), START)
        await asyncio.gather(draining, *placed)
        released, drained = Ending("system", Cause.RELEASED), Ending("system", Cause.DRAINING)
        assert causes == [(released, 1.0), (released, 1.0), (drained, 22.0)]

    run_virtual(main())
