"""What a caller hears and does before the answer, and what stands on the wire meanwhile."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.call_state import State
from switchboard.engine.port import EARLY_MEDIA_S, Ending, PlayList
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Loop

pytestmark = pytest.mark.unit

NOTICE, MUSIC, RINGBACK = audio("notice", 3), audio("music", 60), audio("ringback", 4)


async def early_for_ever(call: BuiltinCall) -> None:
    assert await call.progress()
    await asyncio.sleep(3600)


def test_the_answer_says_what_the_183_said_and_the_sound_goes_on() -> None:
    async def main() -> None:
        exchange, finished = Exchange(), list[bool]()

        async def flow(call: BuiltinCall) -> None:
            call.background(PlayList((MUSIC,)))
            assert await call.progress()
            assert await call.progress()
            assert (call.state, call.answered) == (State.EARLY, False)
            assert exchange.worker.heard(1) == ("music-60",)
            playing = asyncio.create_task(call.play(NOTICE, stop_on_key=False))
            await asyncio.sleep(1)
            await call.answer()
            assert await call.progress()
            finished.append((await playing).finished)

        placed = await exchange.connect(flow)
        said = await placed.progress.get()
        talk = await placed.answered()
        answer = await placed.transaction.final()
        assert (answer.body, answer.to.tag) == (said.body, said.to.tag)
        assert await exchange.finished() == []
        assert talk.over.is_set()
        assert (placed.provisional, finished) == ([100, 183], [True])
        # It goes on by itself after the notice, and does not begin anew with the answer.
        assert [order.paths for order in exchange.worker.orders_of(Loop)] == [("music-60",)]

    run_virtual(main())


def test_an_unanswered_caller_is_refused_after_the_words() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            assert await call.progress()
            assert (await call.play(NOTICE, stop_on_key=False)).finished
            await call.hang_up(Cause.BUSY)

        placed = await exchange.connect(flow)
        assert await placed.status() == 486
        assert await exchange.finished() == []
        expected = ["< INVITE", "> 100 INVITE", "> 183 INVITE", "> 486 INVITE", "< ACK"]
        assert exchange.lines() == expected

    run_virtual(main())


def test_keys_are_heard_and_stop_a_prompt() -> None:
    async def main() -> None:
        exchange, heard = Exchange(), list[str]()

        async def flow(call: BuiltinCall) -> None:
            assert await call.progress()
            assert not (await call.play(NOTICE, stop_on_key=True)).finished
            heard.extend(key.digit for key in iter(call.keys.take, None) if key)
            await asyncio.sleep(2)
            heard.extend(key.digit for key in iter(call.keys.take, None) if key)

        placed = await exchange.connect(flow)
        talk = await placed.early()
        exchange.worker.press(1, "5")
        await asyncio.sleep(1)
        exchange.worker.press(1, "7")
        assert await talk.ask("OPTIONS") == 200
        assert await exchange.finished() == []
        assert heard == ["5", "7"]

    run_virtual(main())


def test_one_who_gives_up_leaves_nothing_behind() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(early_for_ever)
        await placed.progress.get()
        placed.give_up()
        assert await placed.status() == 487
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.CANCELLED)

    run_virtual(main())


def test_one_who_says_bye_instead_is_gone_as_well() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(early_for_ever)
        talk = await placed.early()
        assert await talk.bye() == 200
        assert await placed.status() == 480
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.NORMAL)
        assert talk.asked == []

    run_virtual(main())


def test_no_offer_is_taken_meanwhile() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(early_for_ever)
        talk = await placed.early()
        assert await talk.hold(held=True) == 491
        placed.give_up()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_lost_media_worker_ends_the_call_by_a_response() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(early_for_ever)
        talk = await placed.early()
        exchange.worker.vanish()
        assert await placed.status() == 503
        assert await exchange.finished() == []
        assert talk.asked == []

    run_virtual(main())


def test_without_a_media_worker_there_is_no_early_media() -> None:
    async def main() -> None:
        exchange = Exchange()
        exchange.worker.lost = True

        async def flow(call: BuiltinCall) -> None:
            assert not await call.progress()

        placed = await exchange.connect(flow)
        assert await placed.status() == 480
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_caller_without_an_offer_hears_nothing_before_the_answer() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            assert not await call.progress()

        placed = await exchange.connect(flow, offers=False)
        assert await placed.status() == 480
        assert (placed.provisional, await exchange.finished()) == ([100], [])

    run_virtual(main())


def test_progress_is_told_every_minute_and_ends_by_an_answer() -> None:
    async def main() -> None:
        exchange, answered = Exchange(), list[float]()
        loop = asyncio.get_running_loop()

        async def flow(call: BuiltinCall) -> None:
            call.events.on_answered = lambda: answered.append(loop.time())
            began_s = loop.time()
            assert await call.progress()
            await asyncio.sleep(EARLY_MEDIA_S + 30)
            assert answered == [pytest.approx(began_s + EARLY_MEDIA_S, abs=0.1)]
            assert call.answered

        placed = await exchange.connect(flow)
        await placed.answered()
        assert placed.provisional == [100, 183, 183, 183]
        assert await exchange.finished() == []

    run_virtual(main())


def test_an_answer_by_both_in_one_instant_is_one() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            assert await call.progress()
            await asyncio.sleep(EARLY_MEDIA_S)
            await call.answer()
            await asyncio.sleep(5)

        talk = await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert exchange.lines().count("> 200 INVITE") == 1
        assert talk.over.is_set()

    run_virtual(main())


def test_a_call_that_ends_while_that_answer_is_not_acknowledged_leaves_nobody_behind() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            assert await call.progress()
            await asyncio.sleep(EARLY_MEDIA_S + 1)

        talk = await (await exchange.connect(flow)).answered(ack=False)
        await exchange.over.wait()
        await asyncio.sleep(1)
        assert talk.over.is_set()
        assert await exchange.finished() == []

    run_virtual(main())


def test_phones_that_ring_are_heard_in_the_audio() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            assert await call.progress()
            async with call.start_dial(ring(101, ringback=RINGBACK)) as dialling:
                await dialling.event()
                assert exchange.worker.heard(1) == ("ringback-4",)
            await call.hang_up(Cause.NO_ANSWER)

        placed = await exchange.connect(flow)
        (await exchange.phones[101].rings()).ring()
        assert await placed.status() == 480
        assert (placed.provisional, await exchange.finished()) == ([100, 183], [])

    run_virtual(main())


def test_a_caller_who_heard_the_own_phone_ring_may_hear_us_afterwards() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_dial(ring(101, ring_time_s=100)) as dialling:
                await dialling.outcome()
            assert await call.progress()
            await call.hang_up(Cause.NO_ANSWER)

        placed = await exchange.connect(flow)
        (await exchange.phones[101].rings()).ring()
        assert await placed.status() == 480
        assert (placed.provisional, await exchange.finished()) == ([100, 180, 180, 183], [])

    run_virtual(main())
