"""`switchboard serve`: starts the processes of this machine, restarts those that die or hang, stops them in order."""

import asyncio
import contextlib
import ctypes
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import structlog

from switchboard import activation, lifeline
from switchboard.lifeline import READY, Board, OnBoard, State
from switchboard.pipes import InPipe
from switchboard.service_manager import ServiceManager

log = structlog.get_logger()

QUICK_DEATH_S = 5.0
LAST_DELAY_S = 5.0
TICK_S = 0.25
START_S = 60.0
"""The silence of a process that is not ready yet: reading a large configuration is no hang."""
STACK_S = 1.0
STACK_PAUSE_S = 0.1
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel end this process when its supervisor is gone (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def awake_s(before_s: float, now_s: float) -> float:
    """How much of the time between two ticks counts as silence of a process.

    If the supervisor itself was late, it could not hear the process: the machine was busy, or a virtual machine was
    paused. So of a longer pause only two ticks count. While a machine is suspended, CLOCK_MONOTONIC stands still.
    """
    return min(now_s - before_s, 2 * TICK_S)


@dataclass(slots=True)
class Child:
    """One process of the installation: by default `switchboard` with these arguments.

    It has a session of its own, so that Ctrl-C in a terminal reaches only the supervisor, which stops all in order. It
    gets `sockets` at each start. After a silence of `hang_s`, counted by `tick`, it is killed.
    """

    name: str
    arguments: Sequence[str]
    hang_s: float = 3.0
    sockets: Mapping[str, socket.socket] = field(default_factory=dict)
    program: Sequence[str] = (sys.executable, "-m", "switchboard")
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    process: asyncio.subprocess.Process | None = None
    _since: datetime | None = None
    _silent_s: float = 0.0
    _ending: "asyncio.Task[None] | None" = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _stacks: InPipe | None = None

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.returncode is None

    @property
    def state(self) -> State:
        if not self.runs:
            return "ended"
        if self._ending is not None:
            return "hung"
        if self._stopping.is_set():
            return "stopping"
        if not self.ready.is_set():
            return "starting"
        return "silent" if self._silent_s > max(self.hang_s / 2, 2 * lifeline.BEAT_S) else "running"

    @property
    def on_board(self) -> OnBoard:
        """What others are to see of it."""
        pid = self.process.pid if self.process is not None and self.runs else None
        return OnBoard(self.state, pid, self._since)

    async def keep_running(self, board: Board) -> None:
        """Start the process, and start it again whenever it ends: first at once, then ever later while it ends soon."""
        delay_s = 0.0
        while not self._stopping.is_set():
            started_s = time.monotonic()
            await self._run_once(board)
            if self._stopping.is_set():
                return
            delay_s = min(delay_s * 2 + 0.1, LAST_DELAY_S) if time.monotonic() - started_s < QUICK_DEATH_S else 0.0
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay_s)

    def stop(self) -> None:
        """SIGTERM; it is not started again."""
        self._stopping.set()
        if self.process is not None and self.runs:
            self.process.terminate()

    def kill(self) -> None:
        """SIGKILL, which also ends a stopped process."""
        if self.process is not None and self.runs:
            self.process.kill()

    def tick(self, passed_s: float) -> None:
        """Add to the time for which the process has been silent."""
        if self.runs and self._ending is None:
            self._silent_s += passed_s
            if self._silent_s >= (self.hang_s if self.ready.is_set() else max(START_S, self.hang_s)):
                self._ending = asyncio.create_task(self._end_hung(), name=f"end-{self.name}")

    async def _run_once(self, board: Board) -> None:
        self.ready.clear()
        self._silent_s = 0.0
        beats, self._stacks = InPipe(self._on_beat), InPipe()
        writers = beats.writer, self._stacks.writer
        try:
            self.process = await self._start(*writers, board.descriptor)
            self._since = datetime.now(UTC)
            # `stop` came while the process was being made, and found none to end.
            if self._stopping.is_set():
                self.process.terminate()
            status = await self.process.wait()
            if self._ending is not None:
                await self._ending
            elif not self._stopping.is_set():
                log.error("process ended", process=self.name, status=status, **self._stacks.as_field("stack"))
        finally:
            beats.close()
            self._stacks.close()
            self._ending = None

    async def _start(self, *descriptors: int) -> asyncio.subprocess.Process:
        """Start the process. From here on it alone has the writing ends of the pipes."""
        handed = {name: sock.fileno() for name, sock in self.sockets.items()}
        try:
            return await asyncio.create_subprocess_exec(
                *self.program,
                *self.arguments,
                pass_fds=(*descriptors, *handed.values()),
                env={
                    **os.environ,
                    lifeline.VARIABLE: ",".join(map(str, descriptors)),
                    activation.VARIABLE: activation.named(handed),
                },
                start_new_session=True,
            )
        finally:
            # Otherwise the pipes would not end with the process.
            for writer in descriptors[:2]:
                os.close(writer)

    def _on_beat(self, data: bytes) -> None:
        self._silent_s = 0.0
        if READY in data:
            self.ready.set()

    async def _end_hung(self) -> None:
        """Ask the hung process where it hangs, log that, and kill it."""
        assert self.process is not None and self._stacks is not None
        kernel = kernel_state(self.process.pid)
        # A stopped process takes no signal: there is nothing to wait for.
        if not kernel.startswith("T"):
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(lifeline.STACK_SIGNAL)
            await self._stacks.until_quiet(STACK_S, STACK_PAUSE_S)
        log.error(
            "process hangs and is killed",
            process=self.name,
            silent_s=round(self._silent_s, 1),
            kernel=kernel,
            **self._stacks.as_field("stack"),
        )
        self.kill()


def kernel_state(pid: int) -> str:
    """The state of a process as the kernel sees it, such as `R (running)` or `T (stopped)`; empty if unknown."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition("\t")[2] for line in lines if line.startswith("State:")), "")


class Supervisor:
    """Runs `children`, which are started at once, and stopped one after the other, each within `stop_timeout_s`. The
    `manager` hears how it goes.
    """

    def __init__(self, children: Sequence[Child], stop_timeout_s: float, manager: ServiceManager | None = None) -> None:
        self._children = children
        self._stop_timeout_s = stop_timeout_s
        self._manager = manager or ServiceManager()
        self._board = Board()

    async def run(self, stop: asyncio.Event, ready: asyncio.Event) -> None:
        """Keep all children running until `stop`. `ready` is set when each has been ready once."""
        tasks = [asyncio.create_task(child.keep_running(self._board), name=child.name) for child in self._children]
        others = asyncio.create_task(self._watch()), asyncio.create_task(self._wait_until_ready(ready))
        await stop.wait()
        self._manager.stopping(len(tasks) * self._stop_timeout_s)
        for child, task in zip(self._children, tasks, strict=True):
            child.stop()
            await asyncio.wait({task}, timeout=self._stop_timeout_s)
            if not task.done():
                log.error("process did not stop", process=child.name)
                child.kill()
            await task
        for other in others:
            other.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._board.close()

    async def _watch(self) -> None:
        """Count silence and write the states to the board, also while stopping."""
        before_s = time.monotonic()
        while True:
            await asyncio.sleep(TICK_S)
            now_s = time.monotonic()
            for child in self._children:
                child.tick(awake_s(before_s, now_s))
            self._board.write({child.name: child.on_board for child in self._children})
            self._manager.beat()
            before_s = now_s

    async def _wait_until_ready(self, ready: asyncio.Event) -> None:
        await asyncio.gather(*(child.ready.wait() for child in self._children))
        self._manager.ready()
        ready.set()
