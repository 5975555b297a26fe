"""SIP over UDP (RFC 3261 §18): one socket, and what the network says of datagrams that could not be delivered."""

from __future__ import annotations

import asyncio
import errno
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress

from switchboard.sip.aio.intake import Datagram, Intake
from switchboard.sip.aio.sockets import mapped, unmapped

RECEIVE_BUFFER_BYTES = 4 << 20
MAX_DATAGRAM_BYTES = 65535
BEHIND_S = 0.005
"""A datagram that waited longer shows that there is too much to do. So what waits is put in order."""
READ_AT_ONCE = 256

# asm-generic/socket.h; the socket module does not name them.
_SO_RCVBUFFORCE = 33
_SO_TIMESTAMPNS = 35
_TIMESPEC = struct.Struct("@ll")
_ANCILLARY_BYTES = socket.CMSG_SPACE(_TIMESPEC.size)
# linux/in.h, linux/in6.h, linux/errqueue.h; the socket module does not name them.
_IP_RECVERR = 11
_IPV6_RECVERR = 25
_EXTENDED_ERROR = struct.Struct("=IBBBBII")
_FROM_NETWORK = (2, 3)
"""Origins ICMP and ICMPv6; errors of our own system, as of a datagram longer than the MTU, say nothing of the peer."""
_UNREACHABLE = (errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENOPROTOOPT)

OnDatagram = Callable[[Datagram], None]
OnUnreachable = Callable[[str, int, bytes], None]


class UdpTransport:
    """One bound socket, which this owns. `on_datagram` must not raise, nor may `on_unreachable(host, port, data)`: a
    router or that host says that a datagram which began so was in vain.

    asyncio's own transport knows of such an error, but not to whom the datagram went; so this reads the socket itself.
    """

    def __init__(
        self, sock: socket.socket, intake: Intake, on_datagram: OnDatagram, on_unreachable: OnUnreachable
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._sock = sock
        self._intake = intake
        self._on_datagram = on_datagram
        self._on_unreachable = on_unreachable
        self._turn: asyncio.Handle | None = None
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        with suppress(PermissionError):  # beyond net.core.rmem_max, which is 0.2 MB on many systems
            sock.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)
        sock.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        sock.setsockopt(socket.IPPROTO_IP, _IP_RECVERR, 1)
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, _IPV6_RECVERR, 1)
        self._loop.add_reader(sock, self._read)

    @property
    def address(self) -> tuple[str, int]:
        """The bound host and port."""
        host, port = self._sock.getsockname()[:2]
        return str(host), int(port)

    def send(self, data: bytes, host: str, port: int) -> bool:
        """Send to a numeric address; False where the system refuses. A full buffer loses it, as the network may."""
        address = (mapped(host, self._sock.family), port)
        for _ in range(2):
            try:
                self._sock.sendto(data, address)
            except BlockingIOError:
                return True
            except (OSError, ValueError, OverflowError) as error:
                # The first may tell of an earlier datagram to somebody else.
                if getattr(error, "errno", None) not in _UNREACHABLE:
                    return False
            else:
                return True
        return False

    def close(self) -> None:
        """Read and send nothing any more."""
        if self._turn is not None:
            self._turn.cancel()
        self._loop.remove_reader(self._sock)
        self._sock.close()

    def _read(self) -> None:
        """One datagram: tasks that it wakes have their turn before the next, which may follow from it.

        If it has waited too long, all that wait with it are put in order before.
        """
        datagram = self._receive()
        if datagram is None:
            return
        now_s = self._loop.time()
        if not self._intake and now_s - datagram.arrived_s < BEHIND_S:
            if self._intake.reads_at_once(datagram, now_s):
                self._on_datagram(datagram)
            return
        self._put_in_order(datagram)
        if self._turn is None:
            self._take_turn()

    def _put_in_order(self, datagram: Datagram) -> None:
        """Take all that waits from the kernel, which knows one order alone."""
        now_s = self._loop.time()
        self._intake.put(datagram, now_s)
        with suppress(OSError):
            for _ in range(READ_AT_ONCE - 1):
                self._intake.put(self._next(), now_s)

    def _take_turn(self) -> None:
        self._turn = None
        datagram = self._intake.take(self._loop.time())
        if datagram is not None:
            self._on_datagram(datagram)
        if self._intake:
            self._turn = self._loop.call_soon(self._take_turn)

    def _receive(self) -> Datagram | None:
        try:
            return self._next()
        except OSError:
            self._read_errors()
            return None

    def _next(self) -> Datagram:
        """Raises OSError."""
        data, ancillary, _, address = self._sock.recvmsg(MAX_DATAGRAM_BYTES, _ANCILLARY_BYTES)
        return Datagram(data, unmapped(address[0]), address[1], self._loop.time() - _waited_s(ancillary))

    def _read_errors(self) -> None:
        """Empty the error queue: while it holds anything, the socket counts as readable."""
        while True:
            try:
                data, ancillary, _, address = self._sock.recvmsg(MAX_DATAGRAM_BYTES, 512, socket.MSG_ERRQUEUE)
            except OSError:
                return
            if any(_is_unreachable(*item) for item in ancillary):
                self._on_unreachable(unmapped(address[0]), address[1], data)


def _waited_s(ancillary: list[tuple[int, int, bytes]]) -> float:
    """How long ago the kernel took a datagram. Its stamps are of the clock that can be set, which then errs once."""
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS):
            seconds, nanoseconds = _TIMESPEC.unpack_from(data)
            stamp_s: float = seconds + nanoseconds / 1e9
            return max(0.0, time.time() - stamp_s)
    return 0.0


def _is_unreachable(level: int, kind: int, data: bytes) -> bool:
    if (level, kind) not in ((socket.IPPROTO_IP, _IP_RECVERR), (socket.IPPROTO_IPV6, _IPV6_RECVERR)):
        return False
    if len(data) < _EXTENDED_ERROR.size:
        return False
    code, origin, *_ = _EXTENDED_ERROR.unpack_from(data)
    return origin in _FROM_NETWORK and code in _UNREACHABLE
