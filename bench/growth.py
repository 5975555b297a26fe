"""What grows with what is stored: a start, a call, a page, a search, and a change until the next call follows it.

`SWITCHBOARD_BENCH_DATABASE=postgresql` measures on PostgreSQL, which must be installed.
"""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx
from tests.kit.postgresql import postgresql
from tests.kit.product import Product

from bench.grown import Size, grow
from bench.http_client import ask
from bench.installation import NUMBER, Installation, installed
from bench.load import Calls, Load, Rate
from bench.pages import tokens
from bench.report import milliseconds, progress, show
from bench.start import start_of
from bench.timing import percentile

SMALL = Size(calls=0, objects=100, tenants=0)
LARGE = Size(calls=1_000_000, objects=10_000, tenants=1000)
QUICK = Size(calls=20_000, objects=1000, tenants=100)
STARTS = 3
CALLS = Rate(50.0, 4.0)
AFTER_CHANGE = Rate(5.0, 0.2)
CHANGES = 10
PAGES_S = 1.0
PATHS = {
    "a page of menus": "/rest/v1/ivrs?limit=20&sort=-name",
    "a search among them": "/rest/v1/ivrs?limit=20&search=u%2077",
    "50 calls": "/rest/v1/calls?limit=50",
}


def run(quick: bool) -> None:
    """Measures and shows."""
    sizes = (SMALL, QUICK if quick else LARGE)
    columns = [asyncio.run(_measured(size)) for size in sizes]
    show(
        "Growth with what is stored",
        ("", *map(str, sizes)),
        [[name, *(column[name] for column in columns)] for name in columns[0]],
        f"The CPU of a call is that of the calls process at {CALLS.per_second:g} calls/s. The call after a change",
        "waits for its answer that long.",
    )


@contextmanager
def _database() -> Iterator[str]:
    """For the settings; empty: the file of the installation, as most have it."""
    if os.environ.get("SWITCHBOARD_BENCH_DATABASE") != "postgresql":
        yield ""
        return
    with postgresql() as server:
        yield server.url


async def _measured(size: Size) -> dict[str, str]:
    with _database() as url:
        async with installed(api="page_cache_bytes = 0", database=url) as running:
            product = running.product
            await product.stop()
            progress(f"{size}".replace("\n", ", "))
            async with product.database() as database:
                await grow(database, size)
            starts = [await _restarted(product) for _ in range(STARTS)]
            await product.start()
            return starts_shown(starts) | await _at_work(Installation.of(product))


async def _restarted(product: Product) -> tuple[float, float]:
    start = await start_of(product)
    return start.ready_s, start.cpu_s


def starts_shown(starts: Sequence[tuple[float, float]]) -> dict[str, str]:
    """The best start: the others met what else the machine does."""
    ready_s, cpu_s = min(starts)
    return {"a start": f"{ready_s:.2f} s", "its CPU": f"{cpu_s:.2f} s"}


async def _at_work(running: Installation) -> dict[str, str]:
    found: dict[str, str] = {}
    with Load(running.product.sip_port, NUMBER) as load:
        await running.finish()
        before_s = running.cpu_s()["calls"]
        calls = await asyncio.to_thread(load.calls, CALLS)
        found["a call: CPU"] = milliseconds((running.cpu_s()["calls"] - before_s) / max(1, calls.tally.ended))
        found["INVITE→200"] = milliseconds(percentile(calls.tally.answer_s, 50))
        given = await tokens(running.product)
        for name, path in PATHS.items():
            header = f"Authorization: Bearer {given['native']}\r\n"
            answers = await ask(running.product.api_port, [path], PAGES_S, header)
            found[name] = milliseconds(percentile(answers.latencies_s, 50))
        found |= await _changes(running.product, load, given["native"])
    return found


async def _changes(product: Product, load: Load, token: str) -> dict[str, str]:
    """Renames a menu again and again, and calls at once after each answer."""
    written_s: list[float] = []
    heard_s: list[float] = []
    base = f"http://127.0.0.1:{product.api_port}/rest/v1"
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}, trust_env=False) as http:
        (menu,) = (await http.get(f"{base}/ivrs", params={"number": "8000001"})).json()["items"]
        for number in range(CHANGES):
            began_s = time.monotonic()
            answer = await http.patch(f"{base}/ivrs/{menu['id']}", json={"name": f"Renamed {number}"})
            answer.raise_for_status()
            written_s.append(time.monotonic() - began_s)
            calls: Calls = await asyncio.to_thread(load.calls, AFTER_CHANGE)
            heard_s += calls.tally.answer_s[:1]
    return {
        "a change": milliseconds(percentile(written_s, 50)),
        "the call after it": milliseconds(percentile(heard_s, 50)),
    }
