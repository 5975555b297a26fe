"""Two who talk: relay, keys, hold, blind transfer by either side, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import Placed, Talk, methods

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, RecordingStarted
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Services
from switchboard.clock import SystemClock
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.call_state import State
from switchboard.engine.port import Answered, BridgeEnd, Ending, dial
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.media.control import Bridge, Key, SendDigits
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored

pytestmark = pytest.mark.unit

CALLER, CALLEE = 1, 2
"""Their streams."""


class Talking(Exchange):
    """A caller and 101 who talk. `end` is how that ended; what follows is `then`."""

    end: BridgeEnd | None = None

    async def begin(
        self, then: Callable[[BuiltinCall], Awaitable[None]] | None = None, direction: str = "sendrecv"
    ) -> tuple[Talk, Talk]:
        self.holds: list[tuple[str, bool]] = []

        async def flow(call: BuiltinCall) -> None:
            call.events.on_hold = lambda side, held: self.holds.append((side, held))
            outcome = await dial(call, ring(101))
            assert isinstance(outcome, Answered)
            self.end = await call.bridge(outcome.leg)
            if then is not None:
                await then(call)

        placed = await self.connect(flow)
        callee = (await self.phones[101].rings()).answer(direction)
        caller = await placed.answered()
        await asyncio.sleep(1)
        assert self.call.state is State.BRIDGED
        assert self.worker.bridged == {CALLER: CALLEE, CALLEE: CALLER}
        return caller, callee


class Waiting(Exchange):
    """101 has answered and waits for a caller, who is connected two seconds later. `end` is how that ended."""

    end: BridgeEnd | None = None

    async def begin(self) -> tuple[Placed, Talk]:
        """The caller who is not answered yet, and the callee, in the middle of the two seconds."""

        async def flow(call: BuiltinCall) -> None:
            outcome = await dial(call, ring(101))
            assert isinstance(outcome, Answered)
            await asyncio.sleep(2)
            self.end = await call.bridge(outcome.leg)

        placed = await self.connect(flow)
        callee = (await self.phones[101].rings()).answer()
        await asyncio.sleep(1)
        return placed, callee


def test_the_callee_leaves_and_the_caller_stays() -> None:
    async def main() -> None:
        exchange = Talking()

        async def then(call: BuiltinCall) -> None:
            assert (call.state, exchange.worker.bridged) == (State.ANSWERED, {})
            assert (await call.play(audio("goodbye", 2), stop_on_key=False)).finished

        caller, callee = await exchange.begin(then)
        await callee.bye()
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("callee")
        assert (methods(caller), methods(callee)) == (["BYE"], [])

    run_virtual(main())


def test_the_caller_leaves_and_the_flow_ends() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        await caller.bye()
        await callee.over.wait()
        assert await exchange.finished() == []
        assert (exchange.end, exchange.call.ending) == (None, Ending("caller", Cause.NORMAL))

    run_virtual(main())


def test_both_leave_in_one_instant() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        await asyncio.gather(caller.bye(), callee.bye())
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.NORMAL)

    run_virtual(main())


def test_a_command_ends_the_talk() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        assert not exchange.engine.hang_up(exchange.call.info.id, 2)
        assert exchange.engine.hang_up(exchange.call.info.id, 1)
        await caller.over.wait()
        await callee.over.wait()
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("system", Cause.RELEASED)

    run_virtual(main())


def test_lost_media_ends_the_call() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        exchange.worker.vanish()
        await caller.over.wait()
        await callee.over.wait()
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("system", Cause.MEDIA_LOST)

    run_virtual(main())


def test_media_lost_before_it_is_noticed_ends_the_call_at_once() -> None:
    async def main() -> None:
        exchange = Waiting()
        placed, callee = await exchange.begin()
        caller = await placed.answered()
        exchange.worker.lost = True  # commands fail already; the end of the connection is not read yet
        await caller.over.wait()
        await callee.over.wait()
        exchange.worker.vanish()
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("system", Cause.MEDIA_LOST)

    run_virtual(main())


def test_a_callee_who_answers_and_leaves_before_the_caller_is_connected() -> None:
    async def main() -> None:
        exchange = Waiting()
        placed, callee = await exchange.begin()
        await callee.bye()
        await placed.answered()
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("callee")
        assert list(exchange.worker.orders_of(Bridge)) == []

    run_virtual(main())


def test_keys_that_the_other_side_does_not_hear_are_handed_over() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, _ = await exchange.begin()
        exchange.worker.tell(Key(stream=CALLER, digit="1", method="rfc4733"))  # relayed as it is
        exchange.worker.tell(Key(stream=CALLER, digit="2", method="info"))
        exchange.worker.tell(Key(stream=CALLEE, digit="3", method="inband"))
        await asyncio.sleep(1)
        sent = [(order.stream, order.digits) for order in exchange.worker.orders_of(SendDigits)]
        assert sent == [(CALLEE, "2"), (CALLER, "3")]
        assert exchange.call.keys.methods == {"rfc4733", "info"}
        assert not exchange.call.keys.pending()
        await caller.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_hold_is_told_with_its_side() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, callee = await exchange.begin()
        for talk, held in ((caller, True), (callee, True), (caller, False), (callee, False)):
            assert await talk.hold(held=held) == 200
        assert exchange.holds == [("caller", True), ("callee", True), ("caller", False), ("callee", False)]
        await caller.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_callee_who_answers_on_hold_is_told_when_they_are_connected() -> None:
    async def main() -> None:
        exchange = Talking()
        caller, _ = await exchange.begin(direction="sendonly")
        assert exchange.holds == [("callee", True)]
        await caller.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_the_callee_sends_the_caller_elsewhere() -> None:
    async def main() -> None:
        exchange = Talking()

        async def then(call: BuiltinCall) -> None:
            assert isinstance(await dial(call, ring(102)), Answered)

        caller, callee = await exchange.begin(then)
        assert await callee.refer("102") == 202
        await callee.over.wait()
        assert methods(callee) == ["NOTIFY", "BYE"]
        (await exchange.phones[102].rings()).answer()
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("callee", transfer_to="102", transferred_by=101)
        assert methods(caller) == ["BYE"]

    run_virtual(main())


def test_the_caller_sends_the_callee_elsewhere_who_is_the_caller_then() -> None:
    async def main() -> None:
        exchange, heard = Talking(), list[bool]()

        async def then(call: BuiltinCall) -> None:
            heard.append((await call.play(audio("please-wait", 2), stop_on_key=True)).finished)
            exchange.worker.press(CALLEE, "7")
            assert (key := await call.keys.get(1)) is not None
            assert key.digit == "7"
            await asyncio.sleep(3600)

        caller, callee = await exchange.begin(then)
        assert await caller.refer("102") == 202
        await caller.over.wait()
        assert methods(caller) == ["NOTIFY", "BYE"]
        assert exchange.end is None or exchange.end == BridgeEnd("caller", transfer_to="102", transferred_by=100)
        await asyncio.sleep(5)
        assert (heard, exchange.worker.open_streams) == ([True], {CALLEE})
        await callee.bye()
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("caller", transfer_to="102", transferred_by=100)
        assert exchange.call.ending == Ending("caller", Cause.NORMAL)

    run_virtual(main())


def test_a_callee_who_sends_the_caller_elsewhere_before_they_are_connected() -> None:
    async def main() -> None:
        exchange = Waiting()
        placed, callee = await exchange.begin()
        assert [await callee.refer("102"), await callee.refer("103")] == [202, 603]
        await placed.answered()
        assert await exchange.finished() == []
        assert exchange.end == BridgeEnd("callee", transfer_to="102", transferred_by=101)

    run_virtual(main())


def test_only_one_transfer_is_done_and_none_to_nobody() -> None:
    async def main() -> None:
        exchange = Talking()

        async def then(call: BuiltinCall) -> None:
            await asyncio.sleep(1)

        caller, callee = await exchange.begin(then)
        assert await callee.ask("REFER", [("Refer-To", "<sip:10.0.0.1>")]) == 603
        assert await callee.ask("REFER", [("Refer-To", "nonsense <")]) == 400
        statuses = await asyncio.gather(callee.refer("102"), caller.refer("103"))
        assert sorted(statuses) == [202, 603]
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_recording_goes_on_with_the_callee_after_a_transfer_by_the_caller() -> None:
    async def main() -> None:
        exchange, events = Exchange(), list[CallEvent]()
        people = [Stored(id, 1, Extension(name=str(id), number=str(id), record=id == 100)) for id in (100, 101, 102)]
        around = Surroundings(Scenario(dialled="101", caller="100"))

        async def flow(call: BuiltinCall) -> None:
            configuration = Configuration.of(people)
            clock = SystemClock()
            queues = SimulatedQueues(configuration, Scenario(dialled=""), clock)
            world = (
                around,
                around,
                around.dialplans,
                SimulatedPins(),
                Memory(),
                SimulatedMailboxes({}),
                queues,
                SimulatedEdits(configuration),
            )
            services = Services(configuration, clock, events.append, *world)
            await handle_call(call, services)

        placed = await exchange.connect(flow, "101")
        callee = (await exchange.phones[101].rings()).answer()
        caller = await placed.answered()
        await asyncio.sleep(1)
        call = exchange.call.info.id
        assert exchange.worker.recorded == {CALLER: f"recordings/{call}.wav"}
        assert await caller.refer("102") == 202
        (await exchange.phones[102].rings()).answer()
        await asyncio.sleep(1)
        assert exchange.worker.recorded == {CALLEE: f"recordings/{call}-2.wav"}
        names = [event.name for event in events if isinstance(event, RecordingStarted)]
        assert names == [f"{call}.wav", f"{call}-2.wav"]
        await callee.bye()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_recording_can_begin_with_the_new_caller_after_a_transfer() -> None:
    async def main() -> None:
        exchange, names = Talking(), list[str]()

        async def then(call: BuiltinCall) -> None:
            names.append(await call.start_recording())

        caller, _ = await exchange.begin(then)
        names.append(await exchange.call.start_recording())
        assert list(exchange.worker.recorded) == [CALLER]
        await caller.refer("102")
        assert await exchange.finished() == []
        call = exchange.call.info.id
        assert names == [f"{call}.wav", f"{call}-2.wav"]

    run_virtual(main())
