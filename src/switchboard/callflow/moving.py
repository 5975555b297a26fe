"""A caller whom somebody sends elsewhere by command, whatever he does. The call semantics, section 25."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SentOn:
    """To the number, with the permissions of an extension (its id; None: nobody's), because `asked_by` wants it."""

    number: str
    rights_of: int | None
    asked_by: str


class Moving:
    """Cuts short what the call flow does for a caller who talks to nobody.

    That is a cancellation, as when he hangs up, so all is put in order that the flow has begun; but it goes on with the
    number. `asked_by` is who has ended the present talk by sending one of the two on.
    """

    def __init__(self) -> None:
        self.asked_by = ""
        self._task: asyncio.Task[Any] | None = None
        self._sent: SentOn | None = None
        self._forbidden = False

    @property
    def is_under_way(self) -> bool:
        """Whether what the caller does is being cut short."""
        return self._sent is not None

    @property
    def is_forbidden(self) -> bool:
        return self._forbidden

    @contextmanager
    def forbidden(self) -> Iterator[None]:
        """Nobody may change within the block whom the caller is with."""
        self._forbidden = True
        try:
            yield
        finally:
            self._forbidden = False

    async def unless_sent_on(self, work: Coroutine[Any, Any, T]) -> T | SentOn:
        """What the work comes to; or where the caller is sent, in the midst of it."""
        # Nothing here names the task but `self`: what is raised keeps this frame, and the task what is raised.
        self._task = asyncio.current_task()
        try:
            result: T | SentOn = await work
            if self._sent is not None and self._task is not None:  # it was over in the same instant
                self._task.uncancel()
                result = self._sent
            return result
        except asyncio.CancelledError:
            # He may have hung up in the same instant: then the task has been cancelled twice.
            if self._sent is None or self._task is None or self._task.uncancel() > 0:
                raise
            return self._sent
        finally:
            self._task = self._sent = None

    def send(self, to: SentOn) -> bool:
        """Cut short what the caller does. False where there is nothing that can be, or where somebody has done so."""
        if self._task is None or self._sent is not None or self._forbidden:
            return False
        self._sent = to
        self._task.cancel()
        return True
