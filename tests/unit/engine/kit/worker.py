"""A media worker in memory: it obeys at once, plays as long as the name of a file says, and remembers its orders."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from switchboard.engine.builtin.media_pool import MediaPool, RemoteWorker
from switchboard.errors import Unavailable
from switchboard.media.aio.client import MediaClient
from switchboard.media.control import (
    Bridge,
    Close,
    Closed,
    Command,
    DtmfMethod,
    Event,
    Hush,
    Key,
    Loop,
    LoopName,
    Play,
    PlayEnded,
    RecordStart,
    RecordStop,
    RtpTimeout,
    Statistics,
    Stop,
    TakeEnd,
    TakeEnded,
    TakeStart,
    TakeStop,
    Unbridge,
)

HOST = "10.0.0.1"
FIRST_PORT = 10000

C = TypeVar("C", bound=Command)


@dataclass(slots=True)
class MemoryWorker:
    """Stands where a `MediaClient` does. Streams are known by their numbers, the caller's is usually 1.

    While it `hangs` it closes no takes. `statistics` are what it has measured.
    """

    orders: list[Command] = field(default_factory=list)
    open_streams: set[int] = field(default_factory=set)
    bridged: dict[int, int] = field(default_factory=dict)
    recorded: dict[int, str] = field(default_factory=dict)
    playing: dict[int, Play] = field(default_factory=dict)
    loops: dict[int, dict[LoopName, Loop]] = field(default_factory=dict)
    hushed: set[int] = field(default_factory=set)
    taking: dict[int, TakeStart] = field(default_factory=dict)
    statistics: dict[int, Statistics] = field(default_factory=dict)
    hangs: bool = False
    lost: bool = False
    _remote: RemoteWorker | None = None
    _began_s: dict[int, float] = field(default_factory=dict)

    def pool(self, *others: "MemoryWorker") -> MediaPool:
        """Streams that are opened here, or in other workers."""
        workers = (self, *others)
        pool = MediaPool([Path("memory")] * len(workers), HOST)
        for worker, remote in zip(workers, pool.workers, strict=True):
            worker._remote = remote
            remote.client = cast(MediaClient, worker)
            remote.connected.set()
        return pool

    async def open(self, stream: int, host: str) -> int:
        self._check()
        self.open_streams.add(stream)
        await asyncio.sleep(0)
        return FIRST_PORT + 2 * stream

    async def close(self, stream: int) -> None:
        self._check()
        self._obey(Close(stream=stream))
        await asyncio.sleep(0)

    async def record_stop(self, stream: int) -> None:
        self._check()
        self._obey(RecordStop(stream=stream))
        await asyncio.sleep(0)

    async def send(self, command: Command) -> None:
        self.post(command)

    def post(self, command: Command) -> None:
        self._check()
        self._obey(command)

    def press(self, stream: int, digit: str, method: DtmfMethod = "rfc4733") -> None:
        """The peer of a stream presses a key, which stops what a key may stop."""
        playing = self.playing.get(stream)
        if playing is not None and playing.stop_on_key:
            self._end_play(playing, "key")
        self.tell(Key(stream=stream, digit=digit, method=method))

    def heard(self, stream: int) -> tuple[str, ...]:
        """The files that a stream plays: the prompt, else ringback, else music."""
        playing, loops = self.playing.get(stream), self.loops.get(stream, {})
        if playing is not None:
            return (playing.path, *playing.then)
        if stream in self.hushed:
            return ()
        loop = loops.get("ringback") or loops.get("music")
        return () if loop is None else loop.paths

    def end_take(self, stream: int, reason: TakeEnd, *, key: str = "") -> None:
        """A take of four seconds ends, of which three are speech."""
        take = self.taking.pop(stream, None)
        if take is not None:
            ended = TakeEnded(
                stream=stream, path=take.path, duration_ms=4000, speech_ms=3000, key=key, keys_ignored=1, reason=reason
            )
            self.tell(ended)

    def silent(self, stream: int) -> None:
        self.tell(RtpTimeout(stream=stream))

    def tell(self, event: Event) -> None:
        assert self._remote is not None
        self._remote._on_event(event)

    def vanish(self) -> None:
        """The worker dies."""
        assert self._remote is not None
        self.lost = True
        self._remote.connected.clear()
        for stream in list(self._remote.streams.values()):
            stream.lost()
        self._remote.streams.clear()
        self.open_streams.clear()

    def orders_of(self, kind: type[C]) -> Iterator[C]:
        return (order for order in self.orders if isinstance(order, kind))

    def _check(self) -> None:
        if self.lost:
            raise Unavailable("the media worker is gone")

    def _obey(self, command: Command) -> None:
        self.orders.append(command)
        match command:
            case Play():
                self.playing[command.stream] = command
                loop = asyncio.get_running_loop()
                self._began_s[command.play_id] = loop.time()
                duration_s = sum(map(_duration_s, (command.path, *command.then)))
                loop.call_later(duration_s, self._end_play, command, "finished")
            case Loop(stream=stream, sound=sound, paths=()):
                self.loops.get(stream, {}).pop(sound, None)
            case Loop(stream=stream, sound=sound):
                self.loops.setdefault(stream, {})[sound] = command
            case Hush(stream=stream, hushed=hushed):
                (self.hushed.add if hushed else self.hushed.discard)(stream)
            case Stop(stream=stream) if stream in self.playing:
                self._end_play(self.playing[stream], "stopped")
            case Bridge(stream=stream, other=other):
                self._part(stream)
                self._part(other)
                self.bridged |= {stream: other, other: stream}
            case Unbridge(stream=stream):
                self._part(stream)
            case RecordStart(stream=stream, path=path):
                self.recorded[stream] = path
            case RecordStop(stream=stream):
                del self.recorded[stream]
            case TakeStart(stream=stream):
                self.taking[stream] = command
            case TakeStop(stream=stream):
                if not self.hangs:
                    asyncio.get_running_loop().call_soon(self.end_take, stream, "stopped")
            case Close(stream=stream, report=report):
                if report:
                    statistics = self.statistics.get(stream, Statistics())
                    asyncio.get_running_loop().call_soon(self.tell, Closed(stream=stream, statistics=statistics))
                self.open_streams.discard(stream)
                self.recorded.pop(stream, None)
                self._part(stream)

    def _part(self, stream: int) -> None:
        other = self.bridged.pop(stream, None)
        if other is not None:
            del self.bridged[other]

    def _end_play(self, play: Play, reason: str) -> None:
        if self.playing.get(play.stream) is not play:
            return
        del self.playing[play.stream]
        if not self.lost:
            offset_s = asyncio.get_running_loop().time() - self._began_s[play.play_id]
            self.tell(
                PlayEnded.model_validate(
                    {
                        "stream": play.stream,
                        "play_id": play.play_id,
                        "finished": reason == "finished",
                        "offset_ms": round(offset_s * 1000),
                        "reason": reason,
                    }
                )
            )


def _duration_s(path: str) -> float:
    """Of a file such as `greeting-3`, three seconds."""
    found = re.search(r"-(\d+)$", path)
    return float(found[1]) if found else 1.0
