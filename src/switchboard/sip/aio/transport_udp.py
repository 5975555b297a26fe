"""SIP over UDP (RFC 3261 §18)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

RECEIVE_BUFFER_BYTES = 4 << 20

OnDatagram = Callable[[bytes, str, int], None]


class UdpTransport(asyncio.DatagramProtocol):
    """One bound socket. `on_datagram(data, host, port)` must not raise."""

    def __init__(self, on_datagram: OnDatagram) -> None:
        self._on_datagram = on_datagram
        self._transport: asyncio.DatagramTransport | None = None
        self._send_error = False
        self._paused = False
        self._closed = asyncio.Event()

    @classmethod
    async def bind(
        cls, host: str, port: int, on_datagram: OnDatagram, sock: socket.socket | None = None
    ) -> UdpTransport:
        """Bind, or take `sock`, which is bound. OSError."""
        loop = asyncio.get_running_loop()
        address = None if sock is not None else (host, port)
        _, protocol = await loop.create_datagram_endpoint(lambda: cls(on_datagram), local_addr=address, sock=sock)
        return protocol

    @property
    def address(self) -> tuple[str, int]:
        """The bound host and port."""
        transport = self._transport
        name = transport.get_extra_info("sockname") if transport is not None else ("", 0)
        return str(name[0]), int(name[1])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed.set()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._on_datagram(data, addr[0], addr[1])

    def error_received(self, exc: Exception) -> None:
        self._send_error = True

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False

    def send(self, data: bytes, host: str, port: int) -> bool:
        """Send to a numeric address; False where the system refuses. Nothing is queued beyond the buffer."""
        transport = self._transport
        if transport is None or transport.is_closing() or self._paused:
            return False
        self._send_error = False
        try:
            transport.sendto(data, (host, port))
        except (OSError, ValueError):
            return False
        return not self._send_error

    async def close(self) -> None:
        """Close and wait for it."""
        if self._transport is not None:
            self._transport.close()
            await self._closed.wait()
