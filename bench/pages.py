"""Pages of 20 IVRs through the Yeastar dialect, against a bare FastAPI route that returns the same bytes."""

import asyncio
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.kit.product import Product, free_port

from bench.bare_http import bare_http
from bench.installation import Installation, installed
from bench.report import milliseconds, progress, ratio, show
from bench.timing import percentile
from switchboard.config import load
from switchboard.installation import installation as opened_installation
from switchboard.model.ivr import Ivr
from switchboard.store import locks
from switchboard.store.objects import Author, insert_object
from switchboard.store.tenants import DEFAULT_TENANT

PAGE_SIZE = 20
CONNECTIONS = 8
FEW, MANY = 100, 10_000
SEED = 20260302
REQUEST = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: OpenAPI\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answers:
    """`rate` with CONNECTIONS connections; `latencies_s` with one. `body` is one of the answers."""

    rate: float
    latencies_s: list[float]
    body: bytes


class Client:
    """A keep-alive connection that asks for one thing after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, port: int) -> "Client":
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def get(self, path: str) -> bytes:
        """The body."""
        self._writer.write(REQUEST.format(path=path).encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head.partition(b"\r\n")[0]
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return await self._reader.readexactly(int(length))

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


async def ask(port: int, paths: Sequence[str], seconds: float) -> Answers:
    """One connection for half of the time, then several."""
    clients = [await Client.connect(port) for _ in range(CONNECTIONS)]
    body = await clients[0].get(paths[0])
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


async def fill(product: Product, total: int) -> None:
    """Adds IVRs until there are so many, in one transaction."""
    settings = load(product.directory / "switchboard.toml", data=product.data)
    async with opened_installation(settings) as opened:
        present = (await opened.repository.page(Ivr, limit=1)).total
        by = Author("bench", datetime.now(UTC), "")
        async with opened.database.write() as connection:
            await locks.configuration(connection)
            for number in range(present, total):
                document = Ivr(number=f"8{number:06d}", name=f"Menu {number}")
                await insert_object(connection, DEFAULT_TENANT, document, None, by)


async def measure(running: Installation, total: int, seconds: float) -> Answers:
    """Random pages of so many IVRs, the same ones in every run."""
    product = running.product
    progress(f"{total:,} IVRs")
    await fill(product, total)
    await running.finish()
    yeastar = await product.yeastar()
    chance = random.Random(SEED)
    numbers = [chance.randint(1, total // PAGE_SIZE) for _ in range(500)]
    prefix = f"/openapi/v1.0/ivr/list?access_token={yeastar.token}&page_size={PAGE_SIZE}&page="
    answers = await ask(product.api_port, [f"{prefix}{number}" for number in numbers], seconds)
    await yeastar.close()
    assert answers.body.count(b'"id"') == PAGE_SIZE, answers.body[:200]
    return answers


def run(quick: bool) -> None:
    """Measures and prints."""
    asyncio.run(_run(2.0 if quick else 8.0, (FEW, 1000) if quick else (FEW, MANY)))


async def _run(seconds: float, totals: tuple[int, int]) -> None:
    async with installed(menus=False) as running:
        ours = [await measure(running, total, seconds) for total in totals]
    port = free_port()
    with bare_http(port, ours[0].body):
        bare = await ask(port, ["/page"], seconds)
    rows = [_row(f"ivr/list of {total:,}", one, bare) for total, one in zip(totals, ours, strict=True)]
    show(
        f"6. Yeastar ivr/list, pages of {PAGE_SIZE}",
        ("", f"requests/s\n{CONNECTIONS} connections", "ratio", "one connection\np50", "p95"),
        [*rows, _row("floor: bare FastAPI route", bare, bare)],
        f"Floor: FastAPI and uvicorn returning the same {len(ours[0].body):,} bytes, no token, no database.",
        f"{totals[1]:,} against {totals[0]:,} IVRs: {ours[1].rate / ours[0].rate:.2f} of the rate. "
        f"The client shares the {os.cpu_count()} cores.",
    )


def _row(name: str, one: Answers, bare: Answers) -> list[str]:
    p50_s, p95_s = percentile(one.latencies_s, 50), percentile(one.latencies_s, 95)
    return [name, f"{one.rate:,.0f}", ratio(one.rate, bare.rate), milliseconds(p50_s), milliseconds(p95_s)]
