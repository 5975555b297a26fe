"""Messages and greetings, on the phone of one's own and of others, with callers that leave and hear them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.e2e.phones import CALLEE, Phones, phones
from tests.kit.product import Product
from tests.page.conftest import NARROW, Visitor
from tests.page.keys import choose, press, turn_to, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

TONE_HZ = 1000.0
WITHIN_S = 20.0
WITHIN_MS = 20_000
Accessible = Callable[[Page], Awaitable[None]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def alice(product: Product) -> int:
    """Her extension, which is the viewer's own; the editor may hear all messages."""
    async with product.native() as native:
        (own,) = (await native.get(f"/extensions?number={CALLEE}")).json()["items"]
        changes = {"viewer": {"extension": own["id"]}, "editor": {"rights": ["messages"]}}
        for user in (await native.get("/users")).json()["items"]:
            if user["name"] in changes:
                headers = {"Content-Type": "application/merge-patch+json"}
                answer = await native.patch(f"/users/{user['id']}", json=changes[user["name"]], headers=headers)
                assert answer.status_code == 200, answer.text
    return int(own["id"])


@pytest_asyncio.fixture(loop_scope="module")
async def people(product: Product) -> AsyncIterator[Phones]:
    """Only Bob's phone is on."""
    async with phones(product) as found:
        yield found


async def test_a_greeting_is_recorded_and_a_message_heard_on_a_phone(
    visitor: Visitor, alice: int, people: Phones, accessible: Accessible
) -> None:
    """The caller hears what the page has recorded. Who is logged in may see all else, but has this in the hand."""
    async with visitor.visit("/my", role="viewer", size=NARROW) as page:
        await page.get_by_role("button", name="Record “When no phone is registered”").click()
        await page.get_by_role("button", name="Start recording").click()
        level = await page.get_by_label("How loud you are").element_handle()
        await page.wait_for_function("meter => meter.value > 0.1", arg=level)
        await page.get_by_role("button", name="Stop", exact=True).click()
        await expect(page.get_by_label("What was recorded")).to_be_visible()
        await page.get_by_role("button", name="Use it").click()
        await expect(page.get_by_role("button", name="Play When no phone is registered")).to_be_visible(
            timeout=WITHIN_MS
        )
        await page.get_by_label("When no phone is registered", exact=True).select_option(label="To my voicemail")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("It counts from the next call on.")).to_be_visible()
        bob = await people.call(CALLEE)
        await bob.rtp.hears_octets(await greeting(visitor.product, alice))
        await bob.rtp.hears_tone(TONE_HZ)
        await bob.rtp.hears(len(bob.rtp.audio_packets()) + 30)
        await bob.rtp.speak(2.0)
        await bob.bye()
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        message = page.get_by_role("listitem").filter(has_text="Bob").filter(has=page.get_by_text("New"))
        await expect(message).to_be_visible(timeout=WITHIN_MS)
        await accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
        await message.get_by_role("button", name="Play message of Bob").click()
        await expect(page.get_by_role("button", name="Mark the message of Bob as new")).to_be_visible(timeout=WITHIN_MS)
        await page.get_by_role("button", name="Delete the message of Bob").click()
        await expect(page.get_by_text("No messages.")).to_be_visible()
        await page.get_by_role("button", name="Undo").click()
        await expect(page.get_by_role("button", name="Delete the message of Bob")).to_be_visible()
        await page.get_by_label("New PIN").fill("864209")
        await page.get_by_role("button", name="Set", exact=True).click()
        await expect(page.get_by_text("The PIN is set.")).to_be_visible()


async def test_where_callers_go_is_set_by_keyboard(visitor: Visitor, alice: int) -> None:
    async with visitor.visit("/my", role="viewer") as page:
        await press(page.get_by_label("Do not disturb"), "Space")
        await choose(page.get_by_label("When I am busy", exact=True), "To a number")
        await write(page.get_by_role("textbox", name="Number"), "1001")
        await press(page.get_by_role("button", name="Save"))
        await expect(page.get_by_text("It counts from the next call on.")).to_be_visible()
        await press(page.get_by_label("Do not disturb"), "Space")
        await press(page.get_by_role("button", name="Save"))
        await expect(page.get_by_label("Do not disturb")).not_to_be_checked()
        await write(page.get_by_label("New PIN"), "864202")
        await press(page.get_by_role("button", name="Set", exact=True))
        await expect(page.get_by_text("The PIN is set.")).to_be_visible()
    async with visitor.product.native() as native:
        stored = (await native.get(f"/extensions/{alice}")).json()["forwarding"]
    assert (stored["dnd"], stored["busy"]["to"]["kind"]) == (False, "number")


async def test_the_messages_of_others_are_heard_and_deleted_by_keyboard(
    visitor: Visitor, alice: int, accessible: Accessible
) -> None:
    """That which was left before."""
    async with visitor.visit(f"/people/{alice}", role="editor") as page:
        await turn_to(page, "Messages")
        player = page.get_by_label("Message from Bob", exact=True)
        await press(player, "Space")
        await expect(player).to_have_js_property("paused", False)
        await accessible(page)
        await press(page.get_by_role("button", name="Delete message from Bob"))
        await expect(page.get_by_text("No messages")).to_be_visible()
        await press(page.get_by_label("Show deleted"), "Space")
        await press(page.get_by_role("button", name="Take back message from Bob"))
        await press(page.get_by_label("Show deleted"), "Space")
        await expect(player).to_be_visible()


async def greeting(product: Product, extension: int) -> bytes:
    """What is sent of it in PCMU."""
    async with product.native() as native:
        own: dict[str, Any] = (await native.get(f"/extensions/{extension}")).json()
        prompt = (await native.get(f"/prompts/{own['voicemail']['greetings']['unreachable']['prompt']}")).json()
    content: str = prompt["content"]
    return (product.data / "prompts" / content[:2] / f"{content}.pcmu").read_bytes()
