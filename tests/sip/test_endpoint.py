"""Transactions and dialogs of the endpoint, over real sockets on loopback."""

from __future__ import annotations

import asyncio

import pytest
from tests.sip.aio_support import WAIT_S, Inbox, Peer, final, from_peer, listening, next_status, running, to
from tests.sip.builders import make_answer

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Request, Response

pytestmark = pytest.mark.interop


@pytest.mark.parametrize("tcp", [False, True])
async def test_call(tcp: bool) -> None:
    ours, theirs = Inbox(), Inbox()
    async with running(ours) as a, running(theirs) as b:
        seen: list[int] = []
        invite = a.request(to(b.port, tcp=tcp), on_provisional=lambda response: seen.append(response.status))
        tx = await theirs.next()
        tx.respond(180)
        ok = tx.respond(200, headers=[("Contact", str(b.contact(tx.source)))])
        response = await final(invite)
        assert seen == [100, 180] and response.to.tag == ok.to.tag == tx.local_tag
        dialog = Dialog.uac(invite.request, response)
        a.send_ack(dialog.ack(1, body=b"answer"))
        assert await asyncio.wait_for(tx.acknowledged(), WAIT_S)
        assert tx.ack is not None and tx.ack.body == b"answer"
        bye = a.request(dialog.request("BYE"))
        (await theirs.next()).respond(200)
        assert (await final(bye)).status == 200


async def test_responses_come_in_order_and_end_with_the_final_one() -> None:
    theirs = Inbox()
    async with running(Inbox()) as a, running(theirs) as b:
        seen: list[int] = []
        invite = a.request(to(b.port), on_provisional=lambda response: seen.append(response.status))
        tx = await theirs.next()
        tx.respond(180)
        tx.respond(486)
        assert (await final(invite)).status == 486 and seen == [100, 180]


async def test_cancel_waits_for_a_provisional() -> None:
    async with listening() as peer, running(Inbox()) as a:
        invite = a.request(to(peer.port))
        first = await peer.next()
        assert isinstance(first, Request)
        invite.cancel([("Reason", "SIP;cause=200")])
        again = await peer.next()
        assert isinstance(again, Request) and again.method == "INVITE"
        peer.send(make_answer(first, 180), a.port)
        cancel = await next_named(peer, "CANCEL")
        assert cancel.via == first.via and cancel.headers.get("Reason") == "SIP;cause=200"
        peer.send(make_answer(cancel, 200), a.port)
        peer.send(make_answer(first, 487), a.port)
        assert (await final(invite)).status == 487
        assert (await next_named(peer, "ACK")).via == first.via


async def next_named(peer: Peer, method: str) -> Request:
    while True:
        message = await peer.next()
        if isinstance(message, Request) and message.method == method:
            return message


async def test_cancel_without_an_answer_ends_the_request() -> None:
    async with listening() as peer, running(Inbox()) as a:
        invite = a.request(to(peer.port))
        first = await peer.next()
        assert isinstance(first, Request)
        peer.send(make_answer(first, 180), a.port)
        invite.cancel()
        assert (await final(invite)).status == 408


async def test_cancel_received() -> None:
    theirs = Inbox()
    async with running(Inbox()) as a, running(theirs) as b:
        invite = a.request(to(b.port))
        tx = await theirs.next()
        invite.cancel()
        await asyncio.wait_for(tx.cancelled, WAIT_S)
        tx.respond(487)
        assert (await final(invite)).status == 487


async def test_cancel_that_matches_nothing_is_481() -> None:
    async with listening() as peer, running(Inbox()) as b:
        peer.send(from_peer(peer, "CANCEL"), b.port)
        assert (await next_status(peer, 481)).cseq.method == "CANCEL"


async def test_no_answer_is_408_and_no_way_is_503() -> None:
    async with listening() as peer, running(Inbox()) as a:
        assert (await final(a.request(to(peer.port, "OPTIONS")))).status == 408
        assert (await final(a.request(to(9, "OPTIONS", tcp=True)))).status == 503
        assert (await final(a.request(Request("OPTIONS", "sips:a@127.0.0.1", to(9).headers)))).status == 503
        assert (await final(a.request(to(9), hop=NextHop("tcp", "127.0.0.1", 9, flow=12345)))).status == 503


async def test_2xx_is_sent_again_until_the_ack_and_absorbs_copies_of_the_invite() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        invite = from_peer(peer)
        peer.send(invite, b.port)
        tx = await theirs.next()
        tx.respond(200, headers=[("Contact", "<sip:600@127.0.0.1>")])
        ok = await next_status(peer, 200)
        await next_status(peer, 200)
        peer.send(invite, b.port)
        ack = from_peer(peer, "ACK", branch="z9hG4bK2", To=str(ok.to))
        peer.send(ack, b.port)
        assert await asyncio.wait_for(tx.acknowledged(), WAIT_S)
        peer.send(ack, b.port)
        peer.send(from_peer(peer, "OPTIONS", branch="z9hG4bK3", CSeq="2 OPTIONS"), b.port)
        await theirs.next()
        assert theirs.acks.empty() and theirs.requests.empty()


async def test_2xx_without_ack_is_given_up() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer), b.port)
        tx = await theirs.next()
        tx.respond(200)
        assert not await asyncio.wait_for(tx.acknowledged(), WAIT_S)


async def test_cancel_of_another_dialog_is_481_and_cancels_nothing() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer), b.port)
        tx = await theirs.next()
        for changes in ({"From": "<sip:100@10.0.0.1>;tag=other"}, {"Call_ID": "other"}, {"CSeq": "2 CANCEL"}):
            peer.send(from_peer(peer, "CANCEL", **changes), b.port)
            await next_status(peer, 481)
        assert not tx.cancelled.done()
        peer.send(from_peer(peer, "CANCEL"), b.port)
        await next_status(peer, 200)
        assert tx.cancelled.done()


async def test_ack_with_the_branch_of_its_invite_counts_only_in_the_same_dialog() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer), b.port)
        tx = await theirs.next()
        to = str(tx.respond(200).to)
        for changes in ({"From": "<sip:100@10.0.0.1>;tag=other"}, {"To": "<sip:600@10.0.0.1>;tag=other"}):
            peer.send(from_peer(peer, "ACK", **{"To": to, **changes}), b.port)
        peer.send(from_peer(peer, "OPTIONS"), b.port)
        await theirs.next()
        assert tx.ack is None
        peer.send(from_peer(peer, "ACK", To=to), b.port)
        assert await asyncio.wait_for(tx.acknowledged(), WAIT_S)


async def test_ack_that_nobody_waits_for_goes_to_the_handler() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer, "ACK", To="<sip:600@h>;tag=x"), b.port)
        assert (await asyncio.wait_for(theirs.acks.get(), WAIT_S)).method == "ACK"
        assert b.counters.unmatched_acks == 1


async def test_ack_is_repeated_for_each_copy_of_the_2xx() -> None:
    async with listening() as peer, running(Inbox()) as a:
        invite = a.request(to(peer.port))
        first = await peer.next()
        assert isinstance(first, Request)
        ok = make_answer(first, 200, Contact=f"<sip:600@127.0.0.1:{peer.port}>")
        peer.send(ok, a.port)
        dialog = Dialog.uac(first, await final(invite))
        a.send_ack(dialog.ack(1))
        one = await next_named(peer, "ACK")
        peer.send(ok, a.port)
        two = await next_named(peer, "ACK")
        assert one.serialize() == two.serialize()
        assert one.via.branch != first.via.branch


async def test_2xx_of_another_fork_is_acknowledged_and_ended() -> None:
    async with listening() as peer, running(Inbox()) as a:
        invite = a.request(to(peer.port))
        first = await peer.next()
        assert isinstance(first, Request)
        for tag in ("b1", "b2"):
            peer.send(make_answer(first, 200, tag=tag, Contact=f"<sip:{tag}@127.0.0.1:{peer.port}>"), a.port)
        assert (await final(invite)).to.tag == "b1"
        assert (await next_named(peer, "ACK")).to.tag == "b2"
        bye = await next_named(peer, "BYE")
        assert bye.to.tag == "b2" and bye.uri.startswith("sip:b2@")


async def test_2xx_of_another_fork_is_given_to_the_owner() -> None:
    async with listening() as peer, running(Inbox()) as a:
        forks: asyncio.Queue[Response] = asyncio.Queue()
        a.request(to(peer.port), on_fork=forks.put_nowait)
        first = await peer.next()
        assert isinstance(first, Request)
        for tag in ("b1", "b2"):
            peer.send(make_answer(first, 200, tag=tag), a.port)
        assert (await asyncio.wait_for(forks.get(), WAIT_S)).to.tag == "b2"


async def test_failure_is_sent_again_until_the_ack() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer), b.port)
        (await theirs.next()).respond(404)
        one, two = await next_status(peer, 404), await next_status(peer, 404)
        assert one == two
        peer.send(from_peer(peer, "ACK", To=str(one.to)), b.port)


async def test_merged_request_is_482() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer), b.port)
        await theirs.next()
        peer.send(from_peer(peer, branch="z9hG4bKother"), b.port)
        await next_status(peer, 482)
        assert b.counters.merged == 1


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"From": "<sip:a@h"}, 400),
        ({"Max_Forwards": "many"}, 400),
        ({"CSeq": "1 BYE"}, 400),
        ({"Require": "timer, nothing-known"}, 420),
    ],
)
async def test_refusals(changes: dict[str, str], status: int) -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer, "OPTIONS", **changes), b.port)
        answer = await next_status(peer, status)
        assert answer.headers.get("Unsupported") == ("nothing-known" if status == 420 else None)
        assert theirs.requests.empty()


async def test_garbage_is_dropped_and_service_goes_on() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        for data in (b"", b"\r\n\r\n", b"\0\0", b"garbage", bytes(range(256)), b"SIP/2.0 999999 x\r\n\r\n"):
            peer.send(data, b.port)
        peer.send(make_answer(from_peer(peer), 200), b.port)
        peer.send(from_peer(peer, "OPTIONS"), b.port)
        (await theirs.next()).respond(200)
        await next_status(peer, 200)
        assert b.counters.malformed == 3 and b.counters.unmatched_responses == 1
        assert b.counters.responses == {200: 1} and b.server_transactions == 1


async def test_fault_of_the_handler_is_500(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Inbox):
        def on_request(self, tx: ServerTransaction) -> None:
            raise RuntimeError

    async with listening() as peer, running(Broken()) as b:
        peer.send(from_peer(peer, "OPTIONS"), b.port)
        await next_status(peer, 500)
        assert b.counters.handler_faults == 1 and "handler failed" in caplog.text


async def test_close_ends_what_is_open() -> None:
    theirs = Inbox()
    async with listening() as peer:
        async with running(Inbox()) as a, running(theirs) as b:
            waiting = a.request(to(peer.port))
            peer.send(from_peer(peer), b.port)
            tx = await theirs.next()
            tx.respond(200)
        assert (await final(waiting)).status == 503
        assert not await tx.acknowledged()
