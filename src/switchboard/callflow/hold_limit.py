"""Nobody is held for ever: whoever holds the other for too long is called anew. The call semantics, section 10."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from switchboard.engine.port import Call, Side


class HoldLimit:
    """Recalls who holds the other for `limit_s` (0: for ever) in one stretch of one talk.

    A phone that holds takes no audio (RFC 3264 section 5.1), so a tone could not remind it: it has to ring.
    """

    def __init__(self, call: Call, limit_s: float) -> None:
        self._call = call
        self._limit_s = limit_s
        self._caller_holds = self._talks = False
        self._timers: dict[Side, asyncio.TimerHandle] = {}

    def on_hold(self, side: Side, *, held: bool) -> None:
        """A side holds the other, or takes it back."""
        if side == "caller":
            self._caller_holds = held
        if timer := self._timers.pop(side, None):
            timer.cancel()
        if held:
            self._begin(side)

    def caller_is_another(self) -> None:
        """The caller has left the other one to us, who holds nobody."""
        self._caller_holds = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While two talk. A caller may have been holding before."""
        self._talks = True
        if self._caller_holds:
            self._begin("caller")
        try:
            yield
        finally:
            self._talks = False
            for timer in self._timers.values():
                timer.cancel()
            self._timers.clear()

    def _begin(self, side: Side) -> None:
        if self._talks and self._limit_s:
            loop = asyncio.get_running_loop()
            self._timers[side] = loop.call_later(self._limit_s, self._call.recall, side)
