"""What calls of a scenario may leave behind beside their engine: takes, rows of queues, what calls know of others."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from switchboard.call.message import MessageDraft
from switchboard.callflow.memory import Memory
from switchboard.engine.port import Audio, Recorded
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import MessageCounts
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored


class Shared:
    """What the calls of one scenario share, and afterwards what is still there of them."""

    def __init__(self, configuration: Configuration, messages: Mapping[int, MessageCounts], queues: SimulatedQueues):
        self.settled: set[Path] = set()
        self.memory = Memory()
        self.mailboxes = _Mailboxes(messages, self.settled)
        self.edits = _Edits(configuration, self.settled)
        self.queues = queues

    def left_over(self, calls: Iterable[str], takes: Iterable[Path]) -> dict[str, int]:
        """Of these calls (ids), which have made these takes."""
        ours, book = set(calls), self.queues.book
        of_ours = {take for take in takes if take.name.rpartition("-")[0] in ours}
        return {
            "takes": len(of_ours - self.settled),
            "tickets": sum(one.call in ours and one.state != "left" for one in book.tickets.values()),
            "offers": len(book.reservations),
            "extensions in calls": len(book.other_calls),
            "places in queues": self.queues.waiting,
            "calls that ring": len(self.memory.ringing),
            "calls that run": len(self.memory.running),
            "parked": len(self.memory.lots),
            "alarms": len(self.memory.alarms),
            "conferences": len(self.memory.rooms),
            "talks": self.memory.talks.running,
            "calls not to be recorded": len(self.memory.unrecorded),
        }


class _Mailboxes(SimulatedMailboxes):
    """Notes which takes were kept or thrown away."""

    def __init__(self, messages: Mapping[int, MessageCounts], settled: set[Path]) -> None:
        super().__init__(messages)
        self._settled = settled

    def put(self, draft: MessageDraft) -> None:
        super().put(draft)
        self._settled.add(Path(draft.sound))

    def discard(self, draft: MessageDraft) -> None:
        self._settled.add(Path(draft.sound))


class _Edits(SimulatedEdits):
    """The same; whatever a prompt was made of is thrown away."""

    def __init__(self, configuration: Configuration, settled: set[Path]) -> None:
        super().__init__(configuration)
        self._settled = settled

    async def keep_prompt(self, name: str, recorded: Recorded, author: str) -> Stored[Prompt]:
        self._forget(recorded)
        return await super().keep_prompt(name, recorded, author)

    async def prompt(self, name: str, recorded: Recorded) -> Prompt:
        self._forget(recorded)
        return await super().prompt(name, recorded)

    @asynccontextmanager
    async def audible(self, recorded: Recorded) -> AsyncIterator[Audio]:
        try:
            async with super().audible(recorded) as audio:
                yield audio
        finally:
            self._forget(recorded)

    def forget(self, file: Path) -> None:
        self._settled.add(file)

    def _forget(self, recorded: Recorded) -> None:
        assert recorded.file is not None
        self.forget(recorded.file)
