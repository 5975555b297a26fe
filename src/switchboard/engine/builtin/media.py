"""Streams in media workers, as calls see them."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from switchboard import security_log
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.port import Played, PromptUnavailable
from switchboard.errors import Unavailable
from switchboard.media.aio.client import MediaClient, StreamError
from switchboard.media.control import (
    Bridge,
    Command,
    Configure,
    Event,
    Failed,
    Figures,
    FirstPacket,
    Key,
    Loop,
    LoopName,
    Play,
    PlayEnded,
    Press,
    RecordStart,
    RtpTimeout,
    SendDigits,
    SourceChanged,
    SourceRefused,
    Stop,
    Unreadable,
)
from switchboard.sip.media_address import IpVersion
from switchboard.sip.offer_answer import AudioMedia

log = structlog.get_logger()

RECONNECT_S = 0.2
FIGURES_S = 1.0
"""How long a worker may take to say how it is: less than those who ask us wait."""


@dataclass(slots=True)
class StreamEvents:
    """What a stream tells its leg."""

    on_key: Callable[[str, KeyMethod], None] = field(default=lambda digit, method: None)
    on_silence: Callable[[], None] = field(default=lambda: None)
    on_lost: Callable[[], None] = field(default=lambda: None)
    on_unreadable: Callable[[str], None] = field(default=lambda path: None)


class RemoteStream:
    """One RTP stream in a worker. After the worker is lost every method raises Unavailable or does nothing."""

    def __init__(self, worker: "RemoteWorker", stream_id: int, port: int, call: str) -> None:
        self.worker = worker
        self.call = call
        self.id = stream_id
        self.port = port
        self.events = StreamEvents()
        self.has_telephone_event = False
        self._plays: dict[int, asyncio.Future[PlayEnded]] = {}
        self._stoppable = False
        self._lost = False
        self._sign = asyncio.Event()
        self._peer = ""

    async def configure(self, media: AudioMedia, peer: MediaPeer, *, any_host: bool = False) -> None:
        """Apply what an offer and answer agreed with `peer`. `any_host`: audio from wherever it comes."""
        self._peer = peer.name
        self.has_telephone_event = media.telephone_event_payload_type is not None
        await self._send(
            Configure(
                stream=self.id,
                remote_host=media.remote_host,
                remote_port=media.remote_port,
                rtcp_host=media.rtcp_host,
                rtcp_port=media.rtcp_port,
                signalling_host=peer.host,
                any_host=any_host,
                codec=media.codec.value,
                payload_type=media.payload_type,
                telephone_event_payload_type=media.telephone_event_payload_type,
                offered_payload_type=media.offered_payload_type,
                offered_telephone_event_payload_type=media.offered_telephone_event_payload_type,
                direction=media.direction.value,
                ptime_ms=media.ptime_ms,
                max_ptime_ms=media.max_ptime_ms,
                dtmf_inband=not self.has_telephone_event,
            )
        )

    async def play(self, stem: Path, *, stop_on_key: bool) -> Played:
        """Play the encoded files at `stem` to the end or, with `stop_on_key`, to a press. Raises PromptUnavailable."""
        return await self.play_all((stem,), stop_on_key=stop_on_key)

    async def play_all(self, stems: Sequence[Path], *, stop_on_key: bool) -> Played:
        """As `play`, one after another without a gap. Raises PromptUnavailable if all are unreadable."""
        path, *then = map(str, stems)
        play_id, ended = self._expect_play()
        self._stoppable = stop_on_key
        try:
            await self._send(
                Play(stream=self.id, play_id=play_id, path=path, then=tuple(then), stop_on_key=stop_on_key)
            )
            event = await ended
        except asyncio.CancelledError:
            self.stop()
            raise
        finally:
            self._stoppable = False
            del self._plays[play_id]
        if event.reason == "unreadable":
            raise PromptUnavailable
        return Played(event.finished, event.offset_ms / 1000)

    async def first_sign(self, timeout_s: float) -> None:
        """Wait for the peer's first packet or key, which may have come; no longer than `timeout_s`."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._sign.wait()
        except TimeoutError:
            return

    def loop(self, sound: LoopName, stems: Sequence[Path], *, shuffle: bool = False) -> None:
        """Play over and over whenever there is no prompt; without stems no longer. Does nothing without a worker."""
        self._post(Loop(stream=self.id, sound=sound, paths=tuple(map(str, stems)), shuffle=shuffle))

    def stop(self) -> None:
        """End the prompt that plays, before anything that is asked for later begins. Does nothing without a worker."""
        self._post(Stop(stream=self.id))

    def stop_for_key(self) -> None:
        """Stop a prompt that keys stop. The worker has done so itself, unless it saw the key before the play."""
        if self._stoppable:
            self.stop()

    def press(self, digit: str) -> None:
        """Report a key by SIP INFO to the worker, which returns it as a key unless it has heard the press already."""
        self._post(Press(stream=self.id, digit=digit))

    async def bridge(self, other: "RemoteStream") -> None:
        await self._send(Bridge(stream=self.id, other=other.id))

    async def send_digit(self, digit: str) -> None:
        await self._send(SendDigits(stream=self.id, digits=digit))

    async def record(self, path: Path) -> None:
        await self._send(RecordStart(stream=self.id, path=str(path)))

    async def stop_recording(self) -> None:
        try:
            await self.worker.client.record_stop(self.id)
        except (Unavailable, StreamError):
            log.warning("recording had ended already", stream=self.id)

    async def close(self) -> None:
        """Free the stream, which ends its bridge; nothing to do when its worker is gone."""
        self.worker.streams.pop(self.id, None)
        try:
            await self.worker.client.close(self.id)
        except (Unavailable, StreamError):
            log.debug("stream was already gone", stream=self.id)

    def receive(self, event: Event) -> None:
        """Take an event of the worker."""
        match event:
            case FirstPacket():
                self._sign.set()
            case Key(digit=digit, method=method):
                self._sign.set()
                self.events.on_key(digit, method)
            case PlayEnded(play_id=play_id) if play_id in self._plays:
                self._end(play_id, event)
            case Unreadable(path=path):
                self.events.on_unreadable(path)
            case RtpTimeout():
                self.events.on_silence()
            case SourceChanged():
                self._tell_change(event)
            case SourceRefused(host=host, port=port):
                security_log.tell("media-source-refused", host, port=port, call=self.call, peer=self._peer)
            case Failed(command=command, reason=reason):
                log.warning("media worker refused", command=command, reason=reason)
                self._fail_plays(PromptUnavailable())

    def _tell_change(self, change: SourceChanged) -> None:
        former = f"{change.former_host}:{change.former_port}"
        security_log.tell(
            "media-source-changed", change.host, port=change.port, former=former, call=self.call, peer=self._peer
        )

    def lost(self) -> None:
        """The worker is gone."""
        self._lost = True
        self._sign.set()
        self._fail_plays(Unavailable("the media worker is gone"))
        self.events.on_lost()

    def _expect_play(self) -> tuple[int, asyncio.Future[PlayEnded]]:
        play_id = self.worker.next_play_id()
        ended: asyncio.Future[PlayEnded] = asyncio.get_running_loop().create_future()
        self._plays[play_id] = ended
        return play_id, ended

    def _end(self, play_id: int, event: PlayEnded) -> None:
        if not self._plays[play_id].done():
            self._plays[play_id].set_result(event)

    def _fail_plays(self, error: Exception) -> None:
        for ended in self._plays.values():
            if not ended.done():
                ended.set_exception(error)

    def _post(self, command: Command) -> None:
        if self._lost:
            return
        try:
            self.worker.client.post(command)
        except Unavailable:
            log.debug("stream was already gone", stream=self.id)

    async def _send(self, command: Command) -> None:
        if self._lost:
            raise Unavailable("the media worker is gone")
        await self.worker.client.send(command)


class RemoteWorker:
    """A connection to one media worker and the streams in it."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.streams: dict[int, RemoteStream] = {}
        self.connected = asyncio.Event()
        self.client: MediaClient
        self._lost = asyncio.Event()
        self._stream_ids = itertools.count(1)
        self._play_ids = itertools.count(1)

    def next_play_id(self) -> int:
        return next(self._play_ids)

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
            stream = RemoteStream(self, stream_id, await self.client.open(stream_id, host), call)
        except StreamError as failure:
            raise Unavailable(f"no stream: {failure.reason}") from failure
        self.streams[stream_id] = stream
        return stream

    async def figures(self) -> Figures | None:
        """How the worker is; None when it does not say so in time."""
        if not self.connected.is_set():
            return None
        try:
            async with asyncio.timeout(FIGURES_S):
                return await self.client.figures()
        except (Unavailable, TimeoutError):
            return None

    def _on_event(self, event: Event) -> None:
        stream = self.streams.get(getattr(event, "stream", 0))
        if stream is not None:
            stream.receive(event)

    def _lose_streams(self) -> None:
        log.error("media worker lost", socket=self.socket.name, streams=len(self.streams))
        streams, self.streams = list(self.streams.values()), {}
        for stream in streams:
            stream.lost()


class MediaPool:
    """All workers of this node; a new stream goes to the one with the fewest, or beside its call's first stream."""

    def __init__(self, sockets: Sequence[Path], host: str) -> None:
        """`host` is the address that streams listen on; `::` stands for all of both IP versions."""
        self.workers = [RemoteWorker(socket) for socket in sockets]
        own: IpVersion = 6 if ":" in host else 4
        self._hosts: dict[IpVersion, str] = {6: host, 4: "0.0.0.0"} if host == "::" else {own: host}
        self._tasks: list[asyncio.Task[None]] = []

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
        ready = [worker for worker in self.workers if worker.connected.is_set()]
        if not ready:
            raise Unavailable("no media worker is ready")
        return await min(ready, key=lambda worker: len(worker.streams)).open(self._hosts[ip_version], call)

    async def open_near(self, stream: RemoteStream, ip_version: IpVersion) -> RemoteStream:
        """Another stream of the same call, which may be bridged with the first. Raises Unavailable."""
        return await stream.worker.open(self._hosts[ip_version], stream.call)

    async def figures(self) -> list[Figures | None]:
        """How all workers are, in their order."""
        return await asyncio.gather(*(worker.figures() for worker in self.workers))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
