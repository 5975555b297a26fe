"""Performances in real time, given again when the machine was too busy for one.

A scenario says when a key is pressed. Where this loop comes late to what is due, the key is pressed later than that,
while the prompt that it should have stopped went on: whatever such a performance tells, it is not that scenario.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

TICK_S = 0.02
LATE_S = 0.06
PERFORMANCES = 3
FEW = 4

T = TypeVar("T")


class Late(Enum):
    """Of a performance that tells nothing."""

    LATE = "late"


LATE = Late.LATE


@dataclass(slots=True)
class Lateness:
    """How late the loop came, at worst, to something that was due."""

    worst_s: float = 0.0

    async def watch(self) -> None:
        """Goes on until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due_s = loop.time() + TICK_S
            await asyncio.sleep(TICK_S)
            self.worst_s = max(self.worst_s, loop.time() - due_s)


@asynccontextmanager
async def watched() -> AsyncIterator[Lateness]:
    """The lateness of the loop in the block."""
    lateness = Lateness()
    task = asyncio.create_task(lateness.watch())
    try:
        yield lateness
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Stage:
    """Performances in real time: so many at once, and then again, few at a time, those that were late and wrong."""

    def __init__(self, at_once: int = 1000) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._again = asyncio.Semaphore(FEW)
        self._first = 0
        self._quiet = asyncio.Event()

    async def punctual(self, perform: Callable[[], Awaitable[T]], is_right: Callable[[T], bool]) -> T:
        """What a performance returned or raised: the first that is right or was in time, or else the last of three."""
        performed = await self._first_of(perform, is_right)
        if performed is not LATE:
            return performed
        await self._quiet.wait()
        async with self._again:
            for _ in range(PERFORMANCES - 2):
                performed = await in_time(perform, is_right)
                if performed is not LATE:
                    return performed
            return await perform()

    async def _first_of(self, perform: Callable[[], Awaitable[T]], is_right: Callable[[T], bool]) -> T | Late:
        self._first += 1
        try:
            async with self._turn:
                return await in_time(perform, is_right)
        finally:
            self._first -= 1
            if not self._first:
                self._quiet.set()


async def in_time(perform: Callable[[], Awaitable[T]], is_right: Callable[[T], bool]) -> T | Late:
    """One performance: what it returned or raised, or LATE where it went wrong because it was late."""
    async with watched() as lateness:
        try:
            performed = await perform()
        except Exception:
            if lateness.worst_s < LATE_S:
                raise
            return LATE
    return performed if is_right(performed) or lateness.worst_s < LATE_S else LATE
