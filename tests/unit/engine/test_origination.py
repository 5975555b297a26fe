"""Calls that we place: at every instant either nobody is left, or the call goes on."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import PHONES, Exchange
from tests.unit.engine.kit.phone import methods
from tests.unit.engine.kit.wire import Sent
from tests.unit.engine.kit.worker import HOST

from switchboard.call.cause import Cause
from switchboard.engine.port import Call, CallerId, CallInfo, Ending, NotAnswered, Origination, PhoneTarget
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable

pytestmark = pytest.mark.unit

TO_BOB = Origination(1, PhoneTarget(101, "101"), 20, CallerId("600", "office"), dialled="700", name="Bob")


async def nobody(call: Call) -> None:
    raise AssertionError("nobody answers")


class Placing(Exchange):
    """Rings phone 101; whoever answers stays until somebody hangs up. `calls` are the calls that began."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []

    def begin(self) -> "asyncio.Task[CallInfo | NotAnswered]":
        async def handle(call: Call) -> None:
            self.calls.append(call)
            await asyncio.sleep(3600)

        return asyncio.create_task(self.engine.originate(TO_BOB, handle))

    async def left(self) -> list[str]:
        """What is left after draining."""
        self.over.set()
        return await self.finished()


def test_who_answers_has_a_stream_and_a_dialog_of_the_own() -> None:
    async def main() -> None:
        exchange = Placing()
        placing = exchange.begin()
        rung = await exchange.phones[101].rings()
        assert exchange.engine.calls == 1
        assert (rung.request.from_.uri.number, rung.request.from_.display_name) == ("600", "office")
        talk = rung.answer()
        info = await placing
        assert isinstance(info, CallInfo)
        assert (info.caller, info.dialled, info.extension) == (CallerId("101", "Bob"), "700", 101)
        assert info.source == PHONES[101]
        await asyncio.sleep(1)
        (call,) = exchange.calls
        assert (call.info, call.answered, exchange.engine.calls) == (info, True, 1)
        exchange.worker.press(1, "5")
        assert await talk.bye() == 200
        assert (call.ending, call.keys.pending()) == (Ending("caller", Cause.NORMAL), True)
        assert await exchange.left() == []

    run_virtual(main())


@pytest.mark.parametrize("turns", range(16))
def test_one_that_is_given_up_in_any_turn_of_the_loop_after_an_answer_leaves_nobody_behind(turns: int) -> None:
    async def main() -> None:
        exchange = Placing()
        placing = exchange.begin()

        async def give_up() -> None:
            for _ in range(turns):
                await asyncio.sleep(0)
            placing.cancel()

        def watch(sent: Sent) -> None:
            if str(sent) == f"{HOST}>{PHONES[101]} ACK":
                tasks.append(asyncio.create_task(give_up()))

        tasks: list[asyncio.Task[None]] = []
        exchange.wire.watch = watch
        talk = (await exchange.phones[101].rings()).answer()
        await asyncio.wait({placing})
        assert len(tasks) == 1
        await asyncio.sleep(1)
        begun = not placing.cancelled()
        assert (exchange.engine.calls, talk.over.is_set()) == ((1, False) if begun else (0, True))
        exchange.engine.hang_up(exchange.calls[0].info.id, 1) if begun else None
        assert await exchange.left() == []
        assert methods(talk) == ["BYE"]

    run_virtual(main())


@pytest.mark.parametrize("turns", range(16))
def test_one_that_is_drained_in_any_turn_of_the_loop_after_an_answer_leaves_nobody_behind(turns: int) -> None:
    async def main() -> None:
        exchange = Placing()
        placing = exchange.begin()

        async def drain() -> None:
            for _ in range(turns):
                await asyncio.sleep(0)
            await exchange.engine.drain(0)

        def watch(sent: Sent) -> None:
            if str(sent) == f"{HOST}>{PHONES[101]} ACK":
                tasks.append(asyncio.create_task(drain()))

        tasks: list[asyncio.Task[None]] = []
        exchange.wire.watch = watch
        talk = (await exchange.phones[101].rings()).answer()
        result = await placing
        await asyncio.gather(*tasks)
        assert isinstance(result, CallInfo) or result == NotAnswered(Cause.DRAINING)
        assert (exchange.engine.calls, methods(talk)) == (0, ["BYE"])
        assert await exchange.left() == []

    run_virtual(main())


def test_no_call_is_placed_that_would_be_refused_from_outside() -> None:
    async def main() -> None:
        exchange = Placing()
        exchange.engine._settings = exchange.engine._settings.model_copy(update={"max_calls": 1})
        placing = exchange.begin()
        rung = await exchange.phones[101].rings()
        with pytest.raises(Unavailable):
            await exchange.engine.originate(TO_BOB, nobody)
        rung.refuse(486)
        assert await placing == NotAnswered(Cause.BUSY, 486)
        await exchange.engine.drain(1)
        with pytest.raises(Unavailable):
            await exchange.engine.originate(TO_BOB, nobody)
        assert await exchange.left() == []

    run_virtual(main())


def test_without_a_media_worker_nobody_can_be_called() -> None:
    async def main() -> None:
        exchange = Placing()
        exchange.worker.lost = True
        assert await exchange.engine.originate(TO_BOB, nobody) == NotAnswered(Cause.UNREACHABLE, 503)
        assert await exchange.left() == []

    run_virtual(main())
