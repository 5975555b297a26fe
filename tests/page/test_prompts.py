"""Prompts are made, heard and replaced; play lists are put in order."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.kit.heard import wave
from tests.kit.product import Product

from .conftest import BOTH_SIZES, NARROW, Size, Visitor
from .keys import confirm, go_to, pick, press, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[music]
streams = true
"""


async def speak(page: Page, name: str, text: str) -> None:
    """A new prompt of a text; leaves the page at its screen."""
    await press(page.get_by_role("button", name="From text"))
    await write(page.get_by_label("What callers hear"), text)
    await write(page.get_by_label("Name of the prompt"), name)
    await press(page.get_by_role("button", name="Keep and use"))
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


async def test_a_text_is_heard_kept_found_and_replaced(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/prompts", role="editor") as page:
        await page.get_by_role("button", name="From text").click()
        await page.get_by_label("What callers hear").fill("We are closed on Friday.")
        await page.get_by_label("Language and voice").select_option("de")
        await expect(page.get_by_text("Spoken by espeak-ng.")).to_be_visible()
        await page.get_by_role("button", name="Listen").click()
        await expect(page.get_by_label("How it sounds")).to_be_visible()
        await page.keyboard.press("Escape")
        await speak(page, "Closed", "We are closed on Friday.")
        position = page.get_by_role("slider", name="Position in Closed")
        await expect(position).not_to_have_attribute("aria-valuemax", "0")  # until the sound is there
        await position.focus()
        await page.keyboard.press("ArrowRight")
        await expect(position).to_have_attribute("aria-valuenow", "1")
        await expect(page.get_by_role("button", name="Play Closed")).to_be_enabled()
        await accessible(page)
        await page.goto("/page/prompts")
        await page.get_by_label("Find a prompt by name").fill("clos")
        await page.get_by_role("link", name="Closed").click()
        await page.get_by_label("Language", exact=True).fill("de")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Saved")).to_be_visible()


async def test_what_says_a_prompt_says_another_one(visitor: Visitor) -> None:
    async with visitor.visit("/prompts", role="editor") as page:
        await speak(page, "Former", "Former")
        await page.goto("/page/prompts")
        await speak(page, "Newer", "Newer")
        await page.goto("/page/music/new")
        await page.get_by_label("Name", exact=True).fill("Waltz")
        await _add(page, "Former")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("heading", name="Waltz")).to_be_visible()
        await page.goto("/page/prompts")
        await page.get_by_role("link", name="Former").click()
        await expect(page.get_by_role("link", name="Waltz")).to_be_visible()
        await page.get_by_role("combobox", name="Another prompt everywhere").click()
        await page.get_by_role("option", name="Newer", exact=True).click()
        await page.get_by_role("button", name="Replace everywhere").click()
        await page.get_by_role("dialog").get_by_role("button", name="Replace everywhere").click()
        await expect(page.get_by_text("Replaced in")).to_be_visible()
        await expect(page.get_by_text("Nothing uses this prompt")).to_be_visible()


async def test_a_play_list_is_ordered_by_keys_on_a_phone(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/prompts", role="editor") as page:
        for name in ("First", "Second"):
            await page.goto("/page/prompts")
            await speak(page, name, name)
    async with visitor.visit("/music/new", role="editor", size=NARROW) as page:
        await write(page.get_by_label("Name", exact=True), "Radio")
        for name in ("First", "Second"):
            await pick(page.get_by_role("combobox", name="Add a piece"), name)
        await press(page.get_by_role("button", name="Move Second up"))
        await expect(page.get_by_role("listitem").first).to_contain_text("Second")
        await write(page.get_by_label("Address of the stream"), "https://radio.example/live.mp3")
        await press(page.get_by_role("button", name="Save"))
        await expect(page.get_by_text("Not in use")).to_be_visible()
        await accessible(page)


async def _add(page: Page, name: str) -> None:
    await page.get_by_role("combobox", name="Add a piece").click()
    await page.get_by_role("combobox", name="Add a piece").fill(name)
    await page.get_by_role("option", name=name, exact=True).click()


async def test_a_file_a_dropped_one_and_the_microphone_become_prompts_by_keyboard(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/prompts", role="editor", size=NARROW) as page:
        await press(page.get_by_role("button", name="Upload"))
        async with page.expect_file_chooser() as chooser:
            await press(page.get_by_label("Sound file"), "Enter")
        await (await chooser.value).set_files({"name": "Hold on.wav", "mimeType": "audio/wav", "buffer": wave(440, 2)})
        await expect(page.get_by_label("Name of the prompt")).to_have_value("Hold on")
        await press(page.get_by_role("button", name="Keep and use"))
        await expect(page.get_by_role("heading", name="Hold on", level=1)).to_be_visible()
        uploaded = await stored(visitor.product, "Hold on")
        assert (uploaded["source"], uploaded["duration_ms"]) == ("upload", 2000)
        await press(page.get_by_role("button", name="Play Hold on"))
        await expect(page.get_by_role("button", name="Stop Hold on")).to_be_visible()
        await press(page.get_by_role("button", name="Record again"))
        await record(page)
        await press(page.get_by_role("button", name="Keep and use"))
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.get_by_role("button", name="Record again")).to_be_focused()
        await expect(page.get_by_text("/ 0:02")).to_have_count(0)
        recorded = await stored(visitor.product, "Hold on")
        assert (recorded["id"], recorded["revision"]) == (uploaded["id"], uploaded["revision"] + 1)
        assert recorded["content"] != uploaded["content"]
        await press(page.get_by_role("button", name="Delete"))
        await accessible(page)
        await confirm(page, "Delete")
        await drop(page, "Dropped.wav", wave(700, 1))
        await press(page.get_by_role("button", name="Keep and use"))
        await expect(page.get_by_role("heading", name="Dropped", level=1)).to_be_visible()
        assert (await stored(visitor.product, "Dropped"))["duration_ms"] == 1000
    async with visitor.product.native() as native:
        assert (await native.get("/prompts?name=Hold on")).json()["items"] == []


async def stored(product: Product, name: str) -> dict[str, Any]:
    async with product.native() as native:
        (found,) = (await native.get("/prompts", params={"name": name})).json()["items"]
    return dict(found)


async def record(page: Page) -> None:
    """Of Chromium's own microphone, which beeps each second."""
    await press(page.get_by_role("button", name="Start recording"))
    level = page.get_by_label("How loud you are")
    await page.wait_for_function("meter => meter.value > 0.1", arg=await level.element_handle())
    await press(page.get_by_role("button", name="Stop", exact=True))
    await expect(page.get_by_label("What was recorded")).to_be_visible()


async def drop(page: Page, name: str, content: bytes) -> None:
    """A file of somebody's computer, on the list."""
    sent = await page.evaluate_handle(
        "([name, content]) => { const sent = new DataTransfer();"
        " const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));"
        " sent.items.add(new File([bytes], name, {type: 'audio/wav'})); return sent }",
        [name, base64.b64encode(content).decode()],
    )
    search = page.get_by_label("Find a prompt by name")
    await search.dispatch_event("dragover", {"dataTransfer": sent})
    await expect(page.get_by_text("Drop the sound file here")).to_be_visible()
    await search.dispatch_event("drop", {"dataTransfer": sent})
    await expect(page.get_by_text("Drop the sound file here")).to_have_count(0)


@BOTH_SIZES
async def test_an_announcement_is_heard_and_an_own_prompt_said_instead(
    visitor: Visitor, product: Product, size: Size
) -> None:
    own = f"No such key {size[0]}"
    async with product.native() as native:
        said = {"kind": "announcement", "name": "invalid"}
        (menu, *_) = (await native.get("/ivrs?name=Welcome")).json()["items"]
        patch = {"transfer_prompt": {"prompt": None, **said}}
        assert (await native.patch(f"/ivrs/{menu['id']}", json=patch)).status_code == 200
    async with visitor.visit("/prompts", role="editor", size=size) as page:
        await speak(page, own, "There is no such key.")
        await go_to(page, "Announcements")
        await write(page.get_by_label("Find by words or name"), "valid choice")
        async with page.expect_response(lambda answer: "/announcements/invalid/audio" in answer.url and answer.ok):
            await press(page.get_by_role("button", name="Play invalid", exact=True))
        await expect(page.locator("summary")).to_have_count(1)
        await press(page.locator("summary"))
        await expect(page.get_by_role("main").get_by_role("link", name="Welcome")).to_be_visible()
        await pick(page.get_by_role("combobox", name="Another prompt everywhere"), own)
        await press(page.get_by_role("button", name="Replace everywhere"))
        await confirm(page, "Replace everywhere")
        await expect(page.get_by_text("Replaced in")).to_be_visible()
    async with product.native() as native:
        (prompt,) = (await native.get(f"/prompts?name={own}")).json()["items"]
        menu = (await native.get(f"/ivrs/{menu['id']}")).json()
    assert menu["transfer_prompt"] == {"kind": "prompt", "prompt": prompt["id"]}
