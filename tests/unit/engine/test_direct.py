"""Callers without a telephone: their calls from the beginning to the end, with phones that ring and with stand-ins."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.worker import MemoryWorker

from switchboard.call.cause import Cause
from switchboard.engine.builtin.direct import DirectCall
from switchboard.engine.port import (
    Call,
    CallerId,
    DialRequest,
    DirectCaller,
    DirectConnection,
    Ending,
    NotAnswered,
    PhoneTarget,
    RoomId,
    StandIn,
    Target,
    TrunkTarget,
    dial,
)
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Configure

pytestmark = pytest.mark.unit
PORT = 4000


def nobody_stands_in(target: Target) -> Cause | None:
    return None


class Line:
    """An engine that takes direct calls; `call` is the last one."""

    def __init__(self, *workers: MemoryWorker) -> None:
        self.exchange = Exchange(*workers)
        self.call: DirectCall

    async def connect(
        self, flow: Callable[[DirectCall], Awaitable[None]], stand_in: StandIn = nobody_stands_in, *, alone: bool = True
    ) -> DirectConnection:
        async def handle(call: Call) -> None:
            assert isinstance(call, DirectCall)
            self.call = call
            await flow(call)
            await call.hang_up(Cause.NORMAL)

        await self.exchange.engine.start(handle)
        caller = DirectCaller(1, CallerId("100", "Ann"), "600", PORT, stand_in, extension=100, alone=alone)
        return await self.exchange.engine.connect(caller, handle)

    async def left(self) -> list[str]:
        """What is left when everything is over."""
        self.exchange.over.set()
        return await self.exchange.finished()


def test_heard_and_hung_up_by_us() -> None:
    async def main() -> None:
        line = Line()

        async def flow(call: DirectCall) -> None:
            await call.answer()
            assert (await call.play(audio("greeting", 3), stop_on_key=True)).finished

        connection = await line.connect(flow)
        await connection.over
        (configured,) = line.exchange.worker.orders_of(Configure)
        assert (configured.remote_host, configured.remote_port) == (connection.host, PORT)
        assert (configured.codec, configured.payload_type, configured.telephone_event_payload_type) == ("PCMU", 0, 101)
        assert (line.call.ending, await line.left()) == (None, [])

    run_virtual(main())


@pytest.mark.parametrize(
    ("answers", "cause"), [(True, Cause.NORMAL), (False, Cause.CANCELLED)], ids=["answered", "not answered"]
)
def test_a_caller_who_leaves(answers: bool, cause: Cause) -> None:
    async def main() -> None:
        line = Line()

        async def flow(call: DirectCall) -> None:
            if answers:
                await call.answer()
            await asyncio.sleep(3600)

        connection = await line.connect(flow)
        await asyncio.sleep(1)
        connection.leave()
        connection.leave()
        await connection.over
        assert (line.call.ending, await line.left()) == (Ending("caller", cause), [])

    run_virtual(main())


def test_early_media_and_a_key() -> None:
    async def main() -> None:
        line = Line()

        async def flow(call: DirectCall) -> None:
            assert await call.progress()
            assert not (await call.play(audio("greeting", 9), stop_on_key=True)).finished
            assert call.keys.pending()

        connection = await line.connect(flow)
        await asyncio.sleep(1)
        line.exchange.worker.press(1, "5")
        await connection.over
        assert await line.left() == []

    run_virtual(main())


def test_a_call_whose_audio_is_gone_ends() -> None:
    async def main() -> None:
        line = Line()

        async def flow(call: DirectCall) -> None:
            await call.answer()
            await asyncio.sleep(3600)

        connection = await line.connect(flow)
        await asyncio.sleep(1)
        line.exchange.worker.silent(1)
        await connection.over
        assert line.call.ending == Ending("system", Cause.MEDIA_LOST)
        assert await line.left() == []

    run_virtual(main())


@pytest.mark.parametrize(
    ("behaves", "after_s", "rings"),
    [
        (Cause.NO_ANSWER, 30, True),
        (Cause.BUSY, 0, False),
        (Cause.REJECTED, 0, False),
        (Cause.UNREACHABLE, 0, False),
    ],
)
def test_who_stands_in_is_not_called(behaves: Cause, after_s: int, rings: bool) -> None:
    async def main() -> None:
        line, rang = Line(), list[Target]()

        async def flow(call: DirectCall) -> None:
            call.events.on_ringing = rang.append
            began_s = asyncio.get_running_loop().time()
            outcome = await dial(call, ring(101, 102))
            assert isinstance(outcome, NotAnswered)
            assert (outcome.cause, asyncio.get_running_loop().time() - began_s) == (behaves, after_s)
            line_out = TrunkTarget(9, "030123")
            assert call.trunk_condition(9) == "free"
            outcome = await dial(call, DialRequest((line_out,), 5, CallerId("100")))
            assert isinstance(outcome, NotAnswered)

        connection = await line.connect(flow, lambda target: behaves)
        await connection.over
        assert bool(rang) is rings
        assert (line.exchange.lines(101), line.exchange.lines(102), await line.left()) == ([], [], [])

    run_virtual(main())


def test_some_are_called_and_some_are_not() -> None:
    async def main() -> None:
        line = Line()

        async def flow(call: DirectCall) -> None:
            async with call.start_dial(ring(101, 102)) as dialling:
                answered = await dialling.outcome()
                assert not isinstance(answered, NotAnswered)
                dialling.take(answered.leg)
            await call.bridge(answered.leg)

        stand_in: dict[Target, Cause] = {PhoneTarget(101, "101"): Cause.BUSY}
        connection = await line.connect(flow, lambda target: stand_in.get(target))
        rung = await line.exchange.phones[102].rings()
        talk = rung.answer()
        await asyncio.sleep(1)
        assert line.exchange.worker.bridged == {1: 2, 2: 1}
        assert await talk.bye() == 200
        await connection.over
        assert (line.exchange.lines(101), await line.left()) == ([], [])

    run_virtual(main())


@pytest.mark.parametrize("alone", [True, False])
def test_in_a_conference_he_meets_others_only_if_he_is_not_alone(alone: bool) -> None:
    async def main() -> None:
        line, room = Line(), RoomId(1, 7)

        async def flow(call: DirectCall) -> None:
            async with call.join(room, muted=False, waiting=None):
                await asyncio.sleep(5)

        connection = await line.connect(flow, alone=alone)
        await asyncio.sleep(1)
        assert len(line.exchange.context.rooms) == (0 if alone else 1)
        connection.leave()
        await connection.over
        assert await line.left() == []

    run_virtual(main())
