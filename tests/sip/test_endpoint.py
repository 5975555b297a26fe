"""The endpoint over real sockets on loopback."""

from __future__ import annotations

import asyncio

import pytest
from tests.sip.aio_support import WAIT_S, Inbox, Peer, from_peer, listening, running, to
from tests.sip.builders import make_answer

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Request, Response

pytestmark = pytest.mark.interop


async def final(transaction: ClientTransaction) -> Response:
    return await asyncio.wait_for(transaction.final(), WAIT_S)


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


async def next_status(peer: Peer, status: int) -> Response:
    while True:
        message = await peer.next()
        if isinstance(message, Response) and message.status == status:
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


async def test_response_goes_where_via_says_without_rport_and_to_the_source_with_it() -> None:
    theirs = Inbox()
    async with listening() as peer, listening() as other, running(theirs) as b:
        via = f"SIP/2.0/UDP 127.0.0.1:{other.port};branch=z9hG4bK5"
        peer.send(from_peer(peer, "OPTIONS", Via=via), b.port)
        (await theirs.next()).respond(200)
        await next_status(other, 200)
        peer.send(from_peer(peer, "OPTIONS", Via=f"{via}6;rport", CSeq="2 OPTIONS"), b.port)
        (await theirs.next()).respond(200)
        answer = await next_status(peer, 200)
        assert answer.via.params["rport"] == str(peer.port) and answer.via.received == "127.0.0.1"


async def test_record_route_is_repeated_in_the_answer() -> None:
    theirs = Inbox()
    async with listening() as peer, running(theirs) as b:
        peer.send(from_peer(peer, Record_Route="<sip:p1;lr>, <sip:p2;lr>"), b.port)
        tx = await theirs.next()
        tx.respond(180)
        assert (await next_status(peer, 180)).headers.get("Record-Route") == "<sip:p1;lr>, <sip:p2;lr>"


async def test_route_decides_where_a_request_goes() -> None:
    async with listening() as peer, running(Inbox()) as a:
        a.request(to(9, "OPTIONS", Route=f"<sip:127.0.0.1:{peer.port};lr>"))
        request = await peer.next()
        assert isinstance(request, Request) and request.uri == "sip:600@127.0.0.1:9"


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


async def test_tcp_connection_is_used_both_ways() -> None:
    ours, theirs = Inbox(), Inbox()
    async with running(ours) as a, running(theirs) as b:
        register = a.request(to(b.port, "REGISTER", tcp=True))
        tx = await theirs.next()
        tx.respond(200)
        assert (await final(register)).status == 200
        assert tx.source.flow is not None and tx.source.port != a.port
        call = b.request(to(9), hop=tx.source.way_back)
        back = await ours.next()
        back.respond(486)
        assert (await final(call)).status == 486


async def test_tcp_keep_alive_and_broken_stream() -> None:
    async with running(Inbox()) as b:
        reader, writer = await asyncio.open_connection("127.0.0.1", b.port)
        writer.write(b"\r\n\r\n")
        assert await asyncio.wait_for(reader.readexactly(2), WAIT_S) == b"\r\n"
        writer.write(
            to(1, "OPTIONS", Via="SIP/2.0/TCP h;branch=z9hG4bK1").serialize().replace(b"Content-Length: 0\r\n", b"")
        )
        assert (await asyncio.wait_for(reader.read(), WAIT_S)).startswith(b"SIP/2.0 400 ")
        writer.close()


async def test_what_came_before_a_broken_stream_is_answered() -> None:
    theirs = Inbox()
    async with running(theirs) as b:
        reader, writer = await asyncio.open_connection("127.0.0.1", b.port)
        writer.write(to(1, "OPTIONS", Via="SIP/2.0/TCP h;branch=z9hG4bK1").serialize() + b"C\r\n\r\n")
        (await theirs.next()).respond(200)
        assert (await asyncio.wait_for(reader.read(), WAIT_S)).startswith(b"SIP/2.0 200 ")
        writer.close()
        await writer.wait_closed()


async def test_what_is_too_long_is_513() -> None:
    async with listening() as peer, running(Inbox()) as b:
        peer.send(from_peer(peer, "OPTIONS", Subject="x" * 16_384), b.port)
        await next_status(peer, 513)
        reader, writer = await asyncio.open_connection("127.0.0.1", b.port)
        writer.write(to(1, "OPTIONS", Via="SIP/2.0/TCP h;branch=z9hG4bK1", Subject="x" * 65_536).serialize())
        assert (await asyncio.wait_for(reader.read(), WAIT_S)).startswith(b"SIP/2.0 513 ")
        writer.close()
        await writer.wait_closed()


async def test_long_request_goes_over_tcp_and_falls_back_to_udp() -> None:
    theirs = Inbox()
    async with running(Inbox()) as a, running(theirs) as b, running(theirs, tcp=False) as c:
        for endpoint, transport in ((b, "tcp"), (c, "udp")):
            a.request(to(endpoint.port, "MESSAGE", Subject="x" * 2000))
            tx = await theirs.next()
            assert tx.source.transport == transport
            tx.respond(200)


async def test_names_are_resolved() -> None:
    theirs = Inbox()
    async with running(Inbox()) as a, running(theirs) as b:
        headers = to(9, "OPTIONS").headers
        options = a.request(Request("OPTIONS", f"sip:localhost:{b.port}", headers))
        (await theirs.next()).respond(200)
        assert (await final(options)).status == 200
        assert (await final(a.request(Request("OPTIONS", "sip:nowhere.invalid", headers)))).status == 503


async def test_advertised_host_and_contact() -> None:
    async with running(Inbox()) as a:
        assert str(a.contact(NextHop("udp", "127.0.0.1", 5060), "600")) == f"<sip:600@127.0.0.1:{a.port}>"
        assert a.contact(NextHop("tcp", "127.0.0.1", 5060)).uri.transport == "tcp"
    endpoint = SipEndpoint(Inbox(), user_agent="x", advertised_host="pbx.example.com")
    assert endpoint.local_host("1.2.3.4") == "pbx.example.com"
    await endpoint.close()


async def test_wildcard_address_becomes_that_of_the_route() -> None:
    endpoint = SipEndpoint(Inbox(), user_agent="x")
    await endpoint.start("0.0.0.0", 0)
    assert endpoint.local_host("127.0.0.1") == "127.0.0.1"
    await endpoint.close()


async def test_caller_whose_connection_broke_counts_as_cancelled() -> None:
    theirs = Inbox()
    async with running(theirs) as b:
        async with running(Inbox()) as a:
            a.request(to(b.port, tcp=True))
            tx = await theirs.next()
        while tx.source.flow is not None and not tx.cancelled.done():
            tx.respond(180)
            await asyncio.sleep(0)
        assert tx.cancelled.done()


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
