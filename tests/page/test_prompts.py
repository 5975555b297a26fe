"""Prompts are made, heard and replaced; play lists are put in order."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from .conftest import NARROW, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[music]
streams = true
"""


async def speak(page: Page, name: str, text: str) -> None:
    """A new prompt of a text; leaves the page at its screen."""
    await page.get_by_role("button", name="From text").click()
    await page.get_by_label("What callers hear").fill(text)
    await page.get_by_label("Name of the prompt").fill(name)
    await page.get_by_role("button", name="Keep and use").click()
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


async def test_a_text_is_heard_kept_found_and_replaced(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/prompts", role="editor") as page:
        await page.get_by_role("button", name="From text").click()
        await page.get_by_label("What callers hear").fill("We are closed on Friday.")
        await page.get_by_role("button", name="Listen").click()
        await expect(page.get_by_label("How it sounds")).to_be_visible()
        await page.keyboard.press("Escape")
        await speak(page, "Closed", "We are closed on Friday.")
        position = page.get_by_role("slider", name="Position in Closed")
        await position.focus()
        await page.keyboard.press("ArrowRight")
        await expect(position).to_have_attribute("aria-valuenow", "1")
        await expect(page.get_by_role("button", name="Play Closed")).to_be_enabled()
        await accessible(page)
        await page.goto("/page/prompts")
        await page.get_by_label("Find a prompt by name").fill("clos")
        await page.get_by_role("link", name="Closed").click()
        await page.get_by_label("Language", exact=True).fill("de")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Saved")).to_be_visible()


async def test_what_says_a_prompt_says_another_one(visitor: Visitor) -> None:
    async with visitor.visit("/prompts", role="editor") as page:
        await speak(page, "Former", "Former")
        await page.goto("/page/prompts")
        await speak(page, "Newer", "Newer")
        await page.goto("/page/music/new")
        await page.get_by_label("Name", exact=True).fill("Waltz")
        await _add(page, "Former")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("heading", name="Waltz")).to_be_visible()
        await page.goto("/page/prompts")
        await page.get_by_role("link", name="Former").click()
        await expect(page.get_by_role("link", name="Waltz")).to_be_visible()
        await page.get_by_role("combobox", name="Another prompt everywhere").click()
        await page.get_by_role("option", name="Newer", exact=True).click()
        await page.get_by_role("button", name="Replace everywhere").click()
        await page.get_by_role("dialog").get_by_role("button", name="Replace everywhere").click()
        await expect(page.get_by_text("Replaced in 1 place")).to_be_visible()
        await expect(page.get_by_text("Nothing uses this prompt")).to_be_visible()


async def test_a_play_list_is_ordered_by_keys_on_a_phone(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/prompts", role="editor") as page:
        for name in ("First", "Second"):
            await page.goto("/page/prompts")
            await speak(page, name, name)
    async with visitor.visit("/music/new", role="editor", size=NARROW) as page:
        await page.get_by_label("Name", exact=True).fill("Radio")
        await _add(page, "First")
        await _add(page, "Second")
        await page.get_by_role("button", name="Move Second up").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("listitem").first).to_contain_text("Second")
        await page.get_by_label("Address of the stream").fill("https://radio.example/live.mp3")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Not in use")).to_be_visible()
        await accessible(page)


async def _add(page: Page, name: str) -> None:
    await page.get_by_role("combobox", name="Add a piece").click()
    await page.get_by_role("combobox", name="Add a piece").fill(name)
    await page.get_by_role("option", name=name, exact=True).click()
