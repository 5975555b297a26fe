"""SIP over TCP: accepted and opened connections, reused both ways (RFC 3261 §18, RFC 5626 keep-alive)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from typing import ClassVar, cast

from switchboard.descriptors import Acceptor
from switchboard.network_address import source_network
from switchboard.sip.aio.addresses import NextHop, Transport
from switchboard.sip.aio.crowd import Crowd
from switchboard.sip.aio.sockets import unmapped
from switchboard.sip.aio.turns import Turns
from switchboard.sip.errors import MalformedMessage
from switchboard.sip.message import Request, Response
from switchboard.sip.parser import Item, KeepAlive, StreamParser

# A peer that reads nothing may cost so much memory, then it is cut.
MAX_WRITE_BUFFER_BYTES = 128 << 10
READ_BYTES = 16 << 10
"""What is read of a connection before it waits for its turn: with a message that is not whole, all that it holds."""
CONNECT_TIMEOUT_S = 10.0
# Who connects and says nothing holds a descriptor.
FIRST_MESSAGE_S = 15.0
MESSAGE_S = 20.0
"""How long one message may take from its first byte to its last."""
IDLE_S = 120.0
"""How long a connection that nobody needs may be silent. Pings are silence: they cost a stranger nothing."""
OPENED_IDLE_S = 3720.0
"""The same for one that we opened: more than our longest registration, whose calls come over its connection."""

StreamItem = Request | Response | MalformedMessage
OnItem = Callable[[StreamItem, "Connection"], None]
IsNeeded = Callable[[int], bool]
Key = tuple[str, int, str]
"""To where a connection leads: address, port, and over TLS whom the server has proved to be."""


class Connection(asyncio.BufferedProtocol):
    """One connection; `opened` by us, or accepted. Nothing is read while messages that came wait to be taken."""

    def __init__(self, owner: TcpTransport, flow: int, peer: tuple[str, int], *, opened: bool) -> None:
        self.flow = flow
        self.peer = peer
        self.network = source_network(peer[0])
        self.opened = opened
        self.key: Key | None = None
        self.making: asyncio.Task[None] | None = None
        self._owner = owner
        self._parser = StreamParser()
        self._transport: asyncio.Transport | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._unfinished: asyncio.TimerHandle | None = None
        self._took = False
        self._read_s = 0.0
        self._cut = False
        self._ending = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        if self._cut:
            self._transport.abort()
        else:
            self._wait(OPENED_IDLE_S if self.opened else FIRST_MESSAGE_S)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._idle, self._unfinished):
            if timer is not None:
                timer.cancel()
        self._owner.remove(self)

    def get_buffer(self, sizehint: int) -> memoryview:
        # One buffer for all connections: `buffer_updated` follows without anything between, and copies what was read.
        return self._owner.buffer

    def buffer_updated(self, nbytes: int) -> None:
        self._parser.add(bytes(self._owner.buffer[:nbytes]))
        self._read_s = asyncio.get_running_loop().time()
        if self._transport is not None:
            # So that the kernel holds back who sends without end, and its buffer here stays small, until it had its
            # turn.
            self._transport.pause_reading()
            self._owner.turns.wait(self)

    @property
    def transport(self) -> Transport:
        return self._owner.transport

    @property
    def waited_s(self) -> float:
        """How long ago what is taken now was read."""
        return asyncio.get_running_loop().time() - self._read_s

    def take_next(self) -> bool:
        """Take one message; False where there is no whole one, and more is read, or where the connection ends."""
        if self._transport is None or self._transport.is_closing():
            return False
        item = self._parser.take()
        if item is not None:
            self._took = True
            self._receive(item)
            return True
        self._bound_message(new=self._took)
        self._took = False
        if self._parser.broken:
            self._end()
        else:
            self._transport.resume_reading()
        return False

    def _end(self) -> None:
        """Read no more, since nobody can tell where a message begins; close once those before are answered."""
        self._ending = True
        if self._owner.is_needed(self):
            self._wait(MESSAGE_S)
        else:
            self.all_answered()

    def all_answered(self) -> None:
        """Close the connection if it is no longer read."""
        if self._ending and self._transport is not None:
            self._transport.close()

    def _receive(self, item: Item) -> None:
        if item is KeepAlive.PING:
            self.send(b"\r\n")
        elif not isinstance(item, KeepAlive):
            self._take(item)

    def send(self, data: bytes) -> bool:
        """Whether the data could be sent: not on a closed connection, nor where the peer does not read; that one is
        cut.
        """
        if self._transport is None or self._transport.is_closing():
            return False
        if self._transport.get_write_buffer_size() > MAX_WRITE_BUFFER_BYTES:
            self._transport.abort()
            return False
        self._transport.write(data)
        return True

    def abort(self) -> None:
        """Cut the connection; while it is being made, give it up."""
        self._cut = True
        if self._transport is not None:
            self._transport.abort()
        elif self.making is not None:
            # A stranger whose handshake does not end would else hold its descriptor after it had to go.
            self.making.cancel()

    def _take(self, item: StreamItem) -> None:
        if not isinstance(item, MalformedMessage):
            self._wait(OPENED_IDLE_S if self.opened else IDLE_S)
            self._owner.spoke(self)
        self._owner.on_item(item, self)

    def _bound_message(self, *, new: bool) -> None:
        """Give a message that has begun only so long, however slowly it trickles in."""
        if self._unfinished is not None and (new or not self._parser.in_message):
            self._unfinished.cancel()
            self._unfinished = None
        if self._unfinished is None and self._parser.in_message:
            self._unfinished = asyncio.get_running_loop().call_later(MESSAGE_S, self.abort)

    def _wait(self, delay_s: float) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(delay_s, self._has_been_silent)

    def _has_been_silent(self) -> None:
        if self._owner.is_needed(self) and not self._ending:
            self._wait(IDLE_S)
        else:
            self.abort()


class TcpTransport:
    """The listening socket and all connections, known by flow number and by where they lead.

    `on_item` must not raise. Connections whose flow `is_needed` stay; `per_address` bounds the others of one address,
    0: not at all. `flows` numbers them.
    """

    transport: ClassVar[Transport] = "tcp"

    def __init__(self, on_item: OnItem, is_needed: IsNeeded, per_address: int, flows: Iterator[int]) -> None:
        self.on_item = on_item
        self.turns = Turns()
        self.buffer = memoryview(bytearray(READ_BYTES))
        self._is_needed = is_needed
        self._crowd = Crowd(per_address, self.is_needed)
        self._listener: Acceptor | None = None
        self._flows: dict[int, Connection] = {}
        self._by_key: dict[Key, Connection] = {}
        self._opening: dict[Key, asyncio.Task[Connection]] = {}
        self._making: set[asyncio.Task[None]] = set()
        self._next_flow = flows
        self._empty = asyncio.Event()

    def listen(self, sock: socket.socket) -> None:
        """Accept at a bound socket, which this owns from now on."""
        self._listener = Acceptor(sock, self._accepted)

    def is_needed(self, connection: Connection) -> bool:
        """Whether it must stay, whoever else comes."""
        return self._is_needed(connection.flow)

    def has(self, flow: int) -> bool:
        """Whether that connection is open."""
        return flow in self._flows

    def all_answered(self, flow: int) -> None:
        """No answer is still to go over that connection."""
        if flow in self._flows:
            self._flows[flow].all_answered()

    def spoke(self, connection: Connection) -> None:
        """A message came over it."""
        self._crowd.spoke(connection)

    def remove(self, connection: Connection) -> None:
        """Forget a connection."""
        self._crowd.remove(connection)
        self._flows.pop(connection.flow, None)
        if connection.key is not None and self._by_key.get(connection.key) is connection:
            del self._by_key[connection.key]
        if not self._flows:
            self._empty.set()

    def find(self, hop: NextHop) -> Connection | None:
        """The open connection of the hop's number, or the one that leads there where it has none."""
        return self._flows.get(hop.flow) if hop.flow is not None else self._by_key.get(self.key_of(hop))

    async def connect(self, hop: NextHop) -> Connection:
        """The connection to an address, opened where there is none. Raises OSError, TimeoutError."""
        known = self.find(hop)
        if known is not None:
            return known
        key = self.key_of(hop)
        task = self._opening.get(key)
        if task is None:
            task = asyncio.create_task(self._open(hop))
            self._opening[key] = task
            task.add_done_callback(lambda _: self._opening.pop(key, None))
        return await asyncio.shield(task)

    def key_of(self, hop: NextHop) -> Key:
        """Where a hop leads."""
        return hop.host, hop.port, ""

    def accepted_key(self, peer: tuple[str, int]) -> Key | None:
        """Where an accepted connection leads: back to who opened it."""
        return *peer, ""

    async def close(self) -> None:
        """Stop listening, cut every connection, wait for it."""
        if self._listener is not None:
            self._listener.close()
        unready = [*self._opening.values(), *self._making]
        for task in unready:
            task.cancel()
        await asyncio.gather(*unready, return_exceptions=True)
        for connection in list(self._flows.values()):
            connection.abort()
        if self._flows:
            await self._empty.wait()

    def _new_connection(self, peer: tuple[str, int], *, opened: bool) -> Connection:
        return Connection(self, next(self._next_flow), peer, opened=opened)

    def _add(self, connection: Connection) -> None:
        self._flows[connection.flow] = connection
        if connection.key is not None:
            self._by_key[connection.key] = connection
        self._empty.clear()

    def _accepted(self, sock: socket.socket, address: tuple[str, int]) -> None:
        connection = self._new_connection((unmapped(address[0]), address[1]), opened=False)
        if not self._crowd.admit(connection):
            sock.close()
            return
        connection.key = self.accepted_key(connection.peer)
        self._add(connection)
        task = connection.making = asyncio.create_task(self._make(connection, sock))
        self._making.add(task)
        task.add_done_callback(self._making.discard)

    async def _make(self, connection: Connection, sock: socket.socket) -> None:
        try:
            await self._accept(connection, sock)
        except OSError:
            self._undo(connection, sock)
        except asyncio.CancelledError:
            self._undo(connection, sock)
            raise

    def _undo(self, connection: Connection, sock: socket.socket) -> None:
        sock.close()
        self.remove(connection)

    async def _accept(self, connection: Connection, sock: socket.socket) -> None:
        """Raises OSError."""
        await asyncio.get_running_loop().connect_accepted_socket(lambda: connection, sock)

    async def _open(self, hop: NextHop) -> Connection:
        connection = self._new_connection((hop.host, hop.port), opened=True)
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            await self._connect(connection, hop)
        connection.key = self.key_of(hop)
        self._add(connection)
        return connection

    async def _connect(self, connection: Connection, hop: NextHop) -> None:
        """Raises OSError."""
        await asyncio.get_running_loop().create_connection(lambda: connection, hop.host, hop.port)
