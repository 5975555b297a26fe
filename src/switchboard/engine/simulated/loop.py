"""An event loop whose clock jumps to the next timer as soon as nothing is ready."""

import asyncio
import math
from asyncio.base_events import BaseEventLoop
from collections.abc import Coroutine
from typing import TypeVar

from switchboard.errors import SwitchboardError

T = TypeVar("T")

_NANOSECOND = 1e-9


class DeadlockError(SwitchboardError):
    """Every task waits and no timer is set: on a virtual loop nothing will ever happen again."""

    code = "deadlock"

    def __init__(self) -> None:
        super().__init__("every task waits, and nothing is scheduled that could wake one")


class _Jump:
    """Stands where a loop has its selector: it never blocks, it moves the clock."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def select(self, timeout_s: float | None) -> list[object]:
        if timeout_s is None:
            raise DeadlockError
        self.now_s += max(0.0, timeout_s)
        return []


class VirtualTimeLoop(BaseEventLoop):
    """Runs coroutines as fast as they can be computed. It has no sockets, threads or signals.

    Raises DeadlockError out of `run_until_complete` when no task can ever go on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._scheduled: list[asyncio.TimerHandle]
        self._jump = self._selector = _Jump()

    @property
    def _clock_resolution(self) -> float:
        # The base class runs timers that are due before now plus this. After half a year of virtual seconds its own
        # nanosecond is less than a float can add, and no timer would ever be due.
        return max(_NANOSECOND, math.ulp(self._jump.now_s))

    @_clock_resolution.setter
    def _clock_resolution(self, resolution_s: float) -> None:
        """The base class sets that of the machine's clock."""

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self._jump.now_s

    @property
    def timers(self) -> list[asyncio.TimerHandle]:
        """Those that are still to go off."""
        return [timer for timer in self._scheduled if not timer.cancelled()]

    def _process_events(self, event_list: list[object]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nothing blocks, so nobody has to be woken."""


def run_virtual(main: Coroutine[object, object, T]) -> T:
    """The result of `main`, run on a virtual loop of its own."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(main)
