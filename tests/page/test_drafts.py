"""Drafts and changes on the page: tried apart, published as one, taken back, and merged with what others do."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page, expect

from .conftest import NARROW, Visitor
from .keys import pick, press, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

Accessible = Callable[[Page], Awaitable[None]]


async def welcome(visitor: Visitor) -> dict[str, Any]:
    """The first menu of the demo."""
    async with visitor.product.native() as native:
        return dict((await native.get("/ivrs?name=Welcome")).json()["items"][0])


async def test_a_draft_is_begun_published_and_taken_back(visitor: Visitor, accessible: Accessible) -> None:
    menu = await welcome(visitor)
    async with visitor.visit("/drafts", role="editor") as page:
        await page.get_by_role("button", name="New draft").click()
        await page.get_by_label("Name").fill("Spring")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("Spring")
        await page.goto(f"/page/menus/{menu['id']}")
        await page.get_by_label("Name", exact=True).fill("Welcome in spring")
        await page.get_by_role("button", name="Save", exact=True).click()
        await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("1 change")
        assert (await welcome(visitor))["name"] == "Welcome"

        await page.get_by_role("button", name="Review and publish").click()
        await expect(page.get_by_text("“Welcome in spring”")).to_be_visible()
        await accessible(page)
        await page.get_by_role("button", name="Publish").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Why").fill("as agreed")
        await dialog.get_by_role("button", name="Publish").click()
        await expect(page.get_by_text("“Spring” is in force")).to_be_visible()
        await expect(page.get_by_role("complementary", name="Draft")).to_be_hidden()
        async with visitor.product.native() as native:
            assert (await native.get(f"/ivrs/{menu['id']}")).json()["name"] == "Welcome in spring"

        await page.get_by_role("main").get_by_role("button", name="Undo").click()
        await page.get_by_role("dialog").get_by_role("button", name="Undo").click()
        await expect(page.get_by_text("Everything is as it was before")).to_be_visible()
        assert (await welcome(visitor))["revision"] == menu["revision"] + 2


async def test_a_conflict_is_decided(visitor: Visitor) -> None:
    menu = await welcome(visitor)
    async with visitor.product.native() as native:
        draft = (await native.post("/drafts", json={"name": "Summer"})).json()["id"]
        await native.patch(f"/drafts/{draft}/ivrs/{menu['id']}", json={"description": "mine", "response_timeout_s": 9})
        await native.patch(f"/ivrs/{menu['id']}", json={"description": "theirs"})
    async with visitor.visit(f"/drafts/{draft}", role="editor", size=NARROW) as page:
        await page.get_by_role("radio", name="Theirs").check()
        await page.get_by_role("button", name="Use these choices").click()
        await expect(page.get_by_text("Changed by others meanwhile")).to_be_hidden()
        await page.get_by_role("button", name="Publish").click()
        await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
        await expect(page.get_by_text("“Summer” is in force")).to_be_visible()
    after = await welcome(visitor)
    assert (after["description"], after["response_timeout_s"]) == ("theirs", 9)


async def test_the_last_change_is_undone_by_keyboard(visitor: Visitor, accessible: Accessible) -> None:
    menu = await welcome(visitor)
    async with visitor.product.native() as native:
        await native.patch(f"/ivrs/{menu['id']}", json={"response_timeout_s": 17})
    async with visitor.visit("/changes", role="editor") as page:
        newest = page.get_by_role("listitem").filter(has_text="Menu Welcome").first
        await newest.get_by_role("button", name="What changed").press("Enter")
        await expect(newest).to_contain_text("17")
        await accessible(page)
        await newest.get_by_role("button", name="Undo").press("Enter")
        await expect(page.get_by_role("status").get_by_text("Done", exact=True)).to_be_visible()
    assert (await welcome(visitor))["response_timeout_s"] == menu["response_timeout_s"]


async def test_a_viewer_only_looks(visitor: Visitor) -> None:
    async with visitor.visit("/drafts", role="viewer") as page:
        await expect(page.get_by_role("heading", name="Drafts")).to_be_visible()
        await expect(page.get_by_role("button", name="New draft")).to_be_hidden()
        await page.goto("/page/changes")
        await expect(page.get_by_role("button", name="What changed").first).to_be_visible()
        await expect(page.get_by_role("button", name="Undo")).to_be_hidden()


async def test_a_template_and_a_spoken_prompt_wait_in_the_draft(visitor: Visitor) -> None:
    async def there(path: str, name: str) -> int:
        async with visitor.product.native() as native:
            return len((await native.get(f"{path}?name={name}")).json()["items"])

    async with visitor.visit("/drafts", role="editor") as page:
        await press(page.get_by_role("button", name="New draft"))
        await write(page.get_by_role("dialog").get_by_label("Name"), "Opening")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("Opening")
        await press(page.get_by_role("link", name="First steps"))
        await press(page.get_by_role("link", name="Reception"))
        await write(page.get_by_label("Name of the company"), "Miller")
        await write(page.get_by_label("What callers hear of the key 1"), "sales")
        await pick(page.get_by_role("combobox", name="Where the key 1 leads"), "Alice")
        await press(page.get_by_role("button", name="Show what would be made"))
        await press(page.get_by_role("button", name="Make it"))
        await expect(page.get_by_role("heading", name="This was made")).to_be_visible()
        await press(page.get_by_role("link", name="Prompts", exact=True))
        await press(page.get_by_role("button", name="From text"))
        await write(page.get_by_label("What callers hear"), "We have moved.")
        await write(page.get_by_label("Name of the prompt"), "Moved")
        await press(page.get_by_role("button", name="Keep and use"))
        await expect(page.get_by_role("heading", name="Moved", level=1)).to_be_visible()
        assert (await there("/ivrs", "Reception"), await there("/prompts", "Moved")) == (0, 0)

        await press(page.get_by_role("button", name="Review and publish"))
        await press(page.get_by_role("button", name="Publish", exact=True))
        await press(page.get_by_role("dialog").get_by_role("button", name="Publish"))
        await expect(page.get_by_text("“Opening” is in force")).to_be_visible()
    assert (await there("/ivrs", "Reception"), await there("/prompts", "Moved")) == (1, 1)
