"""The first half hour of somebody new, by the page alone: from the printed password to callers who hear the menu."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e.phones import phones
from tests.kit.product import Product, running
from tests.kit.ua import Session

from .conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

WITHIN_MS = 20_000
WITHIN_S = 20.0
MENU = "6202"
"""The first number that is free in the demo."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """As `make run` starts it: nobody has logged in yet."""
    async with running(tmp_path_factory.mktemp("product")) as found:
        yield found


async def test_a_newcomer_builds_tries_and_publishes_a_menu(visitor: Visitor) -> None:
    async with visitor.visit(role=None) as page:
        await log_in(page, *visitor.product.first_user())
        await make_a_reception(page)
        await open_by_hours(page)
        await change_in_a_draft(page)
        await see_it_on_the_map(page)
        await simulate_it(page)
        await call_it_by_the_test_phone(page)
        await publish(page)
        async with phones(visitor.product) as telephones:
            await telephones.register()
            session = await telephones.call(MENU)
            await goto(page, "Live")
            await expect(page.get_by_text("Front desk").first).to_be_visible(timeout=WITHIN_MS)
            await assert_hears(session, await greeting(visitor.product))
            answered = await telephones.reach_alice(session)
            await session.bye()
            await asyncio.wait_for(answered.ended.wait(), WITHIN_S)
        await see_the_record(page, visitor.product)


async def goto(page: Page, screen: str) -> None:
    await page.get_by_role("navigation").get_by_role("link", name=screen, exact=True).click()


async def log_in(page: Page, name: str, password: str) -> None:
    """With the password that was printed; the page asks for a new one."""
    await page.get_by_label("User", exact=True).fill(name)
    await page.get_by_label("Password").fill(password)
    await page.keyboard.press("Enter")
    await page.get_by_label("New password").fill(PASSWORD)
    await page.keyboard.press("Enter")


async def make_a_reception(page: Page) -> None:
    """A menu with a spoken greeting and two keys, from a template."""
    await goto(page, "First steps")
    await page.get_by_role("link", name="Reception").click()
    await page.get_by_label("Name of the company").fill("Miller and Sons")
    for key, label, person in (("1", "sales", "Alice (1000)"), ("2", "service", "Bob (1001)")):
        if key != "1":
            await page.get_by_role("button", name="Add a key").click()
        await page.get_by_label(f"What callers hear of the key {key}").fill(label)
        await page.get_by_role("combobox", name=f"Where the key {key} leads").fill(person[:3])
        await page.get_by_role("option", name=person).click()
    await make(page)


async def open_by_hours(page: Page) -> None:
    """Who calls after hours hears so, and leaves a message."""
    await goto(page, "First steps")
    await page.get_by_role("link", name="After hours").click()
    await page.get_by_label("Name of the company").fill("Miller and Sons")
    await page.get_by_role("combobox", name="Where calls go while you are open").fill("Recep")
    await page.get_by_role("option", name=f"Reception ({MENU})").click()
    await make(page)
    await page.get_by_role("button", name="Lead all calls from outside here").click()
    await expect(page.get_by_text("Calls from outside now go to")).to_be_visible(timeout=WITHIN_MS)


async def make(page: Page) -> None:
    await page.get_by_role("button", name="Show what would be made").click()
    await page.get_by_role("button", name="Make it").click(timeout=WITHIN_MS)
    await expect(page.get_by_role("heading", name="This was made")).to_be_visible(timeout=WITHIN_MS)


async def change_in_a_draft(page: Page) -> None:
    """The menu gets another name, which callers and others do not notice yet."""
    await goto(page, "Drafts")
    await page.get_by_role("button", name="New draft").click()
    await page.get_by_label("Name").fill("Opening")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("Opening")
    await goto(page, "Menus")
    await page.get_by_role("link", name="Reception").click()
    await page.get_by_label("Name", exact=True).fill("Front desk")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("complementary", name="Draft")).to_contain_text("1 change")


async def see_it_on_the_map(page: Page) -> None:
    await goto(page, "Call map")
    menu = page.get_by_role("article", name="Front desk")
    await expect(menu).to_contain_text("Alice (1000)")
    await expect(page.get_by_role("article", name="Opening hours").last).to_contain_text("Front desk")


async def simulate_it(page: Page) -> None:
    await goto(page, "Try it")
    await page.get_by_label("Dialled number").fill(MENU)
    await page.get_by_label("As text").fill("2")
    await page.get_by_role("button", name="Simulate").click()
    happened = page.get_by_role("list", name="What happened")
    await expect(happened).to_contain_text("Front desk")
    await expect(happened).to_contain_text("1001")


async def call_it_by_the_test_phone(page: Page) -> None:
    await page.get_by_role("button", name="Test phone").click()
    phone = page.get_by_role("complementary", name="Test phone")
    await phone.get_by_label("Dialled number").fill(MENU)
    await phone.get_by_role("button", name="Call", exact=True).click()
    await expect(phone.get_by_role("status")).to_have_text("In the call", timeout=WITHIN_MS)
    await phone.get_by_role("button", name="1", exact=True).click()
    await expect(phone.get_by_role("list", name="What happened")).to_contain_text("Chooses key 1", timeout=WITHIN_MS)
    # The call may end by itself, too.
    with contextlib.suppress(PlaywrightTimeoutError):
        await phone.get_by_role("button", name="Hang up").click(timeout=2000)
    await expect(phone.get_by_role("button", name="Call", exact=True)).to_be_visible(timeout=WITHIN_MS)
    await phone.get_by_role("button", name="Put away").click()


async def publish(page: Page) -> None:
    await page.get_by_role("button", name="Review and publish").click()
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("“Opening” is in force")).to_be_visible()


async def greeting(product: Product) -> bytes:
    """What the template had spoken, as µ-law."""
    async with product.native() as native:
        menu: dict[str, Any] = (await native.get(f"/ivrs?number={MENU}")).json()["items"][0]
        assert menu["name"] == "Front desk"
        prompt = (await native.get(f"/prompts/{menu['greeting'][0]['prompt']}")).json()
    content: str = prompt["content"]
    return (product.data / "prompts" / content[:2] / f"{content}.pcmu").read_bytes()


async def assert_hears(session: Session, stored: bytes) -> None:
    """Two seconds from the middle of the greeting come as they are stored."""
    assert session.rtp.codec == "PCMU"
    await session.rtp.hears_octets(stored[8000:24000])


async def see_the_record(page: Page, product: Product) -> None:
    call = (await product.ended_calls())[0]
    await goto(page, "Calls")
    await page.goto(f"/page/calls/{call['id']}")
    await expect(page.get_by_text("Front desk").first).to_be_visible()
    await expect(page.get_by_text("Chooses key 1")).to_be_visible()
