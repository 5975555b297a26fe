"""Several callers in a conference of the running product, which mixes it in one of two media workers: what is heard at
each end.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import numpy as np
import pytest
import pytest_asyncio
import soundfile

from switchboard.model.conference import Conference
from switchboard.model.ivr import ExtensionMember
from tests.e2e.phones import CALLEE, Phones, ends
from tests.kit.calls import talking
from tests.kit.processes import kill, processes, until
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd, has_tone
from tests.kit.trunks import objects_of
from tests.kit.ua import Calling, Session

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = "workers = 2\n"
"""Of media."""
NOTES = (430, 1010, 1670)
ALICE_HZ = 2330
WINDOW = 10
"""Packets that are looked at: 200 ms."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """The ids of conferences: one in which nothing is announced, and one whose moderator is Alice."""

    board: int
    moderated: int


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rooms(product: Product) -> Rooms:
    async with objects_of(product) as objects:
        alice = (ExtensionMember(extension=await objects.id_of(CALLEE)),)
        board = Conference(name="Board", number="6500", entry="none", invite=True, record=True)
        moderated = Conference(
            name="Team", number="6501", moderators=alice, without_moderator="end", moderator_grace_s=0
        )
        return Rooms(await objects.create(board), await objects.create(moderated))


def notes_in(end: RtpEnd) -> set[int]:
    """Which notes were heard lately."""
    samples = end.samples(last=WINDOW).astype(float)
    if len(samples) < WINDOW * 160:
        return set()
    window = np.hanning(len(samples))
    times = np.arange(len(samples)) / end.rate_hz
    levels = {
        hertz: 2 * abs(np.sum(samples * window * np.exp(-2j * np.pi * hertz * times))) / window.sum()
        for hertz in (*NOTES, ALICE_HZ)
    }
    return {hertz for hertz, level in levels.items() if level > 300}


async def hears(end: RtpEnd, notes: set[int]) -> None:
    """Wait until the end hears exactly these."""
    try:
        async with asyncio.timeout(20):
            while notes_in(end) != notes:
                await end.hears(len(end.audio_packets()) + 1)
    except TimeoutError:
        raise AssertionError(f"hears {notes_in(end)} instead of {notes}") from None


@asynccontextmanager
async def meeting(people: Phones, number: str = "6500", count: int = 3) -> AsyncIterator[list[Session]]:
    """So many callers, each of whom sends a note."""
    async with AsyncExitStack() as stack:
        sessions = []
        for hertz in NOTES[:count]:
            sessions.append(session := await people.call(number))
            await stack.enter_async_context(talking(session.rtp, hertz))
        yield sessions
        for session in sessions:
            with contextlib.suppress(TimeoutError):
                await session.bye()


async def everybody_hears(sessions: list[Session], speaking: set[int]) -> None:
    """Each hears all others who speak, and never himself."""
    for session, own in zip(sessions, NOTES, strict=False):
        await hears(session.rtp, speaking - {own})


async def test_everybody_hears_the_others_and_nobody_himself(product: Product, people: Phones, rooms: Rooms) -> None:
    async with meeting(people) as sessions:
        await everybody_hears(sessions, set(NOTES))
        # Whoever holds may send music of his own.
        await sessions[1].hold(held=True)
        await hears(sessions[0].rtp, {NOTES[2]})
        await sessions[1].hold(held=False)
        await everybody_hears(sessions, set(NOTES))
    *_, first = await product.ended_calls(3)
    samples, rate_hz = soundfile.read(product.data / "recordings" / str(first["recording"]), dtype="int16")
    middle = samples[len(samples) // 4 : len(samples) // 4 + rate_hz // 2]
    assert has_tone(middle[:, 0], rate_hz, NOTES[0])
    assert not has_tone(middle[:, 1], rate_hz, NOTES[0]) and np.abs(middle[:, 1]).max() > 3000


async def test_a_conference_is_seen_and_moderated_over_the_api(product: Product, people: Phones, rooms: Rooms) -> None:
    path = f"/conferences/{rooms.board}"
    async with product.native() as client, meeting(people) as sessions:
        await everybody_hears(sessions, set(NOTES))
        live = (await client.get(f"{path}/live")).json()
        second = live["members"][1]["call"]
        assert [(one["caller"], one["muted"]) for one in live["members"]] == [("1001", False)] * 3
        assert (await client.post(f"{path}/members/{second}/mute")).status_code == 204
        await hears(sessions[0].rtp, {NOTES[2]})
        await hears(sessions[2].rtp, {NOTES[0]})
        assert (await client.post(f"{path}/members/{second}/unmute")).status_code == 204
        await hears(sessions[2].rtp, {NOTES[0], NOTES[1]})
        assert (await client.post(f"{path}/lock")).status_code == 204
        refused = await people.call("6500")
        await ends(refused)
        assert (await client.post(f"{path}/members/{second}/remove")).status_code == 204
        await ends(sessions[1])
        await hears(sessions[0].rtp, {NOTES[2]})
        assert len((await client.get(f"{path}/live")).json()["members"]) == 2


async def test_a_member_invites_somebody_who_answers_and_presses_1(people: Phones, rooms: Rooms) -> None:
    async with meeting(people, count=2) as sessions:
        await everybody_hears(sessions, set(NOTES[:2]))
        for key in f"#{CALLEE}#":
            await sessions[0].rtp.press(key)
        alice = await asyncio.wait_for(people.answered.get(), 20)
        async with talking(alice.rtp, ALICE_HZ):
            await alice.rtp.hears(20)
            await hears(sessions[1].rtp, {NOTES[0]})
            await alice.rtp.press("1")
            await hears(sessions[1].rtp, {NOTES[0], ALICE_HZ})
            await hears(alice.rtp, set(NOTES[:2]))
            await alice.bye()
        await everybody_hears(sessions, set(NOTES[:2]))


async def test_the_conference_ends_with_its_moderator(people: Phones, rooms: Rooms, product: Product) -> None:
    async with meeting(people, "6501", count=2) as sessions:
        await everybody_hears(sessions, set(NOTES[:2]))
        async with product.native() as client:
            assert not (await client.get(f"/conferences/{rooms.moderated}/live")).json()["open"]
        calling = Calling(people.callee, CALLEE, people.password(CALLEE), people.domain)
        assert await calling.place("6501", product.sip_port) == 200
        assert calling.session is not None
        async with talking(calling.session.rtp, ALICE_HZ):
            await hears(sessions[0].rtp, {NOTES[1], ALICE_HZ})
        await calling.session.bye()
        for session in sessions:
            await ends(session)


async def test_a_room_whose_media_worker_dies_is_over_and_the_next_caller_opens_another(
    product: Product, people: Phones, rooms: Rooms
) -> None:
    async with meeting(people, count=2) as sessions:
        await everybody_hears(sessions, set(NOTES[:2]))
        for name in [name for name in processes(product) if name.startswith("media")]:
            await kill(product, name)
        for session in sessions:
            await ends(session)
    await until(lambda: is_answered(people))
    async with meeting(people, count=2) as sessions:
        await everybody_hears(sessions, set(NOTES[:2]))


async def is_answered(people: Phones) -> bool:
    """Whether a caller is taken again: workers are started anew."""
    session = (await people.try_to_call("6500")).session
    if session is not None:
        await session.bye()
    return session is not None
