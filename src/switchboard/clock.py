"""Time as a port, so that call flow runs on any date: the time of day, and a clock for durations."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time of day, which may be set at any moment, forwards and backwards, and measures durations."""

    def now(self) -> datetime:
        """The time of day, aware."""
        ...

    def monotonic_s(self) -> float:
        """Seconds since some moment; nobody sets them."""
        ...


class SystemClock:
    """The machine's own clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.monotonic()


class SteadyClock:
    """Begins with the time of day and goes on evenly, whoever sets the machine's clock meanwhile."""

    def __init__(self) -> None:
        self._start = datetime.now(UTC)
        self._zero_s = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._zero_s)

    def monotonic_s(self) -> float:
        return time.monotonic()


class LoopClock:
    """A clock that starts at `start` and advances with an event loop, virtual or real."""

    def __init__(self, start: datetime, loop: asyncio.AbstractEventLoop) -> None:
        self._start = start
        self._loop = loop
        self._zero_s = loop.time()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._loop.time() - self._zero_s)

    def monotonic_s(self) -> float:
        return self._loop.time()
