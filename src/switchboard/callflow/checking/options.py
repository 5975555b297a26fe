"""What the owner of a mailbox may change by telephone: greetings, the PIN and the name."""

from collections.abc import Callable
from typing import Literal, TypeVar

from switchboard.call.events import GreetingRecorded, GreetingRemoved, NameRecorded, PinChanged
from switchboard.callflow.checking.door import PIN_TIMES
from switchboard.callflow.phone_recording import record
from switchboard.callflow.pin_door import secret_digits
from switchboard.callflow.session import Session
from switchboard.callflow.session_sounds import audio_of
from switchboard.callflow.small_menu import ROUNDS, choose
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.mailbox import Mailbox
from switchboard.model.pin import is_good_pin
from switchboard.model.prompt import Announcement, CustomPrompt, Prompt, PromptRef
from switchboard.model.stored import Stored
from switchboard.model.voicemail import VOICEMAIL_PIN, Voicemail

OwnerT = TypeVar("OwnerT", Extension, GroupVoicemail)
ByPhone = Literal["general", "busy", "temporary"]
"""The greetings that can be recorded by telephone."""
LONGEST_NAME_S = 10.0


class MailboxOptions:
    """The options of one mailbox. What is changed counts from the next call on, and is heard here at once.

    `_greetings` are those that count now; `_recorded` are the prompts that were recorded in this call.
    """

    def __init__(self, session: Session, mailbox: Mailbox) -> None:
        self._session = session
        self._mailbox = mailbox
        self._author = f"phone:{mailbox.number}"
        of_extension = session.configuration.get(Extension, mailbox.id) is not None
        self._family: type[Extension] | type[GroupVoicemail] = Extension if of_extension else GroupVoicemail
        self._greetings = mailbox.options.greetings
        self._recorded: dict[PromptRef, Stored[Prompt]] = {}

    async def run(self) -> str:
        """Returns "" for the main menu, `#` to leave. Raises Unavailable."""
        keys = "12345*" if self._family is Extension else "1234*"
        while True:
            match await choose(self._session, "vm-options", keys):
                case "1":
                    left = await self._greeting("general")
                case "2":
                    left = await self._greeting("busy")
                case "3":
                    left = await self._greeting("temporary")
                case "4":
                    left = await self._change_pin()
                case "5":
                    left = await self._record_name()
                case "*":
                    return ""
                case _:
                    return "#"
            if left:
                return left

    async def _greeting(self, reason: ByPhone) -> str:
        """Record, hear or remove a greeting. Returns "" for the options, `#` to leave."""
        while True:
            match await choose(self._session, "vm-greeting-menu", "123*"):
                case "1":
                    await self._record(reason)
                case "2":
                    await self._listen(reason)
                case "3":
                    await self._remove(reason)
                case "*":
                    return ""
                case _:
                    return "#"

    async def _record(self, reason: ByPhone) -> None:
        session, owner = self._session, self._mailbox.id
        recorded = await record(session, "vm-record-greeting")
        if recorded is None:
            await session.say("vm-greeting-none")
            return
        prompt = await session.edits.keep_prompt(f"mailbox-{owner}-{reason}.wav", recorded, self._author)
        ref = CustomPrompt(prompt=prompt.id)
        self._recorded[ref] = prompt
        await self._set(reason, ref)
        session.emit(GreetingRecorded(at=session.now(), owner=owner, reason=reason))
        await session.say("vm-greeting-saved")

    async def _listen(self, reason: ByPhone) -> None:
        ref: PromptRef | None = getattr(self._greetings, reason)
        if ref is None:
            await self._session.say("vm-greeting-none")
        elif prompt := self._recorded.get(ref):
            await self._session.play_audio(audio_of(prompt.document), stop_on_key=True)
        else:
            await self._session.play(ref, stop_on_key=True)

    async def _remove(self, reason: ByPhone) -> None:
        session, owner = self._session, self._mailbox.id
        if getattr(self._greetings, reason) is None:
            await session.say("vm-greeting-none")
            return
        await self._set(reason, None)
        session.emit(GreetingRemoved(at=session.now(), owner=owner, reason=reason))
        await session.say("vm-greeting-removed")

    async def _set(self, reason: ByPhone, ref: PromptRef | None) -> None:
        """Write the greeting into the document of the owner, which gets the other greetings that count, too: its own
        take the place of all of the office's.
        """
        self._greetings = self._greetings.model_copy(update={reason: ref})
        await self._edit(lambda voicemail: voicemail.model_copy(update={"greetings": self._greetings}))

    async def _edit(self, change: Callable[[Voicemail], Voicemail]) -> None:
        edits, id = self._session.edits, self._mailbox.id
        if self._family is Extension:
            await edits.edit(Extension, id, lambda it: _with(it, change(it.voicemail)), self._author)
        else:
            await edits.edit(GroupVoicemail, id, lambda it: _with(it, change(it.voicemail)), self._author)

    async def _record_name(self) -> str:
        """The name as it is heard when the extension is dialled by name."""
        session, owner = self._session, self._mailbox.id
        recorded = await record(session, "vm-record-name", longest_s=LONGEST_NAME_S)
        if recorded is None:
            await session.say("vm-greeting-none")
            return ""
        prompt = await session.edits.keep_prompt(f"name-{owner}.wav", recorded, self._author)
        spoken = {"spoken_name": CustomPrompt(prompt=prompt.id)}
        await session.edits.edit(Extension, owner, lambda it: it.model_copy(update=spoken), self._author)
        session.emit(NameRecorded(at=session.now(), owner=owner))
        await session.say("vm-greeting-saved")
        return ""

    async def _change_pin(self) -> str:
        session = self._session
        for _ in range(ROUNDS):
            first = await secret_digits(session, Announcement(name="vm-pin-new"), PIN_TIMES)
            if not first:
                return ""
            if first == self._mailbox.number or not is_good_pin(first):
                await session.say("vm-pin-weak")
            elif await secret_digits(session, Announcement(name="vm-pin-again"), PIN_TIMES) != first:
                await session.say("vm-pin-mismatch")
            else:
                await session.edits.set_secret(self._family, self._mailbox.id, VOICEMAIL_PIN, first)
                session.emit(PinChanged(at=session.now(), owner=self._mailbox.id))
                await session.say("vm-pin-changed")
                return ""
        return ""


def _with(owner: OwnerT, voicemail: Voicemail) -> OwnerT:
    return owner.model_copy(update={"voicemail": voicemail})
