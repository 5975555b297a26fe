"""Out of descriptors: nobody spins, the log says it once, and connections that waited are served when there is room."""

import asyncio
import contextlib
import resource
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.web import web_client

from switchboard.descriptors import Server
from switchboard.media.aio.client import MediaClient

LIMIT = 100
MANY = 3 * LIMIT
HELD_S = 2.0
"""asyncio's own server writes some ten thousand lines in this time, and the worker turned as often."""
WORKER = """
import os, resource, sys
from pathlib import Path
from switchboard.media.settings import WorkerSettings
from switchboard.media.worker import run

turns = 0

def turned():
    global turns
    turns += 1
    if turns == 1:
        lowest = os.dup(0)
        os.close(lowest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))

run(WorkerSettings(Path(sys.argv[1]), 10, 11), turned)
print("turns", turns)
"""
pytestmark = pytest.mark.api


async def health(port: int) -> int:
    async with web_client(timeout_s=3) as http:
        return (await http.get(f"http://127.0.0.1:{port}/healthz")).status_code


async def is_healthy(port: int) -> bool:
    try:
        return await health(port) == 200
    except httpx.HTTPError:
        return False


@contextlib.asynccontextmanager
async def api_process(product: Product, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Alone, and with few descriptors."""
    with log.open("wb") as file:
        process = await product.start_api("sh", "-c", f'ulimit -n {LIMIT}; exec "$@"', "sh", stderr=file)
    try:
        await until(lambda: is_healthy(product.api_port))
        yield process
    finally:
        process.terminate()
        status = await process.wait()
    assert status == 0


async def test_the_api_waits_for_room(tmp_path: Path) -> None:
    product, log = Product.prepare(tmp_path), tmp_path / "log"
    settings = tmp_path / "switchboard.toml"
    settings.write_text(settings.read_text().replace("[api]", "[api]\nconnections_per_address = 0"))
    async with api_process(product, log) as process:
        with contextlib.ExitStack() as held:
            for _ in range(MANY):
                held.enter_context(socket.create_connection(("127.0.0.1", product.api_port)))
            await until(lambda: says(log, "too few file descriptors"))
            await asyncio.sleep(HELD_S)
            with pytest.raises(httpx.TimeoutException):
                await health(product.api_port)
            assert len(list(Path(f"/proc/{process.pid}/fd").iterdir())) < LIMIT
        await until(lambda: is_healthy(product.api_port))
    lines = log.read_text().splitlines()
    assert [line for line in lines if "Traceback" in line] == []
    assert len([line for line in lines if "too few file descriptors" in line]) == 1
    assert len(lines) < 20


async def says(log: Path, text: str) -> bool:
    return text in log.read_text()


async def test_a_media_worker_does_not_turn_in_vain(tmp_path: Path) -> None:
    path, log = tmp_path / "media.sock", tmp_path / "log"
    with log.open("wb") as file:
        worker = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", WORKER, str(path)), stdout=asyncio.subprocess.PIPE, stderr=file
        )
    await until(lambda: is_there(path))
    calling = asyncio.create_task(MediaClient.connect(path, lambda event: None, lambda: None))
    await until(lambda: says(log, "no connection can be taken"))
    await asyncio.sleep(HELD_S)
    assert not calling.done()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.prlimit(worker.pid, resource.RLIMIT_NOFILE, (hard, hard))
    client = await asyncio.wait_for(calling, 30)
    await client.aclose()
    worker.terminate()
    output, _ = await worker.communicate()
    assert int(output.split()[1]) < 100
    assert log.read_text().count("no connection can be taken") == 1


async def is_there(path: Path) -> bool:
    return path.exists()


async def test_a_server_takes_what_comes_and_ends(tmp_path: Path) -> None:
    """As asyncio's servers do: those who are connected stay when it closes."""
    got: asyncio.Queue[bytes] = asyncio.Queue()

    class Keeps(asyncio.Protocol):
        def data_received(self, data: bytes) -> None:
            got.put_nowait(data)

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport

    sock = socket.create_server(("127.0.0.1", 0))
    address = sock.getsockname()
    server = Server(sock, Keeps)
    _, writer = await asyncio.open_connection(*address)
    writer.write(b"1")
    assert await asyncio.wait_for(got.get(), 10) == b"1"
    server.close()
    writer.write(b"2")
    assert await asyncio.wait_for(got.get(), 10) == b"2"
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(*address)
