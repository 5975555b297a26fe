"""Takes of scripted callers: their ends and lengths are exact."""

import asyncio

import pytest
from tests.callflow.scenarios.world import START, from_ann

from switchboard.call.cause import Cause
from switchboard.engine.port import Audio, Call, EndedBy, Ending, Recorded, RecordLimits
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual

pytestmark = pytest.mark.unit

TONE, BEEP = Audio("tone", "tone", 0.5), Audio("beep", "beep", 0.2)


def taken(script: str, limits: RecordLimits) -> tuple[Recorded | None, float, SimulatedCall]:
    """The result of a take that begins with the call, and when it was there."""
    results = list[tuple[Recorded | None, float]]()

    async def handle(call: Call) -> None:
        async with call.start_take(limits, TONE) as take:
            try:
                await take.finished()
            finally:
                results.append((take.result, asyncio.get_running_loop().time()))
        await call.hang_up(Cause.NORMAL)

    async def main() -> SimulatedCall:
        engine = SimulatedEngine()
        await engine.start(handle)
        return await engine.place(from_ann("6500", script), START)

    call = run_virtual(main())
    return *results[0], call


@pytest.mark.parametrize(
    ("script", "told", "ended_s"),
    [
        ("wait:0.5 speaks:5 #", (5000, 5000, "key"), 5.5),
        ("wait:2.5 speaks:5 wait:3 #", (6500, 5000, "key"), 10.5),
        ("wait:0.5 speaks:3 wait:9 speaks:3 hangup", (15000, 15000, "caller"), 15.5),
        ("wait:0.5 speaks:3 wait:11 speaks:3", (4000, 3000, "silence"), 13.5),
        ("speaks:1 speaks:2 wait:1 #", (3500, 2500, "key"), 4.0),
        ("", (0, 0, "silence"), 15.5),
        ("wait:1.5 speaks:60", (29500, 29000, "limit"), 30.5),
    ],
)
def test_lengths_and_ends(script: str, told: tuple[int, int, EndedBy], ended_s: float) -> None:
    result, at_s, _ = taken(script, RecordLimits(30, 10))
    assert result is not None
    assert (result.duration_ms, result.speech_ms, result.ended_by) == told
    assert at_s == pytest.approx(ended_s)


def test_other_keys_are_counted_and_reach_nobody() -> None:
    result, _, call = taken("wait:0.2 # wait:0.3 speaks:4 5 speaks:4 0", RecordLimits(30, 10, end_keys=frozenset("0")))
    assert result is not None
    assert (result.key, result.keys_ignored, result.duration_ms) == ("0", 1, 8000)
    assert (call.keys.peek(), call.keys.methods) == (None, {"rfc4733"})


def test_a_beep_comes_before_the_limit() -> None:
    _, _, call = taken("wait:1 speaks:60", RecordLimits(30, 10, warning=BEEP))
    assert call.played == [TONE, BEEP]


def test_who_leaves_in_the_tone_has_recorded_nothing() -> None:
    result, at_s, call = taken("speaks:0.3 hangup", RecordLimits(30, 10))
    assert (result, at_s, call.ending) == (Recorded(None, "caller"), 0.3, Ending("caller"))
