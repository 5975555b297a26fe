"""A take of the caller: its tone, its end by itself and with the call, and what happens to keys and music meanwhile."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from tests.unit.engine.kit.exchange import Exchange, Flow, audio
from tests.unit.engine.kit.phone import Talk

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.port import EndedBy, PlayList, Recorded, RecordLimits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Failed, Play, PlayEnded, RecordPause, TakeStart, TakeStop
from switchboard.media.wav import WavFile

pytestmark = pytest.mark.unit

TONE, BEEP = audio("tone", 1), audio("beep", 1)
LIMITS = RecordLimits(max_s=30, max_silence_s=10, end_keys=frozenset("#0"), warning=BEEP)


class Taken:
    """An exchange with a flow that records once. `at_end` is the result as it stood when the flow was cancelled."""

    def __init__(self, limits: RecordLimits = LIMITS) -> None:
        self.exchange = Exchange()
        self.worker = self.exchange.worker
        self.limits = limits
        self.finished: Recorded | None = None
        self.at_end: Recorded | None = None
        self.ended_s = 0.0
        self.after: Flow | None = None

    async def flow(self, call: BuiltinCall) -> None:
        async with call.start_take(self.limits, TONE) as take:
            try:
                self.finished = await take.finished()
            finally:
                self.at_end = take.result
                self.ended_s = asyncio.get_running_loop().time()
        if self.after is not None:
            await self.after(call)

    async def recording(self) -> Talk:
        """The caller has heard the tone, and is being recorded."""
        talk = await (await self.exchange.connect(self.flow)).answered()
        await asyncio.sleep(2)
        return talk

    async def over(self) -> None:
        assert await self.exchange.finished() == []

    def result(self, by: EndedBy, key: str = "") -> Recorded:
        """Of a take that the worker closed."""
        file = self.exchange.context.takes / f"{self.exchange.call.info.id}-1.wav"
        return Recorded(file, by, 4000, 3000, key, keys_ignored=1)


def test_the_tone_is_heard_first_and_a_key_ends_it() -> None:
    async def main() -> None:
        taken = Taken()
        await taken.recording()
        (start,) = taken.worker.orders_of(TakeStart)
        assert (start.max_ms, start.max_silence_ms, start.first_silence_ms) == (30_000, 10_000, 15_000)
        assert (start.lead_ms, start.trail_ms, start.end_keys) == (500, 1000, "#0")
        kinds = [type(order) for order in taken.worker.orders if isinstance(order, Play | TakeStart)]
        assert kinds == [Play, TakeStart]
        for digit in "5#":
            taken.worker.press(1, digit)
        taken.worker.end_take(1, "key", key="#")
        await taken.over()
        assert taken.finished == taken.at_end == taken.result("key", "#")

    run_virtual(main())


def test_keys_before_it_are_dropped_and_those_after_it_wait() -> None:
    async def main() -> None:
        taken, keys = Taken(), list[str]()

        async def before(call: BuiltinCall) -> None:
            await call.answer()
            exchange.worker.press(1, "1")
            await taken.flow(call)

        async def after(call: BuiltinCall) -> None:
            while (key := call.keys.take()) is not None:
                keys.append(key.digit)
            assert call.keys.methods == {"rfc4733"}

        exchange, taken.after = taken.exchange, after
        await (await exchange.connect(before)).answered()
        await asyncio.sleep(0.5)
        exchange.worker.press(1, "2")
        await asyncio.sleep(2)
        exchange.worker.press(1, "#")
        exchange.worker.end_take(1, "key", key="#")
        exchange.worker.press(1, "3")
        await taken.over()
        assert keys == ["3"]

    run_virtual(main())


@pytest.mark.parametrize(("leave", "by"), [("bye", "caller"), ("drain", "system"), ("lost", "media")])
def test_the_file_is_closed_before_the_flow_is_cancelled(leave: str, by: EndedBy) -> None:
    async def main() -> None:
        taken = Taken()
        talk = await taken.recording()
        if leave == "bye":
            await talk.bye()
        else:
            taken.exchange.call.end(Cause.DRAINING if leave == "drain" else Cause.MEDIA_LOST)
        await taken.over()
        assert len(list(taken.worker.orders_of(TakeStop))) == 1
        assert (taken.finished, taken.at_end) == (None, taken.result(by))

    run_virtual(main())


def test_who_leaves_before_the_tone_is_over_has_recorded_nothing() -> None:
    async def main() -> None:
        taken = Taken()
        talk = await (await taken.exchange.connect(taken.flow)).answered()
        await asyncio.sleep(0.5)
        await talk.bye()
        await taken.over()
        assert (taken.finished, taken.at_end) == (None, Recorded(None, "caller"))
        assert not list(taken.worker.orders_of(TakeStart))
        assert taken.worker.playing == {}

    run_virtual(main())


@pytest.mark.parametrize(("leave", "waits_s"), [("vanish", 0.0), ("hang", 1.0)])
def test_what_a_lost_worker_has_written_is_the_result(tmp_path: Path, leave: str, waits_s: float) -> None:
    async def main() -> None:
        taken, loop = Taken(), asyncio.get_running_loop()
        taken.exchange.context.takes = tmp_path
        talk = await taken.recording()
        file = tmp_path / f"{taken.exchange.call.info.id}-1.wav"
        written = WavFile(file, 8000, channels=1)
        written.append(np.zeros(16_000, np.int16))
        left_s = loop.time()
        if leave == "vanish":
            taken.worker.vanish()
        else:
            taken.worker.hangs = True
            await talk.bye()
        await taken.exchange.over.wait()
        assert taken.at_end == Recorded(file, "media" if leave == "vanish" else "caller", 2000, 1500, interrupted=True)
        assert taken.ended_s - left_s == pytest.approx(waits_s, abs=0.01)
        written.close()
        await taken.exchange.engine.drain(5)

    run_virtual(main())


def test_a_disk_that_refuses_ends_it_and_not_the_call() -> None:
    async def main() -> None:
        taken, went_on = Taken(), list[bool]()

        async def after(call: BuiltinCall) -> None:
            went_on.append((await call.play(audio("sorry", 1), stop_on_key=False)).finished)

        taken.after = after
        await taken.recording()
        taken.worker.tell(Failed(stream=1, command="take_start", reason="unwritable"))
        await taken.over()
        assert (taken.finished, went_on) == (Recorded(None, "system"), [True])

    run_virtual(main())


def test_cancelling_the_wait_ends_nothing_and_leaving_the_block_does() -> None:
    async def main() -> None:
        exchange, seen = Exchange(), list[Recorded | None]()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_take(LIMITS, None) as take:
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(take.finished(), 2)
                assert (take.result, 1 in exchange.worker.taking) == (None, True)
            seen.append(take.result)

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert [one and one.ended_by for one in seen] == ["system"]
        assert exchange.worker.taking == {}

    run_virtual(main())


def test_who_waits_for_the_end_does_not_go_on_when_the_caller_leaves() -> None:
    async def main() -> None:
        exchange, waiting = Exchange(), list[asyncio.Task[Recorded]]()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_take(LIMITS, TONE) as take:
                waiting.append(asyncio.create_task(take.finished()))
                await asyncio.sleep(3600)

        talk = await (await exchange.connect(flow)).answered()
        await asyncio.sleep(2)
        await talk.bye()
        assert await exchange.finished() == []
        assert not waiting[0].done()
        waiting[0].cancel()

    run_virtual(main())


def test_the_beep_before_the_limit_stops_with_the_take() -> None:
    async def main() -> None:
        taken, still = Taken(), list[bool]()

        async def after(call: BuiltinCall) -> None:
            await asyncio.sleep(0.1)
            still.append(1 in taken.worker.playing)

        taken.after = after
        await taken.recording()
        await asyncio.sleep(18.9)
        assert 1 not in taken.worker.playing
        await asyncio.sleep(0.5)
        assert taken.worker.playing[1].path == "beep-1"
        taken.worker.end_take(1, "key", key="#")
        await taken.over()
        assert still == [False]

    run_virtual(main())


def test_no_beep_when_the_limit_is_too_near() -> None:
    async def main() -> None:
        taken = Taken(RecordLimits(max_s=10, max_silence_s=0, warning=BEEP))
        await taken.recording()
        assert [start.first_silence_ms for start in taken.worker.orders_of(TakeStart)] == [0]
        await asyncio.sleep(9)
        taken.worker.end_take(1, "limit")
        await taken.over()
        assert [play.path for play in taken.worker.orders_of(Play)] == ["tone-1"]

    run_virtual(main())


def test_music_is_silent_meanwhile() -> None:
    async def main() -> None:
        exchange = Exchange()
        heard: list[tuple[str, ...]] = []

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            call.background(PlayList((audio("music", 60),)))
            heard.append(exchange.worker.heard(1))
            async with call.start_take(LIMITS, TONE):
                await asyncio.sleep(2)
                heard.append(exchange.worker.heard(1))
            heard.append(exchange.worker.heard(1))

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert heard == [("music-60",), (), ("music-60",)]

    run_virtual(main())


def test_without_its_tone_a_take_begins_at_once() -> None:
    async def main() -> None:
        taken = Taken()
        await (await taken.exchange.connect(taken.flow)).answered()
        await asyncio.sleep(0.1)
        (tone,) = taken.worker.orders_of(Play)
        taken.worker.tell(PlayEnded(stream=1, play_id=tone.play_id, finished=False, offset_ms=0, reason="unreadable"))
        await asyncio.sleep(0.1)
        taken.worker.end_take(1, "silence")
        await taken.over()
        assert taken.finished == taken.result("silence")

    run_virtual(main())


def test_a_recording_of_the_call_is_paused_and_goes_on() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            await call.pause_recording(True)
            await call.start_recording()
            await call.pause_recording(True)
            await call.pause_recording(False)

        await (await exchange.connect(flow)).answered()
        assert await exchange.finished() == []
        assert [pause.paused for pause in exchange.worker.orders_of(RecordPause)] == [True, True, False]

    run_virtual(main())
