"""The network streams of music that are fetched now, each by a process of its own (`processes/radio.py`)."""

import asyncio
import hashlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from switchboard.config import MusicSettings
from switchboard.media.ring import Ring
from switchboard.prompts.speech.program import environment
from switchboard.radio.order import Order
from switchboard.status import StreamState, StreamStatus

log = structlog.get_logger()

AGAIN_S = 5.0
"""After a process that died."""
HANGS_S = 20.0
_LOOK_S = 1.0


@dataclass(slots=True)
class _Tuned:
    """A stream that is fetched; `tenant` was the first that wanted it."""

    tenant: int
    path: Path
    ring: Ring
    task: "asyncio.Task[None] | None" = None

    @property
    def is_over(self) -> bool:
        return self.task is not None and self.task.done()

    @property
    def state(self) -> StreamState:
        if self.ring.sounds:
            return "playing"
        return "failed" if self.ring.failure else "connecting"


class Radios:
    """Has streams fetched while streams of calls want to hear them: their media workers say so in the ring."""

    def __init__(self, settings: MusicSettings, private_hosts: Iterable[str], directory: Path) -> None:
        self._settings = settings
        self._private_hosts = tuple(private_hosts)
        self._directory = directory
        self._tuned: dict[str, _Tuned] = {}

    def start(self) -> None:
        """Forget the rings of an earlier process, whose processes have ended with it. Raises OSError."""
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._directory.iterdir():
            left.unlink()

    def tune(self, tenant: int, url: str) -> Path | None:
        """Have a stream fetched from now on; returns its ring. None where no stream, or none more, is fetched."""
        if not self._settings.streams:
            return None
        tuned = self._tuned.get(url)
        if tuned is not None and tuned.is_over:
            tuned = None
        if tuned is None and self._has_room(tenant):
            tuned = self._begin(tenant, url)
        if tuned is None:
            return None
        tuned.ring.want()
        return tuned.path

    def status(self, url: str) -> StreamStatus:
        """How a stream is."""
        if not self._settings.streams:
            return StreamStatus(state="off")
        tuned = self._tuned.get(url)
        if tuned is None:
            return StreamStatus(state="idle")
        return StreamStatus(state=tuned.state, reason=tuned.ring.failure if tuned.state == "failed" else "")

    def by_state(self) -> Mapping[StreamState, int]:
        return Counter(tuned.state for tuned in self._tuned.values())

    async def close(self) -> None:
        """End all processes."""
        tasks = [tuned.task for tuned in self._tuned.values() if tuned.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _has_room(self, tenant: int) -> bool:
        mine = sum(tuned.tenant == tenant for tuned in self._tuned.values())
        if len(self._tuned) < self._settings.most_streams and mine < self._settings.streams_per_tenant:
            return True
        log.warning("no more streams of music are fetched, prompts are heard instead", tenant=tenant)
        return False

    def _begin(self, tenant: int, url: str) -> _Tuned | None:
        path = self._directory / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.ring"
        try:
            tuned = _Tuned(tenant, path, Ring.create(path))
        except OSError as error:
            log.error("a stream of music cannot be fetched", error=str(error))
            return None
        tuned.ring.want()
        tuned.task = asyncio.create_task(self._keep(url, tuned), name="radio")
        tuned.task.add_done_callback(lambda _: self._forget(url, tuned))
        self._tuned[url] = tuned
        return tuned

    async def _keep(self, url: str, tuned: _Tuned) -> None:
        """Run the process, and again if it dies, until nobody wants the stream any more."""
        order = Order(
            url=url, ring=tuned.path, private_hosts=self._private_hosts, linger_s=self._settings.linger_s
        ).model_dump_json()
        while True:
            status = await self._run(order.encode(), tuned.ring)
            if tuned.ring.unwanted_s >= self._settings.linger_s:
                return
            if status:
                log.warning("a process that fetches music ended", status=status)
                await asyncio.sleep(AGAIN_S)

    def _forget(self, url: str, ended: _Tuned) -> None:
        if self._tuned.get(url) is ended:  # nobody has begun it anew in this moment
            del self._tuned[url]
            ended.path.unlink(missing_ok=True)

    async def _run(self, order: bytes, ring: Ring) -> int:
        """The exit status."""
        ring.live()
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "switchboard.processes.radio"), stdin=PIPE, stderr=DEVNULL, env=environment()
            )
        except OSError as error:
            log.error("a process that fetches music cannot be started", error=error.strerror)
            return 1
        try:
            await _tell(process, order)
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_S):
                        return await process.wait()
                if ring.silent_s > HANGS_S:
                    process.kill()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _tell(process: Process, order: bytes) -> None:
    assert process.stdin is not None
    with suppress(ConnectionError):
        process.stdin.write(order)
        await process.stdin.drain()
        process.stdin.close()
