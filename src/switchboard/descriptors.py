"""File descriptors: as many as we may have, and connections only as long as some are left for everything else."""

import asyncio
import errno
import math
import os
import resource
import socket
import time
from collections.abc import Callable
from typing import Any

import structlog

log = structlog.get_logger()

SHORTAGE = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
RESERVE = 64
"""Descriptors that connections may not take: for the database, files, and what we ask of others."""
AT_ONCE = 64
BACKLOG = 1024
RETRY_S = 0.5
SAY_AGAIN_S = 60.0


def raise_limit() -> None:
    """Let this process, and those that it starts, have as many descriptors as it may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def bound(host: str, port: int) -> list[socket.socket]:
    """A TCP socket for each address of `host`; empty means every address of this machine. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    sockets: list[socket.socket] = []
    try:
        for family, _, _, _, address in dict.fromkeys(found):
            sockets.append(socket.create_server(address, family=family))
    except OSError:
        for sock in sockets:
            sock.close()
        raise
    return sockets


OnAccepted = Callable[[socket.socket, Any], None]


class Acceptor:
    """Takes the connections of a bound socket, which this owns; `on_accepted` gets each with its peer's address.

    In a shortage of descriptors it waits, while connections stay in the backlog: asyncio up to 3.13 goes on accepting
    then, with a traceback each time. A shortage is told once, and again when there was none for a minute.
    """

    def __init__(self, sock: socket.socket, on_accepted: OnAccepted) -> None:
        self._sock = sock
        self._on_accepted = on_accepted
        self._loop = asyncio.get_running_loop()
        self._retry: asyncio.TimerHandle | None = None
        self._paused_s = -math.inf
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self._last = soft - min(RESERVE, soft // 4)
        sock.setblocking(False)
        sock.listen(BACKLOG)
        self._loop.add_reader(sock, self._accept)

    def close(self) -> None:
        """Take no more; those that are taken go on."""
        if self._sock.fileno() >= 0:
            self._loop.remove_reader(self._sock)
            self._sock.close()
        if self._retry is not None:
            self._retry.cancel()

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            try:
                if not self._has_room():
                    return self._pause()
                connection, address = self._sock.accept()
            except BlockingIOError:
                return None
            except OSError as error:
                # Anything else, such as ECONNABORTED, concerns that connection alone.
                if error.errno not in SHORTAGE:
                    continue
                return self._pause()
            connection.setblocking(False)
            self._on_accepted(connection, address)
        return None

    def _has_room(self) -> bool:
        """The system gives the lowest descriptor that is free. Raises OSError where none is."""
        probe = os.dup(self._sock.fileno())
        os.close(probe)
        return probe < self._last

    def _pause(self) -> None:
        self._loop.remove_reader(self._sock)
        self._retry = self._loop.call_later(RETRY_S, self._resume)
        now_s = time.monotonic()
        if now_s - self._paused_s >= SAY_AGAIN_S:
            log.error("too few file descriptors: connections must wait", most=self._last)
        self._paused_s = now_s

    def _resume(self) -> None:
        self._retry = None
        self._loop.add_reader(self._sock, self._accept)


class Server(Acceptor):
    """Gives each connection a protocol, as asyncio's servers do."""

    def __init__(self, sock: socket.socket, protocol: Callable[[], asyncio.BaseProtocol]) -> None:
        self._protocol = protocol
        self._tasks: set[asyncio.Task[None]] = set()
        super().__init__(sock, self._connected)

    def _connected(self, connection: socket.socket, address: object) -> None:
        task = self._loop.create_task(self._hand_over(connection))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _hand_over(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._protocol, connection)
        except OSError:
            connection.close()
