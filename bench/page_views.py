"""The page in Chromium: how much is sent until something is seen, and how long that takes, and the map of many menus.

The page must be built. Each visit begins with an empty cache.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

from playwright.async_api import Browser, Response, async_playwright
from tests.kit.product import Product, running
from tests.page.conftest import PASSWORD, people

from bench.report import progress, show
from switchboard.api.page import built_page
from switchboard.config import load
from switchboard.installation import installation as opened_installation
from switchboard.model.base import Document
from switchboard.model.destination import HangUp, ToIvr
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.stored import Stored
from switchboard.store.documents.batch import Batches, Current
from switchboard.store.documents.writing import Batch

MENUS: Final = (25, 300)
VISITS: Final = 5
KEYS: Final = "1234"
FIRST_NUMBER: Final = 70_000


@dataclass(frozen=True, slots=True)
class View:
    """One visit: milliseconds until what was waited for was seen, and the bytes of files of the page that were sent."""

    ms: float
    sent: int


def run(quick: bool) -> None:
    """Measures and shows."""
    asyncio.run(_run(1 if quick else VISITS))


async def _run(visits: int) -> None:
    rows = []
    async with _visited() as (product, browser):
        seen = [await _view(product, browser, "/", "main h1", logged_in=False) for _ in range(visits)]
        rows.append(_row("log-in", seen))
        seen = [await _view(product, browser, "/", "nav a[aria-current]") for _ in range(visits)]
        rows.append(_row("first view", seen))
        for count in MENUS:
            progress(f"{count} menus are made")
            await fill_menus(product, count)
            seen = [await _view(product, browser, "/map", "article") for _ in range(visits)]
            rows.append(_row(f"map of {count} menus", seen))
    built = sum(file.stat().st_size for file in built_page().rglob("*.br"))
    note = f"All files of the page together, compressed by brotli: {built / 1024:.0f} KiB."
    show("The page in Chromium, with an empty cache", ("", "median", "slowest", "sent"), rows, note)


@asynccontextmanager
async def _visited() -> AsyncIterator[tuple[Product, Browser]]:
    with tempfile.TemporaryDirectory() as directory:
        async with running(Path(directory)) as product, async_playwright() as playwright:
            await people(product)
            browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            yield product, browser
            await browser.close()


async def _view(product: Product, browser: Browser, path: str, awaited: str, *, logged_in: bool = True) -> View:
    base = f"http://127.0.0.1:{product.api_port}"
    context = await browser.new_context(base_url=base, locale="en")
    if logged_in:
        await context.request.post(
            "/rest/v1/session", data={"name": "editor", "password": PASSWORD}, headers={"Origin": base}
        )
    page = await context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if "/page/" in answer.url else None)
    begin_s = asyncio.get_running_loop().time()
    await page.goto(f"/page{path}", wait_until="commit")
    await page.locator(awaited).first.wait_for()
    ms = (asyncio.get_running_loop().time() - begin_s) * 1000
    sizes = [int(answer.headers.get("content-length", 0)) for answer in answers]
    await context.close()
    return View(ms, sum(sizes))


def _row(name: str, views: list[View]) -> list[str]:
    times = [view.ms for view in views]
    return [name, f"{median(times):.0f} ms", f"{max(times):.0f} ms", f"{views[0].sent / 1024:.0f} KiB"]


async def fill_menus(product: Product, count: int) -> None:
    """Makes a tree of menus beside those that are there, each of which leads on to four others and back."""
    settings = load(product.directory / "switchboard.toml", data=product.data)
    async with opened_installation(settings) as opened:
        batches = Batches(opened.database, opened.tenant)
        await batches.rewrite(lambda current: _menus(current, count), author="bench")


def _menus(current: Current, count: int) -> Batch:
    first = current.free_id
    there = sum(isinstance(stored.document, Ivr) for stored in current.objects)
    new = range(count - there)
    made: list[Stored[Document]] = [Stored(first + index, 1, _menu(first, index, count - there)) for index in new]
    return Batch(tuple(made), (), ())


def _menu(first: int, index: int, count: int) -> Ivr:
    name = f"Menu {datetime.now(UTC):%H%M%S} {index}"
    below = [4 * index + step for step in range(1, 5)]
    options = [
        Option(keys=key, route=Route(to=ToIvr(ivr=first + other) if other < count else HangUp()))
        for key, other in zip(KEYS, below, strict=True)
    ]
    return Ivr(name=name, number=str(FIRST_NUMBER + first + index), options=tuple(options))
