"""A virtual clock beside real databases: it stands still while somebody waits for one, and jumps otherwise."""

import asyncio
import selectors
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Blocks only while the clock stands; else whatever has come is taken, and the clock goes on to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 0.0
        self.waiting = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.waiting or timeout is None:
            # Whoever answers wakes the loop; what is ready goes first.
            return super().select(None if timeout is None or timeout > 0 else 0)
        found = super().select(0)
        if not found:
            self.now_s += max(0.0, timeout)
        return found


class HaltingLoop(asyncio.SelectorEventLoop):
    """Has sockets and threads, for which it has to be told when somebody waits for them."""

    def __init__(self) -> None:
        self.clock = _Selector()
        super().__init__(self.clock)

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self.clock.now_s

    @contextmanager
    def standing(self) -> Iterator[None]:
        """The clock stands meanwhile."""
        self.clock.waiting += 1
        try:
            yield
        finally:
            self.clock.waiting -= 1


def run_halting(main: Coroutine[object, object, T]) -> T:
    """The result of `main`, run on such a loop of its own."""
    with asyncio.Runner(loop_factory=HaltingLoop) as runner:
        return runner.run(main)
