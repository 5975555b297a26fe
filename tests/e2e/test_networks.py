"""Phones behind NATs, phones that vanish or send their callers on, and peers that want more than their share."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from switchboard.config import load
from switchboard.model.destination import ToIvr
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.sip.digest import answer_challenge
from switchboard.sip.identifiers import new_branch
from tests.kit.product import Product
from tests.kit.strangers import Stranger, stranger_at
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, Calling, Invited, Session, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ALICE, BOB, CAROL = "1000", "1001", "1002"
WITHIN_S = 15.0
"""Less than any phone rings, and than a request is sent again and again."""
NEIGHBOUR, FLOODER = "127.0.0.30", "127.0.0.20"
FLOOD = 60
"""More calls than a source may have half open with the RTP ports of the product."""


class Desk:
    """A telephone of an extension that takes calls; `sessions` are those that it has answered."""

    def __init__(self, product: Product, number: str, said_port: int | None = None) -> None:
        self._product = product
        self.number = number
        self.telephone = Telephone(self._take, said_port=said_port)
        self.invited: asyncio.Queue[Invited] = asyncio.Queue()
        self.sessions: asyncio.Queue[Session] = asyncio.Queue()
        self.forwards_to = ""

    async def _take(self, invited: Invited) -> None:
        self.invited.put_nowait(invited)
        if self.forwards_to:
            invited.tx.respond(302, headers=[("Contact", f"<sip:{self.forwards_to}@{HOST}>")])
        else:
            invited.ring()
            self.sessions.put_nowait(await invited.answer())

    async def register(self) -> None:
        password = self._product.sip_password(self.number)
        await self.telephone.register(self.number, password, self._product.sip_port)

    async def call(self, number: str) -> tuple[int, Session | None]:
        calling = Calling(self.telephone, self.number, self._product.sip_password(self.number))
        status = await asyncio.wait_for(calling.place(number, self._product.sip_port), WITHIN_S)
        return status, calling.session


@asynccontextmanager
async def desk(product: Product, number: str, said_port: int | None = None) -> AsyncIterator[Desk]:
    found = Desk(product, number, said_port)
    await found.telephone.start()
    try:
        yield found
    finally:
        await found.telephone.close()


@pytest_asyncio.fixture(loop_scope="module")
async def bob(product: Product) -> AsyncIterator[Desk]:
    async with desk(product, BOB) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def elsewhere() -> AsyncIterator[socket.socket]:
    """The port that a phone believes to have. Nothing may come to it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((HOST, 0))
        sock.setblocking(False)
        yield sock
        with pytest.raises(BlockingIOError):
            sock.recv(4000)


async def test_a_phone_is_called_back_where_it_registered_from(
    product: Product, bob: Desk, elsewhere: socket.socket
) -> None:
    async with desk(product, ALICE, elsewhere.getsockname()[1]) as alice:
        await alice.register()
        status, session = await bob.call(ALICE)
        assert status == 200 and session is not None
        answered = await asyncio.wait_for(alice.sessions.get(), WITHIN_S)
        await session.bye()
        await asyncio.wait_for(answered.ended.wait(), WITHIN_S)


async def test_a_caller_is_hung_up_on_where_it_called_from(
    product: Product, bob: Desk, elsewhere: socket.socket
) -> None:
    await bob.register()
    async with desk(product, ALICE, elsewhere.getsockname()[1]) as alice:
        status, session = await alice.call(BOB)
        assert status == 200 and session is not None
        await (await asyncio.wait_for(bob.sessions.get(), WITHIN_S)).bye()
        await asyncio.wait_for(session.ended.wait(), WITHIN_S)


async def test_nobody_waits_for_a_phone_that_vanished(product: Product, bob: Desk) -> None:
    async with desk(product, ALICE) as alice:
        await alice.register()
    began = datetime.now(UTC)
    for _ in range(2):
        assert (await bob.call(ALICE))[0] == 480
    calls = await product.ended_calls(2, since=began)
    assert [call["cause"] for call in calls] == ["unreachable", "unreachable"]
    async with desk(product, ALICE) as alice:
        await alice.register()
        status, session = await bob.call(ALICE)
        assert status == 200 and session is not None
        await session.bye()


async def test_who_is_forwarded_says_by_whom(product: Product, bob: Desk) -> None:
    async with desk(product, ALICE) as alice, desk(product, CAROL) as carol:
        alice.forwards_to = CAROL
        await alice.register()
        await carol.register()
        status, session = await bob.call(ALICE)
        assert status == 200 and session is not None
        request = (await carol.invited.get()).tx.request
        assert re.match(rf'"[^"]+" <sip:{ALICE}@[^>]+>;reason=deflection', request.headers.get("Diversion") or "")
        assert request.from_.uri.user == BOB
        assert (await alice.invited.get()).tx.request.headers.get("Diversion") is None
        await session.bye()


async def test_a_phone_keeps_its_connection_whatever_its_neighbours_open(product: Product, bob: Desk) -> None:
    async with AsyncExitStack() as stack:
        reader, writer = await _connected(stack, product)
        await _register_over(reader, writer, product)
        strangers = [await _connected(stack, product) for _ in range(250)]
        for other in strangers:
            other[1].write(b"\r\n\r\n")
        with suppress(ConnectionResetError):  # where the line breaks come after the end
            await asyncio.wait_for(strangers[0][0].read(), WITHIN_S)
        calling = asyncio.create_task(bob.call(CAROL))
        await asyncio.wait_for(reader.readuntil(b"INVITE sip:"), WITHIN_S)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), WITHIN_S)
        writer.write(_busy(head.decode()))
        assert (await calling)[0] == 486


async def _connected(stack: AsyncExitStack, product: Product) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    found = await asyncio.open_connection(HOST, product.sip_port, local_addr=(NEIGHBOUR, 0))
    stack.callback(found[1].close)
    return found


async def _register_over(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, product: Product) -> None:
    """As Carol, over TCP."""
    stranger = Stranger(product.sip_port, NEIGHBOUR)
    writer.write(_register(stranger, ""))
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), WITHIN_S)).decode()
    challenges = re.findall(r"^WWW-Authenticate: (.*?)\r$", head, re.MULTILINE)
    password = product.sip_password(CAROL)
    proof = answer_challenge(challenges, "REGISTER", f"sip:{HOST}:{product.sip_port}", CAROL, password=password)
    writer.write(_register(stranger, f"Authorization: {proof}\r\n"))
    assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), WITHIN_S)).startswith(b"SIP/2.0 200 ")


def _busy(request: str) -> bytes:
    kept = re.findall(r"^(?:Via|From|Call-ID|CSeq): .*?\r\n", request, re.MULTILINE)
    to = re.findall(r"^To: .*?(?=\r\n)", request, re.MULTILINE)
    return "".join(["SIP/2.0 486 Busy Here\r\n", *kept, *to, ";tag=b\r\nContent-Length: 0\r\n\r\n"]).encode()


def _register(stranger: Stranger, proof: str) -> bytes:
    return (
        stranger.request("REGISTER", CAROL, CAROL, new_branch(), proof).replace("SIP/2.0/UDP", "SIP/2.0/TCP").encode()
    )


async def test_calls_that_nobody_acknowledges_leave_room_for_others(product: Product, bob: Desk) -> None:
    async with objects_of(product) as objects:
        trunk = await objects.create(Trunk(name="flooder", host=FLOODER))
        menu = ToIvr(ivr=await objects.id_of("6200"))
        await objects.create(InboundRoute(name="flood", trunks=(trunk,), pattern="5559", to=menu))
    may = load(product.directory / "switchboard.toml").streams // 8
    assert may < FLOOD
    branches = {new_branch() for _ in range(FLOOD)}
    async with stranger_at(FLOODER, product.sip_port) as flooder:
        for branch in branches:
            flooder.send(flooder.request("INVITE", "4930123", "5559", branch, "").encode())
        answers = await flooder.finals(branches)
    refused = [answer for answer in answers if answer.startswith("SIP/2.0 503 ")]
    assert len(refused) == FLOOD - may
    assert all("\r\nRetry-After: " in answer for answer in refused)
    assert len([answer for answer in answers if answer.startswith("SIP/2.0 200 ")]) == may
    status, session = await bob.call("6200")
    assert status == 200 and session is not None
    await session.bye()
    told = (product.data / "security.log").read_text()
    assert len(re.findall(rf" sip-flood source={FLOODER} ", told)) == 1
