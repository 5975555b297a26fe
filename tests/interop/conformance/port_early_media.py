"""What a caller hears and does before the answer."""

from switchboard.call.cause import Cause
from switchboard.engine.port import Answered, Call, PlayList, PromptUnavailable
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.unanswered import EARLY
from tests.callflow.scenarios.world import BOB
from tests.interop.conformance.port_case import FOUR_S, TWO_S, PortCase, Tell, ring


async def a_prompt_and_a_key(call: Call, tell: Tell) -> None:
    tell(f"heard {await call.progress()}, answered {call.answered}")
    played = await call.play(FOUR_S, stop_on_key=True)
    key = call.keys.take()
    tell(f"played to the end {played.finished}, key {key and key.digit}")
    played = await call.play(TWO_S, stop_on_key=True)
    tell(f"played to the end {played.finished}, answered {call.answered}")
    await call.hang_up(Cause.BUSY)


async def only_by_an_answer(call: Call, tell: Tell) -> None:
    tell(f"heard {await call.progress()}")
    try:
        await call.play(TWO_S, stop_on_key=True)
    except PromptUnavailable:
        tell("unavailable")
    await call.answer()
    tell(f"heard {await call.progress()}")
    tell(f"played to the end {(await call.play(TWO_S, stop_on_key=True)).finished}")


async def an_answer_in_between(call: Call, tell: Tell) -> None:
    tell(f"heard {await call.progress()}")
    tell(f"played to the end {(await call.play(TWO_S, stop_on_key=True)).finished}")
    await call.answer()
    key = await call.keys.get(5)
    tell(f"answered {call.answered}, key {key and key.digit}")


async def music_while_a_phone_rings(call: Call, tell: Tell) -> None:
    call.background(PlayList((TWO_S,)))
    tell(f"heard {await call.progress()}")
    async with call.start_dial(ring(BOB)) as dialling:
        outcome = await dialling.outcome()
        assert isinstance(outcome, Answered)
        dialling.take(outcome.leg)
    tell(f"answered {call.answered}")
    tell(f"talk ended by {(await call.bridge(outcome.leg)).by}, answered {call.answered}")


async def leaving(call: Call, tell: Tell) -> None:
    assert await call.progress()
    try:
        await call.play(FOUR_S, stop_on_key=False)
    finally:
        assert call.ending is not None
        tell(f"{call.ending.by}, {call.ending.cause}, answered {call.answered}")


EARLY_MEDIA = (
    PortCase(
        "a prompt and a key before the answer",
        "wait:1 5",
        {},
        a_prompt_and_a_key,
        ("heard True, answered False", "played to the end False, key 5", "played to the end True, answered False"),
        (EARLY,),
    ),
    PortCase(
        "a trunk without early announcements",
        "",
        {},
        only_by_an_answer,
        ("heard False", "unavailable", "heard True", "played to the end True"),
    ),
    PortCase(
        "a phone of ours may hear before the answer",
        "wait:1 5",
        {},
        a_prompt_and_a_key,
        ("heard True, answered False", "played to the end False, key 5", "played to the end True, answered False"),
        caller="Ann",
    ),
    PortCase(
        "an answer after early media",
        "wait:4 7",
        {},
        an_answer_in_between,
        ("heard True", "played to the end True", "answered True, key 7"),
        (EARLY,),
    ),
    PortCase(
        "music before the answer, while a phone rings",
        "",
        {"101": Line(after_s=2, talks_s=1)},
        music_while_a_phone_rings,
        ("heard True", "answered False", "talk ended by callee, answered True"),
        (EARLY,),
    ),
    PortCase(
        "leaving in early media",
        "wait:1 hangup",
        {},
        leaving,
        ("caller, cancelled, answered False",),
        (EARLY,),
    ),
)
