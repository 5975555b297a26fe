"""Requests whose transaction only waits for repetitions."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.matching import Key
from switchboard.sip.message import Message, Request, Response

SWEEP_S = 0.05
"""So often, at most, is looked for those that are over."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is kept of a request over UDP in the states Completed and, after the ACK, Accepted (RFC 3261 §17.2.2, RFC
    6026 §7.1): `response` answers a repetition; None where a repetition is ignored.

    Of a busy server these are tens of thousands. As whole transactions, of sixty objects a call, they would be most of
    what the garbage collector looks at.
    """

    key: Key
    copies: Key
    local_tag: str
    network: str
    response: Response | None
    hop: NextHop
    transmit: Callable[[Message, NextHop], bool]

    def receive(self, request: Request) -> None:
        """Take a repetition."""
        if self.response is not None and request.method != "ACK":
            self.transmit(self.response, self.hop)

    def receive_ack(self, request: Request) -> None:
        """The ACK came already."""

    def receive_cancel(self) -> None:
        """It is without effect after a final response (§9.2)."""


class AnsweredQueue:
    """All of them wait for the same time, so one timer does for all. `forget` is called with each that is over."""

    def __init__(self, forget: Callable[[Answered], None]) -> None:
        self._forget = forget
        self._waiting: deque[tuple[float, Answered]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def put(self, answered: Answered, wait_s: float) -> None:
        loop = asyncio.get_running_loop()
        until_s = loop.time() + wait_s
        self._waiting.append((until_s, answered))
        if self._timer is None:
            self._timer = loop.call_at(until_s, self._sweep)

    def close(self) -> None:
        """Forget nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        now_s = loop.time()
        self._timer = None
        while self._waiting and self._waiting[0][0] <= now_s:
            self._forget(self._waiting.popleft()[1])
        if self._waiting:
            self._timer = loop.call_at(max(self._waiting[0][0], now_s + SWEEP_S), self._sweep)
