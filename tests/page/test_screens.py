"""What holds for every screen: axe finds nothing serious, light and dark, and it fits on a phone, in both languages."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from .conftest import NARROW, Visitor, assert_accessible
from .screens import screens

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


_SCHEMES: tuple[tuple[Literal["light", "dark"], tuple[str, ...]], ...] = (
    ("light", ()),
    ("dark", ("color-contrast", "link-in-text-block")),
)
"""With the rules that a scheme can break that the one before keeps; without any, all rules."""


async def test_all_screens_are_accessible(visitor: Visitor) -> None:
    faults = {}
    async with visitor.visit("/") as page:
        for path in screens():
            await _open(page, path)
            for scheme, rules in _SCHEMES:
                await page.emulate_media(color_scheme=scheme)
                try:
                    await assert_accessible(page, *rules)
                except AssertionError as error:
                    faults[path, scheme] = str(error)[:2000]
    assert faults == {}


async def test_all_screens_fit_on_a_phone_in_german(visitor: Visitor) -> None:
    wide = {}
    async with visitor.visit("/", role="editor", size=NARROW, language="de") as page:
        for path in screens():
            await _open(page, path)
            width = await page.evaluate("document.documentElement.scrollWidth")
            inner = await page.evaluate("document.querySelector('#screen').scrollWidth")
            if max(width, inner) > NARROW[0]:
                wide[path] = max(width, inner)
    assert wide == {}


async def _open(page: Page, path: str) -> None:
    """As the navigation does it: the page is not loaded anew for each screen."""
    await page.evaluate("to => history.pushState(null, '', to)", f"/page{path}")
    await expect(page.locator("#screen :is(h1, h2)").first).to_be_visible()
    # A screen that is loading says so; the description of the API takes the server some seconds at first.
    await expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=30_000)
