"""Sockets to listen on. One on `::` serves IPv4 too: there IPv4 addresses are IPv4-mapped (RFC 4291 §2.5.5.2)."""

from __future__ import annotations

import asyncio
import socket

ANY = ("0.0.0.0", "::")
_PREFIX = "::ffff:"


async def new_bound(host: str, port: int, kind: socket.SocketKind) -> socket.socket:
    """Returns a socket bound to a host, by name or address, and a port. Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE)
    family, _, _, _, address = found[0]
    sock = socket.socket(family, kind)
    try:
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if address[0] in ANY else 1)
        if kind == socket.SOCK_STREAM:
            # After a restart, connections in TIME_WAIT would keep the port taken for a minute.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
    except OSError:
        sock.close()
        raise
    return sock


def unmapped(host: str) -> str:
    """The IPv4 address in an IPv4-mapped one that a socket gave; any other stays."""
    return host[len(_PREFIX) :] if host.startswith(_PREFIX) and "." in host else host


def mapped(host: str, family: int) -> str:
    """A numeric address as a socket of that family takes it: IPv4 is IPv4-mapped for one of IPv6."""
    return _PREFIX + host if family == socket.AF_INET6 and ":" not in host else host
