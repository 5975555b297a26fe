"""More targets that begin to ring while others do, and who has the call when several answer."""

import asyncio

from switchboard.engine.port import Answered, Call, CallerId, DialRequest, NotAnswered, PhoneTarget
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import ANN, BOB
from tests.interop.conformance.port_case import NUMBERS, PortCase, Tell, named, next_answer, ring

ANNS, BOBS = (PhoneTarget(one, NUMBERS[one]) for one in (ANN, BOB))


async def each_for_a_time_of_its_own(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, ring_time_s=3)) as dialling:
        tell(named(await dialling.event()))
        await asyncio.sleep(1)
        await dialling.add([BOBS], 4)
        for _ in range(3):
            tell(named(await dialling.event()))
        outcome = await dialling.outcome()
        assert isinstance(outcome, NotAnswered)
        tell(f"outcome {outcome.cause}")


async def one_who_is_added_answers(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN)) as dialling:
        tell(named(await dialling.event()))
        await dialling.add([ANNS, BOBS], 20)
        tell(named(await dialling.event()))
        answered = await next_answer(dialling)
        tell(named(answered))
        dialling.take(answered.leg)
    tell(f"talk ended by {(await call.bridge(answered.leg)).by}")


async def nobody_at_first(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(DialRequest((), 1, CallerId("+4930777"))) as dialling:
        outcome = await dialling.outcome()
        assert isinstance(outcome, NotAnswered)
        tell(f"outcome {outcome.cause}")
        await dialling.add([ANNS], 20)
        outcome = await dialling.outcome()
        assert isinstance(outcome, Answered)
        dialling.take(outcome.leg)
    tell(f"talk ended by {(await call.bridge(outcome.leg)).by}")


async def again_after_a_while(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, ring_time_s=2)) as dialling:
        tell(f"{named(await dialling.event())}, {named(await dialling.event())}")
        await asyncio.sleep(1)
        await dialling.add([ANNS], 2)
        tell(f"{named(await dialling.event())}, {named(await dialling.event())}")


async def one_without_a_phone(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, BOB)) as dialling:
        tell(", ".join(sorted([named(await dialling.event()), named(await dialling.event())])))
        dialling.drop(BOBS, elsewhere=False)
        outcome = await dialling.outcome()
        assert isinstance(outcome, NotAnswered)
        tell(f"outcome {outcome.cause}")


async def the_slower_of_two_is_sent_away(call: Call, tell: Tell) -> None:
    await call.answer()
    async with call.start_dial(ring(ANN, BOB)) as dialling:
        first, second = await next_answer(dialling), await next_answer(dialling)
        tell(f"{named(first)}, {named(second)}")
        await first.leg.hang_up(elsewhere=True)
        dialling.take(second.leg)
        tell(f"left {await first.leg.gone}")
    tell(f"talk ended by {(await call.bridge(second.leg)).by}")


DIALLING = (
    PortCase(
        "each rings for a time of its own",
        "",
        {"100": Line("no_answer"), "101": Line("no_answer")},
        each_for_a_time_of_its_own,
        ("ringing 100", "ringing 101", "failed 100 no-answer", "failed 101 no-answer", "outcome no-answer"),
    ),
    PortCase(
        "one who is added answers",
        "",
        {"100": Line("no_answer"), "101": Line(after_s=1, talks_s=1)},
        one_who_is_added_answers,
        ("ringing 100", "ringing 101", "answered 101", "talk ended by callee"),
    ),
    PortCase(
        "nobody rings at first",
        "",
        {"100": Line(after_s=1, talks_s=1)},
        nobody_at_first,
        ("outcome unreachable", "talk ended by callee"),
    ),
    PortCase(
        "one rings again after a while",
        "",
        {"100": Line("no_answer")},
        again_after_a_while,
        ("ringing 100, failed 100 no-answer", "ringing 100, failed 100 no-answer"),
    ),
    PortCase(
        "one has no phone, the other is dropped",
        "",
        {"100": Line("unregistered"), "101": Line("no_answer")},
        one_without_a_phone,
        ("failed 100 unreachable, ringing 101", "outcome unreachable"),
    ),
    PortCase(
        "the slower of two who answered is sent away",
        "",
        {"100": Line(after_s=1), "101": Line(after_s=2, talks_s=1)},
        the_slower_of_two_is_sent_away,
        ("answered 100, answered 101", "left normal", "talk ended by callee"),
    ),
)
