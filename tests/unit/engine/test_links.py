"""What workers are told so that two of their streams hear each other."""

import asyncio

import pytest
from tests.unit.engine.kit.worker import FIRST_PORT, HOST, MemoryWorker

from switchboard.engine.builtin.links import link_codec
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.media.control import CodecName, Configure

pytestmark = pytest.mark.unit


class Site:
    """A stream in each of two workers."""

    def __init__(self) -> None:
        self.workers = MemoryWorker(), MemoryWorker()
        self.pool: MediaPool = self.workers[0].pool(self.workers[1])

    async def opened(self) -> tuple[RemoteStream, RemoteStream]:
        one = await self.pool.workers[0].open(HOST, "call")
        return one, await self.pool.workers[1].open(HOST, "call")

    @property
    def open_streams(self) -> list[set[int]]:
        return [worker.open_streams for worker in self.workers]


def test_each_end_talks_to_the_other_alone_and_is_bridged_with_its_side() -> None:
    async def link() -> None:
        site = Site()
        one, other = await site.opened()
        one.codec, other.codec = "G722", "PCMA"
        other.has_telephone_event = True
        await one.bridge(other)
        for worker in site.workers:
            assert worker.bridged == {1: 2, 2: 1}
            (end,) = worker.orders_of(Configure)
            assert (end.stream, end.remote_host, end.remote_port) == (2, "127.0.0.1", FIRST_PORT + 4)
            assert (end.codec, end.payload_type, end.telephone_event_payload_type, end.link) == ("PCMA", 8, 101, True)

    run_virtual(link())


@pytest.mark.parametrize("leaves", [0, 1])
def test_a_link_is_freed_when_either_side_leaves(leaves: int) -> None:
    async def leave() -> None:
        site = Site()
        sides = await site.opened()
        await sides[0].bridge(sides[1])
        await sides[leaves].close()
        expected: list[set[int]] = [{1}, {1}]
        expected[leaves] = set()
        assert site.open_streams == expected
        await sides[1 - leaves].close()
        assert site.open_streams == [set(), set()]

    run_virtual(leave())


def test_two_of_one_worker_need_no_link() -> None:
    async def bridge() -> None:
        site = Site()
        one, other = await site.opened()
        third = await site.pool.workers[0].open(HOST, "call")
        await one.bridge(other)
        await third.bridge(one)
        assert site.open_streams == [{1, 2}, {1}]
        assert site.workers[0].bridged == {1: 2, 2: 1}

    run_virtual(bridge())


def test_nothing_is_left_of_a_link_to_a_worker_that_is_gone() -> None:
    async def lose() -> None:
        site = Site()
        one, other = await site.opened()
        site.workers[1].vanish()
        with pytest.raises(Unavailable):
            await one.bridge(other)
        assert site.open_streams == [{1}, set()]

    run_virtual(lose())


def test_nothing_is_left_of_a_stream_whose_opening_was_cancelled() -> None:
    async def cancel() -> None:
        site = Site()
        opening = asyncio.create_task(site.pool.workers[0].open(HOST, "call"))
        await asyncio.sleep(0)
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        assert site.open_streams == [set(), set()]

    run_virtual(cancel())


@pytest.mark.parametrize(
    ("one", "other", "link"),
    [("PCMU", "PCMA", "PCMU"), ("G722", "PCMA", "PCMA"), ("PCMU", "G722", "PCMU"), ("G722", "G722", "G722")],
)
def test_a_link_carries_what_needs_the_fewest_transcodings(one: CodecName, other: CodecName, link: CodecName) -> None:
    assert link_codec(one, other) == link
