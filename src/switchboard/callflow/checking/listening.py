"""Listening to the messages of a mailbox, one after another, oldest first.

Keys work at once while a message plays: 1 goes back three seconds, 2 pauses, 3 goes on three seconds; 4 is the message
before, 5 the same again, 6 the next; 7 deletes it or takes that back, 8 calls back, 9 keeps it as new, 0 sends a copy;
* leads to the main menu, # out of the mailbox.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from switchboard.call.events import (
    MessageDeleted,
    MessageForwarded,
    MessageHeard,
    MessageKept,
    MessageRestored,
    PromptSkipped,
)
from switchboard.call.message import HeardOrNot, Message
from switchboard.callflow.checking.envelope import say_envelope
from switchboard.callflow.dialled import inside
from switchboard.callflow.hop import Hop
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import choose, enter_number
from switchboard.engine.port import Audio
from switchboard.errors import Unavailable
from switchboard.model.mailbox import Mailbox, mailbox_by_number
from switchboard.model.prompt import AnnouncementName

SKIP_S = 3.0
PAUSE_S = 60.0
"""How long a pause may last, until the message goes on by itself."""
HEARD = 0.9
"""Who has heard so much of a message has heard it."""
HEARD_AFTER_S = 3.0
"""Who goes on by a key of HEARD_KEYS after so long has heard it, too."""
HEARD_KEYS = "4678"
KEYS = "1456790*"
"""What means something after a message; 8 besides for who may call back."""


@dataclass(slots=True)
class Tally:
    """How many messages were heard and deleted in one visit."""

    heard: int = 0
    deleted: int = 0


class Listening:
    """Plays the messages that are new, or heard. Those that come meanwhile are played after them.

    `_deleted` are the ids of those deleted here: they can be heard and had back as long as this goes on.
    """

    def __init__(
        self, session: Session, mailbox: Mailbox, state: HeardOrNot, tally: Tally, *, calls_back: bool
    ) -> None:
        self._session = session
        self._mailboxes = session.mailboxes
        self._mailbox = mailbox
        self._state = state
        self._tally = tally
        self._calls_back = calls_back
        self._messages: list[Message] = []
        self._deleted: set[int] = set()
        self._marked: set[int] = set()

    async def run(self) -> Hop | str:
        """Returns "" for the main menu, `#` to leave, or where somebody is called back. Raises Unavailable."""
        at = 0
        if not await self._reaches(0):
            await self._session.say("vm-no-more")
            return ""
        while True:
            left = await self._at(at)
            while left in ("4", "6"):
                there = at - 1 if left == "4" else at + 1
                if await self._reaches(there):
                    at = there
                    break
                await self._session.say("vm-no-more")
                left = await self._after(self._messages[at])
            if left not in ("4", "6"):
                return "" if left == "*" else left

    async def _reaches(self, at: int) -> bool:
        """Whether there is a message at that place; looks for new ones behind the last."""
        if at == len(self._messages):
            last = self._messages[-1].id if self._messages else 0
            self._messages += await self._mailboxes.messages(self._mailbox.id, self._state, after=last)
        return 0 <= at < len(self._messages)

    async def _at(self, at: int) -> Hop | str:
        """Play a message and do what its keys say. Returns the key that leads on, `4`, `6`, `*` or `#`."""
        message = await self._mailboxes.message(self._mailbox.id, self._messages[at].id)
        if message is None or (message.deleted_at is not None and message.id not in self._deleted):
            await self._session.say("vm-message-gone")
            return "6"
        self._messages[at] = message
        return await self._after(message, await self._play(message, envelope=True))

    async def _after(self, message: Message, key: str = "") -> Hop | str:
        """What follows a message, or the key that stopped it: the menu, until a key leads on."""
        while True:
            keys = KEYS + "8" if self._calls_back else KEYS
            key = key or await choose(self._session, "vm-message-menu", keys)
            match key:
                case "4" | "6" | "*" | "#":
                    return key
                case "1":
                    key = await self._play(message, from_end_s=SKIP_S)
                    continue
                case "5":
                    key = await self._play(message)
                    continue
                case "7":
                    await self._delete_or_restore(message)
                case "9":
                    await self._keep(message)
                case "0":
                    await self._copy(message)
                case "8" if self._calls_back:
                    if hop := await self._call_back(message):
                        return hop
                case _:
                    await self._session.say("invalid")
            key = ""

    async def _play(self, message: Message, *, from_end_s: float | None = None, envelope: bool = False) -> str:
        """Play a message; returns the key that stopped it, if it is none of those that move in it, else ""."""
        session = self._session
        async with AsyncExitStack() as listening:
            try:
                audio = await listening.enter_async_context(self._mailboxes.sound(message))
            except Unavailable:
                session.emit(PromptSkipped(at=session.now(), name=f"message {message.id}", reason="unreadable"))
                return ""
            if envelope:
                await say_envelope(session, message, self._mailbox.options.envelope)
            start_s = 0.0 if from_end_s is None else max(0.0, audio.duration_s - from_end_s)
            return await self._play_from(message, audio, start_s)

    async def _play_from(self, message: Message, audio: Audio, at_s: float) -> str:
        session = self._session
        while True:
            async with self._hears(message, audio, at_s):
                played = await session.play_audio(replace(audio, start_s=at_s), stop_on_key=True)
            at_s = played.offset_s
            if at_s >= HEARD * audio.duration_s:
                await self._mark(message)
            key = await session.key(0.0)
            if key is None:
                return ""
            if key.digit == "2":
                key = await session.key(PAUSE_S)
            match None if key is None else key.digit:
                case None | "2":
                    pass
                case "1":
                    at_s = max(0.0, at_s - SKIP_S)
                case "3":
                    at_s = min(at_s + SKIP_S, audio.duration_s)
                case str(digit):
                    if digit in HEARD_KEYS and at_s >= HEARD_AFTER_S:
                        await self._mark(message)
                    return digit

    @asynccontextmanager
    async def _hears(self, message: Message, audio: Audio, from_s: float) -> AsyncIterator[None]:
        """While it plays, mark the message as heard as soon as it was: whoever hangs up then has heard it."""
        marking = asyncio.create_task(self._mark_after(message, max(0.0, HEARD * audio.duration_s - from_s)))
        try:
            yield
        finally:
            marking.cancel()
            await asyncio.gather(marking, return_exceptions=True)

    async def _mark_after(self, message: Message, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._mark(message)

    async def _mark(self, message: Message) -> None:
        """Mark a message as heard, unless the caller has decided otherwise."""
        if message.id in self._marked:
            return
        is_new = await self._mailboxes.mark(message, "heard")
        self._marked.add(message.id)
        if is_new:
            self._tally.heard += 1
            self._session.emit(MessageHeard(at=self._session.now(), owner=self._mailbox.id, message=message.id))

    async def _delete_or_restore(self, message: Message) -> None:
        session, owner = self._session, self._mailbox.id
        if message.id in self._deleted:
            done: AnnouncementName = "vm-undeleted"
            self._deleted.discard(message.id)
            if await self._mailboxes.restore(message):
                self._tally.deleted -= 1
                session.emit(MessageRestored(at=session.now(), owner=owner, message=message.id))
        elif await self._mailboxes.delete(message):
            done = "vm-deleted"
            self._deleted.add(message.id)
            self._tally.deleted += 1
            session.emit(MessageDeleted(at=session.now(), owner=owner, message=message.id))
        else:
            done = "vm-message-gone"
        await session.say(done)

    async def _keep(self, message: Message) -> None:
        self._marked.add(message.id)
        await self._mailboxes.mark(message, "new")
        self._session.emit(MessageKept(at=self._session.now(), owner=self._mailbox.id, message=message.id))
        await self._session.say("vm-kept")

    async def _copy(self, message: Message) -> None:
        """Send a copy to the mailbox of another, which must take messages and have room."""
        session = self._session
        number = await enter_number(session, "vm-copy-to")
        if not number:
            return
        to = mailbox_by_number(session.configuration, number)
        if to is None or to.id == self._mailbox.id or not to.options.enabled:
            await session.say("no-such-mailbox")
        elif to.is_full(await self._mailboxes.counts(to.id)):
            await session.say("vm-full")
        else:
            await self._mailboxes.copy(message, to.id)
            session.emit(
                MessageForwarded(at=session.now(), owner=self._mailbox.id, message=message.id, to=to.id, number=number)
            )
            await session.say("vm-copied")

    async def _call_back(self, message: Message) -> Hop | None:
        """Where the caller of the message is, if the phone may dial that itself."""
        phone = self._session.call.info.extension
        if not message.caller or phone is None:
            await self._session.say("vm-no-caller")
            return None
        place = inside(self._session.configuration, message.caller, phone, "diverted")
        if place is None:
            await self._session.say("not-permitted")
            return None
        return Hop(place)
