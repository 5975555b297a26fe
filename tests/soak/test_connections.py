"""Idle TCP connections: strangers' are closed when the operator's guide says so, that of a registered phone stays."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from switchboard.sip.aio.transport_tcp import FIRST_MESSAGE_S, IDLE_S
from switchboard.sip.identifiers import new_branch
from tests.kit.product import Product
from tests.kit.strangers import Stranger
from tests.kit.ua import Calling, Invited, Session, Telephone

pytestmark = [pytest.mark.soak]

SILENCE_S = 150.0
WITHIN_S = 30.0
EACH = 100
MUTE, PINGING, ASKING = "127.0.0.3", "127.0.0.4", "127.0.0.5"


@dataclass(slots=True)
class Idle:
    """A connection that said something, or nothing, and then is silent.

    Its time counts from before it was opened, so that it is never less than the product's.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    silent_since_s: float

    @classmethod
    async def open(cls, host: str, port: int, said: bytes) -> "Idle":
        since_s = asyncio.get_running_loop().time()
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(host, 0))
        if said:
            writer.write(said)
            assert await reader.read(1)
        return cls(reader, writer, since_s)

    async def lasted_s(self) -> float:
        """How long it was silent before the other side closed it."""
        with contextlib.suppress(ConnectionError):
            while await self.reader.read(4096):
                continue
        self.writer.close()
        return asyncio.get_running_loop().time() - self.silent_since_s


def nothing(port: int) -> bytes:
    return b""


def ping(port: int) -> bytes:
    return b"\r\n\r\n"


def question(port: int) -> bytes:
    """OPTIONS over TCP."""
    text = Stranger(port, ASKING).request("OPTIONS", "1000", "1000", new_branch(), "")
    return text.replace("SIP/2.0/UDP", "SIP/2.0/TCP").encode()


STRANGERS = (
    (MUTE, nothing, FIRST_MESSAGE_S),
    (PINGING, ping, FIRST_MESSAGE_S),
    (ASKING, question, IDLE_S),
)
"""Their address, what they say, and how long they may be silent then."""


@asynccontextmanager
async def registered_over_tcp(product: Product) -> AsyncIterator["asyncio.Queue[tuple[Invited, Session]]"]:
    """Alice's telephone, and the calls that it has answered."""
    answered: asyncio.Queue[tuple[Invited, Session]] = asyncio.Queue()

    async def answer(invited: Invited) -> None:
        invited.ring()
        answered.put_nowait((invited, await invited.answer()))

    alice = Telephone(answer, transport="tcp")
    await alice.start()
    await alice.register("1000", product.sip_password("1000"), product.sip_port)
    try:
        yield answered
    finally:
        await alice.close()


async def test_a_registered_phone_keeps_its_connection_beside_300_that_lose_theirs(product: Product) -> None:
    port = product.sip_port
    async with registered_over_tcp(product) as answered, asyncio.timeout(SILENCE_S + 2 * WITHIN_S):
        idle = [[await Idle.open(host, port, say(port)) for _ in range(EACH)] for host, say, _ in STRANGERS]
        closing = [asyncio.gather(*(one.lasted_s() for one in those)) for those in idle]
        await asyncio.sleep(SILENCE_S)
        for (host, _, least_s), closed in zip(STRANGERS, closing, strict=True):
            times_s = await closed
            print(f"{host}: {len(times_s)} closed after {min(times_s):.1f} to {max(times_s):.1f} s")
            assert least_s <= min(times_s)
            assert max(times_s) < least_s + WITHIN_S
        await calls_alice(product, answered)


async def calls_alice(product: Product, answered: "asyncio.Queue[tuple[Invited, Session]]") -> None:
    """Bob reaches her, over the connection that she registered by and not over a new one, and hears her."""
    bob = Telephone(not_called)
    await bob.start()
    try:
        calling = Calling(bob, "1001", product.sip_password("1001"))
        assert await calling.place("1000", product.sip_port) == 200
        assert calling.session is not None
        invited, alices = await answered.get()
        assert (invited.tx.source.transport, invited.tx.source.port) == ("tcp", product.sip_port)
        await alices.rtp.talk(440.0, 1.0)
        await calling.session.rtp.hears_tone(440.0)
        await calling.session.bye()
        await asyncio.wait_for(alices.ended.wait(), WITHIN_S)
    finally:
        await bob.close()


async def not_called(invited: Invited) -> None:
    raise AssertionError(invited.uri)
