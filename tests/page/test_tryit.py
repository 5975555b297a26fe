"""Try it: a simulation, and the test phone with the sound of a real call."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import numpy as np
import pytest
import pytest_asyncio
import soundfile
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from switchboard.media import g711
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Retry
from tests.kit.heard import Sounds
from tests.kit.product import Product
from tests.kit.sounds import cadence, samples
from tests.kit.trunks import objects_of
from tests.page.conftest import BOTH_SIZES, CHROMIUM, NARROW, PASSWORD, Size, Visitor
from tests.page.keys import go_to, press, reach, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SAID_HZ, HEARD_HZ, MENU = 440.0, 700.0, "6390"
WITHIN_MS = 20_000
HOST = "pbx.test"
"""This machine, by a name that browsers do not know for it."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def speaking(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A browser whose microphone says a tone, now and then: what never ends is taken for noise."""
    sound = tmp_path_factory.mktemp("microphone") / "said.wav"
    soundfile.write(sound, samples(cadence(6.0, 0.5, 0.5, SAID_HZ, rate_hz=48000)), 48000)
    said = f"--use-file-for-fake-audio-capture={sound}"
    named = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM, said, named])
        yield found
        await found.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sounds(product: Product) -> Sounds:
    """Menu 6390 is a long tone; the first extension is recorded."""
    async with objects_of(product) as objects:
        made = await Sounds.made(product, objects, {"tone": HEARD_HZ}, 30)
        await objects.create(Ivr(number=MENU, name="Tone", greeting=(made.own["tone"],), no_match=Retry(retries=3)))
        first = await objects.id_of("1000")
        await objects.repository.edit(
            Extension, first, lambda one: one.model_copy(update={"record": True}), author="test"
        )
    return made


async def test_a_simulation_is_told_and_shown_on_the_map(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/try?dialled=6200", "viewer") as page:
        await page.get_by_role("button", name="3", exact=True).click()
        await page.keyboard.press("*")
        await expect(page.get_by_label("As text")).to_have_value("3 *")
        await page.get_by_label("As text").press("Enter")
        happened = page.get_by_role("list", name="What happened")
        await expect(happened).to_contain_text("Comes into the menu More (6201)")
        await expect(happened).to_contain_text("Chooses key 3")
        await accessible(page)
        await page.get_by_role("button", name="Show on the map").click()
        await expect(page.get_by_role("button", name="Hide the call's way")).to_be_visible()
        assert await page.get_by_role("button", name="Test phone").count() == 0


@BOTH_SIZES
async def test_what_is_said_of_the_world_counts_and_is_in_a_link(visitor: Visitor, size: Size) -> None:
    """By keyboard: a phone that is busy, a full mailbox, and a moment; the link that is copied fills another form."""
    async with visitor.visit("/", "viewer", size=size) as page:
        await go_to(page, "Try it")
        await write(page.get_by_label("Dialled number"), "1000")
        await press(page.get_by_role("button", name="Another phone"))
        await write(page.get_by_label("Phone", exact=True), "1000")
        await press(page.locator("summary").filter(has_text="Messages in mailboxes"))
        await press(page.get_by_role("button", name="Another mailbox"))
        await write(page.get_by_label("Mailbox of"), "1000")
        await press(page.get_by_role("button", name="At night"))
        await press(page.get_by_role("button", name="Simulate"))
        happened = page.get_by_role("list", name="What happened")
        await expect(happened).to_contain_text("Nobody answers: busy")
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await press(page.get_by_role("button", name="Copy link"))
        link = await page.evaluate("navigator.clipboard.readText()")
        await press(page.get_by_role("button", name="Begin anew"))
        await expect(page.get_by_label("Dialled number")).to_have_value("")
        await page.goto(link)
        await expect(page.get_by_label("Mailbox of")).to_have_value("1000")
        await expect(page.get_by_label("Dialled number")).to_have_value("1000")


async def test_a_call_is_kept_and_warns_before_a_draft_that_leads_it_elsewhere(
    visitor: Visitor, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    async with visitor.visit("/try?dialled=6200", "editor", size=NARROW) as page:
        await write(page.get_by_label("As text"), "2")
        await press(page.get_by_role("button", name="Simulate", exact=True))
        await press(page.get_by_role("button", name="Keep", exact=True))
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_label("The number it should reach last")).to_have_value("1001")
        await write(dialog.get_by_label("Name"), "Key 2 rings Bob")
        await accessible(page)
        await page.keyboard.press("Enter")
        await press(page.get_by_role("button", name="Simulate all"))
        await expect(page.get_by_text("1 of 1 end as they should")).to_be_visible()
        await press(page.get_by_role("button", name="Begin anew"))
        await press(page.get_by_role("button", name="Fill in: Key 2 rings Bob"))
        await expect(page.get_by_label("Dialled number")).to_have_value("6200")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        async with visitor.product.native() as native:
            (menu,) = (await native.get("/ivrs?number=6200")).json()["items"]
            draft = (await native.post("/drafts", json={"name": "Shorter"})).json()["id"]
            fewer = {"options": [one for one in menu["options"] if one["keys"] != "2"]}
            assert (await native.patch(f"/drafts/{draft}/ivrs/{menu['id']}", json=fewer)).status_code == 200
        await page.goto(f"/page/drafts/{draft}")
        await press(page.get_by_role("button", name="Publish", exact=True))
        await expect(dialog.get_by_text("1 scenario does not end as it should: Key 2 rings Bob")).to_be_visible()
        await accessible(page)


async def test_what_is_wrong_stands_at_its_field(visitor: Visitor) -> None:
    async with visitor.visit("/try?dialled=6200", size=NARROW) as page:
        await page.get_by_label("Extension").fill("999")
        await page.get_by_role("button", name="Simulate", exact=True).click()
        await expect(page.get_by_text("is no extension")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_call_is_heard_and_spoken(
    product: Product, speaking: Browser, sounds: Sounds, accessible: Callable[[Page], Awaitable[None]]
) -> None:
    """By keyboard: dial, listen, press, go elsewhere meanwhile, hang up. The recording has what the microphone said."""
    async with Visitor(product, speaking).visit("/", "editor") as page:
        await press(page.get_by_role("button", name="Test phone"))
        phone = page.get_by_role("complementary", name="Test phone")
        await write(phone.get_by_label("Dialled number"), MENU)
        await page.keyboard.press("Enter")
        await expect(phone.get_by_role("status")).to_have_text("In the call", timeout=WITHIN_MS)
        await hears(phone.get_by_label("You hear"), level_of(sounds.sent("tone")))
        await accessible(page)
        await go_to(page, "Call map")
        await expect(page.get_by_role("button", name="Hide the call's way")).to_be_visible()
        await asyncio.sleep(2)  # the microphone's tone comes once a second
        await reach(phone.get_by_role("button", name="1", exact=True))
        await page.keyboard.press("5")
        await expect(phone.get_by_role("list", name="What happened")).to_contain_text("5 means nothing here")
        await press(phone.get_by_role("button", name="Hang up"))
        await expect(phone.get_by_role("button", name="Call", exact=True)).to_be_visible()
    call = (await product.ended_calls())[0]
    assert (call["test"], call["dialled"], call["dtmf_methods"]) == (True, MENU, ["rfc4733"])
    recorded, rate = soundfile.read(product.data / "recordings" / str(call["recording"]))
    assert loudest_hz(recorded[:, 0], rate) == pytest.approx(SAID_HZ, abs=15)
    assert loudest_hz(recorded[:, 1], rate) == pytest.approx(HEARD_HZ, abs=15)


async def test_without_a_microphone_one_listens(product: Product, browser: Browser, sounds: Sounds) -> None:
    async with Visitor(product, browser).visit("/", "editor", size=NARROW) as page:
        await page.evaluate(
            "() => { navigator.mediaDevices.getUserMedia ="
            " () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
        )
        await page.get_by_role("button", name="Test phone").click()
        phone = page.get_by_role("complementary", name="Test phone")
        await phone.get_by_label("Dialled number").fill(MENU)
        await phone.get_by_role("button", name="Call", exact=True).click()
        await expect(phone.get_by_text("You can only listen: allow the microphone")).to_be_visible(timeout=WITHIN_MS)
        await hears(phone.get_by_label("You hear"), level_of(sounds.sent("tone")))
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_without_https_one_listens(product: Product, speaking: Browser, sounds: Sounds) -> None:
    """Over the network, without HTTPS, browsers have neither a microphone nor an AudioWorklet."""
    page = await speaking.new_page(locale="en")
    await page.goto(f"http://{HOST}:{product.api_port}/page/")
    assert not await page.evaluate("isSecureContext")
    await page.get_by_label("User").fill("editor")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Test phone").click()
    phone = page.get_by_role("complementary", name="Test phone")
    await phone.get_by_label("Dialled number").fill(MENU)
    await phone.get_by_role("button", name="Call", exact=True).click()
    await expect(phone.get_by_text("pages with HTTPS alone")).to_be_visible(timeout=WITHIN_MS)
    await hears(phone.get_by_label("You hear"), level_of(sounds.sent("tone")))
    await page.close()


async def hears(meter: Locator, level: float) -> None:
    """Wait until the meter shows that level: it measures what is played, in the audio thread."""
    for _ in range(200):
        shown = await meter.evaluate("meter => meter.value")
        if abs(shown - level) < 0.03:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"hears {shown}, not {level}")


def level_of(sound: bytes) -> float:
    """What the meter shows of it."""
    said = g711.ulaw_decode(np.frombuffer(sound, np.uint8))[4000:12000] / 32768
    return float(1 + 10 * np.log10(np.mean(said**2)) / 60)


def loudest_hz(sound: "np.ndarray[tuple[int], np.dtype[np.float64]]", rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    spectrum[: round(100 * len(sound) / rate)] = 0
    return float(np.argmax(spectrum) * rate / len(sound))
