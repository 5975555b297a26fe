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


def tell_ready() -> None:
    """Let the supervisor know that this process can work. Does nothing without one."""
    descriptor = os.environ.pop(READY_VARIABLE, "")
    if descriptor:
        os.write(int(descriptor), b"1")
        os.close(int(descriptor))


@dataclass(slots=True)
class Child:
    """One process of the installation, by the arguments of its command."""

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
        asyncio.get_running_loop().add_reader(reader, self._on_ready, reader)
        try:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "switchboard",
                *self.arguments,
                pass_fds=(writer,),
                env={**os.environ, READY_VARIABLE: str(writer)},
            )
            os.close(writer)
            await self.process.wait()
        finally:
            if asyncio.get_running_loop().remove_reader(reader):
                os.close(reader)

    def _on_ready(self, reader: int) -> None:
        """The pipe can be read: a byte means ready, its end means that the process died before."""
        if os.read(reader, 1):
            self.ready.set()
        asyncio.get_running_loop().remove_reader(reader)
        os.close(reader)


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
