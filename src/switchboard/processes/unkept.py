"""What a test call leaves, changes and tries: nothing of it is kept but wrong PINs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from switchboard import disk
from switchboard.call.message import MessageDraft
from switchboard.callflow.ports import PinBook
from switchboard.clock import Clock
from switchboard.engine.port import Audio, Recorded
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.model.configuration import Configuration
from switchboard.model.pin_door import Door, Try
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.processes.playable import LINGERING_S, PlayableMessages


class UnkeptMailboxes(SimulatedMailboxes):
    """Empty mailboxes. A message can be heard again while it is left, and is deleted then."""

    def __init__(self, playable: PlayableMessages) -> None:
        super().__init__({})
        self._playable = playable

    def put(self, draft: MessageDraft) -> None:
        disk.unlink([Path(draft.sound)])

    def discard(self, draft: MessageDraft) -> None:
        disk.unlink([Path(draft.sound)])

    @asynccontextmanager
    async def audible(self, draft: MessageDraft) -> AsyncIterator[Audio]:
        """Raises Unavailable."""
        async with self._playable.audible(draft) as audio:
            yield audio


class UnkeptEdits(SimulatedEdits):
    """Changes are confirmed to the caller, and what he records is deleted."""

    def __init__(self, configuration: Configuration, playable: PlayableMessages) -> None:
        super().__init__(configuration)
        self._playable = playable

    async def keep_prompt(self, name: str, recorded: Recorded, author: str) -> Stored[Prompt]:
        self._delete(recorded)
        return await super().keep_prompt(name, recorded, author)

    async def prompt(self, name: str, recorded: Recorded) -> Prompt:
        self._delete(recorded)
        return await super().prompt(name, recorded)

    @asynccontextmanager
    async def audible(self, recorded: Recorded) -> AsyncIterator[Audio]:
        """Raises Unavailable."""
        assert recorded.file is not None
        try:
            async with self._playable.sound(recorded.file, LINGERING_S) as audio:
                yield audio
        finally:
            self._delete(recorded)

    def forget(self, file: Path) -> None:
        disk.unlink([file])

    def _delete(self, recorded: Recorded) -> None:
        if recorded.file is not None:
            self.forget(recorded.file)


class RealTimePins:
    """The real counts of wrong PINs, by the real time: whoever chooses the moment of his call chooses not when he may
    try again.
    """

    def __init__(self, pins: PinBook, clock: Clock) -> None:
        self._pins = pins
        self._clock = clock

    async def refused(self, door: Door, now: datetime) -> bool:
        """Raises Unavailable."""
        return await self._pins.refused(door, self._clock.now())

    async def begin(self, door: Door, now: datetime) -> Try | None:
        """Raises Unavailable."""
        return await self._pins.begin(door, self._clock.now())

    async def right(self, door: Door) -> None:
        """Raises Unavailable."""
        await self._pins.right(door)

    def wrong(self, door: Door, counted: Try) -> None:
        self._pins.wrong(door, counted)
