"""Work that may take only so long."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def within(limit_s: float | None, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work comes to; None when its time is over (a limit of None: never). Another time-out is passed on."""
    limit = asyncio.timeout(limit_s)
    try:
        async with limit:
            return await work
    except TimeoutError:
        if not limit.expired():
            raise
        return None
    finally:
        # Where a caller hangs up, what is raised keeps this frame, the task what is raised, and the limit the task: two
        # hundred objects of the call would be left to the garbage collector.
        del limit
