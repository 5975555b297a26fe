"""The Call port over a scenario: no sound, no network, only what would be heard and when."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    EARLY_MEDIA_S,
    Audio,
    BridgeEnd,
    CallHandler,
    CallInfo,
    DialRequest,
    Ending,
    EngineEvents,
    Leg,
    PhoneTarget,
    Played,
    PromptUnavailable,
    RecordLimits,
    recording_name,
    take_name,
)
from switchboard.engine.simulated.dialling import SimulatedDialling
from switchboard.engine.simulated.listener import Listener
from switchboard.engine.simulated.scenario import Scenario
from switchboard.engine.simulated.script import Leave, Press, Speak, Step
from switchboard.engine.simulated.taking import SimulatedTake


class SimulatedCall:
    """One scripted call; implements `engine.port.Call`. What was done to it stays readable for tests."""

    def __init__(self, scenario: Scenario, info: CallInfo, *, takes_early_media: bool = False) -> None:
        self._loop = asyncio.get_running_loop()
        self._scenario = scenario
        self.info = info
        self.keys = KeyQueue(self._loop)
        self._listener = Listener(self.keys)
        self.events = EngineEvents()
        self._takes_early_media = takes_early_media
        self._early_end: asyncio.TimerHandle | None = None
        self.answered = False
        self.ending: Ending | None = None
        self.hung_up: Cause | None = None
        self.played: list[Audio] = []
        self.music: Audio | None = None
        self.dialled: list[DialRequest] = []
        self.recordings = 0
        self.is_recording = False
        self.is_paused = False
        self.takes = 0
        self._take: SimulatedTake | None = None
        self._words = 0
        self._on_left: asyncio.Future[None] = self._loop.create_future()

    async def run(self, handler: CallHandler) -> None:
        """Play the scenario against `handler` until the call is over. Raises what the handler raises."""
        task = self._loop.create_task(handler(self))
        self._on_left.add_done_callback(lambda _: task.cancel())
        timers = [timer for step in self._scenario.steps() for timer in self._schedule(step)]
        try:
            await task
        except asyncio.CancelledError:
            if self.ending is None:
                raise
        finally:
            task.cancel()
            for timer in timers:
                timer.cancel()
            if self._early_end is not None:
                self._early_end.cancel()

    def press(self, digit: str) -> None:
        """The caller presses a key."""
        if self._take is not None and self._take.result is None:
            self.keys.methods.add("rfc4733")
            self._take.press(digit)
        else:
            self._listener.press(digit)

    def leave(self, by: Ending | None = None) -> None:
        """The caller hangs up, or the call ends as `by` says."""
        if self.ending is None and self.hung_up is None:
            self.ending = by or Ending("caller", Cause.NORMAL if self.answered else Cause.CANCELLED)
            if self._take is not None:
                self._take.end("media" if self.ending.cause is Cause.MEDIA_LOST else self.ending.by)
            self._on_left.set_result(None)

    async def answer(self) -> None:
        self.answered = True

    async def progress(self) -> bool:
        if self._takes_early_media and self._early_end is None and not self.answered:
            self._early_end = self._loop.call_later(EARLY_MEDIA_S, self._end_early_media)
        return self.answered or self._early_end is not None

    def _end_early_media(self) -> None:
        if not self.answered and self.ending is None and self.hung_up is None:
            self.answered = True
            self.events.on_answered()

    async def until_audible(self) -> None:
        """A scripted caller hears at once."""

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        if audio.content in self._scenario.unreadable or not (self.answered or self._early_end):
            raise PromptUnavailable
        self.played.append(audio)
        return await self._listener.play(audio, stop_on_key=stop_on_key)

    def background(self, music: Audio | None) -> None:
        self.music = music

    @asynccontextmanager
    async def start_dial(self, request: DialRequest) -> AsyncIterator[SimulatedDialling]:
        self.dialled.append(request)
        dialling = SimulatedDialling(self._scenario.line, self.events.on_ringing)
        try:
            await dialling.start(request)
            yield dialling
        finally:
            dialling.stop()

    async def bridge(self, leg: Leg) -> BridgeEnd:
        self.answered, self.music = True, None
        if leg.gone.done():
            return BridgeEnd("callee", leg.gone.result())
        line = self._scenario.line(leg.target)
        await asyncio.sleep(line.talks_s)
        if line.transfers_to:
            extension = leg.target.extension if isinstance(leg.target, PhoneTarget) else None
            return BridgeEnd("callee", transfer_to=line.transfers_to, transferred_by=extension)
        if line.leaves == "caller":
            self.leave()
            await self._loop.create_future()
        return BridgeEnd("callee")

    @property
    def recording(self) -> str:
        return recording_name(self.info.id, self.recordings)

    async def start_recording(self) -> str:
        if not self.is_recording:
            self.is_recording, self.is_paused = True, False
            self.recordings += 1
        return self.recording

    async def stop_recording(self) -> None:
        self.is_recording = False

    async def pause_recording(self, paused: bool) -> None:
        self.is_paused = self.is_recording and paused

    @asynccontextmanager
    async def start_take(self, limits: RecordLimits, tone: Audio | None) -> AsyncIterator[SimulatedTake]:
        assert self._take is None, "one take at a time"
        self.answered = True
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
            case Leave():
                return [self._loop.call_later(step.at_s, self.leave)]

    def _speak(self, by: int) -> None:
        """One stretch of words more, or less: one may begin in the instant in which another ends."""
        self._words += by
        if self._take is not None:
            self._take.speak(speaking=self._words > 0)
