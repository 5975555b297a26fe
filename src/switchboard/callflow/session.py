"""What every part of call flow works with: the call, the configuration it began with, the time, and the events."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from switchboard.call.answerer import Answerer
from switchboard.call.cause import Cause
from switchboard.call.events import (
    CallAnswered,
    CallerReplaced,
    CallEvent,
    Held,
    PromptSkipped,
    Resumed,
)
from switchboard.callflow.announcements import Announcements
from switchboard.callflow.call_recording import CallRecording
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.hold_limit import HoldLimit
from switchboard.callflow.hop import Over
from switchboard.callflow.memory import Memory
from switchboard.callflow.moving import Moving
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
from switchboard.callflow.room_homes import AtHome, RoomHomes
from switchboard.callflow.session_sounds import SessionSounds
from switchboard.clock import Clock, LoopClock
from switchboard.engine.port import (
    Audio,
    Call,
    CallInfo,
    Diversion,
    Ending,
    Leg,
    NotAnswered,
    Origination,
    Side,
)
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.record_notice import RecordNotice
from switchboard.model.trunk import Trunk

Emit = Callable[[CallEvent], None]
Flow = Callable[["Session"], Coroutine[object, object, Over]]
"""What happens in a call that call flow places, from the answer to its end."""
Originate = Callable[[Origination, Flow], Awaitable[CallInfo | NotAnswered]]
"""Calls somebody, as `Engine.originate` does, and runs the flow with whoever answers. Raises Unavailable."""


async def nobody_answers(origination: Origination, flow: Flow) -> NotAnswered:
    """Where there is no line."""
    return NotAnswered(Cause.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a call may go before the loop guard ends it. `hops` are the places between two menus or talks.

    We listen for `answerer_s` to who has answered us, and for `greeting_s` to the greeting of a machine.
    """

    visits: int = 50
    depth: int = 20
    menu_time_s: float = 900.0
    hops: int = 20
    answerer_s: float = 6.0
    greeting_s: float = 60.0


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
    homes: RoomHomes = field(default_factory=AtHome)


class Session(SessionSounds):
    """One call as call flow sees it. What is done through it becomes events.

    `menu` is the number of the menu that the caller is in, "" for none. `language` (a BCP 47 tag, or empty) is that of
    announcements now. `recall` is the id of the extension that has transferred the caller, until he has reached
    somebody or a menu; None for nobody. `forwarded_by` are the extensions that have forwarded the caller to whoever is
    called now, one to the next. `replaced` is set when an attended transfer has brought another caller.
    `present_caller` is whoever is at the other end now, also after a transfer by the caller. `moving` sends the caller
    elsewhere by command. `answered_by` is who has answered a call that we placed, where we listened for that.
    """

    def __init__(self, call: Call, services: Services, now: datetime | None = None) -> None:
        """`now` is the time for events at this moment; None: the call has come in just now."""
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
        self.homes = services.homes
        self.memory = services.memory
        self.menu = ""
        self.set_language("")
        self.prompt = ""
        self.offset_ms = 0
        self.pressed = ""
        self.answered_by: Answerer | Literal[""] = ""
        self.recall: int | None = None
        self.moving = Moving()
        self.replaced = asyncio.Event()
        self._asked_by = ""
        self.present_caller = call.info.caller
        self._called_from = call.info.extension
        self.forwarded_by: tuple[Diversion, ...] = ()
        self._announcements = services.announcements
        self.music = CallMusic(call, services.configuration, services.announcements)
        self.hold_limit = HoldLimit(call, services.configuration.office.hold_limit_s)
        self._begun = self._told_answer = False
        self._trailing_hash_until_s = -math.inf
        self._loop = asyncio.get_running_loop()
        self._evenly = LoopClock(now or call.info.received_at, self._loop)
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

    @property
    def ending(self) -> Ending | None:
        """Why what the caller does is cut short: the call has ended, or he is sent elsewhere. None where it is not."""
        return self.call.ending or (Ending("system") if self.moving.is_under_way else None)

    @contextmanager
    def asked(self, by: str) -> Iterator[None]:
        """What happens within the block, that client has asked for."""
        self._asked_by = by
        try:
            yield
        finally:
            self._asked_by = ""

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
        self.emit(event(at=self.now(), side=side, asked_by=self._asked_by))
        self.hold_limit.on_hold(side, held=held)
