"""Ringing phones: who wins, what becomes of the others, and what stands on the wire meanwhile."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import PHONES, Exchange, audio, ring
from tests.unit.engine.kit.phone import methods
from tests.unit.engine.kit.wire import Sent
from tests.unit.engine.kit.worker import HOST

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import Callee
from switchboard.engine.port import (
    Answered,
    DialOutcome,
    Failed,
    NotAnswered,
    PhoneTarget,
    Redirect,
    Ringing,
    Target,
    TrunkTarget,
    dial,
)
from switchboard.engine.simulated.loop import run_virtual
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri

pytestmark = pytest.mark.unit

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'
TAKEN_BACK = ["> INVITE", "< 100 INVITE", "< 180 INVITE", "> CANCEL", "< 200 CANCEL", "< 487 INVITE", "> ACK"]


class Dialled(Exchange):
    """Rings phones before the answer, or after it. `outcome` is how that ended."""

    outcome: DialOutcome

    async def begin(self, *extensions: int, ring_time_s: float = 30, answer: bool = False) -> None:
        self.rang: list[Target] = []

        async def flow(call: BuiltinCall) -> None:
            call.events.on_ringing = self.rang.append
            if answer:
                await call.answer()
            request = ring(*extensions, ring_time_s=ring_time_s, ringback=audio("ringback", 4))
            self.outcome = await dial(call, request)

        self.placed = await self.connect(flow)


def test_the_first_to_answer_has_the_call_and_the_others_are_taken_back() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, 102)
        first, second = await exchange.phones[101].rings(), await exchange.phones[102].rings()
        first.ring()
        second.ring()
        await asyncio.sleep(2)
        talk = second.answer()
        await first.cancelled()
        await talk.over.wait()  # the flow does nothing with it
        assert await exchange.finished() == []
        assert isinstance(exchange.outcome, Answered)
        assert exchange.outcome.leg.target == PhoneTarget(102, "102")
        assert set(exchange.rang) == {PhoneTarget(101, "101"), PhoneTarget(102, "102")}
        assert exchange.lines(101) == TAKEN_BACK

    run_virtual(main())


def test_a_200_that_crosses_the_cancel_is_acknowledged_and_ended() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, ring_time_s=5)
        rung = await exchange.phones[101].rings()
        rung.ring()
        await asyncio.sleep(5 - 0.002)
        talk = rung.answer()  # we give up before it arrives
        await talk.over.wait()
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.NO_ANSWER)
        assert methods(talk) == ["BYE"]
        assert "> ACK" in exchange.lines(101)

    run_virtual(main())


def test_of_two_answers_in_one_instant_one_wins_and_the_other_is_ended() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, 102)
        rung = [await exchange.phones[number].rings() for number in (101, 102)]
        await asyncio.sleep(1)
        talks = [one.answer() for one in rung]
        for talk in talks:
            await talk.over.wait()
        assert await exchange.finished() == []
        assert isinstance(exchange.outcome, Answered)

    run_virtual(main())


def test_a_caller_who_leaves_as_somebody_answers_leaves_nobody_behind() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, 102)
        first, second = await exchange.phones[101].rings(), await exchange.phones[102].rings()
        first.ring()
        await asyncio.sleep(1)
        talk = second.answer()
        exchange.placed.give_up()  # arrives with the answer
        await first.cancelled()
        await talk.over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def test_an_answered_caller_hears_ringing_until_it_ends() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, answer=True)
        await exchange.placed.answered()
        rung = await exchange.phones[101].rings()
        rung.ring()
        await asyncio.sleep(1)
        assert exchange.worker.heard(1) == ("ringback-4",)
        rung.refuse(486)
        assert await exchange.finished() == []
        assert exchange.worker.heard(1) == ()
        assert exchange.placed.provisional == [100]

    run_virtual(main())


def test_who_is_taken_silences_the_others_though_the_dialling_goes_on() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_dial(ring(101, 102)) as dialling:
                outcome = await dialling.outcome()
                assert isinstance(outcome, Answered)
                dialling.take(outcome.leg)
                await asyncio.sleep(1)
                assert exchange.lines(101) == TAKEN_BACK
                assert not outcome.leg.gone.done()

        await exchange.connect(flow)
        first, second = await exchange.phones[101].rings(), await exchange.phones[102].rings()
        first.ring()
        await asyncio.sleep(1)
        second.answer()
        await first.cancelled()
        assert await exchange.finished() == []

    run_virtual(main())


def reasons(exchange: Exchange, phone: int) -> list[str | None]:
    """The Reason of each CANCEL and BYE that the phone got."""
    sent = [one.message for one in exchange.wire.sent if one.target == PHONES[phone]]
    return [one.headers.get("Reason") for one in sent if isinstance(one, Request) and one.method in ("CANCEL", "BYE")]


def test_phones_are_told_that_another_one_has_the_call() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, 102, 103)
        rung = {number: await exchange.phones[number].rings() for number in (101, 102, 103)}
        rung[101].ring()
        await asyncio.sleep(1)
        talks = [rung[number].answer() for number in (102, 103)]  # in one instant
        await rung[101].cancelled()
        for talk in talks:
            await talk.over.wait()
        assert await exchange.finished() == []
        assert reasons(exchange, 101) == [ELSEWHERE]
        # The flow hangs up whom it took.
        assert sorted([reasons(exchange, 102), reasons(exchange, 103)], key=str) == [[ELSEWHERE], [None]]

    run_virtual(main())


def test_the_other_phones_of_who_answers_are_told_so_at_once() -> None:
    async def main() -> None:
        exchange = Exchange()
        exchange.registered.shared[101] = (101, 102, 103)

        async def flow(call: BuiltinCall) -> None:
            async with call.start_dial(ring(101)) as dialling:
                assert isinstance(outcome := await dialling.outcome(), Answered)
                await asyncio.sleep(1)
                assert (reasons(exchange, 102), reasons(exchange, 103)) == ([ELSEWHERE], [ELSEWHERE])
                assert not outcome.leg.gone.done()

        await exchange.connect(flow)
        rung = {number: await exchange.phones[number].rings() for number in (101, 102, 103)}
        rung[102].ring()
        await asyncio.sleep(1)
        rung[101].answer()
        late = rung[103].answer()
        await rung[102].cancelled()
        await late.over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def test_who_rings_in_vain_is_told_of_no_other() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, ring_time_s=5)
        rung = await exchange.phones[101].rings()
        rung.ring()
        await rung.cancelled()
        assert await exchange.finished() == []
        assert reasons(exchange, 101) == [None]

    run_virtual(main())


@pytest.mark.parametrize("dropped", [True, False])
def test_who_is_dropped_or_left_while_we_look_for_him_does_not_ring(dropped: bool) -> None:
    async def main() -> None:
        exchange = Exchange()
        outside = TrunkTarget(1, "5551234")

        async def flow(call: BuiltinCall) -> None:
            async with call.start_dial(ring(101)) as dialling:
                adding = asyncio.create_task(dialling.add([outside], 5))
                await asyncio.sleep(1)
                if dropped:
                    dialling.drop(outside, elsewhere=False)
                    exchange.registered.found.set()
                    await asyncio.sleep(1)
            exchange.registered.found.set()
            await adding

        exchange.registered.trunk = [Callee(SipUri.parse(f"sip:5551234@{PHONES[102]}"))]
        exchange.registered.found.clear()
        await exchange.connect(flow)
        rung = await exchange.phones[101].rings()
        rung.ring()
        await rung.cancelled()
        assert await exchange.finished() == []
        assert exchange.lines(102) == []

    run_virtual(main())


def test_no_event_is_left_of_who_was_dropped() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_dial(ring(101, 102)) as dialling:
                await asyncio.sleep(2)
                dialling.drop(PhoneTarget(101, "101"), elsewhere=True)
                assert await dialling.event() == Ringing(PhoneTarget(102, "102"))

        await exchange.connect(flow)
        for number in (101, 102):
            (await exchange.phones[number].rings()).ring()
        assert await exchange.finished() == []
        assert (reasons(exchange, 101), reasons(exchange, 102)) == ([ELSEWHERE], [None])

    run_virtual(main())


def test_nobody_rings_after_the_ring_time_though_the_dialling_goes_on() -> None:
    async def main() -> None:
        exchange = Exchange()

        async def flow(call: BuiltinCall) -> None:
            async with call.start_dial(ring(101, ring_time_s=5)) as dialling:
                bob = PhoneTarget(101, "101")
                events = [await dialling.event(), await dialling.event()]
                assert events == [Ringing(bob), Failed(bob, NotAnswered(Cause.NO_ANSWER))]
                await asyncio.sleep(1)
                assert exchange.lines(101) == TAKEN_BACK

        await exchange.connect(flow)
        rung = await exchange.phones[101].rings()
        rung.ring()
        await rung.cancelled()
        assert await exchange.finished() == []

    run_virtual(main())


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (486, Cause.BUSY),
        (603, Cause.REJECTED),
        (480, Cause.NO_ANSWER),
        (404, Cause.UNREACHABLE),
        (500, Cause.FAILED),
        (302, Cause.UNREACHABLE),
    ],
)
def test_a_refusal_means(status: int, cause: Cause) -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101)
        (await exchange.phones[101].rings()).refuse(status)
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(cause, status)

    run_virtual(main())


def test_busy_speaks_for_all_who_refuse() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, 102, 103)
        for number, status in ((101, 480), (102, 486), (103, 500)):
            (await exchange.phones[number].rings()).refuse(status)
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.BUSY, 486)

    run_virtual(main())


def test_one_who_is_called_alone_may_send_the_caller_on() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101)
        rung = await exchange.phones[101].rings()
        rung.tx.respond(302, headers=[("Contact", "<sip:102@10.0.0.1>")])
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.UNREACHABLE, 302, Redirect(101, ("102",)))

    run_virtual(main())


def test_one_who_rings_on_has_not_answered() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, ring_time_s=20)
        rung = await exchange.phones[101].rings()
        rung.ring()
        await rung.cancelled()
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.NO_ANSWER)
        assert exchange.lines(101) == TAKEN_BACK

    run_virtual(main())


def test_a_phone_that_is_not_there_is_noted_as_unreachable() -> None:
    async def main() -> None:
        exchange = Dialled()
        exchange.wire.loses = lambda sent: sent.target == "10.0.0.101"
        await exchange.begin(101, ring_time_s=60)
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.UNREACHABLE, 408)

    run_virtual(main())


def test_nobody_is_registered() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(199)
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.UNREACHABLE)

    run_virtual(main())


def test_an_answer_that_is_no_answer_to_our_offer_is_ended() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101)
        rung = await exchange.phones[101].rings()
        phone = exchange.phones[101]
        rung.tx.respond(200, headers=[("Contact", str(phone.contact))])  # without a body
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.FAILED, 488)
        assert exchange.lines(101)[-2:] == ["> BYE", "< 481 BYE"]

    run_virtual(main())


def test_an_interval_that_is_too_short_is_lengthened_once() -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101)
        rung = await exchange.phones[101].rings()
        rung.tx.respond(422, headers=[("Min-SE", "3600")])
        again = await exchange.phones[101].rings()
        assert (again.request.headers.get("Min-SE"), again.request.cseq.number) == ("3600", 2)
        assert (again.request.headers.get("Session-Expires") or "").startswith("3600")
        again.refuse(486)
        assert await exchange.finished() == []

    run_virtual(main())


@pytest.mark.parametrize("turns", range(16))
def test_a_call_that_ends_in_any_turn_of_the_loop_after_an_answer_leaves_nobody_behind(turns: int) -> None:
    async def main() -> None:
        exchange = Dialled()
        await exchange.begin(101, 102)
        first, second = await exchange.phones[101].rings(), await exchange.phones[102].rings()
        first.ring()
        await asyncio.sleep(1)

        async def end_the_call() -> None:
            for _ in range(turns):
                await asyncio.sleep(0)
            exchange.call.end(Cause.RELEASED)

        def watch(sent: Sent) -> None:
            if str(sent) == f"{HOST}>{PHONES[102]} ACK":
                tasks.append(asyncio.create_task(end_the_call()))

        tasks: list[asyncio.Task[None]] = []
        exchange.wire.watch = watch
        second.answer()
        assert await exchange.finished() == []
        assert len(tasks) == 1
        assert exchange.lines(102)[-2:] == ["> BYE", "< 200 BYE"]

    run_virtual(main())
