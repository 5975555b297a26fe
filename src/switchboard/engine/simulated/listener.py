"""Somebody who listens to prompts and music, and presses keys."""

import asyncio
from collections.abc import Sequence
from functools import partial

from switchboard.call.keys import KeyMethod
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import Audio, Played, PlayList
from switchboard.engine.simulated.playlist import Heard, Place, listed, parts


class Listener:
    """Hears one prompt at a time, and music when there is none; the keys go to `keys`.

    Nothing is `audible` before an answer.
    """

    def __init__(self, keys: KeyQueue, *, audible: bool = True) -> None:
        self._loop = asyncio.get_running_loop()
        self._keys = keys
        self._playing: tuple[str, ...] = ()
        self._stoppable = False
        self._until: asyncio.Future[bool] | None = None
        self._audible = audible
        self._hushed = False
        self._ringback: Place | None = None
        self._music: Place | None = None
        self._since_s = self._loop.time()
        # Most calls are never asked what was heard, so it is worked out only then.
        self._stretches: list[tuple[Place | Sequence[Audio], float]] = []
        self._heard: list[Heard] = []

    @property
    def heard(self) -> list[Heard]:
        """What was heard so far."""
        self.account()
        for sounded, seconds in self._stretches:
            for part in sounded.move(seconds) if isinstance(sounded, Place) else parts(sounded, seconds):
                self._hear(part)
        self._stretches.clear()
        return self._heard

    @property
    def sounding(self) -> tuple[str, ...]:
        """The names of the prompts that play now, else those of the list in the background."""
        place = self._ringback or self._music
        return self._playing or (() if place is None else tuple(item.name for item in listed(place.of)))

    def press(self, digit: str, method: KeyMethod = "rfc4733") -> None:
        """Press a key."""
        self._keys.put(digit, method)
        if self._until is not None and self._stoppable:
            _resolve(self._until, again=False)

    def restart(self) -> None:
        """Somebody else listens from now on: what plays begins anew."""
        if self._until is not None:
            _resolve(self._until, again=True)

    def begin(self) -> None:
        """Hears from now on: there is an answer."""
        self.account()
        self._audible = True

    def ring(self, ringback: Audio | None) -> None:
        """Hears ringback when there is no prompt."""
        self.account()
        self._ringback = None if ringback is None else Place(PlayList((ringback,)))

    def music(self, music: PlayList | None) -> None:
        """Hears music when there is neither a prompt nor ringback; the same list goes on undisturbed."""
        self.account()
        if music is None or self._music is None or self._music.of != music:
            self._music = None if music is None else Place(music)

    def hush(self, *, hushed: bool) -> None:
        """Hears neither ringback nor music from now on, or again."""
        self.account()
        self._hushed = hushed

    def account(self) -> None:
        """Note what was heard in the background since this was called last."""
        now_s = self._loop.time()
        sounding = self._ringback or self._music
        if sounding is not None and self._audible and not self._hushed and not self._playing:
            self._stretches.append((sounding, now_s - self._since_s))
        self._since_s = now_s

    async def play(self, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        """As `engine.port.Call.play_all`."""
        assert not self._playing, "one prompt at a time"
        self.account()
        self._playing, self._stoppable = tuple(item.name for item in items), stop_on_key
        start_s = items[0].start_s
        duration_s, began_s = sum(item.duration_s for item in items) - start_s, self._loop.time()
        try:
            while not (stop_on_key and self._keys.pending()) and await self._listened(duration_s):
                began_s = self._loop.time()
        finally:
            self._playing, self._since_s = (), self._loop.time()
            self._stretches.append((items, self._since_s - began_s))
        if stop_on_key and self._keys.pending():
            return Played(finished=False, offset_s=start_s + self._loop.time() - began_s)
        return Played(finished=True, offset_s=start_s + duration_s)

    def _hear(self, part: Heard) -> None:
        last = self._heard[-1] if self._heard else None
        if last is not None and (last.audio, last.to_s) == (part.audio, part.from_s):
            self._heard[-1] = Heard(part.audio, last.from_s, part.to_s)
        else:
            self._heard.append(part)

    async def _listened(self, duration_s: float) -> bool:
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
