"""What every part of call flow works with: the call, the configuration it began with, the time, and the events."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from switchboard.call.cause import Cause
from switchboard.call.events import (
    CallAnswered,
    CallerReplaced,
    CallEvent,
    Held,
    KeyPressed,
    PromptEnded,
    PromptSkipped,
    PromptStarted,
    Resumed,
)
from switchboard.callflow.announcements import Announcements, country_of
from switchboard.callflow.call_recording import CallRecording
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.hold_limit import HoldLimit
from switchboard.callflow.hop import Over
from switchboard.callflow.memory import Memory
from switchboard.callflow.music import CallMusic
from switchboard.callflow.ports import (
    ActionAsker,
    DialplanAsker,
    Mailboxes,
    NameSpeaker,
    NoSpeaker,
    PhoneEdits,
    PinBook,
    Queues,
    SecretReader,
)
from switchboard.clock import Clock, LoopClock
from switchboard.engine.keys import Key
from switchboard.engine.port import (
    Audio,
    Call,
    CallInfo,
    Diversion,
    Leg,
    NotAnswered,
    Origination,
    Played,
    PromptUnavailable,
    Side,
)
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement, AnnouncementName, Prompt, PromptRef
from switchboard.model.record_notice import RecordNotice
from switchboard.model.spoken import Clip, spoken_digits
from switchboard.model.tones import ToneName, is_tone
from switchboard.model.trunk import Trunk

TRAILING_HASH_S = 3.0
ONE_KEY_TRAILING_HASH_S = 1.0
"""How long a `#` behind a choice is swallowed: callers who end a number by `#` may take a moment, but a `#` long after
a single key is meant for the next menu.
"""

Emit = Callable[[CallEvent], None]
Flow = Callable[["Session"], Coroutine[object, object, Over]]
"""What happens in a call that call flow places, from the answer to its end."""
Originate = Callable[[Origination, Flow], Awaitable[CallInfo | NotAnswered]]
"""Calls somebody, as `Engine.originate` does, and runs the flow with whoever answers. Raises Unavailable."""


async def nobody_answers(origination: Origination, flow: Flow) -> NotAnswered:
    """Where there is no line."""
    return NotAnswered(Cause.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that is read out, digit by digit."""

    number: str


Sound = PromptRef | Audio | Digits


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a call may go before the loop guard ends it. `hops` are the places between two menus or talks."""

    visits: int = 50
    depth: int = 20
    menu_time_s: float = 900.0
    hops: int = 20


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Services:
    """What call flow needs for one call: the tenant's snapshot, the time, and `emit`, which must not block.

    `announcements` are the product's own prompts; a missing one is skipped. `memory` is that of the whole process.
    """

    configuration: Configuration
    clock: Clock
    emit: Emit
    secrets: SecretReader
    actions: ActionAsker
    dialplans: DialplanAsker
    pins: PinBook
    memory: Memory
    mailboxes: Mailboxes
    queues: Queues
    edits: PhoneEdits
    announcements: Announcements = field(default_factory=Announcements)
    limits: Limits = DEFAULT_LIMITS
    speaker: NameSpeaker = field(default_factory=NoSpeaker)
    originate: Originate = nobody_answers


class Session:
    """One call as call flow sees it. What is done through it becomes events.

    `menu` is the number of the menu that the caller is in, "" for none. `language` (a BCP 47 tag, or empty) is that of
    announcements now. `recall` is the id of the extension that has transferred the caller, until he has reached
    somebody or a menu; None for nobody. `forwarded_by` are the extensions that have forwarded the caller to whoever is
    called now, one to the next. `prompt` is what plays, or what was playing when the caller left; `offset_ms` is how
    far it was then. `pressed` are all keys taken so far, except those of PINs. `replaced` is set when an attended
    transfer has brought another caller. `present_caller` is whoever is at the other end now, also after a transfer by
    the caller.
    """

    def __init__(self, call: Call, services: Services) -> None:
        self.call = call
        self.configuration = services.configuration
        self._clock = services.clock
        self.emit = services.emit
        self.limits = services.limits
        self.secrets = services.secrets
        self.actions = services.actions
        self.dialplans = services.dialplans
        self.pins = services.pins
        self.mailboxes = services.mailboxes
        self.edits = services.edits
        self.queues = services.queues
        self.engagement = Engagement(services.queues, call.info.id)
        self.speaker = services.speaker
        self.originate = services.originate
        self.memory = services.memory
        self.menu = ""
        self.set_language("")
        self.prompt = ""
        self.offset_ms = 0
        self.pressed = ""
        self.recall: int | None = None
        self.replaced = asyncio.Event()
        self.present_caller = call.info.caller
        self._called_from = call.info.extension
        self.forwarded_by: tuple[Diversion, ...] = ()
        self._announcements = services.announcements
        self.music = CallMusic(call, services.configuration, services.announcements)
        self.hold_limit = HoldLimit(call, services.configuration.office.hold_limit_s)
        self._begun = self._told_answer = False
        self._trailing_hash_until_s = -math.inf
        self._loop = asyncio.get_running_loop()
        self._evenly = LoopClock(call.info.received_at, self._loop)
        notice = services.configuration.office.record_notice
        self.recording = CallRecording(call, self.memory, self.emit, self._evenly.now, notice, self.play_to_both)
        call.events.on_hold = self._on_hold
        call.events.on_unreadable = self._on_unreadable
        call.events.on_answered = self._tell_answer
        call.events.on_caller_replaced = self._on_caller_replaced

    @property
    def diversions(self) -> tuple[Diversion, ...]:
        """All who have sent the caller on, the first one first: before he came to us, and since."""
        return self.call.info.diversions + self.forwarded_by

    def now(self) -> datetime:
        """The time for events (aware).

        It runs evenly from the beginning of the call, so that durations stay right even if the clock is set meanwhile.
        """
        return self._evenly.now()

    def time_of_day(self) -> datetime:
        """The time that the clock shows (aware): for opening hours, and for what is compared with other calls."""
        return self._clock.now()

    def time_s(self) -> float:
        """The loop's clock, in seconds; keys carry their time on the same clock."""
        return self._loop.time()

    def set_language(self, language: str) -> None:
        """Announcements are in `language` from now on (a BCP 47 tag), or in the office's language if it is empty."""
        self.language = language or self.configuration.office.language

    def tone(self, name: ToneName) -> Audio | None:
        """The tone as it sounds in the tenant's country, or None."""
        return self._announcements.tone(name, country_of(self.configuration))

    def leave_menu(self) -> None:
        """Note that the caller is in no menu, and that no prompt plays."""
        self.menu = self.prompt = ""
        self.offset_ms = 0

    async def answer(self, callee: Leg | None = None, *, record: bool = True) -> None:
        """Answer, unless that was done; start recording if the caller's extension or trunk says so, with `record`.
        `callee` is whom the caller is to talk to now, if anybody.
        """
        if self._begun:
            return
        await self.call.answer()
        self._begun = True
        self._tell_answer()
        if record and self._caller_is_recorded():
            await self.recording.start(self._own_notice(), callee)

    async def is_audible(self) -> bool:
        """Returns whether the caller hears announcements. Begins early media if need be, where his trunk takes it."""
        return self.call.answered or (self._has_early_announcements() and await self.call.progress())

    async def play(self, ref: PromptRef, *, stop_on_key: bool) -> None:
        """Play to the end or, with `stop_on_key`, until a key begins. Keys stay in the queue in either case.

        What cannot be played is skipped, with an event. If the key that stopped the prompt is a `#` to be swallowed,
        the prompt is played again.
        """
        audio = self.find(ref)
        if audio is None:
            self.emit(PromptSkipped(at=self.now(), name=_name(ref), reason="missing"))
            return
        played = await self.play_audio(audio, stop_on_key=stop_on_key)
        while stop_on_key and not played.finished and self._discard_trailing_hash():
            played = await self.play_audio(audio, stop_on_key=stop_on_key)

    async def play_to_both(self, ref: PromptRef, callee: Leg | None) -> None:
        """Play a prompt to the caller, and to a callee who has answered at the same time; no key stops it."""
        audio = None if callee is None else self.find(ref)
        if callee is None or audio is None:
            await self.play(ref, stop_on_key=False)
            return
        hearing = asyncio.create_task(_play_to(callee, audio))
        try:
            await self.play(ref, stop_on_key=False)
            await asyncio.wait((hearing, callee.gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def play_until(self, sound: Sound, keys: Collection[str]) -> str:
        """Play to the end, or until one of `keys`, which is returned, else "". Other keys stop nothing."""
        playing = asyncio.create_task(self._play_undisturbed(sound))
        watching = asyncio.create_task(self._one_of(keys))
        try:
            await asyncio.wait((playing, watching), return_when=asyncio.FIRST_COMPLETED)
        finally:
            tasks = [task for task in (playing, watching) if task.cancel()]
            await asyncio.gather(*tasks, return_exceptions=True)
        if not watching.cancelled():
            self.prompt, self.offset_ms = "", 0
            return watching.result()
        playing.result()
        return ""

    async def key_of(self, keys: Collection[str], timeout_s: float) -> str:
        """The next of `keys`, or "" after `timeout_s` without one. Other keys give the caller no more time."""
        try:
            async with asyncio.timeout(timeout_s):
                return await self._one_of(keys)
        except TimeoutError:
            return ""

    async def say(self, name: AnnouncementName) -> None:
        """Play an announcement that no key stops."""
        await self.play(Announcement(name=name), stop_on_key=False)

    def clip(self, clip: Clip) -> Audio | None:
        """The clip in the caller's language, or None."""
        return self._announcements.clip(clip, self.language)

    async def speak(self, clips: Iterable[Clip], *, stop_on_key: bool) -> None:
        """Say what is put together from `clips`, to the end or, with `stop_on_key`, until a key begins."""
        for clip in clips:
            if stop_on_key and self.key_waits():
                return
            audio = self.clip(clip)
            if audio is None:
                self.emit(PromptSkipped(at=self.now(), name=clip, reason="missing"))
            else:
                await self.play_audio(audio, stop_on_key=stop_on_key)

    async def play_deaf(self, ref: PromptRef | None) -> None:
        """Play a prompt, if there is one, which no key stops, and drop the keys pressed while it played."""
        if ref is not None:
            began_s = self.time_s()
            await self.play(ref, stop_on_key=False)
            # Keys that were typed ahead before the prompt are still meant for the next menu.
            self.call.keys.drop(began_s)

    async def key(self, timeout_s: float) -> Key | None:
        """The next key, or None after `timeout_s` without one. A `#` to be swallowed is no key."""
        until_s = self.time_s() + timeout_s
        self._discard_trailing_hash()
        key = await self.call.keys.get(timeout_s)
        # The deadline stays: a `#` that is swallowed gives the caller no more time.
        while key is not None and self._is_trailing_hash(key):
            self._take(key)
            key = await self.call.keys.get(until_s - self.time_s())
        if key is not None:
            self._take(key)
        return key

    async def secret_key(self, timeout_s: float) -> str | None:
        """The next key of a PIN: no event has it, and `pressed` does not."""
        self._discard_trailing_hash()
        key = await self.call.keys.get(timeout_s)
        return None if key is None else key.digit

    async def meant_key(self, keys: Collection[str]) -> str:
        """Wait for one of `keys`. All others are dropped, and no event tells them."""
        while True:
            key = await self.call.keys.get(None)
            if key is not None and key.digit in keys and not self._is_trailing_hash(key):
                self._take(key)
                return key.digit

    async def _one_of(self, keys: Collection[str]) -> str:
        """Wait for one of `keys`. A `#` to be swallowed is none."""
        while True:
            key = await self.call.keys.get(None)
            if key is not None:
                is_trailing, hash_until_s = self._is_trailing_hash(key), self._trailing_hash_until_s
                self._take(key)
                if key.digit in keys and not is_trailing:
                    return key.digit
                if not is_trailing:  # the rest of an entry that was taken early, which a `#` may still end
                    self._trailing_hash_until_s = hash_until_s

    def key_waits(self) -> bool:
        """Whether a key was typed ahead. A `#` to be swallowed is no key."""
        self._discard_trailing_hash()
        return self.call.keys.pending()

    def expect_trailing_hash(self, keys: int = 2) -> None:
        """Swallow a `#` if it is the next key, within 3 s after an entry of several `keys`, within 1 s after one."""
        self._trailing_hash_until_s = self.time_s() + (TRAILING_HASH_S if keys > 1 else ONE_KEY_TRAILING_HASH_S)

    async def play_audio(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """As `play`, for what is no prompt."""
        return await self._play(audio.name, [audio], partial(self.call.play, audio, stop_on_key=stop_on_key))

    async def _play(self, name: str, items: Sequence[Audio], play: Callable[[], Awaitable[Played]]) -> Played:
        """Play one or more sounds by `play`, and tell of them under one name."""
        await self.call.until_audible()
        began_s = self.time_s()
        self.prompt = name
        self.emit(PromptStarted(at=self.now(), name=name))
        try:
            played = await play()
        except PromptUnavailable:
            self.emit(PromptSkipped(at=self.now(), name=name, reason="unreadable"))
            self.prompt = ""
            return Played(finished=True, offset_s=0.0)
        except asyncio.CancelledError:
            # The caller left: the engine tells nothing any more, so how much was heard is measured here.
            until_s = items[0].start_s + self.time_s() - began_s
            heard_s = min(until_s, sum(item.duration_s for item in items))
            self.offset_ms = self._ended(name, Played(finished=False, offset_s=heard_s))
            raise
        self._ended(name, played)
        self.prompt, self.offset_ms = "", 0
        return played

    async def _play_undisturbed(self, sound: Sound) -> None:
        """Play to the end, whatever keys are pressed."""
        if isinstance(sound, Digits):
            if items := [audio for clip in spoken_digits(sound.number) if (audio := self.clip(clip))]:
                await self._play("digits", items, partial(self.call.play_all, items, stop_on_key=False))
        elif isinstance(sound, Audio):
            await self.play_audio(sound, stop_on_key=False)
        else:
            await self.play(sound, stop_on_key=False)

    def _ended(self, name: str, played: Played) -> int:
        offset_ms = round(played.offset_s * 1000)
        self.emit(PromptEnded(at=self.now(), name=name, finished=played.finished, offset_ms=offset_ms))
        return offset_ms

    def find(self, ref: PromptRef) -> Audio | None:
        """The sound of a prompt, an announcement in the language of this moment; None if it is missing."""
        if isinstance(ref, Announcement):
            if is_tone(ref.name):
                return self.tone(ref.name)
            return self._announcements.find(ref.name, self.language)
        stored = self.configuration.get(Prompt, ref.prompt)
        return None if stored is None else audio_of(stored.document)

    def _take(self, key: Key) -> None:
        self._trailing_hash_until_s = -math.inf
        self.pressed += key.digit
        self.emit(KeyPressed(at=self.now(), digit=key.digit, method=key.method))

    def _is_trailing_hash(self, key: Key) -> bool:
        return key.digit == "#" and key.at_s <= self._trailing_hash_until_s

    def _discard_trailing_hash(self) -> bool:
        """Swallow the next key if it is a trailing `#`; returns whether it was, and no other key waits behind it."""
        key = self.call.keys.peek()
        if key is None or not self._is_trailing_hash(key):
            return False
        self.call.keys.take()
        self._take(key)
        return not self.call.keys.pending()

    def _caller_is_recorded(self) -> bool:
        info = self.call.info
        if info.trunk is not None:
            trunk = self._trunk()
            return trunk is not None and trunk.record
        extension = self.configuration.get(Extension, info.extension) if info.extension is not None else None
        return extension is not None and extension.document.record

    def _own_notice(self) -> RecordNotice | None:
        """That of the caller's extension, if the caller has one."""
        extension = self.call.info.extension
        stored = None if extension is None else self.configuration.get(Extension, extension)
        return None if stored is None else stored.document.record_notice

    def _has_early_announcements(self) -> bool:
        trunk = self._trunk()
        return trunk is not None and trunk.early_announcements

    def _trunk(self) -> Trunk | None:
        """The trunk that the caller comes through."""
        trunk = self.call.info.trunk
        stored = self.configuration.get(Trunk, trunk) if trunk is not None else None
        return stored.document if stored is not None else None

    def _tell_answer(self) -> None:
        if not self._told_answer:
            self._told_answer = True
            self.emit(CallAnswered(at=self.now()))

    def _on_caller_replaced(self, former: CallInfo) -> bool:
        """An attended transfer has brought another caller, who was answered in his call: he may not be recorded here
        if he may not be recorded there."""
        info = self.call.info
        extension = self.configuration.get(Extension, info.extension) if info.extension is not None else None
        self.emit(
            CallerReplaced(
                at=self.now(),
                call=former.id,
                caller=info.caller.number,
                caller_name=info.caller.name or (extension.document.name if extension else ""),
                extension=info.extension,
                trunk=info.trunk,
                withheld=info.withheld,
            )
        )
        self.music.caller_replaced()
        self.engagement.caller_is(info.extension)
        if not self._told_answer:  # the transferor, who was the caller, has left before an answer
            self.recall = self._called_from
        self._tell_answer()
        self.replaced.set()
        self.present_caller = info.caller
        return self.recording.go_on_with(former.id)

    def _on_unreadable(self, audio: Audio) -> None:
        self.emit(PromptSkipped(at=self.now(), name=audio.name, reason="unreadable"))

    def _on_hold(self, side: Side, held: bool) -> None:
        event = Held if held else Resumed
        self.emit(event(at=self.now(), side=side))
        self.hold_limit.on_hold(side, held=held)


async def _play_to(callee: Leg, audio: Audio) -> None:
    """What is unreadable is told of the caller, who should hear it too."""
    with suppress(PromptUnavailable):
        await callee.play(audio, stop_on_key=False)


def audio_of(prompt: Prompt) -> Audio:
    """The sound of a prompt."""
    return Audio(prompt.name, prompt.content, prompt.duration_ms / 1000)


def _name(ref: PromptRef) -> str:
    return ref.name if isinstance(ref, Announcement) else f"prompt {ref.prompt}"
