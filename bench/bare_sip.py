"""The floor of call set-up: a process that answers INVITE and BYE with the caller's own lines, and knows nothing.

No transactions, no checks, no dialogs, no media, no database; asyncio's UDP as in the product.
"""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import cast

from bench.phone_sip import SDP

ECHOED = (b"Via:", b"From:", b"To:", b"Call-ID:", b"CSeq:")
BODY = SDP.format(number=1, rtp_port=9).encode()


class Responder(asyncio.DatagramProtocol):
    """100 and 200 to INVITE, 200 to BYE."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        port = transport.get_extra_info("sockname")[1]
        self._contact = b"Contact: <sip:bare@127.0.0.1:%d>" % port

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        lines = [line for line in data.split(b"\r\n") if line.startswith(ECHOED)]
        if data.startswith(b"INVITE"):
            self._answer(b"100 Trying", lines, b"", addr)
            tagged = [line + b";tag=1" if line.startswith(b"To:") else line for line in lines]
            self._answer(b"200 OK", [*tagged, self._contact, b"Content-Type: application/sdp"], BODY, addr)
        elif data.startswith(b"BYE"):
            self._answer(b"200 OK", lines, b"", addr)

    def _answer(self, status: bytes, lines: list[bytes], body: bytes, addr: tuple[str, int]) -> None:
        head = b"\r\n".join([b"SIP/2.0 " + status, *lines, b"Content-Length: %d\r\n\r\n" % len(body)])
        self._transport.sendto(head + body, addr)


async def _serve(pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Responder, local_addr=("127.0.0.1", 0))
    pipe.send(transport.get_extra_info("sockname")[1])
    await loop.run_in_executor(None, pipe.recv)
    transport.close()


def _process(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


@contextmanager
def bare_sip() -> Iterator[int]:
    """A running responder; its port."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_process, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join(5)
        if process.is_alive():
            process.kill()
