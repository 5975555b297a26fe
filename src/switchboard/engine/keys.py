"""Keys that a caller pressed and that are not taken yet."""

import asyncio
import math
from dataclasses import dataclass

from switchboard.call.keys import KeyMethod

CAPACITY = 32
MAX_AGE_S = 10.0


@dataclass(frozen=True, slots=True)
class Key:
    """One press: the digit (0-9 * # A-D), how it arrived, and when (seconds on the loop's clock)."""

    digit: str
    method: KeyMethod
    at_s: float


class KeyQueue:
    """Type-ahead: at most 32 keys, at most 10 s old. One engine puts, one dialogue gets."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._keys: list[Key] = []
        self._waiter: asyncio.Future[None] | None = None
        self.methods: set[KeyMethod] = set()

    def put(self, digit: str, method: KeyMethod) -> None:
        """Add a press; dropped when the queue is full."""
        self.methods.add(method)
        self._forget_old()
        if len(self._keys) < CAPACITY:
            self._keys.append(Key(digit, method, self._loop.time()))
        if self._waiter is not None:
            _wake(self._waiter)

    def pending(self) -> bool:
        """Whether a key is waiting."""
        return self.peek() is not None

    def peek(self) -> Key | None:
        """The key that `take` would return; it stays."""
        self._forget_old()
        return self._keys[0] if self._keys else None

    def take(self) -> Key | None:
        """The next key, if one waits."""
        return self._keys.pop(0) if self.pending() else None

    def drop(self, since_s: float = -math.inf) -> None:
        """Forget every key that waits, or those pressed at `since_s` and later."""
        while self._keys and self._keys[-1].at_s >= since_s:
            self._keys.pop()

    async def get(self, timeout_s: float | None) -> Key | None:
        """The next key, or None after `timeout_s` without one (0: only what waits already; None: for ever).

        A key that comes in the very instant of the time-out is returned.
        """
        if not self.pending() and (timeout_s is None or timeout_s > 0):
            await self._arrival(timeout_s)
        return self.take()

    async def _arrival(self, timeout_s: float | None) -> None:
        waiter = self._waiter = self._loop.create_future()
        timer = None if timeout_s is None else self._loop.call_later(timeout_s, _wake, waiter)
        try:
            await waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()

    def _forget_old(self) -> None:
        if not self._keys:
            return
        oldest_s = self._loop.time() - MAX_AGE_S
        while self._keys and self._keys[0].at_s < oldest_s:
            self._keys.pop(0)


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
