"""The mailboxes of scripted calls, which no telephone lights a lamp for."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

from switchboard.call.message import MessageDraft
from switchboard.engine.port import Audio
from switchboard.model.mailbox import MessageCounts


class SimulatedMailboxes:
    """Begins with so many messages an owner, and keeps in `left` what callers leave."""

    def __init__(self, messages: Mapping[int, MessageCounts]) -> None:
        self._counts = dict(messages)
        self.left: list[MessageDraft] = []

    async def counts(self, owner: int) -> MessageCounts:
        return self._counts.get(owner, MessageCounts())

    def begin(self, draft: MessageDraft) -> None:
        pass

    def put(self, draft: MessageDraft) -> None:
        self.left.append(draft)
        before = self._counts.get(draft.owner, MessageCounts())
        self._counts[draft.owner] = replace(before, new=before.new + 1)

    def discard(self, draft: MessageDraft) -> None:
        pass

    @asynccontextmanager
    async def audible(self, draft: MessageDraft) -> AsyncIterator[Audio]:
        yield Audio("message", draft.sound, draft.duration_ms / 1000)
