"""The far end of trunks, played by SIPp, and the objects that make them part of the configuration."""

import asyncio
import hashlib
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import cast

from switchboard.model.base import Document
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from switchboard.store.documents.repository import Repository
from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones
from tests.kit.product import Product
from tests.kit.sipp import Sipp

LOGGED_S = 10.0


@dataclass(frozen=True, slots=True)
class Objects:
    """Writes configuration beside the running product, as its CLI does, without a process for each object."""

    repository: Repository
    calls: CallLog
    tenant: int

    async def last_call(self) -> set[str]:
        """The call that came in last, if there is any."""
        return {call.id for call in await self.calls.page(self.tenant, limit=1)}

    async def create(self, document: Document) -> int:
        """The new object's id."""
        return (await self.repository.create(document, author="test")).id

    async def id_of(self, number: str) -> int:
        """The id of what has that number."""
        stored = await self.repository.by_number(number)
        assert stored is not None
        return stored.id


@asynccontextmanager
async def objects_of(product: Product, tenant: int = DEFAULT_TENANT) -> AsyncIterator[Objects]:
    """The configuration of a tenant of a product."""
    async with product.database() as database:
        yield Objects(Repository(database, tenant), CallLog(database, ""), tenant)


async def outside_call(
    phones: Phones,
    port: int,
    number: str,
    *then: str,
    user: str = "4930123456",
    to: str = "",
    rtp_port: int = 9,
    headers: str = "Subject: a call",
) -> Sipp:
    """Somebody outside calls `number`; the call comes from the trunk's `port`. `to` where To names another number."""
    phone = await Sipp.start(
        phones.directory,
        "trunk_call",
        phones.product.sip_port,
        local_port=port,
        then="\n".join(then),
        sdp=steps.sdp(),
        user=user,
        number=number,
        to=to or number,
        rtp_port=rtp_port,
        headers=headers,
    )
    phones.running.append(phone)
    return phone


async def trunk_answers(
    phones: Phones, port: int, *then: str, scenario: str = "callee", rtp_port: int = 9, **keys: object
) -> Sipp:
    """A trunk at `port` that takes one call, or one registration."""
    keys |= {"then": "\n".join(then), "rtp_port": rtp_port}
    phone = await Sipp.start(phones.directory, scenario, phones.product.sip_port, local_port=port, tcp=False, **keys)
    phones.running.append(phone)
    return phone


TALKS = (
    steps.respond(180, "Ringing"),
    steps.respond(200, "OK", steps.sdp()),
    steps.ACKNOWLEDGED,
    steps.takes("BYE"),
)
"""A callee that rings, answers, and is hung up on."""


def refuses(status: int, reason: str) -> tuple[str, ...]:
    """A callee that refuses."""
    return steps.respond(status, reason), steps.ACKNOWLEDGED


def received(sipp: Sipp, method: str) -> list[str]:
    """The requests of that method that SIPp has got, as text."""
    parts = re.split(r"^-{20,}.*$", sipp.messages, flags=re.MULTILINE)
    messages = [part.partition("\n\n")[2] for part in parts if "message received" in part]
    return [message for message in messages if message.startswith(f"{method} ")]


def header(message: str, name: str) -> str:
    """The value of a header of a request."""
    found = re.search(rf"^{name}: *(.*?)\r?$", message, flags=re.MULTILINE | re.IGNORECASE)
    assert found, f"no {name} in {message}"
    return found[1]


def assert_proves(message: str, name: str, username: str, password: str) -> None:
    """The header `name` holds a right answer to the challenges of the scenarios (RFC 7616 §3.4, MD5 with qop)."""
    value = header(message, name)
    fields = {key: quoted or bare for key, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', value)}
    method = message.partition(" ")[0]
    secret = _md5(f"{username}:provider:{password}")
    parts = (secret, fields["nonce"], fields["nc"], fields["cnonce"], "auth", _md5(f"{method}:{fields['uri']}"))
    assert (fields["username"], fields["response"]) == (username, _md5(":".join(parts)))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@contextmanager
def nobody_calls(port: int) -> Iterator[None]:
    """Listen at a trunk's `port`; not one datagram may come meanwhile."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", port))
        listener.setblocking(False)
        yield
        try:
            came = listener.recv(4096)
        except BlockingIOError:
            return
        raise AssertionError(f"this came to the trunk: {came!r}")


@asynccontextmanager
async def listening(port: int) -> AsyncIterator["Datagrams"]:
    """A socket at a trunk's `port` that a test answers by hand."""
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_datagram_endpoint(Datagrams, local_addr=("127.0.0.1", port))
    try:
        yield protocol
    finally:
        transport.close()


class Datagrams(asyncio.DatagramProtocol):
    """What came, in order."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._queue.put_nowait(data.decode())

    async def registration(self, expires: str, within_s: float = LOGGED_S) -> str:
        """The next REGISTER that asks for so many seconds."""
        async with asyncio.timeout(within_s):
            while True:
                message = await self._queue.get()
                if message.startswith("REGISTER ") and header(message, "Expires") == expires:
                    return message


@asynccontextmanager
async def options_answered(port: int, status: str = "200 OK") -> AsyncIterator[None]:
    """A provider at `port` that answers each OPTIONS, and nothing else."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Answering(status), local_addr=("127.0.0.1", port))
    try:
        yield
    finally:
        transport.close()


class _Answering(asyncio.DatagramProtocol):
    """Answers with the headers that a response repeats (RFC 3261 §8.2.6.2)."""

    def __init__(self, status: str) -> None:
        self._status = status
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = data.decode()
        if self._transport is not None and message.startswith("OPTIONS "):
            repeated = [f"{name}: {header(message, name)}" for name in ("Via", "From", "To", "Call-ID", "CSeq")]
            lines = [f"SIP/2.0 {self._status}", *repeated, "Content-Length: 0", "", ""]
            self._transport.sendto("\r\n".join(lines).encode(), addr)


class Registrar(asyncio.DatagramProtocol):
    """A provider that grants each REGISTER, and nothing else; `registrations` are the port that each of them names in
    its Contact, and the seconds that it asks for.
    """

    def __init__(self) -> None:
        self.registrations: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
        self._heard: set[tuple[str, str]] = set()
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = data.decode()
        if self._transport is not None and message.startswith("REGISTER "):
            names = ("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Expires")
            lines = ["SIP/2.0 200 OK", *(f"{name}: {header(message, name)}" for name in names), "Content-Length: 0"]
            self._transport.sendto("\r\n".join([*lines, "", ""]).encode(), addr)
            which = header(message, "Call-ID"), header(message, "CSeq")
            port = re.search(r":(\d+)[>;]", header(message, "Contact"))
            if which in self._heard or port is None:  # sent again
                return
            self._heard.add(which)
            self.registrations.put_nowait((int(port[1]), int(header(message, "Expires"))))


@asynccontextmanager
async def registrar() -> AsyncIterator[tuple[Registrar, int]]:
    """One, and its port."""
    loop = asyncio.get_running_loop()
    transport, found = await loop.create_datagram_endpoint(Registrar, local_addr=("127.0.0.1", 0))
    try:
        yield found, transport.get_extra_info("sockname")[1]
    finally:
        transport.close()
