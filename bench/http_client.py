"""A client that asks for one thing after another, cheaper than any library: it shares the cores with the server."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

CONNECTIONS = 8
REQUEST = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: OpenAPI\r\n{header}\r\n"


@dataclass(frozen=True, slots=True)
class Answers:
    """`rate` with CONNECTIONS connections; `latencies_s` with one. `body` is one of the answers."""

    rate: float
    latencies_s: list[float]
    body: bytes


class Client:
    """A keep-alive connection. `header` is a line that every request has besides, or empty."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, header: str) -> None:
        self._reader = reader
        self._writer = writer
        self._header = header

    @classmethod
    async def connect(cls, port: int, header: str) -> "Client":
        return cls(*await asyncio.open_connection("127.0.0.1", port), header)

    async def get(self, path: str) -> bytes:
        """The body."""
        self._writer.write(REQUEST.format(path=path, header=self._header).encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head.partition(b"\r\n")[0]
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return await self._reader.readexactly(int(length))

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


async def ask(port: int, paths: Sequence[str], seconds: float, header: str = "") -> Answers:
    """One connection for half of the time, then several. Each path is asked for once before."""
    clients = [await Client.connect(port, header) for _ in range(CONNECTIONS)]
    body = await clients[0].get(paths[0])
    for path in paths[1:]:
        await clients[0].get(path)
    alone = await _loop(clients[0], paths, time.monotonic() + seconds / 2)
    begin_s = time.monotonic()
    end_s = begin_s + seconds / 2
    together = await asyncio.gather(*(_loop(one, paths, end_s, number) for number, one in enumerate(clients)))
    rate = sum(len(one) for one in together) / (time.monotonic() - begin_s)
    for client in clients:
        await client.close()
    return Answers(rate, alone, body)


async def _loop(client: Client, paths: Sequence[str], end_s: float, first: int = 0) -> list[float]:
    latencies_s: list[float] = []
    while time.monotonic() < end_s:
        begin_s = time.perf_counter()
        await client.get(paths[(first + len(latencies_s)) % len(paths)])
        latencies_s.append(time.perf_counter() - begin_s)
    return latencies_s
