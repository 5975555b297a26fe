"""Accepting connections, also when there are no descriptors left."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from collections.abc import Callable

log = logging.getLogger(__name__)

EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
BACKLOG = 1024
RETRY_S = 1.0
AT_ONCE = 64
"""Connections that are accepted before the loop does something else."""

OnAccepted = Callable[[socket.socket, tuple[str, int]], None]


class Listener:
    """Listens on a bound socket, which this owns. `on_accepted` gets each new connection with its peer's address.

    Without descriptors, those who come wait in the kernel's queue; that is said once.
    """

    def __init__(self, sock: socket.socket, on_accepted: OnAccepted) -> None:
        self._loop = asyncio.get_running_loop()
        self._sock = sock
        self._on_accepted = on_accepted
        self._retry: asyncio.TimerHandle | None = None
        self._short = False
        sock.setblocking(False)
        sock.listen(BACKLOG)
        self._loop.add_reader(sock, self._accept)

    def close(self) -> None:
        """Accept no more."""
        if self._retry is not None:
            self._retry.cancel()
        self._loop.remove_reader(self._sock)
        self._sock.close()

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            try:
                connection, address = self._sock.accept()
            except BlockingIOError:
                self._nobody_waits()
                return
            except OSError as error:
                # Anything else, such as ECONNABORTED, concerns that connection alone.
                if error.errno in EXHAUSTED:
                    self._wait(error)
                    return
                continue
            connection.setblocking(False)
            self._on_accepted(connection, (address[0], address[1]))

    def _nobody_waits(self) -> None:
        if self._short:
            self._short = False
            log.warning("SIP connections are accepted again")

    def _wait(self, error: OSError) -> None:
        """Look no more for a while: the waiting connection would wake the loop without end."""
        if not self._short:
            self._short = True
            log.error("no SIP connection can be accepted: %s", error.strerror)
        self._loop.remove_reader(self._sock)
        self._retry = self._loop.call_later(RETRY_S, self._loop.add_reader, self._sock, self._accept)
