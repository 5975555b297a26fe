"""What people do about calls that go on, which are real ones between telephones."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from switchboard.model.conference import Conference
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue, QueueAgent
from tests.e2e.phones import CALLEE, CALLER, Phones, ends, phones
from tests.kit.calls import talking
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.trunks import objects_of
from tests.kit.ua import Calling, Session
from tests.page.conftest import NARROW, Visitor
from tests.page.keys import confirm, focus_stays, press, turn_to, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

QUEUE, ROOM, SLOT = "6400", "6500", "6001"
SAID_HZ, ANSWERED_HZ = 440.0, 700.0
WITHIN_MS = 20_000
HAVE_ENOUGH_DATA = 4
"""Of HTMLMediaElement: it knows how long the sound is."""
Accessible = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Telephones, and the ids of a queue whose agent is Alice, and of a conference. Bob's calls are recorded."""

    people: Phones
    queue: int
    room: int

    async def bob_talks_to_alice(self) -> tuple[Session, Session]:
        bob = await self.people.call(CALLEE)
        return bob, await self.alice()

    async def alice(self) -> Session:
        """Her side of a call that came to her."""
        return await asyncio.wait_for(self.people.answered.get(), WITHIN_MS / 1000)

    async def alice_calls(self, number: str) -> Session:
        calling = Calling(self.people.callee, CALLEE, self.people.password(CALLEE))
        await calling.place(number, self.people.product.sip_port)
        assert calling.session is not None
        return calling.session


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def places(product: Product) -> tuple[int, int]:
    async with objects_of(product) as objects:
        alice, bob = await objects.id_of(CALLEE), await objects.id_of(CALLER)
        seat = QueueAgent(extension=alice, login="by_code")
        queue = Queue(name="Support", number=QUEUE, agents=(seat,), join_when=None, wrap_up_s=0, ring_time_s=60)
        room = Conference(name="Board", number=ROOM, entry="none")
        await objects.repository.edit(
            Extension, bob, lambda one: one.model_copy(update={"record": True}), author="test"
        )
        made = await objects.create(queue), await objects.create(room)
    async with product.native() as native:
        (editor,) = [user for user in (await native.get("/users")).json()["items"] if user["name"] == "editor"]
        headers = {"Content-Type": "application/merge-patch+json"}
        answer = await native.patch(f"/users/{editor['id']}", json={"rights": ["recordings"]}, headers=headers)
        assert answer.status_code == 200, answer.text
    return made


@pytest_asyncio.fixture(loop_scope="module")
async def desk(product: Product, places: tuple[int, int]) -> AsyncIterator[Desk]:
    async with phones(product) as people:
        await people.register()
        yield Desk(people, *places)


async def read(product: Product, path: str) -> Any:
    async with product.native() as native:
        return (await native.get(path)).json()


async def test_a_call_is_ended_and_its_recording_heard_and_deleted_by_keyboard(
    visitor: Visitor, desk: Desk, accessible: Accessible
) -> None:
    async with visitor.visit("/live", role="editor") as page:
        bob, alice = await desk.bob_talks_to_alice()
        async with talking(bob.rtp, SAID_HZ), talking(alice.rtp, ANSWERED_HZ):
            await bob.rtp.hears_tone(ANSWERED_HZ)
            await alice.rtp.hears_tone(SAID_HZ)
            await expect(page.get_by_role("listitem").filter(has_text="1001")).to_contain_text("talks to Alice")
        await press(page.get_by_role("link", name="Bob (1001)"))
        await press(page.get_by_role("button", name="Transfer"))
        dialog = page.get_by_role("dialog", name="Transfer")
        await accessible(page)
        await press(dialog.get_by_label("Number"))
        await page.keyboard.type("4711")
        await page.keyboard.press("Enter")
        await expect(dialog.get_by_text("This number leads nowhere.")).to_be_visible()
        await write(dialog.get_by_label("Number"), CALLEE)
        await page.keyboard.press("Enter")
        await ends(alice)
        alice = await desk.alice()
        await expect(page.get_by_text(f"Is sent to {CALLEE}")).to_be_visible()
        await focus_stays(page)
        await press(page.get_by_role("navigation").get_by_role("link", name="Live"))
        await press(page.get_by_role("button", name="Hang up: Bob (1001)"))
        await confirm(page, "Hang up")
        await ends(bob)
        await ends(alice)
        await expect(page.get_by_text("Nobody is calling")).to_be_visible()
        await focus_stays(page)
        await press(page.get_by_role("navigation").get_by_role("link", name="Calls", exact=True))
        await press(page.get_by_label("Only recorded"), "Space")
        await press(page.get_by_role("list", name="Calls").get_by_role("link"))
        await expect(page.get_by_text("The talk ends: by Switchboard")).to_be_visible()
        await listen(page)
        await accessible(page)
        call = (await desk.people.product.ended_calls())[0]
        assert (call["ended_by"], call["cause"]) == ("switchboard", "released")
        await press(page.get_by_role("button", name="Delete the recording"))
        await confirm(page, "Delete")
        await expect(page.get_by_text("the recordings have been deleted")).to_be_visible()
        await focus_stays(page)


async def listen(page: Page) -> None:
    """To the end of the recording, of which the browser fetches parts."""
    parts: list[int] = []
    page.on("response", lambda answer: parts.append(answer.status) if "/recordings/" in answer.url else None)
    player = page.get_by_label("Recording,")
    await press(player, "Space")
    await expect(player).to_have_js_property("paused", False)
    await expect(player).to_have_js_property("readyState", HAVE_ENOUGH_DATA)
    await page.keyboard.press("End")
    await expect(player).to_have_js_property("ended", True)
    assert 206 in parts


async def test_an_agent_is_logged_in_and_paused_on_a_phone(
    visitor: Visitor, desk: Desk, accessible: Accessible
) -> None:
    product = desk.people.product
    async with visitor.visit("/live", role="editor", size=NARROW) as page:
        await page.get_by_role("tab", name="Queues").click()
        alice = page.get_by_role("listitem").filter(has_text="Alice")
        await expect(alice).to_contain_text("Logged out")
        await alice.get_by_role("button", name="Log in").click()
        await expect(alice).to_contain_text("Free")
        await alice.get_by_role("button", name="Pause").click()
        await expect(alice).to_contain_text("Paused")
        bob = await desk.people.call(QUEUE)
        await expect(page.get_by_text("Waiting: 1")).to_be_visible()
        await expect(page.get_by_role("link", name="Bob (1001)")).to_be_visible()
        (agent,) = (await read(product, f"/queues/{desk.queue}/live"))["agents"]
        assert (agent["logged_in"], agent["paused"], agent["state"]) == (True, True, "paused")
        await accessible(page)
        await fits(page)
        await alice.get_by_role("button", name="End the pause").click()
        served = await desk.alice()
        await expect(alice).to_contain_text("Talks")
        await expect(page.get_by_text("Waiting: 0")).to_be_visible()
        await bob.bye()
        await ends(served)
        await expect(alice).to_contain_text("1 talk today")
        await expect(alice).to_contain_text("Free")
        await alice.get_by_role("button", name="Log out").click()
        await expect(alice).to_contain_text("Logged out")
        (agent,) = (await read(product, f"/queues/{desk.queue}/live"))["agents"]
        assert not agent["logged_in"]


async def test_a_conference_is_led_by_keyboard(visitor: Visitor, desk: Desk, accessible: Accessible) -> None:
    live = f"/conferences/{desk.room}/live"
    product = desk.people.product
    async with visitor.visit("/live", role="editor") as page:
        await turn_to(page, "Conferences")
        await expect(page.get_by_text("Nobody is there")).to_be_visible()
        bob, alice = await desk.people.call(ROOM), await desk.alice_calls(ROOM)
        async with talking(bob.rtp, SAID_HZ):
            await alice.rtp.hears_tone(SAID_HZ)
            row = page.get_by_role("listitem").filter(has_text="Bob")
            await press(row.get_by_role("button", name="Mute: Bob (1001)"))
            await expect(row).to_contain_text("Muted")
            await is_silent(alice.rtp)
            await press(row.get_by_role("button", name="Unmute: Bob (1001)"))
            await expect(row).not_to_contain_text("Muted")
            await alice.rtp.hears_tone(SAID_HZ)
        await press(page.get_by_role("button", name="Lock", exact=True))
        await expect(page.get_by_text("Locked")).to_be_visible()
        await accessible(page)
        assert (await read(product, live))["locked"]
        await press(row.get_by_role("button", name="Remove: Bob (1001)"))
        await confirm(page, "Remove")
        await ends(bob)
        await expect(row).to_have_count(0)
        await focus_stays(page)
        assert len((await read(product, live))["members"]) == 1
        await press(page.get_by_role("button", name="Unlock"))
        await expect(page.get_by_text("Locked")).to_have_count(0)
        await alice.bye()
        await expect(page.get_by_text("Nobody is there")).to_be_visible()


async def test_a_parked_caller_is_found_and_let_go_on_a_phone(
    visitor: Visitor, desk: Desk, accessible: Accessible
) -> None:
    async with visitor.visit("/live", role="editor", size=NARROW) as page:
        await page.get_by_role("tab", name="Parked").click()
        await expect(page.get_by_text("Nobody is parked")).to_be_visible()
        bob, alice = await desk.bob_talks_to_alice()
        assert await alice.refer(SLOT) == 202
        await ends(alice)
        row = page.get_by_role("row").filter(has_text=SLOT)
        await expect(row).to_contain_text("Alice")
        await fits(page)
        await accessible(page)
        await row.get_by_role("link", name="Bob (1001)").click()
        await expect(page.get_by_text(f"is parked in {SLOT}")).to_be_visible()
        await page.get_by_role("button", name="Hang up").click()
        await page.get_by_role("dialog").get_by_role("button", name="Hang up").click()
        await ends(bob)
        await expect(page.get_by_role("button", name="Hang up")).to_have_count(0)
        await page.go_back()
        await expect(page.get_by_text("Nobody is parked")).to_be_visible()
        assert (await read(desk.people.product, "/parked-calls"))["items"] == []


async def fits(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


async def is_silent(end: RtpEnd) -> None:
    """Wait until that end hears nothing."""
    async with asyncio.timeout(WITHIN_MS / 1000):
        while np.abs(end.samples(last=10)).max() > 50:
            await end.hears(len(end.audio_packets()) + 1)
