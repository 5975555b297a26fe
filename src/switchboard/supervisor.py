"""`switchboard serve`: starts the processes of this machine, restarts those that die, and stops them in order."""

import asyncio
import ctypes
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger()

QUICK_DEATH_S = 5.0
LAST_DELAY_S = 5.0
READY_VARIABLE = "SWITCHBOARD_READY_FD"
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


def tell_ready() -> None:
    """Let the supervisor know that this process can work. Does nothing without one."""
    descriptor = os.environ.pop(READY_VARIABLE, "")
    if descriptor:
        os.write(int(descriptor), b"1")
        os.close(int(descriptor))


@dataclass(slots=True)
class Child:
    """One process of the installation, by the arguments of its command.

    It has a session of its own: Ctrl-C in a terminal reaches the supervisor alone, which stops all in order.
    """

    name: str
    arguments: Sequence[str]
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    process: asyncio.subprocess.Process | None = None

    async def keep_running(self) -> None:
        """Start it, and again whenever it ends: at once the first time, then slower and slower while it dies young."""
        delay_s = 0.0
        while True:
            started_s = time.monotonic()
            await self._run_once()
            log.error("process ended", process=self.name)
            delay_s = min(delay_s * 2 + 0.1, LAST_DELAY_S) if time.monotonic() - started_s < QUICK_DEATH_S else 0.0
            await asyncio.sleep(delay_s)

    async def stop(self, timeout_s: float) -> None:
        """SIGTERM, and SIGKILL when it does not end in time."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), timeout_s)
        except TimeoutError:
            log.error("process did not stop", process=self.name)
            self.process.kill()
            await self.process.wait()

    async def _run_once(self) -> None:
        reader, writer = os.pipe()
        self.ready.clear()
        pipe = _ReadyPipe(reader, self.ready)
        try:
            self.process = await self._start(writer)
            await self.process.wait()
        finally:
            pipe.close()

    async def _start(self, writer: int) -> asyncio.subprocess.Process:
        """The process, which alone holds `writer` from here on."""
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "switchboard",
                *self.arguments,
                pass_fds=(writer,),
                env={**os.environ, READY_VARIABLE: str(writer)},
                start_new_session=True,
            )
        finally:
            os.close(writer)


class _ReadyPipe:
    """Our end of the pipe by which a process says that it is ready; closed once, as its number is soon another's."""

    def __init__(self, reader: int, ready: asyncio.Event) -> None:
        self._reader = reader
        self._ready = ready
        self._open = True
        asyncio.get_running_loop().add_reader(reader, self._on_readable)

    def close(self) -> None:
        if self._open:
            self._open = False
            asyncio.get_running_loop().remove_reader(self._reader)
            os.close(self._reader)

    def _on_readable(self) -> None:
        """A byte means ready, the end of the pipe that the process died before."""
        if os.read(self._reader, 1):
            self._ready.set()
        self.close()


class Supervisor:
    """Runs `children`, which are stopped in the reverse of their order."""

    def __init__(self, children: Sequence[Child], stop_timeout_s: float) -> None:
        self._children = children
        self._stop_timeout_s = stop_timeout_s

    async def run(self, stop: asyncio.Event, ready: asyncio.Event) -> None:
        """Keep all of them running until `stop`; `ready` is set when every one has been ready once."""
        tasks = [asyncio.create_task(child.keep_running(), name=child.name) for child in self._children]
        stopping = asyncio.create_task(stop.wait())
        starting = asyncio.create_task(self._wait_until_ready(ready))
        await asyncio.wait({stopping})
        starting.cancel()
        for child, task in reversed(list(zip(self._children, tasks, strict=True))):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await child.stop(self._stop_timeout_s)

    async def _wait_until_ready(self, ready: asyncio.Event) -> None:
        await asyncio.gather(*(child.ready.wait() for child in self._children))
        ready.set()
