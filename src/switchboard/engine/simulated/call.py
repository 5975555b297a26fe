"""The Call port over a scenario: no sound, no network, only what would be heard and when."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    Answered,
    Audio,
    BridgeEnd,
    CallHandler,
    CallInfo,
    DialOutcome,
    DialRequest,
    Ending,
    EngineEvents,
    Leg,
    NotAnswered,
    PhoneTarget,
    Played,
    PromptUnavailable,
    Redirect,
    Target,
    recording_name,
)
from switchboard.engine.simulated.scenario import Line, LineKind, Scenario
from switchboard.engine.simulated.script import Leave, Press

_CAUSES: dict[LineKind, Cause] = {
    "busy": Cause.BUSY,
    "no_answer": Cause.NO_ANSWER,
    "rejects": Cause.REJECTED,
    "unregistered": Cause.UNREACHABLE,
    "fails": Cause.FAILED,
    "forwards": Cause.UNREACHABLE,
}
_RINGING: frozenset[LineKind] = frozenset(("answers", "no_answer", "rejects"))
_WORST_FIRST = (Cause.UNREACHABLE, Cause.FAILED, Cause.REJECTED, Cause.BUSY, Cause.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class SimulatedLeg:
    """The callee of a scenario."""

    target: Target
    line: Line

    async def hang_up(self) -> None:
        """Nothing is left to free."""


class SimulatedCall:
    """One scripted call; implements `engine.port.Call`. What was done to it stays readable for tests."""

    def __init__(self, scenario: Scenario, info: CallInfo) -> None:
        self._loop = asyncio.get_running_loop()
        self._scenario = scenario
        self._heard_key: asyncio.Future[None] | None = None
        self.info = info
        self.keys = KeyQueue(self._loop)
        self.events = EngineEvents()
        self.answered = False
        self.ending: Ending | None = None
        self.hung_up: Cause | None = None
        self.played: list[Audio] = []
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
        self.keys.put(digit, "rfc4733")
        if self._heard_key is not None:
            _resolve(self._heard_key)

    def leave(self, by: Ending | None = None) -> None:
        """The caller hangs up, or the call ends as `by` says."""
        if self.ending is None and self.hung_up is None:
            self.ending = by or Ending("caller", Cause.NORMAL if self.answered else Cause.CANCELLED)
            _resolve(self._on_left)

    async def answer(self) -> None:
        self.answered = True

    async def until_audible(self) -> None:
        """A scripted caller hears at once."""

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        if audio.content in self._scenario.unreadable:
            raise PromptUnavailable
        self.played.append(audio)
        if not stop_on_key:
            await asyncio.sleep(audio.duration_s)
            return Played(finished=True, offset_s=audio.duration_s)
        began_s = self._loop.time()
        if self.keys.pending() or await self._key_within(audio.duration_s):
            return Played(finished=False, offset_s=self._loop.time() - began_s)
        return Played(finished=True, offset_s=audio.duration_s)

    async def dial(self, request: DialRequest) -> DialOutcome:
        self.dialled.append(request)
        lines = [(target, self._scenario.line(target)) for target in request.targets]
        for target, line in lines:
            if line.kind in _RINGING:
                self.events.on_ringing(target)
        after_s, outcome = _outcome(lines, request.ring_time_s)
        await asyncio.sleep(after_s)
        return outcome

    async def bridge(self, leg: Leg) -> BridgeEnd:
        self.answered = True
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

    async def _key_within(self, duration_s: float) -> bool:
        heard = self._heard_key = self._loop.create_future()
        timer = self._loop.call_later(duration_s, _resolve, heard)
        try:
            await heard
        finally:
            self._heard_key = None
            timer.cancel()
        return self.keys.pending()


def _outcome(lines: Sequence[tuple[Target, Line]], ring_time_s: float) -> tuple[float, DialOutcome]:
    """After how long dialling ends, and how: the first to answer has the call."""
    answers = [(line.after_s, target, line) for target, line in lines if line.kind == "answers"]
    first = min(answers, key=lambda answer: answer[0], default=None)
    if first is not None and first[0] <= ring_time_s:
        return first[0], Answered(SimulatedLeg(first[1], first[2]))
    failures = [_failure(target, line, ring_time_s, alone=len(lines) == 1) for target, line in lines]
    after_s = max((after_s for after_s, _ in failures), default=0.0)
    worst_first = sorted((failure for _, failure in failures), key=_worth)
    return after_s, worst_first[-1] if worst_first else NotAnswered(Cause.UNREACHABLE)


def _worth(failure: NotAnswered) -> tuple[bool, int]:
    return failure.redirect is not None, _WORST_FIRST.index(failure.cause)


def _failure(target: Target, line: Line, ring_time_s: float, *, alone: bool) -> tuple[float, NotAnswered]:
    if line.kind in ("unregistered", "fails"):
        return 0.0, NotAnswered(_CAUSES[line.kind], line.status)
    if line.kind == "forwards" and line.after_s <= ring_time_s:
        by = target.extension if isinstance(target, PhoneTarget) and alone else None
        redirect = Redirect(by, line.forwards_to) if by is not None else None
        return line.after_s, NotAnswered(Cause.UNREACHABLE, 302, redirect)
    if line.kind in ("busy", "rejects") and line.after_s <= ring_time_s:
        return line.after_s, NotAnswered(_CAUSES[line.kind], line.status)
    return ring_time_s, NotAnswered(Cause.NO_ANSWER)


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
