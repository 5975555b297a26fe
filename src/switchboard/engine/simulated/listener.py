"""Somebody who listens to prompts, and presses keys."""

import asyncio
from functools import partial

from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import Audio, Played


class Listener:
    """Hears one prompt at a time; the keys go to `keys`."""

    def __init__(self, keys: KeyQueue) -> None:
        self._loop = asyncio.get_running_loop()
        self._keys = keys
        self._playing = self._stoppable = False
        self._until: asyncio.Future[bool] | None = None

    def press(self, digit: str) -> None:
        """Press a key."""
        self._keys.put(digit, "rfc4733")
        if self._until is not None and self._stoppable:
            _resolve(self._until, again=False)

    def restart(self) -> None:
        """Somebody else listens from now on: what plays begins anew."""
        if self._until is not None:
            _resolve(self._until, again=True)

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """As `engine.port.Call.play`."""
        assert not self._playing, "one prompt at a time"
        self._playing, self._stoppable = True, stop_on_key
        try:
            began_s = self._loop.time()
            while not (stop_on_key and self._keys.pending()) and await self._heard(audio.duration_s):
                began_s = self._loop.time()
        finally:
            self._playing = False
        if stop_on_key and self._keys.pending():
            return Played(finished=False, offset_s=self._loop.time() - began_s)
        return Played(finished=True, offset_s=audio.duration_s)

    async def _heard(self, duration_s: float) -> bool:
        """Listen to the end, or to a key that stops it; returns whether it is to begin anew."""
        until: asyncio.Future[bool] = self._loop.create_future()
        self._until = until
        timer = self._loop.call_later(duration_s, partial(_resolve, until, again=False))
        try:
            return await until
        finally:
            self._until = None
            timer.cancel()


def _resolve(future: asyncio.Future[bool], *, again: bool) -> None:
    if not future.done():
        future.set_result(again)
