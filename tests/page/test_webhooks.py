"""A webhook is made, tried and seen at work in the page, with a real receiver and a real call."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.e2e.phones import phones
from tests.kit.receiver import receiving
from tests.page.conftest import NARROW, Visitor
from tests.page.keys import press, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[outbound]
private_hosts = ["localhost"]
"""
MENU = "6200"
WITHIN_MS = 20_000


async def test_a_webhook_is_made_tried_and_seen_at_work(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with receiving([500]) as receiver:
        async with visitor.visit("/objects/webhooks/new", role="editor") as page:
            # The form is made from the description of the API, which takes the server some seconds at first.
            await expect(page.get_by_label("Name", exact=True)).to_be_visible(timeout=3 * WITHIN_MS)
            await write(page.get_by_label("Name", exact=True), "CRM")
            await write(page.get_by_label("Web address"), receiver.url())
            await press(page.get_by_label("Calls end"), "Space")
            await press(page.get_by_role("button", name="Save", exact=True))
            await expect(page.get_by_role("heading", name="CRM", level=1)).to_be_visible()
            await press(page.get_by_role("link", name="System"))
            await press(page.get_by_role("tab", name="Lines"), "ArrowLeft")
            await press(page.get_by_role("button", name="Send a test"))
            await expect(page.get_by_text("Not delivered")).to_be_visible(timeout=WITHIN_MS)
            await expect(page.get_by_text("500")).to_be_visible()
            await press(page.get_by_role("button", name="Send a test"))
            await expect(page.get_by_text("Delivered", exact=True)).to_be_visible(timeout=WITHIN_MS)
            await accessible(page)
        assert len(await receiver.got(2)) == 2
        async with visitor.visit("/system?tab=outbox", role="editor", size=NARROW) as page:
            await expect(page.get_by_text("There are no such messages")).to_be_visible()
            async with phones(visitor.product) as people:
                await (await people.call(MENU)).bye()
            told = (await receiver.got(3))[-1].json()["event"]
            assert isinstance(told, dict) and told["type"] == "call_ended"
            row = page.get_by_role("list", name="Messages to others").get_by_role("listitem").filter(has_text="CRM")
            await expect(row).to_contain_text("Delivered", timeout=WITHIN_MS)
            await accessible(page)
            assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
            await page.get_by_label("State").select_option(label="Failed")
            await expect(page.get_by_text("There are no such messages")).to_be_visible()
