"""Attended transfer by the Call port: Ann is called from outside, calls somebody, and leaves both to each other.

Each flow has both calls in hand, one after the other: the one from outside, and Ann's.
"""

from switchboard.engine.port import Answered, Call, CallInfo, dial
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import ANN, BOB
from tests.interop.conformance.port_case import FOUR_S, Flow, PortCase, Tell, ring


def consulting(second: Flow, *, may_be_recorded: bool = True) -> Flow:
    """The call from outside rings Ann; in hers, `second` is done."""

    async def flow(call: Call, tell: Tell) -> None:
        def on_caller_replaced(former: CallInfo) -> bool:
            info = call.info
            assert (former.caller, former.trunk, former.dialled) == (info.caller, info.trunk, "555")
            assert former.id != info.id
            tell(f"{info.caller.number} is the caller through trunk {info.trunk}, answered {call.answered}")
            return may_be_recorded

        call.events.on_caller_replaced = on_caller_replaced
        if call.info.extension is not None:
            await second(call, tell)
            return
        try:
            await talk(call, ANN)
        finally:
            assert call.ending is not None
            assert call.ending.handed_to not in ("", call.info.id)
            tell(f"handed over by {call.ending.by} to {call.ending.transfer_to}")

    return flow


async def talk(call: Call, extension: int) -> str:
    """Ring somebody, and let the two talk; who ended it."""
    outcome = await dial(call, ring(extension))
    assert isinstance(outcome, Answered)
    return (await call.bridge(outcome.leg)).by


async def talks_to_bob(call: Call, tell: Tell) -> None:
    tell(f"talk ended by {await talk(call, BOB)}")


async def hears_a_prompt(call: Call, tell: Tell) -> None:
    await call.answer()
    played = await call.play(FOUR_S, stop_on_key=True)
    key = call.keys.take()
    tell(f"played to the end {played.finished}, key {key and key.digit}")


async def is_recorded(call: Call, tell: Tell) -> None:
    await call.answer()
    await call.start_recording()
    by = await talk(call, BOB)
    name = call.recording.removeprefix(call.info.id)
    tell(f"talk ended by {by}, recorded in {name}, then {(await call.start_recording()).removeprefix(call.info.id)}")


TO_A_TALK = {"100": Line(after_s=1, talks_s=3, consults="101"), "101": Line(after_s=1, talks_s=4)}

TRANSFERS = (
    PortCase(
        "attended transfer to a talk",
        "",
        TO_A_TALK,
        consulting(talks_to_bob),
        (
            "+4930777 is the caller through trunk 1, answered True",
            "handed over by callee to 101",
            "talk ended by callee",
        ),
    ),
    PortCase(
        "attended transfer to a phone that rings",
        "",
        {"100": Line(after_s=1, talks_s=2, consults="101"), "101": Line(after_s=4, talks_s=1)},
        consulting(talks_to_bob),
        (
            "+4930777 is the caller through trunk 1, answered True",
            "handed over by callee to 101",
            "talk ended by callee",
        ),
    ),
    PortCase(
        "attended transfer to a prompt, which begins anew",
        "wait:6.5 5",
        {"100": Line(after_s=1, talks_s=2.5, consults="6501")},
        consulting(hears_a_prompt),
        (
            "+4930777 is the caller through trunk 1, answered True",
            "handed over by callee to 6501",
            "played to the end False, key 5",
        ),
    ),
    PortCase(
        "attended transfer to a call that is recorded",
        "",
        TO_A_TALK,
        consulting(is_recorded),
        (
            "+4930777 is the caller through trunk 1, answered True",
            "handed over by callee to 101",
            "talk ended by callee, recorded in -2.wav, then -2.wav",
        ),
    ),
    PortCase(
        "attended transfer of somebody who may not be recorded",
        "",
        TO_A_TALK,
        consulting(is_recorded, may_be_recorded=False),
        (
            "+4930777 is the caller through trunk 1, answered True",
            "handed over by callee to 101",
            "talk ended by callee, recorded in .wav, then -2.wav",
        ),
    ),
)
