"""Connections have their messages taken in turns, so that one which sends without end delays nobody else."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Protocol

AT_ONCE = 16
"""Messages that are taken, of all connections together, before the loop does something else."""


class Taker(Protocol):
    """A connection that may hold messages."""

    def take_next(self) -> bool:
        """Take one message; False where there is no whole one."""


class Turns:
    """One message of each connection that waits, then the next of each. Make it within a running loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Taker] = deque()
        self._scheduled = False

    def wait(self, taker: Taker) -> None:
        """Have the messages of a connection taken from now on, until it holds none. It must not be waiting already."""
        self._waiting.append(taker)
        self._schedule()

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._go_round)

    def _go_round(self) -> None:
        self._scheduled = False
        try:
            for _ in range(AT_ONCE):
                if not self._waiting:
                    break
                taker = self._waiting.popleft()
                if taker.take_next():
                    self._waiting.append(taker)
        finally:
            if self._waiting:
                self._schedule()
