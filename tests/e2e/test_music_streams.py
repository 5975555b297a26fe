"""Callers of the running product hear an internet radio while they wait, and something else while it does not come."""

import asyncio
from collections.abc import AsyncIterator, Callable

import numpy as np
import numpy.typing as npt
import pytest
import pytest_asyncio

from switchboard.model.music import Music
from switchboard.model.office import Office
from switchboard.model.queue import Queue
from tests.e2e.phones import phones
from tests.kit.product import Product
from tests.kit.rtp import has_tone
from tests.kit.station import Station, reply, station, tone
from tests.kit.trunks import objects_of
from tests.kit.ua import Session

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[music]
streams = true
linger_s = 1
[outbound]
private_hosts = ["localhost"]
"""
Samples = npt.NDArray[np.int16]
HERTZ = 440
LOUD = 300
QUEUE, ELSEWHERE = "6410", "6411"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def radio() -> AsyncIterator[Station]:
    heads = {"/moved": reply("HTTP/1.1 302 Found", Location="/radio")}
    async with station(tone("mp3", HERTZ), **heads) as on_air:
        on_air.heads["/inside"] = reply("HTTP/1.1 302 Found", Location=on_air.url(host="127.0.0.1"))
        yield on_air


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def queues(product: Product, radio: Station) -> dict[str, int]:
    """The ids of the play lists of two queues: of the radio, and of one that leads to a private address."""
    async with objects_of(product) as objects:
        ids = {}
        for number, path in ((QUEUE, "/moved"), (ELSEWHERE, "/inside")):
            ids[number] = await objects.create(Music(name=f"radio {number}", stream=radio.url(path)))
            await objects.create(Queue(name=f"queue {number}", number=number, music=ids[number], join_when=None))
        return ids


async def hears_radio(session: Session) -> None:
    """For a second and a half, without a gap."""
    await _hears(session, lambda last: has_tone(last, session.rtp.rate_hz, HERTZ) and not _has_gap(last), 75)


async def hears_something_else(session: Session) -> None:
    """Music, but not the tone, for half a second."""
    await _hears(session, lambda last: not has_tone(last, session.rtp.rate_hz, HERTZ) and bool(np.std(last) > LOUD), 25)


async def _hears(session: Session, wanted: Callable[[Samples], bool], packets: int) -> None:
    heard = len(session.rtp.audio_packets())
    await session.rtp.hears(heard + packets)
    async with asyncio.timeout(30):
        while not wanted(session.rtp.samples(last=packets)):
            await session.rtp.hears(len(session.rtp.audio_packets()) + 5)


def _has_gap(samples: Samples) -> bool:
    """Whether there are 10 ms of silence."""
    parts = samples[: len(samples) // 80 * 80].reshape(-1, 80)
    return bool((np.abs(parts).max(axis=1) < LOUD).any())


async def test_one_stream_is_fetched_for_all_and_replaced_while_it_is_gone(
    product: Product, radio: Station, queues: dict[str, int]
) -> None:
    async with phones(product) as people:
        first, second = await people.call(QUEUE), await people.call(QUEUE)
        await hears_radio(first)
        await hears_radio(second)
        assert radio.listeners == 1
        assert "icy-metadata" not in radio.asked[-1][1]
        await radio.fall_silent()
        await hears_something_else(first)
        radio.off = False
        await hears_radio(first)
        await first.bye()
        await second.bye()
        await radio.until_listeners(0)


async def test_who_is_held_hears_the_radio(product: Product, radio: Station, queues: dict[str, int]) -> None:
    async with objects_of(product) as objects:
        await objects.create(Office(music=queues[QUEUE]))
    async with phones(product) as people:
        await people.register()
        session = await people.call("6200")
        alice = await people.reach_alice(session)
        await alice.hold(held=True)
        await hears_radio(session)
        await alice.hold(held=False)
        await alice.bye()


async def test_a_redirect_to_a_private_address_is_refused(product: Product, queues: dict[str, int]) -> None:
    async with phones(product) as people, product.native() as api:
        session = await people.call(ELSEWHERE)
        await hears_something_else(session)
        path = f"/music/{queues[ELSEWHERE]}/stream"
        async with asyncio.timeout(20):
            while (state := (await api.get(path)).json())["state"] == "connecting":
                await session.rtp.hears(len(session.rtp.audio_packets()) + 5)
        assert state == {"state": "failed", "reason": "the host has no public address"}
        await session.bye()
