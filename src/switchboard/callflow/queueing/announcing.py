"""What a caller in a queue is told: the position, the expected wait, and prompts in turn.

Announcements come one at a time, and what falls due while another one is heard is left out.
"""

import asyncio
from itertools import cycle
from typing import Final, NoReturn

from switchboard.call.events import QueuePosition
from switchboard.callflow.session import Session
from switchboard.model.queue import Queue
from switchboard.model.queue_order import Standing
from switchboard.model.spoken import Clip, spoken_count, spoken_wait
from switchboard.model.stored import Stored

FIRST_S: Final = 5.0
"""How long after the join prompt a caller is told the position."""
BETWEEN_S: Final = 15.0
"""Somebody who moves up hears so at most as often."""
_NEVER_S: Final = float("inf")


class Announcing:
    """Announces to one caller. `standing` is where he stands now."""

    def __init__(self, session: Session, stored: Stored[Queue], standing: Standing) -> None:
        self.standing = standing
        self._session = session
        self._queue = stored.document
        self._id = stored.id
        self._prompts = cycle(self._queue.prompts)
        self._moved = asyncio.Event()
        self._said_position: int | None = None
        self._said_wait: int | None = None
        self._said_s = -_NEVER_S
        self._standing_s = self._prompt_s = _NEVER_S

    def moved(self, standing: Standing) -> None:
        """The caller stands there now."""
        self.standing = standing
        self._moved.set()

    async def run(self) -> NoReturn:
        """Announce for as long as the caller waits."""
        queue, now_s = self._queue, self._session.time_s()
        if queue.say_position or queue.say_wait:
            self._standing_s = now_s + FIRST_S
        if queue.prompts:
            self._prompt_s = now_s + queue.prompts_every_s
        while True:
            await self._until_due()
            if self._standing_due_s() <= self._session.time_s():
                await self._tell_standing()
            else:
                await self._session.play(next(self._prompts), stop_on_key=False)
            self._leave_out()

    async def _until_due(self) -> None:
        """A move may bring the next announcement forward."""
        while (left_s := min(self._standing_due_s(), self._prompt_s) - self._session.time_s()) > 0:
            self._moved.clear()
            try:
                async with asyncio.timeout(None if left_s == _NEVER_S else left_s):
                    await self._moved.wait()
            except TimeoutError:
                return

    def _standing_due_s(self) -> float:
        said, now = self._said_position, self.standing.position
        return self._said_s + BETWEEN_S if said is not None and now < said else self._standing_s

    async def _tell_standing(self) -> None:
        """Say the position unless it became worse, and with it the wait if it is another one than the last said."""
        standing, now_s, said = self.standing, self._session.time_s(), self._said_position
        self._standing_s = now_s + self._queue.say_every_s
        position = self._queue.say_position and (said is None or standing.position <= said)
        wait = self._queue.say_wait and (position or not self._queue.say_position)
        wait = wait and standing.wait_min not in (None, self._said_wait)
        if not position and not wait:
            return
        self._session.emit(
            QueuePosition(
                at=self._session.now(),
                queue=self._id,
                position=standing.position if position else None,
                wait_min=standing.wait_min if wait else None,
            )
        )
        clips: list[Clip] = []
        if position:
            self._said_position, self._said_s = standing.position, now_s
            clips.append(spoken_count("queue-position", standing.position))
        if wait and standing.wait_min is not None:
            self._said_wait = standing.wait_min
            clips.append(spoken_wait(standing.wait_min * 60))
        await self._session.speak(clips, stop_on_key=False)

    def _leave_out(self) -> None:
        now_s = self._session.time_s()
        while self._prompt_s <= now_s:
            self._prompt_s += self._queue.prompts_every_s
        while self._standing_s <= now_s:
            self._standing_s += self._queue.say_every_s
