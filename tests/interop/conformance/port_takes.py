"""Takes: what ends them, and what is kept."""

import asyncio

from switchboard.engine.port import Call, Recorded, RecordLimits
from tests.interop.conformance.port_case import TWO_S, PortCase, Tell

TONE = TWO_S


def kept(recorded: Recorded | None) -> str:
    """What a take holds, in whole seconds."""
    if recorded is None or recorded.file is None:
        return f"nothing, ended by {recorded and recorded.ended_by}"
    seconds = f"{round(recorded.duration_ms / 1000)} s, speech {round(recorded.speech_ms / 1000)} s"
    return f"{seconds}, ended by {recorded.ended_by} {recorded.key}".strip()


async def until_a_key(call: Call, tell: Tell) -> None:
    await call.answer()
    await call.start_recording()
    await call.pause_recording(True)
    async with call.start_take(RecordLimits(60, 10), TONE) as take:
        recorded = await take.finished()
    await call.pause_recording(False)
    tell(f"{kept(recorded)}, {recorded.keys_ignored} ignored, {call.keys.peek()} waits")
    await call.stop_recording()
    tell(f"played to the end {(await call.play(TWO_S, stop_on_key=True)).finished}")


async def until_silence(call: Call, tell: Tell) -> None:
    loop = asyncio.get_running_loop()
    await call.answer()
    began_s = loop.time()
    async with call.start_take(RecordLimits(60, 2), TONE) as take:
        tell(kept(await take.finished()))
    tell(f"after {round(loop.time() - began_s)} s")


async def until_the_limit(call: Call, tell: Tell) -> None:
    async with call.start_take(RecordLimits(4.2, 10, warn_s=3, warning=TWO_S), TONE) as take:
        tell(kept(await take.finished()))


async def until_the_caller_leaves(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_take(RecordLimits(60, 10), TONE) as take:
        try:
            await take.finished()
        finally:
            tell(kept(take.result))


async def until_the_flow_has_enough(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_take(RecordLimits(60, 10), None) as take:
        try:
            await asyncio.wait_for(take.finished(), 2.2)
        except TimeoutError:
            tell(kept(take.result))
    tell(kept(take.result))


TAKES = (
    PortCase(
        "a key ends a take and others do not",
        "1 wait:3 speaks:3.2 wait:0.3 5 wait:0.3 #",
        {},
        until_a_key,
        ("4 s, speech 3 s, ended by key #, 1 ignored, None waits", "played to the end True"),
    ),
    PortCase(
        "silence ends a take",
        "wait:3 speaks:2.2",
        {},
        until_silence,
        ("4 s, speech 2 s, ended by silence", "after 7 s"),
    ),
    PortCase(
        "silence from the beginning ends a take five seconds later",
        "",
        {},
        until_silence,
        ("0 s, speech 0 s, ended by silence", "after 9 s"),
    ),
    PortCase(
        "the limit ends a take after a beep",
        "wait:2.5 speaks:6",
        {},
        until_the_limit,
        ("4 s, speech 4 s, ended by limit",),
    ),
    PortCase(
        "a caller who leaves while a take goes on",
        "wait:3 speaks:2.2 wait:0.4 hangup",
        {},
        until_the_caller_leaves,
        ("3 s, speech 2 s, ended by caller",),
    ),
    PortCase(
        "a caller who says little and leaves",
        "wait:3 speaks:0.8 wait:0.5 hangup",
        {},
        until_the_caller_leaves,
        ("2 s, speech 1 s, ended by caller",),
    ),
    PortCase(
        "a caller who leaves before the tone is over",
        "wait:1 hangup",
        {},
        until_the_caller_leaves,
        ("nothing, ended by caller",),
    ),
    PortCase(
        "a take ends with its block",
        "wait:1 speaks:5",
        {},
        until_the_flow_has_enough,
        ("nothing, ended by None", "2 s, speech 1 s, ended by system"),
    ),
)
"""Each on every engine."""
