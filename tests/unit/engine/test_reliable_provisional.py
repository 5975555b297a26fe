"""Reliable provisional responses (RFC 3262) on the wire: those that we send, and those of whom we call."""

import asyncio
from collections.abc import Sequence

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import SDP, Placed, describe
from tests.unit.engine.kit.wire import Sent

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.port import Answered, Ending, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Configure
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.headers import RAck
from switchboard.sip.message import Request, Response

pytestmark = pytest.mark.unit

SUPPORTED, REQUIRED = [("Supported", "timer, 100rel")], [("Require", "100rel")]
NOTICE = audio("notice", 3)


async def says_and_answers(call: BuiltinCall) -> None:
    assert await call.progress()
    await call.play(NOTICE, stop_on_key=False)
    await call.answer()
    await asyncio.sleep(1)


async def rings_102(call: BuiltinCall) -> None:
    await dial(call, ring(102))


async def connected(exchange: Exchange, more: Sequence[tuple[str, str]], *, offers: bool = True) -> Placed:
    return await exchange.connect(says_and_answers, more=more, offers=offers)


def test_a_description_is_sent_reliably_to_who_supports_it() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED)
        early = await placed.reliable.get()
        assert (early.status, bool(early.body)) == (183, True)
        assert (await placed.acknowledge(early)).status == 200
        await (await placed.answered()).over.wait()
        assert await exchange.finished() == []
        assert placed.provisional == [100, 183]

    run_virtual(main())


def test_a_180_is_reliable_only_where_that_is_required() -> None:
    async def main() -> None:
        for more, reliably in ((SUPPORTED, 0), (REQUIRED, 1)):
            exchange = Exchange()
            placed = await exchange.connect(rings_102, more=more)
            rung = await exchange.phones[102].rings()
            rung.ring()
            await asyncio.sleep(0.1)
            assert (placed.provisional[-1], placed.reliable.qsize()) == (180, reliably)
            if reliably:
                assert (await placed.acknowledge(placed.reliable.get_nowait())).status == 200
            rung.refuse(486)
            assert await placed.status() == 480
            assert await exchange.finished() == []

    run_virtual(main())


def test_a_lost_prack_delays_the_answer() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED)
        first = await placed.reliable.get()
        await asyncio.sleep(10)  # the words were over after three seconds
        assert placed.transaction.request.method == "INVITE" and placed.reliable.qsize() == 4
        assert {again.serialize() for again in (placed.reliable.get_nowait(),)} == {first.serialize()}
        assert (await placed.acknowledge(first)).status == 200
        began_s = asyncio.get_running_loop().time()
        talk = await placed.answered()
        assert asyncio.get_running_loop().time() - began_s < 0.1
        await talk.over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def test_who_never_acknowledges_is_refused_after_64_t1_and_leaves_nothing() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED)
        assert await placed.status() == 504
        assert asyncio.get_running_loop().time() == pytest.approx(32, abs=0.2)
        assert await exchange.finished() == []
        assert exchange.call.ending == Ending("caller", Cause.CANCELLED)

    run_virtual(main())


def test_a_cancel_ends_the_repetition_and_a_late_prack_is_taken() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED)
        early = await placed.reliable.get()
        placed.give_up()
        assert await placed.status() == 487
        before = len(exchange.wire.sent)
        await asyncio.sleep(1)
        assert not [sent for sent in exchange.wire.sent[before:] if getattr(sent.message, "status", 0) == 183]
        assert (await placed.acknowledge(early)).status == 200
        assert (await placed.acknowledge(early, number=3)).status == 481
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_prack_that_acknowledges_nothing() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED)
        early = await placed.reliable.get()
        dialog = Dialog.uac(placed.transaction.request, early)
        talk = exchange.caller.talk(dialog)
        assert await talk.ask("PRACK") == 400
        assert await talk.ask("PRACK", [("RAck", str(RAck(1, 7, "INVITE")))]) == 481
        stranger = await exchange.outside.endpoint.request(
            Dialog.uac(placed.transaction.request, Response(180, headers=early.headers.copy())).request(
                "PRACK", headers=[("RAck", "5 5 INVITE")]
            )
        ).final()
        assert stranger.status == 481
        placed.give_up()
        assert await exchange.finished() == []

    run_virtual(main())


def test_an_offer_of_ours_is_answered_by_prack() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED, offers=False)
        early = await placed.reliable.get()
        await asyncio.sleep(0.1)
        assert list(exchange.worker.orders_of(Configure)) == []
        assert (await placed.acknowledge(early, describe(exchange.caller.host))).status == 200
        assert len(list(exchange.worker.orders_of(Configure))) == 1
        response = await placed.transaction.final()
        assert (response.status, response.body) == (200, b"")
        await (await placed.answered()).over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def test_without_100rel_who_offers_nothing_gets_no_early_media() -> None:
    async def main() -> None:
        exchange, early = Exchange(), list[bool]()

        async def flow(call: BuiltinCall) -> None:
            early.append(await call.progress())

        placed = await exchange.connect(flow, offers=False)
        assert await placed.status() == 480
        assert await exchange.finished() == []
        assert early == [False]

    run_virtual(main())


@pytest.mark.parametrize("body", [b"", b"v=0\r\nnonsense"])
def test_an_answer_that_is_none_leaves_the_caller_without_early_media(body: bytes) -> None:
    async def main() -> None:
        exchange, early = Exchange(), list[bool]()

        async def flow(call: BuiltinCall) -> None:
            early.append(await call.progress())

        placed = await exchange.connect(flow, more=SUPPORTED, offers=False)
        answer = await placed.acknowledge(await placed.reliable.get(), body)
        assert answer.status == (488 if body else 200)
        assert await placed.status() == 480
        assert await exchange.finished() == []
        assert early == [False]

    run_virtual(main())


def test_a_further_offer_in_a_prack_is_answered() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await connected(exchange, SUPPORTED)
        early = await placed.reliable.get()
        answer = await placed.acknowledge(early, describe(exchange.caller.host, "recvonly"))
        assert answer.status == 200 and b"a=sendonly" in answer.body
        assert (await placed.transaction.final()).body == answer.body
        await (await placed.answered()).over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def is_prack(sent: Sent) -> bool:
    return isinstance(sent.message, Request) and sent.message.method == "PRACK"


class Ringing:
    """A phone that rings reliably: its transaction, and the PRACKs that it gets."""

    def __init__(self, exchange: Exchange) -> None:
        self._phone = exchange.phones[102]
        self.exchange = exchange
        self.tx: ServerTransaction
        self.pracks: asyncio.Queue[ServerTransaction] = asyncio.Queue()

    async def begin(self, flow_answered: list[bool]) -> None:
        async def flow(call: BuiltinCall) -> None:
            flow_answered.append(isinstance(await dial(call, ring(102)), Answered))
            await asyncio.sleep(1)

        await self.exchange.connect(flow)
        self.tx = (await self._phone.rings()).tx
        self.tx.on_prack = self._on_prack

    def _on_prack(self, prack: ServerTransaction) -> None:
        prack.respond(200)
        self.pracks.put_nowait(prack)

    def says(self, status: int, body: bytes = b"") -> None:
        self.tx.respond_reliably(status, self.contact, body, SDP if body else None)

    @property
    def contact(self) -> list[tuple[str, str]]:
        return [("Contact", str(self._phone.contact))]


def test_we_acknowledge_in_order_and_the_answer_may_come_before_the_200() -> None:
    async def main() -> None:
        ringing, answered = Ringing(Exchange()), list[bool]()
        await ringing.begin(answered)
        assert "100rel" in ringing.tx.request.option_tags("Supported")
        ringing.says(180)
        ringing.says(183, describe("10.0.0.102"))
        pracks = [await ringing.pracks.get() for _ in range(2)]
        assert [prack.request.cseq.number for prack in pracks] == [2, 3]
        numbers = [RAck.parse(prack.request.headers.get("RAck") or "") for prack in pracks]
        assert (numbers[0].cseq, numbers[0].method) == (1, "INVITE")
        assert numbers[1].rseq == numbers[0].rseq + 1
        ringing.tx.respond(200, headers=ringing.contact)  # without a description: it is settled
        assert await ringing.tx.acknowledged()
        talk = ringing._phone.talk(Dialog.uas(ringing.tx.request, ringing.tx.local_tag, ringing._phone.contact))
        await talk.over.wait()
        assert talk.asked[0].cseq.number == 4  # the BYE counts on from the PRACKs
        assert await ringing.exchange.finished() == []
        assert answered == [True]

    run_virtual(main())


def test_a_repeated_response_is_acknowledged_once() -> None:
    async def main() -> None:
        ringing, answered = Ringing(Exchange()), list[bool]()
        ringing.exchange.wire.loses = lambda sent: is_prack(sent) and sent.at_s < 2
        await ringing.begin(answered)
        ringing.says(180)
        await asyncio.sleep(5)
        assert ringing.pracks.qsize() == 1
        assert len({sent.message.cseq for sent in ringing.exchange.wire.sent if is_prack(sent)}) == 1
        ringing.tx.respond(486)
        assert await ringing.exchange.finished() == []
        assert answered == [False]

    run_virtual(main())


def test_who_stops_ringing_is_acknowledged_meanwhile() -> None:
    async def main() -> None:
        exchange = Exchange()
        ringing = Ringing(exchange)

        async def flow(call: BuiltinCall) -> None:
            await dial(call, ring(102, ring_time_s=3))

        await exchange.connect(flow)
        ringing.tx = (await exchange.phones[102].rings()).tx
        ringing.tx.on_prack = ringing._on_prack
        ringing.tx.respond(180, headers=ringing.contact)
        await ringing.tx.cancelled
        ringing.says(183, describe("10.0.0.102"))
        assert (await ringing.pracks.get()).final_status == 200
        ringing.tx.respond(487)
        assert await exchange.finished() == []

    run_virtual(main())
