"""The media workers of this node, and which stream goes to which."""

import asyncio
import contextlib
import itertools
from collections.abc import Sequence
from pathlib import Path

import structlog

from switchboard.call.audio import AudioReport
from switchboard.engine.builtin.audio_report import audio_report
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.overload import WorkerLoad, WorkerLook
from switchboard.engine.port import OnAudio
from switchboard.errors import Unavailable
from switchboard.media.aio.client import MediaClient, StreamError
from switchboard.media.control import Close, Closed, Event, Figures
from switchboard.network_address import loopback_beside
from switchboard.sip.media_address import IpVersion

log = structlog.get_logger()

RECONNECT_S = 0.2
FIGURES_S = 1.0
"""How long a worker may take to say how it is: less than those who ask us wait."""


def _nobody_asks(report: AudioReport) -> None:
    pass


class RemoteWorker:
    """A connection to one media worker and the streams in it."""

    def __init__(self, socket: Path, loopback: str = "127.0.0.1") -> None:
        """`loopback` is the address of the ends of links."""
        self.socket = socket
        self._loopback = loopback
        self.streams: dict[int, RemoteStream] = {}
        self.connected = asyncio.Event()
        self.client: MediaClient
        self._lost = asyncio.Event()
        self._stream_ids = itertools.count(1)
        self._room_numbers = itertools.count(1)
        self._closing: dict[int, RemoteStream] = {}
        self.on_audio: OnAudio = _nobody_asks
        self.load = WorkerLoad()

    @property
    def is_full(self) -> bool:
        """Whether it has no time for another stream."""
        return self.load.is_full

    async def run(self) -> None:
        """Stay connected for ever; a worker that went away is waited for."""
        while True:
            self._lost.clear()
            try:
                self.client = await MediaClient.connect(self.socket, self._on_event, self._lost.set)
            except (OSError, Unavailable):
                await asyncio.sleep(RECONNECT_S)
                continue
            self.connected.set()
            try:
                await self._lost.wait()
            finally:
                self.connected.clear()
                await self.client.aclose()
            self._lose_streams()

    async def open(self, host: str, call: str) -> RemoteStream:
        """Opens a new stream of a call, which listens on `host`. Raises Unavailable."""
        if not self.connected.is_set():
            raise Unavailable("the media worker is away")
        stream_id = next(self._stream_ids)
        try:
            port = await self.client.open(stream_id, host)
        except StreamError as failure:
            raise Unavailable(f"no stream: {failure.reason}") from failure
        except asyncio.CancelledError:
            with contextlib.suppress(Unavailable):
                self.client.post(Close(stream=stream_id, report=False))  # nobody will know of it
            raise
        stream = self.streams[stream_id] = RemoteStream(self, stream_id, port, call, host)
        return stream

    async def open_on_loopback(self, call: str) -> RemoteStream:
        """Opens one end of a link. Raises Unavailable."""
        return await self.open(self._loopback, call)

    def next_room(self) -> int:
        return next(self._room_numbers)

    def forget(self, stream_id: int) -> None:
        stream = self.streams.pop(stream_id, None)
        if stream is not None and stream.party is not None:
            self._closing[stream_id] = stream

    async def figures(self) -> Figures | None:
        """How the worker is; None when it does not say so in time."""
        if not self.connected.is_set():
            return None
        try:
            async with asyncio.timeout(FIGURES_S):
                return await self.client.figures()
        except (Unavailable, TimeoutError):
            return None

    async def look(self) -> None:
        """Learn whether it is full. Without streams it is not, and is left alone."""
        if not self.streams:
            self.load.rests()
            return
        figures = await self.figures()
        now_s = asyncio.get_running_loop().time()
        if figures is None:
            self.load.silent(now_s)
        else:
            self.load.look(WorkerLook(now_s, figures.idle_s, figures.late_slots))

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Closed):
            self._closed(event)
            return
        stream = self.streams.get(getattr(event, "stream", 0))
        if stream is not None:
            stream.receive(event)

    def _closed(self, event: Closed) -> None:
        stream = self._closing.pop(event.stream, None)
        if stream is not None and stream.party is not None:
            self.on_audio(audio_report(stream.party, stream.codec, event.statistics, encrypted=stream.encrypted))

    def _lose_streams(self) -> None:
        self._closing.clear()
        log.error("media worker lost", socket=self.socket.name, streams=len(self.streams))
        streams, self.streams = list(self.streams.values()), {}
        for stream in streams:
            stream.lost()


class MediaPool:
    """All workers of this node; a new stream goes to the one with the fewest, or beside its call's first stream."""

    def __init__(self, sockets: Sequence[Path], host: str) -> None:
        """`host` is the address that streams listen on; `::` stands for all of both IP versions."""
        own: IpVersion = 6 if ":" in host else 4
        self._hosts: dict[IpVersion, str] = {6: host, 4: "0.0.0.0"} if host == "::" else {own: host}
        loopback = loopback_beside(host)
        self.workers = [RemoteWorker(socket, loopback) for socket in sockets]
        self._tasks: list[asyncio.Task[None]] = []

    def tell_audio(self, told: OnAudio) -> None:
        """From now on `told` is told how the audio of each party was, when its stream has ended."""
        for worker in self.workers:
            worker.on_audio = told

    async def start(self) -> None:
        """Returns when every worker is connected."""
        self._tasks = [asyncio.create_task(worker.run()) for worker in self.workers]
        await asyncio.gather(*(worker.connected.wait() for worker in self.workers))

    @property
    def ip_versions(self) -> frozenset[IpVersion]:
        """The IP versions that streams can have."""
        return frozenset(self._hosts)

    def ip_version_for(self, host: str) -> IpVersion:
        """The IP version of a numeric host, or the only one that streams can have."""
        own: IpVersion = 6 if ":" in host else 4
        return own if own in self._hosts else next(iter(self._hosts))

    async def open(self, call: str, ip_version: IpVersion) -> RemoteStream:
        """Opens a stream of a call. Raises Unavailable."""
        return await self._least_busy().open(self._hosts[ip_version], call)

    async def open_on_loopback(self, call: str) -> RemoteStream:
        """Opens a stream of a call for a peer on this machine. Raises Unavailable."""
        return await self._least_busy().open_on_loopback(call)

    def _least_busy(self) -> RemoteWorker:
        ready = [worker for worker in self.workers if worker.connected.is_set()]
        if not ready:
            raise Unavailable("no media worker is ready")
        return min(ready, key=lambda worker: (worker.is_full, len(worker.streams)))

    async def open_near(self, stream: RemoteStream, ip_version: IpVersion) -> RemoteStream:
        """Another stream of the same call, which may be bridged with the first. Raises Unavailable."""
        return await stream.worker.open(self._hosts[ip_version], stream.call)

    async def figures(self) -> list[Figures | None]:
        """How all workers are, in their order."""
        return await asyncio.gather(*(worker.figures() for worker in self.workers))

    async def look(self) -> None:
        """Learn which workers are full."""
        await asyncio.gather(*(worker.look() for worker in self.workers))

    @property
    def is_connected(self) -> bool:
        """Whether there is a worker."""
        return any(worker.connected.is_set() for worker in self.workers)

    @property
    def is_full(self) -> bool:
        """Whether no worker has time for another stream."""
        return all(worker.is_full for worker in self.workers)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
