"""A media worker: one process, one loop, one calls process at a time on its Unix socket."""

import contextlib
import gc
import logging
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from types import FrameType

from switchboard.media.batches import open_batches
from switchboard.media.control import (
    AskFigures,
    Event,
    Figures,
    Started,
)
from switchboard.media.control_lines import ControlError, LineSplitter, decode_command, encode
from switchboard.media.settings import WorkerSettings
from switchboard.media.streams import Streams
from switchboard.process_load import own_load
from switchboard.unix_socket import listen

READ_BYTES = 65536
MAX_EVENTS = 64
"""Descriptors served between two looks at the clock: about a millisecond of work."""
# A calls process that reads nothing for so long hangs: its calls end, rather than this process grow.
MAX_UNSENT_BYTES = 4 * 1024 * 1024
IDLE_S = 1.0

log = logging.getLogger(__name__)


class EpollPoller:
    """Level-triggered readiness: descriptor to callback."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._callbacks: dict[int, Callable[[], None]] = {}

    def add(self, descriptor: int, callback: Callable[[], None]) -> None:
        """Watches for something to read."""
        self._callbacks[descriptor] = callback
        self._epoll.register(descriptor, select.EPOLLIN)

    def want_write(self, descriptor: int, *, wanted: bool) -> None:
        """Also calls back when there is room to write."""
        self._epoll.modify(descriptor, select.EPOLLIN | (select.EPOLLOUT if wanted else 0))

    def remove(self, descriptor: int) -> None:
        """Watches no longer."""
        if self._callbacks.pop(descriptor, None) is not None:
            self._epoll.unregister(descriptor)

    def wait(self, timeout_s: float) -> list[tuple[int, int]]:
        """Returns what is ready after at most that time."""
        return self._epoll.poll(timeout_s, MAX_EVENTS)

    def call(self, ready: list[tuple[int, int]]) -> None:
        """Serves what is ready."""
        for descriptor, _ in ready:
            callback = self._callbacks.get(descriptor)
            if callback is not None:
                callback()

    def close(self) -> None:
        """Frees the descriptor."""
        self._epoll.close()


class ControlConnection:
    """The connection to the calls process: commands come in, events go out, and nothing ever blocks."""

    def __init__(self, sock: socket.socket, poller: EpollPoller) -> None:
        sock.setblocking(False)
        self.sock = sock
        self.lost = False
        self._poller = poller
        self._lines = LineSplitter()
        self._unsent = bytearray()
        self._waiting = False

    def read(self) -> list[bytes]:
        """The lines that came; sets ``lost`` at the end or on rubbish."""
        try:
            data = self.sock.recv(READ_BYTES)
            self.lost = self.lost or not data
            return self._lines.feed(data)
        except BlockingIOError:
            return []
        except (OSError, ControlError):
            self.lost = True
            return []

    def ended(self) -> bool:
        """Whether the other end has closed, and all that it sent was read."""
        try:
            return not self.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def send(self, event: Event) -> None:
        """Queues an event."""
        self._unsent += encode(event)
        if len(self._unsent) > MAX_UNSENT_BYTES:
            self.lost = True

    def flush(self) -> None:
        """Writes as much of the queue as there is room for."""
        try:
            while self._unsent and not self.lost:
                del self._unsent[: self.sock.send(self._unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self.lost = True
        waiting = bool(self._unsent) and not self.lost
        if waiting != self._waiting:
            self._waiting = waiting
            self._poller.want_write(self.sock.fileno(), wanted=waiting)


class Worker:
    """Composes poller, control socket and streams."""

    def __init__(self, settings: WorkerSettings, on_turn: Callable[[], None] = lambda: None) -> None:
        self._settings = settings
        self._on_turn = on_turn
        self._paused_until_s = 0.0
        self._pause_logged = False
        self._poller = EpollPoller()
        self._connection: ControlConnection | None = None
        self._stopping = False
        self._started_s = time.time()
        self._idle_s = 0.0
        self._batches = open_batches() if settings.batches else None
        self._streams = Streams(settings, self._poller, self._emit, time.monotonic(), self._batches)
        self._listener = listen(settings.socket_path)
        self._poller.add(self._listener.fileno(), self._accept)
        # A signal alone does not end epoll_wait: Python begins it again after the handler (PEP 475).
        self._wake, self._woken = socket.socketpair()
        for sock in (self._wake, self._woken):
            sock.setblocking(False)
        self._poller.add(self._woken.fileno(), self._drain)

    def stop(self) -> None:
        """Ends `serve`; may be called from a signal handler."""
        self._stopping = True
        with contextlib.suppress(OSError):
            self._wake.send(b"\0")

    def serve(self) -> None:
        """Runs until `stop`."""
        try:
            while not self._stopping:
                self._turn()
        finally:
            self._close()

    def _turn(self) -> None:
        self._on_turn()
        self._listen_again()
        plane = self._streams.plane
        # Sending comes first in each turn: packets have a deadline, and what has arrived can wait for it.
        began_s = time.monotonic()
        timeout_s = plane.deadline_s - began_s if len(self._streams) else IDLE_S
        ready = self._poller.wait(max(0.0, timeout_s))
        now_s = time.monotonic()
        self._idle_s += now_s - began_s
        self._streams.advance(now_s)
        self._poller.call(ready)
        connection = self._connection
        if connection is not None:
            connection.flush()
            if connection.lost:
                self._disconnect()

    def _accept(self) -> None:
        try:
            sock, _ = self._listener.accept()
        except BlockingIOError:
            return
        except OSError as error:
            self._listen_later(error)
            return
        self._pause_logged = False
        # A calls process that was restarted may connect before we have read the end of the connection before.
        if self._connection is not None and self._connection.ended():
            self._disconnect()
        if self._connection is not None:
            sock.close()
            return
        self._connection = ControlConnection(sock, self._poller)
        self._poller.add(sock.fileno(), self._read)
        first, last = self._settings.first_port, self._settings.last_port
        self._emit(Started(pid=os.getpid(), first_port=first, last_port=last))

    def _listen_later(self, error: OSError) -> None:
        """No descriptor is left: the listening socket would stay readable and the loop would spin, so pause it."""
        if not self._pause_logged:
            self._pause_logged = True
            log.error("no connection can be taken: %s", error)
        self._poller.remove(self._listener.fileno())
        self._paused_until_s = time.monotonic() + IDLE_S

    def _listen_again(self) -> None:
        if self._paused_until_s and time.monotonic() >= self._paused_until_s:
            self._poller.add(self._listener.fileno(), self._accept)
            self._paused_until_s = 0.0

    def _read(self) -> None:
        connection = self._connection
        if connection is None:
            return
        for line in connection.read():
            try:
                command = decode_command(line)
            except ControlError as error:
                log.error("control connection dropped: %s", error)
                connection.lost = True
                return
            if isinstance(command, AskFigures):
                self._emit(self._figures())
            else:
                self._streams.obey(command)

    def _figures(self) -> Figures:
        return Figures(
            pid=os.getpid(),
            started_s=self._started_s,
            streams=len(self._streams),
            late_slots=self._streams.plane.late_slots,
            idle_s=self._idle_s,
            refused_commands=self._streams.refused,
            load=own_load(),
            measures=self._streams.measuring.measures(),
        )

    def _emit(self, event: Event) -> None:
        if self._connection is not None:
            self._connection.send(event)

    def _drain(self) -> None:
        with contextlib.suppress(OSError):
            self._woken.recv(64)

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        self._streams.close_all()
        if connection is not None:
            self._poller.remove(connection.sock.fileno())
            connection.sock.close()

    def _close(self) -> None:
        """Closes recordings, tells the calls process, and leaves no socket behind."""
        self._streams.close_all()
        if self._connection is not None:
            self._connection.flush()
        self._disconnect()
        self._listener.close()
        self._settings.socket_path.unlink(missing_ok=True)
        for sock in (self._wake, self._woken):
            sock.close()
        self._poller.close()
        if self._batches is not None:
            self._batches.close()


def _come_first() -> None:
    """Give this process real-time priority, where the system permits it, so that packets go before all other work, that
    of a calls process with such a priority, too.

    Niceness alone does not help between sessions: Linux groups processes by session first (sched(7), autogroup).
    """
    priority = os.sched_getparam(0).sched_priority + 1
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(priority))


def run(settings: WorkerSettings, on_turn: Callable[[], None] = lambda: None) -> None:
    """The process's main function: serves until SIGTERM or SIGINT, with `on_turn` in each turn of its loop, once a
    second at least. Raises OSError when the socket path is taken."""
    _come_first()
    worker = Worker(settings, on_turn)

    def stop(number: int, frame: FrameType | None) -> None:
        worker.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    # A full collection takes longer than a slot: what lives as long as the process is never looked at again.
    gc.collect()
    gc.freeze()
    worker.serve()
