"""Keys that a caller pressed and nobody has taken yet."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Literal

KeyMethod = Literal["rfc4733", "info", "inband"]

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
        self._keys: deque[Key] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.methods: set[KeyMethod] = set()

    def put(self, digit: str, method: KeyMethod) -> None:
        """Add a press; dropped when the queue is full."""
        self.methods.add(method)
        self._forget_old()
        if len(self._keys) < CAPACITY:
            self._keys.append(Key(digit, method, self._loop.time()))
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def pending(self) -> bool:
        """Whether a key is waiting."""
        self._forget_old()
        return bool(self._keys)

    def drop(self) -> None:
        """Forget every key that waits."""
        self._keys.clear()

    async def get(self, timeout_s: float | None) -> Key | None:
        """The next key, or None after `timeout_s` without one (0: only what waits already; None: for ever)."""
        if self.pending():
            return self._keys.popleft()
        if timeout_s is not None and timeout_s <= 0:
            return None
        self._waiter = self._loop.create_future()
        try:
            async with asyncio.timeout(timeout_s):
                await self._waiter
        except TimeoutError:
            return None
        finally:
            self._waiter = None
        return self._keys.popleft() if self._keys else None

    def _forget_old(self) -> None:
        oldest_s = self._loop.time() - MAX_AGE_S
        while self._keys and self._keys[0].at_s < oldest_s:
            self._keys.popleft()
