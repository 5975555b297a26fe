"""Pages of every face, kept and made anew, against a bare FastAPI route that returns the same bytes."""

import asyncio
import json
import os
import random
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.web import web_client

from bench.bare_http import bare_http
from bench.http_client import CONNECTIONS, Answers, ask
from bench.installation import installed
from bench.report import findings, milliseconds, progress, ratio, show
from bench.timing import percentile
from switchboard.config import load
from switchboard.installation import installation as opened_installation
from switchboard.model.base import Document
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db import locks
from switchboard.store.documents.writing import Author, create

PAGE_SIZE = 20
PAGES = 50
FEW, MANY = 100, 10_000
SEED = 20260302


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked for; `{}` stands for a random page, or part of a number."""

    name: str
    path: str
    face: str


FILTER = "PortSIP ivrs, filter"
CASES = (
    Case("Yeastar ivr/list", f"/openapi/v1.0/ivr/list?page_size={PAGE_SIZE}&page={{}}", "yeastar"),
    Case("Yeastar ivr/search", f"/openapi/v1.0/ivr/search?page_size={PAGE_SIZE}&search_value={{}}", "yeastar"),
    Case("Yeastar extension/list", f"/openapi/v1.0/extension/list?page_size={PAGE_SIZE}&page={{}}", "yeastar"),
    Case("PortSIP ivrs", f"/api/ivrs?top={PAGE_SIZE}&skip={{}}", "portsip"),
    Case("PortSIP ivrs, search", f"/api/ivrs?top={PAGE_SIZE}&search={{}}", "portsip"),
    Case(FILTER, f"/api/ivrs?top={PAGE_SIZE}&filter=contains(name,'{{}}')", "portsip"),
    Case("native ivrs, search and sort", f"/rest/v1/ivrs?limit={PAGE_SIZE}&sort=-name&search={{}}", "native"),
    Case("native ivrs, one number", f"/rest/v1/ivrs?limit={PAGE_SIZE}&number=800000{{}}", "native"),
    Case("Servetel ivrs, all of them", "/v1/ivrs", "servetel"),
)


async def fill(product: Product, menus: int, phones: int) -> None:
    """Adds IVRs and extensions until there are so many of each, in one transaction."""
    settings = load(product.directory / "switchboard.toml", data=product.data)
    async with opened_installation(settings) as opened:
        by = Author("bench", datetime.now(UTC), "")
        ivrs, extensions = [(await opened.repository.page(kind, limit=1)).total for kind in (Ivr, Extension)]
        documents: list[Document] = [Ivr(number=f"8{n:06d}", name=f"Menu {n}") for n in range(ivrs, menus)]
        documents += [Extension(number=f"9{n:06d}", name=f"Phone {n}") for n in range(extensions, phones)]
        async with opened.database.write() as connection:
            await locks.configuration(connection)
            for document in documents:
                await create(connection, DEFAULT_TENANT, document, by)


async def tokens(product: Product) -> dict[str, str]:
    """A token for each face."""
    yeastar = await product.yeastar()
    await yeastar.close()
    servetel = await product.cli("credentials", "new", "--dialect", "servetel", "--permanent", "--json")
    native = await product.cli("credentials", "new", "--dialect", "native", "--json")
    user = json.loads(await product.cli("users", "add", "bench", "--generate", "--json"))
    async with web_client(f"http://127.0.0.1:{product.api_port}/api") as http:
        portsip = await http.post("/auth/sign_in", json={"username": "bench", "password": user["password"]})
    return {
        "yeastar": yeastar.token,
        "servetel": json.loads(servetel)["token"],
        "native": json.loads(native)["token"],
        "portsip": portsip.json()["access_token"],
    }


async def measure(product: Product, case: Case, token: str, seconds: float, total: int) -> Answers:
    """The same random pages in every run."""
    chance = random.Random(SEED)
    numbers = sorted({chance.randint(1, max(1, total // PAGE_SIZE)) for _ in range(PAGES)})
    paths = [case.path.format(number) for number in numbers] if "{}" in case.path else [case.path]
    header = f"Authorization: Bearer {token}\r\n"
    if case.face == "yeastar":
        paths, header = [f"{path}&access_token={token}" for path in paths], ""
    return await ask(product.api_port, paths, seconds, header)


def run(quick: bool) -> None:
    """Measures and prints."""
    seconds, totals = (1.0, (FEW, 1000)) if quick else (4.0, (FEW, MANY))
    for title, api in (("kept", ""), ("made anew each time", "page_cache_bytes = 0")):
        findings.figure("page", 1.0)
        show(
            f"6. Lists, pages of {PAGE_SIZE}, {title}",
            (
                "",
                f"requests/s\n{CONNECTIONS} connections",
                "floor",
                "ratio",
                "one connection\np50",
                "p95",
                "floor\np50",
            ),
            asyncio.run(_run(seconds, totals, api)),
            "Floor: FastAPI and uvicorn returning the same bytes, no token, no database; measured right after.",
            f"The client shares the {os.cpu_count()} cores.",
        )


async def _run(seconds: float, totals: tuple[int, ...], api: str) -> list[list[str]]:
    rows: dict[tuple[int, int], list[str]] = {}
    async with installed(menus=False, api=api) as running:
        given = await tokens(running.product)
        for total in totals:
            progress(f"{total:,} IVRs and extensions")
            await fill(running.product, total, total)
            await running.finish()
            for index, case in enumerate(CASES):
                ours = await measure(running.product, case, given[case.face], seconds, total)
                port = reserved_port()
                with bare_http(port, ours.body):
                    floor = await ask(port, ["/page"], seconds)
                rows[index, total] = _row(f"{case.name}, {total:,}", ours, floor)
                findings.figure("page", min(findings.figures["page"], ours.rate / floor.rate))
                if case.name == FILTER:
                    findings.figure("filter", 1000 * percentile(ours.latencies_s, 50))
    return [row for _, row in sorted(rows.items())]


def _row(name: str, ours: Answers, floor: Answers) -> list[str]:
    return [
        name,
        f"{ours.rate:,.0f}",
        f"{floor.rate:,.0f}",
        ratio(ours.rate, floor.rate),
        milliseconds(percentile(ours.latencies_s, 50)),
        milliseconds(percentile(ours.latencies_s, 95)),
        milliseconds(percentile(floor.latencies_s, 50)),
    ]
