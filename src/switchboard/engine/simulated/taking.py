"""A take of a scripted caller: exact in virtual time, and without a sound."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from switchboard.engine.port import LEAD_S, TRAIL_S, Audio, EndedBy, Recorded, RecordLimits


class SimulatedTake:
    """Implements `engine.port.Take`. Its file has a name, but there is none. `hears` gets what the caller hears."""

    def __init__(self, limits: RecordLimits, file: Path, hears: Callable[[Audio], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self.result: Recorded | None = None
        self._finished: asyncio.Future[Recorded] = self._loop.create_future()
        self._limits = limits
        self.file = file
        self._hears = hears
        self._began_s: float | None = None
        self._words_s: list[float] = []
        self._speaking = False
        self._keys_ignored = 0
        self._timers: list[asyncio.TimerHandle] = []
        self._silence: asyncio.TimerHandle | None = None

    async def finished(self) -> Recorded:
        return await asyncio.shield(self._finished)

    def start(self, tone: Audio | None, *, speaking: bool) -> None:
        """Play the tone, then record somebody who speaks already, or not."""
        self._speaking = speaking
        if tone is None:
            self._begin()
        else:
            self._hears(tone)
            self._timers.append(self._loop.call_later(tone.duration_s, self._begin))

    def speak(self, *, speaking: bool) -> None:
        """The caller begins to speak, or falls silent."""
        self._speaking = speaking
        if self._began_s is not None and self.result is None:
            self._words_s.append(self._loop.time())
            self._watch_silence(self._began_s)

    def press(self, digit: str) -> None:
        """The caller presses a key."""
        if self._began_s is None or self.result is not None:
            return
        if digit in self._limits.end_keys:
            self._finish("key", digit)
        else:
            self._keys_ignored += 1

    def end(self, by: EndedBy) -> None:
        """The call ends, or the block is left."""
        self._settle(by)

    def _begin(self) -> None:
        limits = self._limits
        self._began_s = self._loop.time()
        if self._speaking:
            self._words_s.append(self._began_s)
        self._timers.append(self._loop.call_later(limits.max_s, self._finish, "limit"))
        if limits.warning is not None and limits.warn_s < limits.max_s:
            self._timers.append(self._loop.call_later(limits.max_s - limits.warn_s, self._hears, limits.warning))
        self._watch_silence(self._began_s)

    def _watch_silence(self, began_s: float) -> None:
        """Wait for the silence that ends the take."""
        if self._silence is not None:
            self._silence.cancel()
        patience_s = self._limits.max_silence_s if self._words_s else self._limits.first_silence_s
        if patience_s and not self._speaking:
            since_s = self._words_s[-1] if self._words_s else began_s
            self._silence = self._loop.call_at(since_s + patience_s, self._finish, "silence")

    def _finish(self, by: EndedBy, key: str = "") -> None:
        """The take ends by itself."""
        self._settle(by, key)
        if self.result is not None and not self._finished.done():
            self._finished.set_result(self.result)

    def _settle(self, by: EndedBy, key: str = "") -> None:
        if self.result is not None:
            return
        for timer in (*self._timers, *([self._silence] if self._silence else [])):
            timer.cancel()
        if self._began_s is None:
            self.result = Recorded(None, by)
            return
        now_s = self._loop.time()
        duration_s = spoken_s = 0.0
        if self._words_s:
            first_s, last_s = self._words_s[0], now_s if self._speaking else self._words_s[-1]
            spoken_s = last_s - first_s
            duration_s = min(LEAD_S, first_s - self._began_s) + spoken_s + min(TRAIL_S, now_s - last_s)
        milliseconds = round(duration_s * 1000), round(spoken_s * 1000)
        self.result = Recorded(self.file, by, *milliseconds, key, keys_ignored=self._keys_ignored)
