"""Two people, and programs, change the same things at the same time: each is told, and nobody's work is lost."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from .conftest import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
DELETED = "Somebody else has deleted this in the meantime."


async def made(visitor: Visitor, kind: str, **document: object) -> str:
    """The path of a new object."""
    async with visitor.product.native() as native:
        answer = await native.post(f"/{kind}", json=document)
        assert answer.status_code == 201, answer.text
        return f"/{kind}/{answer.json()['id']}"


async def stored(visitor: Visitor, path: str) -> dict[str, Any]:
    async with visitor.product.native() as native:
        return dict((await native.get(path)).json())


@asynccontextmanager
async def two(visitor: Visitor, path: str) -> AsyncIterator[tuple[Page, Page]]:
    """An editor and an admin, in a browser each, at the same screen."""
    async with AsyncExitStack() as stack:
        ann = await stack.enter_async_context(visitor.visit(path, "editor"))
        bob = await stack.enter_async_context(visitor.visit(path, "admin"))
        yield ann, bob


def name(page: Page) -> Locator:
    return page.get_by_label("Name", exact=True)


async def save(page: Page) -> None:
    await page.get_by_role("button", name="Save", exact=True).click()


async def saved(page: Page) -> None:
    await expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()


async def test_both_edit_one_menu_and_one_of_them_reloads(visitor: Visitor) -> None:
    """Also after a reload, an edit is based on what was there when it began, not on what others have written since."""
    menu = await made(visitor, "ivrs", name="Shared", number="6330", description="old")
    async with two(visitor, menu.replace("ivrs", "menus")) as (ann, bob):
        await name(ann).fill("Ann's")
        await ann.get_by_role("group", name="Keypad").get_by_role("button", name="1").click()
        await name(bob).fill("Bob's")
        await bob.get_by_text("More", exact=True).click()
        await bob.get_by_label("Description").fill("new")
        await save(bob)
        await saved(bob)
        await ann.reload()
        await expect(name(ann)).to_have_value("Ann's")
        await expect(ann.get_by_role("status").filter(has_text="both changes go together")).to_be_visible()
        await save(ann)
        dialog = ann.get_by_role("dialog", name="Somebody else has changed this, too")
        await expect(dialog.locator("fieldset")).to_have_count(1)
        await expect(dialog.get_by_role("group", name="Name")).to_contain_text("Bob's")
        await dialog.get_by_role("button", name="Save both").click()
        await saved(ann)
    after = await stored(visitor, menu)
    assert (after["name"], after["description"], len(after["options"])) == ("Ann's", "new", 1)


async def test_one_deletes_what_the_other_edits(visitor: Visitor) -> None:
    """A menu, and by the generic form a group: what was typed becomes a new one, also after a reload."""
    menu = await made(visitor, "ivrs", name="Doomed", number="6331")
    async with two(visitor, menu.replace("ivrs", "menus")) as (ann, bob):
        await name(ann).fill("Mine")
        await bob.get_by_role("button", name="Delete").click()
        await bob.get_by_role("dialog").get_by_role("button", name="Delete").click()
        await expect(bob.get_by_text("Deleted")).to_be_visible()
        await save(ann)
        await expect(ann.get_by_role("alert").filter(has_text=DELETED)).to_be_visible()
        await ann.reload()
        await expect(name(ann)).to_have_value("Mine")
        await ann.get_by_role("button", name="Create it again").click()
        await expect(ann).not_to_have_url(f"{visitor.base}/page{menu.replace('ivrs', 'menus')}")
        await expect(ann.get_by_role("heading", level=1)).to_have_text("Mine")

    group = await made(visitor, "ring-groups", name="Doomed", number="6631")
    async with visitor.visit(f"/objects{group}", "editor") as page:
        await name(page).fill("My group")
        async with visitor.product.native() as native:
            assert (await native.delete(group)).status_code == 204
        await page.reload()
        await expect(page.get_by_role("alert").filter(has_text=DELETED)).to_be_visible()
        await page.get_by_role("button", name="Create it again").click()
        await expect(page.get_by_role("heading", name="My group (6631)")).to_be_visible()


async def test_a_program_writes_meanwhile(visitor: Visitor) -> None:
    """By a vendor's API, and by the native one to what a generic form edits: both changes stay."""
    menu = await made(visitor, "ivrs", name="Vendor", number="6332")
    async with visitor.visit(menu.replace("ivrs", "menus"), "editor") as page:
        await page.get_by_role("group", name="Keypad").get_by_role("button", name="1").click()
        yeastar = await visitor.product.yeastar()
        written = await yeastar.post("/ivr/update", {"id": int(menu.split("/")[2]), "resp_timeout": 7})
        assert written["errcode"] == 0
        await yeastar.close()
        await save(page)
        await expect(page.get_by_text("Both changes are saved")).to_be_visible()
        await saved(page)
    after = await stored(visitor, menu)
    assert (after["response_timeout_s"], len(after["options"])) == (7, 1)

    group = await made(visitor, "ring-groups", name="Crew", number="6632")
    async with visitor.visit(f"/objects{group}", "editor") as page, visitor.product.native() as native:
        await name(page).fill("Mine")
        await native.patch(group, json={"name": "Theirs", "ring_time_s": 44})
        await save(page)
        dialog = page.get_by_role("dialog", name="Somebody else has changed this, too")
        await dialog.get_by_role("button", name="Back to editing").click()
        await expect(page.get_by_role("alert").filter(has_text="has changed this in the meantime")).to_be_visible()
        await expect(name(page)).to_have_value("Mine")
        await save(page)
        await dialog.get_by_role("radio", name="Theirs").check()
        await dialog.get_by_role("button", name="Save both").click()
        await saved(page)
        await expect(name(page)).to_have_value("Theirs")
    assert (await stored(visitor, group))["ring_time_s"] == 44


async def test_both_work_in_one_draft_until_one_publishes_it(visitor: Visitor) -> None:
    menu = await made(visitor, "ivrs", name="Drafted", number="6333")
    async with visitor.product.native() as native:
        draft = (await native.post("/drafts", json={"name": "Together"})).json()["id"]
    async with two(visitor, f"/drafts/{draft}") as (ann, bob):
        for page in (ann, bob):
            await page.get_by_role("button", name="Work in it").click()
            await page.goto(f"/page{menu.replace('ivrs', 'menus')}")
        await name(ann).fill("Ann's own")
        await bob.get_by_role("group", name="Keypad").get_by_role("button", name="1").click()
        await save(bob)
        await saved(bob)
        await save(ann)
        await saved(ann)
        await ann.get_by_role("group", name="Keypad").get_by_role("button", name="2").click()
        await bob.goto(f"/page/drafts/{draft}")
        await bob.get_by_role("button", name="Publish").click()
        await bob.get_by_role("dialog").get_by_role("button", name="Publish").click()
        await expect(bob.get_by_text("“Together” is in force")).to_be_visible()
        await ann.reload()
        await expect(ann.get_by_role("complementary", name="Draft")).to_be_hidden()
        await save(ann)
        await expect(ann.get_by_text("Not saved")).to_be_hidden()
    after = await stored(visitor, menu)
    assert (after["name"], [one["keys"] for one in after["options"]]) == ("Ann's own", ["1", "2"])
