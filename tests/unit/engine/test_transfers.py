"""Attended transfer: who may ask for it, what each state of the second call makes of it, and what its parties get."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import Placed, Talk, methods

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.call_state import State
from switchboard.engine.port import Answered, BridgeEnd, CallInfo, Ending, PlayList, RecordLimits, RoomId, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Play, RoomJoin, RoomSet
from switchboard.sip.headers import Replaces

pytestmark = pytest.mark.unit


def progress(talk: Talk) -> list[str]:
    """What NOTIFY told in that dialog."""
    return [request.body.decode().split()[1] for request in talk.asked if request.method == "NOTIFY"]


@dataclass
class Office(Exchange):
    """Ann (100) calls 101, which is call 1, and then 102 or whatever `second` says, which is call 2."""

    second: Callable[[BuiltinCall], Awaitable[None]] | None = None
    calls: list[BuiltinCall] = field(default_factory=list)
    ends: list[BridgeEnd] = field(default_factory=list)
    replaced: list[tuple[str, CallInfo]] = field(default_factory=list)
    holds: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        Exchange.__init__(self)

    async def flow(self, call: BuiltinCall) -> None:
        self.calls.append(call)

        def on_replaced(former: CallInfo) -> bool:
            self.replaced.append((call.info.caller.number, former))
            return True

        call.events.on_caller_replaced = on_replaced
        call.events.on_hold = lambda side, held: self.holds.append((side, held))
        if call.info.dialled == "102" and self.second is not None:
            await self.second(call)
        else:
            await talks(self, call, int(call.info.dialled))

    async def first(self) -> tuple[Talk, Talk]:
        """Ann and 101 talk."""
        placed = await self.connect(self.flow, "101")
        callee = (await self.phones[101].rings()).answer()
        ann = await placed.answered()
        await asyncio.sleep(1)
        return ann, callee

    def consult(self) -> Placed:
        """Ann calls 102."""
        return self.caller.call("102", "10.0.0.1")


async def talks(office: Office, call: BuiltinCall, extension: int) -> None:
    outcome = await dial(call, ring(extension, ringback=audio("ringback", 4)))
    if isinstance(outcome, Answered):
        office.ends.append(await call.bridge(outcome.leg))


def test_two_talks_become_one_in_the_call_that_is_named() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        assert await ann.hand_over(consulting.named) == 202
        assert office.worker.bridged == {2: 4, 4: 2}
        await ann.over.wait()
        await consulting.over.wait()
        assert (progress(ann), methods(consulting)) == (["100", "200"], ["BYE"])
        first, second = office.calls
        assert (first.state, second.state) == (State.HANDED_OVER, State.BRIDGED)
        assert first.ending == Ending("caller", handed_to=second.info.id, transfer_to="102")
        assert (second.info.caller.number, second.info.extension, second.info.dialled) == ("101", 101, "102")
        ((shown, former),) = office.replaced
        assert (shown, former.id, former.extension, former.source) == ("101", first.info.id, 101, "10.0.0.101")
        assert not callee.over.is_set()
        await callee.bye()
        await third.over.wait()
        assert await office.finished() == []
        assert second.ending == Ending("caller", Cause.NORMAL)

    run_virtual(main())


def test_a_call_in_which_nobody_talks_gives_nobody_away() -> None:
    """The phone names the talk, and sends the REFER to the menu: whom it talks to goes to the menu."""

    async def main() -> None:
        async def second(call: BuiltinCall) -> None:
            await call.answer()
            await call.play(audio("greeting", 5), stop_on_key=True)

        office = Office(second)
        ann, callee = await office.first()
        consulting = await office.consult().answered()
        await asyncio.sleep(1)
        assert await consulting.hand_over(ann.named) == 202
        await callee.over.wait()
        assert await office.finished() == []
        assert [one.state for one in office.calls] == [State.HANDED_OVER, State.ENDED]

    run_virtual(main())


def test_who_was_called_transfers_the_caller() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.phones[101].call("102", "10.0.0.1")
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        assert await callee.hand_over(consulting.named) == 202
        await callee.over.wait()
        await consulting.over.wait()
        first, second = office.calls
        assert first.ending == Ending("callee", handed_to=second.info.id, transfer_to="102")
        assert second.info.caller == first.info.caller
        assert office.worker.bridged == {1: 4, 4: 1}
        await third.bye()
        await ann.over.wait()
        assert await office.finished() == []
        assert office.ends == [BridgeEnd("callee")]

    run_virtual(main())


def test_a_phone_that_rings_goes_on_ringing_for_the_other() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        rung = await office.phones[102].rings()
        rung.ring()
        await asyncio.sleep(1)
        assert await ann.hand_over(placed.named) == 202
        assert await placed.status() == 487
        await asyncio.sleep(1)
        assert progress(ann) == ["100", "180"]
        assert office.worker.heard(2)[0].endswith("ringback-4")
        third = rung.answer()
        await ann.over.wait()
        assert progress(ann) == ["100", "180", "200"]
        assert office.worker.bridged == {2: 4, 4: 2}
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_a_caller_who_only_hears_us_is_replaced_too() -> None:
    async def main() -> None:
        heard = list[bool]()

        async def second(call: BuiltinCall) -> None:
            assert await call.progress()
            heard.append((await call.play(audio("notice", 5), stop_on_key=False)).finished)
            assert call.answered

        office = Office(second)
        ann, callee = await office.first()
        placed = office.consult()
        await placed.progress.get()
        await asyncio.sleep(1)
        assert await ann.hand_over(placed.named) == 202
        assert await placed.status() == 487
        await ann.over.wait()
        assert progress(ann) == ["100", "200"]
        await callee.over.wait()
        assert await office.finished() == []
        assert heard == [True]

    run_virtual(main())


def test_who_is_transferred_into_a_room_has_the_seat_of_who_was_there() -> None:
    async def main() -> None:
        async def second(call: BuiltinCall) -> None:
            async with call.join(RoomId(1, 800), muted=False, waiting=None) as seat:
                seat.set(speak_db=-3)
                await seat.left()

        office = Office(second)
        ann, callee = await office.first()
        consulting = await office.consult().answered()
        await asyncio.sleep(1)
        assert await ann.hand_over(consulting.named) == 202
        await ann.over.wait()
        await consulting.over.wait()
        assert progress(ann) == ["100", "200"]
        assert [one.stream for one in office.worker.orders_of(RoomJoin)] == [3, 2]
        assert [(one.stream, one.speak_db) for one in office.worker.orders_of(RoomSet)] == [(3, -3), (2, -3)]
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_who_records_a_message_is_not_replaced() -> None:
    async def main() -> None:
        async def second(call: BuiltinCall) -> None:
            async with call.start_take(RecordLimits(max_s=60, max_silence_s=0), None) as take:
                await take.finished()

        office = Office(second)
        ann, callee = await office.first()
        consulting = await office.consult().answered()
        await asyncio.sleep(1)
        assert await ann.hand_over(consulting.named) == 202
        await asyncio.sleep(1)
        assert progress(ann) == ["603"]
        await consulting.bye()
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_who_is_transferred_gives_up_while_it_rings() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        rung = await office.phones[102].rings()
        rung.ring()
        await asyncio.sleep(1)
        assert await ann.hand_over(placed.named) == 202
        await asyncio.sleep(1)
        await callee.bye()
        await rung.cancelled()
        await ann.over.wait()
        assert progress(ann) == ["100", "180", "487"]
        assert await office.finished() == []
        assert office.calls[1].ending == Ending("caller", Cause.NORMAL)

    run_virtual(main())


def test_a_prompt_begins_anew_for_another_caller_and_his_keys_count() -> None:
    async def main() -> None:
        heard, keys = list[bool](), list[str]()

        async def second(call: BuiltinCall) -> None:
            await call.answer()
            heard.append((await call.play(audio("greeting", 5), stop_on_key=True)).finished)
            while (key := await call.keys.get(20)) is not None:
                keys.append(key.digit)

        office = Office(second)
        ann, callee = await office.first()
        consulting = await office.consult().answered()
        await asyncio.sleep(2)
        assert await ann.hand_over(consulting.named) == 202
        await ann.over.wait()
        assert progress(ann) == ["100", "200"]
        await asyncio.sleep(4)
        assert heard == []
        await asyncio.sleep(2)
        assert heard == [True]
        assert [order.stream for order in office.worker.orders_of(Play)] == [3, 2]
        office.worker.press(2, "7")
        await asyncio.sleep(1)
        assert keys == ["7"]
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_a_phone_may_transfer_in_the_instant_of_the_answer() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered(ack=False)
        assert await ann.hand_over(consulting.named) == 202
        assert office.calls[1].state is State.OFFERED, "the answer is not acknowledged yet"
        consulting.phone.endpoint.send_ack(consulting.dialog.ack(1))
        await ann.over.wait()
        assert progress(ann) == ["100", "200"]
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_who_transfers_may_hang_up_at_once() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        assert await ann.hand_over(consulting.named) == 202
        await asyncio.gather(ann.bye(), consulting.bye())
        await asyncio.sleep(5)
        assert office.worker.bridged == {2: 4, 4: 2}
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_a_dialog_that_is_unknown_or_of_the_same_call_changes_nothing() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        for named in (Replaces("nobody@nowhere", "a", "b"), ann.named):
            assert await ann.hand_over(named) == 202
        await asyncio.sleep(1)
        assert progress(ann) == ["603", "603"]
        assert office.worker.bridged == {1: 2, 2: 1}
        assert await ann.ask("REFER", [("Refer-To", "<sip:102@10.0.0.1?Replaces=nonsense>")]) == 400
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_nobody_takes_over_a_call_of_somebody_else() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        # 102 is extension 102 in call 2, and names the dialogs of Ann and of 101 in call 1.
        assert [await third.hand_over(one.named) for one in (ann, callee)] == [403, 403]
        # Once a talk is over, its dialogs can no longer be named.
        await consulting.bye()
        await third.over.wait()
        assert await ann.hand_over(consulting.named) == 202
        await asyncio.sleep(1)
        assert progress(ann) == ["603"]
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


@pytest.mark.parametrize(
    ("values", "status"),
    [
        (["nobody@nowhere;to-tag=1;from-tag=2"], 481),
        (["nonsense"], 400),
        (["a;to-tag=1;from-tag=2", "b;to-tag=1;from-tag=2"], 400),
        (["ann's"], 501),
    ],
)
def test_an_invite_that_would_take_somebodys_place_is_refused(values: list[str], status: int) -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        named = [str(ann.named) if value == "ann's" else value for value in values]
        placed = office.caller.call("102", "10.0.0.1", [("Replaces", value) for value in named])
        assert await placed.status() == status
        assert len(office.calls) == 1
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_nobody_outside_transfers() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.outside.call("102", "10.0.0.1")
        third = (await office.phones[102].rings()).answer()
        outside = await placed.answered()
        await asyncio.sleep(1)
        assert office.calls[1].info.trunk == 1
        assert [await outside.hand_over(one.named) for one in (ann, callee, outside)] == [403, 403, 403]
        await outside.bye()
        await third.over.wait()
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_early_only_means_a_phone_that_still_rings() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        assert await ann.hand_over(replace(consulting.named, early_only=True)) == 202
        await asyncio.sleep(1)
        assert progress(ann) == ["486"]
        await consulting.bye()
        await callee.bye()
        assert await office.finished() == []

    run_virtual(main())


def test_a_hold_ends_with_who_held() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        assert await consulting.hold(held=True) == 200
        assert await ann.hand_over(consulting.named) == 202
        await asyncio.sleep(1)
        assert office.holds == [("caller", True), ("caller", False)]
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_recordings_end_with_the_talk_and_go_on_with_the_call() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        first, second = office.calls
        for call in office.calls:
            await call.start_recording()
        assert set(office.worker.recorded) == {1, 3}
        assert await ann.hand_over(consulting.named) == 202
        await asyncio.sleep(1)
        assert office.worker.recorded == {2: f"recordings/{second.info.id}-2.wav"}
        assert (first.recording, second.recording) == (f"{first.info.id}.wav", f"{second.info.id}-2.wav")
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_a_phone_that_takes_update_sees_who_it_talks_to() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer(allow="INVITE, ACK, BYE, UPDATE")
        consulting = await placed.answered()
        await asyncio.sleep(1)
        assert await ann.hand_over(consulting.named) == 202
        await asyncio.sleep(1)
        (update,) = [request for request in third.asked if request.method == "UPDATE"]
        assert update.headers.get("P-Asserted-Identity") == "<sip:101@10.0.0.1>"
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_a_transferred_caller_sees_whom_he_talks_to_and_stays_unknown_if_he_wants() -> None:
    async def main() -> None:
        office = Office()
        told = [("Privacy", "id"), ("Allow", "INVITE, ACK, BYE, UPDATE")]
        placed = await office.connect(office.flow, "101", more=told)
        callee = (await office.phones[101].rings()).answer()
        ann = await placed.answered()
        consulting_placed = office.phones[101].call("102", "10.0.0.1")
        third = (await office.phones[102].rings()).answer(allow="INVITE, ACK, BYE, UPDATE")
        consulting = await consulting_placed.answered()
        await asyncio.sleep(1)
        assert await callee.hand_over(consulting.named) == 202
        await asyncio.sleep(1)
        shown = [talk.asked[0].headers.get("P-Asserted-Identity") for talk in (third, ann)]
        assert shown == ['"Anonymous" <sip:anonymous@anonymous.invalid>', "<sip:102@10.0.0.1>"]
        assert office.calls[1].info.withheld and office.calls[1].info.shown.number == ""
        await third.bye()
        await ann.over.wait()
        assert await office.finished() == []

    run_virtual(main())


def test_music_on_hold_ends_with_who_held() -> None:
    async def main() -> None:
        office = Office()
        ann, callee = await office.first()
        placed = office.consult()
        third = (await office.phones[102].rings()).answer()
        consulting = await placed.answered()
        await asyncio.sleep(1)
        for call in office.calls:
            call.hold_music(PlayList((audio("music", 60),)), PlayList((audio("music", 60),)))
        assert [await one.hold(held=True) for one in (ann, consulting)] == [200, 200]
        assert set(office.worker.loops[2]) == set(office.worker.loops[4]) == {"music"}
        assert await ann.hand_over(consulting.named) == 202
        await ann.over.wait()
        assert office.worker.loops[2] == office.worker.loops[4] == {}
        await third.bye()
        await callee.over.wait()
        assert await office.finished() == []

    run_virtual(main())
