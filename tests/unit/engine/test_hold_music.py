"""What two who talk hear while one holds the other: music of ours, or what that one sends."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import Talk

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.port import Answered, BridgeEnd, PlayList, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Loop, SendDigits

pytestmark = pytest.mark.unit

CALLER, CALLEE = 1, 2
"""Their streams."""
CALLERS, CALLEES = PlayList((audio("callers", 60), audio("more", 60))), PlayList((audio("callees", 60),), shuffle=True)


class Holding(Exchange):
    """A caller and 101 who talk. `end` is how that ended."""

    end: BridgeEnd | None = None

    async def begin(self, *music: PlayList | None, direction: str = "sendrecv") -> tuple[Talk, Talk]:
        async def flow(call: BuiltinCall) -> None:
            call.hold_music(*music or (CALLERS, CALLEES))
            outcome = await dial(call, ring(101))
            assert isinstance(outcome, Answered)
            self.end = await call.bridge(outcome.leg)
            assert self.heard() == ((), ())

        placed = await self.connect(flow)
        callee = (await self.phones[101].rings()).answer(direction)
        caller = await placed.answered()
        await asyncio.sleep(1)
        return caller, callee

    def heard(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the caller hears of us, and the callee."""
        return self.worker.heard(CALLER), self.worker.heard(CALLEE)

    async def ended_by(self, callee: Talk) -> None:
        await callee.bye()
        assert await self.finished() == []
        assert self.end == BridgeEnd("callee")


HEARD_BY_CALLER, HEARD_BY_CALLEE = ("callers-60", "more-60"), ("callees-60",)


def test_who_is_held_hears_music_and_who_holds_nothing() -> None:
    async def main() -> None:
        exchange = Holding()
        caller, callee = await exchange.begin()
        assert exchange.heard() == ((), ())
        assert await callee.hold(held=True) == 200
        assert exchange.heard() == (HEARD_BY_CALLER, ())
        assert await callee.hold(held=False) == 200
        assert exchange.heard() == ((), ())
        assert await caller.hold(held=True) == 200
        assert exchange.heard() == ((), HEARD_BY_CALLEE)
        assert [order.shuffle for order in exchange.worker.orders_of(Loop) if order.paths] == [False, True]
        await exchange.ended_by(callee)

    run_virtual(main())


def test_who_hold_each_other_hear_nothing() -> None:
    async def main() -> None:
        exchange = Holding()
        caller, callee = await exchange.begin()
        assert [await caller.hold(held=True), await callee.hold(held=True)] == [200, 200]
        assert exchange.heard() == ((), ())
        assert await caller.hold(held=False) == 200
        assert exchange.heard() == (HEARD_BY_CALLER, ())
        await exchange.ended_by(callee)

    run_virtual(main())


def test_a_callee_who_holds_from_the_answer_on() -> None:
    async def main() -> None:
        exchange = Holding()
        _, callee = await exchange.begin(direction="sendonly")
        assert exchange.heard() == (HEARD_BY_CALLER, ())
        await exchange.ended_by(callee)

    run_virtual(main())


def test_music_may_be_chosen_while_one_holds_the_other() -> None:
    async def main() -> None:
        exchange = Holding()
        _, callee = await exchange.begin(None, None)
        assert await callee.hold(held=True) == 200
        assert exchange.heard() == ((), ())
        exchange.call.hold_music(CALLERS, None)
        assert exchange.heard() == (HEARD_BY_CALLER, ())
        exchange.call.hold_music(CALLEES, None)
        assert exchange.heard() == (HEARD_BY_CALLEE, ())
        exchange.call.hold_music(None, CALLEES)
        assert exchange.heard() == ((), ())
        await exchange.ended_by(callee)

    run_virtual(main())


def test_keys_on_hold_are_for_nobody() -> None:
    async def main() -> None:
        exchange = Holding()
        _, callee = await exchange.begin(None, None)
        for held in (True, False):
            assert await callee.hold(held=held) == 200
            exchange.worker.press(CALLER, "5", "info")
            exchange.worker.press(CALLEE, "6", "info")
            await asyncio.sleep(1)
        sent = [(order.stream, order.digits) for order in exchange.worker.orders_of(SendDigits)]
        assert sent == [(CALLEE, "5"), (CALLER, "6")]
        await exchange.ended_by(callee)

    run_virtual(main())
