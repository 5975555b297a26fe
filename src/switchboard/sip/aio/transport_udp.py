"""SIP over UDP (RFC 3261 §18): one socket, and what the network says of datagrams that could not be delivered."""

from __future__ import annotations

import asyncio
import errno
import socket
import struct
from collections.abc import Callable

from switchboard.sip.aio.sockets import mapped, unmapped

RECEIVE_BUFFER_BYTES = 4 << 20
MAX_DATAGRAM_BYTES = 65535

# linux/in.h, linux/in6.h, linux/errqueue.h; the socket module does not name them.
_IP_RECVERR = 11
_IPV6_RECVERR = 25
_EXTENDED_ERROR = struct.Struct("=IBBBBII")
_FROM_NETWORK = (2, 3)
"""Origins ICMP and ICMPv6; errors of our own system, as of a datagram longer than the MTU, say nothing of the peer."""
_UNREACHABLE = (errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENOPROTOOPT)

OnDatagram = Callable[[bytes, str, int], None]
OnUnreachable = Callable[[str, int, bytes], None]


class UdpTransport:
    """One bound socket, which this owns. `on_datagram(data, host, port)` must not raise, nor may
    `on_unreachable(host, port, data)`: a router or that host says that a datagram which began so was in vain.

    asyncio's own transport knows of such an error, but not to whom the datagram went; so this reads the socket itself.
    """

    def __init__(self, sock: socket.socket, on_datagram: OnDatagram, on_unreachable: OnUnreachable) -> None:
        self._loop = asyncio.get_running_loop()
        self._sock = sock
        self._on_datagram = on_datagram
        self._on_unreachable = on_unreachable
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
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
        self._loop.remove_reader(self._sock)
        self._sock.close()

    def _read(self) -> None:
        """One datagram: tasks that it wakes have their turn before the next, which may follow from it."""
        try:
            data, address = self._sock.recvfrom(MAX_DATAGRAM_BYTES)
        except OSError:
            self._read_errors()
        else:
            self._on_datagram(data, unmapped(address[0]), address[1])

    def _read_errors(self) -> None:
        """Empty the error queue: while it holds anything, the socket counts as readable."""
        while True:
            try:
                data, ancillary, _, address = self._sock.recvmsg(MAX_DATAGRAM_BYTES, 512, socket.MSG_ERRQUEUE)
            except OSError:
                return
            if any(_is_unreachable(*item) for item in ancillary):
                self._on_unreachable(unmapped(address[0]), address[1], data)


def _is_unreachable(level: int, kind: int, data: bytes) -> bool:
    if (level, kind) not in ((socket.IPPROTO_IP, _IP_RECVERR), (socket.IPPROTO_IPV6, _IPV6_RECVERR)):
        return False
    if len(data) < _EXTENDED_ERROR.size:
        return False
    code, origin, *_ = _EXTENDED_ERROR.unpack_from(data)
    return origin in _FROM_NETWORK and code in _UNREACHABLE
