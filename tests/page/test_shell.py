"""The frame of the page: log-in, navigation, languages, and what a session's end does."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from .conftest import NARROW, PASSWORD, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def test_somebody_logs_in_and_out(visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]) -> None:
    async with visitor.visit(role=None) as page:
        await accessible(page)
        await page.get_by_label("User").fill("viewer")
        await page.get_by_label("Password").fill("wrong")
        await page.get_by_role("button", name="Log in").click()
        await expect(page.get_by_role("alert")).to_have_text("User or password is wrong.")
        await page.get_by_label("Password").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("navigation")).to_be_visible()
        await accessible(page)
        await page.get_by_role("button", name="Log out").click()
        await expect(page.get_by_role("button", name="Log in")).to_be_visible()


async def test_a_narrow_page_opens_its_navigation(visitor: Visitor) -> None:
    async with visitor.visit(size=NARROW, language="de-CH") as page:
        await expect(page.get_by_role("navigation")).to_be_hidden()
        await page.get_by_role("button", name="Navigation").click()
        await expect(page.get_by_role("link", name="Übersicht")).to_be_visible()
