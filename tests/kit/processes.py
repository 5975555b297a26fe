"""The processes of a running product, one by one."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from tests.kit.product import Product
from tests.kit.web import web_client

POLL_S = 0.05
WITHIN_S = 60.0
TROUBLE = ("Traceback", "task failed", "call flow failed", "process ended", "process hangs")


def processes(product: Product) -> dict[str, int]:
    """Process ids of `api`, `calls`, `media-0` …"""
    assert product.process is not None
    parent = product.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return {name: int(pid) for pid in children if (name := _name(pid))}


async def kill(product: Product, name: str) -> None:
    """SIGKILL one part, and wait until it is gone."""
    pid = processes(product)[name]
    os.kill(pid, signal.SIGKILL)
    await until(lambda: _is_gone(product, name, pid))


async def kill_all(product: Product) -> None:
    """SIGKILL everything at once, as when the power fails, and wait until all is gone."""
    assert product.process is not None
    for pid in (product.process.pid, *processes(product).values()):
        with suppress(ProcessLookupError):  # those of a dead supervisor die by themselves
            os.kill(pid, signal.SIGKILL)
    await product.ended()


@contextmanager
def unharmed(product: Product) -> Iterator[None]:
    """All processes stay the same, and nothing is logged that should not be."""
    before, lines = processes(product), len(product.output)
    yield
    assert processes(product) == before
    assert [line for line in product.output[lines:] if any(word in line for word in TROUBLE)] == []


async def until(check: Callable[[], Awaitable[bool]], within_s: float = WITHIN_S) -> None:
    """Ask again and again until it is so; the outside world sends us no events."""
    async with asyncio.timeout(within_s):
        while True:
            if await check():
                return
            await asyncio.sleep(POLL_S)


async def is_serving(port: int) -> bool:
    """Whether HTTP is answered there, whatever it says."""
    try:
        async with web_client(timeout_s=5) as http:
            return (await http.get(f"http://127.0.0.1:{port}/healthz")).status_code > 0
    except httpx.HTTPError:
        return False


async def _is_gone(product: Product, name: str, pid: int) -> bool:
    return processes(product).get(name) != pid


def _name(pid: str) -> str:
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return ""
    if "--only" not in arguments:
        return ""
    part = arguments[arguments.index("--only") + 1]
    return f"{part}-{arguments[arguments.index('--worker') + 1]}" if "--worker" in arguments else part
