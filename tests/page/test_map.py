"""The map of the menus."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from playwright.async_api import Page, expect

from .conftest import BOTH_SIZES, Size, Visitor
from .keys import go_to, press

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@BOTH_SIZES
async def test_the_map_shows_where_keys_lead(
    visitor: Visitor, size: Size, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/", role="viewer", size=size) as page:
        await go_to(page, "Call map")
        welcome = page.get_by_role("article", name="Welcome")
        await expect(welcome).to_contain_text("Alice (1000)")
        await accessible(page)
        await press(page.get_by_role("button", name="As an outline"))
        await expect(page.get_by_role("listitem").filter(has_text="More").first).to_be_visible()
        await accessible(page)
        await press(page.get_by_role("link", name="More").first)
        await expect(page.get_by_role("heading", name="More", level=1)).to_be_visible()


async def test_a_key_is_dragged_to_another_menu_and_back(visitor: Visitor) -> None:
    async with visitor.visit("/map", role="editor") as page, visitor.product.native() as native:
        first = (await native.get("/ivrs", params={"number": "6200"})).json()["items"][0]
        handle = f"[data-handleid='#/options/0/route/to'][data-nodeid='ivr:{first['id']}']"
        await page.locator(handle).hover()
        await page.mouse.down()
        await page.get_by_role("article", name="More").hover(force=True)
        await page.mouse.up()
        await expect(page.get_by_role("status")).to_contain_text("1 now leads to More")
        assert (await _first_option(native, first["id"]))["kind"] == "ivr"
        await page.get_by_role("button", name="Undo").click()
        await expect(page.get_by_role("article", name="Welcome")).to_contain_text("Alice (1000)")
        assert (await _first_option(native, first["id"])) == first["options"][0]["route"]["to"]


async def _first_option(native: httpx.AsyncClient, id: int) -> dict[str, object]:
    answer = await native.get(f"/ivrs/{id}")
    to: dict[str, object] = answer.json()["options"][0]["route"]["to"]
    return to
