"""Endpoints on loopback, with short timers, and a bare socket that speaks for a peer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from tests.sip.builders import make_request

from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.parser import parse_message
from switchboard.sip.transaction import Timers

FAST = Timers(t1_s=0.02, t2_s=0.08, t4_s=0.1)
WAIT_S = 10.0


class Inbox:
    """A handler that keeps what comes."""

    def __init__(self) -> None:
        self.requests: asyncio.Queue[ServerTransaction] = asyncio.Queue()
        self.acks: asyncio.Queue[Request] = asyncio.Queue()

    def on_request(self, tx: ServerTransaction) -> None:
        self.requests.put_nowait(tx)

    def on_ack(self, request: Request) -> None:
        self.acks.put_nowait(request)

    async def next(self) -> ServerTransaction:
        return await asyncio.wait_for(self.requests.get(), WAIT_S)


class Peer(asyncio.DatagramProtocol):
    """A UDP socket; what comes is parsed and kept."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[Message] = asyncio.Queue()
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.messages.put_nowait(parse_message(data))

    @property
    def port(self) -> int:
        assert self.transport is not None
        return int(self.transport.get_extra_info("sockname")[1])

    def send(self, message: Message | bytes, port: int) -> None:
        assert self.transport is not None
        data = message if isinstance(message, bytes) else message.serialize()
        self.transport.sendto(data, ("127.0.0.1", port))

    async def next(self) -> Message:
        return await asyncio.wait_for(self.messages.get(), WAIT_S)


@asynccontextmanager
async def running(inbox: Inbox, *, timers: Timers = FAST, tcp: bool = True) -> AsyncIterator[SipEndpoint]:
    endpoint = SipEndpoint(inbox, user_agent="test", timers=timers)
    await endpoint.start("127.0.0.1", 0, tcp=tcp)
    try:
        yield endpoint
    finally:
        await endpoint.close()


@asynccontextmanager
async def listening() -> AsyncIterator[Peer]:
    loop = asyncio.get_running_loop()
    transport, peer = await loop.create_datagram_endpoint(Peer, local_addr=("127.0.0.1", 0))
    try:
        yield peer
    finally:
        transport.close()


def to(port: int, method: str = "INVITE", *, tcp: bool = False, **changes: str) -> Request:
    """A request to a loopback port, without Via."""
    uri = f"sip:600@127.0.0.1:{port}" + (";transport=tcp" if tcp else "")
    return make_request(method, uri=uri, **{"Via": "", **changes})


def from_peer(peer: Peer, method: str = "INVITE", *, branch: str = "z9hG4bK1", **changes: str) -> Request:
    """A request that a peer sends, with Via."""
    via = f"SIP/2.0/UDP 127.0.0.1:{peer.port};rport;branch={branch}"
    return make_request(method, **{"Via": via, **changes})


async def final(transaction: ClientTransaction) -> Response:
    return await asyncio.wait_for(transaction.final(), WAIT_S)


async def next_status(peer: Peer, status: int) -> Response:
    while True:
        message = await peer.next()
        if isinstance(message, Response) and message.status == status:
            return message
