"""The Call port over a scenario: no sound, no network, only what would be heard and when."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import assert_never

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    EARLY_MEDIA_S,
    Audio,
    BridgeEnd,
    CallerId,
    CallHandler,
    CallInfo,
    Dialling,
    DialRequest,
    Ending,
    EngineEvents,
    Leg,
    PhoneTarget,
    PickUp,
    Played,
    PlayList,
    PromptUnavailable,
    RecordLimits,
    RoomId,
    Side,
    Target,
    TrunkCondition,
    TrunkTarget,
    recording_name,
    take_name,
)
from switchboard.engine.simulated.dialling import SimulatedDialling, SimulatedLeg
from switchboard.engine.simulated.ear import SimulatedEar
from switchboard.engine.simulated.hold import SimulatedHold
from switchboard.engine.simulated.listener import Listener
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.rooms import SimulatedRooms, SimulatedSeat
from switchboard.engine.simulated.scenario import CONSULTS_AFTER_S, Line, Scenario
from switchboard.engine.simulated.script import Hold, Leave, Press, Speak, Step
from switchboard.engine.simulated.taking import SimulatedTake
from switchboard.errors import Unavailable

LONGEST_WAIT_S = 4 * 3600.0
"""For so long a caller waits for somebody to be rung, or stays in a room: a simulation has to end."""

Place = Callable[[Scenario], "SimulatedCall"]
"""Begins another call."""


@dataclass(slots=True)
class Around:
    """What the calls of one engine have in common: rooms, how often each target was called, and who talks to callees,
    the first first."""

    rooms: SimulatedRooms = field(default_factory=SimulatedRooms)
    called: Counter[Target] = field(default_factory=Counter)
    talking: "dict[Target, list[SimulatedCall]]" = field(default_factory=lambda: defaultdict(list))


class SimulatedCall:
    """One scripted call; implements `engine.port.Call`. What was done to it stays readable for tests.

    `place` begins the calls of callees who consult somebody, if the scenario has any.
    """

    def __init__(
        self,
        scenario: Scenario,
        info: CallInfo,
        place: Place | None = None,
        around: Around | None = None,
        *,
        takes_early_media: bool = False,
        answered: Line | None = None,
    ) -> None:
        """`answered`: we have placed the call, and that line has answered."""
        self._loop = asyncio.get_running_loop()
        self._around = around or Around()
        self._seat: SimulatedSeat | None = None
        self._scenario = scenario
        self._place = place
        self.info = info
        self.keys = KeyQueue(self._loop)
        self._listener = Listener(self.keys, audible=answered is not None)
        self.events = EngineEvents()
        self._hold = SimulatedHold(self._listener)
        self._unreadable: set[Audio] = set()
        self._takes_early_media = takes_early_media
        self._early_end: asyncio.TimerHandle | None = None
        self.answered = answered is not None
        self._answerer = answered or Line()
        self._ear: SimulatedEar | None = None
        self.ending: Ending | None = None
        self.hung_up: Cause | None = None
        self.played: list[Audio] = []
        self.dialled: list[DialRequest] = []
        self._diallings: list[SimulatedDialling] = []
        self.recordings = 0
        self.is_recording = False
        self.is_paused = False
        self.takes = 0
        self._take: SimulatedTake | None = None
        self._hears_fax = False
        self._words = 0
        self._on_left: asyncio.Future[None] = self._loop.create_future()
        self._timers: list[asyncio.TimerHandle] = []
        self._goes_on_in: SimulatedCall | None = None
        self._goes_on_as: SimulatedLeg | None = None
        self._over: asyncio.Future[BridgeEnd | None] | None = None

    async def run(self, handler: CallHandler) -> None:
        """Play the scenario against `handler` until the call is over. Raises what the handler raises."""
        task = self._loop.create_task(handler(self))
        self._on_left.add_done_callback(lambda _: task.cancel())
        self._timers += [timer for step in self._scenario.steps() for timer in self._schedule(step)]
        try:
            await task
        except asyncio.CancelledError:
            if self.ending is None:
                raise
        finally:
            task.cancel()
            for timer in self._timers:
                timer.cancel()
            # They refer to us: circles that only the garbage collector would open.
            self._timers.clear()
            self.events = EngineEvents()
            if self._early_end is not None:
                self._early_end.cancel()

    @property
    def heard(self) -> list[Heard]:
        """What the caller has heard of us so far."""
        return self._listener.heard

    @property
    def hears(self) -> tuple[str, ...]:
        """What the caller hears now: prompts or music by name, and others in a room by number."""
        return *self._listener.sounding, *(() if self._seat is None else self._seat.hears)

    def press(self, digit: str) -> None:
        """The caller presses a key, or is a fax machine (F)."""
        if self._goes_on_as is not None:
            self._goes_on_as.listener.press(digit)
        elif self._goes_on_in is not None:
            self._goes_on_in.press(digit)
        elif digit == "F":
            if self._hears_fax:
                self._listener.press(digit, "inband")
        elif self._take is not None and self._take.result is None:
            self.keys.methods.add("rfc4733")
            self._take.press(digit)
        else:
            if self._ear is not None:
                self._ear.press()
            self._listener.press(digit)

    def leave(self, by: Ending | None = None) -> None:
        """The caller hangs up, or the call ends as `by` says."""
        if self._goes_on_as is not None:
            self._goes_on_as.leave()
        elif self._goes_on_in is not None:
            self._goes_on_in.leave(by)
        elif self.ending is None and self.hung_up is None:
            self.ending = by or Ending("caller", Cause.NORMAL if self.answered else Cause.CANCELLED)
            if self._take is not None:
                self._take.end(self.ending.of_take)
            self._on_left.set_result(None)

    def leave_after(self, seconds: float) -> None:
        """The caller hangs up then, if the call goes on for so long. To be said before `run`."""
        self._timers.append(self._loop.call_later(seconds, self.leave))

    def _hold_by_caller(self, held: bool) -> None:
        if self._goes_on_as is not None:
            self._goes_on_as.hold(held)
        elif self._goes_on_in is not None:
            self._goes_on_in._hold_by_caller(held)
        elif self._hold.by_caller(held):
            if self._seat is not None:
                self._seat.held = held
            self.events.on_hold("caller", held)

    async def answer(self) -> None:
        self.answered = True
        self._listener.begin()

    async def progress(self) -> bool:
        if self._takes_early_media and self._early_end is None and not self.answered:
            self._early_end = self._loop.call_later(EARLY_MEDIA_S, self._end_early_media)
            self._listener.begin()
        return self._hears

    @property
    def _hears(self) -> bool:
        return self.answered or self._early_end is not None

    def _end_early_media(self) -> None:
        if not self.answered and self.ending is None and self.hung_up is None:
            self.answered = True
            self.events.on_answered()

    async def until_audible(self) -> None:
        """A scripted caller hears at once."""

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        if audio.content in self._scenario.unreadable:
            raise PromptUnavailable
        return await self.play_all((audio,), stop_on_key=stop_on_key)

    async def play_all(self, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        readable = self._readable(items) if self._hears else ()
        if not readable:
            raise PromptUnavailable
        self.played.extend(readable)
        return await self._listener.play(readable, stop_on_key=stop_on_key)

    def background(self, music: PlayList | None) -> None:
        self._listener.music(self._readable_list(music))

    def hear_fax(self, wanted: bool) -> None:
        self._hears_fax = wanted

    @asynccontextmanager
    async def hear_answerer(self, most_s: float, greeting_s: float) -> AsyncIterator[SimulatedEar]:
        self._ear = ear = SimulatedEar(self._answerer, most_s, greeting_s)
        try:
            yield ear
        finally:
            self._ear = None

    def hold_music(self, for_caller: PlayList | None, for_callee: PlayList | None) -> None:
        self._hold.choose(self._readable_list(for_caller), self._readable_list(for_callee))

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return self._scenario.trunk_condition(trunk)

    @asynccontextmanager
    async def start_dial(self, request: DialRequest) -> AsyncIterator[SimulatedDialling]:
        self.dialled.append(request)
        self._around.called.update(request.targets)
        dialling = SimulatedDialling(self._line, self.events.on_ringing, self.info)
        # Whoever does not hear us hears ringing of his own phone.
        patience = None if request.targets else self._loop.call_later(LONGEST_WAIT_S, self.leave)
        ringback = self._readable([request.ringback] if request.ringback and self._hears else [])
        self._listener.ring(ringback[0] if ringback else None)
        self._diallings.append(dialling)
        try:
            await dialling.start(request)
            yield dialling
        finally:
            self._diallings.remove(dialling)
            dialling.stop()
            self._listener.ring(None)
            if patience is not None:
                patience.cancel()

    def rings(self, number: str) -> PickUp | None:
        """What a phone names that wants to have this call, while that rings at that number; None if it does not."""
        rung = (target for dialling in self._diallings for target in dialling.ringing())
        callees = (one for one in rung if isinstance(one, PhoneTarget) and one.number == number)
        return next((PickUp(self.info.id, callee) for callee in callees), None)

    def pick_up(self, dialling: Dialling, callee: PhoneTarget) -> bool:
        assert isinstance(dialling, SimulatedDialling)
        if not self.answered or self.is_over or self._take is not None or self._seat is not None:
            return False
        leg = dialling.answer_by(self.info.id, callee)
        if leg is None or dialling.call is None:
            return False
        leg.goes_on(self._timers)
        self._timers = []
        self.leave(Ending("caller", handed_to=dialling.call.id, transfer_to=dialling.call.dialled))
        self._goes_on_as = leg
        return True

    async def bridge(self, leg: Leg) -> BridgeEnd:
        assert isinstance(leg, SimulatedLeg)
        await self.answer()
        self._listener.ring(None)
        self._listener.music(None)
        if leg.gone.done():
            return BridgeEnd("callee", leg.gone.result())
        self._hold.begin(leg, partial(self.events.on_hold, "callee"))
        try:
            end = await self._talk(leg)
            if end.by == "callee" and self._hold.ask("caller", False):
                self.events.on_hold("caller", False)
            return end
        finally:
            self._hold.end()
            self._over = None
            leg.end()

    def _line(self, target: Target) -> Line:
        """How the target takes the present call."""
        return self._scenario.line(target).at(self._around.called[target])

    async def _talk(self, leg: SimulatedLeg) -> BridgeEnd:
        if leg.from_call:
            return await self._until_gone(leg)
        line = self._line(leg.target)
        if line.consults and isinstance(leg.target, PhoneTarget):
            return await self._consulted(leg.target, line.talks_s)
        talking = self._around.talking[leg.target]
        talking.append(self)
        try:
            return await self._until_over(leg, line)
        finally:
            talking.remove(self)

    async def _until_gone(self, leg: SimulatedLeg) -> BridgeEnd:
        """A talk to somebody who was the caller of another call."""
        over: asyncio.Future[BridgeEnd | None] = self._loop.create_future()
        self._over = over

        def on_gone(gone: asyncio.Future[Cause]) -> None:
            if not over.done():
                over.set_result(BridgeEnd("callee", gone.result()))

        leg.gone.add_done_callback(on_gone)
        try:
            return await over or BridgeEnd("callee")
        finally:
            leg.gone.remove_done_callback(on_gone)

    async def _until_over(self, leg: SimulatedLeg, line: Line) -> BridgeEnd:
        self._over = self._loop.create_future()
        timer = self._loop.call_later(line.talks_s, self._over.set_result, None)
        try:
            if end := await self._over:
                return end
        finally:
            timer.cancel()
        if line.joins and (other := self._other_talk(leg.target)) is not None:
            self._join(other)
            await self._loop.create_future()  # until this is cancelled
        if line.transfers_to and isinstance(leg.target, PhoneTarget):
            if self.events.on_transfer(line.transfers_to, leg.target.extension):
                return BridgeEnd("callee", transfer_to=line.transfers_to, transferred_by=leg.target.extension)
            await asyncio.sleep(line.talks_s)
        if line.leaves == "caller":
            self.leave()
            await self._loop.create_future()
        return BridgeEnd("callee")

    def _other_talk(self, callee: Target) -> "SimulatedCall | None":
        """The first call in which the callee still talks beside this one."""
        others = (one for one in self._around.talking[callee] if one is not self)
        return next((one for one in others if one._over is not None and not one._over.done()), None)

    def recall(self, side: Side) -> None:
        number, extension, _ = self._identity(side)
        if extension is not None:
            self._send(BridgeEnd(side, transfer_to=number, transferred_by=extension, recalled=True))

    @property
    def talks(self) -> bool:
        return self._hold.callee is not None

    def send_on(self, party: Side, number: str, rights_of: int | None) -> bool:
        by: Side = "caller" if party == "callee" else "callee"
        return self._send(BridgeEnd(by, transfer_to=number, transferred_by=rights_of))

    def _send(self, end: BridgeEnd) -> bool:
        """End the talk by a transfer; False where nobody talks any more."""
        if self._over is None or self._over.done():
            return False
        if end.by == "caller":
            self._callee_is_caller()
        self._over.set_result(end)
        return True

    def hold(self, side: Side, held: bool) -> bool:
        if self._over is None or self._over.done():
            return False
        if self._hold.ask(side, held):
            self.events.on_hold(side, held)
        return self._hold.holds(side) == held

    def mute(self, side: Side, muted: bool) -> bool:
        """Nobody hears what is said here."""
        return self._over is not None and not self._over.done()

    async def settle(self) -> None:
        if self._take is not None:
            self._take.end("system")

    async def let_go(self) -> None:
        """Whoever was taken has no script that is left."""

    def _identity(self, side: Side) -> tuple[str, int | None, int | None]:
        """The number of a party, and the id of its extension or trunk."""
        callee = self._hold.callee
        if side == "caller" or callee is None:
            return self.info.caller.number, self.info.extension, self.info.trunk
        target = callee.target
        if isinstance(target, PhoneTarget):
            return target.number, target.extension, None
        return target.number, None, target.trunk

    def _callee_is_caller(self) -> None:
        """The callee is left, who has no script."""
        number, extension, trunk = self._identity("callee")
        self.info = replace(self.info, caller=CallerId(number), extension=extension, trunk=trunk, withheld=False)
        for timer in self._timers:
            timer.cancel()
        self._hold.caller_is_another()
        self.is_recording = False

    def _join(self, other: "SimulatedCall") -> None:
        """The caller takes the place of the callee in another call."""
        info = self.info
        callee = PhoneTarget(info.extension or 0, info.caller.number)
        leg = SimulatedLeg(
            callee if info.extension else TrunkTarget(info.trunk or 0, info.caller.number), Line(), info.id
        )
        leg.goes_on(self._timers)
        self._timers = []
        self.leave(Ending("callee", handed_to=other.info.id, transfer_to=other.info.dialled))
        self._goes_on_as = leg
        assert other._over is not None
        other._over.set_result(BridgeEnd("callee", successor=leg))

    @asynccontextmanager
    async def join(self, room: RoomId, *, muted: bool, waiting: PlayList | None) -> AsyncIterator[SimulatedSeat]:
        await self.answer()
        assert self._seat is None
        self._listener.music(None)
        music = self._readable_list(waiting)
        self._seat = seat = SimulatedSeat(
            self.info.caller.number, self._listener, music, muted=muted, held=self._hold.caller_holds
        )
        seat.sit(self._around.rooms.at(room))
        patience = self._loop.call_later(LONGEST_WAIT_S, self.leave)
        try:
            yield seat
        finally:
            patience.cancel()
            self._seat = None
            seat.stand_up()

    async def relay(self, address: str) -> None:
        raise Unavailable("there is no other machine")

    async def _consulted(self, callee: PhoneTarget, talks_s: float) -> BridgeEnd:
        """The callee calls somebody, and after a while hands the caller over to that call, or hangs up both."""
        assert self._place is not None, "a callee consults somebody"
        await asyncio.sleep(CONSULTS_AFTER_S)
        other = self._place(self._scenario.consulted(callee))
        try:
            await asyncio.sleep(talks_s - CONSULTS_AFTER_S)
            if other.is_over:
                return BridgeEnd("callee")
            other.take_caller_of(self)
            self.leave(Ending("callee", handed_to=other.info.id, transfer_to=other.info.dialled))
            self._goes_on_in = other
            handed_over: asyncio.Future[BridgeEnd] = self._loop.create_future()
            return await handed_over  # until this is cancelled
        finally:
            if self._goes_on_in is None:
                other.leave()

    @property
    def is_over(self) -> bool:
        return self.ending is not None or self.hung_up is not None

    def take_caller_of(self, former: "SimulatedCall") -> None:
        """Go on with the caller of another call, who does the rest of his script here."""
        there = former.info
        self.info = replace(
            self.info,
            caller=there.caller,
            extension=there.extension,
            trunk=there.trunk,
            withheld=there.withheld,
            diversions=(),
        )
        if self._seat is not None:
            self._seat.number = there.caller.number
        self.answered = True
        self._listener.begin()
        self._timers, former._timers = former._timers, []
        self.recordings += self.is_recording
        if not self.events.on_caller_replaced(there):
            self.recordings -= self.is_recording
            self.is_recording = False
        self._listener.restart()

    @property
    def recording(self) -> str:
        return recording_name(self.info.id, self.recordings)

    async def start_recording(self) -> str:
        if not self.is_recording:
            self.is_recording = True
            self.recordings += 1
        return self.recording

    async def stop_recording(self) -> None:
        self.is_recording = False

    async def pause_recording(self, paused: bool) -> None:
        self.is_paused = paused

    @asynccontextmanager
    async def start_take(self, limits: RecordLimits, tone: Audio | None) -> AsyncIterator[SimulatedTake]:
        assert self._take is None, "one take at a time"
        if self.ending is not None:
            raise asyncio.CancelledError
        await self.answer()
        self._listener.hush(hushed=True)
        self.takes += 1
        self.keys.drop()
        file = Path(take_name(self.info.id, self.takes))
        self._take = take = SimulatedTake(limits, file, self.played.append)
        heard = None if tone is None or tone.content in self._scenario.unreadable else tone
        take.start(heard, speaking=self._words > 0)
        try:
            yield take
        finally:
            take.end("system")
            self._listener.hush(hushed=False)
            self._take = None

    async def hang_up(self, cause: Cause) -> None:
        self.hung_up = cause

    def _schedule(self, step: Step) -> list[asyncio.TimerHandle]:
        match step:
            case Press():
                return [self._loop.call_later(step.at_s, self.press, step.digit)]
            case Speak():
                ends_s = step.at_s + step.seconds
                return [self._loop.call_later(at_s, self._speak, by) for at_s, by in ((step.at_s, 1), (ends_s, -1))]
            case Hold():
                return [self._loop.call_later(step.at_s, self._hold_by_caller, step.held)]
            case Leave():
                return [self._loop.call_later(step.at_s, self.leave)]
            case _:
                assert_never(step)

    def _speak(self, by: int) -> None:
        """One stretch of words more, or less: one may begin in the instant in which another ends."""
        self._words += by
        if self._take is not None:
            self._take.speak(speaking=self._words > 0)

    def _readable(self, items: Sequence[Audio]) -> tuple[Audio, ...]:
        """Those that can be played; the others are reported."""
        if not self._scenario.unreadable:
            return tuple(items)
        for audio in items:
            if audio.content in self._scenario.unreadable and audio not in self._unreadable:
                self._unreadable.add(audio)
                self.events.on_unreadable(audio)
        return tuple(audio for audio in items if audio.content not in self._scenario.unreadable)

    def _readable_list(self, music: PlayList | None) -> PlayList | None:
        if music is None:
            return None
        stream = "" if music.stream in self._scenario.silent_streams else music.stream
        return replace(music, items=self._readable(music.items), stream=stream)
