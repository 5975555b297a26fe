"""Picking up a call that rings, by the engine: what the phones are sent, and who has the call."""

import asyncio
from dataclasses import dataclass, field

import pytest
from tests.unit.engine.kit.exchange import PHONES, Exchange, ring
from tests.unit.engine.kit.phone import Placed, Rung, Talk
from tests.unit.engine.kit.worker import HOST

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.call_state import State
from switchboard.engine.port import Answered, BridgeEnd, Dialling, Ending, PhoneTarget, PickUp
from switchboard.engine.simulated.loop import run_virtual
from switchboard.sip.headers import Replaces
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'


@dataclass
class Desk(Exchange):
    """Ann calls 600, which rings `rung`; whoever dials *4 picks that up, or tries to."""

    rung: tuple[int, ...] = (101,)
    calls: list[BuiltinCall] = field(default_factory=list)
    ends: list[BridgeEnd] = field(default_factory=list)
    had: list[bool] = field(default_factory=list)
    records: bool = False
    dialling: Dialling = field(init=False)

    def __post_init__(self) -> None:
        Exchange.__init__(self)

    async def flow(self, call: BuiltinCall) -> None:
        self.calls.append(call)
        if call.info.dialled == "600":
            await self._ring(call)
        else:
            await self._pick_up(call)

    async def _ring(self, call: BuiltinCall) -> None:
        async with call.start_dial(ring(*self.rung)) as self.dialling:
            outcome = await self.dialling.outcome()
            if isinstance(outcome, Answered):
                self.dialling.take(outcome.leg)
        if isinstance(outcome, Answered):
            self.ends.append(await call.bridge(outcome.leg))

    async def _pick_up(self, call: BuiltinCall) -> None:
        await call.answer()
        if self.records:
            await call.start_recording()
        extension = call.info.extension
        assert extension is not None
        self.had.append(call.pick_up(self.dialling, PhoneTarget(extension, str(extension))))
        if self.had[-1]:
            raise asyncio.CancelledError

    async def rings(self) -> tuple[Placed, Rung]:
        """Ann calls, and the phone of 101 rings."""
        placed = await self.connect(self.flow)
        rung = await self.phones[101].rings()
        rung.ring()
        await asyncio.sleep(1)
        return placed, rung

    def picks_up(self, extension: int, *more: tuple[str, str]) -> Placed:
        return self.phones[extension].call("*4", HOST, more)

    def reasons(self, extension: int) -> list[str | None]:
        """The Reason of each CANCEL and BYE that the phone got."""
        sent = [one.message for one in self.wire.sent if one.target == PHONES[extension]]
        return [
            one.headers.get("Reason") for one in sent if isinstance(one, Request) and one.method in ("CANCEL", "BYE")
        ]


async def answered_by(placed: Placed) -> Talk:
    talk = await placed.answered()
    await asyncio.sleep(1)
    return talk


def test_the_phones_that_rang_are_told_that_another_one_has_the_call() -> None:
    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        picker = await answered_by(desk.picks_up(102))
        await rung.cancelled()
        ann = await answered_by(placed)
        first, second = desk.calls
        assert desk.reasons(101) == [ELSEWHERE]
        assert second.ending == Ending("caller", handed_to=first.info.id, transfer_to="600")
        assert (first.state, second.state) == (State.BRIDGED, State.HANDED_OVER)
        assert desk.worker.bridged == {1: 3, 3: 1}
        await picker.bye()
        await ann.over.wait()
        assert await desk.finished() == []
        assert (desk.had, desk.ends) == ([True], [BridgeEnd("callee")])

    run_virtual(main())


def test_an_invite_names_the_ringing_that_it_replaces() -> None:
    async def main() -> None:
        desk = Desk()
        _, rung = await desk.rings()
        named = Replaces(rung.request.call_id, rung.request.from_.tag or "", rung.tx.local_tag, early_only=True)
        foreign = Replaces(rung.request.call_id, rung.request.from_.tag or "", "another-phone")
        assert await desk.picks_up(102, ("Replaces", str(foreign))).status() == 481
        picker = await answered_by(desk.picks_up(102, ("Replaces", str(named))))
        assert desk.calls[1].info.picks_up == PickUp(desk.calls[0].info.id, PhoneTarget(101, "101"))
        assert await desk.picks_up(103, ("Replaces", str(named))).status() == 481
        await picker.bye()
        assert await desk.finished() == []

    run_virtual(main())


def test_a_phone_that_claims_to_be_many_is_remembered_as_a_few() -> None:
    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        for index in range(50):
            response = f"many-{index}"
            rung.tx.local_tag = response
            rung.ring()
        await asyncio.sleep(1)
        named = Replaces(rung.request.call_id, rung.request.from_.tag or "", "many-49")
        assert await desk.picks_up(102, ("Replaces", str(named))).status() == 481
        placed.give_up()
        assert await desk.finished() == []

    run_virtual(main())


def test_a_phone_answers_before_somebody_picks_up() -> None:
    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        picking = desk.picks_up(102)
        callee = rung.answer()
        late = await picking.answered()
        ann = await answered_by(placed)
        await late.over.wait()
        assert desk.had == [False]
        assert desk.worker.bridged == {1: 2, 2: 1}
        await callee.bye()
        await ann.over.wait()
        assert await desk.finished() == []

    run_virtual(main())


def test_two_pick_up_in_one_instant_and_one_has_the_call() -> None:
    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        both = [desk.picks_up(extension) for extension in (102, 103)]
        first, second = [await one.answered() for one in both]
        await rung.cancelled()
        ann = await answered_by(placed)
        await second.over.wait()
        assert (desk.had, first.over.is_set()) == ([True, False], False)
        await ann.bye()
        await first.over.wait()
        assert await desk.finished() == []

    run_virtual(main())


def test_the_caller_gives_up_in_the_instant_in_which_somebody_picks_up() -> None:
    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        picking = desk.picks_up(102)
        placed.give_up()
        picker = await picking.answered()
        await rung.cancelled()
        await picker.over.wait()
        assert await desk.finished() == []

    run_virtual(main())


def test_who_would_pick_up_leaves_before_and_the_phone_rings_on() -> None:
    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        picker = await desk.picks_up(102).answered()
        assert await picker.bye() == 200
        await asyncio.sleep(1)
        callee = rung.answer()
        ann = await answered_by(placed)
        assert (desk.had, desk.reasons(101)) == ([], [])
        await callee.bye()
        await ann.over.wait()
        assert await desk.finished() == []

    run_virtual(main())


def test_the_own_phone_of_who_picks_up_stops_ringing() -> None:
    async def main() -> None:
        desk = Desk(rung=(101, 102))
        placed, rung = await desk.rings()
        own = await desk.phones[102].rings()
        own.ring()
        picker = await answered_by(desk.picks_up(102))
        await own.cancelled()
        await rung.cancelled()
        ann = await answered_by(placed)
        assert (desk.reasons(101), desk.reasons(102)) == ([ELSEWHERE], [ELSEWHERE])
        await ann.bye()
        await picker.over.wait()
        assert await desk.finished() == []

    run_virtual(main())


def test_the_recording_of_who_picks_up_ends_with_the_call_by_which_he_did() -> None:
    async def main() -> None:
        desk = Desk(records=True)
        placed, _ = await desk.rings()
        picker = await answered_by(desk.picks_up(102))
        assert desk.worker.recorded == {}
        ann = await answered_by(placed)
        await ann.bye()
        await picker.over.wait()
        assert await desk.finished() == []

    run_virtual(main())


def test_what_rings_no_more_is_not_picked_up() -> None:
    """The dialling is over: its caller is somewhere else by then."""

    async def main() -> None:
        desk = Desk()
        placed, rung = await desk.rings()
        rung.refuse(486)
        await asyncio.sleep(1)
        late = await desk.picks_up(102).answered()
        await late.over.wait()
        assert desk.had == [False]
        assert await placed.status() >= 400
        assert await desk.finished() == []

    run_virtual(main())
