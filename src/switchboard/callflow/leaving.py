"""Leaving a message for an extension or a group: the call semantics, section 14.

The caller hears a greeting and a tone, and speaks. A key, silence or the limit ends the message, which may be listened
to and recorded again where the mailbox says so. It is kept whenever the caller hangs up.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import MailboxEntered, MessageDiscarded, MessageLeft, MessageRecording, PromptSkipped
from switchboard.call.message import MessageDraft
from switchboard.callflow.hop import FeatureCall, Hop, LeaveMessage, Over
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import choose
from switchboard.engine.port import Recorded, RecordLimits
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtensionVoicemail
from switchboard.model.feature_codes import DialledFeature
from switchboard.model.mailbox import Mailbox, mailbox_of
from switchboard.model.prompt import Announcement, AnnouncementName, PromptRef
from switchboard.model.voicemail import Unanswered

OPERATOR_KEY, END_KEY, CHECK_KEY = "0", "#", "*"
PATIENCE_S = 2.0
"""How long a caller waits in silence for a database that does not answer."""

_REASONS: Mapping[Cause, Unanswered] = {
    Cause.BUSY: "busy",
    Cause.REJECTED: "busy",
    Cause.NO_ANSWER: "no_answer",
}


@dataclass(frozen=True, slots=True)
class NotTaken:
    """No message can be left here; `told`: the caller has heard why."""

    cause: Cause
    told: bool = False


@dataclass(frozen=True, slots=True)
class ToOperator:
    """The caller asks for the operator, with a message `left`, or from the greeting."""

    hop: Hop
    left: bool


def reason_of(cause: Cause) -> Unanswered:
    """Why somebody who was called did not answer. Whatever is not said otherwise counts as unreachable."""
    return _REASONS.get(cause, "unreachable")


def taken(configuration: Configuration, extension: int, reason: Unanswered) -> LeaveMessage | None:
    """The voicemail of an extension that was called in vain, if it takes callers who are not answered for this
    reason.
    """
    mailbox = mailbox_of(configuration, extension)
    if mailbox is None or not mailbox.options.enabled or reason not in mailbox.options.takes:
        return None
    return LeaveMessage(ToExtensionVoicemail(extension=extension), reason)


async def leave_message(session: Session, to: LeaveMessage) -> Over | NotTaken | ToOperator | Hop:
    """Let the caller leave a message; returns what follows."""
    owner = to.owner.extension if isinstance(to.owner, ToExtensionVoicemail) else to.owner.group_voicemail
    mailbox = mailbox_of(session.configuration, owner)
    if mailbox is None or not mailbox.options.enabled:
        return NotTaken(Cause.UNREACHABLE)
    session.set_language(mailbox.options.language)
    await session.answer()
    # Before the greeting: nobody shall talk in vain.
    if await _is_full(session, mailbox):
        await session.say("vm-full")
        return NotTaken(Cause.BUSY, told=True)
    return await _Visit(session, mailbox, to).run()


async def _is_full(session: Session, mailbox: Mailbox) -> bool:
    """While the database is away nothing is: the message waits on disk until it is back."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            return mailbox.is_full(await session.mailboxes.counts(mailbox.id))
    except (Unavailable, TimeoutError):
        return False


class _Visit:
    """One caller at one mailbox. `_kept` is what was recorded last and is not on its way yet."""

    def __init__(self, session: Session, mailbox: Mailbox, to: LeaveMessage) -> None:
        self._session = session
        self._mailbox = mailbox
        self._options = mailbox.options
        self._to = to
        self._operator = mailbox.options.operator if to.operator else None
        self._kept: tuple[MessageDraft, Recorded] | None = None

    async def run(self) -> Over | NotTaken | ToOperator | Hop:
        session, to = self._session, self._to
        session.emit(
            MailboxEntered(
                at=session.now(),
                owner=self._mailbox.id,
                kind="extension" if isinstance(to.owner, ToExtensionVoicemail) else "group_voicemail",
                number=self._mailbox.number,
                name=self._mailbox.name,
                reason=to.reason or "",
            )
        )
        key = await self._greet()
        if key == OPERATOR_KEY and self._operator is not None:
            return ToOperator(Hop(self._operator), left=False)
        if key == CHECK_KEY:
            dialled = DialledFeature("check_messages", CHECK_KEY, self._mailbox.number)
            return Hop(FeatureCall(dialled, "menu"))
        if self._options.max_message_s == 0:
            return await self._goodbye()
        try:
            return await self._take_message()
        finally:
            # The caller hung up in the review, or while he spoke. No await: this outlives his call.
            self._deliver()

    async def _greet(self) -> str:
        """Returns the key that ends the greeting, `#` or that for the operator or for the owner, else ""."""
        keys = END_KEY if self._operator is None else END_KEY + OPERATOR_KEY
        keys += CHECK_KEY if self._options.star_logs_in else ""
        try:
            for prompt in self._greeting():
                if key := await self._session.play_until(prompt, keys):
                    return key
            return ""
        finally:
            if self._session.ending is not None and self._options.max_message_s > 0:
                self._discarded("left_before_tone")

    def _greeting(self) -> list[PromptRef]:
        """An own greeting, or the product's words; then what the tone means, unless nothing is recorded."""
        own = self._options.greetings.chosen(self._to.reason)
        greeting = own or Announcement(name=self._words())
        explained = self._options.max_message_s > 0 and (self._options.instructions or own is None)
        return [greeting, Announcement(name="vm-after-tone")] if explained else [greeting]

    def _words(self) -> AnnouncementName:
        if not isinstance(self._to.owner, ToExtensionVoicemail):
            return "vm-greeting-group"
        return "vm-greeting-busy" if self._to.reason == "busy" else "vm-greeting"

    async def _take_message(self) -> Over | NotTaken | ToOperator:
        while True:
            recorded = await self._record_enough()
            if recorded.file is None:
                return NotTaken(Cause.UNREACHABLE)
            if self._kept is None:
                return await self._goodbye()
            if recorded.key == OPERATOR_KEY and self._operator is not None:
                self._deliver()
                return ToOperator(Hop(self._operator), left=True)
            if not self._options.review:
                self._deliver()
            if recorded.ended_by == "limit":
                await self._session.say("recording-limit")
            choice = await self._review() if self._options.review else END_KEY
            if choice == "*":
                self._drop()
                self._discarded("cancelled")
                await self._session.say("vm-cancelled")
                return await self._goodbye()
            if choice != "3":
                self._deliver()
                await self._session.say("vm-saved")
                return await self._goodbye()

    async def _goodbye(self) -> Over:
        await self._session.say("goodbye")
        return Over(Cause.NORMAL)

    async def _record_enough(self) -> Recorded:
        """Record the caller, and once more if he said too little to be kept."""
        recorded = await self._record()
        if recorded.file is not None and self._is_too_short(recorded):
            await self._session.say("vm-too-short")
            recorded = await self._record()
        return recorded

    async def _record(self) -> Recorded:
        """Play the tone and record the caller, whom a recording of the call leaves out meanwhile."""
        session, options = self._session, self._options
        limits = RecordLimits(
            options.max_message_s,
            options.max_silence_s,
            end_keys=frozenset(END_KEY if self._operator is None else END_KEY + OPERATOR_KEY),
            warning=session.tone("tone-limit"),
        )
        async with session.recording.paused(), session.call.start_take(limits, session.tone("tone-record")) as take:
            draft = self._draft(str(take.file))
            session.mailboxes.begin(draft)
            session.emit(MessageRecording(at=draft.received_at, owner=self._mailbox.id))
            try:
                recorded = await take.finished()
            finally:
                self._settle(draft, take.result)
        return recorded

    def _draft(self, sound: str) -> MessageDraft:
        info = self._session.call.info
        return MessageDraft(
            tenant=info.tenant,
            owner=self._mailbox.id,
            sound=sound,
            caller=info.shown.number,
            caller_name=info.shown.name,
            called=info.dialled,
            call=info.id,
            received_at=self._session.now(),
        )

    def _settle(self, draft: MessageDraft, recorded: Recorded | None) -> None:
        """Keep what was recorded, or discard it. Without a result it stays on disk, for the next start to deliver."""
        if recorded is None:
            return
        if recorded.file is None:
            self._session.mailboxes.discard(draft)
            self._discarded("left_before_tone" if self._session.ending is not None else "error")
            return
        self._drop()
        if self._is_too_short(recorded):
            self._session.mailboxes.discard(draft)
            self._discarded("too_short")
        else:
            self._kept = draft, recorded

    def _is_too_short(self, recorded: Recorded) -> bool:
        return recorded.speech_ms < self._options.min_message_s * 1000 or recorded.speech_ms == 0

    async def _review(self) -> str:
        """What becomes of the message: 1 or # keep it, 3 record it again, * cancel it."""
        while (choice := await choose(self._session, "vm-review", "123*")) == "2":
            await self._listen()
        return choice

    async def _listen(self) -> None:
        """Play what was recorded to who has spoken it, until a key."""
        if self._kept is None:
            return
        session, (draft, recorded) = self._session, self._kept
        heard = draft.model_copy(update={"duration_ms": recorded.duration_ms})
        try:
            async with session.mailboxes.audible(heard) as audio:
                await session.play_audio(audio, stop_on_key=True)
        except Unavailable:
            session.emit(PromptSkipped(at=session.now(), name="message", reason="unreadable"))

    def _drop(self) -> None:
        """Forget what was recorded before: the caller has begun anew."""
        if self._kept is not None:
            self._session.mailboxes.discard(self._kept[0])
            self._kept = None

    def _deliver(self) -> None:
        """Put what is kept on its way to the mailbox, if there is something."""
        if self._kept is None:
            return
        (draft, recorded), self._kept = self._kept, None
        # A transfer may have brought another caller since the tone.
        caller = self._session.call.info.shown
        who = {"caller": caller.number, "caller_name": caller.name}
        what = {"duration_ms": recorded.duration_ms, "interrupted": recorded.interrupted}
        self._session.mailboxes.put(draft.model_copy(update={**who, **what}))
        self._session.emit(
            MessageLeft(
                at=self._session.now(),
                owner=self._mailbox.id,
                duration_ms=recorded.duration_ms,
                ended_by=self._ended_by(recorded),
                keys_ignored=recorded.keys_ignored,
            )
        )

    def _ended_by(
        self, recorded: Recorded
    ) -> Literal["caller", "hash", "silence", "limit", "operator", "media", "system"]:
        if self._session.ending is not None and recorded.ended_by in ("key", "silence", "limit"):
            return "caller" if self._session.ending.by == "caller" else "system"  # in the review
        if recorded.ended_by == "key":
            return "operator" if recorded.key == OPERATOR_KEY else "hash"
        return recorded.ended_by

    def _discarded(self, reason: Literal["left_before_tone", "too_short", "cancelled", "error"]) -> None:
        self._session.emit(MessageDiscarded(at=self._session.now(), owner=self._mailbox.id, reason=reason))
