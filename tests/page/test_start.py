"""First steps, templates, and the description of the APIs."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from .conftest import BOTH_SIZES, Size, Visitor
from .keys import choose, pick, press, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@BOTH_SIZES
async def test_a_template_becomes_a_menu(
    visitor: Visitor, size: Size, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with (
        visitor.visit("/first-steps", role="editor", size=size) as page,
        visitor.product.native() as native,
    ):
        await expect(page.get_by_text("of 5 are there")).to_be_visible()
        await accessible(page)
        await press(page.get_by_role("link", name="Reception"))
        await press(page.get_by_role("button", name="Show what would be made"))
        await expect(page.get_by_role("alert").first).to_be_visible()
        await write(page.get_by_label("Name of the company"), "Miller <i>&</i> Sons")
        await write(page.get_by_label("What callers hear of the key 1"), "sales")
        await pick(page.get_by_role("combobox", name="Where the key 1 leads"), "Alice")
        await press(page.get_by_role("button", name="Show what would be made"))
        await expect(page.get_by_text("Welcome to Miller <i>&</i> Sons. For sales, press 1.")).to_be_visible()
        await accessible(page)
        await press(page.get_by_role("button", name="Make it"))
        await expect(page.get_by_role("heading", name="This was made")).to_be_visible()
        (menu,) = (await native.get("/ivrs", params={"name": "Reception"})).json()["items"]
        assert menu["number"] == "6202"
        await press(page.get_by_role("button", name="Lead all calls from outside here"))
        await expect(page.get_by_text("Calls from outside now go to Reception")).to_be_visible()
        (route,) = (await native.get("/inbound-routes")).json()["items"]
        for path in (f"/inbound-routes/{route['id']}", f"/ivrs/{menu['id']}"):
            assert (await native.delete(path)).status_code == 204


@BOTH_SIZES
async def test_endpoints_are_found_and_shown(
    visitor: Visitor, size: Size, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/api", role="viewer", size=size) as page:
        await write(page.get_by_label("Search endpoints"), "close office")
        await press(page.locator("summary").filter(has_text="/office/closure").first)
        await expect(page.get_by_text("Needs the role editor.")).to_be_visible()
        await accessible(page)
        await write(page.get_by_label("Search endpoints"), "ivr create")
        await choose(page.get_by_label("Which API"), "Yeastar")
        await expect(page.get_by_text("/v1.0/ivr/create").first).to_be_visible()
