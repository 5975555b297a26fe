"""What is set up is set up by keyboard alone: objects of any kind, people, trunks, routes, users, tokens and drafts."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from playwright.async_api import Page, expect

from switchboard.model.pin_door import CALLER_TRIES, Door
from switchboard.store.db.database import Database
from switchboard.store.people.pin_failures import PinFailures
from tests.kit.ports import Block
from tests.kit.product import Product
from tests.kit.trunks import options_answered

from .conftest import BOTH_SIZES, NARROW, Size, Visitor
from .keys import choose, confirm, focus_stays, go_to, pick, press, turn_to, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def found(product: Product, path: str) -> list[dict[str, Any]]:
    """What a list of the API has."""
    async with product.native() as native:
        return list((await native.get(path)).json()["items"])


async def saved(page: Page) -> None:
    async with page.expect_response(lambda answer: answer.request.method in ("POST", "PUT") and answer.ok):
        await press(page.get_by_role("button", name="Save", exact=True))
    await expect(page.get_by_role("status").get_by_text("Saved").last).to_be_visible()


async def test_an_object_is_made_used_deleted_and_brought_back(visitor: Visitor, product: Product) -> None:
    async with visitor.visit("/", role="editor", size=NARROW) as page:
        await go_to(page, "Ring groups")
        await press(page.get_by_role("link", name="New: Ring group").first)
        await write(page.get_by_label("Name", exact=True), "Sales")
        await write(page.get_by_label("Number", exact=True), "6391")
        for member in ("Bob", "Alice"):
            await pick(page.get_by_label("Add to Members"), member)
        await press(page.get_by_role("button", name="Move up: Members 2"))
        await expect(page.get_by_role("button", name="Move down: Members 1")).to_be_focused()
        await saved(page)
        (group,) = await found(product, "/ring-groups?number=6391")
        extensions = {one["id"]: one["name"] for one in await found(product, "/extensions")}
        assert [extensions[id] for id in group["members"]] == ["Alice", "Bob"]

        await page.goto("/page/people")
        await press(page.get_by_role("link", name="Alice"))
        await turn_to(page, "Used by")
        await press(page.get_by_role("link", name="Sales", exact=True))
        await press(page.get_by_role("button", name="Delete"))
        await press(page.get_by_role("dialog").get_by_role("button", name="Cancel"))
        await expect(page.get_by_role("button", name="Delete")).to_be_focused()
        await page.keyboard.press("Enter")
        await press(page.get_by_role("dialog").get_by_role("button", name="Delete"))
        await expect(page.get_by_role("heading", name="Ring groups", level=1)).to_be_visible()
        assert await found(product, "/ring-groups?number=6391") == []

        await go_to(page, "Changes")
        gone = page.get_by_role("listitem").filter(has_text="Sales").first
        await press(gone.get_by_role("button", name="Undo"))
        await expect(page.get_by_role("status").get_by_text("Done", exact=True)).to_be_visible()
        assert (await found(product, "/ring-groups?number=6391"))[0]["id"] == group["id"]


@BOTH_SIZES
async def test_a_trunk_is_made_and_asked(visitor: Visitor, product: Product, size: Size) -> None:
    port = Block().take()
    name = f"Carrier {size[0]}"
    async with visitor.visit("/trunks", role="editor", size=size) as page, options_answered(port, "404 Not Found"):
        await press(page.get_by_role("link", name="New: Trunk").first)
        await write(page.get_by_label("Name", exact=True), name)
        await write(page.get_by_label("Server of the provider"), "127.0.0.1")
        await write(page.get_by_label("Port", exact=True), str(port))
        await saved(page)
        await turn_to(page, "State")
        await press(page.get_by_role("button", name="Test now"))
        row = page.get_by_role("row").filter(has_text=f"127.0.0.1:{port}")
        await expect(row).to_contain_text("404 Not Found")
        await expect(row).to_contain_text("It is there.")
        await expect(row).to_contain_text("ms")
        await expect(page.get_by_role("button", name="Test now")).to_be_focused()

        await turn_to(page, "PINs and passwords")
        password = page.get_by_role("group", name="Password", exact=True)
        await expect(password).to_contain_text("not set")
        await press(password.get_by_role("button", name="Set"))
        await write(page.get_by_role("dialog").get_by_label("Password"), "s3cr3t")
        await page.keyboard.press("Enter")
        await expect(password.get_by_role("button", name="Set anew")).to_be_focused()
        await press(password.get_by_role("button", name="Forget"))
        await press(page.get_by_role("dialog").get_by_role("button", name="Forget"))
        await expect(password).to_contain_text("not set")
    assert [one["port"] for one in await found(product, f"/trunks?name={name}")] == [port]


async def test_routes_are_put_in_order(visitor: Visitor, product: Product) -> None:
    async with product.native() as native:
        for name in ("First", "Second"):
            route = {"name": name, "pattern": "49301.", "to": {"kind": "hang_up"}}
            assert (await native.post("/inbound-routes", json=route)).status_code == 201
    async with visitor.visit("/objects/inbound-routes", role="editor", size=NARROW) as page:
        await press(page.get_by_role("link", name="New: Route in").first)
        await write(page.get_by_label("Name", exact=True), "Third")
        await pick(page.get_by_role("combobox", name="Goes to"), "Alice")
        await saved(page)
        await page.goto("/page/objects/inbound-routes")
        await expect(page.get_by_role("listitem").last).to_contain_text("Third")
        writes = count(1)
        async with page.expect_response(lambda to: to.url.endswith("/inbound-routes/order") and next(writes) == 2):
            await press(page.get_by_role("button", name="Move up: Third"))
            await page.keyboard.press("Enter")
        await expect(page.get_by_role("listitem").first).to_contain_text("Third")
        await expect(page.get_by_role("button", name="Move down: Third")).to_be_focused()
        await expect(page.get_by_role("listitem").first).to_contain_text("Alice (1000)")
    routes = sorted(await found(product, "/inbound-routes"), key=lambda one: one["position"])
    assert [one["name"] for one in routes] == ["Third", "First", "Second"]


@BOTH_SIZES
async def test_a_route_out_is_made(visitor: Visitor, product: Product, size: Size) -> None:
    line, name = f"City line {size[0]}", f"Abroad {size[0]}"
    async with product.native() as native:
        trunk = {"name": line, "host": "127.0.0.1", "port": 9}
        assert (made := await native.post("/trunks", json=trunk)).status_code == 201, made.text
    async with visitor.visit("/objects/outbound-routes", role="editor", size=size) as page:
        await press(page.get_by_role("link", name="New: Route out").first)
        await write(page.get_by_label("Name", exact=True), name)
        numbers = page.get_by_role("group", name="Numbers", exact=True)
        await press(numbers.get_by_role("button", name="Add"))
        await write(numbers.get_by_label("Number pattern"), "00.")
        await pick(page.get_by_role("combobox", name="Add to Trunks, the first one first"), line)
        await saved(page)
    (route,) = await found(product, f"/outbound-routes?name={name}")
    assert ([one["pattern"] for one in route["patterns"]], route["trunks"]) == (["00."], [made.json()["id"]])


async def let_a_program_hear_recordings(page: Page, product: Product) -> None:
    """A program for another vendor's API is made, and may hear recordings until it is revoked."""
    await press(page.get_by_role("button", name="New program"))
    await write(page.get_by_label("What it is for"), "dialler")
    await press(page.get_by_role("dialog").get_by_role("button", name="Create"))
    await press(page.get_by_role("dialog").get_by_role("button", name="I have kept it"))
    await press(page.get_by_role("button", name="Edit dialler"))
    await press(page.get_by_label("list and hear the recordings of calls"), "Space")
    await press(page.get_by_role("dialog").get_by_role("button", name="Save"))
    await expect(page.get_by_role("listitem").filter(has_text="dialler")).to_contain_text("Hears recordings")
    (made,) = [one for one in await found(product, "/api-clients") if one["name"] == "dialler"]
    assert (made["dialect"], made["rights"]) == ("yeastar", ["recordings"])
    await press(page.get_by_role("button", name="Revoke dialler"))
    await press(page.get_by_role("dialog").get_by_role("button", name="Revoke"))
    await expect(page.get_by_text("dialler")).to_have_count(0)


@BOTH_SIZES
async def test_users_and_tokens_are_made_and_taken_away(visitor: Visitor, product: Product, size: Size) -> None:
    async with visitor.visit("/users", size=size) as page:
        await press(page.get_by_role("button", name="New user"))
        await write(page.get_by_label("Name"), "kim")
        await write(page.get_by_label("First password"), "a first password")
        await choose(page.get_by_label("Role"), "Editor")
        await press(page.get_by_role("dialog").get_by_role("button", name="Create"))
        await expect(page.get_by_role("button", name="New user")).to_be_focused()
        await press(page.get_by_role("button", name="Edit kim"))
        await press(page.get_by_role("dialog").get_by_role("button", name="Delete"))
        await press(page.get_by_role("dialog").last.get_by_role("button", name="Delete"))
        await expect(page.get_by_text("kim", exact=True)).to_have_count(0)
        await go_to(page, "Tokens")
        await press(page.get_by_role("button", name="New token").first)
        await write(page.get_by_label("What it is for"), "wallboard")
        await press(page.get_by_role("dialog").get_by_role("button", name="Create"))
        kept = page.get_by_role("dialog").get_by_role("button", name="I have kept it")
        await expect(kept).to_be_visible()
        for _ in range(3):
            await page.keyboard.press("Escape")
        await press(kept)
        assert "wallboard" in [one["name"] for one in await found(product, "/tokens")]
        await press(page.get_by_role("button", name="Revoke wallboard"))
        await press(page.get_by_role("dialog").get_by_role("button", name="Revoke"))
        await expect(page.get_by_text("wallboard")).to_have_count(0)
        await let_a_program_hear_recordings(page, product)
    assert "wallboard" not in [one["name"] for one in await found(product, "/tokens")]
    assert "kim" not in [one["name"] for one in await found(product, "/users")]


async def test_a_person_is_made_with_a_pin_and_restored(visitor: Visitor, product: Product) -> None:
    async with visitor.visit("/people", role="editor") as page:
        await press(page.get_by_role("link", name="New: Person").first)
        await write(page.get_by_label("Name", exact=True), "Eve")
        await write(page.get_by_label("Extension", exact=True), "1600")
        await saved(page)
        await turn_to(page, "PINs and passwords")
        pin = page.get_by_role("group", name="PIN of the mailbox")
        await press(pin.get_by_role("button", name="Set"))
        await write(page.get_by_role("dialog").get_by_label("PIN of the mailbox"), "111111")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("too easy")
        await write(page.get_by_role("dialog").get_by_label("PIN of the mailbox"), "483920")
        await page.keyboard.press("Enter")
        await expect(pin).to_contain_text("Set anew")
        (person,) = await found(product, "/extensions?number=1600")
        async with product.native() as native:
            assert (await native.get(f"/extensions/{person['id']}/secrets")).json() == {"names": ["voicemail_pin"]}
        await turn_to(page, "Settings")
        await write(page.get_by_label("Name", exact=True), "Eva")
        await saved(page)
        await expect(page.get_by_role("heading", name="Eva (1600)")).to_be_visible()
        await turn_to(page, "History")
        await expect(page.locator("summary")).to_have_count(2)
        await expect(page.locator("details[open]")).to_have_count(1)
        await press(page.locator("details:not([open]) > summary"))
        await press(page.get_by_role("button", name="Go back to this"))
        await expect(page.get_by_role("heading", name="Eve (1600)")).to_be_visible()
    assert (await found(product, "/extensions?number=1600"))[0]["name"] == "Eve"


async def test_a_draft_is_begun_changed_and_published(visitor: Visitor, product: Product) -> None:
    async with visitor.visit("/drafts", role="editor", size=NARROW) as page:
        await press(page.get_by_role("button", name="New draft"))
        await write(page.get_by_role("dialog").get_by_label("Name"), "Autumn")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("Autumn")
        await go_to(page, "Menus")
        await press(page.get_by_role("link", name="Welcome"))
        await write(page.get_by_label("Name", exact=True), "Welcome in autumn")
        await page.keyboard.press("Control+s")
        await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("1 change")
        assert await found(product, "/ivrs?name=Welcome in autumn") == []
        await press(page.get_by_role("button", name="Review and publish"))
        await press(page.get_by_role("button", name="Publish", exact=True))
        await write(page.get_by_role("dialog").get_by_label("Why"), "season")
        await press(page.get_by_role("dialog").get_by_role("button", name="Publish"))
        await expect(page.get_by_text("“Autumn” is in force")).to_be_visible()
        assert len(await found(product, "/ivrs?name=Welcome in autumn")) == 1
        await go_to(page, "Changes")
        await turn_to(page, "Published drafts")
        await press(page.get_by_role("link", name="Autumn"))
        await press(page.get_by_role("main").get_by_role("button", name="Undo"))
        await press(page.get_by_role("dialog").get_by_role("button", name="Undo"))
        await expect(page.get_by_text("Everything is as it was before")).to_be_visible()
    assert await found(product, "/ivrs?name=Welcome in autumn") == []


@BOTH_SIZES
async def test_a_lock_is_lifted(visitor: Visitor, product: Product, size: Size) -> None:
    """Somebody has tried PINs of a menu until the source, the caller and the menu were refused or slowed."""
    database = Database(f"sqlite+aiosqlite:///{product.data / 'switchboard.db'}")
    await database.connect()
    (menu,) = await found(product, "/ivrs?number=6200")
    failures = PinFailures(database)
    for _ in range(CALLER_TRIES):
        await failures.begin(Door(1, "+4930666", "192.0.2.6", menu["id"]), datetime.now(UTC))
    await database.close()
    async with visitor.visit("/", size=size) as page:
        await go_to(page, "Locks")
        locks = page.get_by_role("list", name="Locks").get_by_role("listitem")
        row = locks.filter(has_text="+4930666")
        await expect(row).to_contain_text("No PIN is taken")
        before = await locks.count()
        await press(row.get_by_role("button", name="Lift +4930666"))
        await expect(row).to_have_count(0)
        await focus_stays(page)
        for left in range(before - 1, 0, -1):
            await press(locks.first.get_by_role("button"))
            await expect(locks).to_have_count(left - 1)
        await expect(page.get_by_text("Nobody is locked out")).to_be_visible()
    assert await found(product, "/locks") == []


KINDS = (
    ("Queues", "Queue", {"Number": "641"}),
    ("Conferences", "Conference", {"Number": "651"}),
    ("Group voicemails", "Group voicemail", {"Number": "661"}),
    ("Caller lists", "Caller list", {"Numbers": "+49301234"}),
)


@BOTH_SIZES
async def test_what_has_no_form_of_its_own_is_made_and_deleted(visitor: Visitor, product: Product, size: Size) -> None:
    async with visitor.visit("/", role="editor", size=size) as page:
        for many, one, members in KINDS:
            await go_to(page, many)
            await press(page.get_by_role("link", name=f"New: {one}").first)
            await write(page.get_by_label("Name", exact=True), f"Made {one}")
            for label, value in members.items():
                await write(page.get_by_label(label, exact=True), value)
            await saved(page)
            await press(page.get_by_role("button", name="Delete", exact=True))
            await confirm(page, "Delete")
            await expect(page.get_by_role("heading", name=many, level=1)).to_be_visible()
        await go_to(page, "All settings")
        await press(page.get_by_role("link", name="Departments"))
        await press(page.get_by_role("link", name="New: Department").first)
        await write(page.get_by_label("Name", exact=True), f"Board {size[0]}")
        await saved(page)
        assert await page.evaluate("document.querySelector('#screen').scrollWidth") <= size[0]
    assert len(await found(product, f"/organizations?name=Board {size[0]}")) == 1


async def test_who_may_not_call_is_listed_by_touch(visitor: Visitor, product: Product) -> None:
    async with visitor.visit("/", role="editor", size=NARROW) as page:
        await page.get_by_role("button", name="Navigation").tap()
        await page.get_by_role("link", name="Caller lists").tap()
        await page.get_by_role("link", name="New: Caller list").first.tap()
        await page.get_by_label("Name", exact=True).fill("Nuisance")
        await page.get_by_label("Numbers").fill("+49301234\n+4940.")
        await page.get_by_role("button", name="Save", exact=True).tap()
        await expect(page.get_by_role("heading", name="Nuisance")).to_be_visible()
        assert await page.evaluate("document.querySelector('#screen').scrollWidth") <= NARROW[0]
        assert (await found(product, "/caller-lists"))[0]["numbers"] == ["+49301234", "+4940."]
        await page.get_by_role("button", name="Delete").tap()
        await page.get_by_role("dialog").get_by_role("button", name="Delete").tap()
        await expect(page.get_by_role("heading", name="Caller lists", level=1)).to_be_visible()
    assert await found(product, "/caller-lists") == []
