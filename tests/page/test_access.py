"""Who comes in: a first password, a second factor, an ended session, users, and one's own phone."""

import base64
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from switchboard.store.people.totp import code_of, step_of

from .conftest import BOTH_SIZES, NARROW, PASSWORD, Size, Visitor
from .keys import choose, press, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
NEW = "a password of my own"
Accessible = Callable[[Page], Awaitable[None]]


async def log_in(page: Page, name: str, password: str) -> None:
    await write(page.get_by_label("User", exact=True), name)
    await write(page.get_by_label("Password"), password)
    await page.keyboard.press("Enter")


async def test_a_new_user_chooses_a_password_and_sets_up_a_second_factor(
    visitor: Visitor, accessible: Accessible
) -> None:
    async with visitor.visit("/users") as admin:
        await admin.get_by_role("button", name="New user").click()
        await admin.get_by_label("Name").fill("ann")
        await admin.get_by_label("First password").fill(PASSWORD)
        await accessible(admin)
        await admin.get_by_role("button", name="Create").click()
        await expect(admin.get_by_text("Must choose a password")).to_be_visible()
        await accessible(admin)
    async with visitor.visit(role=None) as page:
        await log_in(page, "ann", PASSWORD)
        await page.get_by_label("New password").fill(NEW)
        await accessible(page)
        await page.keyboard.press("Enter")
        await press(page.get_by_role("link", name="Account of ann"))
        await accessible(page)
        await press(page.get_by_role("button", name="Set up"))
        await page.get_by_label("Your password").fill(NEW)
        await page.keyboard.press("Enter")
        secret = (await page.locator("code").inner_text()).replace(" ", "")
        assert base64.b32decode(secret)
        await page.get_by_label("The code that the app shows now").fill(shown(secret))
        await page.keyboard.press("Enter")
        recovery = await page.locator("dialog li").first.inner_text()
        await accessible(page)
        await press(page.get_by_role("button", name="I have kept them"))
        await expect(page.get_by_text("10 recovery codes are left")).to_be_visible()
    async with visitor.visit(role=None) as page:
        await log_in(page, "ann", NEW)
        await page.get_by_label("Code").fill("000000")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("This code is wrong")
        await page.get_by_label("Code").fill(recovery)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("navigation")).to_be_visible()


def shown(secret: str) -> str:
    """What an app shows at this moment."""
    return code_of(secret, step_of(datetime.fromtimestamp(time.time(), UTC)))


async def test_what_was_typed_survives_the_end_of_the_session(visitor: Visitor) -> None:
    async with visitor.visit("/tokens") as page:
        await page.get_by_role("button", name="New token").click()
        await page.get_by_label("What it is for").fill("crm")
        ended = await page.context.request.post("/rest/v1/logout/everywhere", headers={"Origin": visitor.base})
        assert ended.ok
        await page.get_by_role("button", name="Create").click()
        again = page.get_by_role("dialog", name="The session has ended")
        await again.get_by_label("Password").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("swb_").first).to_be_visible()
        await page.get_by_role("button", name="I have kept it").click()
        await expect(page.get_by_role("listitem").filter(has_text="crm")).to_be_visible()


async def test_the_user_of_a_phone_has_that_alone(visitor: Visitor, accessible: Accessible) -> None:
    async with visitor.product.native() as native:
        extension = (await native.get("/extensions?limit=1")).json()["items"][0]
        new = {"name": "pat", "password": PASSWORD, "role": "phone", "extension": extension["id"]}
        assert (await native.post("/users", json=new | {"must_change_password": False})).status_code == 201
    async with visitor.visit(role=None, size=NARROW) as page:
        await log_in(page, "pat", PASSWORD)
        await expect(page.get_by_role("heading", name="My phone")).to_be_visible()
        await page.get_by_label("When I am busy").select_option(label="To a number")
        await page.get_by_role("textbox", name="Number").fill("999999")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Your extension may not dial this number.")).to_be_visible()
        await page.get_by_label("When I am busy").select_option(label="To my voicemail")
        await page.get_by_label("Do not disturb").check()
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("It counts from the next call on.")).to_be_visible()
        await accessible(page)
    async with visitor.product.native() as native:
        stored = (await native.get(f"/extensions/{extension['id']}")).json()["forwarding"]
    assert stored["dnd"]
    assert stored["busy"]["to"] == {"kind": "extension_voicemail", "extension": extension["id"]}


async def leave_for(page: Page, screen: str) -> None:
    """Follow an entry of the navigation, though the log-in may lie over it already."""
    await page.locator(f'nav a[href="/page/{screen}"]').first.dispatch_event("click")


@BOTH_SIZES
async def test_somebody_changes_the_password_and_logs_out_everywhere_by_keyboard(visitor: Visitor, size: Size) -> None:
    lou = f"lou-{size[0]}"
    async with visitor.product.native() as native:
        new = {"name": lou, "password": PASSWORD, "role": "viewer", "must_change_password": False}
        assert (await native.post("/users", json=new)).status_code == 201
    async with visitor.visit(role=None, size=size) as other, visitor.visit(role=None, size=size) as page:
        for one in (other, page):
            await log_in(one, lou, PASSWORD)
            await expect(one.get_by_role("heading", level=1)).to_have_text("Overview")
        await press(page.get_by_role("link", name=f"Account of {lou}"))
        await write(page.get_by_label("Present password"), PASSWORD)
        await write(page.get_by_label("New password"), NEW)
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("The password is changed").first).to_be_visible()
        # All other sessions have ended, which the page may notice before anybody goes anywhere.
        await leave_for(other, "menus")
        again = other.get_by_role("dialog", name="The session has ended")
        await write(again.get_by_label("Password"), NEW)
        await other.keyboard.press("Enter")
        await expect(other.get_by_role("heading", name="Menus", level=1)).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("listitem").filter(has_text="Chrome")).to_have_count(2)
        await choose(page.locator("select").filter(has_text="Deutsch"), "Deutsch")
        await press(page.get_by_role("button", name="Überall abmelden"))
        await press(page.get_by_role("dialog").get_by_role("button", name="Überall abmelden"))
        await expect(page.get_by_role("button", name="Anmelden")).to_be_visible()
        await leave_for(other, "map")
        await expect(other.get_by_role("dialog", name="The session has ended")).to_be_visible()
