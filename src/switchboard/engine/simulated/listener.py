"""Somebody who listens to prompts, and presses keys."""

import asyncio

from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import Audio, Played


class Listener:
    """Hears one prompt at a time; the keys go to `keys`."""

    def __init__(self, keys: KeyQueue) -> None:
        self._loop = asyncio.get_running_loop()
        self._keys = keys
        self._playing = False
        self._heard_key: asyncio.Future[None] | None = None

    def press(self, digit: str) -> None:
        """Press a key."""
        self._keys.put(digit, "rfc4733")
        if self._heard_key is not None:
            _resolve(self._heard_key)

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """As `engine.port.Call.play`."""
        assert not self._playing, "one prompt at a time"
        began_s, self._playing = self._loop.time(), True
        try:
            if not stop_on_key:
                await asyncio.sleep(audio.duration_s)
            elif self._keys.pending() or await self._key_within(audio.duration_s):
                return Played(finished=False, offset_s=self._loop.time() - began_s)
        finally:
            self._playing = False
        return Played(finished=True, offset_s=audio.duration_s)

    async def _key_within(self, duration_s: float) -> bool:
        heard = self._heard_key = self._loop.create_future()
        timer = self._loop.call_later(duration_s, _resolve, heard)
        try:
            await heard
        finally:
            self._heard_key = None
            timer.cancel()
        return self._keys.pending()


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
