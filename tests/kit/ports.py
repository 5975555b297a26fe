"""Ports of which nobody else is given one: bound at once, or reserved for who must bind by a number.

Where a program can be handed a bound socket, as the product can, bind it. The others (SIPp, baresip, the ports of RTP)
get ports of a block that this process has to itself: a socket at its last port shows that it is taken, to all tests of
this machine, and the system gives none of them to who asks for any port. A port is passed over when a stranger has it.
"""

import contextlib
import socket
import weakref
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

HOST = "127.0.0.1"
BLOCK = 400
FIRST, END = 10_000, 32_400
"""Below the ports that Linux gives to who asks for any (ip_local_port_range, from 32768)."""


class Block:
    """`size` ports from `first` on, reserved while this lives."""

    size = BLOCK - 2

    def __init__(self) -> None:
        for self.first in range(FIRST, END, BLOCK):
            with contextlib.suppress(OSError):
                mark = bound(socket.SOCK_DGRAM, self.first + BLOCK - 1)
                break
        else:
            raise RuntimeError("every block of ports is taken")
        weakref.finalize(self, mark.close)
        self._next = self.first

    @property
    def last(self) -> int:
        return self.first + self.size - 1

    def take(self, count: int = 1) -> int:
        """The first of so many in a row, free for UDP and TCP; the one taken longest ago comes next.

        Several begin with an even one, as pairs for RTP do.
        """
        starts = range(self.first, self.last + 2 - count)
        for start in chain(range(self._next, starts.stop), starts):
            if (count == 1 or start % 2 == 0) and all(map(_is_free, range(start, start + count))):
                self._next = start + count
                return start
        raise RuntimeError("every port of the block is taken")


def bound(kind: socket.SocketKind, port: int = 0, host: str = HOST) -> socket.socket:
    """A socket at loopback, without SO_REUSEADDR, by which others could bind and listen there; at `::` it serves both
    IP versions. Raises OSError."""
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind)
    try:
        if ":" in host:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock


def bound_for_sip(host: str = HOST) -> tuple[socket.socket, socket.socket]:
    """UDP and TCP at one port."""
    while True:
        udp = bound(socket.SOCK_DGRAM, host=host)
        try:
            return udp, bound(socket.SOCK_STREAM, udp.getsockname()[1], host)
        except OSError:
            udp.close()


def reserved_port(count: int = 1) -> int:
    """A port, or the first of so many in a row, of this process's own block."""
    if not _own:
        _own.append(Block())
    return _own[0].take(count)


def udp_ports_in_use() -> set[int]:
    """The UDP ports of IPv4 that somebody on this machine has bound."""
    lines = Path("/proc/net/udp").read_text().splitlines()[1:]
    return {int(line.split()[1].rpartition(":")[2], 16) for line in lines}


_own: list[Block] = []


def _is_free(port: int) -> bool:
    try:
        for sock in _both(port):
            sock.close()
    except OSError:
        return False
    return True


def _both(port: int) -> Iterator[socket.socket]:
    yield bound(socket.SOCK_DGRAM, port)
    yield bound(socket.SOCK_STREAM, port)
