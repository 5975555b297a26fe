"""The editor of menus: made by keyboard, never lost, and shared by two people."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.kit.product import Product

from .conftest import BOTH_SIZES, NARROW, Size, Visitor
from .keys import press, press_until, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def created(product: Product, path: str, **document: object) -> int:
    async with product.native() as native:
        answer = await native.post(path, json=document)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])


async def stored(product: Product, path: str) -> dict[str, Any]:
    async with product.native() as native:
        return dict((await native.get(path)).json())


async def number(product: Product, number: str) -> dict[str, Any]:
    async with product.native() as native:
        (found,) = (await native.get("/ivrs", params={"number": number})).json()["items"]
        return dict(found)


def keypad(page: Page, key: str) -> Locator:
    return page.get_by_role("group", name="Keypad").get_by_role("button", name=key)


def save(page: Page) -> Locator:
    return page.get_by_role("button", name="Save")


async def test_a_menu_is_made_by_keyboard_with_what_it_leads_to(
    visitor: Visitor, product: Product, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/menus", role="editor") as page:
        await press(page.get_by_role("button", name="New menu"))
        await write(page.get_by_label("Name", exact=True), "Sales")
        await write(page.get_by_label("Number", exact=True), "6310")
        await press(keypad(page, "1"))
        await expect(page.get_by_role("combobox", name="Key 1 goes to")).to_be_focused()
        await page.keyboard.type("bob")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("combobox", name="Key 1 goes to")).to_have_value("Bob (1001)")
        await press(page.get_by_role("button", name="Add key 2"))
        await page.keyboard.type("Helpers")
        await expect(page.get_by_role("option", name="New ring group")).to_be_visible()
        await press_until(
            page, "ArrowDown", page.locator("[role=option][aria-selected=true]", has_text="New ring group")
        )
        await page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        await write(dialog.get_by_label("Number"), "6610")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("combobox", name="Key 2 goes to")).to_have_value("Helpers (6610)")
        await expect(page.get_by_text("Has no greeting: callers hear nothing.")).to_be_visible()
        await accessible(page)
        await page.keyboard.press("Control+s")
        await expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
        await expect(page).to_have_url(f"{visitor.base}/page/menus/{(await number(product, '6310'))['id']}")
    options = (await number(product, "6310"))["options"]
    assert [(one["keys"], one["route"]["to"]["kind"]) for one in options] == [("1", "extension"), ("2", "ring_group")]


async def test_a_chosen_row_stays_chosen_when_more_is_found(visitor: Visitor) -> None:
    found = asyncio.Event()

    async def answer_late(route: Route) -> None:
        await found.wait()
        await route.continue_()

    async with visitor.visit("/menus/new", role="editor") as page:
        await page.route("**/search?q=bob*", answer_late)
        await keypad(page, "1").click()
        await page.keyboard.type("bob")
        chosen = page.locator("[role=option][aria-selected=true]")
        await press_until(page, "ArrowDown", chosen.filter(has_text="New ring group"))
        found.set()
        await expect(page.get_by_role("option", name="Bob (1001)")).to_be_visible()
        await expect(chosen).to_contain_text("New ring group")


async def test_nothing_that_was_typed_is_lost(visitor: Visitor, product: Product) -> None:
    menu = await created(product, "/ivrs", name="Before", number="6320")
    async with visitor.visit(f"/menus/{menu}", role="editor") as page:
        name = page.get_by_label("Name", exact=True)
        await name.fill("After")
        await page.get_by_role("button", name="Undo").click()
        await expect(name).to_have_value("Before")
        await page.get_by_role("button", name="Redo").click()
        await page.reload()
        await expect(name).to_have_value("After")
        await page.get_by_role("link", name="Call map").click()
        dialog = page.get_by_role("dialog", name="Leave without saving?")
        await dialog.get_by_role("button", name="Cancel").click()
        await expect(name).to_have_value("After")
        await page.get_by_label("Number", exact=True).fill("6200")
        await save(page).click()
        await expect(page.get_by_role("alert").filter(has_text="taken")).to_be_visible()
        await page.get_by_label("Number", exact=True).fill("6321")
        await save(page).click()
        await expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    assert (await stored(product, f"/ivrs/{menu}"))["name"] == "After"


async def test_two_people_edit_one_menu(visitor: Visitor, product: Product) -> None:
    menu = await created(product, "/ivrs", name="Shared", number="6330", description="old")
    async with visitor.visit(f"/menus/{menu}", role="editor") as page:
        await page.get_by_label("Name", exact=True).fill("Mine")
        await keypad(page, "1").click()
        async with product.native() as native:
            await native.patch(f"/ivrs/{menu}", json={"name": "Theirs", "description": "new"})
        await save(page).click()
        dialog = page.get_by_role("dialog", name="Somebody else has changed this, too")
        await expect(dialog.get_by_role("group", name="Name")).to_contain_text("Theirs")
        await expect(dialog.locator("fieldset")).to_have_count(1)
        await dialog.get_by_role("button", name="Save both").click()
        await expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    after = await stored(product, f"/ivrs/{menu}")
    assert (after["name"], after["description"], len(after["options"])) == ("Mine", "new", 1)


async def test_a_viewer_reads_on_a_telephone(visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]) -> None:
    async with visitor.visit("/menus", role="viewer", size=NARROW) as page:
        await page.get_by_role("link", name="Welcome").click()
        await expect(page.get_by_role("combobox", name="Key 1 goes to")).to_be_disabled()
        await expect(page.get_by_role("combobox", name="Key 1 goes to")).to_have_value("Alice (1000)")
        await expect(save(page)).to_have_count(0)
        assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
        await accessible(page)


@BOTH_SIZES
async def test_the_search_leads_to_what_leads_to_a_number(visitor: Visitor, size: Size) -> None:
    async with visitor.visit("/", role="viewer", size=size) as page:
        await expect(page.get_by_role("button", name="Search")).to_be_visible()
        await page.keyboard.press("Control+k")
        await page.keyboard.type("1001")
        found = page.get_by_role("option")
        await expect(found.filter(has_text="Bob (1001)")).to_be_visible(timeout=20_000)
        leading = found.filter(has_text="leads to Bob").filter(has_text="Welcome (6200)")
        await expect(leading).to_be_visible()
        await press_until(page, "ArrowDown", leading.and_(page.locator("[aria-selected=true]")))
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")


@BOTH_SIZES
async def test_checks_lead_to_what_is_wrong(visitor: Visitor, product: Product, size: Size) -> None:
    crew = f"6{size[0]}"
    await created(product, "/ring-groups", name=f"Crew {size[0]}", number=crew)
    async with visitor.visit("/checks", role="viewer", size=size) as page:
        row = page.get_by_role("listitem").filter(has_text=crew)
        await expect(row).to_contain_text("Has no members: nobody rings.", timeout=20_000)
        await press(row.get_by_role("link").first)
        await expect(page.get_by_role("heading", name=f"Crew {size[0]} ({crew})")).to_be_visible()


async def test_a_menu_is_copied_and_both_are_deleted_by_touch(visitor: Visitor, product: Product) -> None:
    menu = await created(product, "/ivrs", name="Night desk", number="6340")
    async with visitor.visit(f"/menus/{menu}", role="editor", size=NARROW) as page:
        await page.get_by_role("button", name="Copy").tap()
        await expect(page.get_by_label("Name", exact=True)).to_have_value("Night desk (copy)")
        await page.get_by_label("Number", exact=True).fill("6341")
        await keypad(page, "5").tap()
        await page.get_by_role("combobox", name="Key 5 goes to").fill("Night")
        await page.get_by_role("option", name="Night desk (6340)").tap()
        await save(page).tap()
        await expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
        copied = await number(product, "6341")
        await page.goto(f"/page/menus/{menu}")
        await page.get_by_role("button", name="Delete", exact=True).tap()
        await page.get_by_role("dialog").get_by_role("button", name="Delete").tap()
        await expect(page.get_by_text("Night desk (copy)").first).to_be_visible()
        for one in (copied["id"], menu):
            await page.goto(f"/page/menus/{one}")
            await page.get_by_role("button", name="Delete", exact=True).tap()
            await page.get_by_role("dialog").get_by_role("button", name="Delete").tap()
            await expect(page.get_by_role("heading", name="Menus", level=1)).to_be_visible()
    async with product.native() as native:
        assert (await native.get("/ivrs?search=Night desk")).json()["items"] == []
