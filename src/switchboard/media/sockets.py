"""A stream's two UDP sockets: ports from a range, and whom they talk to."""

import ctypes
import errno
import ipaddress
import os
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from switchboard.errors import SwitchboardError
from switchboard.media.rtp import Packet
from switchboard.media.source import Address, SourceRule

if TYPE_CHECKING:
    from switchboard.media.srtp import Protection

Send = Callable[[bytes], object]
Receive = Callable[[int], bytes]

MAX_DATAGRAM_BYTES = 2048
UNSPECIFIED = ("", "0.0.0.0", "::")
"""No place to send to, though Linux takes it for this machine."""


class Route(NamedTuple):
    """How packets reach a peer without Python's socket: a descriptor, and the peer's struct sockaddr, which is empty
    where the socket is connected.
    """

    descriptor: int
    name: bytes

    @classmethod
    def of(cls, sock: socket.socket, remote: Address) -> "Route | None":
        """To a numeric address; None to one with a zone, which is looked up for each packet."""
        host, port = remote
        if "%" in host:
            return None
        family = struct.pack("=H", sock.family)
        if sock.family == socket.AF_INET6:
            return cls(sock.fileno(), family + struct.pack("!HI16sI", port, 0, socket.inet_pton(sock.family, host), 0))
        return cls(sock.fileno(), family + struct.pack("!H4s8x", port, socket.inet_pton(sock.family, host)))


class PortError(SwitchboardError):
    """No pair of ports is free, or the address cannot be bound."""

    code = "port-error"


class PortPool:
    """Even ports of a range; the one freed longest ago is used next."""

    def __init__(self, first: int, last: int) -> None:
        # The longest rest: packets that still come for the call before meet no new one.
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
    # Never SO_REUSEADDR: two processes whose ranges overlap would share a port, and one get the packets of both.
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
    try:
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
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


class RtpSocket:
    """The RTP socket, and the address of the peer. ``send`` is the fastest way there, and changes with the address.

    While the SDP's address itself is heard, the socket is connected, so that the kernel drops packets of strangers.
    ``settled`` then says that no packet from before the connection is queued any more. Otherwise the socket is open to
    all, and `SourceRule` decides.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.fileno = sock.fileno()
        self.send: Send = _discard
        self.receive: Receive = sock.recv
        self._protection: Protection | None = None
        self.connected = False
        self.settled = False
        self.rule = SourceRule(("", 0))

    @property
    def route(self) -> Route | None:
        """The way that ``send`` takes; None where it takes none, or one that only `socket` knows, or encrypts."""
        if self._protection is not None:
            return None
        if self.connected:
            return Route(self.fileno, b"")
        return None if self.remote[0] in UNSPECIFIED else Route.of(self.sock, self.remote)

    @property
    def remote(self) -> Address:
        """Where packets are sent."""
        return self.rule.current or self.rule.described

    def encrypt(self, protection: "Protection | None") -> None:
        """What is sent and received is encrypted from now on, or is not. An `expect` follows."""
        self._protection = protection
        recv = self.sock.recv
        self.receive = recv if protection is None else lambda size: protection.open(recv(size))

    def expect(self, rule: SourceRule) -> None:
        """Starts anew with the address in the SDP; the source in use before is forgotten."""
        self.disconnect()
        self.rule = rule
        self._send_to(rule.described)

    def disconnect(self) -> None:
        """Opens the socket to all."""
        if self.connected:
            _disconnect(self.sock)
        self.connected = self.settled = False
        self._send_to(self.remote)

    def consider(self, source: Address, packet: Packet, now_s: float, *, quiet: bool) -> list[Packet]:
        """The packets to take now that one with an agreed payload type came; follows `SourceRule`."""
        before = self.rule.current
        taken = self.rule.consider(source, packet, now_s, quiet=quiet)
        if taken and source == self.rule.described and not self.connected:
            self._connect(source)
        elif self.rule.current != before:
            self._send_to(source)
        return taken

    def receive_from(self) -> tuple[bytes, Address]:
        """The next datagram and its source; raises OSError."""
        data, source = self.sock.recvfrom(MAX_DATAGRAM_BYTES)
        if self._protection is not None:
            data = self._protection.open(data)
        return data, (source[0], source[1])

    def _connect(self, source: Address) -> None:
        self._send_to(source)
        # Not fatal: an open socket works as well, only that strangers' packets reach the process.
        try:
            self.sock.connect(source)
        except OSError:
            return
        self.connected, self.send = True, self._encrypted(self.sock.send)

    def _send_to(self, remote: Address) -> None:
        if remote[0] in UNSPECIFIED:
            self.send = _discard
        else:
            self.send = self._encrypted(lambda packet: self.sock.sendto(packet, remote))

    def _encrypted(self, send: Send) -> Send:
        protection = self._protection
        return send if protection is None else lambda packet: send(protection.protect(packet))


def _discard(packet: bytes) -> None:
    """Where packets go while there is no address."""


_LIBC = ctypes.CDLL(None, use_errno=True)


def _disconnect(sock: socket.socket) -> None:
    """connect(2) to AF_UNSPEC, which the socket module does not offer; a port bound by its number stays bound."""
    address = socket.AF_UNSPEC.to_bytes(2, sys.byteorder) + bytes(26)
    if _LIBC.connect(sock.fileno(), address, len(address)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
