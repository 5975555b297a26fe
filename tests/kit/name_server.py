"""A name server on loopback, over UDP and TCP, with the records that a test gives it."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from tests.kit.ports import HOST

MAX_DATAGRAM_BYTES = 1232


@dataclass
class NameServer:
    """`records` by name and type, as in a zone file. It says nothing at all while it is `silent`, SERVFAIL for names
    that are `broken`, and `raw` octets in place of an answer. `asked` are the questions in their order."""

    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    ttl_s: int = 5
    silent: bool = False
    raw: bytes | None = None
    broken: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, data: bytes, limit: int | None = None) -> bytes:
        query = dns.message.from_wire(data)
        (question,) = query.question
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        if self.raw is not None:
            return self.raw
        response = dns.message.make_response(query, recursion_available=True)
        if name in self.broken:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif not any(known == name for known, _ in self.records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        for found in (kind, "CNAME"):
            if texts := self.records.get((name, found)):
                response.answer.append(dns.rrset.from_text(question.name, self.ttl_s, "IN", found, *texts))
        wire = response.to_wire(max_size=65535)
        if limit is None or len(wire) <= limit:
            return wire
        response.answer.clear()
        response.flags |= dns.flags.TC
        return response.to_wire()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if not self._server.silent:
            self._transport.sendto(self._server.answer(data, MAX_DATAGRAM_BYTES), addr)


@asynccontextmanager
async def name_server() -> AsyncIterator[NameServer]:
    """One that runs."""
    server = NameServer()

    async def over_tcp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        (length,) = struct.unpack("!H", await reader.readexactly(2))
        question = await reader.readexactly(length)
        if not server.silent:
            answer = server.answer(question)
            writer.write(struct.pack("!H", len(answer)) + answer)
        writer.close()

    tcp = await asyncio.start_server(over_tcp, HOST, 0)
    port = tcp.sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(server), local_addr=(HOST, port))
    server.address = f"{HOST}:{port}"
    try:
        yield server
    finally:
        transport.close()
        tcp.close()
        await tcp.wait_closed()
