"""Several things that may happen, of which the first decides."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


async def first_of(*coroutines: Coroutine[object, object, T]) -> T:
    """What the first to end returns or raises; of several that end at once, the one named first counts.

    The others are cancelled, and so are all if the caller leaves.
    """
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(task for task in tasks if task.done()).result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
