"""A web server to fetch files from, which also redirects, dawdles and breaks off."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Web:
    """`files` are what it has by path, `raw` whole answers by path. At `/silence` it never answers."""

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        path = head[0].split()[1]
        self.asked.append(path)
        self.hosts += [line[6:] for line in head if line.lower().startswith("host: ")]
        if path == "/silence":
            await reader.read()
        else:
            writer.write(self._found(path))
        writer.close()

    def _found(self, path: str) -> bytes:
        if path in self.raw:
            return self.raw[path]
        if path in self.files:
            content = self.files[path]
            return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def redirect(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


@asynccontextmanager
async def serve() -> AsyncIterator[Web]:
    """A server on a free port of every loopback address."""
    web = Web()
    server = await asyncio.start_server(web.answer, "localhost", 0)
    first = server.sockets[0].getsockname()[1]
    web.port = first
    yield web
    server.close()
    await server.wait_closed()
