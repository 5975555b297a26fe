"""What the Call port promises beyond what the call flow asks of it so far: the same told by every engine."""

import asyncio

from switchboard.engine.port import Answered, Call, PhoneTarget, PlayList
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import ANN, BOB
from tests.interop.conformance.port_case import FOUR_S, NUMBERS, TWO_S, PortCase, Tell, named, next_answer, ring
from tests.interop.conformance.port_dialling import DIALLING
from tests.interop.conformance.port_early_media import EARLY_MEDIA
from tests.interop.conformance.port_takes import TAKES
from tests.interop.conformance.port_transfers import TRANSFERS


async def prompts_and_keys_while_a_phone_rings(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN)) as dialling:
        played = await call.play(FOUR_S, stop_on_key=True)
        key = call.keys.take()
        tell(f"played to the end {played.finished}, key {key and key.digit}")
        played = await call.play(TWO_S, stop_on_key=True)
        tell(f"played to the end {played.finished}")
        outcome = await dialling.outcome()
        assert isinstance(outcome, Answered)
        dialling.take(outcome.leg)
    tell(f"talk ended by {(await call.bridge(outcome.leg)).by}")


async def a_callee_hears_who_calls_and_accepts(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN)) as dialling:
        outcome = await dialling.outcome()
        assert isinstance(outcome, Answered)
        played = await outcome.leg.play(FOUR_S, stop_on_key=True)
        key = await outcome.leg.keys.get(5)
        tell(f"played to the end {played.finished}, key {key and key.digit}, caller's {call.keys.peek()}")
        dialling.take(outcome.leg)
    tell(f"talk ended by {(await call.bridge(outcome.leg)).by}")


async def a_callee_who_leaves_is_no_longer_there_to_take(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, BOB)) as dialling:
        first = await next_answer(dialling)
        tell(f"{named(first)}, left {await first.leg.gone}")
        second = await next_answer(dialling)
        tell(named(second))
        dialling.take(second.leg)
    tell(f"talk ended by {(await call.bridge(second.leg)).by}")


async def waiting_again_and_again_ends_nothing(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN)) as dialling:
        tell(named(await dialling.event()))
        for method in (dialling.event, dialling.outcome, dialling.event):
            try:
                await asyncio.wait_for(method(), 0.5)
            except TimeoutError:
                tell("nothing yet")
        tell(named(await dialling.event()))


async def a_target_that_is_dropped_rings_no_longer(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, BOB)) as dialling:
        tell(" ".join(sorted([named(await dialling.event()), named(await dialling.event())])))
        dialling.drop(PhoneTarget(ANN, NUMBERS[ANN]), elsewhere=False)
        tell(named(await dialling.event()))


async def who_fails_and_who_rings_on(call: Call, tell: Tell) -> None:
    async with call.start_dial(ring(ANN, BOB, ring_time_s=3)) as dialling:
        for _ in range(3):
            tell(named(await dialling.event()))
        outcome = await dialling.outcome()
        assert not isinstance(outcome, Answered)
        tell(f"outcome {outcome.cause}")


async def music_while_phones_ring(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((TWO_S,)))
    async with call.start_dial(ring(ANN)) as dialling:
        outcome = await dialling.outcome()
        assert isinstance(outcome, Answered)
        dialling.take(outcome.leg)
    tell(f"talk ended by {(await call.bridge(outcome.leg)).by}")
    tell(f"played to the end {(await call.play(TWO_S, stop_on_key=True)).finished}")


async def a_caller_who_leaves_takes_everybody_along(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, BOB)) as dialling:
        first = await next_answer(dialling)
        tell(named(first))
        try:
            await first.leg.play(FOUR_S, stop_on_key=False)
        finally:
            tell("stopped")


PORT = (
    PortCase(
        "prompts and keys while a phone rings",
        "wait:1 5",
        {"100": Line(after_s=5, talks_s=1)},
        prompts_and_keys_while_a_phone_rings,
        ("played to the end False, key 5", "played to the end True", "talk ended by callee"),
    ),
    PortCase(
        "a callee hears who calls and accepts by a key",
        "",
        {"100": Line(after_s=1, talks_s=3, script="wait:1 1")},
        a_callee_hears_who_calls_and_accepts,
        ("played to the end False, key 1, caller's None", "talk ended by callee"),
    ),
    PortCase(
        "a callee who leaves before the talk",
        "",
        {"100": Line(after_s=1, script="wait:1 hangup"), "101": Line(after_s=4, talks_s=1)},
        a_callee_who_leaves_is_no_longer_there_to_take,
        ("answered 100, left normal", "answered 101", "talk ended by callee"),
    ),
    PortCase(
        "waiting again and again ends nothing",
        "",
        {"100": Line(after_s=3)},
        waiting_again_and_again_ends_nothing,
        ("ringing 100", "nothing yet", "nothing yet", "nothing yet", "answered 100"),
    ),
    PortCase(
        "a target that is dropped",
        "",
        {"100": Line(after_s=2), "101": Line(after_s=3)},
        a_target_that_is_dropped_rings_no_longer,
        ("ringing 100 ringing 101", "answered 101"),
    ),
    PortCase(
        "one fails, one rings on",
        "",
        {"100": Line("busy", after_s=1), "101": Line("no_answer")},
        who_fails_and_who_rings_on,
        ("ringing 101", "failed 100 busy", "failed 101 no-answer", "outcome no-answer"),
    ),
    PortCase(
        "music while phones ring",
        "",
        {"100": Line(after_s=3, talks_s=1)},
        music_while_phones_ring,
        ("talk ended by callee", "played to the end True"),
    ),
    PortCase(
        "a caller who leaves takes everybody along",
        "wait:2 hangup",
        {"100": Line(after_s=1), "101": Line("no_answer")},
        a_caller_who_leaves_takes_everybody_along,
        ("answered 100", "stopped"),
    ),
    *DIALLING,
    *EARLY_MEDIA,
    *TAKES,
    *TRANSFERS,
)
"""Each on every engine."""
