"""Work that may take only so long, and what it leaves behind when its caller hangs up."""

import asyncio
import gc
import weakref

import pytest

from switchboard.callflow.within import within
from switchboard.engine.simulated.loop import run_virtual

pytestmark = pytest.mark.unit


class Kept:
    """What work holds on to."""


async def wait(kept: Kept, seconds: float) -> Kept:
    await asyncio.sleep(seconds)
    return kept


def test_in_time_and_late_and_late_in_itself() -> None:
    async def late() -> Kept:
        async with asyncio.timeout(1):
            return await wait(Kept(), 5)

    async def main() -> None:
        kept = Kept()
        assert await within(2, wait(kept, 1)) is kept
        assert await within(None, wait(kept, 3600)) is kept
        assert await within(2, wait(kept, 3)) is None
        with pytest.raises(TimeoutError):
            await within(2, late())

    run_virtual(main())


def test_who_is_cancelled_leaves_nothing_to_the_garbage_collector() -> None:
    async def main() -> None:
        kept = Kept()
        gone = weakref.ref(kept)
        task = asyncio.create_task(within(60, wait(kept, 3600)))
        del kept
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled() and gone() is not None
        del task
        assert gone() is None

    gc.disable()
    try:
        run_virtual(main())
    finally:
        gc.enable()
