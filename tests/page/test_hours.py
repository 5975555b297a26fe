"""Opening hours, holidays, time conditions, and closing the office."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from .conftest import BOTH_SIZES, NARROW, Size, Visitor
from .keys import confirm, pick, press, reach, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def test_hours_are_typed_drawn_and_saved(visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]) -> None:
    async with visitor.visit("/hours", role="editor") as page, visitor.product.native() as native:
        monday = page.get_by_label("Hours on Monday")
        await monday.fill("9 to noon")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("alert")).to_contain_text("Write hours like")
        await monday.fill("8-12, 13.30-18")
        await page.keyboard.press("Enter")
        await expect(monday).to_have_value("08:00–12:00, 13:30–18:00")
        await page.get_by_role("button", name="Copy Monday to Monday to Friday").press("Enter")
        await expect(page.get_by_label("Hours on Friday")).to_have_value("08:00–12:00, 13:30–18:00")
        await _draw(page, "Saturday", 0.375, 0.5)
        await expect(page.get_by_label("Hours on Saturday")).to_have_value("09:00–12:00")
        await accessible(page)
        await page.get_by_label("Time zone").fill("Europe/Berlin")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("The hours are saved")).to_be_visible()
        office = (await native.get("/offices")).json()["items"][0]
        assert office["hours"]["friday"]["ranges"][1] == {"start": "13:30", "end": "18:00"}
        assert (office["hours"]["sunday"]["open"], office["timezone"]) == (False, "Europe/Berlin")


async def _draw(page: Page, day: str, start: float, end: float) -> None:
    """Pulls a span over a part of a day."""
    row = page.get_by_role("group", name="Hours of the week").locator("> div").filter(has_text=day)
    box = await row.locator("> [aria-hidden]").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    await page.mouse.move(box["x"] + box["width"] * start, y)
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] * end, y, steps=4)
    await page.mouse.up()


async def test_the_office_is_closed_and_opened_again(visitor: Visitor) -> None:
    async with visitor.visit("/hours", role="editor", size=NARROW) as page:
        await page.get_by_role("button", name="Close the office").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="For a week").click()
        await dialog.get_by_role("button", name="Close the office").click()
        await expect(page.get_by_role("status").first).to_contain_text("by user:editor")
        await page.get_by_role("button", name="Open again").click()
        await expect(page.get_by_role("button", name="Close the office")).to_be_visible()


async def test_holidays_are_imported_made_and_deleted(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/holidays", role="editor") as page:
        await page.get_by_role("button", name="Import public holidays").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Country").select_option("DE")
        await dialog.get_by_role("button", name="Import public holidays").click()
        await expect(page.get_by_text("holidays were entered")).to_be_visible()
        await accessible(page)
        await page.get_by_role("button", name="New holiday").click()
        await dialog.get_by_label("Name").fill("<b>Party</b>")
        await dialog.get_by_role("button", name="Save").click()
        await page.get_by_role("button", name="<b>Party</b>", exact=True).click()
        await dialog.get_by_role("button", name="Delete").click()
        await expect(page.get_by_role("button", name="<b>Party</b>", exact=True)).to_have_count(0)


async def test_a_holiday_is_entered_in_the_calendar_by_keyboard(visitor: Visitor) -> None:
    async with (
        visitor.visit("/holidays", role="editor", size=NARROW) as page,
        visitor.product.native() as native,
    ):
        await press(page.get_by_role("button", name="The year after"))
        year = await page.get_by_role("main").get_by_role("heading", level=2).first.inner_text()
        first = page.get_by_role("button", name=f"January 1, {year}")
        await reach(first)
        for key in ("PageDown", "ArrowDown", "ArrowRight", "End", "ArrowLeft"):
            await page.keyboard.press(key)
        last = "28" if int(year) % 4 == 0 else "27"
        day = page.get_by_role("button", name=f"February {last}, {year}")
        await expect(day).to_be_focused()
        await page.keyboard.press("Enter")
        await write(page.get_by_role("dialog").get_by_label("Name"), "Carnival")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(day).to_be_focused()
        await expect(day).to_have_accessible_name(f"February {last}, {year}: Carnival")
        (stored,) = (await native.get("/holidays?name=Carnival")).json()["items"]
        assert (stored["first"]["month"], stored["first"]["day"]) == (2, int(last))
        await page.keyboard.press("Enter")
        await press(page.get_by_role("dialog").get_by_role("button", name="Delete"))
        await expect(day).to_have_accessible_name(f"February {last}, {year}")
        assert (await native.get("/holidays?name=Carnival")).json()["items"] == []


@BOTH_SIZES
async def test_a_time_condition_says_where_callers_go(visitor: Visitor, size: Size) -> None:
    async with visitor.visit("/time-conditions/new", role="editor", size=size) as page:
        await write(page.get_by_label("Name"), "Front door")
        await pick(page.get_by_role("combobox", name="While open"), "Alice")
        await press(page.get_by_role("button", name="Save"))
        await expect(page.get_by_role("heading", name="Front door")).to_be_visible()
        await reach(page.get_by_label("At", exact=True))
        await page.keyboard.type("03012026")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.type("1000AM")
        await expect(page.get_by_label("At", exact=True)).to_have_value("2026-03-01T10:00")
        await expect(page.get_by_text("outside the hours of the office")).to_be_visible()
        await press(page.get_by_role("link", name="Time conditions"))
        await press(page.get_by_role("listitem").filter(has_text="Front door").get_by_role("link"))
        await press(page.get_by_role("button", name="Delete"))
        await confirm(page, "Delete")
        await expect(page.get_by_text("Front door")).to_have_count(0)


async def test_a_viewer_looks_and_changes_nothing(visitor: Visitor) -> None:
    async with visitor.visit("/hours", role="viewer") as page:
        await expect(page.get_by_label("Hours on Monday")).to_be_disabled()
        await expect(page.get_by_role("button", name="Close the office")).to_have_count(0)


@BOTH_SIZES
async def test_the_office_is_set_by_keyboard_while_somebody_else_does(visitor: Visitor, size: Size) -> None:
    async with visitor.product.native() as native:
        offices = (await native.get("/offices")).json()["items"]
        office = offices[0] if offices else (await native.post("/offices", json={"name": "office"})).json()
    code, other = ("30", "de") if size == NARROW else ("40", "fr")
    async with visitor.visit("/office", role="editor", size=size) as page, visitor.product.native() as native:
        await write(page.get_by_label("Area code", exact=True), code)
        assert (await native.patch(f"/offices/{office['id']}", json={"language": other})).status_code == 200
        async with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
            await press(page.get_by_role("button", name="Save", exact=True))
        (office,) = (await native.get("/offices")).json()["items"]
        assert (office["area_code"], office["language"]) == (code, other)
        if size == NARROW:
            return
        await page.goto("/page/hours")
        await write(page.get_by_label("Hours on Sunday"), "10-11")
        await page.keyboard.press("Enter")
        assert (await native.patch(f"/offices/{office['id']}", json={"timezone": "Europe/Paris"})).status_code == 200
        async with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
            await press(page.get_by_role("button", name="Save", exact=True))
        (office,) = (await native.get("/offices")).json()["items"]
        assert office["hours"]["sunday"]["ranges"] == [{"start": "10:00", "end": "11:00"}]
        assert office["timezone"] == "Europe/Paris"
