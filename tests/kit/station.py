"""An internet radio: a server that sends a tone in real time, as Icecast and Shoutcast do."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import soundfile

RATE_HZ = 48_000
LASTS_S = 10
KINDS = {"mp3": ("MP3", "MPEG_LAYER_III"), "vorbis": ("OGG", "VORBIS"), "opus": ("OGG", "OPUS")}
_BURST_S = 3.0
_STEP_S = 0.1


@cache
def tone(kind: str, hertz: int, *, lasts_s: int = LASTS_S, rate_hz: int = RATE_HZ, amplitude: float = 0.3) -> bytes:
    """A stereo file of a tone."""
    container, subtype = KINDS[kind]
    samples = amplitude * np.sin(2 * np.pi * hertz * np.arange(lasts_s * rate_hz) / rate_hz)
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", rate_hz, 2, subtype, format=container) as written:
        # The encoder of Vorbis has no room for a minute at once, and crashes.
        for second in np.array_split(np.stack([samples, 0.8 * samples], 1), lasts_s):
            written.write(second)
    return file.getvalue()


def reply(status: str = "HTTP/1.0 200 OK", **headers: str) -> bytes:
    """The head of an answer."""
    lines = [status, *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join((*lines, "", "")).encode()


@dataclass(slots=True)
class Station:
    """Answers each path with a head, and then sends the sound over and over: some seconds at once, the rest in real
    time. While it is `off` it closes every connection.
    """

    port: int = 0
    heads: dict[str, bytes] = field(default_factory=dict)
    sound: bytes = b""
    lasts_s: float = LASTS_S
    title_every: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    off: bool = False
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _change: asyncio.Condition = field(default_factory=asyncio.Condition)

    def url(self, path: str = "/radio", host: str = "localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def listeners(self) -> int:
        return len(self._writers)

    async def until_listeners(self, count: int) -> None:
        async with asyncio.timeout(30), self._change:
            await self._change.wait_for(lambda: len(self._writers) == count)

    async def fall_silent(self) -> None:
        """End all connections, and take no more."""
        self.off = True
        for writer in self._writers:
            writer.close()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
            path = first.split()[1]
            self.asked.append((path, dict(line.lower().split(": ", 1) for line in lines if line)))
            if self.off or path not in self.heads:
                return
            writer.write(self.heads[path])
            if b" 200 " in self.heads[path]:
                await self._listened(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _listened(self, writer: asyncio.StreamWriter) -> None:
        await self._change_to(lambda: self._writers.add(writer))
        try:
            await self._send(writer)
        finally:
            await self._change_to(lambda: self._writers.discard(writer))

    async def _change_to(self, change: "object") -> None:
        async with self._change:
            assert callable(change)
            change()
            self._change.notify_all()

    async def _send(self, writer: asyncio.StreamWriter) -> None:
        data = titled(self.sound, self.title_every) if self.title_every else self.sound
        per_s = len(data) / self.lasts_s
        sent, clock = 0, asyncio.get_running_loop().time
        began_s = clock()
        while not writer.is_closing():
            due = int((clock() - began_s + _BURST_S) * per_s)
            while sent < due:
                part = data[sent % len(data) :][: due - sent]
                writer.write(part)
                sent += len(part)
            await writer.drain()
            await asyncio.sleep(_STEP_S)


def titled(sound: bytes, every: int) -> bytes:
    """With a title after so many octets, as Shoutcast puts it there."""
    title = b"StreamTitle='A song';"
    padded = title.ljust(-(-len(title) // 16) * 16, b"\0")
    titles = (bytes((len(padded) // 16,)) + padded, b"\0")
    parts = [sound[at : at + every] for at in range(0, len(sound), every)]
    return b"".join(part + titles[at % 2] if len(part) == every else part for at, part in enumerate(parts))


@asynccontextmanager
async def station(sound: bytes, **heads: bytes) -> AsyncIterator[Station]:
    """Open on a free port of this machine, with `/radio` at least."""
    on_air = Station(sound=sound, heads={"/radio": reply(Content_Type="audio/mpeg"), **heads})
    server = await asyncio.start_server(on_air.answer, "127.0.0.1", 0)
    on_air.port = server.sockets[0].getsockname()[1]
    try:
        yield on_air
    finally:
        await on_air.fall_silent()
        server.close()
