"""Products on either database, and further api processes beside them."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.kit import handover
from tests.kit.ports import bound
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.web import web_client


def prepared(directory: Path, database: str = "", extra: str = "", node: str = "") -> Product:
    """A product on that database; empty is SQLite in its data directory. `node` is the name of its machine."""
    directory.mkdir(exist_ok=True)
    product = Product.prepare(directory, extra)
    file = directory / "switchboard.toml"
    file.write_text(f'database = "{database}"\nnode = "{node}"\n{file.read_text()}')
    return product


@asynccontextmanager
async def second_api(product: Product) -> AsyncIterator[int]:
    """Another api process on the same installation; gives its port."""
    sock = bound(socket.SOCK_STREAM)
    port: int = sock.getsockname()[1]
    with sock:
        process = await handover.start(
            product.command("serve", "--only", "api"), {"api": sock}, stdout=asyncio.subprocess.DEVNULL
        )
    try:
        await until(lambda: is_healthy(port))
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def is_healthy(port: int) -> bool:
    """Whether an api process is up, and its database."""
    try:
        async with web_client(timeout_s=5) as http:
            return (await http.get(f"http://127.0.0.1:{port}/healthz")).status_code == 200
    except httpx.HTTPError:
        return False
