"""What commands do to two who talk, and to a caller whom call flow has in hand: transfer, hold, mute, and settling."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import Talk, methods

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.port import Answered, BridgeEnd, PlayList, RecordLimits, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import SendDigits, Withhold

pytestmark = pytest.mark.unit

CALLER, CALLEE = 1, 2
"""Their streams."""
MUSIC = ("music-60",)


class Talking(Exchange):
    """A caller and 101 who talk. `end` is how that ended; afterwards the caller waits for two seconds."""

    end: BridgeEnd | None = None

    async def begin(self) -> tuple[Talk, Talk]:
        self.told: list[tuple[str, bool]] = []
        music = PlayList((audio("music", 60),))

        async def flow(call: BuiltinCall) -> None:
            call.events.on_hold = lambda side, held: self.told.append((side, held))
            call.hold_music(music, music)
            outcome = await dial(call, ring(101))
            assert isinstance(outcome, Answered)
            self.end = await call.bridge(outcome.leg)
            await asyncio.sleep(2)

        placed = await self.connect(flow)
        callee = (await self.phones[101].rings()).answer()
        caller = await placed.answered()
        await asyncio.sleep(1)
        return caller, callee

    def withheld(self) -> dict[int, tuple[bool, bool]]:
        """The last word on each stream: audio and keys."""
        return {order.stream: (order.audio, order.keys) for order in self.worker.orders_of(Withhold)}

    def heard(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.worker.heard(CALLER), self.worker.heard(CALLEE)


def test_a_caller_is_sent_on_and_the_callee_leaves() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        assert exchange.call.send_on("caller", "102", None)
        assert not exchange.call.send_on("caller", "103", None)
        await callee.over.wait()
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("callee", transfer_to="102")
        assert (methods(caller), methods(callee)) == (["BYE"], ["BYE"])
        assert not exchange.call.talks

    run_virtual(main())


def test_a_callee_is_sent_on_and_is_the_caller_then() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        assert exchange.call.send_on("callee", "102", 101)
        await caller.over.wait()
        assert not callee.over.is_set()
        assert exchange.worker.open_streams == {CALLEE}
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("caller", transfer_to="102", transferred_by=101)

    run_virtual(main())


def test_who_leaves_in_the_instant_of_a_command_has_left() -> None:
    async def main() -> None:
        exchange = Talking()
        _, callee = await exchange.begin()
        await callee.bye()
        assert not exchange.call.send_on("callee", "102", None)
        assert not exchange.call.hold("caller", True)
        assert not exchange.call.mute("caller", True)
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("callee")

    run_virtual(main())


def test_hold_without_a_phone_plays_to_who_is_held_and_lets_neither_be_heard() -> None:
    async def main() -> None:
        exchange = Talking()
        _, callee = await exchange.begin()
        assert exchange.call.hold("callee", True) and exchange.call.hold("callee", True)
        assert exchange.heard() == (MUSIC, ())
        assert exchange.withheld() == {CALLER: (True, True), CALLEE: (True, True)}
        exchange.worker.press(CALLER, "5", "info")
        await asyncio.sleep(1)
        assert list(exchange.worker.orders_of(SendDigits)) == []
        assert exchange.call.hold("callee", False)
        assert exchange.heard() == ((), ())
        assert exchange.withheld() == {CALLER: (False, False), CALLEE: (False, False)}
        assert exchange.told == [("callee", True), ("callee", False)]
        await callee.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_phone_that_holds_as_well_goes_on_holding() -> None:
    async def main() -> None:
        exchange = Talking()
        _, callee = await exchange.begin()
        assert exchange.call.hold("callee", True)
        assert await callee.hold(held=True) == 200
        assert not exchange.call.hold("callee", False)
        assert exchange.heard() == (MUSIC, ())
        assert exchange.told == [("callee", True)]
        assert await callee.hold(held=False) == 200
        assert exchange.told == [("callee", True), ("callee", False)]
        assert exchange.heard() == ((), ())
        await callee.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_caller_who_held_without_a_phone_holds_nobody_after_the_talk() -> None:
    async def main() -> None:
        exchange = Talking()
        _, callee = await exchange.begin()
        assert exchange.call.hold("caller", True)
        assert exchange.heard() == ((), MUSIC)
        await callee.bye()
        assert await exchange.finished() == []
        assert exchange.told == [("caller", True), ("caller", False)]

    run_virtual(main())


def test_who_is_muted_is_not_heard_and_presses_keys_all_the_same() -> None:
    async def main() -> None:
        exchange = Talking()
        _, callee = await exchange.begin()
        assert exchange.call.mute("caller", True)
        assert exchange.withheld() == {CALLER: (True, False), CALLEE: (False, False)}
        assert exchange.call.hold("caller", True) and exchange.call.hold("caller", False)
        assert exchange.withheld() == {CALLER: (True, False), CALLEE: (False, False)}
        assert exchange.call.mute("caller", False)
        assert exchange.withheld() == {CALLER: (False, False), CALLEE: (False, False)}
        await callee.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_call_settles_when_its_take_is_closed_and_goes_on() -> None:
    async def main() -> None:
        exchange, results = Exchange(), list[str]()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_take(RecordLimits(30, 10, end_keys=frozenset("#")), None) as take:
                try:
                    await take.finished()
                except asyncio.CancelledError:
                    assert take.result is not None
                    results.append(take.result.ended_by)
                    task = asyncio.current_task()
                    assert task is not None
                    task.uncancel()
            assert (await call.play(audio("goes-on", 1), stop_on_key=False)).finished

        caller = await (await exchange.connect(flow)).answered()
        await asyncio.sleep(1)
        await exchange.call.settle()
        (task,) = (one for one in asyncio.all_tasks() if one.get_name() == f"flow-{exchange.call.info.id}")
        task.cancel()
        await caller.over.wait()
        assert await exchange.finished() == []
        assert results == ["system"]

    run_virtual(main())


def test_a_call_settles_when_its_answer_is_acknowledged() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            await call.answer()
            await asyncio.sleep(60)

        placed = await exchange.connect(flow)
        caller = await placed.answered(ack=False)
        settling = asyncio.create_task(exchange.call.settle())
        await asyncio.sleep(0.2)
        assert not settling.done()
        caller.phone.endpoint.send_ack(caller.dialog.ack(1))
        await settling
        await caller.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_callee_who_was_taken_and_is_not_talked_to_is_let_go() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            assert isinstance(await dial(call, ring(101)), Answered)
            await call.let_go()
            await asyncio.sleep(60)

        placed = await exchange.connect(flow)
        callee = (await exchange.phones[101].rings()).answer()
        await callee.over.wait()
        placed.give_up()
        assert await exchange.finished() == []

    run_virtual(main())
