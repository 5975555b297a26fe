"""Whose session ends, or whose role changes, while the page is open: the page says so, and what was typed stays."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Locator, Page, expect

from .conftest import PASSWORD, Visitor
from .test_access import log_in

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
NEW = "another long password"


@asynccontextmanager
async def typing(visitor: Visitor, user: str, number: str) -> AsyncIterator[tuple[Page, str, str]]:
    """A new editor, who has typed a name into a menu; the paths of the user and of the menu."""
    async with visitor.product.native() as native:
        sent = {"name": user, "password": PASSWORD, "role": "editor", "must_change_password": False}
        id = (await native.post("/users", json=sent)).json()["id"]
        menu = (await native.post("/ivrs", json={"name": f"Before {user}", "number": number})).json()["id"]
    async with visitor.visit(f"/menus/{menu}", role=None) as page:
        await log_in(page, user, PASSWORD)
        await name(page).fill(f"Typed by {user}")
        yield page, f"/users/{id}", f"/ivrs/{menu}"


def name(page: Page) -> Locator:
    return page.get_by_label("Name", exact=True)


async def save(page: Page) -> None:
    """As somebody does who presses the button in the moment in which the log-in comes to lie over it."""
    await page.get_by_role("button", name="Save", exact=True).dispatch_event("click")


async def name_of(visitor: Visitor, menu: str) -> str:
    async with visitor.product.native() as native:
        return str((await native.get(menu)).json()["name"])


async def test_a_new_password_elsewhere(visitor: Visitor) -> None:
    """In the open page the log-in lies over it, and saving goes on; after a reload what was typed comes back."""
    async with typing(visitor, "ann", "6340") as (page, user, menu):
        await given(visitor, user, NEW)
        await save(page)
        again = page.get_by_role("dialog", name="The session has ended")
        await again.get_by_label("Password").fill(NEW)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
        assert await name_of(visitor, menu) == "Typed by ann"
        await name(page).fill("Typed again")
        await given(visitor, user, PASSWORD)
        await page.reload()
        await log_in(page, "ann", PASSWORD)
        await expect(name(page)).to_have_value("Typed again")
        await page.get_by_role("button", name="Log out").click()
        stay = page.get_by_role("dialog", name="Leave without saving?")
        await stay.get_by_role("button", name="Leave").click()
        await log_in(page, "ann", PASSWORD)
        await expect(name(page)).to_have_value("Typed by ann")


async def given(visitor: Visitor, user: str, password: str) -> None:
    async with visitor.product.native() as native:
        sent = {"password": password, "must_change_password": False}
        assert (await native.put(f"{user}/password", json=sent)).status_code == 204


async def test_a_lower_role(visitor: Visitor) -> None:
    """The page offers no more than the role permits, as soon as it is told; what was typed waits for better days."""
    async with typing(visitor, "ben", "6341") as (page, user, menu), visitor.product.native() as native:
        await native.patch(user, json={"role": "viewer"})
        await save(page)
        await expect(page.get_by_role("alert").filter(has_text="Your role does not permit this.")).to_be_visible()
        await expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
        await expect(name(page)).to_be_disabled()
        await expect(name(page)).to_have_value("Typed by ben")
        assert await name_of(visitor, menu) == "Before ben"
        await native.patch(user, json={"role": "editor"})
        await page.reload()
        await save(page)
        await expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
        assert await name_of(visitor, menu) == "Typed by ben"


async def test_a_user_who_is_deleted(visitor: Visitor) -> None:
    """Nobody else finds what that user has typed. Who only watches is told, too."""
    async with typing(visitor, "cat", "6342") as (page, user, menu):
        watching = await page.context.new_page()
        await watching.goto("/page/live")
        await expect(watching.get_by_text("Nobody is calling")).to_be_visible()
        async with visitor.product.native() as native:
            assert (await native.delete(user)).status_code == 204
        ended = "The session has ended"
        await expect(watching.get_by_role("dialog", name=ended)).to_be_visible()
        await save(page)
        again = page.get_by_role("dialog", name=ended)
        await again.get_by_label("Password").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(again.get_by_role("alert")).to_have_text("User or password is wrong.")
        await again.get_by_label("User", exact=True).fill("editor")
        await again.get_by_label("Password").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("link", name="Account of editor")).to_be_visible()
        await expect(name(page)).to_have_value("Before cat")
        assert await name_of(visitor, menu) == "Before cat"
