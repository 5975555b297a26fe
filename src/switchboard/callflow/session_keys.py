"""The keys of a caller as call flow takes them: each becomes an event, and a `#` behind an entry is swallowed."""

import asyncio
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from datetime import datetime

from switchboard.call.events import CallEvent, KeyPressed
from switchboard.engine.keys import Key
from switchboard.engine.port import Call

TRAILING_HASH_S = 3.0
ONE_KEY_TRAILING_HASH_S = 1.0
"""How long a `#` behind a choice is swallowed: callers who end a number by `#` may take a moment, but a `#` long after
a single key is meant for the next menu.
"""


class SessionKeys(ABC):
    """The part of `Session` that takes keys. `pressed` are all taken so far, except those of PINs."""

    call: Call
    emit: Callable[[CallEvent], None]
    pressed: str
    _trailing_hash_until_s: float

    @abstractmethod
    def now(self) -> datetime: ...
    @abstractmethod
    def time_s(self) -> float: ...

    async def key_of(self, keys: Collection[str], timeout_s: float) -> str:
        """The next of `keys`, or "" after `timeout_s` without one. Other keys give the caller no more time."""
        try:
            async with asyncio.timeout(timeout_s):
                return await self._one_of(keys)
        except TimeoutError:
            return ""

    async def key(self, timeout_s: float) -> Key | None:
        """The next key, or None after `timeout_s` without one. A `#` to be swallowed is no key."""
        until_s = self.time_s() + timeout_s
        self._discard_trailing_hash()
        key = await self.call.keys.get(timeout_s)
        # The deadline stays: a `#` that is swallowed gives the caller no more time.
        while key is not None and self._is_trailing_hash(key):
            self._take(key)
            key = await self.call.keys.get(until_s - self.time_s())
        if key is not None:
            self._take(key)
        return key

    async def secret_key(self, timeout_s: float) -> str | None:
        """The next key of a PIN: no event has it, and `pressed` does not."""
        self._discard_trailing_hash()
        key = await self.call.keys.get(timeout_s)
        return None if key is None else key.digit

    async def meant_key(self, keys: Collection[str]) -> str:
        """Wait for one of `keys`. All others are dropped, and no event tells them."""
        while True:
            key = await self.call.keys.get(None)
            if key is not None and key.digit in keys and not self._is_trailing_hash(key):
                self._take(key)
                return key.digit

    async def _one_of(self, keys: Collection[str]) -> str:
        """Wait for one of `keys`. A `#` to be swallowed is none."""
        while True:
            key = await self.call.keys.get(None)
            if key is not None:
                is_trailing, hash_until_s = self._is_trailing_hash(key), self._trailing_hash_until_s
                self._take(key)
                if key.digit in keys and not is_trailing:
                    return key.digit
                if not is_trailing:  # the rest of an entry that was taken early, which a `#` may still end
                    self._trailing_hash_until_s = hash_until_s

    def key_waits(self) -> bool:
        """Whether a key was typed ahead. A `#` to be swallowed is no key."""
        self._discard_trailing_hash()
        return self.call.keys.pending()

    def expect_trailing_hash(self, keys: int = 2) -> None:
        """Swallow a `#` if it is the next key, within 3 s after an entry of several `keys`, within 1 s after one."""
        self._trailing_hash_until_s = self.time_s() + (TRAILING_HASH_S if keys > 1 else ONE_KEY_TRAILING_HASH_S)

    def _take(self, key: Key) -> None:
        self._trailing_hash_until_s = -math.inf
        self.pressed += key.digit
        self.emit(KeyPressed(at=self.now(), digit=key.digit, method=key.method))

    def _is_trailing_hash(self, key: Key) -> bool:
        return key.digit == "#" and key.at_s <= self._trailing_hash_until_s

    def _discard_trailing_hash(self) -> bool:
        """Swallow the next key if it is a trailing `#`; returns whether it was, and no other key waits behind it."""
        key = self.call.keys.peek()
        if key is None or not self._is_trailing_hash(key):
            return False
        self.call.keys.take()
        self._take(key)
        return not self.call.keys.pending()
