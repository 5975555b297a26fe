"""Objects of every kind, people with their phones, and routes: made, changed and found by the page."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import FilePayload, Page, expect

from .conftest import NARROW, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
Accessible = Callable[[Page], Awaitable[None]]


async def test_a_group_is_made_by_the_generic_form(visitor: Visitor, accessible: Accessible) -> None:
    async with visitor.visit("/objects/ring-groups/new") as page:
        await page.get_by_label("Name", exact=True).fill("<b>Sales</b>")
        await page.get_by_label("Number", exact=True).fill("1000")
        await page.get_by_label("Add to Members").fill("Bob")
        await page.get_by_role("option", name="Bob").click()
        await page.get_by_label("Order of ringing").select_option("sequential")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("alert").first).to_contain_text("Alice")
        await expect(page.get_by_text("This is taken.")).to_be_visible()
        await page.get_by_label("Number", exact=True).fill("6390")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("heading", name="<b>Sales</b> (6390)")).to_be_visible()
        await accessible(page)
        await page.get_by_role("tab", name="History").click()
        await expect(page.get_by_role("listitem").first).to_be_visible()


async def test_a_person_gets_a_password_for_phones_once(visitor: Visitor, accessible: Accessible) -> None:
    async with visitor.visit("/people", size=NARROW) as page:
        await page.get_by_role("link", name="Dave").click()
        await page.get_by_role("tab", name="Phones").click()
        await page.get_by_role("button", name="Make another password").click()
        await page.get_by_role("dialog").get_by_role("button", name="Make a password").click()
        dialog = page.get_by_role("dialog").filter(has_text="Enter this into the phone")
        password = await dialog.locator("dd").nth(1).inner_text()
        assert len(password) == 24
        await accessible(page)
        await dialog.get_by_role("button", name="I have noted it").click()
        await expect(page.get_by_text(password)).to_have_count(0)


async def test_people_come_from_a_spreadsheet_after_a_look(visitor: Visitor) -> None:
    async with visitor.visit("/people") as page:
        await page.get_by_role("button", name="Spreadsheet").click()
        chosen = page.get_by_label("File to take in (CSV)")

        async def choose(table: str) -> None:
            file: FilePayload = {"name": "p.csv", "mimeType": "text/csv", "buffer": table.encode()}
            await chosen.set_input_files(file)

        await choose("number;name\n15x;Wrong\n")
        await expect(page.get_by_text("These rows have to be mended first")).to_be_visible()
        await choose("number;name\n1500;Zoë\n1001;Bob\n")
        await expect(page.get_by_text("1 new, 0 changed, 1 as they are")).to_be_visible()
        await page.get_by_role("button", name="Take in", exact=True).click()
        await expect(page.get_by_role("link", name="Zoë")).to_be_visible()


async def test_a_number_shows_the_route_that_takes_it(visitor: Visitor) -> None:
    async with visitor.product.native() as native:
        trunk = (await native.post("/trunks", json={"name": "Carrier", "host": "192.0.2.77"})).json()["id"]
        for name, pattern in (("Sales line", "4930123"), ("Everything", "")):
            route = {"name": name, "pattern": pattern, "trunks": [trunk], "to": {"kind": "hang_up"}}
            assert (await native.post("/inbound-routes", json=route)).status_code == 201
    async with visitor.visit("/objects/inbound-routes") as page:
        await page.get_by_label("Number", exact=True).fill("4930777")
        await page.get_by_label("Called through").fill("Carrier")
        await page.get_by_role("option", name="Carrier").click()
        await page.get_by_role("button", name="Which route takes it?").click()
        await expect(page.get_by_role("listitem").filter(has_text="Everything")).to_contain_text("Takes it")
        await expect(page.get_by_role("listitem").filter(has_text="Sales line")).to_contain_text("Does not take it")


async def test_a_route_is_moved_twice_before_the_page_shows_it(visitor: Visitor) -> None:
    async with visitor.product.native() as native:
        for name in ("Here", "There", "Moved"):
            route = {"name": name, "pattern": "49301.", "to": {"kind": "hang_up"}}
            assert (await native.post("/inbound-routes", json=route)).status_code == 201
        places = len((await native.get("/inbound-routes")).json()["items"])
    async with visitor.visit("/objects/inbound-routes") as page:
        up = page.get_by_role("button", name="Move up: Moved")
        await up.evaluate("(button, places) => { for (let n = 1; n < places; n++) button.click(); }", places)
        await expect(page.get_by_role("button", name="Move down: Moved")).to_be_focused()
        await expect(page.get_by_role("listitem").first).to_contain_text("Moved")


async def test_a_viewer_sees_and_cannot_change(visitor: Visitor) -> None:
    async with visitor.visit("/people", role="viewer") as page:
        await expect(page.get_by_role("link", name="New: Person")).to_have_count(0)
        await page.get_by_role("link", name="Alice").click()
        await expect(page.get_by_label("Name", exact=True)).to_be_disabled()
        await expect(page.get_by_role("button", name="Save")).to_have_count(0)
