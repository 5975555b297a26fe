"""Calls that an engine places: the same told by every engine."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field

from switchboard.call.cause import Cause
from switchboard.engine.port import (
    Answered,
    Call,
    CallerId,
    CallInfo,
    Engine,
    NotAnswered,
    Origination,
    PhoneTarget,
    TrunkTarget,
)
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import ANN, BOB, LINE, Case, company, from_outside
from tests.interop.conformance.port_case import FOUR_S, NUMBERS, Tell, ring
from tests.interop.conformance.rig import LIMIT_S, RigFactory

OFFICE = CallerId("600", "office")
TO_ANN = Origination(1, PhoneTarget(ANN, NUMBERS[ANN]), 20, OFFICE, dialled="6500", name="Ann")


@dataclass(frozen=True, slots=True)
class EngineCase:
    """What is done with an engine that nobody calls, and what that tells in order."""

    name: str
    phones: Mapping[str, Line]
    flow: Callable[[Engine, Tell], Coroutine[object, object, None]]
    told: tuple[str, ...]
    trunks: Mapping[int, Line] = field(default_factory=dict)

    async def told_on(self, factory: RigFactory) -> tuple[str, ...]:
        """Perform it; nothing may be left over."""
        told: list[str] = []
        case = Case(self.name, company(), from_outside(phones=self.phones, trunks=self.trunks), "")
        async with factory(case) as rig:
            await rig.engine.start(_nobody_calls)
            try:
                async with asyncio.timeout(LIMIT_S):
                    await self.flow(rig.engine, told.append)
                await rig.engine.drain(LIMIT_S)
            finally:
                await rig.engine.close()
        left_over = {"calls": rig.engine.calls, **rig.left_over()}
        assert not any(left_over.values()), (self.name, left_over)
        return tuple(told)


async def _nobody_calls(call: Call) -> None:
    raise AssertionError("nobody calls")


async def called(
    engine: Engine, origination: Origination, talk: Callable[[Call], Coroutine[object, object, None]]
) -> tuple[CallInfo, asyncio.Event]:
    """The call that begins, with which that is done; then it is hung up, and the event set."""
    over = asyncio.Event()

    async def handle(call: Call) -> None:
        try:
            await talk(call)
            await call.hang_up(Cause.NORMAL)
        finally:
            over.set()

    info = await engine.originate(origination, handle)
    assert isinstance(info, CallInfo), info
    return info, over


async def who_answers_is_the_caller(engine: Engine, tell: Tell) -> None:
    async def talk(call: Call) -> None:
        info = call.info
        tell(f"{info.caller.number} {info.caller.name} to {info.dialled}, answered {call.answered}")
        assert (info.extension, info.trunk, info.tenant) == (ANN, None, 1)
        played = await call.play(FOUR_S, stop_on_key=True)
        key = await call.keys.get(5)
        tell(f"played to the end {played.finished}, key {key and key.digit}")

    _, over = await called(engine, TO_ANN, talk)
    tell(f"begun {engine.calls}")
    await over.wait()


async def through_a_trunk(engine: Engine, tell: Tell) -> None:
    async def talk(call: Call) -> None:
        tell(f"{call.info.caller.number} through trunk {call.info.trunk}, extension {call.info.extension}")
        await call.play(FOUR_S, stop_on_key=False)

    _, over = await called(engine, Origination(1, TrunkTarget(LINE, "5551234"), 20, OFFICE, dialled="5551234"), talk)
    await over.wait()


async def nobody_answers(engine: Engine, tell: Tell) -> None:
    for number, ring_time_s in ((ANN, 20.0), (BOB, 2.0)):
        origination = Origination(1, PhoneTarget(number, NUMBERS[number]), ring_time_s, OFFICE, dialled="6500")
        why = await engine.originate(origination, _nobody_calls)
        assert isinstance(why, NotAnswered)
        tell(f"{why.cause}, {engine.calls} calls")


async def who_answers_is_connected(engine: Engine, tell: Tell) -> None:
    async def talk(call: Call) -> None:
        async with call.start_dial(ring(BOB)) as dialling:
            outcome = await dialling.outcome()
            assert isinstance(outcome, Answered)
            dialling.take(outcome.leg)
        tell(f"talk ended by {(await call.bridge(outcome.leg)).by}")

    _, over = await called(engine, TO_ANN, talk)
    await over.wait()


async def ended_by_id_and_by_leaving(engine: Engine, tell: Tell) -> None:
    async def talk(call: Call) -> None:
        try:
            await asyncio.sleep(20)
        finally:
            assert call.ending is not None
            tell(f"ended by {call.ending.by}, {call.ending.cause}")

    info, over = await called(engine, TO_ANN, talk)
    await asyncio.sleep(1)
    assert engine.hang_up(info.id, 1)
    await over.wait()
    _, over = await called(engine, TO_ANN, talk)
    await over.wait()


async def given_up(engine: Engine, tell: Tell) -> None:
    ringing = asyncio.create_task(engine.originate(TO_ANN, _nobody_calls))
    await asyncio.sleep(1)
    tell(f"{engine.calls} calls")
    ringing.cancel()
    await asyncio.wait({ringing})
    tell(f"{engine.calls} calls")


async def drained(engine: Engine, tell: Tell) -> None:
    ringing = asyncio.create_task(engine.originate(TO_ANN, _nobody_calls))
    await asyncio.sleep(1)
    await engine.drain(1)
    why = await ringing
    assert isinstance(why, NotAnswered)
    tell(why.cause)


ORIGINATION = (
    EngineCase(
        "who answers is the caller",
        {"100": Line(after_s=1, talks_s=8, script="wait:1 5")},
        who_answers_is_the_caller,
        ("begun 1", "100 Ann to 6500, answered True", "played to the end False, key 5"),
    ),
    EngineCase(
        "a number outside is called",
        {},
        through_a_trunk,
        ("5551234 through trunk 1, extension None",),
        {LINE: Line(after_s=1, talks_s=8)},
    ),
    EngineCase(
        "nobody answers",
        {"100": Line("busy", after_s=1), "101": Line("no_answer")},
        nobody_answers,
        ("busy, 0 calls", "no-answer, 0 calls"),
    ),
    EngineCase(
        "who answers is connected",
        {"100": Line(after_s=1, talks_s=30), "101": Line(after_s=1, talks_s=2)},
        who_answers_is_connected,
        ("talk ended by callee",),
    ),
    EngineCase(
        "one call is ended by its id, one by who was called",
        {"100": Line(after_s=1, talks_s=3)},
        ended_by_id_and_by_leaving,
        ("ended by system, released", "ended by caller, normal"),
    ),
    EngineCase("ringing is given up", {"100": Line("no_answer")}, given_up, ("1 calls", "0 calls")),
    EngineCase("draining gives ringing up", {"100": Line("no_answer")}, drained, ("draining",)),
)
"""Each on every engine."""
