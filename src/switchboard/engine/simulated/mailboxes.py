"""The mailboxes of scripted calls, which no telephone lights a lamp for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from switchboard.call.message import HeardOrNot, Message, MessageDraft
from switchboard.engine.port import Audio
from switchboard.errors import Unavailable
from switchboard.model.mailbox import MessageCounts

LEFT_AT = datetime(2000, 1, 1, tzinfo=UTC)
SOUND, LASTS_MS = "message", 5_000


class SimulatedMailboxes:
    """Begins with so many messages an owner, of five seconds each, and keeps in `left` what callers leave.

    The messages of an owner are numbered on from a thousand times his id, new ones behind those that were heard.
    """

    def __init__(self, messages: Mapping[int, MessageCounts]) -> None:
        self._messages: dict[int, list[Message]] = {}
        for owner, counts in messages.items():
            for _ in range(counts.heard):
                self.add(owner, "heard")
            for _ in range(counts.new):
                self.add(owner, "new")
        self.left: list[MessageDraft] = []

    def messages_of(self, owner: int) -> Sequence[Message]:
        """All messages of an owner as they are now, deleted ones included."""
        return tuple(self._messages.get(owner, ()))

    async def counts(self, owner: int) -> MessageCounts:
        states = [one.state for one in self._messages.get(owner, ())]
        return MessageCounts(states.count("new"), states.count("heard"))

    async def messages(self, owner: int, state: HeardOrNot, *, after: int) -> Sequence[Message]:
        return [one for one in self._messages.get(owner, ()) if one.state == state and one.id > after]

    async def message(self, owner: int, id: int) -> Message | None:
        return next((one for one in self._messages.get(owner, ()) if one.id == id), None)

    async def mark(self, message: Message, state: HeardOrNot) -> bool:
        now = await self.message(message.owner, message.id)
        return now is not None and now.state not in (state, "deleted") and self._put(replace(now, heard=state))

    async def delete(self, message: Message) -> bool:
        now = await self.message(message.owner, message.id)
        return now is not None and now.deleted_at is None and self._put(replace(now, deleted_at=LEFT_AT))

    async def restore(self, message: Message) -> bool:
        now = await self.message(message.owner, message.id)
        return now is not None and now.deleted_at is not None and self._put(replace(now, deleted_at=None))

    async def copy(self, message: Message, to: int) -> bool:
        self.add(to, "new", replace(message, copied_from=message.id))
        return True

    @asynccontextmanager
    async def sound(self, message: Message) -> AsyncIterator[Audio]:
        if message.sound == "":
            raise Unavailable
        yield Audio(f"message {message.id}", message.sound, message.duration_ms / 1000)

    def begin(self, draft: MessageDraft) -> None:
        pass

    def put(self, draft: MessageDraft) -> None:
        self.left.append(draft)
        self.add(
            draft.owner,
            "new",
            replace(
                _MESSAGE,
                caller=draft.caller,
                caller_name=draft.caller_name,
                call=draft.call,
                called=draft.called,
                received_at=draft.received_at,
                sound=draft.sound,
                duration_ms=draft.duration_ms,
            ),
        )

    def discard(self, draft: MessageDraft) -> None:
        pass

    @asynccontextmanager
    async def audible(self, draft: MessageDraft) -> AsyncIterator[Audio]:
        yield Audio("message", draft.sound, draft.duration_ms / 1000)

    def add(self, owner: int, heard: HeardOrNot, like: Message | None = None) -> None:
        """A message comes, like another or like all others."""
        there = self._messages.setdefault(owner, [])
        there.append(replace(like or _MESSAGE, id=owner * 1000 + len(there) + 1, owner=owner, heard=heard))

    def _put(self, message: Message) -> bool:
        """Somebody has changed a message."""
        there = self._messages[message.owner]
        there[next(at for at, one in enumerate(there) if one.id == message.id)] = message
        return True


_MESSAGE = Message(
    id=0,
    owner=0,
    heard="new",
    received_at=LEFT_AT,
    caller="+4930777",
    caller_name="",
    called="555",
    call="before",
    sound=SOUND,
    duration_ms=LASTS_MS,
    interrupted=False,
    copied_from=None,
    changed_at=LEFT_AT,
    deleted_at=None,
)
