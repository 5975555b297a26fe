"""What the network says of datagrams in vain (ICMP) ends the transaction that sent them, and no other."""

from __future__ import annotations

import asyncio
import socket

import pytest
from tests.sip.aio_support import WAIT_S, Inbox, listening, running, to

from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.message import Request, Response
from switchboard.sip.transaction import Timers

pytestmark = pytest.mark.interop

PATIENT = Timers(t1_s=60.0)
"""No time-out comes to help."""


async def final(transaction: ClientTransaction) -> Response:
    return await asyncio.wait_for(transaction.final(), WAIT_S)


def closed_port(host: str = "127.0.0.1") -> tuple[socket.socket, int]:
    """A port at which nobody listens for UDP, kept from others by a TCP socket that does not listen either."""
    holder = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    holder.bind((host, 0))
    port: int = holder.getsockname()[1]
    return holder, port


@pytest.mark.parametrize("method", ["INVITE", "OPTIONS"])
async def test_a_closed_port_ends_the_request_at_once(method: str) -> None:
    holder, port = closed_port()
    with holder:
        async with running(Inbox(), timers=PATIENT) as endpoint:
            transaction = endpoint.request(to(port, method))
            assert (await final(transaction)).status == 503
            assert transaction.unreachable


@pytest.mark.parametrize("host", ["::", "::1"])
async def test_over_ipv6(host: str) -> None:
    holder, port = closed_port("::1")
    with holder:
        endpoint = SipEndpoint(Inbox(), user_agent="test", timers=PATIENT)
        await endpoint.start(host, 0)
        transaction = endpoint.request(Request("OPTIONS", f"sip:[::1]:{port}", to(port, "OPTIONS").headers))
        assert (await final(transaction)).status == 503
        assert transaction.unreachable
        await endpoint.close()


async def test_ipv4_from_a_socket_for_both() -> None:
    holder, port = closed_port()
    with holder:
        endpoint = SipEndpoint(Inbox(), user_agent="test", timers=PATIENT)
        await endpoint.start("::", 0)
        transaction = endpoint.request(to(port))
        assert (await final(transaction)).status == 503
        assert transaction.unreachable
        await endpoint.close()


async def test_other_requests_go_on() -> None:
    holder, port = closed_port()
    theirs = Inbox()
    with holder:
        async with running(Inbox(), timers=PATIENT) as a, running(theirs) as b:
            before = a.request(to(b.port, "OPTIONS"))
            gone = a.request(to(port))
            after = a.request(to(b.port, "OPTIONS", CSeq="2 OPTIONS"))
            assert (await final(gone)).status == 503
            for _ in (before, after):
                (await theirs.next()).respond(200)
            assert [(await final(one)).status for one in (before, after)] == [200, 200]
            assert not before.unreachable


async def test_a_report_about_what_was_never_sent_is_not_believed() -> None:
    async with listening() as peer, running(Inbox(), timers=PATIENT) as a:
        invite = a.request(to(peer.port))
        await peer.next()
        sent = invite.request.serialize()
        invite.undeliverable("127.0.0.1", peer.port + 1, sent)
        invite.undeliverable("127.0.0.2", peer.port, sent)
        invite.undeliverable("127.0.0.1", peer.port, b"INVITE sip:somebody-else")
        assert not invite.unreachable
        invite.undeliverable("127.0.0.1", peer.port, sent[:200])
        assert (await final(invite)).status == 503


async def test_a_peer_that_has_spoken_is_there() -> None:
    theirs = Inbox()
    ringing = asyncio.Event()
    async with running(Inbox(), timers=PATIENT) as a, running(theirs) as b:
        invite = a.request(to(b.port), on_provisional=lambda response: ringing.set())
        tx = await theirs.next()
        await asyncio.wait_for(ringing.wait(), WAIT_S)
        invite.undeliverable("127.0.0.1", b.port, invite.request.serialize())
        assert not invite.unreachable
        tx.respond(486)
        assert (await final(invite)).status == 486
