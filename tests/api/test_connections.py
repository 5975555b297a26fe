"""Connections that never ask, or ask for ever, and too many of them."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn
from uvicorn.server import ServerState

from switchboard.api.asgi import create_api
from switchboard.api.common import ApiServices
from switchboard.config import ApiSettings, YeastarSettings
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.processes.connections import bounded
from tests.kit.processes import until

from .support import served, services

pytestmark = pytest.mark.api
MOST = 3
PATIENCE_S = 0.3
HEAD = b"POST /openapi/v1.0/get_token HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\n"
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def of(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[ApiServices]:
    file = shutil.copy(migrated_sqlite, tmp_path / "switchboard.db")
    async with services(f"sqlite+aiosqlite:///{file}", tmp_path, YeastarSettings()) as opened:
        yield opened


def bounded_by(of: ApiServices, **settings: float) -> ApiServices:
    api = ApiSettings.model_validate(settings)
    return replace(of, settings=of.settings.model_copy(update={"api": api}))


async def opened(base: str) -> Streams:
    url = httpx.URL(base)
    return await asyncio.open_connection(url.host, url.port)


async def ask(streams: Streams) -> bytes:
    """The first line of the answer to a whole request."""
    streams[1].write(WHOLE)
    line = await streams[0].readline()
    await streams[0].readuntil(b"}")
    return line


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /healthz HT",
        HEAD,
        HEAD + b"Content-Length: 100\r\n\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    ],
)
async def test_a_request_that_does_not_come_is_given_up(of: ApiServices, sent: bytes) -> None:
    """The server closes; it is the only one who could."""
    async with served(bounded_by(of, request_timeout_s=PATIENCE_S)) as base:
        reader, writer = await opened(base)
        writer.write(sent)
        await asyncio.wait_for(reader.read(), 30)
        writer.close()


async def test_after_an_answer_the_next_request_must_come_whole(of: ApiServices) -> None:
    async with served(bounded_by(of, request_timeout_s=PATIENCE_S)) as base:
        reader, writer = streams = await opened(base)
        assert b"200" in await ask(streams)
        writer.write(b"GET /heal")
        assert await asyncio.wait_for(reader.read(), 30) == b""
        writer.close()


async def test_an_address_has_so_many_connections(of: ApiServices) -> None:
    async with served(bounded_by(of, connections_per_address=MOST)) as base:
        held = [await opened(base) for _ in range(MOST)]
        assert all([b"200" in await ask(streams) for streams in held])
        reader, writer = await opened(base)
        refused = await reader.read()
        assert refused.startswith(b"HTTP/1.1 503 ")
        assert b"Retry-After" in refused
        writer.close()
        assert all([b"200" in await ask(streams) for streams in held])
        for streams in held:
            streams[1].close()
            await streams[1].wait_closed()
        await until(lambda: is_admitted(base))


async def is_admitted(base: str) -> bool:
    """The server learns that a connection has ended a moment later."""
    reader, writer = await opened(base)
    writer.write(WHOLE)
    line = await reader.readline()
    writer.close()
    return b"200" in line


async def test_any_number_when_it_is_switched_off(of: ApiServices) -> None:
    async with served(bounded_by(of, connections_per_address=0)) as base:
        held = [await opened(base) for _ in range(2 * MOST)]
        assert all([b"200" in await ask(streams) for streams in held])
        for streams in held:
            streams[1].close()


async def upgraded(base: str, query: str = "") -> Streams:
    """A connection that has become a WebSocket."""
    reader, writer = await opened(base)
    head = (
        f"GET /openapi/v1.0/subscribe{query} HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    writer.write(head.encode())
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
    return reader, writer


async def test_a_websocket_counts_until_it_ends(of: ApiServices) -> None:
    async with served(bounded_by(of, connections_per_address=1)) as base:
        _, writer = await upgraded(base)
        assert not await is_admitted(base)
        writer.close()
        await until(lambda: is_admitted(base))


async def test_a_websocket_may_last_longer_than_a_request_may_take(of: ApiServices) -> None:
    """The server would say that it closes: nothing does within a multiple of the time that a request has."""
    await of.credentials.new_api_client(DEFAULT_TENANT, "yeastar", "tests")
    (client,) = await of.credentials.api_clients(DEFAULT_TENANT)
    pair = await of.credentials.issue(client, 1800, 86400, of.clock.now(), 8)
    async with served(bounded_by(of, request_timeout_s=PATIENCE_S)) as base:
        reader, writer = await upgraded(base, f"?access_token={pair.access_token}")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 3 * PATIENCE_S)
        writer.close()


class Line(asyncio.Transport):
    """A connection from `address` on which nothing comes."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 1), "sockname": ("::1", 2)})
        self.written = b""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def close(self) -> None:
        return

    def is_closing(self) -> bool:
        return False


async def test_of_ipv6_a_whole_network_has_so_many_connections(of: ApiServices) -> None:
    config = uvicorn.Config(create_api(of), lifespan="off")
    config.load()
    protocol = bounded(ApiSettings(connections_per_address=MOST))

    def connected(address: str) -> bool:
        line = Line(address)
        protocol(config, ServerState(), {}).connection_made(line)
        return not line.written

    assert [connected(f"2001:db8::{number}") for number in range(1, MOST + 2)] == [True] * MOST + [False]
    assert connected("2001:db8:0:1::1")
