"""What a caller hears of us: prompts before ringing before music, and nothing of it while talking to somebody."""

import asyncio
from dataclasses import replace

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.port import Answered, Audio, Played, PlayList, PromptUnavailable
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Loop, Unreadable

pytestmark = pytest.mark.unit

MUSIC, RINGBACK, NOTICE = PlayList((audio("music", 60),)), audio("ringback", 4), audio("notice", 2)


class Listening(Exchange):
    """What plays on the caller's stream."""

    @property
    def heard(self) -> str:
        return " ".join(path.partition("-")[0] for path in self.worker.heard(1))


def test_prompts_interrupt_ringing_and_ringing_the_music() -> None:
    async def main() -> None:
        exchange, heard = Listening(), list[str]()

        async def flow(call: BuiltinCall) -> None:
            call.background(MUSIC)
            heard.append(exchange.heard)  # not before the answer
            await call.answer()
            heard.append(exchange.heard)
            async with call.start_dial(ring(101, ringback=RINGBACK)):
                heard.append(exchange.heard)
                playing = asyncio.create_task(call.play(NOTICE, stop_on_key=False))
                await asyncio.sleep(1)
                heard.append(exchange.heard)
                await playing
                heard.append(exchange.heard)
            heard.append(exchange.heard)
            call.background(None)
            heard.append(exchange.heard)

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert heard == ["", "music", "ringback", "notice", "ringback", "music", ""]

    run_virtual(main())


def test_music_where_the_request_has_no_ringing() -> None:
    async def main() -> None:
        exchange = Listening()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            call.background(MUSIC)
            async with call.start_dial(ring(101)):
                assert exchange.heard == "music"

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_talk_ends_the_music() -> None:
    async def main() -> None:
        exchange = Listening()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            call.background(MUSIC)
            async with call.start_dial(ring(101)) as dialling:
                outcome = await dialling.outcome()
                assert isinstance(outcome, Answered)
                dialling.take(outcome.leg)
            assert exchange.heard == "music"
            await call.bridge(outcome.leg)
            assert exchange.heard == ""

        await (await exchange.connect(flow)).answered()
        callee = (await exchange.phones[101].rings()).answer()
        await asyncio.sleep(1)
        assert exchange.heard == ""
        await callee.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_several_prompts_are_one_to_the_caller() -> None:
    async def main() -> None:
        exchange, heard = Listening(), list[str]()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            playing = asyncio.create_task(call.play_all((NOTICE, RINGBACK), stop_on_key=True))
            await asyncio.sleep(3)
            heard.append(exchange.heard)
            exchange.worker.press(1, "5")
            assert await playing == Played(finished=False, offset_s=3.0)
            assert await call.play_all((NOTICE, RINGBACK), stop_on_key=True) == Played(finished=False, offset_s=0.0)
            call.keys.drop()
            assert await call.play_all((NOTICE, RINGBACK), stop_on_key=True) == Played(finished=True, offset_s=6.0)
            with pytest.raises(PromptUnavailable):
                await call.play_all((), stop_on_key=True)

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert heard == ["notice ringback"]

    run_virtual(main())


def test_what_is_unreadable_is_reported_once_in_a_call() -> None:
    async def main() -> None:
        exchange, reported = Listening(), list[Audio]()

        async def flow(call: BuiltinCall) -> None:
            call.events.on_unreadable = reported.append
            await call.answer()
            for music in (MUSIC, PlayList((NOTICE, *MUSIC.items))):
                call.background(music)
                exchange.worker.tell(Unreadable(stream=1, path="music-60"))
            exchange.worker.tell(Unreadable(stream=1, path="notice-2"))
            exchange.worker.tell(Unreadable(stream=1, path="of-nobody"))

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert reported == [*MUSIC.items, NOTICE]

    run_virtual(main())


def test_the_list_that_plays_goes_on_undisturbed() -> None:
    async def main() -> None:
        exchange = Listening()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            for music in (MUSIC, PlayList(MUSIC.items), replace(MUSIC, shuffle=True)):
                call.background(music)

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert [order.shuffle for order in exchange.worker.orders_of(Loop)] == [False, True]

    run_virtual(main())


def test_a_prompt_that_is_cancelled_stops_at_once() -> None:
    async def main() -> None:
        exchange = Listening()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(call.play(NOTICE, stop_on_key=False), 1)
            assert exchange.heard == ""

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []

    run_virtual(main())


def test_two_prompts_at_once_are_a_fault_of_the_call_flow() -> None:
    async def main() -> None:
        exchange = Listening()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            first = asyncio.create_task(call.play(NOTICE, stop_on_key=False))
            await asyncio.sleep(1)
            with pytest.raises(AssertionError, match="one prompt at a time"):
                await call.play(NOTICE, stop_on_key=False)
            assert (await first).finished

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []

    run_virtual(main())
