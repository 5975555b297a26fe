"""Sockets to listen on. One on `::` serves IPv4 too, whose addresses are told as IPv4."""

from __future__ import annotations

import asyncio
import socket

ANY = ("0.0.0.0", "::")
_MAPPED = "::ffff:"


async def new_bound(host: str, port: int, kind: socket.SocketKind) -> socket.socket:
    """A socket bound to a host, by name or address, and a port. OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE)
    family, _, _, _, address = found[0]
    sock = socket.socket(family, kind)
    try:
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if address[0] in ANY else 1)
        if kind == socket.SOCK_STREAM:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
    except OSError:
        sock.close()
        raise
    return sock


def told(host: str) -> str:
    """An address as a socket gives it, without the clothing that IPv4 has in IPv6."""
    return host[len(_MAPPED) :] if host.startswith(_MAPPED) and "." in host else host


def clothed(host: str, family: int) -> str:
    """A numeric address as a socket of that family takes it."""
    return _MAPPED + host if family == socket.AF_INET6 and ":" not in host else host
