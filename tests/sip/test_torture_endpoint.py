"""The messages of RFC 4475 at a running endpoint, over UDP and TCP, whose handler answers 200 to all that it gets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.sip.aio_support import FAST, WAIT_S, Inbox, from_peer, listening
from tests.sip.builders import make_request
from tests.sip.test_torture import DIRECTORY, DROPPED, EXPECTED, PARSED

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Message, Response

pytestmark = pytest.mark.interop
SENTINEL = "sentinel"
RESPONSES = ("noreason", "unreason", "scalarlg", "bigcode", "bcast")


class Answering(Inbox):
    def on_request(self, tx: ServerTransaction) -> None:
        tx.respond(200)


class Endpoint(SipEndpoint):
    """Notes what it answers: the Via of most messages names no address where a test could listen."""

    def __init__(self) -> None:
        super().__init__(Answering(), user_agent="test", timers=FAST)
        self._answers: dict[str, int] = {}

    def transmit(self, message: Message, target: NextHop) -> bool:
        call = message.headers.get("Call-ID") or "none"
        if isinstance(message, Response) and call != SENTINEL and message.is_final:
            self._answers[call] = message.status
        return super().transmit(message, target)

    @property
    def answered(self) -> list[int]:
        """The final statuses, one for each call."""
        return list(self._answers.values())


@asynccontextmanager
async def running() -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    await endpoint.start("127.0.0.1", 0)
    try:
        yield endpoint
    finally:
        await endpoint.close()


def expected(name: str) -> list[int]:
    outcome = EXPECTED[name][1]
    if outcome == DROPPED or name in RESPONSES:
        return []
    return [200] if outcome == PARSED else [int(outcome)]


@pytest.mark.parametrize("name", EXPECTED)
async def test_over_udp(name: str) -> None:
    async with listening() as peer, running() as endpoint:
        peer.send((DIRECTORY / f"{name}.dat").read_bytes(), endpoint.port)
        peer.send(from_peer(peer, "OPTIONS", Call_ID=SENTINEL), endpoint.port)
        while (await peer.next()).headers.get("Call-ID") != SENTINEL:
            continue
        assert endpoint.answered == expected(name)
        assert endpoint.counters.handler_faults == 0


OVER_TCP: dict[str, list[int]] = {"clerr": [], "dblreq": [200, 200], "inv2543": [400]}
"""Where a stream differs from a datagram: clerr waits for its body, dblreq is two requests, inv2543 has no length."""


@pytest.mark.parametrize("name", EXPECTED)
async def test_over_tcp(name: str) -> None:
    """Until the request behind it is answered, or the connection is closed since nobody can tell where that begins."""
    async with running() as endpoint:
        reader, writer = await asyncio.open_connection("127.0.0.1", endpoint.port)
        sentinel = make_request("OPTIONS", Via="SIP/2.0/TCP h;branch=z9hG4bKsentinel", Call_ID=SENTINEL)
        writer.write((DIRECTORY / f"{name}.dat").read_bytes() + (b"" if name == "clerr" else sentinel.serialize()))
        if name == "clerr":
            writer.write_eof()
        seen = b""
        async with asyncio.timeout(WAIT_S):
            while SENTINEL.encode() not in seen and (chunk := await reader.read(65536)):
                seen += chunk
        writer.close()
        await writer.wait_closed()
        assert endpoint.answered == OVER_TCP.get(name, expected(name)) and endpoint.counters.handler_faults == 0
