"""The page in Chromium with much in it: frames while 200 calls run, and while somebody works with long lists.

The page must be built. Chromium, the telephones and the product share the machine.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from playwright.async_api import Browser, Page, async_playwright
from tests.api.native.past_calls import ended, put_call, started
from tests.page.conftest import CHROMIUM, PASSWORD, PROGRAM, people

from bench.frames import COLUMNS, Frames, recorded
from bench.installation import NUMBER, Installation, installed
from bench.load import Clear, Hold, Load, Rate
from bench.page_scenes import LIVE, STILL, Scene
from bench.page_views import fill_menus
from bench.pages import fill as fill_objects
from bench.record import fill as fill_record
from bench.report import progress, show
from switchboard.call.events import CallEvent, KeyPressed, NoMatch
from switchboard.store.calls.digest import CallDigest

LIVE_CALLS: Final = 200
CALLS_PER_S: Final = 10.0
"""Short calls besides, which come and go: five events each."""
SECONDS: Final = 15.0
RECORD: Final = 100_000
EXTENSIONS: Final = 10_000
MENUS: Final = 300
EVENTS: Final = 500
LONG_CALL: Final = "long-call"
SIZE: Final = (1280, 800)
SEEN_MS: Final = 120_000


def run(quick: bool) -> None:
    """Measures and shows."""
    asyncio.run(_run(3.0 if quick else SECONDS, 20 if quick else 1))


async def _run(seconds: float, part: int) -> None:
    async with installed() as installation, _chromium() as browser:
        await people(installation.product)
        viewing = Viewing(installation, browser, seconds, await _fill(installation, part))
        rows = [await viewing.row(scene) for scene in STILL]
        with Load(installation.product.sip_port, NUMBER) as load:
            progress(f"{LIVE_CALLS} calls")
            await asyncio.to_thread(load.calls, Hold(LIVE_CALLS, 40.0))
            for scene in LIVE:
                coming = asyncio.create_task(asyncio.to_thread(load.calls, Rate(CALLS_PER_S, seconds + 3)))
                rows.append(await viewing.row(scene))
                await coming
            await asyncio.to_thread(load.calls, Clear())
    show(
        f"Frames of the page in Chromium, {seconds:g} s each; from `{LIVE[0].name}` on while {LIVE_CALLS} calls run",
        ("", *COLUMNS, "api\nCPU"),
        rows,
        "Late: a frame or more was left out before it. Chromium draws without a graphics card.",
    )


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=PROGRAM, args=list(CHROMIUM))
        yield browser
        await browser.close()


@dataclass(frozen=True, slots=True)
class Viewing:
    """An editor before a screen."""

    installation: Installation
    browser: Browser
    seconds: float
    ids: Mapping[str, object]

    async def row(self, scene: Scene) -> list[str]:
        """What a scene costs."""
        progress(scene.name)
        page = await self._page(scene.path.format_map(self.ids))
        await page.locator(scene.seen).first.wait_for(timeout=SEEN_MS)
        await asyncio.sleep(1)
        before_s = self.installation.cpu_s()["api"]
        async with recorded(page) as frames:
            await scene.work(page, self.seconds)
        row = _row(scene, frames, self.installation.cpu_s()["api"] - before_s)
        await page.context.close()
        return row

    async def _page(self, path: str) -> Page:
        base = f"http://127.0.0.1:{self.installation.product.api_port}"
        width, height = SIZE
        context = await self.browser.new_context(
            base_url=base, locale="en", viewport={"width": width, "height": height}
        )
        answer = await context.request.post(
            "/rest/v1/session", data={"name": "editor", "password": PASSWORD}, headers={"Origin": base}
        )
        assert answer.ok, await answer.text()
        page = await context.new_page()
        await page.goto(f"/page{path}")
        return page


def _row(scene: Scene, frames: Frames, api_s: float) -> list[str]:
    return [scene.name, *frames.cells(), f"{100 * api_s / frames.seconds:.0f} %"]


async def _fill(installation: Installation, part: int) -> dict[str, object]:
    """All that there is much of; the `part`-th of it. Returns a menu and a call to look at."""
    product = installation.product
    progress("calls, people and menus are made")
    await fill_menus(product, MENUS)
    await fill_objects(product, 0, EXTENSIONS // part)
    async with product.database() as database:
        await fill_record(database, RECORD // part, running=0)
        await put_call(database, LONG_CALL, _long_call())
        await CallDigest(database).catch_up()
    async with product.native() as native:
        menu = (await native.get("/ivrs", params={"sort": "-id", "limit": 1})).json()["items"][0]["id"]
    return {"menu": menu, "call": LONG_CALL}


def _long_call() -> list[CallEvent]:
    """Somebody who presses a wrong key again and again."""
    begin = datetime(2026, 2, 5, 12, tzinfo=UTC)
    events: list[CallEvent] = [started(begin)]
    for number in range(EVENTS // 2):
        at = begin + timedelta(seconds=number)
        events += [KeyPressed(at=at, digit="7", method="rfc4733"), NoMatch(at=at, entry="7", count=number + 1)]
    return [*events, ended(begin + timedelta(seconds=EVENTS), "caller")]
