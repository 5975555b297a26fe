"""Who is where now, the record of calls, and what callers did, in the page."""

import csv
import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.call.events import CallEvent, MenuEntered
from switchboard.call.record import AudioRow, EndedRow, EventRow
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from tests.api.native.past_calls import ended, gave_up, in_menu, put_call, talked
from tests.kit.product import Product

from .conftest import BOTH_SIZES, NARROW, Size, Visitor
from .keys import choose, press, turn_to, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
NOW = datetime.now(UTC).replace(microsecond=0)
EVIL = "<img src=x onerror=alert(1)>"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def database(product: Product) -> AsyncIterator[Database]:
    """Calls of an hour ago, in the menu that callers of the demo come into first, and one that goes on."""
    database = Database(f"sqlite+aiosqlite:///{product.data / 'switchboard.db'}")
    await database.connect()
    menu = await _menu(product)
    then = NOW - timedelta(hours=1)
    await put_call(database, "talked", _at(menu, talked(then)), caller="+4930111", name="Zoë Klein")
    await put_call(database, "again", _at(menu, talked(then, "2")), caller="+4930222", name=EVIL)
    await put_call(database, "gave-up", _at(menu, gave_up(then)), caller="+4930333")
    await put_call(database, "running", _at(menu, in_menu(NOW)), caller="+4930444")
    await put_call(database, "a week ago", _at(menu, talked(NOW - timedelta(weeks=1))))
    await put_call(database, "just now", _at(menu, talked(NOW - timedelta(minutes=1), "2")))
    await CallLog(database, "node").write([_audio("talked", then)])
    yield database
    await database.close()


async def _menu(product: Product) -> int:
    async with product.native() as native:
        menus = (await native.get("/ivrs?number=6200")).json()["items"]
    return int(menus[0]["id"])


def _at(menu: int, events: list[CallEvent]) -> list[CallEvent]:
    """The events, in that menu."""
    return [one.model_copy(update={"ivr": menu}) if isinstance(one, MenuEntered) else one for one in events]


def _audio(call: str, at: datetime) -> AudioRow:
    """Of a caller who was heard badly, and whose phone does not say how he heard us."""
    received = AudioWay(500, loss_percent=7.5, jitter_ms=40.2, mos=2.91)
    party = AudioParty(call, "caller", "+4930111", None, None)
    return AudioRow(99, at, AudioReport(party, "G722", True, received, AudioWay(510), round_trip_ms=31.5))


async def test_a_call_that_goes_on_is_seen_until_it_is_over(
    visitor: Visitor, database: Database, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/live") as page:
        row = page.get_by_role("listitem").filter(has_text="+4930444")
        await expect(row).to_contain_text("in the menu")
        await accessible(page)
        end = NOW + timedelta(seconds=9)
        last = EventRow.of("running", 2, ended(end, "caller"))
        await CallLog(database, "node").write([last, EndedRow("running", end, "ended", "normal", "caller")])
        await expect(page.get_by_text("Nobody is calling")).to_be_visible()


@BOTH_SIZES
async def test_the_first_screen_says_how_it_is(
    visitor: Visitor, size: Size, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/", role="viewer", size=size) as page:
        await expect(page.get_by_role("link", name="Lines")).to_contain_text("Nobody outside can call yet")
        await expect(page.get_by_text("usually 1 by now")).to_be_visible()
        await expect(page.get_by_role("listitem").filter(has=page.get_by_text("2", exact=True))).to_contain_text("6200")
        await accessible(page)
        await press(page.get_by_role("link", name="Calls now"))
        await expect(page.get_by_role("heading", level=1)).to_have_text("Live")


@BOTH_SIZES
async def test_a_call_is_found_and_read(
    visitor: Visitor, size: Size, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/calls", role="viewer", size=size) as page:
        calls = page.get_by_role("list", name="Calls").get_by_role("listitem")
        await expect(calls).to_have_count(6)
        await expect(page.get_by_text(EVIL)).to_be_visible()
        await choose(page.get_by_label("Outcome"), "Answered")
        await expect(calls).to_have_count(4)
        await write(page.get_by_label("Number or name of the caller"), "klein")
        await expect(calls).to_have_count(1)
        await accessible(page)
        await page.reload()
        await press(page.get_by_role("link", name="Zoë Klein"))
        await expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Klein (+4930111) to 6200")
        await expect(page.get_by_text("Chooses key 1")).to_be_visible()
        await expect(page.get_by_text("Every step")).to_be_visible()
        await expect(page.get_by_text("G722, encrypted")).to_be_visible()
        await expect(page.get_by_text("loss 7.5%, jitter 40.2 ms, MOS 2.91")).to_be_visible()
        await expect(page.get_by_text("poor", exact=True)).to_be_visible()
        await expect(page.get_by_text("not measured")).to_be_visible()
        await accessible(page)


async def test_found_calls_are_saved_as_csv(visitor: Visitor) -> None:
    async with visitor.visit("/calls?outcome=abandoned", role="viewer") as page:
        async with page.expect_download() as download:
            await press(page.get_by_role("button", name="Save as CSV"))
        text = Path(await (await download.value).path()).read_text()
        assert [row["id"] for row in csv.DictReader(io.StringIO(text))][-1:] == ["gave-up"]


@BOTH_SIZES
async def test_what_callers_did(visitor: Visitor, size: Size, accessible: Callable[[Page], Awaitable[None]]) -> None:
    async with visitor.visit("/insight?days=30", role="viewer", size=size) as page:
        await expect(page.get_by_role("figure", name="Calls per day").locator("canvas")).to_be_visible(timeout=20_000)
        await accessible(page)
        await turn_to(page, "Menus")
        row = page.get_by_role("row").filter(has_text="(6200)")
        await expect(row.get_by_role("cell").nth(2)).to_have_text(re.compile(r"^[1-9]\d* [\d.]+%"))
        await press(row.get_by_role("link"))
        await expect(page.get_by_role("heading", name="Where callers went")).to_be_visible()
        await expect(page.get_by_role("row").filter(has_text="2")).not_to_have_count(0)
        await accessible(page)


async def test_on_a_narrow_page_nothing_is_cut_off(visitor: Visitor) -> None:
    for path in ("/live", "/calls", "/calls/talked", "/insight?days=30", "/system"):
        async with visitor.visit(path, size=NARROW, language="de") as page:
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0], path


async def test_lines_and_processes(visitor: Visitor) -> None:
    async with visitor.visit("/system") as page:
        await turn_to(page, "Server")
        await expect(page.get_by_role("row").filter(has_text="calls")).to_contain_text("Runs")
    async with visitor.visit("/system", role="viewer") as page:
        await expect(page.get_by_role("tab", name="Webhooks")).to_be_visible()
        await expect(page.get_by_role("tab", name="Server")).to_have_count(0)
