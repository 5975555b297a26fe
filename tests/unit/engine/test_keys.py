"""Type-ahead on virtual time."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from switchboard.engine.keys import CAPACITY, Key, KeyQueue
from switchboard.engine.simulated.loop import run_virtual

pytestmark = pytest.mark.unit


def on_virtual_time(test: Callable[[KeyQueue], Awaitable[None]]) -> Callable[[], None]:
    """A test of a queue, run on a loop of its own."""

    async def main() -> None:
        await test(KeyQueue(asyncio.get_running_loop()))

    def run() -> None:
        run_virtual(main())

    run.__doc__ = test.__doc__
    return run


@on_virtual_time
async def test_keys_come_in_order_with_their_times(queue: KeyQueue) -> None:
    queue.put("1", "rfc4733")
    await asyncio.sleep(2)
    queue.put("#", "info")
    assert await queue.get(0) == Key("1", "rfc4733", 0.0)
    assert await queue.get(None) == Key("#", "info", 2.0)
    assert queue.methods == {"rfc4733", "info"}


@on_virtual_time
async def test_get_waits_for_a_key(queue: KeyQueue) -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(1.5, queue.put, "7", "inband")
    assert await queue.get(2) == Key("7", "inband", 1.5)
    assert loop.time() == 1.5


@on_virtual_time
async def test_get_gives_up_after_its_time(queue: KeyQueue) -> None:
    assert await queue.get(2.5) is None
    assert asyncio.get_running_loop().time() == 2.5
    assert await queue.get(0) is None
    assert await queue.get(-1) is None


@on_virtual_time
async def test_a_key_in_the_instant_of_the_time_out_is_not_left_behind(queue: KeyQueue) -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(1, lambda: loop.call_soon(queue.put, "1", "info"))
    key = await queue.get(1)
    assert key == Key("1", "info", 1.0)
    assert not queue.pending()


@on_virtual_time
async def test_it_holds_thirty_two(queue: KeyQueue) -> None:
    for index in range(CAPACITY + 5):
        queue.put(str(index % 10), "info")
    taken = []
    while key := queue.take():
        taken.append(key.digit)
    assert taken == [str(index % 10) for index in range(32)]


@on_virtual_time
async def test_keys_older_than_ten_seconds_are_forgotten(queue: KeyQueue) -> None:
    queue.put("1", "info")
    await asyncio.sleep(5)
    queue.put("2", "info")
    await asyncio.sleep(5.001)
    assert queue.peek() == Key("2", "info", 5.0)
    await asyncio.sleep(10)
    assert not queue.pending()
    assert await queue.get(0) is None


@on_virtual_time
async def test_drop_all_or_only_the_newer(queue: KeyQueue) -> None:
    queue.put("1", "info")
    await asyncio.sleep(1)
    queue.put("2", "info")
    queue.drop(1.0)
    assert queue.take() == Key("1", "info", 0.0)
    queue.put("3", "info")
    queue.drop()
    assert not queue.pending()


@on_virtual_time
async def test_a_cancelled_get_loses_no_key(queue: KeyQueue) -> None:
    task = asyncio.create_task(queue.get(None))
    await asyncio.sleep(1)
    queue.put("1", "info")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await queue.get(1) == Key("1", "info", 1.0)
