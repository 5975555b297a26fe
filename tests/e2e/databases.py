"""Products on either database, and further api processes beside them."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.kit.processes import until
from tests.kit.product import Product, free_port


def prepared(directory: Path, database: str = "", extra: str = "") -> Product:
    """A product on that database; empty is SQLite in its data directory."""
    directory.mkdir(exist_ok=True)
    product = Product.prepare(directory, extra)
    file = directory / "switchboard.toml"
    file.write_text(f'database = "{database}"\n{file.read_text()}')
    return product


@asynccontextmanager
async def second_api(product: Product) -> AsyncIterator[int]:
    """Another api process on the same installation; gives its port."""
    port = free_port()
    settings = product.directory / "second.toml"
    first = (product.directory / "switchboard.toml").read_text()
    settings.write_text(first.replace(f"port = {product.api_port}", f"port = {port}"))
    command = (sys.executable, "-m", "switchboard", "--config", str(settings), "--data", str(product.data))
    process = await asyncio.create_subprocess_exec(
        *command, "serve", "--only", "api", stdout=asyncio.subprocess.DEVNULL
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
        async with httpx.AsyncClient() as http:
            return (await http.get(f"http://127.0.0.1:{port}/healthz")).status_code == 200
    except httpx.HTTPError:
        return False
