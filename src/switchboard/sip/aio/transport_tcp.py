"""SIP over TCP: accepted and opened connections, reused both ways (RFC 3261 §18, RFC 5626 keep-alive)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

from switchboard.sip.errors import MalformedMessage
from switchboard.sip.message import Request, Response
from switchboard.sip.parser import KeepAlive, StreamParser

MAX_WRITE_BUFFER_BYTES = 1 << 20
MAX_CONNECTIONS = 4096
CONNECT_TIMEOUT_S = 10.0
FIRST_MESSAGE_S = 30.0
IDLE_S = 3720.0
"""More than the longest registration, whose calls come over its connection."""

StreamItem = Request | Response | MalformedMessage
OnItem = Callable[[StreamItem, "Connection"], None]


class Connection(asyncio.Protocol):
    """One connection. `on_item` must not raise."""

    def __init__(self, owner: TcpTransport, flow: int) -> None:
        self.flow = flow
        self.peer: tuple[str, int] = ("", 0)
        self._owner = owner
        self._parser = StreamParser()
        self._transport: asyncio.Transport | None = None
        self._idle: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        name = transport.get_extra_info("peername") or ("", 0)
        self.peer = (str(name[0]), int(name[1]))
        if self._owner.add(self):
            self._restart_idle(FIRST_MESSAGE_S)
        else:
            self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._owner.remove(self)

    def data_received(self, data: bytes) -> None:
        for item in self._parser.feed(data):
            if item is KeepAlive.PING:
                self.send(b"\r\n")
            elif not isinstance(item, KeepAlive):
                self._owner.on_item(item, self)
            self._restart_idle(IDLE_S)
        if self._parser.broken and self._transport is not None:
            self._transport.close()

    def send(self, data: bytes) -> bool:
        """False on a connection that is closed, or whose peer does not read: that is cut."""
        if self._transport is None or self._transport.is_closing():
            return False
        if self._transport.get_write_buffer_size() > MAX_WRITE_BUFFER_BYTES:
            self._transport.abort()
            return False
        self._transport.write(data)
        return True

    def abort(self) -> None:
        """Cut the connection."""
        if self._transport is not None:
            self._transport.abort()

    def _restart_idle(self, delay_s: float) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(delay_s, self.abort)


class TcpTransport:
    """The listening socket and all connections, known by flow number and by peer address."""

    def __init__(self, on_item: OnItem) -> None:
        self.on_item = on_item
        self._server: asyncio.Server | None = None
        self._flows: dict[int, Connection] = {}
        self._by_peer: dict[tuple[str, int], Connection] = {}
        self._opening: dict[tuple[str, int], asyncio.Task[Connection]] = {}
        self._next_flow = 1
        self._empty = asyncio.Event()

    async def listen(self, host: str, port: int, sock: socket.socket | None = None) -> None:
        """Bind, or take `sock`, which is bound, and listen. OSError."""
        loop = asyncio.get_running_loop()
        if sock is None:
            self._server = await loop.create_server(self._new_connection, host, port)
        else:
            self._server = await loop.create_server(self._new_connection, sock=sock)

    def _new_connection(self) -> Connection:
        self._next_flow += 1
        return Connection(self, self._next_flow)

    def add(self, connection: Connection) -> bool:
        """Know a connection; False where there are too many."""
        if len(self._flows) >= MAX_CONNECTIONS:
            return False
        self._flows[connection.flow] = connection
        self._by_peer[connection.peer] = connection
        self._empty.clear()
        return True

    def remove(self, connection: Connection) -> None:
        """Forget a connection."""
        self._flows.pop(connection.flow, None)
        if self._by_peer.get(connection.peer) is connection:
            del self._by_peer[connection.peer]
        if not self._flows:
            self._empty.set()

    def find(self, host: str, port: int, flow: int | None) -> Connection | None:
        """The open connection of that number, or to that address where no number is given."""
        return self._flows.get(flow) if flow is not None else self._by_peer.get((host, port))

    async def connect(self, host: str, port: int) -> Connection:
        """The connection to an address, opened where there is none. OSError, TimeoutError."""
        known = self._by_peer.get((host, port))
        if known is not None:
            return known
        task = self._opening.get((host, port))
        if task is None:
            task = asyncio.create_task(self._open(host, port))
            self._opening[(host, port)] = task
            task.add_done_callback(lambda _: self._opening.pop((host, port), None))
        return await asyncio.shield(task)

    async def _open(self, host: str, port: int) -> Connection:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            _, connection = await loop.create_connection(self._new_connection, host, port)
        return connection

    async def close(self) -> None:
        """Stop listening, cut every connection, wait for it."""
        opening = list(self._opening.values())
        for task in opening:
            task.cancel()
        await asyncio.gather(*opening, return_exceptions=True)
        if self._server is not None:
            self._server.close()
        for connection in list(self._flows.values()):
            connection.abort()
        if self._flows:
            await self._empty.wait()
        if self._server is not None:
            await self._server.wait_closed()
