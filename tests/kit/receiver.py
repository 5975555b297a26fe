"""A web server that receives what is posted to it, as the owner of a webhook would run it."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Posted:
    """One request as it came; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        return dict(json.loads(self.body))


@dataclass(slots=True)
class Receiver:
    """Answers with the `statuses` in their order, then always with 200; None is no answer at all."""

    port: int = 0
    statuses: list[int | None] = field(default_factory=list)
    location: str = ""
    posted: list[Posted] = field(default_factory=list)
    _came: asyncio.Condition = field(default_factory=asyncio.Condition)

    def url(self, path: str = "/hook") -> str:
        return f"http://localhost:{self.port}{path}"

    async def got(self, count: int) -> list[Posted]:
        """The first `count` requests, as soon as they are there."""
        async with asyncio.timeout(WITHIN_S), self._came:
            await self._came.wait_for(lambda: len(self.posted) >= count)
        return self.posted[:count]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        method, path, _ = head[0].split()
        headers = dict(_header(line) for line in head[1:] if line)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        status = self.statuses.pop(0) if self.statuses else 200
        async with self._came:
            self.posted.append(Posted(method, path, headers, body))
            self._came.notify_all()
        if status is None:
            await reader.read()
        else:
            writer.write(self._reply(status))
        writer.close()

    def _reply(self, status: int) -> bytes:
        location = f"Location: {self.location}\r\n" if self.location else ""
        return f"HTTP/1.1 {status} Reply\r\n{location}Content-Length: 0\r\n\r\n".encode()


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.lower(), value.strip()


@asynccontextmanager
async def receiving(statuses: Iterable[int | None] = ()) -> AsyncIterator[Receiver]:
    """A receiver on a free port of every loopback address."""
    receiver = Receiver(statuses=list(statuses))
    server = await asyncio.start_server(receiver.answer, "localhost", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    yield receiver
    server.close()
    await server.wait_closed()
