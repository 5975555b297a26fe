"""The Call port over a scenario: no sound, no network, only what would be heard and when."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
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
    recording_name,
)
from switchboard.engine.simulated.dialling import SimulatedDialling
from switchboard.engine.simulated.listener import Listener
from switchboard.engine.simulated.scenario import Scenario
from switchboard.engine.simulated.script import Leave, Press


class SimulatedCall:
    """One scripted call; implements `engine.port.Call`. What was done to it stays readable for tests."""

    def __init__(self, scenario: Scenario, info: CallInfo) -> None:
        self._loop = asyncio.get_running_loop()
        self._scenario = scenario
        self.info = info
        self.keys = KeyQueue(self._loop)
        self._listener = Listener(self.keys)
        self.events = EngineEvents()
        self.answered = False
        self.ending: Ending | None = None
        self.hung_up: Cause | None = None
        self.played: list[Audio] = []
        self.music: Audio | None = None
        self.dialled: list[DialRequest] = []
        self.recordings = 0
        self.is_recording = False
        self._on_left: asyncio.Future[None] = self._loop.create_future()

    async def run(self, handler: CallHandler) -> None:
        """Play the scenario against `handler` until the call is over. Raises what the handler raises."""
        task = self._loop.create_task(handler(self))
        self._on_left.add_done_callback(lambda _: task.cancel())
        timers = [self._schedule(step) for step in self._scenario.steps()]
        try:
            await task
        except asyncio.CancelledError:
            if self.ending is None:
                raise
        finally:
            task.cancel()
            for timer in timers:
                timer.cancel()

    def press(self, digit: str) -> None:
        """The caller presses a key."""
        self._listener.press(digit)

    def leave(self, by: Ending | None = None) -> None:
        """The caller hangs up, or the call ends as `by` says."""
        if self.ending is None and self.hung_up is None:
            self.ending = by or Ending("caller", Cause.NORMAL if self.answered else Cause.CANCELLED)
            self._on_left.set_result(None)

    async def answer(self) -> None:
        self.answered = True

    async def until_audible(self) -> None:
        """A scripted caller hears at once."""

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        if audio.content in self._scenario.unreadable:
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
            self.is_recording = True
            self.recordings += 1
        return self.recording

    async def stop_recording(self) -> None:
        self.is_recording = False

    async def hang_up(self, cause: Cause) -> None:
        self.hung_up = cause

    def _schedule(self, step: Press | Leave) -> asyncio.TimerHandle:
        if isinstance(step, Press):
            return self._loop.call_later(step.at_s, self.press, step.digit)
        return self._loop.call_later(step.at_s, self.leave)
