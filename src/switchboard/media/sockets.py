"""A stream's two UDP sockets: ports from a range, and the peer's address found out by listening.

A caller may send from another port than its SDP says, or another address (NAT). Until the first valid packet the
socket is open to all and sends to the SDP's address; then it is connected, and the kernel drops strangers.
"""

import ctypes
import errno
import ipaddress
import os
import socket
import sys
from collections import deque
from collections.abc import Callable

from switchboard.errors import SwitchboardError
from switchboard.media.rtp import Packet, sequence_difference

Address = tuple[str, int]
Send = Callable[[bytes], object]

MAX_DATAGRAM_BYTES = 2048
STRANGER_PACKETS = 3
"""Packets in sequence that an address other than the SDP's must send to be believed (cf. RFC 3550 appendix A.1)."""


class PortError(SwitchboardError):
    """No pair of ports is free, or the address cannot be bound."""

    code = "port-error"


class PortPool:
    """Even ports of a range; the one freed longest ago is used next."""

    def __init__(self, first: int, last: int) -> None:
        self._free = deque(range(first + first % 2, last, 2))

    def open_pair(self, host: str) -> tuple[socket.socket, socket.socket, int]:
        """RTP and RTCP sockets, non-blocking, and the RTP port; raises `PortError`."""
        for _ in range(len(self._free)):
            port = self._free.popleft()
            try:
                return *_bind_pair(host, port), port
            except OSError as error:
                self._free.append(port)
                if error.errno != errno.EADDRINUSE:
                    raise PortError(f"cannot bind: {errno.errorcode.get(error.errno or 0, 'address')}") from None
        raise PortError("no free pair of ports")

    def give(self, port: int) -> None:
        """Frees a pair."""
        self._free.append(port)


def _bind_pair(host: str, port: int) -> tuple[socket.socket, socket.socket]:
    rtp = _bind(host, port)
    try:
        return rtp, _bind(host, port + 1)
    except OSError:
        rtp.close()
        raise


def _bind(host: str, port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
    try:
        sock.setblocking(False)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock


def is_address(host: str, family: int) -> bool:
    """Whether ``host`` is an IP address of that family."""
    try:
        version = ipaddress.ip_address(host).version
    except ValueError:
        return False
    return version == (6 if family == socket.AF_INET6 else 4)


class Latch:
    """Decides which source is the peer."""

    def __init__(self, expected: Address) -> None:
        self._expected = expected
        self._candidate: tuple[Address, int, int] | None = None
        self._count = 0

    def accepts(self, source: Address, packet: Packet) -> bool:
        """Whether this packet settles on its source: at once from the SDP's host, after three in a row otherwise."""
        if source[0] == self._expected[0]:
            return True
        previous, self._candidate = self._candidate, (source, packet.ssrc, packet.sequence)
        follows = (
            previous is not None
            and previous[:2] == (source, packet.ssrc)
            and sequence_difference(packet.sequence, previous[2]) == 1
        )
        self._count = self._count + 1 if follows else 1
        return self._count >= STRANGER_PACKETS


class RtpSocket:
    """The RTP socket and whom it talks to; ``send`` is the fastest way there, and changes with it."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.fileno = sock.fileno()
        self.send: Send = _discard
        self.receive = sock.recv
        self.remote: Address | None = None
        self.latched = False
        self._expected: Address | None = None
        self._latch = Latch(("", 0))

    def expect(self, remote: Address) -> None:
        """The address in the SDP; a changed one unlocks the socket."""
        if remote == self._expected:
            return
        if self.latched:
            _disconnect(self.sock)
        self.latched = False
        self.remote = self._expected = remote
        self._latch = Latch(remote)
        unspecified = ipaddress.ip_address(remote[0]).is_unspecified
        self.send = _discard if unspecified else lambda packet: self.sock.sendto(packet, remote)

    def consider(self, source: Address, packet: Packet) -> bool:
        """Whether a packet is the peer's; locks on to its source if so."""
        if not self._latch.accepts(source, packet):
            return False
        try:
            self.sock.connect(source)
        except OSError:
            return False
        self.remote, self.latched, self.send = source, True, self.sock.send
        return True

    def receive_from(self) -> tuple[bytes, Address]:
        """The next datagram and its source; raises OSError."""
        data, source = self.sock.recvfrom(MAX_DATAGRAM_BYTES)
        return data, (source[0], source[1])


def _discard(packet: bytes) -> None:
    """Where packets go while there is no address."""


def _disconnect(sock: socket.socket) -> None:
    """connect(2) to AF_UNSPEC, which the socket module does not offer; a port bound by its number stays bound."""
    address = socket.AF_UNSPEC.to_bytes(2, sys.byteorder) + bytes(26)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.connect(sock.fileno(), address, len(address)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
