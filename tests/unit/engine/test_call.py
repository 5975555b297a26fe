"""A call from its INVITE to its end: answer, hang-up, CANCEL, lost media, draining, recordings."""

import asyncio
import gc
import weakref

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import methods

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.call_state import NEXT, OVER, State
from switchboard.engine.port import Ending, PromptUnavailable, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import RecordStart

pytestmark = pytest.mark.unit


async def for_ever(call: BuiltinCall) -> None:
    await call.answer()
    await asyncio.sleep(3600)


def test_offered_answered_and_hung_up_by_us() -> None:
    async def main() -> None:
        exchange, states = Exchange(), list[State]()

        async def flow(call: BuiltinCall) -> None:
            states.append(call.state)
            await call.answer()
            states.append(call.state)
            assert (await call.play(audio("greeting", 3), stop_on_key=True)).finished

        talk = await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert [*states, exchange.call.state] == [State.OFFERED, State.ANSWERED, State.ENDED]
        assert (exchange.call.ending, methods(talk)) == (None, ["BYE"])
        assert exchange.lines() == ["< INVITE", "> 100 INVITE", "> 200 INVITE", "< ACK", "> BYE", "< 200 BYE"]

    run_virtual(main())


def test_a_finished_call_is_let_go_of_at_once_though_its_transactions_stay() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            call.events.on_hold = lambda side, held: print(call, side, held)
            await for_ever(call)

        talk = await (await exchange.connect(flow)).answered()
        await asyncio.sleep(1)
        assert await talk.bye() == 200
        await exchange.over.wait()
        await asyncio.sleep(1)
        assert exchange.engine.endpoint.server_transactions > 0
        ended = weakref.ref(exchange.call)
        del exchange.call
        assert ended() is None
        assert await exchange.finished() == []

    gc.disable()
    try:
        run_virtual(main())
    finally:
        gc.enable()


def test_a_caller_who_leaves_ends_the_flow_and_what_plays() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            await call.play(audio("greeting", 30), stop_on_key=False)

        talk = await (await exchange.connect(flow)).answered()
        await asyncio.sleep(1)
        assert await talk.bye() == 200
        await exchange.over.wait()
        assert exchange.worker.heard(1) == ()
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.NORMAL)

    run_virtual(main())


def test_a_refusal_before_the_answer_has_the_status_of_its_cause() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            await call.hang_up(Cause.BUSY)

        placed = await exchange.connect(flow)
        assert await placed.status() == 486
        assert await exchange.finished() == []

    run_virtual(main())


def test_cancel_while_a_phone_rings_takes_the_ringing_back() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            await dial(call, ring(101))

        placed = await exchange.connect(flow)
        rung = await exchange.phones[101].rings()
        rung.ring()
        await asyncio.sleep(1)
        assert (placed.provisional, exchange.call.state) == ([100, 180], State.EARLY)
        placed.give_up()
        await rung.cancelled()
        assert await placed.status() == 487
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.CANCELLED)

    run_virtual(main())


def test_a_call_that_was_cancelled_is_not_answered_any_more() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            call.end(Cause.RELEASED)
            await call.answer()
            raise AssertionError("the flow goes on")

        placed = await exchange.connect(flow)
        assert await placed.status() == 603
        assert await exchange.finished() == []

    run_virtual(main())


def test_an_answer_that_is_never_acknowledged_ends_the_call() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(for_ever)
        talk = await placed.answered(ack=False)
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.FAILED)
        assert methods(talk) == ["BYE"]

    run_virtual(main())


def test_without_a_media_worker_there_is_no_answer() -> None:
    async def main() -> None:
        exchange = Exchange()
        exchange.worker.lost = True
        placed = await exchange.connect(for_ever)
        assert await placed.status() == 503
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("system", Cause.MEDIA_LOST)

    run_virtual(main())


def test_a_media_worker_that_dies_ends_its_calls() -> None:
    async def main() -> None:
        exchange = Exchange()
        talk = await (await exchange.connect(for_ever)).answered()
        await asyncio.sleep(5)
        exchange.worker.vanish()
        await talk.over.wait()
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("system", Cause.MEDIA_LOST)

    run_virtual(main())


def test_draining_waits_and_then_ends_what_runs() -> None:
    async def main() -> None:
        exchange = Exchange()
        talk = await (await exchange.connect(for_ever)).answered()
        drained = asyncio.create_task(exchange.engine.drain(20))
        await asyncio.sleep(19)
        assert not talk.over.is_set()
        assert await exchange.caller.call("600", "10.0.0.1").status() == 503
        await drained
        assert talk.over.is_set()
        assert exchange.call.ending == Ending("system", Cause.DRAINING)

    run_virtual(main())


def test_keys_are_typed_ahead_and_stop_only_what_they_may() -> None:
    async def main() -> None:
        exchange, heard = Exchange(), list[tuple[bool, float]]()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            for stop_on_key in (False, True):
                played = await call.play(audio("greeting", 3), stop_on_key=stop_on_key)
                heard.append((played.finished, played.offset_s))

        await (await exchange.connect(flow)).answered()
        await asyncio.sleep(1)
        exchange.worker.press(1, "5")
        assert await exchange.finished() == []
        assert heard == [(True, 3.0), (False, 0.0)]
        assert exchange.call.keys.methods == {"rfc4733"}

    run_virtual(main())


def test_nothing_can_be_played_before_there_is_a_stream() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            with pytest.raises(PromptUnavailable):
                await call.play(audio("greeting", 3), stop_on_key=True)

        await exchange.connect(flow)
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_recording_after_one_that_was_stopped_has_a_name_of_its_own() -> None:
    async def main() -> None:
        exchange, names = Exchange(), list[str]()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            names.extend([call.recording, await call.start_recording(), await call.start_recording()])
            await call.stop_recording()
            await call.stop_recording()
            names.append(await call.start_recording())

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        call = exchange.call.info.id
        assert names == ["", f"{call}.wav", f"{call}.wav", f"{call}-2.wav"]
        assert [order.path for order in exchange.worker.orders_of(RecordStart)] == [
            f"recordings/{call}.wav",
            f"recordings/{call}-2.wav",
        ]
        assert exchange.call.recording == f"{call}-2.wav"

    run_virtual(main())


def test_every_state_can_end_and_the_end_is_the_end() -> None:
    assert {state for state, following in NEXT.items() if State.ENDED not in following} == OVER
    assert {after for state in OVER for after in NEXT[state]} == set()


def test_a_state_that_cannot_follow_is_a_fault() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            with pytest.raises(AssertionError):
                call._enter(State.BRIDGED)

        await exchange.connect(flow)
        assert await exchange.finished() == []

    run_virtual(main())
