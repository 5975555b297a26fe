"""For how long a caller hears us unanswered."""

import asyncio
from collections.abc import Callable, Coroutine

from switchboard.engine.builtin.context import Background
from switchboard.engine.port import EARLY_MEDIA_S


class EarlyMediaLimit:
    """Has `answer` done, in the background, when early media may not last longer. `close` it when the call is over."""

    def __init__(self, answer: Callable[[], Coroutine[None, None, None]], background: Background) -> None:
        self._answer = answer
        self._background = background
        self._answering: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(EARLY_MEDIA_S, self._end)

    def close(self) -> None:
        """An answer that is not acknowledged yet is taken back by a BYE."""
        self._timer.cancel()
        if self._answering is not None:
            self._answering.cancel()

    def _end(self) -> None:
        self._answering = self._background.spawn(self._answer(), "answer")
