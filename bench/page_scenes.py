"""What somebody does with the page while its frames are recorded."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Page

Work = Callable[[Page, float], Awaitable[None]]

TYPED: Final = "Phone 12"
TYPE_MS: Final = 120
BY_WHEEL_PX, BY_BAR_PX = 100, 4000
"""In each frame. The first passes 120 rows a second; the second is somebody who drags the bar."""

# How far the list goes is read seldom: reading it has the browser lay out the page at once, which nobody does by hand.
_SCROLL: Final = """([step, ms]) => new Promise((done) => {
    const scrolls = (one) =>
        /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 50;
    const list = [...document.querySelectorAll('main, main div, #screen')].filter(scrolls)
        .sort((one, other) => other.scrollHeight - one.scrollHeight)[0];
    const end = performance.now() + ms;
    let [at, way, last, frame] = [0, step, 0, 0];
    const turn = (now) => {
        if (frame++ % 60 === 0) last = list.scrollHeight - list.clientHeight;
        at = Math.max(0, Math.min(last, at + way));
        if (at === 0 || at === last) way = -way;
        list.scrollTop = at;
        if (now < end) requestAnimationFrame(turn); else done();
    };
    requestAnimationFrame(turn);
})"""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where somebody is, what must be seen before it begins, and what they do for some seconds."""

    name: str
    path: str
    seen: str
    work: Work


async def _look(page: Page, seconds: float) -> None:
    await asyncio.sleep(seconds)


def _scroll(step_px: int) -> Work:
    async def work(page: Page, seconds: float) -> None:
        await page.evaluate(_SCROLL, [step_px, seconds * 1000])

    return work


async def _all_steps(page: Page, seconds: float) -> None:
    await page.get_by_role("checkbox").check()
    await page.evaluate(_SCROLL, [BY_WHEEL_PX, seconds * 1000])


async def _type(page: Page, seconds: float) -> None:
    """Looks for people again and again."""
    field = page.get_by_role("combobox", name="Goes to").first
    end_s = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end_s:
        await field.click()
        await field.press_sequentially(TYPED, delay=TYPE_MS)
        for _ in range(5):
            await field.press("ArrowDown", delay=TYPE_MS / 2)
        await field.press("Escape")


async def _pan(page: Page, seconds: float) -> None:
    """Drags the map to and fro, and turns the wheel."""
    end_s = asyncio.get_running_loop().time() + seconds
    await page.mouse.move(640, 700)
    while asyncio.get_running_loop().time() < end_s:
        await page.mouse.down()
        await page.mouse.move(340, 500, steps=30)
        await page.mouse.move(640, 700, steps=30)
        await page.mouse.up()
        for way in (-1, 1):
            for _ in range(10):
                await page.mouse.wheel(0, way * 60)
                await asyncio.sleep(0.016)


_CALLS: Final = "a[href*='/calls/']"
STILL: Final = (
    Scene("100,000 calls, by the wheel", "/calls", _CALLS, _scroll(BY_WHEEL_PX)),
    Scene("100,000 calls, by the bar", "/calls", _CALLS, _scroll(BY_BAR_PX)),
    Scene("10,000 people, by the wheel", "/people", "a[href*='/people/']", _scroll(BY_WHEEL_PX)),
    Scene("10,000 people, by the bar", "/people", "a[href*='/people/']", _scroll(BY_BAR_PX)),
    Scene("300 menus, by the wheel", "/menus", "a[href*='/menus/']", _scroll(BY_WHEEL_PX)),
    Scene("a picker among 10,000", "/menus/{menu}", "[role=combobox]", _type),
    Scene("map of 300 menus, moved", "/map", "article", _pan),
    Scene("a call of 500 events, by the wheel", "/calls/{call}", "#screen ol li", _all_steps),
)
LIVE: Final = (
    Scene("overview", "/", "h1", _look),
    Scene("live calls", "/live", _CALLS, _look),
    Scene("live calls, by the wheel", "/live", _CALLS, _scroll(BY_WHEEL_PX)),
    Scene("map of 300 menus", "/map", "article", _look),
    Scene("map of 300 menus, moved", "/map", "article", _pan),
)
