"""A node that dies and nodes that are restarted one after the other: callers notice nothing."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from tests.kit.cluster import Cluster
from tests.kit.ua import Calling, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, BOB = "6200", "1001"


@pytest_asyncio.fixture(loop_scope="module")
async def bob(site: Cluster) -> AsyncIterator[Telephone]:
    async with site.telephone() as found:
        yield found


async def calls_until(site: Cluster, bob: Telephone, over: Callable[[], bool]) -> list[int]:
    """The statuses of calls, one after the other, from now on until then; each is hung up at once."""
    statuses = []
    while not over():
        calling = Calling(bob, BOB, site.password(BOB))
        statuses.append(await calling.place(MENU, site.port))
        if calling.session is not None:
            await calling.session.bye()
    return statuses


async def test_nodes_are_restarted_one_after_the_other_without_one_failed_new_call(
    site: Cluster, bob: Telephone
) -> None:
    restarted = asyncio.Event()
    calling = [asyncio.create_task(calls_until(site, bob, restarted.is_set)) for _ in range(2)]
    for node in site.nodes.values():
        assert await node.stop() == 0
        await node.start()
        await site.takes_calls(node)
    restarted.set()
    statuses = [status for one in await asyncio.gather(*calling) for status in one]
    assert set(statuses) == {200}, statuses


async def test_after_a_node_is_killed_all_new_calls_are_answered(site: Cluster, bob: Telephone) -> None:
    killed = site.nodes["b"]
    assert killed.process is not None
    killed.process.send_signal(signal.SIGKILL)
    count = iter(range(8))
    assert set(await calls_until(site, bob, lambda: next(count, None) is None)) == {200}
    await killed.ended()
    await killed.start()
    await site.takes_calls(killed)
