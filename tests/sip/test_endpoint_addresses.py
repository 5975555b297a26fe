"""Where the endpoint sends, and by which transport: over real sockets on loopback."""

from __future__ import annotations

import asyncio

import pytest
from tests.sip.aio_support import WAIT_S, Inbox, final, from_peer, listening, next_status, running, to

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.message import Request

pytestmark = pytest.mark.interop


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
